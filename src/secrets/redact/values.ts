import { holdsChosen } from './chosen.ts';
import { publicPrefix } from './mask.ts';
import { certaintyOf } from './names.ts';
import type { Span } from './view.ts';
import { wordsOf } from './words.ts';

/** A value after a name. */
export interface Value extends Span {
  isQuoted: boolean;
  /** Whether its closing quote was found: then it is whole, whatever is in it. */
  isClosed: boolean;
}

/** Longest value that is read. What is longer is hidden up to here, and by its own format. */
const LONGEST = 8_192;

const OPENING = /[[(]{0,2}[ \t]{0,2}(?:[bBrRuUfF@]{1,2}(?=\\{0,3}["'`]))?(\\{0,3})("""|'''|["'`“‘«])/y;
const CLOSING: Record<string, string> = { '“': '”', '‘': '’', '«': '»' };

/** Parses the value that begins at a position, after blanks: a quoted string, or a word up to its end; null for none. */
export function valueAt(text: string, from: number, isParameter = false): Value | null {
  let at = from;
  while (at < from + 40 && (text[at] === ' ' || text[at] === '\t')) at += 1;
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text);
  const value = opening ? untilWords(text, quoted(text, OPENING.lastIndex, opening)) : bare(text, at, isParameter);
  return value.end > value.start ? value : null;
}

function quoted(text: string, start: number, [, backslashes = '', quote = '']: RegExpExecArray): Value {
  const close = backslashes + (CLOSING[quote] ?? quote);
  const limit = Math.min(text.length, start + LONGEST);
  for (let at = start; at < limit; at += 1) {
    const char = text[at] as string;
    if (char === '\n' || char === '\r') return { start, end: at, isQuoted: true, isClosed: false };
    if (text.startsWith(close, at)) return { start, end: at, isQuoted: true, isClosed: true };
    if (char === '\\' && backslashes === '') at += 1;
  }
  return { start, end: Math.min(limit, text.length), isQuoted: true, isClosed: false };
}

/** Longest passphrase of several words. What is longer and has blanks is the text between two strings, or a string that was never closed. */
const LONGEST_PHRASE = 120;

function untilWords(text: string, value: Value): Value {
  if (value.end - value.start <= LONGEST_PHRASE) return value;
  const blank = text.slice(value.start, value.end).search(/\s/);
  return blank < 0 ? value : { ...value, end: value.start + blank, isClosed: false };
}

/** What ends a word only where something that is no part of it follows. */
const ENDS: Record<string, RegExp> = {
  ',': /,(?:\s|$|["'`{[]|\\?["']|[\w.-]{1,60}["']?\s?[:=])/y,
  ';': /;(?:\s|$|["'`]|[\w.-]{1,60}\s?=)/y,
  '&': /&(?:\s|$|&|[a-z]{2,8};|[\w.[\]%-]{1,60}=)/y,
  '"': /"(?:[\s,;)\]}>&:.`]|$)/y,
  "'": /'(?:[\s,;)\]}>&:.`]|$)/y,
  '`': /`(?:[\s,;)\]}>&:.]|$)/y,
  '\\': /\\(?:[nrt"'`\\]|$)/y,
  '<': /<[/a-z!]/iy,
  '>': />/y,
  '|': /\|(?:\s|$)/y,
  '”': /”/y,
  '’': /’(?:[\s,;)\]}>.]|$)/y,
};

function bare(text: string, start: number, isParameter: boolean): Value {
  const limit = Math.min(text.length, start + LONGEST);
  let end = start;
  for (; end < limit; end += 1) {
    const char = text[end] as string;
    if (char <= ' ' || (isParameter && (char === '&' || char === '#'))) break;
    // A key that was typed between the brackets of a placeholder.
    const ending = char === '<' && end === start ? undefined : ENDS[char];
    if (!ending) continue;
    ending.lastIndex = end;
    if (ending.test(text)) break;
  }
  const word = text.slice(start, end);
  return { start, end: end - closersOf(word), isQuoted: false, isClosed: false };
}

/** Brackets and stops behind a word, unless the word has their other half. */
export function closersOf(word: string): number {
  const trail = /[)\]},.;:!?]{1,8}$/.exec(word)?.[0] ?? '';
  if (trail === '') return 0;
  const body = word.slice(0, -trail.length);
  return /[([{]/.test(body) && /[)\]}]/.test(trail) ? 0 : trail.length;
}

/** Words that say in what state a value is, or of what kind. */
const STATE = wordsOf(`
  true false null none nil undefined nan yes no on off y n set unset empty missing required optional invalid incorrect
  expired revoked wrong bad text given provided present absent default basic bearer digest ntlm negotiate kerberos apikey
  enabled disabled redacted masked hidden secret secure string str bytes object number integer int bool boolean any
  unknown failed failure fail ok okay success successful error denied rejected not is was are must should cannot can
  could for from in to the a an and or of on with has have had does auto automatic prompt type value key token password
  name header env file path length len size count omit include same-origin valid validation check mismatch changed reset
  test example unauthorized authentication authorization removed deleted filtered sensitive scrubbed secretstr anonymous
  guest md5 oauth oauth2 required. credential credentials optional[str]
`);

/** Names of algorithms, which tokens state in front of themselves. */
const ALGORITHM = /^(?:sha\d{1,3}|[hre]s\d{3})$/i;

/** Words that servers without keys are given as one. They are no secret, and hiding them would blot out commands and other people's words. */
const ORDINARY = wordsOf(`
  ollama vllm sglang llama llamacpp lmstudio local localai localhost none null empty dummy fake apikey anything whatever
  something nothing notneeded notrequired notused notset notapplicable nokey nokeyrequired noauth notoken unused ignore
  ignored placeholder example sample demo default openai litellm yourkey yourtoken yourapikey yourapitoken yourkeyhere
  yourtokenhere yourapikeyhere yourapitokenhere
`);

/** Whether a key is one of these words, or an address without a user part: neither is a secret. */
export function isOrdinary(value: string): boolean {
  if (value.length <= LONGEST_WORD && ORDINARY.has(value.toLowerCase().replace(/^sk-|[-_ .]/g, ''))) return true;
  return /^(?:sk-)?(?:x+|-+)$|^[a-z][a-z0-9+.-]{0,31}:\/\/[^\s@?]{1,2048}$/i.test(value);
}

/** Placeholders for a secret in commands, programs and guides. */
const REFERENCE =
  /^(?:\$[A-Z_][A-Z0-9_]*|\$[a-z_]+|\$\{[^}]*\}?|\$\(.*|\$env:\w+|\$\{\{.*|%\w+%|\{\{.*|\{[A-Za-z_][\w.]*\}?|<[^<>]{0,80}>?|\*+|x{3,}|X{3,}|•+|\.{3,}|…|\[[A-Za-z][A-Za-z_ -]{0,40}\]|process\.env.*|os\.(?:environ|getenv).*|import\.meta.*|(?:env|secrets|vars)\.\w+|Read-Host|Get-\w{2,30}|[█▒░▓]+|(?:self|cls|this|config|settings|os|args|ctx|kwargs|options|opts|params|data|request|req|client|cfg|conf|app|await|new|lambda|get\w*|load\w*|read\w*)[.([].*|op:\/\/.*|vault:\/\/.*|arn:aws:[\w:/-]*)$/;

/** A sample's words: no digit, so that no real key is one. */
const SAMPLE =
  /^(?:sk-x{2,}|(?:sk[-_])?(?:[a-z]{1,14}[-_. ]){0,6}(?:your|here|placeholder|example|sample|dummy|fake|needed|required)(?:[-_. ][a-z]{1,14}){0,6})$/i;

/** How others mask a key: at most this many characters of it are left on either side, which is no piece that is worth anything. */
const FOREIGN_MASK =
  /^([A-Za-z0-9_:/.-]{0,24}?)(?:\*{2,}(?:[A-Z]{3,12}\*{2,})?|•{2,}|x{6,}|X{6,}|\.{3,}|…)([A-Za-z0-9_-]{0,7})\.?$/;
const MOST_LEFT = 8;

/** Whether a text is the mask of a secret, made by this tool, by the API or by another program. */
export function isMask(value: string): boolean {
  if (/^[\w-]{0,24}…(?:\(\d{1,7}(?: ?chars?\)?)?)?[.,;:!?)\]}]{0,4}$/.test(value))
    return publicPrefix(value).length === value.indexOf('…');
  const [, head] = FOREIGN_MASK.exec(value) ?? [];
  return head !== undefined && head.length - publicPrefix(head).length <= MOST_LEFT;
}

/** No word of these lists is longer. */
const LONGEST_WORD = 32;

function isState(value: string): boolean {
  return value.length <= LONGEST_WORD && (STATE.has(value.toLowerCase()) || ALGORITHM.test(value));
}

/** Whether a value is none: a mask, a reference, a word on its state, a line of a program. */
export function isNoSecret(value: string): boolean {
  return value === '' || isState(value) || isOrdinary(value) || isMask(value) || isReference(value);
}

function isReference(value: string): boolean {
  if (REFERENCE.test(value)) return !holdsSecret(value);
  if (SAMPLE.test(value)) return true;
  // `api_key=config.openai_key`, `token=access_token`: a reference to a variable.
  return /^[A-Za-z_]+(?:\.[A-Za-z_]+)*$/.test(value) && /[._]|[a-z][A-Z]/.test(value) && certaintyOf(value) !== null;
}

/** A sign that no placeholder has, in brackets with a digit. */
const SIGN_IN_BRACKETS = /^[<{[](?=[^\s"'|()]{0,80}\d)[^\s"'|()]{0,80}[!#$%&*+=?^~][^\s"'|()]{0,80}[>}\]]?$/;

/** Whether a placeholder holds what was to go in its place: people type a key between the brackets of a guide. */
export function holdsSecret(value: string): boolean {
  return value.split(/[^\w+/=-]+/).some(looksDrawn) || SIGN_IN_BRACKETS.test(value) || holdsChosen(value);
}

/** Several words of a sentence, as in the error of a password validation. */
export function isSentence(value: string): boolean {
  const words = value.trim().split(/\s+/);
  return (
    words.length >= 3 &&
    words.every((word) => /^[("']?[A-Za-z]{1,20}(?:[-'’][a-z]{1,12})?[.,:;!?)"']{0,2}$|^\d{1,4}[.,]?$/.test(word))
  );
}

/** A word of letters alone, or a number as counts and ports are. */
export function isPlainWord(value: string): boolean {
  return /^(?:[a-z]{1,14}|[A-Z][a-z]{1,14}|[A-Z_]{1,16}|-?\d{1,6}(?:\.\d{1,6})?)$/.test(value);
}

/** Properties that no ordinary word has: digits among letters, capitals inside, punctuation, or great length. */
export function looksRandom(value: string): boolean {
  if (value.length < 4 || /\s/.test(value)) return false;
  return (
    (/\d/.test(value) && /[A-Za-z]/.test(value)) ||
    /[a-z][A-Z]/.test(value) ||
    /[=+/_!@#$%^&*~]/.test(value) ||
    value.length >= 24
  );
}

/** How often the kind of letter changes, for each letter: words change seldom, drawn letters all the time. */
function restlessness(text: string): number {
  const runs = text.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  return runs.length / Math.max(1, text.length);
}

/** Shorter words of a name (`diff-ryEeE7`) change as often as drawn letters do. */
const SHORTEST_DRAWN = 10;

/** Whether a word was most likely drawn by a machine. Paths, names with a version, camel case and dates are none. */
export function looksDrawn(word: string): boolean {
  if (word.length < 10 || /^\d{4}-\d\d-\d\d/.test(word) || /^[\d.:/-]+$/.test(word)) return false;
  if (/^[0-9a-f]{24,}$/i.test(word)) return true;
  const parts = word.split(/[^A-Za-z\d]+/).filter((part) => part.length >= SHORTEST_DRAWN && /[A-Za-z]/.test(part));
  return parts.some((part) => restlessness(part) > 0.27);
}
