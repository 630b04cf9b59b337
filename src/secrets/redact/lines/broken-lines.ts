import { publicPrefix } from '../mask.ts';
import { looksDrawn } from '../values.ts';
import type { Span, View } from '../view.ts';
import { isOtherVariable } from './assignments.ts';
import { isOfOneKindWith, wordAt } from './one-kind.ts';
import { mayBePiece } from './ordinary-words.ts';

/** Where a secret ends that was found in lines put together: the next line may go on with it, or with something else. */

/** What a secret was found by: its own form, the name before it, the words of a refusal, or anything else. */
export type Kind = 'key' | 'named' | 'refused' | 'other';

const CLOSING: Record<string, string> = { '"': '"', "'": "'", '`': '`', '>': '<', '[': ']', '(': ')', '{': '}' };

/**
 * Ends what was found in joined lines where the next line goes on with something else. A string that was closed is whole; a place in one
 * line is found there or is none.
 */
export function settled({ text, joins, marked, isOfRows }: View, span: Span, kind: Kind): Span[] {
  const isKey = kind === 'key';
  if (isOfRows) return rowsOf(text, joins, span);
  const close = CLOSING[text[span.start - 1] ?? ''];
  if (close && text[span.end] === close && !/\s/.test(text.slice(span.start, span.end))) return [span];
  // Between the words of a refusal stands one value.
  if (kind === 'refused' && /^\s{1,4}(?:is|was|are)\s/.test(text.slice(span.end, span.end + 12))) return [span];
  const inside = joinsIn(joins, span);
  const line = startOfLine(text, joins, span.start);
  for (const [index, at] of inside.entries()) {
    const next = inside[index + 1] ?? span.end;
    const isLast = next === span.end;
    if (
      !OTHER.test(text.slice(at, at + 12)) &&
      !isOtherVariable(text, line, at) &&
      (goesOn(text, { start: at, end: next }, isLast) ||
        (kind !== 'other' &&
          isOfOneKindWith(text.slice(Math.max(span.start, at - 16), at), wordAt(text, { start: at, end: next }))) ||
        marked?.has(at) ||
        isFull(text, joins, at) ||
        (isKey && isOfOneKind(text.slice(span.start, next), text.slice(at, next))))
    )
      continue;
    const seen = { ...span, end: at };
    // What stands in one line is judged there; here only what its broken name may have hidden.
    const isTold = index > 0 || isKey || (kind === 'named' && /\d/.test(text.slice(span.start, at)));
    return isTold ? [seen] : [];
  }
  return [span];
}

/** Where the line of a place began before the lines were put together. */
function startOfLine(text: string, joins: number[], at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1) + 1, joinsIn(joins, { start: at - LOOK, end: at + 1 }).at(-1) ?? 0);
}

/** How far before a place the beginning of its line is looked for. */
const LOOK = 400;

/** Of rows put together, as far as each begins with what may be a piece; the parameters of a scheme are of one value. */
function rowsOf(text: string, joins: number[], span: Span): Span[] {
  if (/^[\w-]{1,20}="?[^"]{0,200}"?,/.test(text.slice(span.start, Math.min(span.end, span.start + 240)))) return [span];
  const line = startOfLine(text, joins, span.start);
  const end = joinsIn(joins, span).find((at) => {
    if (isOtherVariable(text, line, at)) return true;
    const word = wordAt(text, { start: at, end: span.end });
    if (word !== '' && isFull(text, joins, at) && (isLineEnd(text, at + word.length) || isOneWord(text, joins, at))) return false;
    return !mayBePiece(word) && !isOfOneKindWith(text.slice(Math.max(span.start, at - 16), at), word);
  });
  return [{ ...span, end: end ?? span.end }];
}

/** Whether the row before a join is one word. */
function isOneWord(text: string, joins: number[], at: number): boolean {
  const before = joins[joins.indexOf(at) - 1];
  return before !== undefined && at - before >= SHORTEST_FULL && !/\s/.test(text.slice(before, at));
}

/** Shorter lines are as long as each other by chance. */
const SHORTEST_FULL = 16;

/** Whether a line was broken because it was full: at least one other line that goes on is as long, and none is longer. */
function isFull(text: string, joins: number[], at: number): boolean {
  const lengthOf = (join: number, index: number) => join - Math.max(joins[index - 1] ?? 0, text.lastIndexOf('\n', join - 1) + 1);
  const near = joins.indexOf(at);
  const around = joins.slice(Math.max(0, near - NEIGHBORS), near + NEIGHBORS);
  const lengths = around.map((join, index) => lengthOf(join, index + Math.max(0, near - NEIGHBORS)));
  const own = lengthOf(at, near);
  // The first line of a block has its time stamp in front.
  const longer = lengths.filter((length) => length > own).length;
  return own >= SHORTEST_FULL && longer <= 1 && lengths.filter((length) => length === own).length > 1;
}

/** So many lines above and below are compared with it. */
const NEIGHBORS = 8;

/** A key that is of capitals and digits to its end, or whose last piece has capitals in the middle. */
function isOfOneKind(key: string, last: string): boolean {
  const own = key.slice(publicPrefix(key).length);
  return (/^[A-Z0-9]{16,}$/.test(own) && /\d/.test(own)) || /[a-z][A-Z]/.test(last);
}

function joinsIn(joins: number[], { start, end }: Span): number[] {
  let low = 0;
  let high = joins.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((joins[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  let to = low;
  while (to < joins.length && (joins[to] as number) < end) to += 1;
  return joins.slice(low, to);
}

/** What lines of logs begin with. */
const OTHER = /^(?:https?:|HTTP\/|\d{4}-\d\d-\d\d|\d{1,2}:\d\d|at |File |Traceback)/;

/** Whether a line begins with the rest of a secret: drawn letters, or nothing else in the line. */
function goesOn(text: string, { start, end }: Span, isLast: boolean): boolean {
  const piece = /[^\s"'`<>]{0,4096}/y;
  piece.lastIndex = start;
  const word = (piece.exec(text)?.[0] ?? '').slice(0, end - start);
  if (word === '') return false;
  if (/^[A-Za-z_][\w.-]{0,80}(?:=(?![=\s"']|$)|:(?:\s|$|[^\s"',}])|\()/.test(text.slice(start, start + 100)) && !looksDrawn(word))
    return false;
  if (!isLast) return true;
  return (
    isLineEnd(text, start + word.length) ||
    /\d/.test(word) ||
    looksDrawn(word) ||
    /^(?=.{8})[A-Za-z]{0,40}[a-z][A-Z][a-z]?[A-Z]/.test(word)
  );
}

/** What ends a line behind its last word: the close of a string, padding, a frame, a column of file names. */
const LINE_END =
  /["'`,;.)\]}\\]{0,4}(?:[ \t]{2,40}[\w.<>-]{1,60}\.\w{1,4}:\d{1,6})?[ \t]{0,200}(?:[│┃║╎▕|][ \t]{0,20})?(?:[\n\r]|$)/y;

function isLineEnd(text: string, at: number): boolean {
  LINE_END.lastIndex = at;
  return LINE_END.test(text);
}
