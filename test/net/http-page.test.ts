import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { getPage } from '../../src/net/http/page.ts';
// Loaded before its first use, which has a limit.
import '../../src/net/http/undici-get.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import type { ApiAnswer } from '../lab/servers/api.js';
import { contextFor, KEY, targetAt, withApi } from '../support/http-look.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (port: number, scheme: 'http' | 'https' = 'http', host = '127.0.0.1') => ({ scheme, host, port, path: '/v1/models' });
const page = (answer: ApiAnswer) => withApi([{ ...answer }], (api) => getPage(at(api.port), contextFor(targetAt(api.port))));

describe('a page without the key', () => {
  test('is read whole, and its request carries nothing of whoever asks', async () => {
    await withApi([{ status: 200, body: { fine: true }, headers: { 'x-one': 'a', 'set-cookie': 'session=1' } }], async (api) => {
      const facts = await getPage(at(api.port), contextFor(targetAt(api.port)));
      expect(facts).toMatchObject({
        stage: 'done',
        problem: null,
        answer: { status: 200, cut: false, headers: { 'x-one': 'a' } },
      });
      expect(JSON.parse(facts.answer?.body ?? '')).toEqual({ fine: true });
      expect(facts.answer?.headers).not.toHaveProperty('set-cookie');
      expect(JSON.stringify(api.requests)).not.toContain(KEY);
      expect(api.requests[0]?.headers).toMatchObject({
        host: `127.0.0.1:${api.port}`,
        'user-agent': expect.stringMatching(/^api-doctor/),
      });
    });
  });

  test('is unpacked', async () => {
    expect((await page({ status: 200, body: { fine: true }, encoding: 'gzip' })).answer?.body).toContain('"fine"');
  });

  test('follows no redirect', async () => {
    const { answer } = await page({ status: 302, headers: { location: '/elsewhere' }, body: '' });
    expect(answer).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
  });

  test('hides the key where the server knows it', async () => {
    const { answer } = await page({ status: 200, body: { said: KEY }, headers: { 'x-key': KEY } });
    expect(JSON.stringify(answer)).not.toContain(KEY);
  });

  test('is cut at the limit, also where a small body unpacks to a large one', async () => {
    const { answer } = await page({ status: 200, repeat: { text: 'x'.repeat(1024), times: 3000 } });
    expect(answer?.cut).toBe(true);
    expect(answer?.body.length).toBe(1024 * 1024);
    const bomb = gzipSync(Buffer.alloc(30_000_000)).toString('latin1');
    const raw = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n${bomb}`;
    expect((await served(raw)).answer).toMatchObject({ cut: true });
  });

  test.each<[string, string, RegExp]>([
    ['closes without an answer', '', /./],
    ['is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', /HPE_|does not match/],
    ['ends in the middle', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{', /UND_ERR|CLOSED|ECONNRESET/],
    ['sends headers without end', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`, /UND_ERR_HEADERS_OVERFLOW|HPE_/],
  ])('a server that %s is a problem and no page', async (_, raw, code) => {
    const facts = await served(raw);
    expect(facts.answer).toBeNull();
    expect(facts.problem?.code ?? facts.problem?.message).toMatch(code);
  });

  test('a server that never answers is given up at the limit', async () => {
    const facts = await page({ delayMs: 5000, body: '' });
    expect(facts).toMatchObject({ answer: null, problem: { code: 'TIMEOUT' } });
    expect(facts.ms).toBeLessThan(3000);
  });
});

describe('over TLS', () => {
  test('only verified, and over any stream that the route opens', async () => {
    const ca = await makeCa(folder, { name: 'Page Root' });
    const leaf = await makeLeaf(ca, { names: ['localhost'] });
    await withApi({ cert: leaf.fullchain, key: leaf.key, listen: [{ host: '127.0.0.1', port: 0 }] }, async (api) => {
      const target = targetAt(api.port);
      const context = contextFor(target);
      expect((await getPage(at(api.port, 'https', 'localhost'), context)).problem?.code).toMatch(/UNABLE_TO|SELF_SIGNED/);
      const trusted = contextFor({ ...target, env: { ...target.env, NODE_EXTRA_CA_CERTS: ca.cert } });
      expect((await getPage(at(api.port, 'https', 'localhost'), trusted)).answer?.status).toBe(401);
      const wrapped: typeof trusted.route = {
        ...trusted.route,
        open: async (...to) => {
          const { socket, peer } = await trusted.route.open(...to);
          return { peer, socket: Duplex.from({ readable: socket, writable: socket }) };
        },
      };
      expect((await getPage(at(api.port, 'https', 'localhost'), { ...trusted, route: wrapped })).answer?.status).toBe(401);
    });
  });
});

/** What comes of a server that sends these bytes and closes. */
async function served(raw: string) {
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.end(Buffer.from(raw, 'latin1')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await getPage(at(port), contextFor(targetAt(port)));
  } finally {
    server.close();
  }
}
