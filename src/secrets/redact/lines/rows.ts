import { type Mark, marksOf, rewritten, type Span, type View } from '../view.ts';
import { startOfText } from './join.ts';
import { endOfRow, startOfRow } from './row-form.ts';

/**
 * A text that was broken into rows of one form: CSV, logfmt, records and lists of JSON, tables, numbered lines, changes. What two rows begin
 * and end with in common is their form, and what stands between is put together. Rows that say nothing are passed over.
 */

/** How far a line is compared. */
const LOOK = 400;

/** So many lines that say nothing may stand between two rows. */
const MOST_EMPTY = 3;

/**
 * The rows of a text put together, unless they are no more than lines that were put together already; and the strings of a list in one line.
 */
export function rowsJoined(view: View): View[] {
  const rows = breaksIn(view.text);
  return [rows.some(({ isOfRow }) => isOfRow) ? rows : [], ...stringsIn(view.text)].flatMap((marks) => {
    const whole = rewritten(view, marks);
    if (!whole) return [];
    let removed = 0;
    whole.joins = marks.map(({ start, end }) => {
      removed += end - start;
      return end - removed;
    });
    return [{ ...whole, isOfRows: true }];
  });
}

/** Between two strings of a list in one line, the second of which is no name of a field; and a tab. */
const BETWEEN_STRINGS = ['"', "'"].map(
  (quote) =>
    new RegExp(
      `(?<!\\\\)${quote}(?:[ \\t]{0,4}[,+.&][ \\t]{0,4}|[ \\t]{1,4})[bBuUrR]{0,2}${quote}(?![^${quote}\\\\\\n\\r]{1,80}${quote}\\s{0,4}[:=])|(?<=\\S)\\t(?=\\S)`,
      'g',
    ),
);

function stringsIn(text: string): Mark[][] {
  return BETWEEN_STRINGS.filter((_, at) => text.includes(at === 0 ? '"' : "'") || (at === 0 && text.includes('\t'))).map(
    (between) => [...marksOf(text, between, () => '')],
  );
}

interface Break extends Mark {
  /** Whether it takes more out than the end of a line. */
  isOfRow: boolean;
}

function breaksIn(text: string): Break[] {
  const marks: Break[] = [];
  let line: Span | null = null;
  let empty = 0;
  for (const next of linesOf(text)) {
    if (isEmpty(text, line, next)) {
      empty += 1;
      continue;
    }
    const mark = line && empty <= MOST_EMPTY ? breakAt(text, line, next) : null;
    if (mark) marks.push({ ...mark, isOfRow: mark.isOfRow || empty > 0 });
    line = next;
    empty = 0;
  }
  return marks;
}

function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r{0,4}\n|\r/g)) {
    lines.push({ start, end: index });
    start = index + end.length;
  }
  return [...lines, { start, end: text.length }];
}

function isEmpty(text: string, line: Span | null, { start, end }: Span): boolean {
  return !SAYS.test(text.slice(line ? startOfRow(text, line, start) : start, Math.min(end, start + LOOK)));
}

const SAYS = /[\p{L}\p{N}]/u;

function breakAt(text: string, line: Span, next: Span): Break | null {
  const lead = startOfRow(text, line, next.start);
  const tail = endOfRow(text, line, next);
  const quote = /["'`]/.exec(text.slice(tail, line.end));
  const from = behindLead(text, lead, next.start);
  const isAnswered = quote !== null && text[from] === quote[0];
  const at = isAnswered ? from + 1 : from;
  // A quote that no other one answers begins a string.
  const start = quote && !isAnswered && text[from - 1] !== quote[0] ? tail + quote.index + 1 : tail;
  if (at >= next.end || start <= line.start) return null;
  return { start, end: at, means: '', isOfRow: tail < line.end || lead > next.start || next.start - line.end > LINE_END };
}

/** Blanks behind what both rows begin with are a part of the text. */
function behindLead(text: string, lead: number, start: number): number {
  const at = startOfText(text, lead);
  const blank = text.slice(lead, at);
  return blank.trim() === '' && (lead > start || blank === ' ') ? lead : at;
}

/** What ends a line in most systems. */
const LINE_END = 2;
