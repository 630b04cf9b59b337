import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { problem } from '../../model/errors.ts';
import type { SocksAnswer } from '../../model/facts/proxy.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import { type Conversation, Unexpected } from './conversation.ts';

/** Tunnel destination. `address` is set where the name has to be resolved here (SOCKS4 takes addresses only). */
export interface SocksDestination {
  host: string;
  port: number;
  address: string | null;
}

const NONE_ACCEPTABLE = 0xff;

/** Requests a tunnel from a SOCKS proxy and resolves with its reply. Sends the host name, as the Python SDK does. */
export function askSocks(talk: Conversation, proxy: ProxyAddress, to: SocksDestination): Promise<SocksAnswer> {
  return proxy.scheme.startsWith('socks4') ? askSocks4(talk, proxy, to) : askSocks5(talk, proxy, to);
}

/** Whether the answer means that the stream now leads to the destination. */
export function isGranted({ version, reply }: SocksAnswer): boolean {
  return reply === (version === 4 ? 0x5a : 0);
}

/** The protocol of 1992 with the 4A extension: a name goes behind an address of the form 0.0.0.x. */
async function askSocks4(talk: Conversation, proxy: ProxyAddress, to: SocksDestination): Promise<SocksAnswer> {
  const address = to.address ?? (isIP(to.host) === 4 ? to.host : null);
  if (!address && proxy.scheme === 'socks4') throw new Unexpected(problem('NO_IPV4', 'SOCKS4 needs an IPv4 address'));
  const octets = address ? address.split('.').map(Number) : [0, 0, 0, 1];
  const user = Buffer.from(`${proxy.username ?? ''}\0`);
  const name = address ? Buffer.alloc(0) : Buffer.from(`${to.host}\0`);
  talk.write(Buffer.concat([Buffer.from([4, 1, to.port >> 8, to.port & 255, ...octets]), user, name]));
  const answer = await talk.readUntil((received) => {
    const length = expecting(0, 8)(received);
    // Four codes are all that there are: 90 to 93.
    if (received.length >= 2 && !isBetween(received[1], 0x5a, 0x5d)) throw notSocks();
    return length;
  }, 1024);
  return { version: 4, method: null, authStatus: null, reply: answer[1] ?? null };
}

/** RFC 1928, with the passwords of RFC 1929. */
async function askSocks5(talk: Conversation, proxy: ProxyAddress, to: SocksDestination): Promise<SocksAnswer> {
  const methods = proxy.username === null ? [0] : [0, 2];
  talk.write(Buffer.from([5, methods.length, ...methods]));
  const method = (await talk.readUntil(methodLength, 1024))[1] ?? NONE_ACCEPTABLE;
  const refused: SocksAnswer = { version: 5, method, authStatus: null, reply: null };
  if (!methods.includes(method)) return refused;
  const authStatus = method === 2 ? await logIn(talk, proxy) : null;
  if (authStatus) return { ...refused, authStatus };
  talk.write(Buffer.concat([Buffer.from([5, 1, 0]), addressOf(to.host), Buffer.from([to.port >> 8, to.port & 255])]));
  const answer = await talk.readUntil((received) => replyLength(received), 1024);
  return { version: 5, method, authStatus, reply: answer[1] ?? null };
}

async function logIn(talk: Conversation, proxy: ProxyAddress): Promise<number> {
  const [user, password] = [proxy.username ?? '', proxy.password ?? ''].map((text) => Buffer.from(text).subarray(0, 255)) as [
    Buffer,
    Buffer,
  ];
  talk.write(Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]));
  return (await talk.readUntil((received) => (received.length >= 2 ? 2 : null), 1024))[1] ?? 1;
}

function addressOf(host: string): Buffer {
  const family = isIP(host);
  if (family) return Buffer.from([family === 4 ? 1 : 4, ...ipaddr.parse(host).toByteArray()]);
  const name = Buffer.from(host).subarray(0, 255);
  return Buffer.concat([Buffer.from([3, name.length]), name]);
}

function expecting(first: number, length: number): (received: Buffer) => number | null {
  return (received) => {
    if (received.length > 0 && received[0] !== first) throw notSocks();
    return received.length >= length ? length : null;
  };
}

function notSocks(): Unexpected {
  return new Unexpected(problem('NOT_SOCKS', 'the answer is no SOCKS'));
}

function isBetween(byte: number | undefined, least: number, most: number): boolean {
  return byte !== undefined && byte >= least && byte <= most;
}

/** A proxy must select an offered method, or none. That it wants more than was offered some say as well: GSS-API (1) or a password (2). */
function methodLength(received: Buffer): number | null {
  const length = expecting(5, 2)(received);
  if (length !== null && received[1] !== NONE_ACCEPTABLE && !isBetween(received[1], 0, 2)) throw notSocks();
  return length;
}

/** A refusal may come without the address that belongs behind it. */
function replyLength(received: Buffer): number | null {
  if (received.length > 0 && received[0] !== 5) throw notSocks();
  if (received.length >= 2 && received[1] !== 0) return received.length;
  const sizes: Record<number, number> = { 1: 4, 4: 16, 3: 1 + (received[4] ?? 255) };
  const size = sizes[received[3] ?? 1];
  if (size === undefined) throw notSocks();
  return received.length >= 6 + size ? 6 + size : null;
}
