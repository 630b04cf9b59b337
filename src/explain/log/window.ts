import type { Excerpt } from './excerpt.ts';
import type { Label, Stretch } from './shapes.ts';

/** How much before a stretch is kept with it. */
const CONTEXT = 4_096;

/** Where the line begins in which `at` stands. */
export function lineStart(bytes: Buffer, at: number): number {
  return at <= 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1;
}

/** A line as far as its bytes are in hand; it begins before them where `from` is negative. */
export interface LineInHand extends Stretch {
  /** Whether its end has come. */
  isWhole: boolean;
  /** What it was found to be, once that was asked. */
  label?: Exclude<Label, 'mended'> | null;
}

const NO_LINE: LineInHand = { from: 0, end: -1, isWhole: false };

/** The bytes of a log that are in hand: what was read last, and as much before it as a stretch may reach back. */
export class Window {
  bytes: Buffer = Buffer.alloc(0);
  private room = this.bytes;
  /** Up to here it is known what is telling. */
  scanned = 0;
  /** How far back a stretch may reach, in bytes. */
  private readonly before: number;
  /** Up to here every failure was counted. */
  fresh = 0;
  /** Up to here everything was given out. */
  private taken = 0;
  /** How many lines end before `counted`. */
  private counted = 0;
  private lines = 0;
  /** How much of the line that the bytes in hand begin in was let go. */
  private dropped = 0;
  private line: LineInHand = NO_LINE;

  constructor(before: number) {
    this.before = before;
  }

  add(piece: Buffer): void {
    const keep = Math.max(0, this.scanned - this.before);
    this.countTo(keep);
    const newline = keep > 0 ? this.bytes.lastIndexOf(10, keep - 1) : -1;
    this.dropped = newline < 0 ? this.dropped + keep : keep - newline - 1;
    this.hold(this.bytes.subarray(keep), piece);
    this.line = NO_LINE;
    this.scanned -= keep;
    this.counted -= keep;
    this.taken = Math.max(0, this.taken - keep);
    this.fresh = Math.max(0, this.fresh - keep);
  }

  /** Puts what is kept and what came into the same room each time: a new one for each piece is garbage that waits long to be collected. */
  private hold(kept: Buffer, piece: Buffer): void {
    const length = kept.length + piece.length;
    const room = this.room.length < length ? Buffer.allocUnsafeSlow(length) : this.room;
    kept.copy(room);
    piece.copy(room, kept.length);
    this.room = room;
    this.bytes = room.subarray(0, length);
  }

  /** Notes that nothing telling begins before `to`. */
  pass(to: number): void {
    this.scanned = Math.max(this.scanned, to, 0);
  }

  /** Notes that everything before `to` was counted. */
  skip(to: number): void {
    this.scanned = to;
    this.fresh = to;
  }

  /** Gives out a stretch that is counted up to `counted`; what was given out and counted before is in it no second time. */
  take(from: number, to: number, counted = to): Excerpt {
    const start = Math.max(this.taken, from);
    const excerpt = {
      // Copies: others will stand there.
      bytes: Buffer.from(this.bytes.subarray(start, to)),
      before: Buffer.from(this.bytes.subarray(Math.max(0, start - CONTEXT), start)),
      firstLine: this.lineNumber(start),
      freshLine: this.lineNumber(Math.max(start, this.fresh)),
      ...(counted < to ? { nextLine: this.lineNumber(counted) } : {}),
    };
    // What goes on may need again what stands above it.
    this.taken = counted < to ? start : to;
    this.line = NO_LINE;
    this.skip(counted);
    return excerpt;
  }

  /** The line in which `at` stands. It is remembered: a long one holds any number of telling places. */
  lineAt(at: number): LineInHand {
    if (at >= this.line.from && at <= this.line.end) return this.line;
    const end = this.bytes.indexOf(10, at);
    const from = lineStart(this.bytes, at);
    this.line = { from: from === 0 ? -this.dropped : from, end: end < 0 ? this.bytes.length : end, isWhole: end >= 0 };
    return this.line;
  }

  /** Number of the line in which `at` stands. */
  lineNumber(at: number): number {
    this.countTo(at);
    return this.lines - this.newlines(at, this.counted) + 1;
  }

  private countTo(to: number): void {
    if (to <= this.counted) return;
    this.lines += this.newlines(this.counted, to);
    this.counted = to;
  }

  private newlines(from: number, to: number): number {
    let count = 0;
    for (let at = this.bytes.indexOf(10, from); at >= 0 && at < to; at = this.bytes.indexOf(10, at + 1)) count += 1;
    return count;
  }
}
