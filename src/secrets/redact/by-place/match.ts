/** What a sticky pattern finds at one place of a text. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Where a match ends. */
export function endOf(found: RegExpExecArray): number {
  return found.index + found[0].length;
}
