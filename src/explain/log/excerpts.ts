import type { Excerpt } from './excerpt.ts';
import { knownLine, type Search, type Searching } from './known-lines.ts';
import { AROUND, isLong, partOf } from './long-lines.ts';
import type { Hit } from './scan.ts';
import { lineStart, Window } from './window.ts';

/**
 * How far from something telling the rest of the same failure can stand, in bytes and in lines. A line that begins like an entry of
 * its own (with a digit or a bracket) counts for ten: where each line has a time stamp, a failure is a few lines long.
 */
const BEFORE = { bytes: 6_144, lines: 80 };
/** An indented dump of an object belongs to the error above it to its end. */
const AFTER = { bytes: 12_288, dump: 49_152, lines: 120 };
const ENTRY_COUNTS = 10;
/**
 * A stretch longer than this is read in parts, so that a log full of failures stays in bounded memory. With what stands before it, it is no
 * longer than what is searched for secrets at once.
 */
const LONGEST = 57_344;
/** So much of such a part is read again with the next one: how a failure ended stands below it. */
const AGAIN = 8_192;
/** A text this short is read whole: it was selected for explanation. */
const SHORT = 32_768;
/** The end of a log is read but for what is known to the word: how the program ended stands there. */
const LAST = 16_384;
/** Longest token that a scanner may look for. */
const LONGEST_TOKEN = 64;

/** Cuts the stretches around everything telling out of a log, in one pass and with bounded memory, however long it or one line is. */
export async function* excerpts(pieces: AsyncIterable<Buffer>, search: Search): AsyncGenerator<Excerpt> {
  const window = new Window(BEFORE.bytes);
  let read = 0;
  for await (const piece of pieces) {
    window.add(piece);
    read += piece.length;
    if (read > SHORT) yield* cut(window, { ...search, isEnd: false });
  }
  if (read > SHORT) yield* cut(window, { ...search, isEnd: true });
  else if (read > 0) yield { ...window.take(0, window.bytes.length), isWhole: true };
}

function* cut(window: Window, search: Searching): Generator<Excerpt> {
  const limit = window.bytes.length - (search.isEnd ? 0 : LAST);
  for (;;) {
    const hit = search.find(window.bytes, window.scanned, limit);
    if (!hit) return window.pass(limit - LONGEST_TOKEN);
    const isOneOfMany = isLong(window.lineAt(hit.start));
    if (isOneOfMany ? skipPart(window, search, hit) : skipKnown(window, search, hit)) continue;
    const passedOver = new Set<number>();
    const end = isOneOfMany ? endOfEntry(window, search, hit) : endOf(window, search, { hit, passedOver });
    // The stretch may go on in bytes that have not come yet.
    if (end === null && !search.isEnd) return window.pass(hit.start);
    const to = end ?? window.bytes.length;
    yield isOneOfMany ? entryAt(window, hit, to) : { ...stretchAt(window, hit, to), passedOver };
  }
}

/** What stands around a hit, up to the end of its last line. */
function stretchAt(window: Window, { start }: Hit, end: number): Excerpt {
  const { bytes } = window;
  const from = backward(bytes, start);
  if (end < start + LONGEST) return window.take(from, end);
  const [to, counted] = [end, end - AGAIN].map((at) => lineStart(bytes, at)) as [number, number];
  return window.take(from, to > start ? to : end, counted > start ? counted : end);
}

/** Passes over a line whose like was read often enough. */
function skipKnown(window: Window, search: Searching, { start }: Hit): boolean {
  const known = knownLine(window, search, start);
  if (!known) return false;
  // What a line without a meaning of its own belongs to was not counted with it.
  if (known.label === 'nothing') window.pass(known.end + 1);
  else {
    search.again(known.label, window.lineNumber(start));
    window.skip(known.end + 1);
  }
  return true;
}

/** Passes over words of a line without an end whose like were read often enough. */
function skipPart(window: Window, { parts, isEnd }: Searching, hit: Hit): boolean {
  const isKnown = (isEnd ? parts.knownLabelOf(window.bytes, hit) : parts.labelOf(window.bytes, hit)) !== null;
  if (isKnown) window.skip(hit.start + partOf(hit).token.length);
  return isKnown;
}

