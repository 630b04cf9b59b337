import type { Scanner } from './scan.ts';
import { type Label, type Stretch, shapeOf } from './shapes.ts';

/** So many bytes are read, of lines that are like none before, before lines are told by the tokens of the search alone. */
const READ_IN_FULL = 1 << 19;
/**
 * How many lines with the same tokens are read then before most are passed over: few where all were the same; of those that come later, one for so
 * many that were seen.
 */
const OFTEN = { same: 8, mixed: 32 };
const SHARE = 1 / 4;
/** How many sets of tokens are remembered. */
const MOST = 20_000;
/** Tokens this short say little without what stands behind them, as `error code: ` with its number. */
const SHORT = { token: 12, behind: 6 };
/** What makes another failure of the same tokens: a request for a model, a client that gave up, how bad it was. */
const SAYS = [
  /completions|responses|embeddings|messages|\/chat|generate|realtime|\/models|openai|anthropic|llm|\bapi\./i,
  /\bgiv(?:e|es|ing|en) up\b|\bgave up\b|\bexhausted\b|\bfatal\b|\bcritical\b/i,
  /\bERR(?:OR)?\b|"level":\s?[56]0/,
];
/** Who was called. Of an address the port tells: others of the same service have the same one. */
const PEER =
  /:\/\/([\w.-]{1,80}(?::\d{1,5})?)|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}:(\d{2,5})\b|\b(?:ENOTFOUND|EAI_AGAIN|host|hostname|resolve) {0,2}[:=]? {0,2}['"]?([\w.-]{3,80})/;
/** So many failures with the same tokens are told apart, by what stands behind these and by the peer. */
const MOST_OF_SAME = 256;

interface Sample {
  label: Label;
  read: number;
  /** Whether they were not all the same. */
  isMixed: boolean;
  seen: number;
  /** How many more are passed over before one is read again. */
  due: number;
}

/**
 * Remembers what lines with the same tokens turned out to be, whatever else they say. A log of which each line is another one is
 * read in full for its first part; then a sample of the lines with each set of tokens is, so that the work stays in bounds. New sets are read always.
 */
export class TokenSamples {
  private readonly known = new Map<string, Sample>();
  /** What was told apart, by the tokens alone. */
  private readonly told = new Map<number, Set<string>>();
  private spent = 0;

  /** Counts what was read. */
  spend(bytes: number): void {
    this.spent += bytes;
  }

  /** What a line is taken for without being read; null where it is to be read. */
  labelOf(bytes: Buffer, line: Stretch, find: Scanner): Label | null {
    if (this.spent < READ_IN_FULL) return null;
    const sample = this.known.get(this.keyOf(bytes, line, find));
    if (!sample) return null;
    sample.seen += 1;
    sample.due -= 1;
    if (sample.due >= 0) return sample.label;
    // One is read: those that follow it are passed over again.
    if (sample.read >= (sample.isMixed ? OFTEN.mixed : OFTEN.same)) sample.due = Math.ceil(sample.seen * SHARE);
    return null;
  }

  /** Notes what a line was read as. */
  learn(bytes: Buffer, line: Stretch, find: Scanner, label: Label): void {
    if (this.spent < READ_IN_FULL) return;
    const key = this.keyOf(bytes, line, find);
    const sample = this.known.get(key) ?? { label, read: 0, isMixed: false, seen: 0, due: 0 };
    if (sample.read === 0 && this.known.size >= MOST) return;
    const isMixed = sample.isMixed || sample.label !== label;
    this.known.set(key, { ...sample, label, read: sample.read + 1, isMixed });
  }

  /**
   * The tokens of a line, with what stands behind the short ones and whom it is about: a rare failure may have the tokens of a frequent one.
   * Where these are ever new, the tokens alone.
   */
  private keyOf(bytes: Buffer, line: Stretch, find: Scanner): string {
    const text = bytes.toString('latin1', line.from, line.end);
    const { tokens, behind } = hashesOf(bytes, { ...line, says: SAYS.map((pattern) => pattern.test(text)) }, find);
    const [, url, port, host] = PEER.exec(text) ?? [];
    const detail = `${behind} ${url ?? port ?? host ?? ''}`;
    const told = this.told.get(tokens) ?? new Set();
    if (told.size < MOST_OF_SAME && this.told.size < MOST) this.told.set(tokens, told.add(detail));
    return told.has(detail) ? `${tokens} ${detail}` : `${tokens}`;
  }
}

/** Hashes of all tokens in a line and of what else it says, and of what stands behind the short ones. */
function hashesOf(
  bytes: Buffer,
  { from, end, says }: Stretch & { says: boolean[] },
  find: Scanner,
): Record<'tokens' | 'behind', number> {
  let tokens = says.reduce((sum, said) => 2 * sum + (said ? 1 : 0), 1);
  let behind = 0;
  for (let hit = find(bytes, from, end); hit; hit = find(bytes, hit.next, end)) {
    const longest = Math.max(...hit.tokens.map(({ token }) => token.length));
    const to = Math.min(end, hit.start + longest);
    tokens = mixed(tokens, shapeOf(bytes, hit.start, to));
    if (longest <= SHORT.token) behind = mixed(behind, shapeOf(bytes, hit.start, Math.min(end, to + SHORT.behind)));
  }
  return { tokens, behind };
}

function mixed(hash: number, other: number): number {
  return (hash * 31 + other) % Number.MAX_SAFE_INTEGER;
}
