import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { withLimit } from '../../model/deadline.ts';
import { problem } from '../../model/errors.ts';
import type { ExchangeFacts, HttpAnswer } from '../../model/facts/http.ts';
import { type Masker, quoted } from '../../secrets/redact/text.ts';
import { receiveBody } from './body.ts';
import { isCutJson } from './cut-json.ts';
import { Refusal } from './secure.ts';

/** All headers together; the API itself takes no more in a request. */
export const HEADER_LIMIT = 64 * 1024;

/** How many interim answers (RFC 9110 section 15.2) are let pass before it is a flood. */
const MAX_INTERIM = 16;

/** How much of one header's value is kept. */
const VALUE_LIMIT = 4096;

/** How much of a response that is no HTTP is searched for secrets, and how much of it is then shown. */
const OPENING = { read: 8_192, shown: 60 };

/** Mutable record of an exchange; keeps partial results on failure. */
export interface Trace {
  stage: ExchangeFacts['stage'];
  requestHeaders: Record<string, string>;
  answer: HttpAnswer | null;
  firstByteAt: number | null;
  /** The error of the connection, which contains the cause; the parser's error only states that the connection ended. */
  socketError: Error | null;
  /** The parser's error, which may come in the middle of a body. */
  parserError: Error | null;
}

export interface Sent {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  limitMs: number;
  onPart: ((bytes: number) => void) | undefined;
  onSent?: ((bytes: number) => void) | undefined;
  isLoose: boolean;
  mask: Masker;
  signal: AbortSignal;
}

/** Sends one request over an open connection and reads its answer into the trace. Does not follow redirects or retry. */
export async function receive(socket: Duplex, sent: Sent, trace: Trace): Promise<void> {
  socket.on('error', (error) => {
    trace.socketError ??= error;
  });
  const { limitMs, signal } = sent;
  trace.stage = 'request';
  const answer = await withLimit(signal, limitMs, () => headOf(socket, sent, trace));
  trace.stage = 'body';
  trace.answer = { status: answer.statusCode ?? 0, headers: keptHeaders(answer.rawHeaders), body: '', cut: false, bytes: 0 };
  await receiveBody(answer, trace.answer, sent).catch((error: unknown) => {
    throw trace.socketError ?? trace.parserError ?? error;
  });
  checkWhole(trace, sent);
  trace.stage = 'done';
}

/** Responses that Node's parser accepts but that are incomplete. */
function checkWhole({ answer, socketError }: Trace, { mask }: Sent): void {
  const { status, headers, body, cut } = answer as HttpAnswer;
  const transfer = headers['transfer-encoding']?.toLowerCase();
  if (transfer !== undefined && transfer !== 'chunked')
    throw new Refusal(
      problem('BAD_CODING', `the answer is sent in the transfer coding ${JSON.stringify(quoted(mask(transfer), 40))}`),
    );
  // Without a length the end of the connection is the end of the body, and a reset is no end (RFC 9112 section 8).
  const isUntilClose = headers['content-length'] === undefined && transfer === undefined;
  if (socketError && isUntilClose && !cut) throw socketError;
  if (status >= 200 && status <= 299 && !cut && isCutJson(body))
    throw new Refusal(problem('TRUNCATED', 'the body ends in the middle of its JSON'));
}

/** Resolves with the final answer's status and headers. */
function headOf(socket: Duplex, sent: Sent, trace: Trace): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, path, headers, body, isLoose } = sent;
    // Without an agent Node asks for one connection and one exchange, and tries nothing a second time.
    const asked = request({
      createConnection: () => socket,
      method,
      path,
      headers,
      setHost: false,
      maxHeaderSize: HEADER_LIMIT,
      insecureHTTPParser: isLoose,
    });
    asked.on('response', resolve);
    asked.on('error', (error) => {
      trace.parserError ??= named(error, trace, sent.mask);
      reject(trace.parserError);
    });
    asked.once('close', () => reject(new Refusal(silent(trace))));
    watch(asked, trace, reject);
    sendBody(asked, body, sent.onSent);
  });
}

