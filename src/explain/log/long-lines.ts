import type { Excerpt } from './excerpt.ts';
import type { Hit } from './scan.ts';
import { type Label, type Stretch, shapeOf } from './shapes.ts';

/** A line longer than this is no entry of a log: it has any number of them, without line feeds. No line is read further at once. */
const LONG = 32_768;
/** How much around something telling is read in such a line. */
export const AROUND = { before: 512, after: 2_048 };
/** The same words come again with the next entry, but not closer than this. */
const NEAREST = 48;
/** How much behind telling words decides whether they were read before. */
const BEHIND = 16;
/** How often a part must have been read, each time with the same outcome, before it is taken for known. */
const ENOUGH = 8;
/** After so many reads that showed no other kind of failure, half as many of the words that were read often are read; and so on. */
const QUIET = 32;
const OFTEN = 16;
/** How many parts are remembered. */
const MOST = 20_000;

/** Whether a line holds many entries. */
export function isLong({ from, end }: Stretch): boolean {
  return end - from > LONG;
}

interface Outcome {
  label: Label;
  times: number;
}

/**
 * Remembers of lines without an end what telling words, with what stands right behind them, turned out to be. So a log without line feeds
 * is read as fast as one with them, whatever it holds.
 */
export class Parts {
  private readonly outcomes = new Map<number, Outcome>();
  private readonly reads = new Map<string, number>();
  /** The words by which each kind was found first: with them begins another entry. */
  private readonly first = new Map<Label, string>();
  private quiet = 0;
  private passed = 0;

  /** What the part that begins with a hit always was; null where it was not read often enough. */
  knownLabelOf(bytes: Uint8Array, hit: Hit): Label | null {
    const { part } = partOf(hit);
    const known = this.outcomes.get(shapeOf(bytes, part.from, part.end));
    return known && known.times >= ENOUGH ? known.label : null;
  }

  /** What the part that begins with a hit is: known, or passed over because enough of its like was read; null where it is to be read. */
  labelOf(bytes: Uint8Array, hit: Hit): Label | null {
    const known = this.knownLabelOf(bytes, hit);
    if (known !== null) return known;
    const { token } = partOf(hit);
    const share = 2 ** Math.min(20, Math.floor(this.quiet / QUIET));
    if (share === 1 || (this.reads.get(token) ?? 0) < OFTEN) return null;
    this.passed += 1;
    return this.passed % share === 0 ? null : 'nothing';
  }

  /** Notes what an excerpt turned out to be that was taken for the sake of a hit. Two outcomes of one part mean that others decide. */
  learn({ bytes }: Excerpt, hit: Hit, label: Label): void {
    const { token, part } = partOf(hit);
    this.reads.set(token, (this.reads.get(token) ?? 0) + 1);
    this.quiet = this.first.has(label) ? this.quiet + 1 : 0;
    if (!this.first.has(label)) this.first.set(label, token);
    const shape = shapeOf(bytes, part.from, part.end);
    const known = this.outcomes.get(shape);
    if (known) known.times = known.label === label ? known.times + 1 : Number.NEGATIVE_INFINITY;
    else if (this.outcomes.size < MOST) this.outcomes.set(shape, { label, times: 1 });
  }

  /** Whether a later hit begins the next entry: with the words that this one was found by, or with those of a known kind. */
  isNextEntry(entry: Hit, next: Hit): boolean {
    const { token } = partOf(next);
    if (partOf(entry).token === token) return next.start - entry.start >= NEAREST;
    return [...this.first].some(([label, first]) => label !== 'nothing' && first === token);
  }
}

/** The words of a hit, and the part of the log that they are the beginning of. */
export function partOf(hit: Hit): { token: string; part: Stretch } {
  const { token = '' } = hit.tokens.find(({ start }) => start === hit.start) ?? {};
  return { token, part: { from: hit.start, end: hit.start + token.length + BEHIND } };
}
