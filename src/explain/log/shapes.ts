import type { FindingId } from '../../catalogue/index.ts';

/** What a line of a certain shape was always found to be: a failure of a kind, or nothing of its own. */
export type Label = FindingId | 'nothing';

/** A stretch of bytes: from `from` to before `end`. */
export interface Stretch {
  from: number;
  end: number;
}

/** How often a shape must have been read, always with the same outcome, before it is taken for known. */
const ENOUGH = 3;
/** How many shapes are remembered, and how long a line may be to have one. */
const LIMITS = { shapes: 20_000, line: 8_192 };

/**
 * Remembers what lines of one shape (the same words with other numbers) turned out to be, so that a log with the same failure a
 * million times is read as fast as one without.
 */
export class Shapes {
  private readonly known = new Map<number, { label: Label; seen: number }>();

  /** What lines like this one are; null where that is not certain yet. */
  labelOf(bytes: Uint8Array, { from, end }: Stretch): Label | null {
    if (end - from > LIMITS.line) return null;
    const entry = this.known.get(shapeOf(bytes, from, end));
    return entry && entry.seen >= ENOUGH ? entry.label : null;
  }

  /** Notes what a line was. Two outcomes for one shape mean that its surroundings decide: then it is read each time. */
  learn(bytes: Uint8Array, { from, end }: Stretch, label: Label): void {
    if (end - from > LIMITS.line) return;
    const shape = shapeOf(bytes, from, end);
    const entry = this.known.get(shape);
    if (entry) entry.seen = entry.label === label ? entry.seen + 1 : Number.NEGATIVE_INFINITY;
    else if (this.known.size < LIMITS.shapes) this.known.set(shape, { label, seen: 1 });
  }
}

/**
 * A hash of the words of a line (FNV-1a, twice with other seeds, 52 bits). Numbers count as one, except those that tell failures
 * apart: statuses, errnos, exit codes in brackets.
 */
export function shapeOf(bytes: Uint8Array, from: number, to: number): number {
  let one = 0x811c9dc5;
  let two = 0x1234567;
  for (let at = from; at < to; ) {
    const start = at;
    const oneBefore = one;
    const twoBefore = two;
    let seen = 0;
    // One byte that is no part of a word, or a whole word.
    do {
      const byte = bytes[at] as number;
      seen |= KINDS[byte] as number;
      one = Math.imul(one ^ byte, 0x01000193);
      two = Math.imul(two ^ byte, 0x01000197);
      at += 1;
    } while (seen !== 0 && at < to && KINDS[bytes[at] as number] !== 0);
    if (seen < DIGIT || tellsApart(bytes, start, at)) continue;
    one = Math.imul(oneBefore ^ 35, 0x01000193);
    two = Math.imul(twoBefore ^ 35, 0x01000197);
  }
  return (one >>> 0) * 0x100000 + (two & 0xfffff);
}

const LETTER = 1;
const DIGIT = 2;
/** What each byte is in a word; 0 for those that end one. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 48 && byte <= 57) return DIGIT;
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) ? LETTER : 0;
});

/** `429`, `Errno 111`, `WinError 10061`, `curl: (60)`; not the fraction of a second. */
function tellsApart(bytes: Uint8Array, from: number, to: number): boolean {
  const before = bytes[from - 1];
  if (before === 44 || before === 46 || before === 58) return false;
  for (let at = from; at < to; at += 1) if ((bytes[at] as number) > 57) return isCode(bytes, from, to);
  const first = bytes[from];
  if (before === 40) return true;
  if (to - from === 3) return first === 49 || first === 52 || first === 53;
  return to - from === 5 && first === 49 && (bytes[from + 1] as number) <= 49 && bytes[from + 2] === 48;
}

/** Names of codes and classes in which a digit is part of the word, as `SSLV3` or `x509`. */
function isCode(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from <= 8 && (bytes[from] as number) > 57;
}
