/** A place where tokens of a search stand, and where to go on from there. */
export interface Hit {
  start: number;
  tokens: { token: string; start: number }[];
  next: number;
}

/** Finds the next place of any token from `from` on and before `to`; null where there is none. */
export type Scanner = (bytes: Uint8Array, from: number, to: number) => Hit | null;

/**
 * Builds a search for many tokens at once, blind to ASCII case (Wu and Manber, 1994: like Boyer-Moore, with jumps by three bytes at
 * a time). It never reads most of a log's bytes, so that a log of any size costs little more than reading it. `window` bytes of each
 * token steer the search: more of them jump further, and no token may be shorter. `latin1` is for text that was put into one byte a character.
 */
export function scannerFor(tokens: readonly string[], window: number, encoding: 'utf8' | 'latin1' = 'utf8'): Scanner {
  const short = tokens.find((token) => Buffer.byteLength(token, encoding) < window);
  if (short !== undefined) throw new Error(`token too short to search for: ${short}`);
  // Made with the first search, because most commands have nothing to search.
  let table: Table | undefined;
  return (bytes, from, to) => {
    table ??= tableOf([...new Set(tokens.map(asciiLower))], { window, encoding });
    const { jumps, heads, buckets } = table;
    let at = from + window - 1;
    while (at < to) {
      const block = blockOf(bytes[at - 2] as number, bytes[at - 1] as number, bytes[at] as number);
      const jump = jumps[block] as number;
      if (jump > 0) {
        at += jump;
        continue;
      }
      const head = at - window + 1;
      const begins = heads[blockOf(bytes[head] as number, bytes[head + 1] as number, bytes[head + 2] as number)] === 1;
      const candidates = begins ? buckets.get(windowAt(bytes, head, at)) : undefined;
      const found = candidates ? matchesAt(bytes, { windowStart: head, to }, candidates) : NONE;
      // The window of the next token begins after this one's first byte at the earliest.
      if (found.length > 0) return { start: Math.min(...found.map(({ start }) => start)), tokens: found, next: head + 1 };
      at += 1;
    }
    return null;
  };
}

/** Lower case as the search sees it: ASCII alone, because it compares bytes. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

const NONE: Hit['tokens'] = [];

/** Three bytes as one number of 16 bits, upper case like lower case. Different blocks may meet: each find is compared. */
function blockOf(first: number, second: number, third: number): number {
  return (((first | 32) << 10) ^ ((second | 32) << 5) ^ (third | 32)) & 0xffff;
}

/** A whole window, to its last byte, as one number: words that only begin and end like a token's are many. */
function windowAt(bytes: Uint8Array, from: number, last: number): number {
  let window = 0;
  for (let at = from; at <= last; at += 1) window = Math.imul(window ^ ((bytes[at] as number) | 32), 0x01000193);
  return window;
}

interface Candidate {
  token: string;
  bytes: Buffer;
  /** Where in the token its steering window begins. */
  offset: number;
}

/** How far each block lets the search jump; which blocks begin a window; the tokens by their windows. */
interface Table {
  jumps: Uint8Array;
  heads: Uint8Array;
  buckets: Map<number, Candidate[]>;
}

function tableOf(tokens: string[], { window, encoding }: { window: number; encoding: BufferEncoding }): Table {
  const jumps = new Uint8Array(65_536).fill(window - 2);
  const heads = new Uint8Array(65_536);
  const buckets = new Map<number, Candidate[]>();
  // Those with the fewest windows to choose from come first.
  for (const token of tokens.toSorted((a, b) => a.length - b.length)) {
    // Of a letter beyond Latin-1 one byte is left there, and that may look like a capital.
    const bytes = Buffer.from(token, encoding).map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte)) as Buffer;
    const offset = cheapestWindow(bytes, window, jumps);
    heads[blockOf(bytes[offset] as number, bytes[offset + 1] as number, bytes[offset + 2] as number)] = 1;
    for (const { block, jump } of blocksOf(bytes, offset, window)) jumps[block] = Math.min(jumps[block] as number, jump);
    const bucket = windowAt(bytes, offset, offset + window - 1);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), { token, bytes, offset }]);
  }
  return { jumps, heads, buckets };
}

/** The blocks of a window, each with how far it still is to the window's end. */
function blocksOf(bytes: Buffer, offset: number, window: number): { block: number; jump: number }[] {
  return Array.from({ length: window - 2 }, (_, i) => {
    const at = offset + i;
    return { block: blockOf(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number), jump: window - 3 - i };
  });
}

/** The part of a token that slows the search down least: one that other tokens use already, or that logs seldom hold. */
function cheapestWindow(bytes: Buffer, window: number, jumps: Uint8Array): number {
  let best = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let offset = 0; offset + window <= bytes.length; offset += 1) {
    const cost = costOf(bytes, { offset, window }, jumps);
    if (cost < lowest) {
      best = offset;
      lowest = cost;
    }
  }
  return best;
}

/** How many jumps a window takes from the search, each weighed by how often logs hold its bytes. */
function costOf(bytes: Buffer, { offset, window }: { offset: number; window: number }, jumps: Uint8Array): number {
  let cost = commonness(bytes, offset + window - 3);
  for (let i = 0; i < window - 2; i += 1) {
    const at = offset + i;
    const block = blockOf(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number);
    const lost = (jumps[block] as number) - (window - 3 - i);
    if (lost > 0) cost += lost * commonness(bytes, at);
  }
  return cost;
}

/** Characters by how often logs and English hold them, most frequent first; the rest is rarer still. */
const COMMON = ' etaoinsrhldcumfpgwyb.:/-0123456789';
const FREQUENCY = Float64Array.from({ length: 256 }, (_, byte) => {
  const rank = COMMON.indexOf(String.fromCharCode(byte));
  return 1 / ((rank < 0 ? COMMON.length * 2 : rank) + 3);
});

/** A rough measure of how often logs hold the three bytes at `at`. */
function commonness(bytes: Buffer, at: number): number {
  return (
    (FREQUENCY[bytes[at] as number] as number) *
    (FREQUENCY[bytes[at + 1] as number] as number) *
    (FREQUENCY[bytes[at + 2] as number] as number)
  );
}

function matchesAt(bytes: Uint8Array, at: { windowStart: number; to: number }, candidates: Candidate[]): Hit['tokens'] {
  const found: Hit['tokens'] = [];
  for (const { token, bytes: wanted, offset } of candidates) {
    const start = at.windowStart - offset;
    if (start >= 0 && start + wanted.length <= at.to && sameAt(bytes, start, wanted)) found.push({ token, start });
  }
  return found;
}

function sameAt(bytes: Uint8Array, start: number, token: Buffer): boolean {
  for (let i = 0; i < token.length; i += 1) {
    const byte = bytes[start + i] as number;
    const lower = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    if (lower !== token[i]) return false;
  }
  return true;
}
