/**
 * A text as a reader would take it: accents and wide letters made plain, white space and the frames of tables left out, in lower case.
 * Both a secret and the text that it is looked for in are seen this way, so that no line break or cell border in the middle hides it.
 */
export interface Plain {
  text: string;
  /** The stretch of the original text that the characters from `start` to before `end` stand for. */
  origin(start: number, end: number): { start: number; end: number };
}

/** Each encoding may be put on another one; nobody is known to stack more than these. */
const LEVELS = 5;

/** Percent codes, and the escapes of JSON, Python and HTML. */
const ESCAPES =
  /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\[ux]\{([0-9a-f]{1,6})\}|\\x([0-9a-f]{2})|&#x0{0,4}([0-9a-f]{1,6});|&#0{0,4}(\d{1,7});|&(amp|lt|gt|quot|apos);|\\(["'`\\/nrtbf])/gi;

const SIGNS: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

/** What a secret may be broken by, and what may be written in another width or with accents. */
const BROKEN_OR_FOREIGN = /[\s|\p{Cc}\p{Cf}]+|[^\0-\x7f]/gu;

/** A text in its plain form, its escapes taken as they stand. */
export function plainOf(text: string): string {
  return plain(asItStands(text)).text;
}

/** A text in its plain form as it stands, and with one level of escapes after the other read. Takes time that grows with the length alone. */
export function readingsOf(text: string): Plain[] {
  const readings: Plain[] = [];
  for (let level: Plain | null = asItStands(text); level && readings.length < LEVELS; ) {
    readings.push(plain(level));
    level = rewritten(level, ESCAPES, meaningOf);
  }
  return readings;
}

function asItStands(text: string): Plain {
  return { text, origin: (start, end) => ({ start, end }) };
}

function plain(level: Plain): Plain {
  const { text, origin } = rewritten(level, BROKEN_OR_FOREIGN, basic) ?? level;
  return { text: lower(text), origin };
}

/** A letter without its accents, in its usual width; nothing for a gap. */
function basic([found]: RegExpExecArray): string {
  return found > '\x7f' ? found.normalize('NFKD').replace(/[\p{M}\s|│┃]/gu, '') : '';
}

/** Lower-cases so that places in the text stay where they are: the few letters that grow (`İ`) leave it at ASCII. */
function lower(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

function meaningOf([, ...groups]: RegExpExecArray): string {
  const [percent, json, braced, python, hexEntity, entity, name, sign] = groups;
  const hex = percent ?? json ?? braced ?? python ?? hexEntity;
  if (hex !== undefined) return letter(Number.parseInt(hex, 16));
  if (entity !== undefined) return letter(Number(entity));
  const said = name?.toLowerCase() ?? sign ?? '';
  return SIGNS[said] ?? said;
}

function letter(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}

/** A run of characters and where it came from: taken over one by one, or all of them read from one mark. */
interface Part {
  at: number;
  from: number;
  to: number;
  isMark: boolean;
}

/** With each mark replaced by its meaning; null where there is none. */
function rewritten(before: Plain, marks: RegExp, meaning: (mark: RegExpExecArray) => string): Plain | null {
  const parts: Part[] = [];
  let text = '';
  let done = 0;
  for (const mark of before.text.matchAll(marks)) {
    if (mark.index > done) parts.push({ at: text.length, from: done, to: mark.index, isMark: false });
    text += before.text.slice(done, mark.index);
    done = mark.index + mark[0].length;
    const read = meaning(mark);
    if (read !== '') parts.push({ at: text.length, from: mark.index, to: done, isMark: true });
    text += read;
  }
  if (done === 0) return null;
  parts.push({ at: text.length, from: done, to: before.text.length, isMark: false });
  text += before.text.slice(done);
  return { text, origin: (start, end) => before.origin(placeOf(parts, start).from, placeOf(parts, end - 1).to) };
}

/** The place of one character, found by halving. */
function placeOf(parts: Part[], at: number): { from: number; to: number } {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle] as Part).at <= at) low = middle;
    else high = middle - 1;
  }
  const { at: start, from, to, isMark } = parts[low] as Part;
  return isMark ? { from, to } : { from: from + at - start, to: from + at - start + 1 };
}
