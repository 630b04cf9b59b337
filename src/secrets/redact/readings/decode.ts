import { asItStands, marksOf, rewritten, type View } from '../view.ts';
import { letter, spelledOut } from './spelled.ts';

/** Encodings may be nested; more than this number is not known to occur. */
const LEVELS = 5;

/** Percent codes, and the escapes of JSON, Python, C and HTML. */
const ESCAPES =
  /%u([0-9a-f]{4})|%([0-9a-f]{2})|\\{1,2}u(?:0000(?=[0-9a-f]{4}))?([0-9a-f]{4})|\\[ux]\{([0-9a-f]{1,6})\}|\\{1,2}x([0-9a-f]{2})|\\([0-3][0-7]{2}|[0-7]{2}(?![0-7]))|&#x0{0,4}([0-9a-f]{1,6});?|&#0{0,4}(\d{1,7});?|&(amp|lt|gt|quot|apos|equals|colon|sol|plus|lowbar|period|hyphen|dash|nbsp|shy|zwnj|zwj);|\\(["'`\\/nrtbf_*.~#+&$%-])/gi;

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
const FOREIGN = /[^\n]\x08|(?<=[!-~])\p{M}+| ?[↩↵⏎␊␍␤](?:\r?\n)?|[\u2028\u2029\uff01-\uff5e\u24b6-\u24e9“”„\u{1d400}-\u{1d7ff}]/u;
const FOREIGN_OR_INVISIBLE = new RegExp(`(${FOREIGN.source})|${INVISIBLE.source}`, 'gu');

/** What is seen of signs: none that was written over, and none of what is written over one. */
function plainly(sign: string): string {
  if (sign.endsWith('\b') || /^\p{M}/u.test(sign)) return '';
  return /[“”„]/.test(sign) ? '"' : sign.normalize('NFKC');
}

const LINE_END = /[\u2028\u2029↩↵⏎␊␍␤]/;

function seen([, foreign]: RegExpExecArray): string {
  return foreign === undefined ? '' : LINE_END.test(foreign) ? '\n' : plainly(foreign);
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
  const levels: Level[] = [];
  let level: View | null = asItStands(text);
  for (let depth = 0; level && depth < LEVELS; depth += 1) {
    const view = visible(level);
    const single = undoubled(view);
    levels.push({ view, spelled: spelledOut(view) }, ...(single ? [{ view: single, spelled: [] }] : []));
    // What cannot be seen stands within escapes, too.
    level = decoded(view);
  }
  return levels;
}

/** Quotes that CSV, SQL, YAML or PowerShell wrote twice (`""key"":""value""`, `''key'': ''value''`); two that hold nothing stay. */
function undoubled(view: View): View | null {
  if (!view.text.includes('""') && !view.text.includes("''")) return null;
  return rewritten(
    view,
    marksOf(view.text, DOUBLED, ([quotes]) => quotes.charAt(0)),
  );
}

const DOUBLED =
  /(?<=[:=>] ?)""(?="(?:[\r\n,]|$))|""(?=[^\s",;:}\]])|(?<=[^\s",;:=([{])""|(?<!')''(?=[\w/${[<-])|(?<=[\w/+}\]-])''(?!')/g;

/** Signs that stand for themselves, and that of masks. A search for these is much faster than for classes of Unicode. */
const NO_PLAIN_SIGN = /[^\t\n\r -~…]/;

function visible(view: View): View {
  if (!NO_PLAIN_SIGN.test(view.text)) return view;
  return rewritten(view, marksOf(view.text, FOREIGN_OR_INVISIBLE, seen)) ?? view;
}

/** A view with one more level of its escapes read; null where it has none. */
export function decoded(view: View): View | null {
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
