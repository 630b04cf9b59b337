import { type Mark, marksOf, rewritten, type View } from '../view.ts';

/** Other ways in which software writes a text letter by letter, read where a text holds enough of one to be one. */
export function spelledOut(view: View): View[] {
  if (view.text.length < SHORTEST_SPELLED) return [];
  return [
    quotedPrintable(view),
    ...bytes(view),
    lettersApart(view),
    withoutTags(view),
    without(view, ']]><![CDATA[', /\]\]><!\[CDATA\[/g),
    without(view, 'm', COLORS),
    ...CODES.map((code) => codes(view, code)),
  ].filter((reading) => reading !== null);
}

/** A shorter text spells out no eight letters. */
const SHORTEST_SPELLED = 10;

/** Quoted-printable (RFC 2045): `=73`, and `=` at the end of a line that goes on. In the name of a host it comes out in lower case. */
function quotedPrintable({ text, ...view }: View): View | null {
  if (!text.includes('=') || !/=\r?\n|(?:=[0-9A-F]{2}[^=]{0,60}){3}/i.test(text)) return null;
  const meaning = ([, code]: RegExpExecArray) => (code ? letter(Number.parseInt(code, 16)) : '');
  return rewritten({ text, ...view }, marksOf(text, /=\r?\n|=([0-9A-F]{2})/gi, meaning));
}

/** A row of bytes as numbers: a printed buffer (`<Buffer 73 6b`), `[115, 107, …]`, `0x73,0x6b`, `73:6b`. */
const BYTES = /(?<![\w.])(?:0x)?[0-9a-f]{2,3}(?:(?:[,;]\s{0,40}|\s{1,40}|[:-])(?:0x)?[0-9a-f]{2,3}){5,4096}(?![\w.])/gi;

/** Six bytes and the signs between them. */
const SHORTEST_ROW = 17;

const BYTE = /(?<![\da-fx])(?:0x)?([\da-f]{2})(?![\da-f])/gi;
const NUMBER = /(?<![\da-f])(\d{2,3})(?![\da-fx])/gi;

function bytes(view: View): (View | null)[] {
  const rows = view.text.length < SHORTEST_ROW ? [] : [...view.text.matchAll(BYTES)];
  if (rows.length === 0) return [];
  return [8, 10, 16].map((base) => {
    const marks = rows.flatMap((row) => lettersOf(row, base));
    return marks.length > 0 ? rewritten(view, marks) : null;
  });
}

/** The letters of a row. Words and numbers beside them that look like bytes are none of them. */
function lettersOf(row: RegExpExecArray, base: number): Mark[] {
  const found = [...row[0].matchAll(base < 16 ? NUMBER : BYTE)];
  const marks = found.map((byte, index) => {
    const means = letter(Number.parseInt(byte[1] as string, base));
    // What parts two letters goes with the first.
    const end = found[index + 1]?.index ?? byte.index + byte[0].length;
    return { start: row.index + byte.index, end: row.index + end, means: /^[\t\n\r -~]$/.test(means) ? means : '' };
  });
  return marks.filter((_, at) => isInRun(marks, at));
}

/** So many bytes in a row are letters. */
const FEWEST = 6;

function isInRun(marks: Mark[], at: number): boolean {
  let [from, to] = [at, at];
  while (to - from < FEWEST && marks[from]?.means) from -= 1;
  while (to - from <= FEWEST && marks[to]?.means) to += 1;
  return to - from > FEWEST;
}

/** Letters that stand apart by the same sign: `s.k.-.p`, `s k - p`, `"s","k","-"`. Each may have a backslash before it. */
const APART = /(?<![A-Za-z0-9])\\?.(["'`]?(?:[.,;:_|/\- \t]{1,3}|[,;]?\r?\n[ \t]{0,20})["'`]?)(?:\\?.\1){5,4096}\\?./g;

function lettersApart(view: View): View | null {
  const marks = [...view.text.matchAll(APART)].flatMap((row) => gapsIn(row[0], row[1] as string, row.index));
  return marks.length > 0 ? rewritten(view, marks) : null;
}

function gapsIn(row: string, gap: string, from: number): Mark[] {
  const marks: Mark[] = [];
  for (let at = letterEnd(row, 0, gap); row.startsWith(gap, at); at = letterEnd(row, at + gap.length, gap)) {
    marks.push({ start: from + at, end: from + at + gap.length, means: '' });
  }
  return marks;
}

function letterEnd(row: string, at: number, gap: string): number {
  return at + (row[at] === '\\' && !row.startsWith(gap, at + 1) ? 2 : 1);
}

const TAGS = /<\/?[a-z][\w:-]{0,40}(?:\s[^<>]{0,200})?\/?>/gi;

/** Markup in the middle of a word. */
function withoutTags(view: View): View | null {
  return view.text.includes('<') && /\w<\/?[a-z]+/i.test(view.text)
    ? rewritten(
        view,
        marksOf(view.text, TAGS, () => ''),
      )
    : null;
}

/** Colors of a terminal whose escape character was shown as something else, or lost. */
const COLORS = /(?:\^\[|␛|\\e|\\033|\\x1b)?\[(?:\d{1,3};?){0,5}m/gi;

function without(view: View, sign: string, pattern: RegExp): View | null {
  return view.text.includes(sign)
    ? rewritten(
        view,
        marksOf(view.text, pattern, () => ''),
      )
    : null;
}

/** Letters that programs write by their codes one by one: `chr(115).chr(107)`, `{"0":115,"1":107}`, `{"0":"s"}`, `U+0073`, and in binary. */
const CODES: { row: RegExp; one: RegExp; base: number }[] = [
  { row: /(?:\bN?CHA?R\(\d{2,3}\)[\s.+,&|]{0,6}){6}/i, one: /\bN?CHA?R\((\d{2,3})\)[\s.+,&|]{0,6}/gi, base: 10 },
  { row: /(?:"\d{1,5}":\s{0,4}\d{2,3},?\s{0,20}){6}/, one: /"\d{1,5}":\s{0,4}(\d{2,3}),?\s{0,20}/g, base: 10 },
  { row: /(?:"\d{1,5}":\s{0,4}"[^"]",?\s{0,20}){6}/, one: /"\d{1,5}":\s{0,4}"([^"])",?\s{0,20}/g, base: 0 },
  { row: /(?:U\+00[0-7][\dA-F][\s,]{0,4}){6}/i, one: /U\+00([0-7][\dA-F])[\s,]{0,4}/gi, base: 16 },
  { row: /(?:\b0[01]{7}[\s,]{1,4}){6}/, one: /\b(0[01]{7})(?:[\s,]{1,4}|$)/g, base: 2 },
];

function codes(view: View, { row, one, base }: (typeof CODES)[number]): View | null {
  if (!row.test(view.text)) return null;
  const meaning = ([, code = '']: RegExpExecArray) => (base === 0 ? code : letter(Number.parseInt(code, base)));
  return rewritten(view, marksOf(view.text, one, meaning));
}

/** The letter of a code point; nothing for none. */
export function letter(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
