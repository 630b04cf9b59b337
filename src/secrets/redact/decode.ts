import { asItStands, type Mark, marksOf, rewritten, type View } from './view.ts';

/** Encodings may be nested; more than this number is not known to occur. */
const LEVELS = 5;

/** Percent codes, and the escapes of JSON, Python, C and HTML. */
const ESCAPES =
  /%u([0-9a-f]{4})|%([0-9a-f]{2})|\\{1,2}u([0-9a-f]{4})|\\[ux]\{([0-9a-f]{1,6})\}|\\{1,2}x([0-9a-f]{2})|\\([0-3][0-7]{2})|&#x0{0,4}([0-9a-f]{1,6});?|&#0{0,4}(\d{1,7});?|&(amp|lt|gt|quot|apos|equals|colon|sol|plus|lowbar|period|hyphen|dash|nbsp|shy|zwnj|zwj);|\\(["'`\\/nrtbf])/gi;

const SIGNS: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  equals: '=',
  colon: ':',
  sol: '/',
  plus: '+',
  lowbar: '_',
  period: '.',
  hyphen: '-',
  dash: '-',
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

/**
 * Terminal control sequences, and what Unicode says to show nothing for: a secret is found behind them, and hidden with them. Line ends stay.
 */
const INVISIBLE =
  /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\x9d]{0,512}(?:\x07|\x1b\\|\x9c)|[^\P{Cc}\t\n\r]|[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Ends of lines that only Unicode knows, the signs that are shown for them, and letters, digits and signs of keys in the width of East Asian ones or in mathematical styles. */
const FOREIGN = / ?[↩↵⏎␊␍␤](?:\r?\n)?|[\u2028\u2029\uff0d\uff10-\uff19\uff21-\uff3a\uff3f\uff41-\uff5a\u{1d400}-\u{1d7ff}]/u;
const FOREIGN_OR_INVISIBLE = new RegExp(`${INVISIBLE.source}|(${FOREIGN.source})`, 'gu');

const LINE_END = /[\u2028\u2029↩↵⏎␊␍␤]/;

function seen([, foreign]: RegExpExecArray): string {
  return foreign === undefined ? '' : LINE_END.test(foreign) ? '\n' : foreign.normalize('NFKC');
}

/** One level of a text, and what stands in it where letters that were spelled out are put together. */
export interface Level {
  view: View;
  spelled: View[];
}

/** A text without what cannot be seen, as it stands and with one level of escapes after the other read. */
export function levelsOf(text: string): Level[] {
  if (last?.text !== text) last = { text, levels: readLevels(text) };
  return last.levels;
}

/** The text that was read last: known secrets are looked for in it, and then what looks like one. */
let last: { text: string; levels: Level[] } | null = null;

function readLevels(text: string): Level[] {
  const whole = asItStands(text);
  const single = undoubled(whole);
  return [...levelsFrom(whole), ...(single ? levelsFrom(single) : [])];
}

function levelsFrom(whole: View): Level[] {
  const levels: Level[] = [];
  for (let level: View | null = whole; level && levels.length < LEVELS; level = decoded(level)) {
    const view = visible(level);
    levels.push({ view, spelled: spelledOut(view) });
  }
  return levels;
}

/** Quotes that CSV, SQL or PowerShell wrote twice (`""key"":""value""`); two that hold nothing stay. */
function undoubled(view: View): View | null {
  if (!view.text.includes('""')) return null;
  return rewritten(
    view,
    marksOf(view.text, DOUBLED, () => '"'),
  );
}

const DOUBLED = /(?<=[:=>] ?)""(?="(?:[\r\n,]|$))|""(?=[^\s",;:}\]])|(?<=[^\s",;:=([{])""/g;

/** Signs that stand for themselves, and that of masks. A search for these is much faster than for classes of Unicode. */
const NO_PLAIN_SIGN = /[^\t\n\r -~…]/;

function visible(view: View): View {
  if (!NO_PLAIN_SIGN.test(view.text)) return view;
  return rewritten(view, marksOf(view.text, FOREIGN_OR_INVISIBLE, seen)) ?? view;
}

function decoded(view: View): View | null {
  if (!/[%&\\]/.test(view.text)) return null;
  return rewritten(view, marksOf(view.text, ESCAPES, meaningOf));
}

function meaningOf([, ...groups]: RegExpExecArray): string {
  const [wide, percent, json, braced, python, octal, hexEntity, entity, name, sign] = groups;
  const hex = wide ?? percent ?? json ?? braced ?? python ?? hexEntity;
  if (hex !== undefined) return letter(Number.parseInt(hex, 16));
  if (octal !== undefined) return letter(Number.parseInt(octal, 8));
  if (entity !== undefined) return letter(Number(entity));
  const said = name?.toLowerCase() ?? sign ?? '';
  return SIGNS[said] ?? said;
}

function letter(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}

/** Other ways in which software writes a text letter by letter, read where a text holds enough of one to be one. */
export function spelledOut(view: View): View[] {
  if (view.text.length < SHORTEST_SPELLED) return [];
  return [quotedPrintable(view), ...bytes(view), lettersApart(view), withoutTags(view)].filter((reading) => reading !== null);
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

const BYTE = /(?:0x)?([0-9a-f]{2,3})/gi;

function bytes(view: View): (View | null)[] {
  const rows = view.text.length < SHORTEST_ROW ? [] : [...view.text.matchAll(BYTES)];
  if (rows.length === 0) return [];
  return [10, 16].map((base) => {
    const marks = rows.flatMap((row) => lettersOf(row, base));
    return marks.length > 0 ? rewritten(view, marks) : null;
  });
}

/** The letters of a row; none where they are none that a secret has. */
function lettersOf(row: RegExpExecArray, base: number): Mark[] {
  if (base === 10 && /[a-fx]/i.test(row[0])) return [];
  const found = [...row[0].matchAll(BYTE)];
  const marks = found.map((byte, index) => ({
    start: row.index + byte.index,
    // What parts two letters goes with the first.
    end: row.index + (found[index + 1]?.index ?? row[0].length),
    means: letter(Number.parseInt(byte[1] as string, base)),
  }));
  return marks.every(({ means }) => /^[\t\n\r -~]$/.test(means)) ? marks : [];
}

/** Letters that stand apart by the same sign: `s.k.-.p`, `s k - p`, `"s","k","-"`. Each may have a backslash before it. */
const APART = /(?<![A-Za-z0-9])\\?.(["'`]?(?:[.,;:_|/\- \t]{1,3}|\r?\n[ \t]{0,20})["'`]?)(?:\\?.\1){5,4096}\\?./g;

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

const TAGS = /<\/?(?:wbr|span|b|i|em|strong|a|br|font|mark|code|u|s|small|sub|sup|tt|kbd|shy)\b[^<>]{0,200}>/gi;

/** Markup in the middle of a word. */
function withoutTags(view: View): View | null {
  return view.text.includes('<') && /\w<\/?[a-z]+/i.test(view.text)
    ? rewritten(
        view,
        marksOf(view.text, TAGS, () => ''),
      )
    : null;
}
