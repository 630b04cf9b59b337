import { type KeyLook, lookOf } from './config/key-formats.ts';
import { bareKey, flawsOf, spotsOf, trimKey } from './config/key-text.ts';
import { mask } from './redact/mask.ts';
import type { KeyFacts, ProxyAddress, Target, TargetUrl } from './types.ts';

/** Variables that hold keys, read by clients or not. None of their values may be shown. */
export const KEY_VARIABLES = [
  'OPENAI_API_KEY',
  'OPENAI_ADMIN_KEY',
  'OPENAI_KEY',
  'OPENAI_APIKEY',
  'OPENAI_TOKEN',
  'OPENAI_API_TOKEN',
  'OPENAI_SECRET_KEY',
  'OPENAI_WEBHOOK_SECRET',
  'AZURE_OPENAI_API_KEY',
  'AZURE_OPENAI_KEY',
  'AZURE_OPENAI_AD_TOKEN',
];

const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy'];

/** What HTTP allows in a header and every client can send: printable ASCII, blanks inside. */
const SENDABLE = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/;

/** A name shorter than this is an ordinary word more often than a secret; hiding each `api` would make a report unreadable. */
const NAME_IS_SECRET_FROM = 8;

/** The key is not put on a request. The message never holds it. */
export class KeyNotSent extends Error {
  readonly code = 'KEY_NOT_SENT';
}

/**
 * Puts the key on a request: the only place that does. The caller answers for the connection being a verified one to the host of the
 * base URL; without TLS the key goes to loopback alone. Without a key the headers stay as they are.
 */
export function authorize(headers: Record<string, string>, target: Target): void {
  const header = keyHeader(target);
  if (!header) return;
  if (!mayTravel(target)) throw new KeyNotSent('the key is not sent without TLS to a host that is not this machine');
  if (!SENDABLE.test(header.value)) throw new KeyNotSent('the key holds characters that no HTTP header can carry');
  headers[header.name] = header.value;
}

/** Whether `authorize` would put something on a request: there is a key, it can be written as a header, and the way is safe. */
export function canAuthorize(target: Target): boolean {
  const header = keyHeader(target);
  return header !== null && mayTravel(target) && SENDABLE.test(header.value);
}

/** Without TLS a proxy would read along, also on the way to this machine itself. */
function mayTravel({ url, route }: Target): boolean {
  return url?.scheme === 'https' || (url?.isLoopback === true && route.kind === 'direct');
}

/** Python's client sends the credentials of the base URL instead of the key where there are some. Azure's older paths take a header of their own. */
function keyHeader(target: Target): { name: string; value: string } | null {
  const [user, password] = credentialsOf(target.baseUrl);
  if (user !== undefined) {
    const pair = `${decode(user)}:${decode(password ?? '')}`;
    return { name: 'authorization', value: `Basic ${Buffer.from(pair).toString('base64')}` };
  }
  const key = trimKey(target.key?.value ?? '');
  if (key === '') return null;
  return isClassicAzure(target.url) ? { name: 'api-key', value: key } : { name: 'authorization', value: `Bearer ${key}` };
}

function isClassicAzure(url: TargetUrl | null): boolean {
  return url !== null && /\.(?:openai|cognitiveservices)\.azure\.com$/.test(url.host) && !/\/openai\/v1$/.test(url.path);
}

/** All that is ever shown of a key: a prefix that is public and the length, as in `sk-proj-…(164 chars)`. */
export function describeKey(value: string): string {
  return mask(trimKey(value));
}

/** Reads what can be told of a key without asking anybody. */
export function readKey(value: string): KeyLook & Pick<KeyFacts, 'flaws' | 'spots'> {
  if (trimKey(value) === '') return { kind: 'none', vendor: null, flaws: [], spots: [] };
  const flaws = flawsOf(value);
  return { ...lookOf(bareKey(value)), flaws, spots: flaws.every((flaw) => flaw === 'padded') ? [] : spotsOf(value) };
}

/** Every secret of this run as it stands in the environment and as clients send it: raw material for the redaction. */
export function secretForms(target: Target): string[] {
  const { env, key, route } = target;
  const keys = [key?.value ?? '', ...KEY_VARIABLES.map((name) => env[name] ?? '')].flatMap(keyForms);
  const baseUrls = [target.baseUrl, env.OPENAI_BASE_URL ?? ''].map(credentialsOf);
  const proxies = PROXY_VARIABLES.map((name) => proxyCredentials(env[name] ?? ''));
  const fromUrls = [...baseUrls, ...proxies].flatMap(credentialForms);
  const proxy = route.kind === 'proxy' ? proxyForms(route.proxy) : [];
  return [...new Set([...keys, ...fromUrls, ...proxy].filter((form) => form.trim() !== ''))];
}

/** A proxy without credentials has nothing to hide: an empty pair would be a colon, and that is all over every answer. */
function proxyForms({ username, password }: ProxyAddress): string[] {
  if (username === null) return [];
  return credentialForms(password === null ? [username] : [username, password]);
}

/** A sample text is no secret, and hiding every `None` or `test` would make the report unreadable; an address may hold credentials. */
function keyForms(value: string): string[] {
  const bare = bareKey(value);
  if (lookOf(bare).kind === 'placeholder' && !bare.includes('@')) return [];
  return [value, trimKey(value), bare];
}

function credentialForms([user, password]: [string?, string?]): string[] {
  if (user === undefined) return [];
  const pair =
    password === undefined ? [] : [password, decode(password), `${user}:${password}`, `${decode(user)}:${decode(password)}`];
  return user.length < NAME_IS_SECRET_FROM ? pair : [user, decode(user), ...pair];
}

/** User and password of a URL as written, also of one that no parser takes: up to the last `@` before the path. */
function credentialsOf(url: string): [string?, string?] {
  return pairOf(/^\s*(?:[^\s:/@]*:?[/\\]{1,3})?([^/\\?#]*)@/.exec(url)?.[1]);
}

/** A proxy's URL has no path, so whatever stands before its last `@` is a password with the signs that should have been escaped. */
function proxyCredentials(url: string): [string?, string?] {
  return pairOf(/^\s*(?:[^\s:/@]*:\/\/)?(.*)@/s.exec(url)?.[1]);
}

function pairOf(userinfo: string | undefined): [string?, string?] {
  if (!userinfo) return [];
  const [user = '', ...rest] = userinfo.split(':');
  return rest.length > 0 ? [user, rest.join(':')] : [user];
}

/** Percent-decoding that leaves alone what is not percent-encoded. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
