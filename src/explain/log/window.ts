import type { Excerpt } from './excerpt.ts';

/** How much before a stretch is kept with it. */
const CONTEXT = 4_096;

/** The bytes of a log that are in hand: what was read last, and as much before it as a stretch may reach back. */
export class Window {
  bytes: Buffer = Buffer.alloc(0);
  /** Up to here it is known what is telling. */
  scanned = 0;
  /** How far back a stretch may reach, in bytes. */
  private readonly before: number;
  /** Up to here everything was given out, and up to here every failure was counted. */
  private taken = 0;
  private fresh = 0;
  /** How many lines end before `counted`. */
  private counted = 0;
  private lines = 0;

  constructor(before: number) {
    this.before = before;
  }

  add(piece: Buffer): void {
    const keep = Math.max(0, this.scanned - this.before);
    this.countTo(keep);
    this.bytes = Buffer.concat([this.bytes.subarray(keep), piece]);
    this.scanned -= keep;
    this.counted -= keep;
    this.taken = Math.max(0, this.taken - keep);
    this.fresh = Math.max(0, this.fresh - keep);
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

  /** Gives out a stretch; what was given out before is in it no second time. */
  take(from: number, to: number): Excerpt {
    const start = Math.max(this.taken, from);
    const excerpt = {
      bytes: this.bytes.subarray(start, to),
      before: this.bytes.subarray(Math.max(0, start - CONTEXT), start),
      firstLine: this.lineNumber(start),
      freshLine: this.lineNumber(Math.max(start, this.fresh)),
    };
    this.taken = to;
    this.skip(to);
    return excerpt;
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
