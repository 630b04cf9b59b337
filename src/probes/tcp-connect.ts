import type net from 'node:net';
import os from 'node:os';
import { pause, withLimit } from '../deadline.ts';
import { problemOf } from '../errors.ts';
import { addressesOf } from '../route/direct.ts';
import { endpoint } from '../route/endpoint.ts';
import { dial, MAX_ADDRESSES } from '../route/race.ts';
import type { Address, ConnectAttempt, ConnectFacts, LocalInterface, Platform, Probe, ProbeContext, Problem } from '../types.ts';

/** How long a fresh connection is watched. A balancer without a backend cuts at once; no sound server does before it was sent a byte. */
const WATCH_MS = 300;

/** Connects to every address at the same time, says nothing, and watches what each does: who answers, who refuses, who stays silent. */
export const tcpConnect: Probe<'tcp/connect'> = {
  id: 'tcp/connect',
  after: ['dns/system'],
  skip: ({ seen }) => {
    const lookup = seen['dns/system'];
    const empty = lookup?.status === 'failed' || (lookup?.status === 'ok' && lookup.facts.addresses.length === 0);
    return empty ? { because: 'dns/system', reason: 'there is no address to connect to' } : null;
  },
  run: connectToAll,
  summarise,
  trouble: ({ attempts }) => (attempts.some(isConnected) ? null : (attempts.find(({ problem }) => problem)?.problem ?? null)),
};

async function connectToAll(context: ProbeContext): Promise<ConnectFacts> {
  const { port, addresses } = await destination(context);
  const attempts = await Promise.all(addresses.map((address) => attempt(address, port, context)));
  return { port, attempts, interfaces: ownInterfaces() };
}

/** Where to connect to. Rejects with the resolver's problem where that was not asked before and has nothing. */
export async function destination({
  target,
  lookup,
}: ProbeContext): Promise<{ host: string; port: number; addresses: Address[] }> {
  const { host, port } = target.url ?? { host: '', port: 0 };
  return { host, port, addresses: (await addressesOf(host, lookup)).slice(0, MAX_ADDRESSES) };
}

async function attempt(to: Address, port: number, context: ProbeContext): Promise<ConnectAttempt> {
  const { target, signal } = context;
  const start = performance.now();
  const soFar = () => Math.round(performance.now() - start);
  try {
    const socket = await withLimit(signal, target.timeoutMs, (limit) => dial(to.address, port, limit));
    return { ...to, outcome: 'connected', ms: soFar(), problem: null, afterConnect: await watch(socket, context) };
  } catch (error) {
    const problem = problemOf(error);
    return { ...to, outcome: outcomeOf(problem, to.family, target.platform), ms: soFar(), problem, afterConnect: null };
  }
}

/** What the peer does while nothing is sent. Ends early once a handshake has shown that the way is sound. */
function watch(socket: net.Socket, { settled, signal }: ProbeContext): Promise<ConnectAttempt['afterConnect']> {
  return new Promise((resolve) => {
    const end = (what: ConnectAttempt['afterConnect']) => {
      resolve(what);
      socket.destroy();
    };
    socket.on('error', () => end('reset'));
    socket.on('end', () => end('ended'));
    socket.on('data', () => end('spoke'));
    pause(WATCH_MS, signal).then(() => end('quiet'));
    settled('tls/handshake')?.then((seen) => seen.status === 'ok' && seen.facts.stage === 'done' && end('quiet'));
  });
}

/**
 * The kind of a failed attempt. Node marks with ` - Local` what this machine's kernel refused on its own. ICMPv6 "administratively
 * prohibited" arrives as EACCES too, without the mark, and comes from the network (Linux: `icmpv6_err_convert`); Windows never sets the mark.
 */
export function outcomeOf(problem: Problem, family: 4 | 6, platform: Platform): ConnectAttempt['outcome'] {
  const isLocal = problem.message.includes(' - Local');
  switch (problem.code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'TIMEOUT':
    case 'ETIMEDOUT':
      return 'timeout';
    case 'ECONNRESET':
      return 'reset';
    case 'EPERM':
      return 'denied';
    case 'EACCES':
      return family === 6 && !isLocal && platform !== 'windows' ? 'unreachable' : 'denied';
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      // For IPv6: the kernel has the family switched off. For IPv4: no local port is left.
      return family === 6 ? 'unreachable' : 'error';
    case 'EINVAL':
      // What a blackhole route answers.
      return isLocal ? 'unreachable' : 'error';
    default:
      return /^E(HOST|NET)(UNREACH|DOWN)$|^ENOPROTOOPT$/.test(problem.code ?? '') ? 'unreachable' : 'error';
  }
}

/** Null where the system does not tell: Android, among others, forbids the question, and Node throws. */
function ownInterfaces(): ConnectFacts['interfaces'] {
  try {
    return interfaces(os.networkInterfaces());
  } catch {
    return null;
  }
}

/** The interfaces that are up, with the families of those addresses that lead beyond the own link. */
export function interfaces(found: NodeJS.Dict<os.NetworkInterfaceInfo[]>): LocalInterface[] {
  const outward = Object.entries(found).map(([name, infos = []]) => ({ name, infos: infos.filter((info) => !info.internal) }));
  return outward
    .filter(({ infos }) => infos.length > 0)
    .map(({ name, infos }) => ({ name, families: [...new Set(infos.filter(leadsOut).map(familyOf))] }));
}

/** Link-local addresses are those that a machine gives itself: IPv6 always, IPv4 where no DHCP server answered. */
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
