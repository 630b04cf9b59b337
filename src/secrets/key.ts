import { BlockList, isIP, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { type KeyLook, lookOf } from '../knowledge/providers/key-formats.ts';
import type { KeyFacts } from '../model/facts/config.ts';
import type { Target, TargetUrl } from '../model/target.ts';
import { bareKey, flawsOf, spotsOf, trimKey } from '../settings/key-text.ts';
import { mask } from './redact/mask.ts';

/** Variables that hold keys, read by clients or not. */
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

/** What HTTP allows in a header and every client can send: printable ASCII, blanks inside. */
const SENDABLE = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/;

/** The key is not put on a request. The message never holds it. */
class KeyNotSent extends Error {
  readonly code = 'KEY_NOT_SENT';
}

/** The connection that a request is to go over. */
export interface Carrier {
  socket: Duplex;
  /** Whether it leads to the host by itself: a proxy on this machine reads what it passes on. */
  isDirect: boolean;
}

/** The host that each connection's certificate was verified for, by `verifiedFor`. */
const verified = new WeakMap<Duplex, string>();

/** Notes that this TLS connection was verified, with the name of the host in its certificate. Called where that was done, and only there. */
export function verifiedFor(socket: TLSSocket, host: string): TLSSocket {
  verified.set(socket, host);
  return socket;
}

/**
 * Adds the key to a request: the only function that does. The connection decides, not a name: with TLS it was verified for the host of the
 * base URL; without TLS it ends on this machine and uses no proxy. Throws where neither holds. Without a key the headers stay unchanged.
 * `name` is the header to use in place of the usual one.
 */
export function authorize(headers: Record<string, string>, target: Target, carrier: Carrier, name?: string): void {
  const header = name === undefined ? keyHeader(target) : keyHeaderNamed(name, target);
  // The query of the base URL may hold a key too, and goes out with the path.
  if (!header && !target.url?.query) return;
  if (!mayTravelOn(carrier, target)) throw new KeyNotSent('the key is not sent without TLS to a host that is not this machine');
  if (!header) return;
  if (!SENDABLE.test(header.value)) throw new KeyNotSent('the key holds characters that no HTTP header can carry');
  headers[header.name] = header.value;
}

/** Whether it is worth a connection: there is a key, it can be written as a header, and by its name the host may have it. */
export function canAuthorize(target: Target): boolean {
  const header = keyHeader(target);
  return header !== null && canSendKey(target) && SENDABLE.test(header.value);
}

/** Without TLS a proxy could read the key, also on a connection to this machine. */
function canSendKey({ url, route }: Target): boolean {
  return url?.scheme === 'https' || (url?.isLoopback === true && route.kind === 'direct');
}

/** Whether a connection is one that the key may go over. */
export function mayTravelOn({ socket, isDirect }: Carrier, target: Target): boolean {
  const { url } = target;
  if (!url || !canSendKey(target)) return false;
  if (url.scheme === 'https') return socket instanceof TLSSocket && socket.authorized && verified.get(socket) === url.host;
  return isDirect && socket instanceof Socket && isLoopbackAddress(socket.remoteAddress);
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** 127.0.0.0/8, ::1, and the former in their forms for IPv6. A name in the hosts file leads anywhere. */
export function isLoopbackAddress(address: string | undefined): boolean {
  const family = isIP(address ?? '');
  return address !== undefined && family !== 0 && LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
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

/** Names of headers that carry keys, in lower case; `proxy-authorization` is for proxies. */
const KEY_HEADER_NAME = /^(?!proxy-)(?=[a-z0-9-]{3,60}$)(?:[a-z0-9]+-)*(?:authorization|auth|(?:api)?key|token)$/;

/** The key in a header of another name. Those named after authorization take a scheme too. */
function keyHeaderNamed(name: string, target: Target): { name: string; value: string } | null {
  const key = trimKey(target.key?.value ?? '');
  if (!KEY_HEADER_NAME.test(name)) throw new KeyNotSent('the key is not sent in a header of that name');
  if (key === '' || credentialsOf(target.baseUrl).length > 0) return null;
  return { name, value: /auth(?:orization)?$/.test(name) ? `Bearer ${key}` : key };
}

function isClassicAzure(url: TargetUrl | null): boolean {
  return (
    url !== null &&
    /\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)$/.test(url.host) &&
    !/\/openai\/v1$/.test(url.path)
  );
}

/** Whether a header of this name, in lower case, carries a key. */
export function carriesKey(name: string): boolean {
  return KEY_HEADER_NAME.test(name);
}

/** All that is ever shown of a key: a prefix that is public and the length, as in `sk-proj-…(164 chars)`. */
export function describeKey(value: string): string {
  return mask(trimKey(value));
}

/** The facts about a key that need no request. */
export function readKey(value: string): KeyLook & Pick<KeyFacts, 'flaws' | 'flawDetails'> {
  if (trimKey(value) === '') return { kind: 'none', vendor: null, flaws: [], flawDetails: [] };
  const flaws = flawsOf(value);
  return { ...lookOf(bareKey(value)), flaws, flawDetails: flaws.every((flaw) => flaw === 'padded') ? [] : spotsOf(value) };
}

/** User and password of a URL as written. */
function credentialsOf(url: string): [string?, string?] {
  const userinfo = /^\s*[^\s:/@]*:\/\/([^/\\?#]*)@/.exec(url)?.[1];
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
