import type net from 'node:net';
import os from 'node:os';
import { pause, withLimit } from '../../model/deadline.ts';
import { endpoint } from '../../model/endpoint.ts';
import { problemOf } from '../../model/errors.ts';
import type { Address, LocalInterface } from '../../model/facts/dns.ts';
import type { ConnectAttempt, ConnectFacts } from '../../model/facts/tcp.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { addressesOf } from '../../net/route/direct.ts';
import { outcomeOf } from '../../net/route/outcome.ts';
import { connectMs, connectOnce, MAX_ADDRESSES } from '../../net/route/race.ts';
import { stepLimitMs } from '../step-limit.ts';

/** How long a new connection is observed. A load balancer without a backend closes it at once; a healthy server does not. */
const WATCH_MS = 300;

/** Connects to every address in parallel, sends nothing, and records what each does. */
export const tcpConnect: Probe<'tcp/connect'> = {
  id: 'tcp/connect',
  after: ['dns/system'],
  skip: ({ seen }) => {
    const lookup = seen['dns/system'];
    const empty = lookup?.status === 'failed' || (lookup?.status === 'ok' && lookup.facts.addresses.length === 0);
    return empty ? { because: 'dns/system', reason: 'the host has no address' } : null;
  },
  run: connectToAll,
  summarise,
  trouble: ({ attempts }) => (attempts.some(isConnected) ? null : (attempts.find(({ problem }) => problem)?.problem ?? null)),
};

async function connectToAll(context: ProbeContext): Promise<ConnectFacts> {
  const { port, addresses } = await destination(context);
  const limitMs = stepLimitMs(context);
  const attempts = await Promise.all(addresses.map((address) => attempt(address, { port, limitMs }, context)));
  return { port, attempts, interfaces: ownInterfaces() };
}

/** The addresses to connect to. Rejects with the resolver's error if the name was not resolved before and has none. */
export async function destination({
  target,
  lookup,
}: ProbeContext): Promise<{ host: string; port: number; addresses: Address[] }> {
  const { host, port } = target.url ?? { host: '', port: 0 };
  return { host, port, addresses: (await addressesOf(host, lookup)).slice(0, MAX_ADDRESSES) };
}

async function attempt(
  to: Address,
  { port, limitMs }: { port: number; limitMs: number },
  context: ProbeContext,
): Promise<ConnectAttempt> {
  const { target, signal } = context;
  const start = performance.now();
  const soFar = () => Math.round(performance.now() - start);
  try {
    const socket = await withLimit(signal, limitMs, (limit) => connectOnce(to.address, port, limit));
    return {
      ...to,
      outcome: 'connected',
      ms: connectMs(socket) ?? soFar(),
      problem: null,
      afterConnect: await watch(socket, context),
    };
  } catch (error) {
    const problem = problemOf(error);
    const ms = connectMs(error as object) ?? soFar();
    return { ...to, outcome: outcomeOf(problem, to.family, target.platform), ms, problem, afterConnect: null };
  }
}

/** What the peer does while nothing is sent. Stops early once a TLS handshake has succeeded. */
function watch(socket: net.Socket, { settled, signal }: ProbeContext): Promise<ConnectAttempt['afterConnect']> {
  return new Promise((resolve) => {
    const end = (what: ConnectAttempt['afterConnect']) => {
      resolve(what);
      socket.destroy();
    };
    socket.on('error', () => end('reset'));
    socket.on('end', () => end('closed'));
    socket.on('data', () => end('data'));
    pause(WATCH_MS, signal).then(() => end('idle'));
    settled('tls/handshake')?.then((seen) => seen.status === 'ok' && seen.facts.stage === 'done' && end('idle'));
  });
}

/** Null where the system does not allow it (Android, for example): Node throws. */
export function ownInterfaces(): ConnectFacts['interfaces'] {
  try {
    return interfaces(os.networkInterfaces());
  } catch {
    return null;
  }
}

/** The interfaces that are up, with the families of their addresses that are not link-local. */
export function interfaces(found: NodeJS.Dict<os.NetworkInterfaceInfo[]>): LocalInterface[] {
  const outward = Object.entries(found).map(([name, infos = []]) => ({ name, infos: infos.filter((info) => !info.internal) }));
  return outward
    .filter(({ infos }) => infos.length > 0)
    .map(({ name, infos }) => ({ name, families: [...new Set(infos.filter(leadsOut).map(familyOf))] }));
}

/** A machine assigns link-local addresses itself: always for IPv6, without a DHCP server for IPv4. */
function leadsOut({ address }: os.NetworkInterfaceInfo): boolean {
  return !/^(169\.254\.|fe[89ab][0-9a-f]:)/i.test(address);
}

function familyOf({ family }: os.NetworkInterfaceInfo): 4 | 6 {
  return family === 'IPv6' ? 6 : 4;
}

function isConnected({ outcome }: ConnectAttempt): boolean {
  return outcome === 'connected';
}

function summarise({ attempts, port }: ConnectFacts): string {
  const connected = attempts.filter(isConnected);
  const [fastest] = connected.toSorted((a, b) => a.ms - b.ms);
  const shown = fastest ?? attempts[0];
  if (!shown) return 'no address to connect to';
  const word = shown.outcome === 'connected' ? `connected in ${shown.ms} ms` : `${shown.outcome} after ${shown.ms} ms`;
  return `${endpoint(shown.address, port)} ${word} (${connected.length} of ${attempts.length} addresses)`;
}
