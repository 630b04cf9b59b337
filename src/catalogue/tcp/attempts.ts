import { endpoint } from '../../model/endpoint.ts';
import type { ConnectAttempt, ConnectFacts } from '../../model/facts/tcp.ts';
import type { PythonType } from '../../model/layers.ts';
import type { DiagnosisInput, ProbeId } from '../../model/observation.ts';

/** What the connection attempts show when none succeeded. */
export interface Failure {
  /** The most common outcome. */
  kind: ConnectAttempt['outcome'];
  /** The attempts with that outcome. */
  telling: ConnectAttempt[];
  facts: ConnectFacts;
  pythonType: PythonType;
}

/** The facts of `tcp/connect`, where there are any. */
export function connectFacts(c: DiagnosisInput): ConnectFacts | null {
  const seen = c.observations['tcp/connect'];
  return seen?.status === 'ok' && seen.facts.attempts.length > 0 ? seen.facts : null;
}

/** The failure common to the attempts; null where one of them connected. */
export function allFailed(c: DiagnosisInput): Failure | null {
  const facts = connectFacts(c);
  if (!facts || facts.attempts.some(isConnected)) return null;
  const pythonType = pythonTypeOf(facts);
  const counted = facts.attempts.filter((attempt) => !lacksFamily(attempt, facts));
  if (counted.length === 0) return { kind: 'unreachable', telling: facts.attempts, facts, pythonType };
  const kind = commonest(counted.map(({ outcome }) => outcome));
  return { kind, telling: counted.filter(({ outcome }) => outcome === kind), facts, pythonType };
}

/** The most common one; a tie goes to the later, as Python raises the last address's error. */
function commonest<T>(all: T[]): T {
  const count = (one: T) => all.filter((other) => other === one).length;
  return all.reduce((best, next) => (count(next) >= count(best) ? next : best));
}

/** `create_connection` of Python tries one address after the other and raises the error of the last. */
function pythonTypeOf({ attempts }: ConnectFacts): PythonType {
  return attempts.at(-1)?.outcome === 'timeout' ? 'APITimeoutError' : 'APIConnectionError';
}

export function isConnected({ outcome }: ConnectAttempt): boolean {
  return outcome === 'connected';
}

/** Whether this machine's own kernel refused, before a packet was sent. */
export function isLocal({ problem }: ConnectAttempt): boolean {
  return problem?.message.includes(' - Local') ?? false;
}

/**
 * An address of a family that this machine does not have: nothing is wrong with the network. Node's `getaddrinfo` always asks for both
 * families. A machine with only link-local addresses in a family may still have a route, and its packets are lost.
 */
export function lacksFamily(attempt: ConnectAttempt, facts: ConnectFacts): boolean {
  if (isLoopback(attempt) || isConnected(attempt)) return false;
  return (attempt.outcome === 'unreachable' && isLocal(attempt)) || (isKnown(facts) && !hasFamily(facts, attempt.family));
}

/** Whether an interface of this machine has an address of that family that is not link-local. */
export function hasFamily({ interfaces }: ConnectFacts, family: 4 | 6): boolean {
  return interfaces?.some(({ families }) => families.includes(family)) ?? true;
}

/** Whether the list of interfaces is known: some sandboxes hide it. */
function isKnown({ interfaces }: ConnectFacts): boolean {
  return interfaces?.some(({ families }) => families.length > 0) ?? false;
}

/** Whether the peer closed or reset a new connection before any data was sent. */
export function wasCut({ outcome, afterConnect }: ConnectAttempt): boolean {
  return outcome === 'reset' || afterConnect === 'reset' || afterConnect === 'closed';
}

/** Whether the address accepts connections and keeps them open. */
export function isLive(attempt: ConnectAttempt): boolean {
  return isConnected(attempt) && !wasCut(attempt);
}

/**
 * An address that does not work for a client. One of a family that this machine does not have costs no time, and a server on this machine
 * may listen on only one of the two loopback addresses.
 */
export function isDead(attempt: ConnectAttempt, facts: ConnectFacts): boolean {
  if (isLoopback(attempt) || lacksFamily(attempt, facts) || attempt.outcome === 'denied') return false;
  return !isLive(attempt);
}

/** Whether an address of this machine itself was tried. */
export function isLoopback({ address }: ConnectAttempt): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** Whether any data came back over a connection on this route: then the connection itself works. */
export function peerSpoke(c: DiagnosisInput): boolean {
  const handshake = c.observations['tls/handshake'];
  if (handshake?.status === 'ok' && (handshake.facts.stage === 'done' || handshake.facts.bytesRead > 0)) return true;
  const exchanges = [c.observations['http/plaintext'], c.observations['http/unauthenticated'], c.observations['http/models']];
  return exchanges.some((seen) => seen?.status === 'ok' && seen.facts.answer !== null);
}

/** `tcp/connect`, and `tcp/node-connect` where that failed for the same reason. */
export function connectCauses(c: DiagnosisInput): ProbeId[] {
  const node = c.observations['tcp/node-connect'];
  return node?.status === 'ok' && !node.facts.connected ? ['tcp/connect', 'tcp/node-connect'] : ['tcp/connect'];
}

/** One line for each attempt. */
export function attemptLines({ attempts, port }: ConnectFacts): string[] {
  return attempts.map((attempt) => `${endpoint(attempt.address, port)}: ${ending(attempt)}`);
}

function ending(attempt: ConnectAttempt): string {
  const { outcome, ms, problem, afterConnect } = attempt;
  if (outcome !== 'connected') return `${outcome} after ${ms} ms${problem ? ` (${problem.message})` : ''}`;
  const after = { reset: ', then reset before anything was sent', closed: ', then closed before anything was sent' };
  return `connected in ${ms} ms${afterConnect === 'reset' || afterConnect === 'closed' ? after[afterConnect] : ''}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function addressesIn(attempts: ConnectAttempt[]): string {
  return listed(attempts.map(({ address }) => address));
}
