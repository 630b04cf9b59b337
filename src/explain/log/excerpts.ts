import type { Excerpt } from './excerpt.ts';
import type { Hit, Scanner } from './scan.ts';
import type { Label, Shapes } from './shapes.ts';
import { Window } from './window.ts';

/** How a log is searched. */
export interface Search {
  find: Scanner;
  shapes: Shapes;
  /** Told of each line whose meaning is known already. */
  again(label: Label, line: number): void;
}

/**
 * How far from something telling the rest of the same failure can stand, in bytes and in lines. A line that begins like an entry of
 * its own (with a digit or a bracket) counts for ten: where each line has a time stamp, a failure is a few lines long.
 */
const BEFORE = { bytes: 6_144, lines: 80 };
/** An indented dump of an object belongs to the error above it to its end. */
const AFTER = { bytes: 12_288, dump: 49_152, lines: 120 };
const ENTRY_COUNTS = 10;
/** A stretch longer than this is read in parts, so that a log full of failures stays in bounded memory. */
const LONGEST = 65_536;
/** A text this short is read whole: somebody chose it to be explained. */
const SHORT = 32_768;
/** Longest token that a scanner may look for. */
const LONGEST_TOKEN = 64;

/** Cuts the stretches around everything telling out of a log, in one pass and with bounded memory, however long it or one line is. */
export async function* excerpts(pieces: AsyncIterable<Buffer>, search: Search): AsyncGenerator<Excerpt> {
  const window = new Window(BEFORE.bytes);
  let read = 0;
  for await (const piece of pieces) {
    window.add(piece);
    read += piece.length;
    if (read > SHORT) yield* cut(window, search, false);
  }
  if (read > SHORT) yield* cut(window, search, true);
  else if (read > 0) yield window.take(0, window.bytes.length);
}

function* cut(window: Window, search: Search, ended: boolean): Generator<Excerpt> {
  for (;;) {
    const hit = search.find(window.bytes, window.scanned, window.bytes.length);
    if (!hit) return window.pass(window.bytes.length - LONGEST_TOKEN);
    if (skipKnown(window, search, hit)) continue;
    const end = endOf(window, search, hit);
    // The stretch may go on in bytes that have not come yet.
    if (end === null && !ended) return window.pass(hit.start);
    yield window.take(backward(window.bytes, hit.start), end ?? window.bytes.length);
  }
}

/** Passes over a line whose like was read often enough. */
function skipKnown(window: Window, { shapes, again }: Search, { start }: Hit): boolean {
  const known = knownLine(window.bytes, shapes, start);
  if (!known) return false;
  again(known.label, window.lineNumber(known.from));
  window.skip(known.end + 1);
  return true;
}

/** Where the stretch that begins at `hit` ends: some way after its last telling place; null where more bytes are needed to know. */
function endOf(window: Window, { find, shapes }: Search, first: Hit): number | null {
  const { bytes } = window;
  let last = first;
  for (;;) {
    const reach = Math.min(forward(bytes, last.start), first.start + LONGEST);
    const next = find(bytes, last.next, Math.min(bytes.length, reach));
    if (!next) return reach <= bytes.length ? reach : null;
    const known = knownLine(bytes, shapes, next.start);
    // A failure that is known already needs no reading; it is counted where the search goes on.
    if (known && known.label !== 'nothing' && known.from > first.start) return known.from;
    last = next;
  }
}

/** The line of a hit, if its like was read often enough; null where it was not, or goes on beyond the bytes in hand. */
function knownLine(bytes: Buffer, shapes: Shapes, at: number): { label: Label; from: number; end: number } | null {
  const end = bytes.indexOf(10, at);
  if (end < 0) return null;
  const from = lineStart(bytes, at);
  const label = shapes.labelOf(bytes, from, end);
  return label === null ? null : { label, from, end };
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

/** Where the line begins in which `at` stands. */
export function lineStart(bytes: Buffer, at: number): number {
  return at <= 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1;
}

/** The end of the line that lies some way after `at`; beyond the bytes in hand where they end first. */
function forward(bytes: Buffer, at: number): number {
  let end = at;
  for (let lines = 0; ; lines += weightOf(bytes[end])) {
    const inDump = lines > 0 && GOES_ON.has(bytes[end] as number);
    if (lines > AFTER.lines && !inDump) return end;
    const highest = at + (inDump ? AFTER.dump : AFTER.bytes);
    const newline = bytes.indexOf(10, end);
    if (newline < 0 || newline >= highest) return highest;
    end = newline + 1;
  }
}

/** First bytes of a line that goes on with the object or trace above: white space and closing brackets. */
const GOES_ON = new Set([9, 32, 93, 125]);

/** How much a line counts for, by its first byte: `2`, `[`, `{` and `(` begin entries. */
function weightOf(first: number | undefined): number {
  return first !== undefined && ((first >= 48 && first <= 57) || first === 91 || first === 123 || first === 40)
    ? ENTRY_COUNTS
    : 1;
}
