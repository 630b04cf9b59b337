import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import { API_KEY, openProxyWorld, type ProxyWorld } from '../lab/proxies.ts';

/** A proxy that opens the way and answers at the end of it itself: a sign-in or a filter's page inside TLS that looks like the API's. */

const head = (line: string, more = '') => `HTTP/1.1 ${line}\r\nContent-Type: text/html\r\n${more}Connection: close\r\n\r\n`;
const page = (title: string, text: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
const listing = JSON.stringify({
  object: 'list',
  data: [{ id: 'gpt-4o-mini', object: 'model', created: 1, owned_by: 'system' }],
});

const ANSWERS = {
  3201: { raw: head('302 Found', 'Location: https://login.network.example/captive?next=https://api.openai.com/\r\n') },
  3202: { raw: head('302 Found', 'Location: http://10.77.0.1/guest/login\r\n') },
  3203: { raw: head('302 Found', 'Location: https://sso.company.example/start\r\n') },
  3204: { raw: head('511 Network Authentication Required') + page('Sign in', 'Log in to the network') },
  3205: { raw: head('200 OK') + page('Guest Wi-Fi login', 'Accept the terms') },
  3206: { raw: head('403 Forbidden', 'Server: Zscaler/6.2\r\n') + page('Blocked', 'Internet Security by Zscaler') },
  3207: {
    raw: `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${listing.length}\r\n\r\n${listing}`,
    delayMs: 4000,
  },
};

needs(
  'root',
  'linux',
  'ip',
  'openssl',
)('inside the tunnel of a proxy', () => {
  let world: ProxyWorld;
  let record: string;
  let portalCa: string;

  beforeAll(async () => {
    world = await openProxyWorld();
    const { folder } = world.lab;
    record = join(folder, 'heard');
    const ca = makeCa(folder, { name: 'Gate of the network' });
    const leaf = makeLeaf(ca, { names: ['api.openai.com'] });
    portalCa = ca.cert;
    const told = { host: '10.77.0.1', cert: leaf.fullchain, key: leaf.key, record, ports: ANSWERS };
    await world.lab.serve(['node', 'test/lab/servers/intercepting-proxy.js', JSON.stringify(told)], { ready: /ready/ });
  });
  afterAll(() => world?.close());

  const check = (port: string, trusted: boolean, ...args: string[]) =>
    world.lab.doctor(['check', '--format', 'json', ...args], {
      env: {
        HTTPS_PROXY: `http://proxy.lab:${port}`,
        OPENAI_API_KEY: API_KEY,
        ...(trusted ? { SSL_CERT_FILE: portalCa, NODE_EXTRA_CA_CERTS: portalCa } : world.trust),
      },
    });

  test.each(['3201', '3204', '3206'])(
    'whose authority nobody here trusts: an interception, and not a byte of a request (%s)',
    async (port) => {
      const { report, status, stdout } = await check(port, false);
      expect({ rootCause: report.rootCause, status }).toEqual({ rootCause: 'tls/interception', status: 13 });
      expect(() => readFileSync(record)).toThrow();
      expect(stdout).not.toContain(API_KEY.slice(10, 30));
    },
  );

  test.each([
    ['a redirect to a sign-in', '3201', 'http/captive-portal'],
    ['a redirect to a bare address of the network', '3202', 'http/captive-portal'],
    ['a redirect of which nothing shows where it leads', '3203', 'http/unexpected-redirect'],
    ['511', '3204', 'http/captive-portal'],
    ['a sign-in page', '3205', 'http/captive-portal'],
    ['a filter’s page', '3206', 'http/block-page'],
  ])('whose authority is trusted, with %s', async (_, port, rootCause) => {
    const { report, status, stdout } = await check(port, true);
    expect({ rootCause: report.rootCause, status }).toEqual({ rootCause, status: 15 });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toHaveLength(1);
    expect(stdout).not.toContain(API_KEY.slice(10, 30));
  });

  test('an answer that takes four of the five seconds is an answer', async () => {
    const { report } = await check('3207', true);
    expect(report.rootCause).toBeNull();
    expect(report.probes.find(({ id, route }) => id === 'http/models' && route === 'proxy')?.status).not.toBe('fail');
  });
});
