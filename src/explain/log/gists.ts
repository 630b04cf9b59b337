import type { Scanner } from './scan.ts';
import { type Label, type Stretch, shapeOf } from './shapes.ts';

/** So many bytes are read, of lines that are like none before, before lines are told by their telling words alone. */
const READ_IN_FULL = 1 << 20;
/** How many lines of one gist are read then, before most are passed over; of those that come later, one for so many that were seen. */
const OFTEN = 32;
const SHARE = 1 / 4;
/** How many gists are remembered. */
const MOST = 20_000;
/** Words this short say little without what stands behind them, as `error code: ` with its number. */
const SHORT = { token: 12, behind: 6 };
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
    if (gist.due >= 0) return gist.label;
    // One is read: those that follow it are passed over again.
    if (gist.read >= OFTEN) gist.due = Math.ceil(gist.seen * SHARE);
    return null;
  }

  /** Notes what a line was read as. */
  learn(bytes: Buffer, line: Stretch, find: Scanner, label: Label): void {
    if (this.spent < READ_IN_FULL) return;
    const key = gistOf(bytes, line, find);
    const gist = this.known.get(key) ?? { label, read: 0, seen: 0, due: 0 };
    if (gist.read === 0 && this.known.size >= MOST) return;
    const read = gist.read + 1;
    this.known.set(key, { ...gist, label, read });
  }
}

/** A hash of all telling words of a line, the short ones with what stands behind them, and whether a model is asked. */
function gistOf(bytes: Buffer, { from, end }: Stretch, find: Scanner): number {
  let gist = ENDPOINT.test(bytes.toString('latin1', from, end)) ? 1 : 2;
  for (let hit = find(bytes, from, end); hit; hit = find(bytes, hit.next, end)) {
    const longest = Math.max(...hit.tokens.map(({ token }) => token.length));
    const told = longest > SHORT.token ? longest : longest + SHORT.behind;
    gist = (gist * 31 + shapeOf(bytes, hit.start, Math.min(end, hit.start + told))) % Number.MAX_SAFE_INTEGER;
  }
  return gist;
}
