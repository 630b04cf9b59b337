import { isSecretParameter } from './redact/places.ts';
import { isNoSecret, looksDrawn, looksRandom } from './redact/values.ts';

/** What of an address is secret: its user part, and values of its query. */

/** The password of a proxy's URL, as written and decoded. No proxy has an `@` in a path, so an unescaped password ends at the last one. */
export function credentialsOfProxy(url: string): string[] {
  const start = url.includes('://') ? url.indexOf('://') + 3 : 0;
  return passwordsIn(url.slice(start, Math.max(start, url.lastIndexOf('@'))));
}

/** The secrets of a URL: its user part, and query values whose name or format shows a secret. One that was broken by lines is put together. */
export function secretsOfUrl(url: string): string[] {
  const whole = url.replace(/\s+/g, '');
  return [...new Set([url, whole].flatMap((one) => [...credentialsOfUrl(one), ...userOf(one), ...parametersOf(one)]))];
}

/**
 * The password of a URL, as written and decoded. A path may hold an `@` of its own, unless what stands before it cannot be a port, or a
 * name without a dot before it and a host behind it say that it is a password with unescaped signs.
 */
function credentialsOfUrl(url: string): string[] {
  const rest = url.slice(url.includes('://') ? url.indexOf('://') + 3 : 0);
  const authority = rest.split(/[/?#]/, 1)[0] ?? '';
  const isCut = !authority.includes('@') && /^[^[\]:]*:(?!\d*$)/.test(authority);
  const whole = isCut || hidesHost(rest) ? rest : authority;
  return passwordsIn(whole.slice(0, Math.max(0, whole.lastIndexOf('@'))));
}

/** A user name that is a key: `https://KEY:x@host`. */
function userOf(url: string): string[] {
  const user = /^\s{0,20}[^\s:/@]{1,32}:\/\/([^\s/?#:@]{1,4096}):[^\s/?#@]{0,4096}@/.exec(url)?.[1] ?? '';
  return user.length >= 8 && (looksRandom(user) || looksDrawn(user)) ? [user, decoded(user)] : [];
}

/** Values of a query whose name or format shows a secret, as written and decoded. */
export function parametersOf(url: string): string[] {
  const query = url.slice(url.indexOf('?') < 0 ? url.length : url.indexOf('?'));
  return [...query.matchAll(/[?&;]([^=&;#\s]{1,100})=([^&;#\s]{1,4096})/g)].flatMap(([, name = '', value = '']) => {
    const isTold = isSecretParameter(name) ? !isNoSecret(value) : value.length >= 16 && looksDrawn(value);
    return isTold ? [value, decoded(value)] : [];
  });
}

/** Whether a text goes on behind its last `@` as a host does, and begins as credentials do and not as a host with a port. */
function hidesHost(rest: string): boolean {
  const end = rest.lastIndexOf('@');
  const user = rest.slice(0, Math.max(0, rest.indexOf(':')));
  const isUser = /^[^/?#:@.[\]]+$/.test(user) && user !== 'localhost';
  return isUser && end > user.length && /^(?:[\w-]+(?:\.[\w-]+)+|localhost|[\w-]+:\d+)(?:[:/]|$)/.test(rest.slice(end + 1));
}

/** A user without a password is a token. */
function passwordsIn(userinfo: string): string[] {
  const password = userinfo.slice(userinfo.indexOf(':') + 1);
  return password === '' ? [] : [...new Set([password, decoded(password)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
