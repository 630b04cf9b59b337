import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { withLimit } from '../../model/deadline.ts';
import { endpoint, proxyLabel } from '../../model/endpoint.ts';
import { problem, problemOf } from '../../model/errors.ts';
import type { LookupFacts } from '../../model/facts/dns.ts';
import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { NetworkError } from '../../model/problem.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import { type Masker, quoted } from '../../secrets/redact/text.ts';
import { secure } from '../http/secure.ts';
import { askConnect, isOpen } from './connect.ts';
import { type Conversation, openDialog } from './conversation.ts';
import { addressesOf } from './direct.ts';
import { connectHappyEyeballs } from './race.ts';
import { askSocks, isGranted } from './socks.ts';

/** Options of a tunnel besides the proxy. */
export interface TunnelNeeds {
  lookup(host: string): Promise<LookupFacts>;
  /** The CA certificates for the certificate of the proxy. */
  secureContext(): Promise<SecureContext>;
  /** Milliseconds for one step: the connection, its TLS, the answer. */
  timeoutMs: number;
  /** A proxy's text is masked as a whole before any part of it is kept. */
  mask: Masker;
}

export interface Tunnel {
  facts: TunnelFacts;
  /** The stream to the destination; null without a tunnel. */
  stream: Duplex | null;
}

export interface Destination {
  host: string;
  port: number;
}

/** How much of the first bytes is shown, and how much is looked at for that. */
const OPENING_LIMIT = 120;
const HEX_LIMIT = 16;
const READ_LIMIT = 4096;

/** Establishes a tunnel to `to` through the proxy. Rejects only with the signal's reason: errors are in the facts. */
export async function openTunnel(
  proxy: ProxyAddress,
  to: Destination,
  on: TunnelNeeds & { signal: AbortSignal },
): Promise<Tunnel> {
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  const blank = blankFacts(proxy, to);
  let stream: Duplex | null = null;
  try {
    const reached = await reach(proxy, on);
    stream = reached.stream;
    const facts = await ask(stream, { proxy, to, on, blank: { ...blank, peer: reached.peer } });
    if (facts.outcome !== 'open') stream.destroy();
    return { facts: { ...facts, ms: since() }, stream: facts.outcome === 'open' ? stream : null };
  } catch (error) {
    stream?.destroy();
    if (on.signal.aborted) throw on.signal.reason;
    return { facts: { ...blank, outcome: 'unreached', problem: problemOf(error), ms: since() }, stream: null };
  }
}

function blankFacts(proxy: ProxyAddress, to: Destination): TunnelFacts {
  return {
    proxy: proxyLabel(proxy),
    destination: endpoint(to.host, to.port),
    outcome: 'unreached',
    problem: null,
    credentialsSent: false,
    answer: null,
    socks: null,
    firstBytes: '',
    peer: null,
    ms: 0,
    supportedProtocols: null,
  };
}

