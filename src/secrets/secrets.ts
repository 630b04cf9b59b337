import { lookOf } from '../knowledge/providers/key-formats.ts';
import type { Target } from '../model/target.ts';
import { bareKey, trimKey } from '../settings/key-text.ts';
import { publicPrefix } from './redact/mask.ts';

/** Which values must never be shown: everything that is a secret by the place where it stands, whatever it looks like. */

type Env = Readonly<Record<string, string | undefined>>;

/** Variables that hold a credential, of this API or of anything else: an error text may quote any of them. */
const SECRET_VARIABLE = /(?:^|_)(?:API_?KEY|ADMIN_?KEY|ACCESS_?KEY|SECRET(?:_KEY)?|TOKEN|PASSWORD|PASSWD)(?:_BEDROCK)?$/i;

/** The API's own variables under whatever name people give to one of several keys (`OPENAI_API_KEY_TEST`); a file's name is no secret. */
const OWN_SECRET = /^(?:AZURE_)?OPENAI_(?:\w*_)?(?:KEY|TOKEN|SECRET)S?(?:_(?!FILE$|PATH$|NAME$|ENV$)\w+)?$/i;

/** Headers that say who asks; the others say how. */
const SECRET_HEADER = /auth|key|token|secret|cookie|pass|cred|session|signature/i;

/** A value this short (`true`, `1`) under such a name is a setting; the API's own variables count at any length. */
const SHORTEST_FOREIGN = 8;

/** Every secret that the environment holds: keys and tokens, passwords inside URLs, values of custom headers. */
export function secretsOfEnvironment(env: Env): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value ? secretsOfVariable(name, value) : []));
}

function secretsOfVariable(name: string, value: string): string[] {
  if (/_proxy$/i.test(name)) return [...credentialsOfProxy(value), ...strayKey(value)];
  if (/_(?:BASE_URL|API_BASE|ENDPOINT)$/i.test(name)) return [...credentialsOfUrl(value), ...strayKey(value)];
  if (name === 'OPENAI_CUSTOM_HEADERS') return value.split('\n').flatMap(secretsOfHeader);
  const isForeign = SECRET_VARIABLE.test(name) && value.length >= SHORTEST_FOREIGN;
  if (isForeign || OWN_SECRET.test(name)) return formsOfKey(value);
  return SHOWN_VARIABLE.test(name) ? strayKey(value) : [];
}

/** Variables whose values reports show. */
const SHOWN_VARIABLE = /^(?:(?:AZURE_)?OPENAI|SSL|NODE|REQUESTS|CURL|OPENSSL)_/i;

/**
 * A key that stands where an address, an id or a path belongs, as one of Azure's without a prefix: one long run of letters and digits is
 * none of these. Shorter ones, and UUIDs, cannot be told from names.
 */
function strayKey(value: string): string[] {
  const token = /^\s*(?:[a-z]{1,8}:\/\/)?([A-Za-z0-9]{32,})\/?\s*$/.exec(value)?.[1];
  return token && /\d/.test(token) && /[A-Za-z]/.test(token) ? [token] : [];
}

/**
 * A key as it stands and as clients send it. What people copy along with it (quotes, `Bearer`, `NAME=`) is no secret: hiding it would
 * hide the names of variables. That it was copied along is certain only where a known prefix follows.
 */
function formsOfKey(value: string): string[] {
  const bare = bareKey(value);
  if (isSample(bare)) return [];
  return publicPrefix(bare) === '' ? [...new Set([value, trimKey(value), bare])] : [bare];
}

/**
 * A sample text is no secret, and hiding every `None` or `https://` would blot out the report. One with a digit may be the key of
 * somebody's own server all the same, and an address may hold credentials.
 */
function isSample(bare: string): boolean {
  return (
    lookOf(bare).kind === 'placeholder' && !bare.includes('@') && (!/\d/.test(bare) || /^[a-z][a-z0-9+.-]*:\/\//i.test(bare))
  );
}

function secretsOfHeader(line: string): string[] {
  const colon = line.indexOf(':');
  const value = line.slice(colon + 1).trim();
  return value !== '' && SECRET_HEADER.test(line.slice(0, Math.max(0, colon))) ? [value] : [];
}

/**
 * What on a command line could be a secret that was typed where none belongs: a long word of letters and digits, and whatever stands
 * before an `@`. Wrong usage quotes the words it cannot use, and a log must not hold them.
 */
export function secretsOfArguments(argv: string[]): string[] {
  const values = argv.flatMap((word) => [word, word.slice(word.indexOf('=') + 1)]);
  const words = values
    .map((value) => value.replace(/^-+/, ''))
    .filter((value) => /^(?=\D*\d)(?=[^a-z]*[a-z])[\w.+-]{12,}=*$/i.test(value));
  return [...words, ...values.filter((value) => value.includes('@')).flatMap(credentialsOfProxy)];
}

/** Every secret that a run could show: those of its environment, its key, and the credentials of its base URL and proxy. */
export function secretsOf(target: Target): string[] {
  const key = target.key ? formsOfKey(target.key.value) : [];
  const { route } = target;
  const password = route.kind === 'proxy' ? [route.proxy.password ?? ''] : [];
  const given = route.choice?.given ?? '';
  const misplaced = [target.baseUrl, given, target.model, target.organization?.value, target.project?.value, target.caFile];
  const all = [
    ...secretsOfEnvironment(target.env),
    ...key,
    ...password,
    ...credentialsOfProxy(given),
    ...credentialsOfUrl(target.baseUrl),
    ...misplaced.flatMap((value) => strayKey(value ?? '')),
  ];
  return [...new Set(all.filter(Boolean))];
}

/** The password of a proxy's URL, as written and decoded. No proxy has an `@` in a path, so an unescaped password ends at the last one. */
function credentialsOfProxy(url: string): string[] {
  const start = url.includes('://') ? url.indexOf('://') + 3 : 0;
  return passwordsIn(url.slice(start, Math.max(start, url.lastIndexOf('@'))));
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
