/** A variable that is set at the beginning of a line, to anything; `=` at the end of a line pads base64. */
const ASSIGNED = /[ \t]{0,40}(?:export |set |\$env:)?([A-Za-z_][\w.]{1,60}) ?=(?=[^\s=])/y;

/** Whether two lines, which begin at these places, each set a variable of its own: then no value of the first goes on in the second. */
export function isOtherVariable(text: string, first: number, second: number): boolean {
  const [one, other] = [nameAt(text, first), nameAt(text, second)];
  return one !== null && other !== null && one !== other;
}

function nameAt(text: string, start: number): string | null {
  ASSIGNED.lastIndex = start;
  return ASSIGNED.exec(text)?.[1] ?? null;
}
