import type { Parts } from './long-lines.ts';
import type { Scanner } from './scan.ts';
import type { Label, Shapes } from './shapes.ts';
import type { TokenSamples } from './token-samples.ts';
import type { LineInHand, Window } from './window.ts';

/** How a log is searched. */
export interface Search {
  find: Scanner;
  shapes: Shapes;
  tokenSamples: TokenSamples;
  parts: Parts;
  /** Told of each line whose meaning is known already. */
  again(label: Known, line: number): void;
  /** Whether a line says that what was tried went well. */
  saysSuccess(line: string): boolean;
}

/** What a line is by itself: for one that was mended before, the lines below it say whether it was again. */
type Known = Exclude<Label, 'mended'>;

export interface Searching extends Search {
  /** Whether no more bytes will come. */
  isEnd: boolean;
}

/** The line of a hit, if its like was read often enough; null where it was not, or goes on beyond the bytes in hand. */
export function knownLine(window: Window, search: Searching, at: number): (LineInHand & { label: Known }) | null {
  const line = window.lineAt(at);
  if (line.label === undefined) line.label = line.isWhole && line.from >= 0 ? labelOf(window.bytes, search, line) : null;
  return line.label ? { ...line, label: line.label } : null;
}

function labelOf(bytes: Buffer, { shapes, tokenSamples, find, isEnd, saysSuccess }: Searching, line: LineInHand): Known | null {
  const label = shapes.labelOf(bytes, line) ?? (isEnd ? null : tokenSamples.labelOf(bytes, line, find));
  if (label !== 'mended') return label;
  return linesBelow(bytes, line.end).some(saysSuccess) ? 'nothing' : null;
}

/** So many lines below a failure say that it was mended, and so much of each. */
const BELOW = { lines: 10, bytes: 500 };

function linesBelow(bytes: Buffer, end: number): string[] {
  const lines: string[] = [];
  for (let from = end + 1; lines.length < BELOW.lines && from < bytes.length; ) {
    const found = bytes.indexOf(10, from);
    const to = found < 0 ? bytes.length : found;
    lines.push(bytes.toString('latin1', from, Math.min(to, from + BELOW.bytes)));
    from = to + 1;
  }
  return lines;
}
