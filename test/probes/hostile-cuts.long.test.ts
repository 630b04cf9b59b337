import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { ProxyAddress } from '../../src/model/route-plan.ts';
import type { Target } from '../../src/model/target.ts';
import { openTunnel } from '../../src/net/route/tunnel.ts';
import { run } from '../../src/run/run.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';
import { type Act, KEY, serveHostile } from '../lab/hostile.ts';
import { LISTING } from '../lab/hostile-http.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, makeCa, makeLeaf } from '../lab/pki.ts';
import { type RunningApi, serveApi } from '../lab/servers/api.js';
import { look, lookup, targetAt } from '../support/http-look.ts';
import { targetFor } from '../support/tcp-cases.ts';

/** Sound conversations that are cut after every byte: what is said of each cut must be true. */

type How = 'end' | 'reset';
const HOWS: How[] = ['end', 'reset'];

function cut(socket: Socket, how: How): void {
  if (how === 'end') socket.end();
  else socket.resetAndDestroy();
}

/** Sends the first bytes and cuts the line. What is no request gets nothing at all. */
const sendsUntil =
  (bytes: Buffer, how: How): Act =>
  (socket, said) => {
    if (!/^(?:GET|CONNECT) /.test(said.toString('latin1'))) return void socket.destroy();
    // The reset goes out behind the bytes, which Linux lets be read first.
    if (bytes.length === 0) return cut(socket, how);
    socket.write(bytes, () => cut(socket, how));
  };

const rootCause = (findings: ReturnType<typeof diagnose>) => findings.find(({ severity }) => severity === 'error')?.id ?? null;

