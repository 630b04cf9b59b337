import type { ProxyFlaw } from '../../../model/facts/config.ts';
import type { Setting } from './prediction.ts';
import { proxyAddress, splitUrl, withScheme } from './proxy-url.ts';

/** Characters that end a URL's authority: in a password they have to be written as percent codes. */
const RESERVED = /[/?#[\]@:\s%"<>\\^`{|}]/g;

/** Why a proxy's value is invalid for every client, with the correct form. Null where it is valid. The result contains no password. */
export function proxyFlaw({ variable, value }: Setting): ProxyFlaw | null {
  const made = (kind: ProxyFlaw['kind'], suggestion: string | null, signs: string[] = []): ProxyFlaw => ({
    variable,
    kind,
    shown: shownValue(value),
    suggestion,
    unescapedCharacters: signs,
  });
  const quoted = /^\s*(["'`“”‘’])(.*?)(["'`“”‘’])\s*$/.exec(value);
  if (quoted) return made('quotes', shownValue(quoted[2] ?? ''));
  const text = withScheme(value.trim());
  const doubled = /^[a-z][a-z0-9+.-]*:\/\/((?:https?|socks\w*):\/\/.*)$/i.exec(text);
  if (doubled) return made('doubled-scheme', shownValue(doubled[1] ?? ''));
  if (/\.pac(?:$|[?#])|\/wpad\.dat|^file:/i.test(text)) return made('pac', null);
  const unescaped = unescapedPassword(text);
  if (unescaped) return made('unescaped', shownValue(text), unescaped);
  const address = proxyAddress({ variable, value: text });
  if (address === 'no host') return made('no-host', null);
  if (address === 'bad port') return made('bad-port', withoutPort(text));
  if (address === 'unknown scheme') return made('unknown-scheme', shownValue(text.replace(/^[^:]*/, 'http')));
  return /[\s\\^`{}|<>"]/.test(splitUrl(text)?.host ?? '') ? made('no-host', null) : null;
}

/** The signs of a password that break the URL apart: there is an `@` behind what a parser takes for the end of host and port. */
function unescapedPassword(text: string): string[] | null {
  const rest = text.slice(text.indexOf('://') + 3);
  const at = rest.lastIndexOf('@');
  const end = rest.search(/[/?#]/);
  if (at < 0 || end < 0 || end > at) return null;
  const password = rest.slice(rest.indexOf(':') + 1, at);
  return [...new Set(password.match(RESERVED) ?? [])];
}

/** A proxy's value for display: the part before the last `@` is masked. */
export function shownValue(value: string): string {
  const text = value.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? '';
  const at = text.lastIndexOf('@');
  return at < scheme.length ? text : `${scheme}***@${text.slice(at + 1)}`;
}

function withoutPort(text: string): string {
  return shownValue(text).replace(/:[^:/@\]]*(\/?)$/, ':PORT$1');
}
