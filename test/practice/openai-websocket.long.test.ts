/** The WebSocket clients of the real openai-node, for the Responses and the Realtime API, against the rows of the practice API. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { OpenAI as Client, ClientOptions } from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Practice, startPractice } from '../../src/practice/server.ts';
import { clientPath } from '../lab/clients.ts';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';

/** What both clients have in common. */
interface Socket {
  on(event: 'event' | 'error', listener: (what: { type?: string; message?: string }) => void): unknown;
  send(event: object): void;
  close(): void;
  socket: { on(event: 'open' | 'close', listener: (code: number) => void): void };
}

interface Seen {
  types: string[];
  error: string | null;
  closeCode: number | null;
}

let practice: Practice;
/** The practice API behind TLS, as the client of the Realtime API uses wss:// alone. */
let front: Server;
let ca: string;
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-websocket-'));
beforeAll(async () => {
  practice = await startPractice(0);
  const authority = makeCa(folder, { name: 'WebSocket Root' });
  const { fullchain, key } = makeLeaf(authority, { names: ['localhost'] });
  ca = readFileSync(authority.root, 'utf8');
  front = createServer({ cert: readFileSync(fullchain), key: readFileSync(key) }, handOn);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  front.close();
  await practice.close();
  rmSync(folder, { recursive: true });
});

function handOn(socket: TLSSocket): void {
  const upstream = connect(practice.port, '127.0.0.1');
  socket.pipe(upstream).pipe(socket);
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
}

/** openai-node with the `ws` that it asks for, which lies beside it. */
const load = (...names: string[]) => createRequire(import.meta.url)(clientPath('openai', ...names));

function open(api: 'responses' | 'realtime', row: string): Socket {
  const { OpenAI } = load('index.js') as { OpenAI: new (options: ClientOptions) => Client };
  const { port } = front.address() as AddressInfo;
  const origin = api === 'realtime' ? `https://localhost:${port}` : `http://127.0.0.1:${practice.port}`;
  const client = new OpenAI({ apiKey: 'sk-practice', baseURL: `${origin}${row && `/${row}`}/v1` });
  if (api === 'realtime') {
    const { OpenAIRealtimeWS } = load('realtime', 'ws.js');
    return new OpenAIRealtimeWS({ model: 'gpt-realtime', options: { ca } }, client);
  }
  const { ResponsesWS } = load('resources', 'responses', 'ws.js');
  return new ResponsesWS(client);
}

/** Sends one message and waits for its last event, for an error, for a close, or for a moment in which nothing comes. */
function talk(api: 'responses' | 'realtime', row: string, limitMs = 10_000): Promise<Seen> {
  const seen: Seen = { types: [], error: null, closeCode: null };
  const socket = open(api, row);
  return new Promise((resolve) => {
    const end = () => setTimeout(resolve, 50, seen);
    const timer = setTimeout(end, limitMs);
    timer.unref();
    socket.on('event', ({ type = '' }) => {
      seen.types.push(type);
      if (type === 'response.completed') socket.close();
    });
    socket.on('error', ({ message = '' }) => {
      seen.error ??= message;
    });
    socket.socket.on('close', (code) => {
      seen.closeCode = code;
      end();
    });
    socket.socket.on('open', () => socket.send({ type: 'response.create', model: 'gpt-4o-mini', input: 'Hello' }));
  });
}

needs(
  'npm:openai',
  'npm:ws',
  'openssl',
)('the WebSocket clients of openai-node', () => {
  describe.concurrent.each(['responses', 'realtime'] as const)('%s', (api) => {
    test('are answered where nothing is wrong', async () => {
      const { types, error, closeCode } = await talk(api, '');
      expect([types[0], types.at(-1), error, closeCode]).toEqual(['response.created', 'response.completed', null, 1000]);
    });

    test.each([
      ['websocket-401', /401/],
      ['websocket-403', /403/],
      ['websocket-404', /404/],
      ['websocket-426', /426/],
      ['websocket-stripped', /404/],
      ['websocket-reset', /socket hang up|ECONNRESET/],
    ])('raise at %s', async (row, message) => {
      const { types, error, closeCode } = await talk(api, row);
      expect([types, closeCode]).toEqual([[], 1006]);
      expect(error).toMatch(message);
    });

    test('are closed with the code of websocket-closed, which raises nothing', async () => {
      expect(await talk(api, 'websocket-closed')).toMatchObject({ types: [], error: null, closeCode: 1008 });
    });

    test('wait at websocket-silent without an error', async () => {
      expect(await talk(api, 'websocket-silent', 1_500)).toEqual({ types: [], error: null, closeCode: null });
    });
  });
});
