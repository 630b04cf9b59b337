/** A letter, a digit or `_`, by its code: much faster than a pattern for one sign. */
export function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95;
}
