import { withTraces } from './blocks.ts';
import { Grouping } from './grouping.ts';
import { type Line, linesOf } from './lines.ts';

/** What belongs to one failure, as one line of text, with the way back to the lines that it came from. */
export interface Passage {
  /** All lines joined by single spaces, so that a wrapped line reads like a whole one. */
  text: string;
  lines: Line[];
  /** Where in `text` each line begins. */
  starts: number[];
}

/** Splits an excerpt into passages: a chain of exceptions stays together, log entries of other times are separate. */
export function passagesOf(excerpt: { text: string; firstLine: number }): Passage[] {
  return passagesIn(linesOf(excerpt.text, excerpt.firstLine));
}

/** The passages that some lines make. */
export function passagesIn(lines: readonly Line[]): Passage[] {
  const groups: Line[][] = [[]];
  const grouping = new Grouping();
  for (const line of lines) {
    if (grouping.next(line)) groups.push([]);
    groups.at(-1)?.push(line);
  }
  return groups.map(passageOf);
}

/** The passage as it reads when text that was put into a JSON string or a repr is taken out again; null where nothing is escaped. */
export function unescaped(passage: Passage): Passage | null {
  if (!/\\["'nrt\\u/]/.test(passage.text)) return null;
  return passageOf(withTraces(passage.lines.flatMap(unescapedLine)));
}

const ESCAPED: { [letter: string]: string } = { n: '\n', r: '\n', t: ' ' };

function unescapedLine(line: Line): Line[] {
  const text = line.text.replace(/\\(?:u([0-9a-fA-F]{4})|(["'\\/nrt]))/g, (_, hex: string | undefined, char: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPED[char] ?? char),
  );
  return text.split('\n').map((part, at) => ({ ...line, text: part, stamp: at === 0 ? line.stamp : null }));
}

/** Python prints the innermost error of a chain first, all others print it last. */
export const INNERMOST_FIRST = /During handling of the above exception|direct cause of the following exception/;

/** The passage that some lines make. */
export function passageOf(lines: Line[]): Passage {
  const width = wrapWidth(lines);
  const starts: number[] = [];
  let text = '';
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    if (at > 0 && line.text.trim() !== '' && !(before && brokenAfter(before, line, width))) text += ' ';
    starts.push(text.length);
    text += plain(line.text);
  }
  return { text, lines, starts };
}

/** One line's text as the signs are written: single spaces, straight quotes of the same length. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u2033]/g, '"');
}

/** True where a terminal cut a word in two at its right edge. */
function brokenAfter(before: Line, line: Line, width: number | null): boolean {
  return before.text.length === width && line.stamp === null && /[\w/.'"-]$/.test(before.text) && /^[\w/.'"-]/.test(line.text);
}

/** The column at which a terminal cut lines in the middle of words: several lines of one greatest length; null where there is none. */
function wrapWidth(lines: Line[]): number | null {
  const widest = Math.max(0, ...lines.map((line) => line.text.length));
  const full = new Set(lines.filter((line) => line.text.length === widest).map((line) => line.text));
  return widest >= 40 && full.size >= 2 ? widest : null;
}

/** No sentence is longer. */
const SENTENCE = 600;

/** What stands before and after a stretch of a passage's text in its line; of a line longer than a sentence, nothing before. */
export function besideInLine(passage: Passage, place: number, length: number): { before: string; after: string } {
  const { text, starts } = passage;
  const at = indexAt(passage, place);
  const from = starts[at] ?? 0;
  const to = Math.min(starts[at + 1] ?? text.length, place + length + SENTENCE);
  return { before: place - from > SENTENCE ? '' : text.slice(from, place), after: text.slice(place + length, to) };
}

/** A line is wrapped by a terminal or an editor at this width or more. */
const NARROWEST = 60;
/** What begins something else: a frame, a mark, a field of its own. */
const BEGINS_ANEW = /^\s*(?:at |File "|from |in `|[\w-]{1,30}: |[#>*|\u2022\u25a0-\u27ff-])/;

/** Where the message ends that goes on at a place: with its line, or with the last line over which it was wrapped. */
export function endOfMessage(passage: Passage, place: number): number {
  const { text, lines, starts } = passage;
  for (let at = indexAt(passage, place); at + 1 < lines.length; at += 1) {
    if (!goesOn(lines[at] as Line, lines[at + 1] as Line)) return starts[at + 1] as number;
  }
  return text.length;
}

/** True where a line goes on with the sentence of the one before. */
function goesOn(line: Line, next: Line): boolean {
  const isWhole = /[.!?"'`}\])]\s*$/.test(line.text) || line.text.length < NARROWEST;
  if (next.stamp !== null || next.text.trim() === '' || BEGINS_ANEW.test(next.text)) return false;
  return /^\s*[a-z(]/.test(next.text) || !isWhole;
}

/** Where the message begins that a place belongs to: with its line, or with the first line over which it was wrapped. */
export function startOfMessage(passage: Passage, place: number): number {
  const { lines, starts } = passage;
  let at = indexAt(passage, place);
  while (at > 0 && goesOn(lines[at - 1] as Line, lines[at] as Line)) at -= 1;
  return starts[at] ?? 0;
}

/** The first line with words below the one in which a place stands, where no logger wrote it and it is no frame; empty where there is none. */
export function lineBelow(passage: Passage, place: number): string {
  const { lines } = passage;
  const next = lines.slice(indexAt(passage, place) + 1).find(({ text }) => /\w/.test(text));
  return next && next.stamp === null && next.level === null && !FRAME.test(next.text) && !NO_MESSAGE.test(next.text)
    ? next.text.trim()
    : '';
}

/** What is below a failure and is no message: a link for people, the request that failed. */
const NO_MESSAGE =
  /^\s*(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD) (?:https?:|\/)|for more information|see\b|visit\b|learn more|read more|docs?:|https?:)/i;
/** A frame of a trace, in the usual languages; .NET's begins with a word of the language of the system. */
const FRAME =
  /^\s*(?:at |File "|from |in `|#\d{1,3} |\S{1,200}:\d{1,6}:in |[^\s"'(]{1,12} (?:[\w<>`]{1,80}\.){2,12}[\w<>`[\], ]{1,120}\()/;

/** The line in which a place of a passage's text stands. */
export function lineAt(passage: Passage, place: number): Line {
  return passage.lines[indexAt(passage, place)] as Line;
}

function indexAt({ starts }: Passage, place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
