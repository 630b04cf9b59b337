import type { ProbeId, Problem } from './types.ts';

/** Thrown by a probe that learns only on the way that there is nothing to ask. It counts as skipped, not as failed. */
export class NothingToAsk extends Error {
  readonly because: ProbeId | null;
  constructor(because: ProbeId | null, reason: string) {
    super(reason);
    this.because = because;
  }
}

/** How deep a chain of causes is followed. Real ones are three deep; a hostile or circular one must end. */
const MAX_DEPTH = 8;

/**
 * Digs the useful error out of what Node, undici or a probe threw. Node buries the code in `cause` (fetch) or `errors`
 * (AggregateError of Happy Eyeballs); the innermost error with a code is the one that speaks of the network.
 */
export function problemOf(thrown: unknown): Problem {
  const chain = causes(thrown);
  const telling = chain.findLast((error) => codeOf(error) !== null) ?? chain.at(-1) ?? {};
  const message = messageOf(telling) || chain.map(messageOf).filter(Boolean).at(-1) || String(thrown);
  return {
    code: codeOf(telling),
    errno: numberOf(telling.errno),
    syscall: textOf(telling.syscall),
    message,
    alert: alertOf(message),
    address: textOf(telling.address),
    port: numberOf(telling.port),
    errors: Array.isArray(telling.errors) ? telling.errors.slice(0, 16).map(problemOf) : [],
  };
}

/** A problem of our own making, in the shape of the others. */
export function problem(code: string, message: string): Problem {
  return { code, errno: null, syscall: null, message, alert: null, address: null, port: null, errors: [] };
}

/** The TLS alert's number (RFC 8446 section 6). OpenSSL prints it in the message of every alert that it receives. */
function alertOf(message: string): number | null {
  const found = /SSL alert number (\d{1,3})/.exec(message);
  return found ? Number(found[1]) : null;
}

type Loose = Record<string, unknown>;

function causes(thrown: unknown): Loose[] {
  const chain: Loose[] = [];
  let current: unknown = thrown;
  while (typeof current === 'object' && current !== null && chain.length < MAX_DEPTH) {
    chain.push(current as Loose);
    current = (current as Loose).cause;
  }
  return chain;
}

function codeOf(error: Loose): string | null {
  return typeof error.code === 'string' && error.code !== '' ? error.code : null;
}

function messageOf(error: Loose): string {
  return typeof error.message === 'string' ? error.message : '';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
