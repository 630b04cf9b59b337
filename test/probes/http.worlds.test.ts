import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DoctorResult, finish, type Lab, openLab, type Server, toolCommand } from '../lab/lab.ts';
import { serveNames } from '../lab/names.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, makeCa, makeLeaf, makeSelfSigned } from '../lab/pki.ts';
import type { ApiAnswer, ApiConfig } from '../lab/servers/api.js';
import { KEY, withApi } from '../support/http-look.ts';

/** A run with steps of a second ends within this time, whatever the server does. */
const ENDED_MS = 15_000;

const html = (status: number, title: string, text = ''): ApiAnswer => ({
  status,
  headers: { 'Content-Type': 'text/html' },
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`,
});

const failing = (status: number, error: Record<string, unknown>): ApiAnswer => ({ keyed: true, status, body: { error } });

/** One error, this one, with its exit status; nothing of the key anywhere; over in time. */
function expectRoot(done: DoctorResult, id: string, status: number): void {
  const { report, stdout, stderr } = done;
  expect(report, stdout + stderr).toBeDefined();
  const errors = report.findings.filter(({ severity }) => severity === 'error').map((finding) => finding.id);
  expect({ rootCause: report.rootCause, errors, status: done.status, stderr }).toEqual({
    rootCause: id,
    errors: [id],
    status,
    stderr: '',
  });
  expect(stdout).not.toContain(KEY.slice(8, 20));
  expect(done.ms).toBeLessThan(ENDED_MS);
}

describe('worlds on this machine', () => {
  async function check(config: ApiConfig | ApiAnswer[], path = '/v1', more: string[] = []): Promise<DoctorResult> {
    return withApi(config, async ({ port }) => {
      const started = performance.now();
      const args = ['check', '--format', 'json', '--timeout', '1s', '--base-url', `http://127.0.0.1:${port}${path}`, ...more];
      const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', OPENAI_API_KEY: KEY };
      const done = await finish(toolCommand(args, env), { mayFail: true, limitMs: 30_000 });
      return { ...done, ms: performance.now() - started, report: JSON.parse(done.stdout) };
    });
  }

  test('a working server', async () => {
    const { report, status } = await check({});
    expect({ verdict: report.verdict, findings: report.findings, status }).toEqual({
      verdict: 'healthy',
      findings: [],
      status: 0,
    });
  });

  const worlds: [string, number, ApiConfig | ApiAnswer[], string?, string[]?][] = [
    ['auth/incorrect-key', 20, { keys: ['another'] }],
    ['auth/model-not-found', 22, {}, '/v1', ['--model', 'gpt-none']],
    ['auth/unsupported-region', 21, [failing(403, { message: 'x', code: 'unsupported_country_region_territory' })]],
    ['limit/rate-limit', 23, [failing(429, { message: 'Rate limit reached for x', code: 'rate_limit_exceeded' })]],
    ['limit/quota-exceeded', 24, [failing(429, { message: 'You exceeded your current quota', code: 'insufficient_quota' })]],
    ['server/error', 25, [failing(500, { message: 'The server had an error', type: 'server_error' })]],
    ['http/block-page', 15, [html(403, 'Internet Security by Zscaler')]],
    ['http/captive-portal', 15, [html(200, 'Airport Wi-Fi Login')]],
    ['http/not-the-api', 15, [html(200, 'It works!')]],
    ['http/unexpected-redirect', 15, [{ status: 302, headers: { Location: 'https://elsewhere.example/' } }]],
    ['http/timeout', 15, [{ finish: 'hold' }]],
    ['http/timeout', 15, [{ status: 200, body: 'x'.repeat(1000), drip: { bytes: 1, everyMs: 100 } }]],
    ['http/closed', 15, [{ finish: 'end' }]],
    ['http/truncated', 15, [{ raw: 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{' }]],
    ['http/malformed', 15, [{ raw: '220 mail.example ESMTP\r\n', finish: 'hold' }]],
  ];
  test.each(worlds)('%s (%i)', async (id, status, config, path, more) => {
    expectRoot(await check(config, path, more), id, status);
  });

  test.each([
    ['of nothing in particular', 'x'.repeat(65_536)],
    ['that begins like a list of models', '{"object":"list","data":[{"id":"gpt-4o","object":"model"},'.padEnd(65_536)],
  ])('a body without end %s is never health', async (_, text) => {
    const { report } = await check([{ status: 200, repeat: { text, times: 3200 } }]);
    expect(['http/too-large', 'http/timeout']).toContain(report.rootCause);
  });

  const nginxBusy = (more: ApiAnswer): ApiAnswer => ({
    ...html(503, '503 Service Temporarily Unavailable', '<center>nginx/1.22.1</center>'),
    ...more,
  });

  test('a gateway that refuses one request and answers the next is a warning', async () => {
    const { report, status } = await check([nginxBusy({ keyed: true, times: 1 })]);
    expect({ verdict: report.verdict, status, root: report.rootCause }).toEqual({ verdict: 'degraded', status: 0, root: null });
    const [finding, ...others] = report.findings;
    expect(finding).toMatchObject({ id: 'server/bad-gateway', severity: 'warning', pythonType: null });
    expect(finding?.explanation).toMatch(/HTTP 503\b.* to the first of two requests, and answered the second/);
    expect(others).toEqual([]);
  });

  test('one that answers at once is none', async () => {
    expect((await check([])).report).toMatchObject({ verdict: 'healthy', findings: [] });
  });

  test('a gateway that refuses the second request as well is not, and its limits come first', async () => {
    const done = await check({ bare: true, answers: [nginxBusy({ keyed: true })] });
    expectRoot(done, 'server/bad-gateway', 25);
    expect(done.report.findings[0]?.steps[0]).toMatch(/limit_req/);
  });

  test('a redirect to the same path with a slash suggests no base URL that is already set', async () => {
    const { report } = await check([{ path: '/v1/models', status: 308, headers: { Location: '/v1/models/' } }]);
    const [finding] = report.findings;
    expect(finding).toMatchObject({ id: 'http/unexpected-redirect', severity: 'warning' });
    expect(finding?.steps.join()).not.toMatch(/OPENAI_BASE_URL|sign-in/);
  });

  test('a cut answer to a call is shown with its method', async () => {
    const cut = { path: '/v1/chat/completions', keyed: true, raw: 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{' };
    const { report } = await check([cut], '/v1', ['--deep', '--model', 'gpt-4o-mini']);
    expect(report.rootCause).toBe('http/truncated');
    expect(report.findings[0]?.evidence[0]).toMatch(/^POST .*\/chat\/completions$/);
  });

  test('a base URL without its version: the path is the cause, and the answer names it', async () => {
    const { report, status } = await check({}, '');
    expect(report.rootCause).toBe('http/not-found');
    expect(report.findings[0]?.steps[0]).toMatch(/OPENAI_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/v1`$/);
    expect(status).toBe(22);
  });

  test('a server that sends the key back gives nothing away', async () => {
    const { stdout } = await check([{ keyed: true, status: 400, echo: true }]);
    expect(stdout).not.toContain(KEY.slice(8, 20));
  });
});

needs(
  'root',
  'linux',
  'ip',
  'dnsmasq',
  'openssl',
  'nft',
)('worlds behind api.openai.com', () => {
  let lab: Lab;
  let ca: Authority;
  let record = '';
  let servers: Server[] = [];

  beforeAll(async () => {
    lab = await openLab();
    ca = makeCa(lab.folder, { name: 'World Root' });
    record = join(lab.folder, 'received');
    await serveNames(lab, ['api.openai.com,203.0.113.10', 'status.openai.com,203.0.113.11']);
  });
  afterAll(() => lab?.close());
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    servers = [];
    await lab.net(['nft', 'flush', 'ruleset']);
    rmSync(record, { force: true });
  });

  async function serve(config: ApiConfig, host = '203.0.113.10', port = 443): Promise<void> {
    const leaf = makeLeaf(ca, { names: ['api.openai.com', 'status.openai.com'] });
    const secured = port === 443 ? { cert: leaf.fullchain, key: leaf.key } : {};
    const whole = { ...secured, listen: [{ host, port }], keys: [KEY], ...config };
    servers.push(await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(whole)], { ready: /^ready/m }));
  }

  const check = (...more: string[]) =>
    lab.doctor(['check', '--format', 'json', '--timeout', '2s', ...more], {
      env: { OPENAI_API_KEY: KEY, SSL_CERT_FILE: ca.root, NODE_EXTRA_CA_CERTS: ca.root },
    });

  const received = () => {
    try {
      return readFileSync(record, 'latin1');
    } catch {
      return '';
    }
  };

  const worlds: [string, number, ApiAnswer][] = [
    ['auth/account-deactivated', 20, failing(401, { message: 'deactivated', code: 'account_deactivated' })],
    ['auth/header-stripped', 20, failing(401, { message: "You didn't provide an API key. You need to", code: null })],
    [
      'auth/regional-hostname',
      20,
      failing(401, {
        message: 'incorrect regional hostname. Please make your request to eu.api.openai.com',
        code: 'incorrect_hostname',
      }),
    ],
    ['auth/permission-denied', 21, failing(403, { message: 'no', code: null })],
    [
      'http/edge-challenge',
      15,
      {
        ...html(403, 'Just a moment...', '_cf_chl_opt'),
        headers: { server: 'cloudflare', 'cf-mitigated': 'challenge', 'Content-Type': 'text/html' },
      },
    ],
    ['http/block-page', 15, html(403, 'Access Denied', 'blocked in accordance with company policy')],
    ['http/closed', 15, { finish: 'reset' }],
  ];
  test.each(worlds)('%s (%i)', async (id, status, answer) => {
    await serve({ answers: [answer] });
    expectRoot(await check(), id, status);
  });

  test('an incident on the status page is named beside the failure, and the page gets no key', async () => {
    const summary = {
      page: { name: 'OpenAI' },
      status: { indicator: 'none', description: 'ok' },
      incidents: [{ name: 'Elevated errors', impact: 'major', status: 'investigating' }],
    };
    await serve({ answers: [{ status: 503, body: { error: { message: 'x', code: 'server_is_overloaded' } } }] });
    await serve({ answers: [{ path: '/api/v2/summary.json', status: 200, body: summary }], record }, '203.0.113.11');
    const done = await check();
    expectRoot(done, 'server/overloaded', 25);
    expect(done.report.findings.map(({ id }) => id)).toContain('server/incident');
    expect(received()).toContain('GET /api/v2/summary.json');
    expect(received()).not.toMatch(/authorization|openai-/i);
  });

  test('a status page that cannot be read changes nothing', async () => {
    await serve({ answers: [failing(500, { message: 'The server had an error' })] });
    expectRoot(await check(), 'server/error', 25);
  });

  /** A network with a sign-in page: plain HTTP is sent there, HTTPS fails in one of the ways that portals let it fail. */
  const portals: [string, () => Promise<unknown>][] = [
    ['refused', async () => {}],
    [
      'dropped',
      () =>
        lab.net([
          'sh',
          '-ec',
          'nft add table inet w; nft "add chain inet w in { type filter hook input priority 0; }"; nft add rule inet w in tcp dport 443 drop',
        ]),
    ],
    [
      'answered with a certificate of its own',
      async () => {
        const own = makeSelfSigned(lab.folder, { names: ['login.hotel.example'] });
        await serve({ cert: own.fullchain, key: own.key, answers: [html(200, 'Welcome')], record });
      },
    ],
  ];
  test.each(portals)('a captive portal with HTTPS %s', async (_, arrange) => {
    await arrange();
    await serve(
      { answers: [{ status: 302, headers: { Location: 'http://login.hotel.example/?next=http://api.openai.com/' } }], record },
      '203.0.113.10',
      80,
    );
    expectRoot(await check(), 'http/captive-portal', 15);
    expect(received()).toContain('GET / HTTP/1.1');
    expect(received()).not.toMatch(/authorization/i);
  });

  test('plain HTTP to a TLS port', async () => {
    await serve({ record });
    const done = await check('--base-url', 'http://api.openai.com:443/v1');
    expectRoot(done, 'http/plain-to-tls', 15);
    expect(done.report.findings[0]?.steps[0]).toContain('OPENAI_BASE_URL=https://api.openai.com:443/v1');
    expect(received()).not.toContain(KEY);
  });
});
