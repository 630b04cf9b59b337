import type { FindingId } from '../../catalogue/index.ts';
import { isFailureNumber } from './failure-numbers.ts';

/** What a line of a certain shape was always found to be: a failure of a kind, nothing of its own, or a failure that was mended below it. */
export type Label = FindingId | 'nothing' | 'mended';

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
 * A hash of the words of a line (FNV-1a, and one of another kind, 52 bits in all). Numbers and identifiers count as one, except those that tell
 * failures apart.
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
      two = ((two << 5) - two + byte) | 0;
      at += 1;
    } while (seen !== 0 && at < to && KINDS[bytes[at] as number] !== 0);
    const isUuid = at - start === 8 && (seen & BEYOND_HEX) === 0 && seen !== 0 && goesOnAsUuid(bytes, at, to);
    if (isUuid) at += UUID - 8;
    else if ((seen & DIGIT) === 0 || isFailureNumber(bytes, start, at, seen !== DIGIT)) continue;
    one = Math.imul(oneBefore ^ 35, 0x01000193);
    two = ((twoBefore << 5) - twoBefore + 35) | 0;
  }
  return (one >>> 0) * 0x100000 + (two & 0xfffff);
}

const HEX_LETTER = 1;
const BEYOND_HEX = 2;
const DIGIT = 4;
/** What each byte is in a word; 0 for those that end one. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 48 && byte <= 57) return DIGIT;
  const lower = byte | 32;
  if (lower < 97 || lower > 122) return 0;
  return lower <= 102 ? HEX_LETTER : BEYOND_HEX;
});

/** Characters of a UUID, and where its dashes stand behind the first eight. */
const UUID = 36;
const DASHES = [0, 5, 10, 15];

/** Whether what stands behind eight hexadecimal digits makes a UUID of them, of which a group may have letters alone. */
function goesOnAsUuid(bytes: Uint8Array, at: number, to: number): boolean {
  const end = at + UUID - 8;
  if (end > to || (end < to && KINDS[bytes[end] as number] !== 0)) return false;
  for (let i = 0; i < UUID - 8; i += 1) {
    const kind = KINDS[bytes[at + i] as number] as number;
    if (DASHES.includes(i) ? bytes[at + i] !== 45 : kind === 0 || kind === BEYOND_HEX) return false;
  }
  return true;
}
