/** The pieces of secrets that a text is searched for. */

/** Characters in a row that are hidden wherever they stand. */
export const PIECE = 8;

/** Runs of `PIECE` characters. */
export class Pieces {
  private readonly all: Set<string>;
  /** Which codes the first and the last character of a run have, by their lowest bits: most places of a text are none by that. */
  private readonly ends = new Uint8Array(ENDS * ENDS);
  private readonly anchors: RegExp | null;

  constructor(texts: string[]) {
    this.all = new Set(texts.flatMap(runsOf));
    for (const piece of this.all) this.ends[endsAt(piece, 0)] = 1;
    this.anchors = anchorsOf(texts);
  }

  /** Whether any of them may be in a text. The engine's own search costs a fraction of looking at each place. */
  mayBeIn(text: string): boolean {
    return this.anchors?.test(text) ?? true;
  }

  get size(): number {
    return this.all.size;
  }

  isAt(text: string, at: number): boolean {
    return this.ends[endsAt(text, at)] === 1 && this.all.has(text.slice(at, at + PIECE));
  }
}

/** To look for all pieces of more characters, in each form of them, takes hundreds of megabytes. */
const MOST_CHARACTERS = 32_768;

/** Of secrets that were found in texts those that are looked for in all others, in their order. */
export function withinLimits(values: Iterable<string>, most: number): string[] {
  let length = 0;
  return [...new Set(values)].slice(0, most).filter((value) => {
    length += value.length;
    return length <= MOST_CHARACTERS;
  });
}

const ENDS = 128;

/** Of eight characters in a row, four stand together that begin at a multiple of five. */
const ANCHOR = { length: 4, step: 5 };

/** More of them are slower than to look at each place. */
const MOST_ANCHORS = 256;

function anchorsOf(texts: string[]): RegExp | null {
  if (texts.length > MOST_ANCHORS) return null;
  const anchors = new Set(texts.flatMap(startsIn));
  return anchors.size > MOST_ANCHORS ? null : new RegExp(anchors.size > 0 ? [...anchors].map(escaped).join('|') : '(?!)');
}

function startsIn(text: string): string[] {
  const count = Math.max(0, Math.ceil((text.length - ANCHOR.length + 1) / ANCHOR.step));
  return Array.from({ length: count }, (_, at) => text.slice(at * ANCHOR.step, at * ANCHOR.step + ANCHOR.length));
}

function endsAt(text: string, at: number): number {
  return (text.charCodeAt(at) % ENDS) * ENDS + (text.charCodeAt(at + PIECE - 1) % ENDS);
}

function runsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, at) => text.slice(at, at + PIECE));
}

/** The end of the run of overlapping pieces that starts at a place. */
export function endOfRun(plain: string, start: number, pieces: Pieces): number {
  let end = start + PIECE;
  for (let at = start + 1; at < end && at + PIECE <= plain.length; at++) {
    if (pieces.isAt(plain, at)) end = at + PIECE;
  }
  return end;
}

/** A text as a pattern of itself. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
