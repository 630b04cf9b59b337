import type { ProbeId } from './observation.ts';
import type { NetworkError } from './problem.ts';

/** Thrown by a probe that finds out while running that it does not apply. The probe counts as skipped, not as failed. */
export class NothingToAsk extends Error {
  readonly because: ProbeId | null;
  constructor(because: ProbeId | null, reason: string) {
    super(reason);
    this.because = because;
  }
}

/** How deep a chain of causes is followed. Real ones are three deep; a hostile or circular one must end. */
const MAX_DEPTH = 8;

/** Members of an AggregateError that are kept, and how many of such errors may lie inside each other. */
const MAX_MEMBERS = 16;
const MAX_NESTING = 2;

/** What a probe's own mistake is called: no word of the network or of the system. */
export const OWN_FAULT_CODE = 'OWN_FAULT';

/**
 * Extracts the useful error from what Node, undici or a probe threw. Node nests the code in `cause` (fetch) or `errors` (AggregateError of
 * Happy Eyeballs); the innermost error with a code describes the network failure. Never throws.
 */
export function problemOf(thrown: unknown): NetworkError {
  try {
    return problemAt(thrown, 0);
  } catch {
    return ownFault('the thrown value cannot be read');
  }
}

function problemAt(thrown: unknown, nesting: number): NetworkError {
  const chain = causes(thrown);
  const telling = chain.findLast((error) => codeOf(error) !== null) ?? chain.at(-1) ?? {};
  const message = messageOf(telling) || chain.map(messageOf).filter(Boolean).at(-1) || asText(thrown);
  return {
    code: codeOf(telling),
    errno: numberOf(read(telling, 'errno')),
    syscall: textOf(read(telling, 'syscall')),
    message,
    alert: alertOf(message),
    address: textOf(read(telling, 'address')),
    port: numberOf(read(telling, 'port')),
    errors: nesting < MAX_NESTING ? membersOf(telling).map((member) => problemAt(member, nesting + 1)) : [],
  };
}

/** Converts what a probe threw: a bug of this program gets a code of its own, anything else is kept. */
export function problemOfProbe(thrown: unknown): NetworkError {
  const found = problemOf(thrown);
  return isOwnFault(thrown, found) ? ownFault(`${nameOf(thrown)}${found.message}`) : found;
}

/** A bug of this program. It says nothing about the network. */
export function ownFault(message: string): NetworkError {
  return problem(OWN_FAULT_CODE, `internal error of api-doctor: ${message}`);
}

/** What the network or the system refuses has a code. Node's own complaints about arguments and states have one too, all of one form. */
function isOwnFault(thrown: unknown, { code }: NetworkError): boolean {
  if (code === null) return !/^(?:Abort|Timeout)Error$/.test(asText(read(thrown, 'name')));
  return /^ERR_(?!SSL_|TLS_|OSSL_|STREAM_|SOCKET_|HTTP2?_)/.test(code);
}

function nameOf(thrown: unknown): string {
  const name = textOf(read(thrown, 'name'));
  return name && name !== 'Error' ? `${name}: ` : '';
}

/** A problem of our own making, in the shape of the others. */
export function problem(code: string, message: string): NetworkError {
  return { code, errno: null, syscall: null, message, alert: null, address: null, port: null, errors: [] };
}

/** The TLS alert's number (RFC 8446 section 6). OpenSSL prints it in the message of every alert that it receives. */
function alertOf(message: string): number | null {
  const found = /SSL alert number (\d{1,3})/.exec(message);
  return found ? Number(found[1]) : null;
}

function causes(thrown: unknown): object[] {
  const chain: object[] = [];
  let current: unknown = thrown;
  while (typeof current === 'object' && current !== null && chain.length < MAX_DEPTH) {
    chain.push(current);
    current = read(current, 'cause');
  }
  return chain;
}

function membersOf(error: object): unknown[] {
  const members = read(error, 'errors');
  return Array.isArray(members)
    ? Array.from({ length: Math.min(members.length, MAX_MEMBERS) }, (_, at) => read(members, at))
    : [];
}

/** A property of something foreign, which may be a getter that throws. */
function read(from: unknown, name: string | number): unknown {
  try {
    return (from as Record<string | number, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'a value that cannot be shown';
  }
}

function codeOf(error: object): string | null {
  return textOf(read(error, 'code')) || null;
}

function messageOf(error: object): string {
  return textOf(read(error, 'message')) ?? '';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