/** A connection to the proxy itself, inside verified TLS where its scheme requires it. */
export async function reach(
  proxy: ProxyAddress,
  on: TunnelNeeds & { signal: AbortSignal },
): Promise<{ stream: Duplex; peer: string }> {
  const socket = await withLimit(on.signal, on.timeoutMs, async (limit) => {
    return connectHappyEyeballs(await addressesOf(proxy.host, on.lookup), proxy.port, limit);
  });
  // Whatever happens between two listeners must not end the process.
  socket.on('error', () => {});
  const peer = endpoint(socket.remoteAddress ?? '', proxy.port);
  if (proxy.scheme !== 'https') return { stream: socket, peer };
  try {
    const stream = await withLimit(on.signal, on.timeoutMs, async () => secure(socket, proxy.host, await on.secureContext()));
    stream.on('error', () => {});
    return { stream, peer };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

interface Question {
  proxy: ProxyAddress;
  to: Destination;
  on: TunnelNeeds & { signal: AbortSignal };
  blank: TunnelFacts;
}

async function ask(stream: Duplex, { proxy, to, on, blank }: Question): Promise<TunnelFacts> {
  const facts = { ...blank, credentialsSent: proxy.username !== null };
  const talk = openDialog(stream, on.signal);
  const question = proxy.scheme.startsWith('socks') ? viaSocks : viaConnect;
  try {
    return { ...facts, ...(await question(talk, proxy, { to, on })) };
  } catch (error) {
    if (on.signal.aborted) throw error;
    const trouble = problemOf(error);
    return { ...facts, outcome: outcomeOf(trouble), problem: trouble, firstBytes: shownBytes(talk.rest(), on.mask) };
  } finally {
    talk.end();
  }
}

type Answered = Pick<TunnelFacts, 'outcome'> & Partial<TunnelFacts>;
type TunnelRequest = Pick<Question, 'to' | 'on'>;

async function viaConnect(talk: Conversation, proxy: ProxyAddress, { to, on }: TunnelRequest): Promise<Answered> {
  const { answer, page } = await withLimit(on.signal, on.timeoutMs, () => askConnect(talk, proxy, { ...to, mask: on.mask }));
  if (!isOpen(answer.status)) return { answer: { ...answer, ...(await page(on.signal)) }, outcome: 'refused' };
  const opening = shownBytes(talk.rest(), on.mask);
  return { answer, firstBytes: opening, outcome: isPage(opening, answer.headers['content-type']) ? 'garbage' : 'open' };
}

/**
 * A web server that accepts any method also responds with 200, and sends a page instead of a tunnel. Other early data may be from the host
 * itself, which the TLS step shows.
 */
function isPage(opening: string, type = ''): boolean {
  return /html/i.test(type) || /^(?:<|HTTP\/)/.test(opening);
}

async function viaSocks(talk: Conversation, proxy: ProxyAddress, { to, on }: TunnelRequest): Promise<Answered> {
  return withLimit(on.signal, on.timeoutMs, async () => {
    const address = proxy.scheme === 'socks4' ? await ipv4Of(to.host, on) : null;
    const socks = await askSocks(talk, proxy, { ...to, address });
    return { socks, outcome: isGranted(socks) ? 'open' : 'refused' };
  });
}

/** SOCKS4 supports only addresses, so the name is resolved here, as SOCKS4 clients do. */
async function ipv4Of(host: string, on: TunnelNeeds): Promise<string> {
  const found = (await addressesOf(host, on.lookup)).find(({ family }) => family === 4);
  if (!found) throw Object.assign(new Error(`SOCKS4 needs an IPv4 address, and ${host} has none`), { code: 'NO_IPV4' });
  return found.address;
}

function outcomeOf({ code }: NetworkError): TunnelFacts['outcome'] {
  if (code === 'TIMEOUT') return 'silent';
  if (code === 'CLOSED') return 'closed';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'reset';
  return 'garbage';
}

/**
 * Bytes as a person can read them: text where it is text, otherwise hexadecimal. Where bytes that are no text hold a secret, they are shown as
 * the text that the mask left: in hexadecimal a piece of one, itself encoded, would be known to nobody.
 */
function shownBytes(bytes: Buffer, mask: Masker): string {
  const read = bytes.subarray(0, READ_LIMIT).toString('latin1');
  const masked = mask(read);
  const start = bytes.subarray(0, OPENING_LIMIT);
  const isText = start.every((byte) => byte >= 9 && byte < 127);
  return isText || masked !== read ? quoted(masked, OPENING_LIMIT).trim() : start.subarray(0, HEX_LIMIT).toString('hex');
}

/** Thrown where the proxy opens no tunnel. The message states in a few words how it responded. */
export class NoTunnel extends Error {
  readonly code: string;
  readonly facts: TunnelFacts;
  constructor(facts: TunnelFacts) {
    const { answer, socks, outcome, problem: trouble } = facts;
    const said = answer
      ? `${answer.status} ${answer.reason}`
      : socks
        ? `SOCKS reply ${socks.reply ?? `method ${socks.method}`}`
        : null;
    super(`no tunnel through ${facts.proxy}: ${said ?? trouble?.message ?? outcome}`);
    this.code = outcome === 'unreached' && trouble?.code ? trouble.code : 'NO_TUNNEL';
    this.facts = facts;
  }
}

/** The failure of the proxy, as a problem; null where the tunnel is open. */
export function tunnelTrouble(facts: TunnelFacts): NetworkError | null {
  return facts.outcome === 'open' ? null : (facts.problem ?? problem('NO_TUNNEL', new NoTunnel(facts).message));
}
