import type { Duplex } from 'node:stream';
import { withLimit } from '../../model/deadline.ts';
import { problem as ofOurs, problemOf } from '../../model/errors.ts';
import type { ExchangeFacts, HttpAnswer } from '../../model/facts/http.ts';
import type { ProbeContext } from '../../model/probe.ts';
import type { NetworkError } from '../../model/problem.ts';
import type { Target, TargetUrl } from '../../model/target.ts';
import { pathOn } from '../../secrets/public-path.ts';
import { maskerOf } from '../../secrets/secrets.ts';
import { runContext } from '../tls/trust.ts';
import { type Credential, requestHeaders, shownHeaders } from './headers.ts';
import { receive, type Trace } from './receive.ts';
import { secure, speaksTls, takesHttp2 } from './secure.ts';

/** Time limit for a port to show that it expects TLS, after it refused plain HTTP. */
const HELLO_LIMIT_MS = 1000;

/** One request: its destination and its headers. */
export interface RequestOptions {
  scheme: 'http' | 'https';
  host: string;
  port: number;
  /** Path and query. */
  path: string;
  credential: Credential;
  /** The header that carries the key in place of the usual one, in lower case. */
  keyHeader?: string;
  /** JSON to send with POST; without one the request is a GET. */
  body?: string;
  isStreamed?: boolean;
  /** In place of this program's own name. */
  userAgent?: string;
  /** Milliseconds for the headers, and again for the body; one step without it. */
  limitMs?: number;
  /** Told of each piece of the body, in bytes on the wire. */
  onPart?: (bytes: number) => void;
  /** Told of each piece of the request's body that the system has taken. */
  onSent?: (bytes: number) => void;
  /** Reads what is not quite HTTP too. */
  isLoose?: boolean;
  /** Awaited between the connection and the request; where it rejects, nothing is sent. */
  beforeRequest?: (socket: Duplex) => Promise<void>;
}

/** A request to the API's own host below its base path. The query of the base URL may hold a key, so it goes where the key goes. */
export function askApi(url: TargetUrl, path: string, credential: Credential): RequestOptions {
  const { scheme, host, port, query } = url;
  return { scheme, host, port, path: `${path}${credential === 'key' ? query : harmlessQuery(query)}`, credential };
}

/** The version of an API, which Azure's addresses need, and nothing else. */
function harmlessQuery(query: string): string {
  const [version] = /(?<=[?&])api-version=(?:\d{4}-\d{2}-\d{2}(?:-preview)?|v\d{1,2}|preview|latest)(?=&|$)/.exec(query) ?? [];
  return version ? `?${version}` : '';
}

/**
 * One HTTP exchange over a connection of its own: opened by the route, verified where it is TLS, one request, one answer, no redirect
 * followed, nothing repeated. Whatever goes wrong is a fact with the stage that it happened at.
 */
export async function exchange(ask: RequestOptions, context: ProbeContext): Promise<ExchangeFacts> {
  const facts = await exchangeOnce(ask, context);
  // What was posted may be billed, and is not sent again.
  if (!facts.problem || ask.body !== undefined || !isStrictness(facts.problem)) return facts;
  const loose = await exchangeOnce({ ...ask, isLoose: true }, context);
  return loose.stage === 'done' ? { ...loose, refusedByNode: facts.problem } : facts;
}

/**
 * Faults that the parser of Node.js (llhttp) takes for fatal and that of Python (h11) does not: lines that end in LF alone, folded headers, and
 * Transfer-Encoding beside Content-Length.
 */
function isStrictness({ code, message }: NetworkError): boolean {
  return /^HPE_(?:CR|LF)_EXPECTED$/.test(code ?? '') || (code?.startsWith('HPE_') === true && LOOSE.test(message));
}

const LOOSE = /Unexpected whitespace after header value|can't be present with (?:Content-Length|Transfer-Encoding|chunked)/i;

async function exchangeOnce(ask: RequestOptions, context: ProbeContext): Promise<ExchangeFacts> {
  const started = performance.now();
  const trace = emptyTrace();
  const open: Duplex[] = [];
  let problem: ExchangeFacts['problem'] = null;
  let ended: number | null = null;
  try {
    await converse(ask, context, { trace, open });
    // Before the answer is masked and kept, which takes its own time.
    ended = performance.now();
  } catch (error) {
    ended = performance.now();
    problem = await explained(ask, context, problemOf(error));
  } finally {
    for (const stream of open) stream.on('error', () => {}).destroy();
  }
  const { stage, answer, firstByteAt } = trace;
  return {
    method: methodOf(ask),
    url: `${ask.scheme}://${authority(ask)}${ask.path}`,
    requestHeaders: shownHeaders(trace.requestHeaders, ask.credential),
    stage,
    problem,
    answer: answer && scrubbed(answer, context.target),
    ms: Math.round((ended ?? performance.now()) - started),
    firstByteMs: firstByteAt === null ? null : Math.round(firstByteAt - started),
    turnedAway: null,
    refusedByNode: null,
    tidied: null,
  };
}

