/** Where the first of some runs of characters, all of one length, stands in a text; -1 where none does. */
export function findRun(text: string, runs: Set<string>, length: number): number {
  // The first signs of a run rule out nearly all places, and cost far less than to cut each piece out.
  const starts = new Uint8Array(65_536);
  const startAt = (of: string, at: number) =>
    ((of.charCodeAt(at) * 31 + of.charCodeAt(at + (length >> 1))) * 31 + of.charCodeAt(at + length - 1)) & 0xffff;
  for (const run of runs) starts[startAt(run, 0)] = 1;
  for (let at = 0; at + length <= text.length; at++) {
    if (starts[startAt(text, at)] === 1 && runs.has(text.slice(at, at + length))) return at;
  }
  return -1;
}

/** Every run of so many characters of a text. */
export const runsIn = (text: string, length: number): string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
