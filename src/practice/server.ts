import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { answerGet, generate, isGenerating, type Outcome, readAsked, refuse, refuseKey, unknownPath } from './answer.ts';
import { listText } from './list.ts';
import { play, refuseLength } from './play.ts';
import { type PracticeRequest, readBody, readRequest } from './request.ts';
import type { PracticeRow } from './row.ts';
import { rowNamed } from './rows.ts';
import { answerUpgrade, refuseUpgrade } from './websocket.ts';

/** One request as it came and was answered. Texts are the client's own. */
export interface Served extends Outcome {
  method: string;
  path: string;
  model: string | null;
  /** Name of the row that was played. */
  row: string | null;
  ms: number;
}

export interface Practice {
  port: number;
  /** How many requests came, and how many of them the real API would have charged for. */
  counts(): { requests: number; billed: number };
  close(): Promise<void>;
}

/** Loopback alone: it takes any key with a certain word in it. */
const HOST = '127.0.0.1';

/** How long an idle connection is kept. */
const KEEP_ALIVE_MS = 65_000;

/** Starts the practice API on a port, or any where it is 0. Rejects where the port cannot be taken. Nothing of a request is kept. */
export async function startPractice(port: number, onServed: (served: Served) => void = () => {}): Promise<Practice> {
  const counted = { requests: 0, billed: 0 };
  const told = (served: Served) => {
    counted.requests += 1;
    if (served.isBilled) counted.billed += 1;
    onServed(served);
  };
  const running = new Set<Promise<void>>();
  const server = createServer((message, answer) => {
    const one = serveRequest(message, answer, told).finally(() => running.delete(one));
    running.add(one);
  });
  server.on('upgrade', (message, socket) => serveUpgrade(message, socket as Socket, told));
  server.on('clientError', (_, socket) => socket.destroy());
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  // As long as the API keeps them: a client that reuses a connection must not meet its end.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listening(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    counts: () => ({ ...counted }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed, ...running]);
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
}

async function serveRequest(message: IncomingMessage, answer: ServerResponse, told: (served: Served) => void): Promise<void> {
  const started = performance.now();
  const request = readRequest(message);
  const { method, path, byPath, byHeader } = request;
  const served = { method, path, model: null as string | null, row: byHeader?.name ?? byPath?.name ?? null };
  const note = (model: string, row: PracticeRow | null) => Object.assign(served, { model, row: row?.name ?? served.row });
  // A client that goes away in the middle is no failure of this server.
  const outcome = await respond(message, answer, { request, note }).catch((): Outcome => ({ said: 'gone', isBilled: false }));
  told({ ...served, ...outcome, ms: Math.round(performance.now() - started) });
}

interface About {
  request: PracticeRequest;
  /** Told of the model that a body names, and of the row that it selects. */
  note(model: string, row: PracticeRow | null): void;
}

async function respond(message: IncomingMessage, answer: ServerResponse, about: About): Promise<Outcome> {
  const { request } = about;
  const { method, path, endpoint, byPath, byHeader } = request;
  if (path === '/' && !byPath) return list(message, answer);
  const row = byHeader ?? (byPath?.on === 'every request' ? byPath : null);
  const isGeneration = method === 'POST' && isGenerating(endpoint);
  const played = row && !isGeneration ? await play(answer, row.plays, null) : null;
  if (played) return played;
  const refused = row ? null : refuseKey(answer, request);
  if (refused) return refused;
  if (!isGeneration) return method === 'GET' ? answerGet(answer, request) : unknownPath(answer, method, path);
  return respondToCall(message, answer, about);
}

/** A request that generates: what its body says comes into play, and the rows that a path selects for such requests. */
async function respondToCall(message: IncomingMessage, answer: ServerResponse, { request, note }: About): Promise<Outcome> {
  const { method, path, byPath, byHeader } = request;
  const endpoint = request.endpoint as string;
  const before = byHeader ?? byPath;
  if (before?.plays.kind === 'missing' && before.plays.endpoint === endpoint) return unknownPath(answer, method, path);
  if (before?.plays.kind === 'limit' && Number(message.headers['content-length'] ?? 0) > before.plays.bytes)
    return refuseLength(message, answer, before.plays);
  const body = parsed(await readBody(message));
  if (body === null) return refuse(answer, 400, { message: 'We could not parse the JSON body of your request.' });
  const byModel = rowNamed(typeof body.model === 'string' ? body.model : null);
  note(typeof body.model === 'string' ? body.model : '', byModel);
  const row = byModel ?? before;
  const isWhole = row?.plays.kind === 'stream' || row?.plays.kind === 'upgrade' || !row;
  if (row && !isWhole) return (await play(answer, row.plays, null)) ?? usual(answer, endpoint, body);
  return usual(answer, endpoint, body, row);
}

async function usual(
  answer: ServerResponse,
  endpoint: string,
  body: Record<string, unknown>,
  row: PracticeRow | null = null,
): Promise<Outcome> {
  const asked = readAsked(answer, endpoint, body);
  if ('said' in asked) return asked;
  return (row && (await play(answer, row.plays, asked))) ?? generate(answer, asked);
}

function parsed(body: Buffer | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function list({ headers }: IncomingMessage, answer: ServerResponse): Outcome {
  const text = listText(`http://${/^[\w.:[\]-]{1,100}$/.test(headers.host ?? '') ? headers.host : HOST}`);
  answer.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
  return { said: 200, isBilled: false };
}

function serveUpgrade(message: IncomingMessage, socket: Socket, told: (served: Served) => void): void {
  const request = readRequest(message);
  const { method, path, byPath, byHeader } = request;
  const row = byHeader ?? byPath;
  const said = upgraded(message, socket, { request, row });
  told({ method, path, model: null, row: row?.name ?? null, said: `upgrade: ${said}`, isBilled: false, ms: 0 });
}

/** The key is asked for first, as with every request; a row that refuses every request refuses this one too. */
function upgraded(
  message: IncomingMessage,
  socket: Socket,
  { request, row }: { request: PracticeRequest; row: PracticeRow | null },
): string {
  const { hasKey, isKeyKnown, endpoint, path } = request;
  const refusedAs = !hasKey ? '401-invalid-authentication' : !isKeyKnown ? '401-incorrect-api-key' : null;
  const plays = (refusedAs ? rowNamed(refusedAs) : row)?.plays;
  if (plays?.kind === 'answer' && (refusedAs || row?.on === 'every request'))
    return refuseUpgrade(socket, plays.status, plays.body as object);
  const fault = plays?.kind === 'upgrade' ? plays.how : null;
  const isKnown = endpoint === '/responses' || endpoint === '/realtime';
  const missing = { message: `Invalid URL (GET ${path})`, type: 'invalid_request_error', param: null, code: null };
  return isKnown && fault !== 'stripped' ? answerUpgrade(socket, message, fault) : refuseUpgrade(socket, 404, { error: missing });
}