/** Where one entry of a line without an end is over; null where more bytes are needed to know. */
function endOfEntry({ bytes }: Window, { find, parts }: Search, first: Hit): number | null {
  const reach = first.start + AROUND.after;
  const to = Math.min(bytes.length, reach);
  for (let next = find(bytes, first.next, to); next; next = find(bytes, next.next, to)) {
    if (parts.isNextEntry(first, next)) return next.start;
  }
  return reach <= bytes.length ? reach : null;
}

/** An entry, with what stands before it since the one before was read or passed over. */
function entryAt(window: Window, hit: Hit, to: number): Excerpt {
  const excerpt = window.take(Math.max(window.fresh, hit.start - AROUND.before), to);
  const shift = to - excerpt.bytes.length;
  const tokens = hit.tokens.map(({ token, start }) => ({ token, start: start - shift }));
  return { ...excerpt, hit: { start: hit.start - shift, next: hit.next - shift, tokens } };
}

/**
 * Where the stretch that begins at `hit` ends: some way after its last telling place; null where more bytes are needed to know. Notes the lines
 * that are passed over up to there.
 */
function endOf(
  window: Window,
  search: Searching,
  { hit: first, passedOver }: { hit: Hit; passedOver: Set<number> },
): number | null {
  const { bytes } = window;
  let reach = reachOf(window, first, first.start);
  for (let at = first.next; ; ) {
    const next = search.find(bytes, at, Math.min(bytes.length, reach));
    if (!next) return reach <= bytes.length ? reach : null;
    const known = knownLine(window, search, next.start);
    // An entry of a failure that is known already needs no reading; it is counted where the search goes on. Another line may belong to this one.
    if (known && known.label !== 'nothing' && known.from > first.start && isEntry(bytes[known.from])) return known.from;
    at = known ? known.end : next.next;
    if (known?.label === 'nothing') passedOver.add(window.lineNumber(known.from));
    if (!known) reach = reachOf(window, first, next.start);
  }
}

/** How far a stretch reaches that has something telling at `last`. */
function reachOf(window: Window, first: Hit, last: number): number {
  return Math.min(forward(window, last), first.start + LONGEST);
}

/** The start of the line that lies some lines before `at`, or some bytes before it where lines are long. */
function backward(bytes: Buffer, at: number): number {
  const lowest = Math.max(0, at - BEFORE.bytes);
  let start = lineStart(bytes, at);
  if (start < lowest) return lowest;
  for (let lines = 0; lines < BEFORE.lines && start > lowest; lines += weightOf(bytes[start])) {
    const before = lineStart(bytes, start - 1);
    if (before < lowest) return start;
    start = before;
  }
  return start;
}

/** The end of the line that lies some way after `at`; beyond the bytes in hand where they end first. */
function forward(window: Window, at: number): number {
  const { bytes } = window;
  let end = at;
  for (let lines = 0; ; lines += weightOf(bytes[end])) {
    const inDump = lines > 0 && GOES_ON.has(bytes[end] as number);
    if (lines > AFTER.lines && !inDump) return end;
    const highest = at + (inDump ? AFTER.dump : AFTER.bytes);
    const line = window.lineAt(end);
    const isBeyond = line.isWhole || highest <= bytes.length;
    if (isBeyond && line.end >= highest && end > at) return end;
    if (!line.isWhole || line.end >= highest) return highest;
    end = line.end + 1;
  }
}

/** First bytes of a line that goes on with the object or trace above: white space and closing brackets. */
const GOES_ON = new Set([9, 32, 93, 125]);

/** How much a line counts for. */
function weightOf(first: number | undefined): number {
  return isEntry(first) ? ENTRY_COUNTS : 1;
}

/** Whether a line begins an entry, by its first byte: `2`, `[`, `{` and `(` do. */
function isEntry(first: number | undefined): boolean {
  return first !== undefined && ((first >= 48 && first <= 57) || first === 91 || first === 123 || first === 40);
}
