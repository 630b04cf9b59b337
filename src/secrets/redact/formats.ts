import { KEY_FORMATS } from '../../knowledge/providers/secret-formats.ts';
import { LONGEST_PREFIX, publicPrefix } from './mask.ts';
import { looksDrawn } from './values.ts';
import type { Span, View } from './view.ts';
import { isWord } from './words.ts';

/** Keys by their formats, of any owner. */

/** A prefix alone, as in a text about keys, is not a key. */
const GENERAL = String.raw`(?!(?:proj|svcacct|admin|ant|or)-(?![A-Za-z0-9_-]))[A-Za-z0-9_-]{8,}`;

/** Sources of formats by the two characters that they begin with; those that begin with anything are tried at every word. */
const heads = new Map<number, string[]>();
const headless: string[] = [];
for (const { prefix, own } of [...KEY_FORMATS, { prefix: 'sk-', own: GENERAL }, { prefix: 'SK-', own: GENERAL }]) {
  const starts = headsOf(prefix);
  if (starts.length === 0) headless.push(`${prefix}${own}`);
  for (const head of starts) heads.set(numberOf(head, 0), [...(heads.get(numberOf(head, 0)) ?? []), `${prefix}${own}`]);
}

/** What a prefix can begin with, in two characters; nothing where it says too little. */
function headsOf(prefix: string): string[] {
  const group = /^\(\?:([^()]*)\)(.*)$/.exec(prefix);
  if (group) return (group[1] as string).split('|').flatMap((one) => headsOf(one + group[2]));
  const letters = /^(\w?)\[(\w+)\](.*)$/.exec(prefix);
  if (letters) return [...(letters[2] as string)].flatMap((one) => headsOf(letters[1] + one + letters[3]));
  const literal = /^(?:\w|-|\/|~)+/.exec(prefix)?.[0] ?? '';
  return literal.length >= 2 ? [literal.slice(0, 2)] : [];
}

/** Compiled when a text first has such a beginning. */
const compiled = new Map<number, RegExp>();

/** Two characters as one number. */
function numberOf(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

function patternFor(head: number, sources: string[]): RegExp {
  const pattern = compiled.get(head) ?? new RegExp(`(?:${sources.join('|')})`, 'y');
  compiled.set(head, pattern);
  return pattern;
}

/** Where a key may begin: a pattern that is run by the engine rules out nearly all words at a fraction of the cost. */
const BEGINS = new RegExp(
  `\\b(?=(?:${[...byFirst()].map(([first, seconds]) => `${first}[${seconds}]`).join('|')})|\\d\\w{7}|\\w{14}|\\w[^]{4}~)\\w`,
  'g',
);

/** The second characters of heads by the first. */
function byFirst(): Map<string, string> {
  const seconds = new Map<string, string>();
  for (const head of heads.keys()) {
    const [first, second] = [head >> 16, head & 0xffff].map((code) => String.fromCharCode(code)) as [string, string];
    if (isWord(head >> 16)) seconds.set(first, `${seconds.get(first) ?? ''}${second === '-' ? '\\-' : second}`);
  }
  return seconds;
}

/** Where keys of known formats stand in a text; words that lines broke in two are found at their joins as well. */
export function keysIn({ text, joins }: View): Span[] {
  const found: Span[] = [];
  let done = 0;
  for (const at of startsIn(text, joins)) {
    if (at < done || isHyphenated(text, at)) continue;
    const key = keyAt(text, at);
    if (!key) continue;
    if (!isSample(text.slice(key.start, key.end))) found.push(key);
    done = key.end;
  }
  return found;
}

function startsIn(text: string, joins: number[]): number[] {
  const starts: number[] = [];
  // One character is matched, so the place is known without a record of the match, which costs more than the search.
  BEGINS.lastIndex = 0;
  while (BEGINS.test(text)) starts.push(BEGINS.lastIndex - 1);
  if (joins.length === 0) return starts;
  return [...starts, ...joins.filter((at) => isWord(text.charCodeAt(at)))].sort((a, b) => a - b);
}

/** Behind a hyphen within a word; the hyphens before an option are none of one. */
function isHyphenated(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === 45 && isWord(text.charCodeAt(at - 2)) && text[at - 2] !== '_';
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The shortest word that a key without a prefix begins with, and of those that begin with a number. */
const SHORTEST_HEADLESS = { word: 14, number: 8 };

function keyAt(text: string, at: number): Span | null {
  const head = numberOf(text, at);
  const sources = heads.get(head);
  const known = sources && matchAt(text, at, patternFor(head, sources));
  const cut = known ?? (sources ? cutShort(text, at) : null);
  if (cut) return cut;
  let end = at;
  const shortest = isDigit(text.charCodeAt(at)) ? SHORTEST_HEADLESS.number : SHORTEST_HEADLESS.word;
  while (end - at < shortest && isWord(text.charCodeAt(end))) end += 1;
  // What the secrets of Azure have in this place.
  const isLong = end - at === shortest || text[at + 5] === '~';
  return isLong ? matchAt(text, at, patternFor(0, headless)) : null;
}

/** What has the prefix of a key and less of it than such keys have: a line that was broken, or a quotation that was cut. */
function cutShort(text: string, at: number): Span | null {
  const prefix = publicPrefix(text.slice(at, at + LONGEST_PREFIX));
  MORE.lastIndex = at + prefix.length;
  const own = prefix === '' ? '' : (MORE.exec(text)?.[0] ?? '');
  return looksDrawn(own) ? { start: at, end: at + prefix.length + own.length } : null;
}

function matchAt(text: string, at: number, pattern: RegExp): Span | null {
  pattern.lastIndex = at;
  const key = pattern.exec(text);
  return key ? whole(text, at, at + key[0].length) : null;
}

/** What may stand behind a key that the format does not know of. */
const MORE = /[A-Za-z0-9_-]{0,4096}/y;

/** With what follows in the same word, and what goes on behind blanks: whoever broke it put them there. */
function whole(text: string, start: number, to: number): Span {
  MORE.lastIndex = to;
  let end = to + (MORE.exec(text)?.[0].length ?? 0);
  for (let pieces = 0; pieces < 16; pieces += 1) {
    GOES_ON.lastIndex = end;
    const piece = GOES_ON.exec(text);
    if (!piece || !looksDrawn(piece[1] as string)) break;
    end += piece[0].length;
  }
  return { start, end };
}

/** A drawn word behind the gap that a line break left, and none of the ids that answers carry. */
const GOES_ON =
  /[ \t|│"'+\\]{1,12}(?!(?:req|org|proj|user|gpt|chatcmpl|resp|http|run|msg|thread|asst|file)[\w-])([\w.-]{12,256})/y;

/** `sk-your-key-here`, `sk-xxxxxxxx`, and a prefix alone are samples. */
function isSample(key: string): boolean {
  if (publicPrefix(key) === key) return true;
  return /^sk-(?:proj-)?(?:x{4,}|X{4,}|(?:[a-z]{2,12}[-_]){0,6}(?:your|my|here|key|placeholder|required|example|test|fake|dummy)(?:[-_][a-z]{2,12}){0,6})$/i.test(
    key,
  );
}
