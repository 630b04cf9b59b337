import { type Mark, rewritten, type View } from '../view.ts';
import { sharedStart } from './alike.ts';

/** What a frame, a box or a column of file names puts at the end of a line, and what says that the line goes on. */
export const TAIL =
  /(?:[ \t]{2,40}[\w.<>-]{1,60}\.\w{1,4}:\d{1,6})?[ \t]{0,200}(?:[│┃║╎▕|][ \t]{0,20})?(?:(["'`])[ \t]{0,8}[+.&\\]?[ \t]{0,8}|[ \t][\\^`][ \t]{0,8}|\\[ \t]{0,8})?$/;

/** Indents, frames, quoting and comments at the beginning of one. */
const HEAD = /^[ \t]{0,200}(?:(?:[│┃║╎▏▕|>#*•⎿└├─╰╭+]|\/\/|--?(?=[ \t])|;(?=[ \t])|\d{1,3}[.)](?=[ \t]))[ \t]{0,40}){0,4}/;

/** What collectors and loggers put in front of a line, known by itself: the line above may have begun with something else. */
const STAMP = String.raw`\[[^\]\n]{1,80}\] ?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.,]{0,16}(?:Z|[+-]\d\d:?\d\d)? {1,2}|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d [\w.-]{1,60} |(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL)\b[: ]{1,2}|[\w-]{1,40} {1,4}\| `;
const LOGGER = String.raw`[\w-]{1,40}(?:\.[\w-]{1,40}){1,6}: |[\w.-]{1,40}\[\d{1,8}\]: `;
const LEAD = new RegExp(`^(?:(?:${STAMP})(?:${STAMP}|${LOGGER}){0,5})?`);

/** The opening quote of a string that goes on from the line before. */
const QUOTE = /^[+.&]?[ \t]{0,8}[bfru]{0,2}(["'`])/;

/** A mark right behind a word, with which programs say that the line goes on. */
const GOES_ON = /^\\[ \t]{0,8}[\n\r]/;

/** How much of a line's end is looked at for its tail, and how much of its beginning for what each line begins with. */
const LOOK = 200;

/** No line that was broken is shorter. */
const NARROWEST = 16;

/**
 * A text with its lines put together as they were before a terminal, a logger or a frame broke them: in the middle of a word, and between
 * two words. None where it is one line. Empty lines stay: nothing goes on behind one.
 */
export function joined(view: View): View[] {
  const marks = /[\n\r]/.test(view.text) ? breaksIn(view.text) : [];
  const words = rewritten(
    view,
    marks.map((mark) => ({ ...mark, means: ' ' })),
  );
  const whole = rewritten(view, marks);
  if (!whole || !words) return [];
  whole.joins = placesOf(marks, 0);
  whole.marked = new Set(whole.joins.filter((_, index) => GOES_ON.test(view.text.slice(marks[index]?.start, marks[index]?.end))));
  words.gaps = placesOf(marks, 1);
  return [whole, words];
}

/** Where the marks stand once each is replaced by so many characters. */
function placesOf(marks: Mark[], length: number): number[] {
  let removed = 0;
  return marks.map(({ start, end }) => {
    const at = start - removed;
    removed += end - start - length;
    return at;
  });
}

function breaksIn(text: string): Mark[] {
  const marks: Mark[] = [];
  let before = { start: 0, end: 0 };
  for (const end of text.matchAll(/\r\n|\n|\r/g)) {
    const line = { start: before.end, end: end.index };
    const next = end.index + end[0].length;
    const mark = breakAt(text, { line, next });
    if (mark && mark.start >= (marks.at(-1)?.end ?? 0)) marks.push(mark);
    before = { start: line.start, end: next };
  }
  return marks;
}

/** What lies between the end of a line's own text and the beginning of the next line's. */
function breakAt(text: string, { line, next }: { line: { start: number; end: number }; next: number }): Mark | null {
  if (line.end - line.start < NARROWEST) return null;
  const last = text.slice(Math.max(line.start, line.end - LOOK), line.end);
  const tail = TAIL.exec(last);
  const quote = tail?.[1];
  const start = line.end - last.length + (tail?.index ?? last.length);
  const at = startOfText(text, next + sharedStart(text, line, next));
  if (at >= text.length || text[at] === '\n' || text[at] === '\r') return null;
  const opening = quote ? QUOTE.exec(text.slice(at, at + 20)) : null;
  if (opening?.[1] === quote) return { start, end: at + (opening?.[0].length ?? 0), means: '' };
  // A quote that no other one answers ends a string.
  return { start: quote ? line.end - (last.length - withoutQuote(last, tail as RegExpExecArray)) : start, end: at, means: '' };
}

/** Behind what collectors, loggers, frames and quoting put in front of a line. */
export function startOfText(text: string, from: number): number {
  const at = from + (LEAD.exec(text.slice(from, from + 2 * LOOK)) as RegExpExecArray)[0].length;
  return at + (HEAD.exec(text.slice(at, at + 2 * LOOK)) as RegExpExecArray)[0].length;
}

function withoutQuote(last: string, tail: RegExpExecArray): number {
  return last.indexOf(tail[1] as string, tail.index) + 1;
}
