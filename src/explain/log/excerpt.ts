import type { Hit } from './scan.ts';

/** A stretch of the log around something telling. */
export interface Excerpt {
  bytes: Buffer;
  /** What stands right before it in the log: a secret that begins there is to be known in the excerpt. */
  before: Buffer;
  /** Number of its first line, from 1. */
  firstLine: number;
  /** Number of the first line that was not counted before: what stands above is only there to be understood by. */
  freshLine: number;
  /** Number of the first line that is counted with the next excerpt: it is only there to see how what is above ended. */
  nextLine?: number;
  /** Numbers of the lines in it whose like was read often enough and showed nothing. */
  passedOver?: ReadonlySet<number>;
  /** Whether it is the log to its end, and not a part of it. */
  isWhole?: boolean;
  /** What it was cut out for, where that is one of many entries in a line without an end; places are those in `bytes`. */
  hit?: Hit;
}
