import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DoctorResult, type Lab, openLab, type Server } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, makeCa, makeLeaf } from '../lab/pki.ts';

/** Two real runs in different worlds: the difference is named, and what was recorded is judged the same again. */

const KEY = 'sk-proj-D1ffOfW0rlds0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const HOST = 'api.openai.com';
const LISTEN = [
  { host: '203.0.113.10', port: 443, tls: true },
  { host: '203.0.113.10', port: 80 },
];

needs(
  'root',
  'linux',
  'ip',
  'dnsmasq',
  'openssl',
)('reports of different worlds', () => {
  let lab: Lab;
  let root: Authority;
  let server: Server | null = null;
  const made = new Map<string, DoctorResult>();

  const serve = async (authority: Authority) => {
    await server?.stop();
    const leaf = await makeLeaf(authority, { names: [HOST] });
    const config = { keys: [KEY], listen: LISTEN, cert: leaf.fullchain, key: leaf.key };
    server = await lab.serve([process.execPath, 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /ready/ });
  };
  const pathOf = (name: string) => join(lab.folder, `${name}.json`);
  const check = async (name: string, env: Record<string, string> = {}, ...args: string[]) => {
    const trust = { SSL_CERT_FILE: root.cert, NODE_EXTRA_CA_CERTS: root.cert };
    const done = await lab.doctor(['check', '--format', 'json', ...args], { env: { OPENAI_API_KEY: KEY, ...trust, ...env } });
    expect(done.report, `${done.stdout}${done.stderr}`).toBeDefined();
    writeFileSync(pathOf(name), done.stdout);
    made.set(name, done);
  };
  const diff = (a: string, b: string, ...args: string[]) => lab.doctor(['diff', pathOf(a), pathOf(b), ...args], {});

  beforeAll(async () => {
    lab = await openLab();
    const dns = ['dnsmasq', '-k', '-C', '/dev/null', '--no-resolv', '--no-hosts', '--bind-interfaces', '--pid-file'];
    await lab.serve([...dns, '--listen-address=203.0.113.53', `--host-record=${HOST},203.0.113.10`]);
    await lab.serve([
      ...dns,
      '--listen-address=203.0.113.11',
      `--address=/${HOST}/`,
      '--host-record=status.openai.com,203.0.113.99',
    ]);
    root = await makeCa(lab.folder, { name: 'World Root' });
    await serve(root);
    await check('sound');
    await check('wrong-key', { OPENAI_API_KEY: KEY.replace('D1', 'X0') });
    await check('no-key', { OPENAI_API_KEY: '' });
    await check('dead-proxy', { HTTPS_PROXY: 'http://user:Pa55w0rd-of-diff@127.0.0.1:7897' });
    await check('unknown-model', {}, '--model', 'gpt-none');
    lab.resolvConf('nameserver 203.0.113.11\n');
    await check('filtered');
    lab.resolvConf('nameserver 203.0.113.53\n');
    await serve(await makeCa(lab.folder, { name: 'Zscaler Root CA' }));
    await check('inspected');
    await server?.stop();
    await check('closed');
  }, 120_000);
  afterAll(() => lab?.close());

  test.each([
    ['sound', null],
    ['wrong-key', 'auth/incorrect-key'],
    ['no-key', 'config/key-missing'],
    ['dead-proxy', 'proxy/refused'],
    ['unknown-model', 'auth/model-not-found'],
    ['filtered', 'dns/nxdomain'],
    ['inspected', 'tls/interception'],
    ['closed', 'tcp/refused'],
  ])('%s is judged the same again, far from there', async (name, rootCause) => {
    const first = made.get(name) as DoctorResult;
    expect(first.report.rootCause).toBe(rootCause);
    const again = await lab.doctor(['diagnose', '-', '--format', 'json'], { input: first.stdout });
    expect(again.stderr).toBe('');
    expect(again.status).toBe(first.status);
    expect(again.report.findings).toEqual(first.report.findings);
    expect({ ...again.report, findings: [] }).toEqual({ ...first.report, findings: [] });
  });

  test.each([
    ['wrong-key', 'key', /look the same.*sha256sum/],
    ['no-key', 'key', /no key/],
    ['dead-proxy', 'way', /B uses a proxy, A connects directly/],
    ['filtered', 'names', /The resolvers .*203\.0\.113\.11: NXDOMAIN/],
    ['inspected', 'certificate', /The TLS connection of B is intercepted/],
    ['closed', 'connections', /refused/],
  ])('%s: what makes the difference to a sound run stands first', async (name, topic, words) => {
    const { status, stdout } = await diff('sound', name, '--format', 'json');
    const { differences, sameOutcome, a, b } = JSON.parse(stdout);
    expect({ status, sameOutcome, a: a.verdict, b: b.verdict }).toEqual({
      status: 0,
      sameOutcome: false,
      a: 'healthy',
      b: 'failing',
    });
    expect(differences[0]).toMatchObject({ topic, explains: true });
    expect(Object.values(differences[0]).join(' ')).toMatch(words);
    const text = (await diff('sound', name)).stdout;
    expect(text).not.toMatch(/undefined|NaN|Pa55w0rd/);
  });
});
