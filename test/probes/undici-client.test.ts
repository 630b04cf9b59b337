import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runUndici } from '../../src/probes/client/undici.ts';
import { serveApi } from '../lab/servers/api.js';

/** undici's own fetch, really run in this process. */

let api: Awaited<ReturnType<typeof serveApi>>;
let proxy: Server;
const tunnels: string[] = [];
const looked: string[] = [];

beforeAll(async () => {
  api = await serveApi({ keys: ['sk-proj-0123456789abcdefghijklmnopqrstuvwxyz'] });
  proxy = createServer((socket) => {
    socket
      .on('error', () => {})
      .once('data', (head) => {
        const [, target = ''] = head.toString('latin1').split(' ');
        tunnels.push(head.toString('latin1'));
        const server = connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          server.pipe(socket).pipe(server);
        });
        server.on('error', () => socket.destroy());
      });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  proxy.close();
  await api.close();
});

const run = (host: string, env: Record<string, string> = {}, limitMs = 3000) =>
  runUndici({ url: `http://${host}:${api.port}/v1/models`, env, limitMs, signal: new AbortController().signal }, async (name) => {
    looked.push(name);
    const addresses = name === 'api.example' ? [{ address: '127.0.0.1', family: 4 as const }] : [];
    return { host: name, addresses, problem: null, ms: 0, pending: false, absolute: null };
  });
const throughHere = () => `http://user:secret@127.0.0.1:${(proxy.address() as AddressInfo).port}/`;

test('direct: it answers, the name is resolved by the run’s own lookup, and no key is sent', async () => {
  expect(await run('api.example')).toMatchObject({ route: 'direct', ran: { status: 401, error: null } });
  expect(looked).toContain('api.example');
  expect(api.requests.at(-1)?.headers).not.toHaveProperty('authorization');
});

test('through a proxy, which gets its own password', async () => {
  const before = tunnels.length;
  expect(await run('api.example', { http_proxy: throughHere() })).toMatchObject({ route: throughHere(), ran: { status: 401 } });
  expect(tunnels.slice(before).join()).toContain(`proxy-authorization: Basic ${Buffer.from('user:secret').toString('base64')}`);
});

test('around a proxy that NO_PROXY excludes', async () => {
  const env = { HTTP_PROXY: throughHere(), NO_PROXY: 'example' };
  expect(await run('api.example', env)).toMatchObject({ route: 'direct', ran: { status: 401 } });
});

test('what fails is its own error: an invalid proxy, an unknown name, a SOCKS proxy that is not there', async () => {
  expect(await run('api.example', { HTTP_PROXY: 'ftp://proxy.example' })).toMatchObject({
    route: null,
    ran: { status: null, error: expect.stringMatching(/^UND_ERR_INVALID_ARG: Invalid URL protocol/) },
  });
  expect((await run('nowhere.example')).ran).toMatchObject({ status: null, error: expect.stringMatching(/^ENOTFOUND/) });
  const socks = await run('api.example', { HTTP_PROXY: 'socks5://127.0.0.1:1' });
  expect(socks).toMatchObject({ route: 'socks5://127.0.0.1:1', ran: { status: null } });
  expect(socks.ran.error).toMatch(/ECONNREFUSED/);
});