/** A trace of which nothing is written yet. */
export function emptyTrace(): Trace {
  return { stage: 'connect', requestHeaders: {}, answer: null, firstByteAt: null, socketError: null, parserError: null };
}

interface Running {
  trace: Trace;
  /** What has to be closed in the end. */
  open: Duplex[];
}

async function converse(ask: RequestOptions, context: ProbeContext, record: Running): Promise<void> {
  const { target, signal } = context;
  const socket = await connection(ask, context, record);
  // The key goes on here, and only here, where the connection is one that `authorize` takes.
  const carrier = { socket, isDirect: context.route.name === 'direct' };
  const headers = { ...requestHeaders(target, authority(ask), { ...ask, carrier }), ...headersFor(ask), ...namedAs(ask) };
  record.trace.requestHeaders = headers;
  await ask.beforeRequest?.(socket);
  const { body, limitMs = target.timeoutMs, onPart, onSent, isLoose = false } = ask;
  const path = pathOn(ask.path, target, carrier);
  const sent = { method: methodOf(ask), path, headers, body, limitMs, onPart, onSent, isLoose, mask: maskerOf(target), signal };
  await receive(socket, sent, record.trace);
}

/** Opens a connection of its own by the route, and verifies it where it is TLS. */
export async function connection(ask: RequestOptions, context: ProbeContext, { trace, open }: Running): Promise<Duplex> {
  const { target, signal } = context;
  // Begun before the connection: parsing the roots takes as long as a near server's answer.
  const secureContext = ask.scheme === 'https' ? runContext(target) : null;
  let socket = await withLimit(signal, target.timeoutMs, (limit) => opened(ask, context, { limit, open }));
  if (secureContext) {
    trace.stage = 'tls';
    const carrier = socket;
    const roots = await secureContext;
    socket = await withLimit(signal, target.timeoutMs, () => secure(carrier, ask.host, roots));
    open.unshift(socket);
  }
  return socket;
}

/** The meaning of two refusals shows only when the port is probed again, with the other protocol. */
async function explained(ask: RequestOptions, context: ProbeContext, found: NetworkError): Promise<NetworkError> {
  if (context.signal.aborted) return found;
  // A TLS server may hang up on plain HTTP without a word, or with an alert that no HTTP parser takes.
  if (ask.scheme === 'http' && /^(?:CLOSED|ECONNRESET|EPIPE|HPE_INVALID_CONSTANT)$/.test(found.code ?? ''))
    return (await trial(ask, context, speaksTls))
      ? ofOurs('PLAIN_TO_TLS', 'the port closes plain HTTP connections and accepts a TLS handshake')
      : found;
  // no_application_protocol: HTTP/1.1 was all that was offered (RFC 7301 section 3.2).
  if (ask.scheme === 'https' && found.alert === 120)
    return (await trial(ask, context, takesHttp2))
      ? ofOurs('HTTP2_ONLY', 'TLS is refused where HTTP/1.1 is offered (alert 120) and works where HTTP/2 is')
      : found;
  return found;
}

async function trial(ask: RequestOptions, context: ProbeContext, answers: typeof speaksTls): Promise<boolean> {
  const open: Duplex[] = [];
  try {
    return await withLimit(context.signal, Math.min(context.target.timeoutMs, HELLO_LIMIT_MS), async (limit) =>
      answers(await opened(ask, context, { limit, open }), ask.host),
    );
  } catch {
    return false;
  } finally {
    for (const stream of open) stream.destroy();
  }
}

/** A stream that opens after its time must be closed as well. */
async function opened(ask: RequestOptions, context: ProbeContext, on: { limit: AbortSignal; open: Duplex[] }): Promise<Duplex> {
  const { socket } = await context.route.open(ask.host, ask.port, on.limit);
  socket.on('error', () => {});
  on.open.push(socket);
  if (on.limit.aborted) socket.destroy();
  return socket;
}

function methodOf({ body }: RequestOptions): 'GET' | 'POST' {
  return body === undefined ? 'GET' : 'POST';
}

function namedAs({ userAgent }: RequestOptions): Record<string, string> {
  return userAgent === undefined ? {} : { 'user-agent': userAgent };
}

/** Compressed, the events of a stream come in lumps of the compressor’s making. */
function headersFor({ body, isStreamed }: RequestOptions): Record<string, string> {
  if (body === undefined) return {};
  const sent = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  return isStreamed ? { ...sent, accept: 'text/event-stream', 'accept-encoding': 'identity' } : sent;
}

export function authority({ scheme, host, port }: Pick<RequestOptions, 'scheme' | 'host' | 'port'>): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (scheme === 'https' ? 443 : 80) ? name : `${name}:${port}`;
}

/** Some servers echo what they received: no fact may contain the key, or text that looks like one. */
export function scrubbed(answer: HttpAnswer, target: Target): HttpAnswer {
  const mask = maskerOf(target);
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [mask(name), mask(value)]));
  return { ...answer, headers, body: mask(answer.body) };
}
