import type { Scanner } from './scan.ts';
import { type Label, type Stretch, shapeOf } from './shapes.ts';

/** So many bytes are read, of lines that are like none before, before lines are told by the tokens of the search alone. */
const READ_IN_FULL = 1 << 20;
/** How many lines with the same tokens are read then, and of those that name one peer, before most are passed over; of those that come later, one for so many that were seen. */
const OFTEN = 32;
const OF_A_PEER = 4;
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
/** So many peers that are called with the same tokens are told apart. */
const MOST_PEERS = 64;

interface Sample {
  label: Label;
  read: number;
  /** After so many, most are passed over. */
  often: number;
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
  private readonly peers = new Map<number, Set<string>>();
  private spent = 0;

  /** Counts what was read. */
  spend(bytes: number): void {
    this.spent += bytes;
  }

  /** What a line is taken for without being read; null where it is to be read. */
  labelOf(bytes: Buffer, line: Stretch, find: Scanner): Label | null {
    if (this.spent < READ_IN_FULL) return null;
    const sample = this.known.get(this.keyOf(bytes, line, find).key);
    if (!sample) return null;
    sample.seen += 1;
    sample.due -= 1;
    if (sample.due >= 0) return sample.label;
    // One is read: those that follow it are passed over again.
    if (sample.read >= sample.often) sample.due = Math.ceil(sample.seen * SHARE);
    return null;
  }

  /** Notes what a line was read as. */
  learn(bytes: Buffer, line: Stretch, find: Scanner, label: Label): void {
    if (this.spent < READ_IN_FULL) return;
    const { key, often } = this.keyOf(bytes, line, find);
    const sample = this.known.get(key) ?? { label, read: 0, often, seen: 0, due: 0 };
    if (sample.read === 0 && this.known.size >= MOST) return;
    const read = sample.read + 1;
    this.known.set(key, { ...sample, label, read });
  }

  /** A line's tokens, and whom it is about: a rare failure may have the tokens of a frequent one of another peer. */
  private keyOf(bytes: Buffer, line: Stretch, find: Scanner): { key: string; often: number } {
    const text = bytes.toString('latin1', line.from, line.end);
    const hash = hashOfTokens(bytes, { ...line, says: SAYS.map((pattern) => pattern.test(text)) }, find);
    const [, url, port, host] = PEER.exec(text) ?? [];
    const peer = url ?? port ?? host;
    const peers = this.peers.get(hash) ?? new Set();
    if (peer !== undefined && peers.size < MOST_PEERS && this.peers.size < MOST) this.peers.set(hash, peers.add(peer));
    return peer !== undefined && peers.has(peer)
      ? { key: `${hash} ${peer}`, often: OF_A_PEER }
      : { key: `${hash}`, often: OFTEN };
  }
}

/** A hash of all tokens in a line, the short ones with what stands behind them, and of what else it says. */
function hashOfTokens(bytes: Buffer, { from, end, says }: Stretch & { says: boolean[] }, find: Scanner): number {
  let hash = says.reduce((sum, said) => 2 * sum + (said ? 1 : 0), 1);
  for (let hit = find(bytes, from, end); hit; hit = find(bytes, hit.next, end)) {
    const longest = Math.max(...hit.tokens.map(({ token }) => token.length));
    const told = longest > SHORT.token ? longest : longest + SHORT.behind;
    hash = (hash * 31 + shapeOf(bytes, hit.start, Math.min(end, hit.start + told))) % Number.MAX_SAFE_INTEGER;
  }
  return hash;
}
