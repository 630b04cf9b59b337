import { type Mark, marksOf, rewritten, type Span, type View } from '../view.ts';
import { alike, behindIndent } from './alike.ts';
import { startOfText, TAIL } from './join.ts';

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
      `${quote}(?:[ \\t]{0,4}[,+.&][ \\t]{0,4}|[ \\t]{1,4})[bBuUrR]{0,2}${quote}(?![^${quote}\\\\\\n\\r]{1,80}${quote}\\s{0,4}[:=])|(?<=\\S)\\t(?=\\S)`,
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

/** Signs behind which the text of a row begins, and those in front of which its form goes on. */
const BEHIND_FORM = /[\s\]|>)│:"'`,;=*#•/]/;
const FORM = /["'`<|│,;}\]\\]/;
const CHANGE = /[+-]/;

/** What ends a line in most systems. */
const LINE_END = 2;

function startOfRow(text: string, line: Span, next: number): number {
  const same = alike(text, line, next);
  const indent = behindIndent(text, next) - next;
  let at = same > indent ? next + same : next;
  while (at > next && !BEHIND_FORM.test(text[at - 1] as string)) at -= 1;
  // A blank in quotes is a part of the text.
  if (text[at - 1] === ' ' && /["'`]/.test(text[at - 2] ?? '') && at - 1 > next) at -= 1;
  const above = behindIndent(text, line.start) + Math.max(0, at - next - indent);
  at = CHANGE.test(text[next + indent] ?? '') && same <= indent ? next + indent : at;
  const isChange = CHANGE.test(text[at] ?? '') && CHANGE.test(text[above] ?? '');
  return isChange ? at + 1 + (/^[ \t]{0,8}/.exec(text.slice(at + 1, at + 9)) as RegExpExecArray)[0].length : at;
}

/** Where the text of a row ends: before what it ends with as the next one does, and the blanks before that. */
function endOfRow(text: string, line: Span, next: Span): number {
  let [one, other] = [closedAt(text, line), closedAt(text, next)];
  const lowest = Math.max(line.start, line.end - LOOK);
  while (one > lowest && other > next.start) {
    const [end, otherEnd] = [startOfRun(text, one, lowest), startOfRun(text, other, next.start)];
    if (end < one && otherEnd < other) [one, other] = [end, otherEnd];
    else if (text[one - 1] === text[other - 1]) [one, other] = [one - 1, other - 1];
    else break;
  }
  if (one === closedAt(text, line)) one = line.end;
  while (one < line.end && !FORM.test(text[one] as string)) one += 1;
  if (/["'`<]/.test(text[one] ?? '')) return one;
  const end = lowest + text.slice(lowest, one).search(TAIL);
  // A frame has one blank before it. More, and blanks without a frame, are a part of the text.
  const isMargin = text[end] !== ' ' || /^ (?:$|[^\s])/.test(text.slice(end, line.end));
  return isMargin && one < line.end ? end : end + (text[end] === ' ' ? 1 : 0);
}

/** Without the comma or blanks at its end, which the last row lacks. */
function closedAt(text: string, { start, end }: Span): number {
  let at = end;
  while (at > start && /[\s,;]/.test(text[at - 1] as string)) at -= 1;
  return at;
}

/** The beginning of the digits or of the blanks that end at a place. */
function startOfRun(text: string, end: number, lowest: number): number {
  const kind = /\d/.test(text[end - 1] ?? '') ? /\d/ : /\s/;
  let at = end;
  while (at > lowest && kind.test(text[at - 1] as string)) at -= 1;
  return at;
}