/** Some at a time: a loop over hundreds of cuts must not take as long as all their waits together. */
async function eachOf<T>(items: T[], atOnce: number, step: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await step(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const positions = (length: number) => Array.from({ length: length + 1 }, (_, at) => at);

describe('an answer that is cut after each byte', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
  const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n${LISTING.length.toString(16)}\r\n${LISTING}\r\n0\r\n\r\n`;
  const answers: [string, string][] = [
    ['with a length', `${head}Content-Length: ${LISTING.length}\r\n\r\n${LISTING}`],
    ['in chunks', chunked],
    ['until the connection ends', `${head}\r\n${LISTING}`],
  ];
  test.concurrent.each(answers.flatMap(([kind, text]) => HOWS.map((how) => [kind, how, text] as const)))(
    '%s, by %s',
    async (kind, how, text) => {
      const bodyAt = text.indexOf('\r\n\r\n') + 4;
      const isOpenEnded = kind === 'until the connection ends';
      const truth = (at: number): (string | null)[] => {
        if (at === 0) return ['http/closed'];
        if (isOpenEnded && at === bodyAt) return ['http/not-the-api', 'http/truncated'];
        // A reset is no end of a body that only the connection ends, but Node may tell it as one where it comes with the last bytes.
        if (at === text.length) return isOpenEnded && how === 'reset' ? [null, 'http/truncated'] : [null];
        return ['http/truncated'];
      };
      await eachOf(positions(text.length), 4, async (at) => {
        const server = await serveHostile(sendsUntil(Buffer.from(text.slice(0, at), 'latin1'), how), { from: 'byte' });
        const found = rootCause(diagnose(await look(targetAt(server.port, { timeoutMs: 5000 }))));
        await server.close();
        expect(
          truth(at),
          `after ${at} of ${text.length} bytes: ${JSON.stringify(text.slice(Math.max(0, at - 20), at))}`,
        ).toContain(found);
      });
    },
  );
});

needs('openssl')('inside TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-cuts-'));
  let api: RunningApi;
  let ca: Authority;
  beforeAll(async () => {
    ca = makeCa(folder, { name: 'Root of the cuts' });
    const leaf = makeLeaf(ca, { names: ['127.0.0.1'] });
    api = await serveApi({ cert: leaf.fullchain, key: leaf.key, keys: [KEY] });
  });
  afterAll(async () => {
    await api.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const target = (port: number, changes: Partial<Target> = {}): Target => {
    const plain = targetAt(port, { key: { value: KEY, source: 'OPENAI_API_KEY' }, caFile: ca.root, timeoutMs: 3000, ...changes });
    const baseUrl = plain.baseUrl.replace('http:', 'https:');
    return { ...plain, baseUrl, url: { ...(plain.url as NonNullable<Target['url']>), scheme: 'https' } };
  };
  const diagnosed = async (of: Target) => rootCause(diagnose(await run(of, new AbortController().signal)));

  /** Passes everything on, and cuts the line after so many bytes of the server’s. */
  const relay =
    (port: number, limit: number, how: How): Act =>
    (socket) => {
      const host = connect(port, '127.0.0.1');
      let left = limit;
      host.on('error', () => socket.destroy()).on('end', () => socket.end());
      host.on('data', (bytes: Buffer) => {
        if (left <= 0 || socket.destroyed) return;
        const part = bytes.subarray(0, left);
        left -= part.length;
        socket.write(part, () => (left <= 0 ? cut(socket, how) : null));
      });
      socket.on('data', (bytes) => host.write(bytes)).on('close', () => host.destroy());
      if (limit === 0) cut(socket, how);
    };

  test.concurrent.each(HOWS)('a conversation in TLS, by %s', async (how) => {
    const stages = ['tcp/reset', 'tls/reset', 'http/closed', null];
    let last = 0;
    // The places differ by some bytes from one handshake to the next, so only the order is certain.
    for (let at = 0; last < stages.length - 1; at += at < 6 ? 1 : 199) {
      const server = await serveHostile(relay(api.port, at, how), { from: 'connection' });
      const found = await diagnosed(target(server.port));
      await server.close();
      expect(stages.slice(last), `after ${at} bytes`).toContain(found);
      last = stages.indexOf(found);
      expect(at).toBeLessThan(10_000);
    }
  });
});

/** What is said of a proxy by its word alone; null where it opened the way. */
const proxied = async (scheme: ProxyAddress['scheme'], port: number) => {
  const proxy = { scheme, host: '127.0.0.1', port, username: null, password: null, source: '--proxy' };
  const of = targetFor('https://127.0.0.1:9/v1', { route: { kind: 'proxy', proxy } });
  const { signal } = new AbortController();
  const needs = { lookup, secureContext: async () => createSecureContext(), timeoutMs: 5000, mask: maskerFor([]), signal };
  const { facts, stream } = await openTunnel(proxy, { host: '127.0.0.1', port: 9 }, needs);
  stream?.destroy();
  const tunnel = { status: 'ok' as const, facts, startMs: 0, durationMs: 0 };
  const c = {
    observations: { 'proxy/tunnel': tunnel },
    alternateObservations: {},
    target: of,
    startedAt: '2026-11-24T10:00:00.000+00:00',
  };
  return rootCause(diagnose(c));
};

describe('a proxy', () => {
  const VIA = 'Via: 1.1 gate\r\n';
  const PAGE = 'Content-Length: 24\r\n\r\n<title>No</title>No way.\n';
  /** answer, what its status line and headers say, what they say when they are whole */
  const connects: [string, string, (string | null)[]][] = [
    ['200', `HTTP/1.1 200 Connection established\r\n${VIA}\r\n`, [null]],
    [
      '407',
      `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n${PAGE}`,
      ['proxy/auth-required'],
    ],
    ['403', `HTTP/1.1 403 Forbidden\r\n${VIA}${PAGE}`, ['proxy/forbidden']],
    ['503', `HTTP/1.1 503 Service Unavailable\r\n${VIA}${PAGE}`, ['proxy/upstream-failed']],
  ];
  test.concurrent.each(connects.flatMap(([name, text, truth]) => HOWS.map((how) => [name, how, text, truth] as const)))(
    'an answer of %s to CONNECT, by %s',
    async (_, how, text, truth) => {
      const headEnd = text.indexOf('\r\n\r\n') + 4;
      await eachOf(positions(text.length), 4, async (at) => {
        const proxy = await serveHostile(sendsUntil(Buffer.from(text.slice(0, at), 'latin1'), how), { from: 'byte' });
        const found = await proxied('http', proxy.port);
        await proxy.close();
        expect(at < headEnd ? ['proxy/closed'] : truth, `after ${at} of ${text.length} bytes`).toContain(found);
      });
    },
  );

  /** Answers each message in turn until so many bytes are gone. */
  const inTurnUntil =
    (answers: number[][], limit: number, how: How): Act =>
    (socket) => {
      const turns = [...answers];
      let left = limit;
      const next = () => {
        const bytes = Buffer.from(turns.shift() ?? []).subarray(0, left);
        left -= bytes.length;
        socket.write(bytes, () => (left <= 0 ? cut(socket, how) : null));
      };
      if (limit === 0) return cut(socket, how);
      socket.on('data', next);
      next();
    };
  const GRANTED = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
  /** scheme, answers, after how many bytes the word is out, and what it is */
  const socks: [ProxyAddress['scheme'], string, number[][], number, string | null][] = [
    ['socks5h', 'a grant', [[5, 0], GRANTED], 12, null],
    [
      'socks5h',
      'a grant with a name',
      [
        [5, 0],
        [5, 0, 0, 3, 4, 97, 98, 99, 100, 0, 1],
      ],
      13,
      null,
    ],
    [
      'socks5h',
      'a refusal',
      [
        [5, 0],
        [5, 2, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      4,
      'proxy/forbidden',
    ],
    ['socks5h', 'a refusal of the ways to log in', [[5, 255]], 2, 'proxy/auth-required'],
    ['socks4', 'a grant', [[0, 0x5a, 0, 0, 0, 0, 0, 0]], 8, null],
    ['socks4', 'a refusal', [[0, 0x5b, 0, 0, 0, 0, 0, 0]], 8, 'proxy/upstream-failed'],
  ];
  test.concurrent.each(socks.flatMap((one) => HOWS.map((how) => [one[0], one[1], how, one[2], one[3], one[4]] as const)))(
    'with %s %s, by %s',
    async (scheme, _, how, answers, wordAt, word) => {
      const length = answers.flat().length;
      await eachOf(positions(length), 4, async (at) => {
        const proxy = await serveHostile(inTurnUntil(answers, at, how), { from: 'byte' });
        const found = await proxied(scheme, proxy.port);
        await proxy.close();
        expect(at < wordAt ? 'proxy/closed' : word, `after ${at} of ${length} bytes`).toBe(found);
      });
    },
  );
});
