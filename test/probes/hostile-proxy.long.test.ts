import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Act,
  doctor,
  doctorHere,
  type Ended,
  KEY,
  keepsItsPromises,
  pours,
  SECRET,
  serveHostile,
  worst,
} from '../lab/hostile.ts';
import { connects, type ProxyMisbehaviour, socks4, socks5 } from '../lab/hostile-proxy.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, makeCa, makeLeaf } from '../lab/pki.ts';
import { type RunningApi, serveApi } from '../lab/servers/api.js';

/**
 * The tool behind proxies that misbehave. What it says of each must be true, and none of them may hear the key. Where a proxy sends
 * without end, a process of its own is started, whose memory is watched.
 */

const DEADLINE_MS = 10_000;
const PASSWORD = 'h0st1le-pr0xy-p4ssw0rd';

needs('openssl')('behind a proxy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-hostile-'));
  let api: RunningApi;
  let ca: Authority;

  beforeAll(async () => {
    ca = makeCa(folder, { name: 'Root of the hostile kit' });
    const leaf = makeLeaf(ca, { names: ['127.0.0.1'] });
    api = await serveApi({ cert: leaf.fullchain, key: leaf.key, keys: [KEY] });
  });
  afterAll(async () => {
    await api.close();
    rmSync(folder, { recursive: true, force: true });
    console.info(`${worst.runs} runs, at most ${Math.round(worst.peak)} MiB and ${Math.round(worst.ms)} ms`);
  });

  /** One run through a proxy. A way that works is given time: the machine of the tests is busy. */
  async function through(scheme: string, { name, act, truth, from }: ProxyMisbehaviour, user = ''): Promise<Ended> {
    const proxy = await serveHostile(act, { from });
    const [timeout, deadlineMs] = truth.includes(null) ? ['20s', 3 * DEADLINE_MS] : ['1s', DEADLINE_MS];
    const done = await (/without end/.test(name) ? doctor : doctorHere)([
      ...['check', '--format', 'json', '--timeout', timeout, '--deadline', `${deadlineMs}ms`],
      ...['--base-url', `https://127.0.0.1:${api.port}/v1`, '--ca-file', ca.root],
      ...['--proxy', `${scheme}://${user}127.0.0.1:${proxy.port}`],
    ]);
    await proxy.close();
    keepsItsPromises(done, { deadlineMs, secrets: [PASSWORD] });
    expect(proxy.heard()).not.toContain(SECRET);
    expect(proxy.heard()).not.toContain('Bearer');
    expect(truth, done.report.findings[0]?.explanation).toContain(done.report.rootCause);
    return done;
  }

  const asHttp = Object.values(connects).flat();
  test.concurrent.each(asHttp)('that answers CONNECT with $name', async (one) => void (await through('http', one)));
  test.concurrent.each(socks5)(
    'of SOCKS5 that answers with $name',
    async (one) => void (await through('socks5h', { from: 'byte', ...one })),
  );
  test.concurrent.each(socks4)(
    'of SOCKS4 that answers with $name',
    async (one) => void (await through('socks4', { from: 'byte', ...one })),
  );

  const echo: Act = (socket, request) => {
    const page = `${request.toString('latin1')} ${PASSWORD} ${Buffer.from(`me:${PASSWORD}`).toString('base64')}`;
    socket.end(
      `HTTP/1.1 407 ${PASSWORD}\r\nProxy-Authenticate: Basic\r\nVia: ${PASSWORD}\r\nContent-Length: ${page.length}\r\n\r\n${page}`,
    );
  };
  test.concurrent('that sends the password back', async () => {
    const { report } = await through('http', { name: 'echo', act: echo, truth: ['proxy/auth-rejected'] }, `me:${PASSWORD}@`);
    expect(report.findings[0]?.explanation).toContain('were sent and rejected');
  });

  test.concurrent('to which plain HTTP is handed: it hears no key, and its endless page is not waited for', async () => {
    const proxy = await serveHostile(pours('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n', '<html>'.repeat(10_000)));
    const args = ['check', '--format', 'json', '--timeout', '1s', '--deadline', `${DEADLINE_MS}ms`];
    const done = await doctor([...args, '--base-url', 'http://127.0.0.1:9/v1', '--proxy', `http://127.0.0.1:${proxy.port}`]);
    await proxy.close();
    keepsItsPromises(done, { deadlineMs: DEADLINE_MS });
    expect(proxy.heard()).toContain('GET http://127.0.0.1:9/v1/models');
    expect(proxy.heard()).not.toContain(SECRET);
    expect(['http/not-the-api', 'http/too-large', 'http/timeout']).toContain(done.report.rootCause);
  });
});
