import { hidden } from './mask.ts';
import type { Span } from './view.ts';

/** A secret that was found in a text: its position, in one piece or, broken by line ends, in several. */
export interface Found {
  spans: Span[];
  /** What of the first piece may be shown. */
  prefix: string;
  /** How many characters it has as a reader would take it. */
  length: number;
  /** The secret itself, where it was found by its look. */
  value?: string;
}

interface Piece extends Span {
  /** Found in one place by several searches, a secret is shown once: the pieces of all of them are one group. */
  group: Group;
  isFirst: boolean;
}

interface Group {
  prefix: string;
  length: number;
  /** The group that this one became part of. */
  in: Group | null;
}

/**
 * The text with what was found hidden: its first piece by a mask, the others by `…`. Line ends between the pieces stay, so that the lines
 * of the text keep their numbers.
 */
export function withMasks(text: string, found: Found[]): string {
  if (found.length === 0) return text;
  let result = '';
  let done = 0;
  for (const { start, end, group, isFirst } of apart(text, piecesOf(found))) {
    const { prefix, length } = rootOf(group);
    const ends = text.slice(start, end).match(/\r\n|\n|\r/g) ?? [];
    result += text.slice(done, start) + (isFirst ? prefix + hidden(length) : '…') + ends.join('');
    done = end;
  }
  return result + text.slice(done);
}

function piecesOf(found: Found[]): Piece[] {
  const pieces = found.flatMap(({ spans, prefix, length }) => {
    const group = { prefix, length, in: null };
    return spans.map((span, index) => ({ ...span, group, isFirst: index === 0 }));
  });
  return pieces.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** In their order, with those made one that overlap, or that only what a reader does not see stands between. */
function apart(text: string, pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last && (piece.start < last.end || isSame(last, piece, text))) merge(last, piece);
    else result.push({ ...piece });
  }
  return result;
}

function isSame(last: Piece, piece: Piece, text: string): boolean {
  return rootOf(last.group) === rootOf(piece.group) && !/[\n\r]/.test(text.slice(last.end, piece.start));
}

/** Of overlapping matches the first determines the start, and the longest the end. */
function merge(last: Piece, piece: Piece): void {
  const [one, other] = [rootOf(last.group), rootOf(piece.group)];
  if (one !== other) {
    if (piece.start === last.start && piece.isFirst) one.prefix ||= other.prefix;
    one.length = Math.max(one.length, other.length);
    other.in = one;
  }
  last.end = Math.max(last.end, piece.end);
}

function rootOf(group: Group): Group {
  let root = group;
  while (root.in) root = root.in;
  return root;
}
