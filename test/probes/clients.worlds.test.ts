import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClientPrediction, ClientRunFacts } from '../../src/model/facts/client.ts';
import type { Report } from '../../src/model/report.ts';
import { human } from '../../src/report/reporters/human/human.ts';
import { needs } from '../lab/needs.ts';
import { API_KEY, openProxyWorld, type ProxyWorld, serveSquid } from '../lab/proxies.ts';

/** The clients of this machine, really run through real proxies, beside what their rules say. */

const PASSWORD = 'W0rld-Pa55-of-Clients';

function outlooks(report: Report): Record<string, ClientPrediction> {
  const facts = report.probes.find(({ id }) => id === 'client/runs')?.facts as ClientRunFacts;
  return Object.fromEntries(facts.clients.map((client) => [client.client, client]));
}

needs(
  'root',
  'linux',
  'ip',
  'openssl',
  'squid',
  'curl',
)('behind a squid that is the only way out', () => {
  let world: ProxyWorld;

  beforeAll(async () => {
    world = await openProxyWorld();
    await serveSquid(world, 'me', PASSWORD);
  });
  afterAll(() => world?.close());

  const env = () => ({
    ...world.trust,
    OPENAI_API_KEY: API_KEY,
    HTTPS_PROXY: `http://me:${PASSWORD}@proxy.lab:3128`,
  });

  test('each client found is run, without the key, and does what its rules say', async () => {
    const { report, stdout } = await world.lab.doctor(['check', '--clients', '--format', 'json'], { env: env() });
    expect(report.verdict).not.toBe('failing');
    expect(stdout).not.toContain(PASSWORD);
    const clients = outlooks(report);
    const way = 'http://proxy.lab:3128';
    expect(clients.curl).toMatchObject({ route: way, variable: 'HTTPS_PROXY', trustStores: ['SSL_CERT_FILE'], accepts: true });
    expect(clients.curl).toMatchObject({ run: { status: 401 }, asExpected: true });
    // Node goes its own way, where there is none here: nothing was seen of it to compare with.
    expect(clients['Node fetch']).toMatchObject({ route: 'direct', accepts: null, run: { status: null }, asExpected: null });
    expect(clients.Go).toMatchObject({ route: way, accepts: true, run: null });
    // It is run in this process, and says itself where it connected to.
    expect(clients['undici EnvHttpProxyAgent']).toMatchObject({ route: way, run: { status: 401 }, rules: 'undici 7' });
    expect(Object.values(clients).filter(({ asExpected }) => asExpected === false)).toEqual([]);
  });

  test('an entry of NO_PROXY shows with the client that heeds it', async () => {
    const { report } = await world.lab.doctor(['check', '--clients', '--format', 'json'], {
      env: { ...env(), NO_PROXY: 'openai.com' },
    });
    expect(outlooks(report).curl).toMatchObject({
      route: 'direct',
      bypassedBy: { variable: 'NO_PROXY', entry: 'openai.com' },
      run: { status: null, error: expect.stringMatching(/^curl: \(6\)/) },
    });
  });

  test('what is found can be read at any width', async () => {
    const { report, stdout } = await world.lab.doctor(['check', '--clients', '--format', 'json'], {
      env: { ...world.trust, OPENAI_API_KEY: API_KEY },
    });
    expect(stdout).not.toContain(PASSWORD);
    const at = (columns: number) => human(report, { columns, unicode: true });
    expect(at(60)).toMatch(/\n {2}· curl\n {4}route {7}direct\n {4}certificate .*SSL_CERT_FILE\n {4}result {6}curl: \(6\)/);
    expect(at(140)).toMatch(/\n {2}client +route +certificate +result\n/);
    expect(at(140)).toMatch(/\n {2}curl +direct +.*SSL_CERT_FILE +curl: /);
    expect(
      at(60)
        .split('\n')
        .filter((line) => line.length > 60 && /^ {16}\S+ \S/.test(line)),
    ).toEqual([]);
  });

  test('without --clients none is run', async () => {
    const { report } = await world.lab.doctor(['check', '--format', 'json'], { env: env() });
    expect(report.probes.find(({ id }) => id === 'client/runs')?.status).toBe('skip');
  });

  test('the direct way, which nobody needs, does not look alarming', async () => {
    const { report } = await world.lab.doctor(['check', '--format', 'json'], { env: env() });
    expect(report.probes.filter(({ route, status }) => route === 'direct' && ['warn', 'fail'].includes(status))).toEqual([]);
  });
});

