import { createHash, randomBytes } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { parseErrorBody } from '../../knowledge/answer/body.ts';
import { pause, withLimit } from '../../model/deadline.ts';
import { problem as ofOurs, problemOf } from '../../model/errors.ts';
import type { UpgradeTrial } from '../../model/facts/calls.ts';
import type { HttpAnswer } from '../../model/facts/http.ts';
import type { ProbeContext } from '../../model/probe.ts';
import type { NetworkError } from '../../model/problem.ts';
import { maskerOf } from '../../secrets/secrets.ts';
import { authority, connection, emptyTrace, type RequestOptions, scrubbed } from './exchange.ts';
import { requestHeaders } from './headers.ts';
import { HEADER_LIMIT, keptHeaders } from './receive.ts';
import { Refusal } from './secure.ts';

/** Of RFC 6455 section 1.3. */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** How long a new WebSocket is watched: a server that ends it for a reason does so at once. */
const WATCH_MS = 250;

/** How much of a refusal is read. */
const REFUSAL_LIMIT = 16 * 1024;

type Outcome = Omit<UpgradeTrial, 'url' | 'endpoint' | 'ms'>;

/** An upgrade to WebSocket to ask for: a GET to the API's own host, and headers of the protocol on top. */
export type UpgradeAsk = Pick<RequestOptions, 'scheme' | 'host' | 'port' | 'path' | 'credential'> & {
  headers: Record<string, string>;
};

/**
 * Asks for an upgrade over a connection of its own, opened by the route and verified like every exchange of the run. Says how the server
 * answered, and where it agreed, whether the WebSocket stayed open for a moment. Sends no message over it.
 */
export async function askUpgrade(ask: UpgradeAsk, context: ProbeContext): Promise<Outcome & { ms: number }> {
  const started = performance.now();
  const open: Duplex[] = [];
  const trace = emptyTrace();
  const ended = (outcome: Outcome) => ({ ...outcome, ms: Math.round(performance.now() - started) });
  try {
    const socket = await connection(ask, context, { trace, open });
    return ended(await withLimit(context.signal, context.target.timeoutMs, () => upgraded(socket, ask, context)));
  } catch (error) {
    return ended(failed(problemOf(trace.socketError ?? error)));
  } finally {
    for (const stream of open) stream.on('error', () => {}).destroy();
  }
}

const NOTHING = { status: null, headers: {}, said: null, closeCode: null, problem: null };

function failed(problem: NetworkError): Outcome {
  const code = problem.code ?? '';
  const outcome = code === 'TIMEOUT' ? 'no-response' : /^(?:ECONNRESET|EPIPE|CLOSED)$/.test(code) ? 'reset' : 'failed';
  return { ...NOTHING, outcome, problem };
}

async function upgraded(socket: Duplex, ask: UpgradeAsk, context: ProbeContext): Promise<Outcome> {
  const { target, route } = context;
  const key = randomBytes(16).toString('base64');
  const carrier = { socket, isDirect: route.name === 'direct' };
  const { credential } = ask;
  const sender = credential === 'none' ? { credential } : { credential, carrier };
  const headers = { ...requestHeaders(target, authority(ask), sender), ...ask.headers, ...upgradeHeaders(key) };
  const { message, head } = await answerTo(socket, ask.path, headers);
  const answer = scrubbed(
    { status: message.statusCode ?? 0, headers: keptHeaders(message.rawHeaders), body: '', cut: false, bytes: 0 },
    target,
  );
  const seen = { ...NOTHING, status: answer.status, headers: answer.headers };
  if (head === null) return { ...seen, outcome: 'refused', said: await refusalText(message, answer, context) };
  if (answer.headers['sec-websocket-accept'] !== acceptFor(key)) {
    const problem = ofOurs('WRONG_ACCEPT', 'the response accepts another upgrade than the requested one');
    return { ...seen, outcome: 'failed', problem };
  }
  const close = await closeWithin(socket, head, context.signal);
  return close
    ? { ...seen, outcome: 'closed', closeCode: close.code, said: maskerOf(target)(close.reason) }
    : { ...seen, outcome: 'accepted' };
}

function upgradeHeaders(key: string): Record<string, string> {
  return { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': key };
}

function acceptFor(key: string): string {
  return createHash('sha1').update(`${key}${MAGIC}`).digest('base64');
}

/** The final answer, and what came behind an accepted upgrade; `head` is null where it was not accepted. */
function answerTo(
  socket: Duplex,
  path: string,
  headers: Record<string, string>,
): Promise<{ message: IncomingMessage; head: Buffer | null }> {
  return new Promise((resolve, reject) => {
    const asked = request({ createConnection: () => socket, path, headers, setHost: false, maxHeaderSize: HEADER_LIMIT });
    asked.on('upgrade', (message, _, head) => resolve({ message, head }));
    asked.on('response', (message) => resolve({ message, head: null }));
    asked.on('error', reject);
    asked.once('close', () => reject(new Refusal(ofOurs('CLOSED', 'the connection was closed without an answer'))));
    asked.end();
  });
}

/** The message of a refusal: of its error, or the first words of its body. */
async function refusalText(
  message: IncomingMessage,
  answer: HttpAnswer,
  { target, signal }: ProbeContext,
): Promise<string | null> {
  const parts: Buffer[] = [];
  const read = async () => {
    for await (const part of message) {
      parts.push(part);
      if (Buffer.concat(parts).length > REFUSAL_LIMIT) break;
    }
  };
  await withLimit(signal, Math.min(WATCH_MS * 4, target.timeoutMs), read).catch(() => {});
  const body = scrubbed({ ...answer, body: Buffer.concat(parts).toString('utf8') }, target).body;
  const text = parseErrorBody(body)?.message ?? body.replaceAll(/<[^<>]{0,2000}>/g, ' ');
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200) || null;
}

interface Close {
  code: number | null;
  reason: string;
}

/** The close that comes within a moment, by a frame or by the end of the connection; null where the WebSocket stays open or says something. */
async function closeWithin(socket: Duplex, head: Buffer, signal: AbortSignal): Promise<Close | null> {
  const ends = new AbortController();
  const first = head.length > 0 ? Promise.resolve(closeIn(head)) : firstFrame(socket);
  try {
    return await Promise.race([first, pause(WATCH_MS, AbortSignal.any([signal, ends.signal])).then(() => null)]);
  } finally {
    ends.abort();
  }
}

function firstFrame(socket: Duplex): Promise<Close | null> {
  return new Promise((resolve) => {
    socket.once('data', (chunk: Buffer) => resolve(closeIn(chunk)));
    socket.once('end', () => resolve({ code: null, reason: '' }));
    socket.once('close', () => resolve({ code: null, reason: '' }));
  });
}

/** A close frame (RFC 6455 sections 5.2 and 5.5.1), which no mask hides from the server to the client; null for any other frame. */
function closeIn(bytes: Buffer): Close | null {
  if ((bytes[0] ?? 0) !== 0x88) return null;
  const length = Math.min((bytes[1] ?? 0) & 127, 125);
  const payload = bytes.subarray(2, 2 + length);
  return { code: payload.length >= 2 ? payload.readUInt16BE(0) : null, reason: payload.subarray(2).toString('utf8') };
}
