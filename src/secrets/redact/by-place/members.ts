import { looksChosen } from '../chosen.ts';
import { certaintyOf } from '../names.ts';
import { isKeyLike } from '../place-values.ts';
import { isNoSecret, isPlainWord } from '../values.ts';
import type { Span } from '../view.ts';
import { matchAt } from './match.ts';

/** Secrets in the object or the array that stands behind the name of a secret: `"apiKeys":{"prod":"…"}`, `"keys":["…"]`. */

const OBJECT = /["'`\])\\]{0,4}\s{0,4}(?:[:=]|=>)?\s{0,4}(?=\{\s{0,40}\\{0,3}["'][\w .:@/-]{1,80}\\{0,3}["']\s{0,4}(?:[:,]|=>))/y;
const ARRAY = /["'`\])\\]{0,4}\s{0,4}(?:[:=]|=>)\s{0,4}(?=\[\s{0,40}(?:\\{0,3}["']|\{))/y;
const OF_OBJECTS = /^\[\s{0,40}\{\s{0,40}\\{0,3}["']/;
/** Brackets, the names of members, and texts. */
const TOKEN = /[{}[\]]|["']([^"'\n\r\\]{0,1024})\\{0,3}["'](\s{0,4}(?::|=>))?/y;
const OTHER = /[^{}[\]"']{1,1024}/y;

/** How much of an object is read, in characters and in tokens. */
const MOST = { characters: 2_048, tokens: 128 };

/** Names of what is told apart from a secret: the things that a key belongs to. */
const NO_SECRET = /(?:^|[_.-])(?:id|ids|kid|model|object|hash|url|digest|version|image|path|file|fingerprint)$|[a-z]Id$/i;
const VALUE = /^(?:(?:string|secret|plain)?_?value|S|text|raw)$/i;

/** Null where no object stands behind the name. Of an array of texts those that are evidently secret. */
export function membersBehind(text: string, { end }: Span, name: string): { spans: Span[]; isObject: boolean } | null {
  const isObject = matchAt(OBJECT, text, end) !== null;
  const opening = matchAt(OBJECT, text, end) ?? matchAt(ARRAY, text, end);
  const container = opening && name.replace(/s(?=\d{0,2}$)/i, '');
  if (!opening || !container || !certaintyOf(container) || /sess|cookie|sig|sid/i.test(name)) return null;
  const from = opening.index + opening[0].length;
  return { spans: membersIn(text, from, container), isObject: isObject || OF_OBJECTS.test(text.slice(from, from + 90)) };
}

function membersIn(text: string, from: number, container: string): Span[] {
  const spans: Span[] = [];
  let [at, depth, member] = [from, 0, ''];
  for (let tokens = 0; tokens < MOST.tokens && at < from + MOST.characters; tokens += 1) {
    const other = matchAt(OTHER, text, at);
    const token = matchAt(TOKEN, text, at + (other?.[0].length ?? 0));
    if (!token) break;
    at = token.index + token[0].length;
    const [sign, shown, colon] = token;
    if (/^[{[]/.test(sign)) depth += 1;
    if (/^[}\]]/.test(sign)) depth -= 1;
    if (depth <= 0) break;
    if (colon) member = shown as string;
    else if (shown && isSecret(shown, member, container))
      spans.push({ start: token.index + 1, end: token.index + 1 + shown.length });
  }
  return spans;
}

function isSecret(shown: string, member: string, container: string): boolean {
  if (isNoSecret(shown) || NO_SECRET.test(member)) return false;
  if (VALUE.test(member) && certaintyOf(container) === 'sure') return !isPlainWord(shown) && !/\s/.test(shown);
  return isKeyLike(shown) || looksChosen(shown);
}
