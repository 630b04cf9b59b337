/** Which first signs some run has; all zero between calls, since to make it anew costs more than most searches. */
const starts = new Uint8Array(65_536);

/** The first signs of a run rule out nearly all places, and cost far less than to cut each piece out. */
const startAt = (of: string, at: number, length: number) =>
  ((of.charCodeAt(at) * 31 + of.charCodeAt(at + (length >> 1))) * 31 + of.charCodeAt(at + length - 1)) & 0xffff;

/** Where the first of some runs of characters, all of one length, stands in a text; -1 where none does. */
export function findRun(text: string, runs: Set<string>, length: number): number {
  for (const run of runs) starts[startAt(run, 0, length)] = 1;
  const found = firstOf(text, runs, length);
  for (const run of runs) starts[startAt(run, 0, length)] = 0;
  return found;
}

function firstOf(text: string, runs: Set<string>, length: number): number {
  for (let at = 0; at + length <= text.length; at++) {
    if (starts[startAt(text, at, length)] === 1 && runs.has(text.slice(at, at + length))) return at;
  }
  return -1;
}

/** Every run of so many characters of a text. */
export const runsIn = (text: string, length: number): string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
