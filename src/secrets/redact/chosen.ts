/** Passwords that people choose: they are shorter than what machines draw, and have signs. */

/** Whether a word is most likely a password that somebody chose: letters of both cases, digits, and a sign that words and code have not. */
export function looksChosen(word: string): boolean {
  return (
    /^[^\s"'`()[\]{}<>,;/\\|]{8,64}$/.test(word) &&
    /[a-z]/.test(word) &&
    /[A-Z]/.test(word) &&
    /\d/.test(word) &&
    /[!#$%&*^~@]./.test(word) &&
    !ADDRESS.test(word)
  );
}

/** Of a mailbox. */
const ADDRESS = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[a-z]{2,12}){1,3}$/i;

/** What opens a reference, and the operators of a shell on a variable. */
const OPENS_REFERENCE = /^(?:\$\{|\w{1,40}[.([])/;
const OPERATOR = /^\w{1,80}(?::?[-?+=]|[%#/^,@*]|!?$)/;

/** Whether a reference holds such a password in place of a name: `${…}`, `get(…)`, `data.…`. */
export function holdsChosen(value: string): boolean {
  const inside = value.replace(OPENS_REFERENCE, '').replace(/[)\]}]{1,4}$/, '');
  return inside.length < value.length && !OPERATOR.test(inside) && !/&&|\?\./.test(inside) && looksChosen(inside);
}
