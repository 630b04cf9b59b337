import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoctorResult } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { makeSelfSigned } from '../lab/pki.ts';
import { API_KEY, openProxyWorld, type ProxyWorld, serveSquid } from '../lab/proxies.ts';

/** Real proxies in a network that has no other way out. */

const PASSWORD = 'W0rld-Pa55-of-Proxies';

needs(
  'root',
  'linux',
  'ip',
  'openssl',
  'squid',
)('behind a squid that asks for a password', () => {
  let world: ProxyWorld;

  beforeAll(async () => {
    world = await openProxyWorld();
    await serveSquid(world, 'me', PASSWORD);
  });
  afterAll(() => world?.close());

  const check = async (env: Record<string, string>, ...args: string[]): Promise<DoctorResult> => {
    const done = await world.lab.doctor(['check', '--format', 'json', ...args], {
      env: { ...world.trust, OPENAI_API_KEY: API_KEY, ...env },
    });
    expect(`${done.stdout}${done.stderr}`).not.toContain(PASSWORD);
    expect(done.stdout).not.toContain(Buffer.from(`me:${PASSWORD}`).toString('base64'));
    return done;
  };
  const verdict = ({ report, status }: DoctorResult) => ({ rootCause: report.rootCause, status });

  test('the right variables are all it takes', async () => {
    const done = await check({ HTTPS_PROXY: `http://me:${PASSWORD}@proxy.lab:3128` });
    expect(done.report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(done.report).toMatchObject({ verdict: 'healthy', exitCode: 0, target: { route: 'proxy' } });
    const passed = done.report.probes.filter(({ status, route }) => status === 'pass' && route === 'proxy').map(({ id }) => id);
    expect(passed).toEqual(
      expect.arrayContaining(['proxy/address', 'proxy/connect', 'proxy/tunnel', 'tls/handshake', 'http/models']),
    );
  });

  test('so does --proxy, whatever the environment says', async () => {
    const proxy = `http://me:${PASSWORD}@proxy.lab:3128`;
    expect(verdict(await check({ HTTPS_PROXY: 'http://127.0.0.1:9' }, '--proxy', proxy))).toEqual({ rootCause: null, status: 0 });
  });

  test.each<[string, Record<string, string>, string, number]>([
    ['no password', { HTTPS_PROXY: 'http://proxy.lab:3128' }, 'proxy/auth-required', 14],
    ['a wrong password', { HTTPS_PROXY: `http://me:x${PASSWORD}@proxy.lab:3128` }, 'proxy/auth-rejected', 14],
    ['a closed port', { HTTPS_PROXY: 'http://proxy.lab:3999' }, 'proxy/refused', 14],
    ['a dead local port', { https_proxy: 'http://127.0.0.1:7897' }, 'proxy/refused', 14],
    ['a name that nobody knows', { HTTPS_PROXY: 'http://nosuch.lab:3128' }, 'proxy/dns', 14],
    ['TLS to a plain proxy', { HTTPS_PROXY: 'https://proxy.lab:3129' }, 'proxy/tls', 14],
    [
      'a host that its rules deny',
      { HTTPS_PROXY: 'http://proxy.lab:3129', OPENAI_BASE_URL: 'https://api.blocked.example/v1' },
      'proxy/forbidden',
      14,
    ],
    [
      'a port that its rules deny',
      { HTTPS_PROXY: 'http://proxy.lab:3129', OPENAI_BASE_URL: 'https://api.openai.com:8443/v1' },
      'proxy/forbidden',
      14,
    ],
    [
      'a host that refuses it',
      { HTTPS_PROXY: 'http://proxy.lab:3129', OPENAI_BASE_URL: 'https://203.0.113.11/v1' },
      'proxy/upstream-failed',
      14,
    ],
    ['an unescaped password', { HTTPS_PROXY: `http://me:${PASSWORD}#1@proxy.lab:3128` }, 'config/proxy-url-invalid', 10],
    ['an unknown scheme', { HTTPS_PROXY: 'sox://proxy.lab:3128' }, 'config/proxy-scheme-unsupported', 10],
    [
      'an address of one’s own machine',
      { HTTP_PROXY: 'http://proxy.lab:3129', OPENAI_BASE_URL: 'http://localhost:8000/v1' },
      'proxy/upstream-failed',
      14,
    ],
    ['a rule that goes around it', { HTTPS_PROXY: 'http://proxy.lab:3129', NO_PROXY: 'openai.com' }, 'proxy/required', 14],
    ['a variable that is not read for HTTPS', { HTTP_PROXY: 'http://proxy.lab:3129' }, 'proxy/required', 14],
    [
      'a wrong key',
      { HTTPS_PROXY: 'http://proxy.lab:3129', OPENAI_API_KEY: API_KEY.replace('W0', 'X0') },
      'auth/incorrect-key',
      20,
    ],
  ])('%s is named', async (_, env, rootCause, status) => {
    const done = await check(env);
    expect(verdict(done)).toEqual({ rootCause, status });
    expect(done.report.findings.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });

  test('without any variable the settings of npm are a hint', async () => {
    writeFileSync(join(world.lab.folder, '.npmrc'), 'https-proxy=http://proxy.lab:3129\n');
    const done = await check({});
    expect(verdict(done)).toEqual({ rootCause: 'proxy/required', status: 14 });
    expect(done.report.findings[0]?.steps.join('\n')).toContain('export HTTPS_PROXY=http://proxy.lab:3129');
    writeFileSync(join(world.lab.folder, '.npmrc'), '');
  });

  test('with a way out of one’s own, the proxy that is down is to be left out', async () => {
    await world.lab.client(['ip', 'route', 'add', 'default', 'via', '10.77.0.1']);
    world.lab.hosts('127.0.0.1 localhost\n10.77.0.1 proxy.lab\n203.0.113.10 api.openai.com\n');
    const done = await check({ HTTPS_PROXY: 'http://proxy.lab:3999' });
    world.lab.hosts('127.0.0.1 localhost\n10.77.0.1 proxy.lab\n');
    await world.lab.client(['ip', 'route', 'del', 'default']);
    expect(verdict(done)).toEqual({ rootCause: 'proxy/refused', status: 14 });
    expect(done.report.findings[0]?.steps[0]).toContain('unset HTTPS_PROXY');
  });
});

needs(
  'root',
  'linux',
  'ip',
  'openssl',
  'tinyproxy',
  'microsocks',
  'stunnel4',
)('behind other proxies', () => {
  let world: ProxyWorld;

  beforeAll(async () => {
    world = await openProxyWorld();
    const { lab, leaf, listening } = world;
    const self = await makeSelfSigned(lab.folder, { names: ['proxy.lab'] });
    for (const file of [leaf.fullchain, leaf.key, self.fullchain, self.key]) chmodSync(file, 0o644);
    const tiny = join(lab.folder, 'tinyproxy.conf');
    writeFileSync(tiny, `Port 8888\nListen 10.77.0.1\nTimeout 10\nConnectPort 443\nBasicAuth me ${PASSWORD}\n`);
    await lab.serve(['tinyproxy', '-d', '-c', tiny]);
    await lab.serve(['microsocks', '-i', '10.77.0.1', '-p', '1080']);
    await lab.serve(['microsocks', '-i', '10.77.0.1', '-p', '1081', '-u', 'me', '-P', PASSWORD]);
    const stunnel = join(lab.folder, 'stunnel.conf');
    const service = (name: string, port: number, from: { fullchain: string; key: string }) =>
      `[${name}]\naccept = 10.77.0.1:${port}\nconnect = 10.77.0.1:8888\ncert = ${from.fullchain}\nkey = ${from.key}\n`;
    writeFileSync(stunnel, `foreground = yes\npid =\n${service('good', 3443, leaf)}${service('self', 3444, self)}`);
    await lab.serve(['stunnel4', stunnel]);
    for (const port of [8888, 1080, 1081, 3443]) await listening(port);
  });
  afterAll(() => world?.close());

  test.each<[string, Record<string, string>, string | null]>([
    ['tinyproxy', { HTTPS_PROXY: `http://me:${PASSWORD}@proxy.lab:8888` }, null],
    ['tinyproxy without a password', { HTTPS_PROXY: 'http://proxy.lab:8888' }, 'proxy/auth-required'],
    [
      'a tinyproxy that cannot resolve',
      { HTTPS_PROXY: `http://me:${PASSWORD}@proxy.lab:8888`, OPENAI_BASE_URL: 'https://nosuch.example/v1' },
      'proxy/upstream-failed',
    ],
    ['SOCKS5 with names', { ALL_PROXY: 'socks5h://proxy.lab:1080' }, null],
    ['SOCKS5', { HTTPS_PROXY: 'socks5://proxy.lab:1080' }, null],
    ['SOCKS5 with a password', { ALL_PROXY: `socks5h://me:${PASSWORD}@proxy.lab:1081` }, null],
    ['SOCKS5 that wants a password', { ALL_PROXY: 'socks5h://proxy.lab:1081' }, 'proxy/auth-required'],
    ['SOCKS5 with a wrong password', { ALL_PROXY: `socks5h://me:x${PASSWORD}@proxy.lab:1081` }, 'proxy/auth-rejected'],
    [
      'SOCKS5 to a closed port',
      { ALL_PROXY: 'socks5h://proxy.lab:1080', OPENAI_BASE_URL: 'https://203.0.113.11/v1' },
      'proxy/upstream-failed',
    ],
    ['HTTP to a SOCKS port', { HTTPS_PROXY: 'http://proxy.lab:1080' }, 'proxy/not-a-proxy'],
    ['a proxy in TLS', { HTTPS_PROXY: `https://me:${PASSWORD}@proxy.lab:3443` }, null],
    [
      'a proxy in TLS with a certificate of its own making',
      { HTTPS_PROXY: `https://me:${PASSWORD}@proxy.lab:3444` },
      'proxy/tls',
    ],
    ['plain HTTP to a proxy in TLS', { HTTPS_PROXY: `http://me:${PASSWORD}@proxy.lab:3443` }, 'proxy/closed'],
  ])('%s', async (_, env, rootCause) => {
    const done = await world.lab.doctor(['check', '--format', 'json'], {
      env: { ...world.trust, OPENAI_API_KEY: API_KEY, ...env },
    });
    expect(`${done.stdout}${done.stderr}`).not.toContain(PASSWORD);
    expect(done.report.rootCause).toBe(rootCause);
    if (rootCause === null) expect(done.report.verdict).toBe('healthy');
  });
});

needs(
  'root',
  'linux',
  'ip',
  'openssl',
  'mitmdump',
)('behind a proxy that looks into TLS', () => {
  let world: ProxyWorld;
  let inspector: string;

  beforeAll(async () => {
    world = await openProxyWorld();
    const { lab, trust, listening } = world;
    const settings = [
      `confdir=${lab.folder}`,
      'listen_host=10.77.0.1',
      'listen_port=8080',
      `ssl_verify_upstream_trusted_ca=${trust.SSL_CERT_FILE}`,
    ];
    await lab.serve(['mitmdump', '-q', ...settings.flatMap((setting) => ['--set', setting])]);
    await listening(8080);
    inspector = join(lab.folder, 'mitmproxy-ca-cert.pem');
  });
  afterAll(() => world?.close());

  const check = (env: Record<string, string>) =>
    world.lab.doctor(['check', '--format', 'json'], {
      env: { HTTPS_PROXY: 'http://proxy.lab:8080', OPENAI_API_KEY: API_KEY, ...env },
    });

  test('which nobody here trusts, it is an interception', async () => {
    const { report } = await check({});
    expect(report.rootCause).toBe('tls/interception');
  });

  test('which all trust, the API answers', async () => {
    expect(readFileSync(inspector, 'utf8')).toContain('BEGIN CERTIFICATE');
    const { report } = await check({ SSL_CERT_FILE: inspector, NODE_EXTRA_CA_CERTS: inspector });
    expect(report.rootCause).toBeNull();
  });
});