needs(
  'root',
  'linux',
  'ip',
  'openssl',
  'mitmdump',
  'curl',
)('behind a proxy that looks into TLS', () => {
  let world: ProxyWorld;
  let inspector: string;

  beforeAll(async () => {
    world = await openProxyWorld();
    const { lab, trust, listening } = world;
    inspector = join(lab.folder, 'mitmproxy-ca-cert.pem');
    const script = (name: string, lines: string[]) => {
      writeFileSync(join(lab.folder, name), `${lines.join('\n')}\n`);
      return join(lab.folder, name);
    };
    const strip = script('strip.py', ['def request(flow):', '    flow.request.headers.pop("Authorization", None)']);
    const portal = script('portal.py', [
      'from mitmproxy import http',
      'def http_connect(flow):',
      '    flow.response = http.Response.make(302, b"", {"Location": "http://portal.lab/login"})',
    ]);
    const serve = (port: number, ...more: string[]) =>
      lab.serve([
        'mitmdump',
        '-q',
        ...[`confdir=${lab.folder}`, 'listen_host=10.77.0.1', `listen_port=${port}`].flatMap((setting) => ['--set', setting]),
        ...['--set', `ssl_verify_upstream_trusted_ca=${trust.SSL_CERT_FILE}`],
        ...more,
      ]);
    await serve(8080);
    await listening(8080);
    await serve(8081, '-s', strip);
    await serve(8082, '-s', portal);
    await listening(8081);
    await listening(8082);
  });
  afterAll(() => world?.close());

  const check = (port: number, env: Record<string, string>, ...args: string[]) =>
    world.lab.doctor(['check', '--format', 'json', ...args], {
      env: { HTTPS_PROXY: `http://proxy.lab:${port}`, OPENAI_API_KEY: API_KEY, ...env },
    });

  test('the inspection is named, and what each client needs to trust it', async () => {
    const { report } = await check(8080, {}, '--clients');
    expect(report.rootCause).toBe('tls/interception');
    const said = report.findings[0]?.steps.join('\n') ?? '';
    for (const word of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'mitmproxy']) {
      expect(`${report.findings[0]?.explanation}\n${said}`).toContain(word);
    }
    expect(outlooks(report).curl).toMatchObject({ accepts: false, run: { status: null }, asExpected: true });
    expect(outlooks(report).curl?.run?.error).toMatch(/^curl: \(60\)/);
  });

  test('trusted by Node alone, the other clients and the variable of each are named', async () => {
    const { report } = await check(8080, { NODE_EXTRA_CA_CERTS: inspector }, '--clients');
    const divergence = report.findings.find(({ id }) => id === 'client/trust-divergence');
    expect(divergence?.explanation).toMatch(/Accepted by Node\.js.*Rejected by .*curl/);
    expect(divergence?.steps.join('\n')).toContain(`CURL_CA_BUNDLE=${inspector}`);
    expect(outlooks(report)).toMatchObject({ curl: { accepts: false, asExpected: true }, Go: { accepts: false } });
  });

  test('a proxy that takes the key out of the request', async () => {
    const { report, status } = await check(8081, { NODE_EXTRA_CA_CERTS: inspector, SSL_CERT_FILE: inspector });
    expect({ rootCause: report.rootCause, status }).toEqual({ rootCause: 'auth/header-stripped', status: 20 });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });

  test('a proxy that sends to a sign-in page', async () => {
    const { report } = await check(8082, {});
    expect(report.rootCause).toBe('proxy/forbidden');
    expect(report.findings[0]?.explanation).toContain('redirects to http://portal.lab/login, which is probably a sign-in page');
  });
});
