import { publicPrefix } from '../mask.ts';
import { certaintyOf } from '../names.ts';
import { isNoSecret, looksDrawn } from '../values.ts';
import type { Span } from '../view.ts';
import { pieceBeyond } from './apart.ts';
import { isOtherVariable } from './assignments.ts';
import { mayBePiece } from './ordinary-words.ts';

/**
 * What a secret goes on with in the next line. Whoever broke the lines may have put anything in front of the rest (times, names, frames,
 * columns), so nothing here depends on knowing it: what stands in the next line belongs to the secret unless it is evidently something else.
 * A wrong guess hides a word; to guess the other way would show half a key.
 */

/** Keys of 4096 bits in base64 have fewer lines. */
const MOST_LINES = 128;

/** How far a line is read. */
const LOOK = 400;

/** What ends a line or a column behind its last word: a mark that it goes on, a column of file names, a frame. */
const END = /[ \t]{0,8}\\{0,4}(?:[ \t]{2,40}[\w.<>-]{1,60}\.\w{1,4}:\d{1,6})?[ \t]{0,200}(?=[│┃║╎▕|\n\r]|$)/y;
const FRAMES = /[│┃║╎▏▕|]/g;

/** Where pieces end from which a text was followed already: in a list of keys each leads to all that are below it. */
export type Followed = Set<number>;

/**
 * The pieces of a secret that ends with its line: what was found, and what continues it below, up to a piece from which another was followed
 * before. Both have this piece, and are one where they are shown.
 */
export function withNextLines(text: string, span: Span, followed: Followed): Span[] {
  const pieces = [span];
  while (pieces.length < MOST_LINES) {
    const last = pieces.at(-1) as Span;
    if (followed.has(last.end)) break;
    followed.add(last.end);
    const more = goesOnIn(text, last, mayBePiece);
    if (more.length === 0) break;
    pieces.push(...more);
  }
  return pieces;
}

function goesOnIn(text: string, last: Span, isPiece: (word: string) => boolean): Span[] {
  const next = lineBelow(text, last);
  if (!next) return pieceBeyond(text, last);
  if (isNextAssignment(text, last, next)) return [];
  const inColumn = wordsOf(text, columnOf(text, next, framesBefore(text, last.start)), isPiece);
  const found = inColumn.length > 0 ? inColumn : wordsOf(text, next, isPiece);
  return found.length > 0 ? found : pieceBeyond(text, last);
}

/** The line below one that ends with a secret; null where something else follows in its line, or nothing below. */
function lineBelow(text: string, { end }: Span): Span | null {
  END.lastIndex = end;
  if (!END.test(text)) return null;
  const line = endOfLine(text, end);
  const start = text.startsWith('\r\n', line) ? line + 2 : line + 1;
  return start >= text.length ? null : { start, end: Math.min(start + LOOK, endOfLine(text, start)) };
}

/** Whether each of two lines sets a variable of its own: the value of the first ended with its line. */
function isNextAssignment(text: string, last: Span, next: Span): boolean {
  return isOtherVariable(
    text,
    Math.max(text.lastIndexOf('\n', last.start - 1), text.lastIndexOf('\r', last.start - 1)) + 1,
    next.start,
  );
}

function endOfLine(text: string, from: number): number {
  BREAK.lastIndex = from;
  return BREAK.exec(text)?.index ?? text.length;
}

const BREAK = /[\n\r]/g;

function framesBefore(text: string, at: number): number {
  const line = text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - LOOK), at);
  return line.match(FRAMES)?.length ?? 0;
}

/** The column behind so many frames; the whole line where it has fewer. */
function columnOf(text: string, line: Span, frames: number): Span {
  if (frames === 0) return line;
  const signs = [...text.slice(line.start, line.end).matchAll(FRAMES)].map(({ index }) => line.start + index);
  const sign = signs[frames - 1];
  return sign === undefined ? line : { start: sign + 1, end: signs[frames] ?? line.end };
}

/** So many words at most are a time, a level, the names of a machine and of a program in front of what was said. */
const LEAD = 8;

