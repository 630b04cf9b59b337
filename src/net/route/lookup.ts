import { isIP } from 'node:net';
import process from 'node:process';
import { type ChildNode, childNode } from '../../machine/child-node.ts';
import { problem } from '../../model/errors.ts';
import type { LookupFacts } from '../../model/facts/dns.ts';
import { type Answer, openGetaddrinfo, startAhead } from '../dns/getaddrinfo.ts';

/** Asks the system for addresses, each name once a run. */
export interface Lookup {
  /** Never rejects: what went wrong is in the facts. Where the signal ends first, they say `pending`. */
  find(host: string, signal: AbortSignal): Promise<LookupFacts>;
  close(): void;
}

export interface LookupOptions {
  /** The program that asks in a process of its own; null for none. */
  child?: ChildNode | null;
  env?: Readonly<Record<string, string | undefined>>;
}

/** How long the answer for the name with a trailing dot may lag behind the other: both are asked at once. */
const LAG_MS = 250;

/** Gets the lookup of the coming run ready, which takes as long as Node takes to start. */
export function prepareLookup(): void {
  startAhead(childNode(process), process.env);
}

/**
 * Opens a lookup that can be given up: `getaddrinfo` runs in a process of its own, started with the first name and killed by `close`.
 */
export function openLookup({ child = childNode(process), env = process.env }: LookupOptions = {}): Lookup {
  const known = new Map<string, Promise<LookupFacts>>();
  const getaddrinfo = openGetaddrinfo(child, env);
  const find = (host: string) => {
    const found = known.get(host) ?? facts(host, getaddrinfo.ask);
    known.set(host, found);
    return found;
  };
  return {
    find: (host, signal) => unlessEnded(find(host), host, signal),
    close: getaddrinfo.close,
  };
}

/** The facts of one name: what it resolves to, and what it does with a trailing dot, which no search domain changes. */
async function facts(host: string, ask: (name: string) => Promise<Answer>): Promise<LookupFacts> {
  const family = isIP(host);
  if (family === 4 || family === 6) {
    return { host, addresses: [{ address: host, family }], problem: null, ms: 0, pending: false, absolute: null };
  }
  const asked = ask(host);
  const dotted = isLocal(host) ? Promise.resolve(null) : ask(`${host}.`);
  const answer = await asked;
  const late = await Promise.race([dotted, lag()]);
  const absolute = late && { addresses: late.addresses, problem: late.problem };
  return { host, ...answer, pending: false, absolute };
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.');
}

function lag(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, LAG_MS, null).unref());
}

function unlessEnded(found: Promise<LookupFacts>, host: string, signal: AbortSignal): Promise<LookupFacts> {
  const started = performance.now();
  return new Promise((resolve) => {
    const giveUp = () => {
      const ms = Math.round(performance.now() - started);
      const silence = problem('TIMEOUT', `the system had not answered after ${ms} ms`);
      resolve({ host, addresses: [], problem: silence, ms, pending: true, absolute: null });
    };
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    void found.then((answer) => {
      signal.removeEventListener('abort', giveUp);
      resolve(answer);
    });
  });
}
