import type { Scanner } from './scan.ts';
import { type Label, type Stretch, shapeOf } from './shapes.ts';

/** So many bytes are read, of lines that are like none before, before lines are told by their telling words alone. */
const READ_IN_FULL = 1 << 20;
/** How many lines of one gist are read then, before most are passed over; of those that come later, one for so many that were seen. */
const OFTEN = 32;
const SHARE = 1 / 4;
/** How many gists are remembered. */
const MOST = 20_000;
/** How much behind telling words belongs to them. */
const BEHIND = 16;
/** A request for a model, whatever else the line says. */
const ENDPOINT = /completions|responses|embeddings|messages|\/chat|generate|realtime|\/models|openai|anthropic|llm/i;

interface Gist {
  label: Label;
  read: number;
  seen: number;
  /** How many more are passed over before one is read again. */
  due: number;
}

/**
 * Remembers what lines with the same telling words turned out to be, whatever else they say. A log of which each line is another one is
 * read in full for its first part; then a sample of each gist is, so that the work stays in bounds. New words are read always.
 */
export class Gists {
  private readonly known = new Map<number, Gist>();
  private spent = 0;

  /** Counts what was read. */
  spend(bytes: number): void {
    this.spent += bytes;
  }

  /** What a line is taken for without being read; null where it is to be read. */
  labelOf(bytes: Buffer, line: Stretch, find: Scanner): Label | null {
    if (this.spent < READ_IN_FULL) return null;
    const gist = this.known.get(gistOf(bytes, line, find));
    if (!gist) return null;
    gist.seen += 1;
    gist.due -= 1;
    return gist.due < 0 ? null : gist.label;
  }

  /** Notes what a line was read as. */
  learn(bytes: Buffer, line: Stretch, find: Scanner, label: Label): void {
    if (this.spent < READ_IN_FULL) return;
    const key = gistOf(bytes, line, find);
    const gist = this.known.get(key) ?? { label, read: 0, seen: 0, due: 0 };
    if (gist.read === 0 && this.known.size >= MOST) return;
    const read = gist.read + 1;
    this.known.set(key, { ...gist, label, read, due: read < OFTEN ? 0 : Math.ceil(gist.seen * SHARE) });
  }
}

/** A hash of all telling words of a line, each with what stands behind it, and whether a model is asked. */
function gistOf(bytes: Buffer, { from, end }: Stretch, find: Scanner): number {
  let gist = ENDPOINT.test(bytes.toString('latin1', from, end)) ? 1 : 2;
  for (let hit = find(bytes, from, end); hit; hit = find(bytes, hit.next, end)) {
    const longest = Math.max(...hit.tokens.map(({ token }) => token.length));
    gist = (gist * 31 + shapeOf(bytes, hit.start, Math.min(end, hit.start + longest + BEHIND))) % Number.MAX_SAFE_INTEGER;
  }
  return gist;
}
