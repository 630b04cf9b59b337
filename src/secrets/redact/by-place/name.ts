import type { Span } from '../view.ts';

/** A name in a text. */
export interface Name extends Span {
  text: string;
  /** The sign in front of it. */
  before: string;
}
