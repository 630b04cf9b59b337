const SURROUNDING_SIGNS =
  /^[\s"'`<(\u2018-\u201f\u00ab\u200b\ufeff]+|(?<![\s"'`>),;\u2018-\u201f\u00bb\u200b\ufeff])[\s"'`>),;\u2018-\u201f\u00bb\u200b\ufeff]+$/g;
const INVISIBLE = /[\0-\x1f\x7f\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]/g;
const ASSIGNMENT = /^(?:export\s+)?[A-Z_]+=\s*["']?/;
/** `https`, with letters doubled, swapped or missing, and the separator `://` in any form, once or twice. */
const SCHEME = /^(?:(?:h?t{1,3}p{1,2}s*|h{2,}t*ps*|hp{1,2}t?s*|hts?p|wss?)(?:[:;]+[/\\]*|[/\\]{2,}))+(?=[^/\\])/i;
/** A name with a dot, a name with a port, or an IPv6 literal. */
const HOST = /^(?:[^\s/?#:@]{1,253}\.[^\s/?#:@]{1,253}|[\w-]{1,253}:\d{1,5}|localhost|\[[\da-f:.]+\])(?:[:/?#]|$)/i;
const NEAR = /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[)/i;

/**
 * The URL that was probably meant by an invalid base URL: without quotes and invisible characters, with a valid scheme and slashes. Null
 * where no host can be derived, and where it contains credentials, so that no suggestion repeats them.
 */
export function repair(text: string): string | null {
  const bare = text.replace(SURROUNDING_SIGNS, '').replace(INVISIBLE, '').replace(ASSIGNMENT, '');
  const straight = bare
    .replaceAll('\\', '/')
    .replaceAll('\uff0f', '/')
    .replace(/^([a-z]+)\uff1a/i, '$1:');
  const scheme = SCHEME.exec(straight)?.[0] ?? '';
  const rest = straight.slice(scheme.length).replace(/^\/+/, '');
  const joined = rest.replace(/^[^/?#]*/, (host) => host.replace(/\s/g, ''));
  if (rest.includes('@') || !HOST.test(scheme === '' ? rest : joined)) return null;
  const secure = scheme === '' ? !NEAR.test(rest) : /s/i.test(scheme.replace(/^ws/i, ''));
  return `${secure ? 'https' : 'http'}://${joined}`;
}