/** How much of a body is handed over at once, so that it shows how much of it the system took. */
const PIECE = 16 * 1024;

/** A large body goes out in pieces, each when the one before it is taken. */
function sendBody(asked: ClientRequest, body: string | undefined, onSent: Sent['onSent']): void {
  if (body === undefined || body.length <= PIECE || !onSent) return void asked.end(body);
  const send = (from: number): void => {
    if (asked.destroyed) return;
    const piece = body.slice(from, from + PIECE);
    if (piece === '') return void asked.end();
    asked.write(piece, (error) => {
      if (error) return;
      onSent(piece.length);
      send(from + PIECE);
    });
  };
  send(0);
}

function watch(asked: ClientRequest, trace: Trace, reject: (reason: Error) => void): void {
  let interim = 0;
  const count = () => {
    interim += 1;
    if (interim > MAX_INTERIM)
      reject(new Refusal(problem('TOO_MANY_INTERIM', `more than ${MAX_INTERIM} interim answers and no final one`)));
  };
  asked.on('information', count);
  asked.on('continue', count);
  asked.on('upgrade', (answer, socket) => {
    socket.destroy();
    reject(
      new Refusal(problem('UNASKED_UPGRADE', `the answer switches protocols (${answer.statusCode}) without a request for it`)),
    );
  });
  asked.once('finish', () => {
    trace.stage = 'headers';
  });
  // Attach after the parser, or early server data would be consumed here.
  asked.once('socket', (socket) => {
    socket.once('data', () => {
      trace.firstByteAt = performance.now();
    });
  });
}

/** Shows the received bytes, because Node's parser reports only what it expected. */
function named(error: Error & { code?: string; rawPacket?: Buffer }, trace: Trace, mask: Masker): Error {
  if (trace.socketError) return trace.socketError;
  if (error.code === 'ECONNRESET' && error.message === 'socket hang up') return new Refusal(silent(trace));
  if (!error.code?.startsWith('HPE_')) return error;
  if (error.code === 'HPE_INVALID_EOF_STATE') return new Refusal(silent(trace));
  trace.firstByteAt ??= performance.now();
  const frame = http2Frame(error.rawPacket);
  if (frame) return new Refusal(problem('HTTP2_ONLY', `instead of HTTP/1.1 came a frame of HTTP/2 (${frame})`));
  const bytes = error.rawPacket?.subarray(0, OPENING.read).toString('latin1') ?? '';
  return new Refusal(problem(error.code, `${error.message}, got ${JSON.stringify(quoted(mask(bytes), OPENING.shown))}`));
}

/** The first frame of a server that uses HTTP/2 unasked is its SETTINGS, or a GOAWAY (RFC 9113 sections 3.4 and 4.1). */
function http2Frame(bytes: Buffer | undefined): string | null {
  if (!bytes || bytes.length < 9 || bytes.readUIntBE(0, 3) > 16_384 || bytes.readUInt32BE(5) !== 0) return null;
  return { 4: 'SETTINGS', 7: 'GOAWAY' }[bytes.readUInt8(3)] ?? null;
}

/** The connection ended: before anything came, or in the middle of the headers. */
function silent(trace: Trace): ReturnType<typeof problem> {
  if (trace.firstByteAt === null) return problem('CLOSED', 'the connection was closed without an answer');
  return problem('TRUNCATED', 'the connection was closed in the middle of the headers');
}

/** Names and values in turn. Values are truncated and cookies omitted: no judgment needs them, and they may contain a session. */
export function keptHeaders(raw: string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase();
    const value = (raw[at + 1] as string).slice(0, VALUE_LIMIT);
    if (name !== 'set-cookie')
      headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}`.slice(0, VALUE_LIMIT) : value);
  }
  return Object.fromEntries(headers);
}
