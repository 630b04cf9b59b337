import type { Span } from '../view.ts';

/** Whether what a line begins with is of the kind of a secret that the line before ends with. */

const WORD = /[^\s"'`<>()[\]{},;│┃║╎▏▕|\\]{1,400}/y;

/** The word that begins at a place, as far as its line goes. */
export function wordAt(text: string, { start, end }: Span): string {
  WORD.lastIndex = start;
  return (WORD.exec(text)?.[0] ?? '').slice(0, end - start);
}

/** Whether a word has the letters that the piece before has, or letters that change as no name's do. */
export function isOfOneKindWith(before: string, whole: string): boolean {
  const word = whole.split(/[@/:;&?#]/, 1)[0] as string;
  const last = /[A-Za-z\d]{0,16}$/.exec(before.replace(/[_-]/g, ''))?.[0] ?? '';
  const letters = word.replace(/[_-]/g, '');
  if (!/^[A-Za-z\d]{4,}$/.test(letters)) return false;
  const isAlike = [/^[\da-z]+$/, /^[\dA-Z]+$/].some((kind) => kind.test(last) && kind.test(letters));
  if (isAlike && /\d/.test(last + letters)) return /\d/.test(letters) || (/^[A-Z]+$/.test(letters) && !LEVEL.test(letters));
  if (/\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word)) return true;
  if (/^[\dA-Z]+$/.test(letters))
    return letters.length > 9 ? /\d/.test(letters) : /\d[A-Z]+\d/.test(letters) || SPOKEN_BY_NOBODY.test(letters);
  const runs = word.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return /\d/.test(word)
    ? word.length > 7 && word.length <= 3.7 * runs.length
    : (/[a-z][A-Z]|^[_-]\w*[A-Z]/.test(word) && !CAMEL.test(word)) || SPOKEN_BY_NOBODY.test(letters) || UNNAMED.test(letters);
}

const SPOKEN_BY_NOBODY = /^(?!HTTPS)[A-Z]{0,9}[BCDFGHJKLMNPQRSTVWXZ]{4}/;

/** More capitals in front of small letters than a name has. */
const UNNAMED = /^(?!HTTP|API|JSON|SSL|TLS|DNS|URL|URI|XML|SDK|JWT|LLM|TCP)[A-Z]{3}[a-z]{2}/;

/** Words of capitals alone. */
const LEVEL = /^(?:ERROR|WARN(?:ING)?|CRITICAL|FATAL|DEBUG|TRACE|INFO|NOTICE|HTTPS?|GET|POST|JSON|TRUE|FALSE|NULL|NONE)$/;

/** Names of several words with capitals. */
const CAMEL =
  /(?:Errors?|Exception|Warning|Timeout|Client|Requests?|Response|Pool|Agent|Connection|Socket|Adapter|Session|Handler|Manager|Models?|Completions?|Embeddings?|AI|API|Url|Key|Id|Name|Type|Code|Status|Message|Failed|Refused|Reset|Closed|Service|Server|Proxy|Stream|Config|Options)$|^(?:Open|Http|Https|Lite|Lang|Type|Java|Git|Post|My|Node|Chat|Deep)[A-Z]/;
