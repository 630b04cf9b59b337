import type { Span } from '../view.ts';
import { alike } from './alike.ts';
import { isLikelyPiece } from './ordinary-words.ts';

/**
 * Pieces of a secret with more than a line end between them: empty lines and rows of a frame, the ends and beginnings of rows in CSV, logfmt,
 * JSON or HTML, marks of a pager, tabs. Such a piece has to be drawn, since so far below a word says little.
 */

/** How far a line is read. */
const LOOK = 400;

/** So many lines that say nothing may stand between two pieces. */
const MOST_EMPTY = 3;

/** What software puts between two pieces in one line. */
const GAP = /[ \t|│"'`+&\\,]{1,40}/y;
const WORD = /[^\s"'`<>()[\]{},;│┃║╎▏▕|\\]{1,400}/y;
const LINE_BREAK = /\r{0,4}\n|\r/y;
const UP_TO_BREAK = /[^\n\r]{0,400}/y;

/** The next piece behind a gap in the line, or in the next line that says something; none where what stands there is something else. */
export function pieceBeyond(text: string, last: Span): Span[] {
  const near = pieceAt(text, last.end + match(GAP, text, last.end).length);
  if (near && near.start > last.end) return [near];
  const line = { start: startOfLine(text, last.start), end: endOfLine(text, last.end) };
  const next = nextTold(text, line);
  return next ? pieceIn(text, { last, line, next }) : [];
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function pieceAt(text: string, start: number): Span | null {
  const word = match(WORD, text, start);
  return isLikelyPiece(word) ? { start, end: start + word.length } : null;
}

function startOfLine(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < LOOK && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1;
  return start;
}

function endOfLine(text: string, from: number): number {
  return from + match(UP_TO_BREAK, text, from).length;
}

/** The next line below in which something stands that is not in front of each line. */
function nextTold(text: string, line: Span): Span | null {
  let end = line.end;
  for (let empty = 0; empty <= MOST_EMPTY && end < text.length; empty += 1) {
    const ending = match(LINE_BREAK, text, end).length;
    // What is longer than a line that was broken goes on.
    if (ending === 0) return null;
    const start = end + ending;
    end = endOfLine(text, start);
    if (!isEmpty(text, line, { start, end })) return { start, end };
  }
  return null;
}

function isEmpty(text: string, line: Span, { start, end }: Span): boolean {
  return !/[\p{L}\p{N}]/u.test(text.slice(start + alike(text, line, start), Math.min(end, start + LOOK)));
}

interface Lines {
  last: Span;
  line: Span;
  next: Span;
}

/** Behind a string that was closed only what stands in the same place of a row of the same form goes on with it. */
function pieceIn(text: string, { last, line, next }: Lines): Span[] {
  const tail = text.slice(last.end, Math.min(line.end, last.end + LOOK));
  const isClosed = /["'`<]/.test(tail);
  if (/[\p{L}\p{N}]/u.test(tail) && !isSameEnd(tail, text.slice(Math.max(next.start, next.end - LOOK), next.end))) return [];
  const piece = firstPiece(text, next);
  if (!piece) return [];
  return !isClosed || alike(text, line, next.start) >= piece.start - next.start ? [piece] : [];
}

function isSameEnd(tail: string, next: string): boolean {
  return !/^[\w-]/.test(tail) && next.replace(/\d+/g, '0').endsWith(tail.replace(/\d+/g, '0'));
}

/** So many words at most stand in front of what a line says. */
const LEAD = 8;

function firstPiece(text: string, { start, end }: Span): Span | null {
  const words = text.slice(start, Math.min(end, start + LOOK)).matchAll(WORDS);
  let lead = 0;
  for (const { index, 0: word } of words) {
    if (isLikelyPiece(word)) return { start: start + index, end: start + index + word.length };
    lead += 1;
    if (lead > LEAD) return null;
  }
  return null;
}

const WORDS = new RegExp(WORD.source, 'g');
