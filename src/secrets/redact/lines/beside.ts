import type { Span } from '../view.ts';
import { wordAt } from './one-kind.ts';
import { isLikelyPiece } from './ordinary-words.ts';

/** Pieces of a secret in rows that somebody put into one line: in each row the same stands in front of its piece. */

/** What stands in front of a piece without a blank, or with those of a column: a name or a number, and signs. Signs alone stand everywhere. */
const HEAD = /(?:[^\s\w]|\w{1,16}[^\s\w]){1,4}[ \t]{0,4}$/;
const LONGEST_HEAD = 60;

/** No row that was broken is longer, and no secret has more rows. */
const LONGEST_ROW = 400;
const MOST_ROWS = 32;

/** What was found, and the pieces behind it in the same line and the same form. */
export function withRowsBeside(text: string, span: Span): Span[] {
  const pieces = [span];
  const head = HEAD.exec(text.slice(Math.max(0, span.start - LONGEST_HEAD), span.start))?.[0] ?? '';
  if (!/\w/.test(head)) return pieces;
  const form = plain(head);
  while (pieces.length < MOST_ROWS) {
    const next = pieceBehind(text, (pieces.at(-1) as Span).end, form);
    if (!next) break;
    pieces.push(next);
  }
  return pieces;
}

function pieceBehind(text: string, from: number, form: string): Span | null {
  const line = (/^[^\n\r]*/.exec(text.slice(from, from + LONGEST_ROW)) as RegExpExecArray)[0];
  const at = plain(line).indexOf(form);
  if (at < 0) return null;
  const start = from + at + form.length;
  const word = wordAt(text, { start, end: start + LONGEST_ROW });
  return isLikelyPiece(word) ? { start, end: start + word.length } : null;
}

/** Rows may have numbers. */
function plain(text: string): string {
  return text.replace(/\d/g, '0');
}