/** The words of a line that may be pieces of a secret, up to the first behind them that is none. */
function wordsOf(text: string, { start, end }: Span, isPiece: (word: string) => boolean): Span[] {
  const found: Span[] = [];
  let lead = 0;
  for (const { index, 0: word } of text.slice(start, end).matchAll(WORD)) {
    const isOne = isPiece(word);
    if (isOne) found.push({ start: start + index, end: start + index + word.length });
    else if (found.length > 0 || lead >= LEAD) break;
    else lead += 1;
  }
  return found;
}

const WORD = /[^\s"'`<>()[\]{},;│┃║╎▏▕|\\]{1,400}/g;

/** A name of a secret near the end of a line, whose value begins below or is too short here to be known as one. */
const TELLING = /key|token|secret|pass|pwd|auth|cred|sig|cookie|sess|bearer|jwt|basic/gi;
const NAME = /[\w.$-]{0,60}/y;
const NOTHING_YET =
  /["'\])\\]{0,4}[ \t]{0,4}(?:(?:=>|:=|[:=,(]|(?:is|was|of|provided|value)\b)[ \t:=]{0,4}(?:(?:Bearer|Basic|Token)\b)?|(?<=Bearer|Basic|\blogin \S{1,80} (?:password|account)))[ \t]{0,4}[bur]?["'`\\]{0,4}([^\s"'`│|\\]{0,40})(?=[ \t]{0,200}\\{0,4}[ \t]{0,200}[│┃║╎▕|]?[ \t]{0,20}[\n\r])/iy;

/** Secrets of which a line has no more than the name or the first letters. What the next line begins with has to be drawn, then. */
export function openedIn(text: string, followed: Followed): Span[][] {
  return [...openedByName(text, followed), ...openedByPrefix(text, followed)];
}

/** The beginnings of keys that were cut in their public prefix or right behind it. */
const PREFIX = /(?<![\w-])(?:sk-["'`+ \t]{1,12}[a-z]{3,8}-|sk(?:-[\w-]{0,12})?|[A-Za-z]\w{1,14}[-_])(?![\w-])/g;

function isPrefix(word: string): boolean {
  return word === 'sk' || [word, `${word}-`, `sk-${word}`].some((one) => publicPrefix(one) === one);
}

function openedByPrefix(text: string, followed: Followed): Span[][] {
  return [...text.matchAll(PREFIX)].flatMap(({ index, 0: word }) => {
    if (!isPrefix(word.replace(/["'`+ \t]/g, ''))) return [];
    const first = { start: index, end: index + word.length };
    const more = goesOnIn(text, first, isDrawnPiece);
    return more.length > 0 ? [[first, ...more.slice(0, -1), ...withNextLines(text, more.at(-1) as Span, followed)]] : [];
  });
}

function openedByName(text: string, followed: Followed): Span[][] {
  return [...text.matchAll(TELLING)].flatMap(({ index }) => {
    const value = openValue(text, index);
    const more = value ? goesOnIn(text, value, isDrawnPiece) : [];
    if (!value || more.length === 0) return [];
    const first = value.end > value.start ? [value, ...more] : more;
    return [[...first.slice(0, -1), ...withNextLines(text, first.at(-1) as Span, followed)]];
  });
}

function isDrawnPiece(word: string): boolean {
  return mayBePiece(word) && looksDrawn(word);
}

function openValue(text: string, at: number): Span | null {
  NAME.lastIndex = at;
  const end = at + (NAME.exec(text)?.[0].length ?? 0);
  NOTHING_YET.lastIndex = end;
  const found = NOTHING_YET.exec(text);
  const before = /[\w.$-]{0,60}$/.exec(text.slice(Math.max(0, at - 60), at))?.[0] ?? '';
  const value = found?.[1] ?? '';
  if (!found || (value !== '' && isNoSecret(value)) || !isName(before + text.slice(at, end))) return null;
  const stop = found.index + found[0].length;
  return { start: stop - value.length, end: stop };
}

function isName(name: string): boolean {
  return certaintyOf(name) !== null || /^(?:bearer|basic)$/i.test(name);
}
