import type { Address, LookupFacts } from '../../src/model/facts/dns.ts';
import type { ConnectAttempt, ConnectFacts } from '../../src/model/facts/tcp.ts';
import type { DiagnosisInput, Observation, RouteObservations } from '../../src/model/observation.ts';
import type { ProbeContext } from '../../src/model/probe.ts';
import type { NetworkError } from '../../src/model/problem.ts';
import type { Target } from '../../src/model/target.ts';

/** A target such as the command line makes of a base URL, with nothing else set. */
export function targetFor(baseUrl: string, changes: Partial<Target> = {}): Target {
  const url = new URL(baseUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const scheme = url.protocol === 'http:' ? 'http' : 'https';
  return {
    baseUrl,
    baseUrlSource: '--base-url',
    url: {
      scheme,
      host,
      port: Number(url.port) || (scheme === 'http' ? 80 : 443),
      path: url.pathname.replace(/\/$/, ''),
      query: url.search,
      ipVersion: host.includes(':') ? 6 : /^[\d.]+$/.test(host) ? 4 : 0,
      isLoopback: host === 'localhost' || host === '::1' || host.startsWith('127.'),
      isOpenAi: host === 'api.openai.com',
      isPublicApi: host === 'api.openai.com',
    },
    key: null,
    keyPlaces: [],
    model: null,
    organization: null,
    project: null,
    route: { kind: 'direct' },
    caFile: null,
    timeoutMs: 5000,
    deadlineMs: 20_000,
    offline: false,
    clients: false,
    only: null,
    skip: [],
    platform: 'linux',
    env: {},
    runtime: { node: '20.20.2', openssl: '3.0.19', os: 'Linux' },
    ...changes,
  };
}

/** Addresses from their texts. */
export function addresses(...texts: string[]): Address[] {
  return texts.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

export function lookedUp(host: string, found: Address[], problem: NetworkError | null = null): LookupFacts {
  return { host, addresses: found, problem, ms: 1, pending: false, absolute: null };
}

/** What a probe is handed, on a machine where the host has these addresses and no other probe ran. */
export function contextFor(target: Target, found: Address[]): ProbeContext {
  const unasked: Observation = { startMs: 0, durationMs: 0, status: 'skipped', because: null, reason: 'not part of the test' };
  return {
    target,
    route: { name: 'direct', open: () => Promise.reject(new Error('not part of the test')) },
    signal: new AbortController().signal,
    settled: (() => Promise.resolve(unasked)) as ProbeContext['settled'],
    lookup: (host) => Promise.resolve(lookedUp(host, found)),
    progress() {},
    leftMs: () => target.deadlineMs,
  };
}

/** An error as Node's `connect` gives it. */
export function connectError(code: string, address: string, isLocal = false): NetworkError {
  const target = address.includes(':') ? `${address}:443` : `${address}:443`;
  const suffix = isLocal ? ` - Local (${address.includes(':') ? ':::0' : '0.0.0.0:0'})` : '';
  const message = `connect ${code} ${target}${suffix}`;
  return { code, errno: -1, syscall: 'connect', message, alert: null, address, port: 443, errors: [] };
}

/** An attempt that connected, and what the peer did then. */
export function connected(address: string, changes: Partial<ConnectAttempt> = {}): ConnectAttempt {
  return { ...one(address), outcome: 'connected', ms: 12, problem: null, afterConnect: 'idle', ...changes };
}

/** An attempt that failed. */
export function failed(address: string, outcome: ConnectAttempt['outcome'], problem: NetworkError | null): ConnectAttempt {
  return { ...one(address), outcome, ms: outcome === 'timeout' ? 5001 : 3, problem, afterConnect: null };
}

function one(address: string): Address {
  return { address, family: address.includes(':') ? 6 : 4 };
}

export function connectFacts(attempts: ConnectAttempt[], changes: Partial<ConnectFacts> = {}): ConnectFacts {
  return { port: 443, attempts, interfaces: [{ name: 'eth0', families: [4, 6] }], ...changes };
}

export function saw<T>(facts: T): { startMs: number; durationMs: number; status: 'ok'; facts: T } {
  return { startMs: 0, durationMs: 1, status: 'ok', facts };
}

/** What was seen, with everything that the TCP layer does not look at left out. */
export function caseOf(facts: ConnectFacts, rest: { target?: Target; seen?: RouteObservations } = {}): DiagnosisInput {
  return {
    observations: { 'tcp/connect': saw(facts), ...rest.seen },
    alternateObservations: {},
    target: rest.target ?? targetFor('https://api.example.test/v1'),
    startedAt: '2026-11-22T10:00:00.000+01:00',
  };
}
