import type { Span } from '../view.ts';
import { alike, behindIndent } from './alike.ts';
import { TAIL } from './join.ts';

/** What two rows begin and end with in common. */

/** How far a line is compared. */
const LOOK = 400;

/** Signs behind which the text of a row begins, and those in front of which its form goes on. */
const BEHIND_FORM = /[\s\]|>)│:"'`,;=*#•/]/;
const FORM = /["'`<|│,;}\]\\]/;
const CHANGE = /[+-]/;

/** So much of a row is looked for in the one above, in front of which something else may stand. */
const HEAD = 6;

/** Where the text of a row begins: behind what it begins with as the one above does. */
export function startOfRow(text: string, above: Span, next: number): number {
  const indent = behindIndent(text, next) - next;
  const other = startingAs(text, above, next + indent);
  const line = alike(text, other, next) > alike(text, above, next) ? other : above;
  const same = alike(text, line, next);
  let at = same > indent ? next + same : next;
  while (at > next && !BEHIND_FORM.test(text[at - 1] as string)) at -= 1;
  // A blank in quotes is a part of the text.
  if (text[at - 1] === ' ' && /["'`]/.test(text[at - 2] ?? '') && at - 1 > next) at -= 1;
  const place = behindIndent(text, line.start) + Math.max(0, at - next - indent);
  at = CHANGE.test(text[next + indent] ?? '') && same <= indent ? next + indent : at;
  const isChange = CHANGE.test(text[at] ?? '') && CHANGE.test(text[place] ?? '');
  return isChange ? at + 1 + (/^[ \t]{0,8}/.exec(text.slice(at + 1, at + 9)) as RegExpExecArray)[0].length : at;
}

/** The line above from where it begins as the next one does, or with the number before. */
function startingAs(text: string, line: Span, next: number): Span {
  const from = Math.max(line.start, line.end - 2 * LOOK);
  const above = text.slice(from, line.end);
  const [, lead = '', number = '', sign = ''] = NUMBERED.exec(text.slice(next, next + LOOK)) ?? [];
  const before = number === '' ? -1 : above.indexOf(`${Number(number) - 1}${sign}`);
  const at = before < 0 ? above.lastIndexOf(text.slice(next, next + HEAD)) : above.lastIndexOf(lead.trim(), before);
  return at < 0 ? line : { start: from + at, end: line.end };
}

const NUMBERED = /^([^\w\n\r]{0,8})(\d{1,6})([^\w\n\r])/;

/** Where the text of a row ends: before what it ends with as the next one does, and the blanks before that. */
export function endOfRow(text: string, line: Span, next: Span): number {
  let [one, other] = [closedAt(text, line), closedAt(text, next)];
  const lowest = Math.max(line.start, line.end - LOOK);
  while (one > lowest && other > next.start) {
    const [end, otherEnd] = [startOfRun(text, one, lowest), startOfRun(text, other, next.start)];
    if (end < one && otherEnd < other) [one, other] = [end, otherEnd];
    else if (text[one - 1] === text[other - 1]) [one, other] = [one - 1, other - 1];
    else break;
  }
  const within = endingWithin(text, line, next);
  if (one === closedAt(text, line) || line.end - one > LONGEST_END || within < one) one = within;
  while (one < line.end && !FORM.test(text[one] as string)) one += 1;
  if (/["'`<]/.test(text[one] ?? '')) return one;
  const end = lowest + text.slice(lowest, one).search(TAIL);
  // A frame has one blank before it. More, and blanks without a frame, are a part of the text.
  const isMargin = text[end] !== ' ' || /^ (?:$|[^\s])/.test(text.slice(end, line.end));
  return isMargin && one < line.end ? end : end + (text[end] === ' ' ? 1 : 0);
}

/** Where a line ends with what stands in the next one, behind which something else may follow. */
function endingWithin(text: string, line: Span, next: Span): number {
  const below = text.slice(next.start, Math.min(next.end, next.start + 2 * LOOK)).replace(/\d/g, '0');
  let found = line.end;
  for (let at = line.end - 1; at >= Math.max(line.start, line.end - LONGEST_END); at -= 1) {
    if (!FORM.test(text[at] as string)) continue;
    if (!below.includes(text.slice(at, line.end).replace(/\d/g, '0'))) break;
    found = at;
  }
  return found;
}

/** No row has a longer end of the same form. */
const LONGEST_END = 60;

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
