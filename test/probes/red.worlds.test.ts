import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DoctorResult, type Lab, openLab, type Server } from '../lab/lab.ts';
import { serveNames } from '../lab/names.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, makeCa, makeLeaf, makeSelfSigned } from '../lab/pki.ts';
import type { ApiAnswer, ApiConfig } from '../lab/servers/api.js';

/** Worlds that were misread once, each beside one that looks like it and is another. */

const KEY = 'sk-proj-W0rldsM1sreadOnce6789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const API = '203.0.113.10';
const NAMES = ['api.openai.com', 'status.openai.com', 'api.anthropic.com', 'myres.openai.azure.com', 'llm.corp.example'];
const PROXY = '10.77.0.1:3128';

const html = (status: number, title: string, headers: Record<string, string> = {}): ApiAnswer => ({
  status,
  headers: { 'Content-Type': 'text/html', ...headers },
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body></body></html>`,
});
const redirect = (location: string): ApiAnswer => ({ status: 302, headers: { Location: location } });

/** A server that answers the first bytes of each connection with this text, and a proxy that leads every CONNECT to the other address. */
const answering = (text: string) =>
  `require('net').createServer((s) => { s.on('error', () => {}); s.once('data', () => s.end(${JSON.stringify(text)})); }).listen(3128, '10.77.0.1', () => console.log('ready'))`;
const misleading = `const net = require('net'); net.createServer((s) => { s.on('error', () => {}); s.once('data', () => { const o = net.connect(443, '203.0.113.11'); o.on('error', () => {}); s.write('HTTP/1.1 200 OK\\r\\n\\r\\n'); s.pipe(o).pipe(s); }); }).listen(3128, '10.77.0.1', () => console.log('ready'))`;
/** Takes lines, as an HTTP proxy does: what has no end of a line is waited for. */
const lineReader = `require('net').createServer((s) => { s.on('error', () => {}); let got = ''; s.on('data', (d) => { got += d.toString('latin1'); if (got.includes('\\r\\n\\r\\n')) s.end('HTTP/1.1 400 Bad Request\\r\\nContent-Length: 0\\r\\n\\r\\n'); }); }).listen(3128, '10.77.0.1', () => console.log('ready'))`;
const silent = `require('net').createServer((s) => s.on('error', () => {})).listen(3128, '10.77.0.1', () => console.log('ready'))`;

needs(
  'root',
  'linux',
  'ip',
  'dnsmasq',
  'nft',
  'openssl',
)('worlds that were misread once', () => {
  let lab: Lab;
  let ca: Authority;
  let servers: Server[] = [];

  beforeAll(async () => {
    lab = await openLab();
    ca = makeCa(lab.folder, { name: 'World Root' });
  });
  afterAll(() => lab?.close());
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    servers = [];
    await lab.net(['nft', 'flush', 'ruleset']);
    lab.hosts('127.0.0.1 localhost\n');
    lab.resolvConf('nameserver 203.0.113.53\n');
  });

  const keep = async (command: string[], ready: RegExp, inClient = false) => {
    servers.push(await lab.serve(command, { ready, inClient }));
  };
  const program = (code: string) => keep([process.execPath, '-e', code], /ready/);
  const dns = (...more: string[]) => {
    const records = NAMES.map((name) => `--host-record=${name},${name.startsWith('status') ? '203.0.113.11' : API}`);
    const options = ['--no-resolv', '--no-hosts', '--listen-address=203.0.113.53', '--bind-interfaces', '--log-facility=-'];
    return keep(['dnsmasq', '-k', '-C', '/dev/null', ...options, ...(more.length > 0 ? more : records)], /started/);
  };
  const serve = (config: ApiConfig = {}, host = API, port = 443) => {
    const leaf = makeLeaf(ca, { names: NAMES });
    const secured = port === 443 ? { cert: leaf.fullchain, key: leaf.key } : {};
    const whole = { ...secured, listen: [{ host, port }], keys: [KEY], ...config };
    return keep(['node', 'test/lab/servers/api.js', JSON.stringify(whole)], /^ready/m);
  };
  const filter = (rule: string) =>
    lab.net([
      'sh',
      '-ec',
      `nft add table inet w; nft "add chain inet w in { type filter hook prerouting priority 0; }"; nft add rule inet w in ${rule}`,
    ]);
  const check = (args: string[] = [], env: Record<string, string> = {}, wrap?: string[]): Promise<DoctorResult> =>
    lab.doctor(['check', '--format', 'json', '--timeout', '1s', ...args], {
      env: { OPENAI_API_KEY: KEY, SSL_CERT_FILE: ca.root, NODE_EXTRA_CA_CERTS: ca.root, ...env },
      ...(wrap ? { wrap } : {}),
    });
  /** The one error and its exit status; the texts of its finding. */
  const rootOf = ({ report, status, stdout, stderr }: DoctorResult) => {
    expect(report, stdout + stderr).toBeDefined();
    expect(stdout + stderr).not.toContain(KEY.slice(8, 24));
    expect(report.findings.filter(({ severity }) => severity === 'error').length).toBeLessThan(2);
    const [first] = report.findings;
    return { id: report.rootCause, status, text: [first?.explanation, ...(first?.steps ?? [])].join('\n') };
  };

  describe('a filter', () => {
    test('that drops HTTPS and shows its page over plain HTTP', async () => {
      await dns();
      await filter('tcp dport 443 drop');
      await serve({ answers: [html(403, 'FortiGuard Intrusion Prevention - Access Blocked')] }, API, 80);
      const { id, status, text } = rootOf(await check());
      expect({ id, status }).toEqual({ id: 'http/block-page', status: 15 });
      expect(text).toContain('the administrator of the FortiGate');
    });

    test('is not the refusal of visitors on port 80 of a host of one’s own', async () => {
      await dns();
      await serve({ answers: [html(403, '403 Forbidden')] }, API, 80);
      expect(rootOf(await check(['--base-url', 'https://llm.corp.example/v1'])).id).toBe('tcp/refused');
    });

    test.each<[string, ApiAnswer, string]>([
      ['sends people to its page', redirect('https://notify.goskope.com/block?url=api.openai.com'), 'http/block-page'],
      ['asks its users', redirect('https://gw.corp.example/UserCheck/PortalMain?IID=1'), 'http/block-page'],
      [
        'is no sign-in that names one in a query',
        redirect('https://corp.okta.com/login?from=https://x.goskope.com/'),
        'http/unexpected-redirect',
      ],
      [
        'runs at Cloudflare',
        html(403, 'This website is blocked - Cloudflare Gateway', { server: 'cloudflare', 'cf-ray': '8f0123456789abcd-FRA' }),
        'http/block-page',
      ],
      [
        'is not Cloudflare’s own refusal',
        html(403, 'Access denied | error code: 1020', { server: 'cloudflare', 'cf-ray': '8f0123456789abcd-FRA' }),
        'http/edge-challenge',
      ],
    ])('that %s', async (_, answer, id) => {
      await dns();
      await serve({ answers: [answer] });
      expect(rootOf(await check())).toMatchObject({ id, status: 15 });
    });
  });

  describe('DNS', () => {
    test('that a firewall turns away at once, more often than it says so', async () => {
      await filter('udp dport 53 reject with icmpx type admin-prohibited');
      const { id, status, text } = rootOf(await check());
      expect({ id, status }).toEqual({ id: 'dns/no-resolver', status: 11 });
      expect(text).not.toContain('get no response');
    });

    test('that is swallowed', async () => {
      await filter('udp dport 53 drop');
      expect(rootOf(await check()).id).toBe('dns/timeout');
    });

    test('that fails while a line in the hosts file keeps calls going', async () => {
      await filter('udp dport 53 drop');
      await serve();
      lab.hosts(`127.0.0.1 localhost\n${API} api.openai.com\n`);
      const { id, text } = rootOf(await check());
      expect(id).toBeNull();
      expect(text).toContain('Before you remove the entry, make DNS work');
    });

    test('that works beside such a line', async () => {
      await dns();
      await serve();
      lab.hosts(`127.0.0.1 localhost\n${API} api.openai.com\n`);
      const { report } = await check();
      const pin = report.findings.find(({ id }) => id === 'dns/hosts-override');
      expect(pin?.severity).toBe('warning');
      expect(pin?.steps.join('\n')).not.toContain('Before you remove the entry');
    });

    test('that leads to a private endpoint out of reach', async () => {
      await dns('--host-record=myres.openai.azure.com,10.50.0.9');
      await filter('ip daddr 10.50.0.9 drop');
      const env = { OPENAI_API_KEY: '0123456789abcdef0123456789abcdef' };
      const { id, text } = rootOf(await check(['--base-url', 'https://myres.openai.azure.com/openai/v1'], env));
      expect(id).toBe('tcp/timeout');
      expect(text).toContain('Connect to the network or VPN that 10.50.0.9 belongs to');
    });

    test('that leads to a public address out of reach', async () => {
      await dns();
      await filter('tcp dport 443 drop');
      const { id, text } = rootOf(await check());
      expect(id).toBe('tcp/timeout');
      expect(text).not.toContain('private network');
    });
  });

  describe('a deployment of Azure', () => {
    const BASE = 'https://myres.openai.azure.com/openai/v1';
    const deployment = (status: number, error: object): ApiConfig => ({
      base: '/openai/v1',
      keys: 'any',
      bare: true,
      answers: [{ path: '/openai/v1/chat/completions', method: 'POST', status, body: { error } }],
    });
    const missing = { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' };
    const refused = { message: "'messages' is too short", type: 'invalid_request_error', param: 'messages', code: 'empty_array' };
    const args = ['--base-url', BASE, '--model', 'gpt-4o', '--deep', 'endpoints'];
    const row = ({ report }: DoctorResult) => report.probes.find(({ id }) => id === 'http/deployment');

    test('that does not exist', async () => {
      await dns();
      await serve(deployment(404, missing));
      const done = await check(args);
      expect(row(done)).toMatchObject({ status: 'fail' });
      expect(rootOf(done).id).toBe('auth/model-not-found');
      expect(rootOf(done).text).toContain('deployment');
    });

    test('that exists, and misses the messages of the test', async () => {
      await dns();
      await serve(deployment(400, refused));
      const done = await check(args);
      expect(row(done)).toMatchObject({ status: 'pass', summary: 'exists (HTTP 400)' });
      expect(done.report).toMatchObject({ exitCode: 0, rootCause: null });
    });
  });

  describe('the header of a key', () => {
    const AZURE = 'https://myres.openai.azure.com/openai/v1';
    const list = { object: 'list', data: [{ id: 'gpt-4o', object: 'model', created: 1, owned_by: 'system' }] };
    const denied = {
      code: '401',
      message:
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    };
    const env = { OPENAI_API_KEY: '0123456789abcdef0123456789abcdef' };
    const models = '/openai/v1/models';
    const row = ({ report }: DoctorResult) => report.probes.find(({ id }) => id === 'http/key-header');

    test('that Azure takes instead of Authorization', async () => {
      await dns();
      await serve({
        base: '/openai/v1',
        bare: true,
        answers: [
          { path: models, header: 'api-key', status: 200, body: list },
          { path: models, status: 401, body: { error: denied } },
        ],
      });
      const done = await check(['--base-url', AZURE], env);
      const { id, text } = rootOf(done);
      expect({ id, row: row(done)?.summary }).toEqual({ id: 'config/key-wrong-header', row: 'HTTP 200 with the key in api-key' });
      expect(text).toContain('-H "api-key: ${OPENAI_API_KEY:?}"');
      expect(done.stdout).not.toContain(env.OPENAI_API_KEY);
    });

    test('in which Azure refuses the key as well', async () => {
      await dns();
      await serve({ base: '/openai/v1', bare: true, answers: [{ path: models, status: 401, body: { error: denied } }] });
      const done = await check(['--base-url', AZURE], env);
      expect({ id: rootOf(done).id, row: row(done)?.summary }).toEqual({
        id: 'auth/incorrect-key',
        row: 'HTTP 401 with the key in api-key',
      });
      expect(done.stdout).not.toContain(env.OPENAI_API_KEY);
    });

    test('that a server of one’s own asks for', async () => {
      await dns();
      const answers = [
        { path: '/v1/models', header: 'x-api-key', status: 200, body: list },
        { path: '/v1/models', status: 401, body: { error: { message: 'Missing header x-api-key' } } },
      ];
      await serve({ bare: true, answers });
      const done = await check(['--base-url', 'https://llm.corp.example/v1']);
      expect({ id: rootOf(done).id, row: row(done)?.summary }).toEqual({
        id: 'config/key-wrong-header',
        row: 'HTTP 200 with the key in x-api-key',
      });
    });

    test('that OpenAI does not have: a key that it refuses is sent once', async () => {
      await dns();
      await serve({ keys: ['sk-proj-another'] });
      const done = await check();
      expect({ id: rootOf(done).id, row: row(done)?.status }).toEqual({ id: 'auth/incorrect-key', row: 'skip' });
    });
  });

  describe('a certificate', () => {
    test.each<[string, { subject?: string; names: string[] }, boolean]>([
      ['that a gateway shows for lack of one', { subject: '/CN=TRAEFIK DEFAULT CERT', names: ['a.traefik.default'] }, false],
      ['with the right name that signed itself', { names: ['llm.corp.example'] }, true],
    ])('%s', async (_, options, mayBeTrusted) => {
      await dns();
      const own = makeSelfSigned(lab.folder, options);
      await serve({ cert: own.fullchain, key: own.key });
      const { id, text } = rootOf(await check(['--base-url', 'https://llm.corp.example/v1']));
      expect(id).toBe('tls/self-signed');
      expect(text.includes('root.pem')).toBe(mayBeTrusted);
      expect(text.includes('Traefik')).toBe(!mayBeTrusted);
    });
  });

  describe('one address', () => {
    /** Cuts the first connection and passes the others on to the API at 203.0.113.11. */
    const moody = `const net = require('net'); let n = 0; net.createServer((s) => { s.on('error', () => {}); if (n++ === 0) return s.resetAndDestroy(); const o = net.connect(443, '203.0.113.11'); o.on('error', () => s.destroy()); s.pipe(o).pipe(s); }).listen(443, '${API}', () => console.log('ready'))`;

    test('that cuts one connection and takes others', async () => {
      await dns();
      await serve({}, '203.0.113.11');
      await program(moody);
      const { report, status } = await check();
      expect({ rootCause: report.rootCause, status }).toEqual({ rootCause: null, status: 0 });
      expect(report.findings.map(({ id }) => id)).not.toContain('probe/unrecognised');
    });

    test('that takes two connections at a time is one for a client', async () => {
      await dns();
      await serve();
      await filter('tcp dport 443 ct state new ct count over 2 reject with tcp reset');
      const { report, status } = await check();
      expect({ rootCause: report.rootCause, status }).toEqual({ rootCause: null, status: 0 });
      expect(report.findings.map(({ id }) => id)).not.toContain('probe/unrecognised');
    });

    test('that cuts all of them', async () => {
      await dns();
      await program(moody.replace('n++', '0'));
      expect(rootOf(await check()).id).toBe('tcp/reset');
    });
  });

  test('an inspection that nobody trusts, whose page says that it blocks, has that said beside it', async () => {
    await dns();
    const inspector = makeCa(lab.folder, { subject: '/C=US/O=Fortinet/CN=Fortinet Untrusted CA' });
    const leaf = makeLeaf(inspector, { names: ['api.openai.com'] });
    await serve({ cert: leaf.fullchain, key: leaf.key });
    expect(rootOf(await check()).text).not.toContain('has to be allowed');
    await serve({ answers: [html(403, 'Web Page Blocked! FortiGuard')] }, API, 80);
    const { id, text } = rootOf(await check());
    expect(id).toBe('tls/interception');
    expect(text).toContain('the host must be allowed there first');
  });

  describe('a redirect', () => {
    test('in a circle', async () => {
      await dns();
      await serve({ answers: [redirect('https://api.openai.com/v1/models')] });
      const { id, text } = rootOf(await check());
      expect(id).toBe('http/unexpected-redirect');
      expect(text).toContain('X-Forwarded-Proto');
      expect(text).not.toContain('company’s sign-in');
    });
  });

  describe('a run that ends before the step does', () => {
    // A step that began in the second half of the run is no silence: long enough for a busy machine to begin in the first.
    const short = ['--timeout', '20s', '--deadline', '8s'];
    const mute = (host: string, port: number) =>
      `require('net').createServer((s) => s.on('error', () => {})).listen(${port}, '${host}', () => console.log('ready'))`;

    test('names the silence of a server', async () => {
      await dns();
      await program(mute(API, 443));
      const { id, text } = rootOf(await check(short));
      expect(id).toBe('tls/timeout');
      expect(text).toContain('within 8 s');
    });

    test('names the silence that follows a request', async () => {
      await dns();
      await serve({ answers: [{ finish: 'hold' }] });
      expect(rootOf(await check(short)).id).toBe('http/timeout');
    });

    test('names the silence of a proxy', async () => {
      await dns();
      await program(mute('10.77.0.1', 3128));
      expect(rootOf(await check(short, { HTTPS_PROXY: `http://${PROXY}` })).id).toBe('proxy/timeout');
    });

    test('is no fault where all answers come in time', async () => {
      await dns();
      await serve();
      expect(rootOf(await check(['--timeout', '20s', '--deadline', '20s'])).id).toBeNull();
    });
  });

  describe('a base URL', () => {
    test('with the name of the machine around a container', async () => {
      await dns('--address=/#/');
      const { id, text } = rootOf(await check(['--base-url', 'http://host.docker.internal:8000/v1']));
      expect(id).toBe('dns/nxdomain');
      expect(text).toContain('--add-host=host.docker.internal:host-gateway');
    });

    test('with another name that nobody knows', async () => {
      await dns('--address=/#/');
      const { id, text } = rootOf(await check(['--base-url', 'http://llm.nowhere.example/v1']));
      expect(id).toBe('dns/nxdomain');
      expect(text).not.toContain('host-gateway');
    });

    test.each([
      ['https://llm.corp.example/v1', false],
      ['https://user:Pa55w0rd@llm.corp.example/v1', true],
    ])('%s sends what stands in it', async (baseUrl, holdsPassword) => {
      await dns();
      await serve({ keys: ['another'] });
      const { id, text } = rootOf(await check(['--base-url', baseUrl]));
      expect(id).toBe('auth/incorrect-key');
      expect(text.includes('instead of the key')).toBe(holdsPassword);
      expect(text).not.toContain('Pa55w0rd');
    });
  });

  describe('another vendor', () => {
    const refusal: ApiAnswer = {
      keyed: true,
      status: 401,
      body: { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } },
    };

    test.each([
      ['https://api.anthropic.com/v1', false],
      ['https://api.openai.com/v1', true],
    ])('keeps no keys at OpenAI: %s', async (baseUrl, isOpenAis) => {
      await dns();
      await serve({ answers: [refusal] });
      const env = isOpenAis ? {} : { OPENAI_API_KEY: `sk-ant-api03-${'a'.repeat(80)}-AAAAAA` };
      const { id, text } = rootOf(await check(['--base-url', baseUrl], env));
      expect(id).toBe('auth/incorrect-key');
      expect(text.includes('platform.openai.com')).toBe(isOpenAis);
      expect(/with the one that .* issued|console\.anthropic|platform\.claude/.test(text)).toBe(!isOpenAis);
    });

    test('answers below a path of its own', async () => {
      await dns();
      const key = '0123456789abcdef0123456789abcdef';
      await serve({
        bare: true,
        base: '/openai/v1',
        keys: [key],
        answers: [{ path: '/models', status: 404, body: { error: { code: '404', message: 'Resource not found' } } }],
      });
      const { id, text } = rootOf(await check(['--base-url', 'https://myres.openai.azure.com'], { OPENAI_API_KEY: key }));
      expect(id).toBe('http/not-found');
      expect(text).toContain('OPENAI_BASE_URL=https://myres.openai.azure.com/openai/v1');
    });
  });

  test('a model whose name is spelt in another case is suggested', async () => {
    await dns();
    await serve();
    const { id, text } = rootOf(await check(['--model', 'GPT-4o-MINI']));
    expect(id).toBe('auth/model-not-found');
    expect(text).toContain('Use one of the similar models that this key has access to: gpt-4o-mini');
  });

  test('a gateway that lists thousands of models is sound', async () => {
    await dns();
    const leaf = makeLeaf(ca, { names: NAMES });
    const file = join(lab.folder, 'many.json');
    const models = Array.from({ length: 12_000 }, (_, at) => `model-number-${at}`);
    writeFileSync(
      file,
      JSON.stringify({ listen: [{ host: API, port: 443 }], cert: leaf.fullchain, key: leaf.key, keys: [KEY], models }),
    );
    await keep(['node', 'test/lab/servers/api.js', file], /^ready/m);
    const { report, status } = await check(['--timeout', '5s']);
    rmSync(file);
    expect({ verdict: report.verdict, status }).toEqual({ verdict: 'healthy', status: 0 });
  });

  describe('a proxy', () => {
    const local = ['--base-url', 'http://localhost:11434/v1'];
    const served = { listen: [{ host: '127.0.0.1', port: 11434 }], keys: 'any', bare: true };
    const here = () => keep(['node', 'test/lab/servers/api.js', JSON.stringify(served)], /^ready/m, true);

    test('that answers a request for this machine itself', async () => {
      await program(lineReader);
      await here();
      const { id, status, text } = rootOf(await check(local, { HTTP_PROXY: `http://${PROXY}` }));
      expect({ id, status }).toEqual({ id: 'proxy/not-a-proxy', status: 14 });
      expect(text).toContain('export NO_PROXY=localhost');
    });

    test('that is gone around for this machine itself', async () => {
      await program(lineReader);
      await here();
      const done = await check(local, { HTTP_PROXY: `http://${PROXY}`, NO_PROXY: 'localhost' });
      expect(rootOf(done)).toMatchObject({ id: null, status: 0 });
    });

    test.each<[string, string, string]>([
      ['that speaks HTTP, called by a name for SOCKS', lineReader, 'proxy/not-a-proxy'],
      ['that says nothing to anybody', silent, 'proxy/timeout'],
    ])('%s', async (_, code, id) => {
      await dns();
      await program(code);
      expect(rootOf(await check([], { ALL_PROXY: `socks5h://${PROXY}` }))).toMatchObject({ id, status: 14 });
    });

    test('that wants somebody to sign in', async () => {
      await dns();
      await program(answering('HTTP/1.1 302 Found\r\nLocation: https://login.corp.example/sso\r\nContent-Length: 0\r\n\r\n'));
      const { id, text } = rootOf(await check([], { HTTPS_PROXY: `http://${PROXY}` }));
      expect(id).toBe('proxy/forbidden');
      expect(text).toContain('Open https://login.corp.example/sso in a browser');
    });

    test('that leads elsewhere is asked about, and not this machine’s DNS', async () => {
      await dns();
      const other = makeLeaf(ca, { names: ['block.corp.example'] });
      await serve({ cert: other.fullchain, key: other.key }, '203.0.113.11');
      await program(misleading);
      const { id, text } = rootOf(await check([], { HTTPS_PROXY: `http://${PROXY}` }));
      expect(id).toBe('tls/hostname-mismatch');
      expect(text).toContain(`Ask the administrator of the proxy ${PROXY}`);
      expect(text).not.toMatch(/getent|hosts file/);
    });

    test('leaves the names to this machine’s DNS where there is none', async () => {
      await dns('--host-record=api.openai.com,203.0.113.11');
      const other = makeLeaf(ca, { names: ['block.corp.example'] });
      await serve({ cert: other.fullchain, key: other.key }, '203.0.113.11');
      const { id, text } = rootOf(await check());
      expect(id).toBe('tls/hostname-mismatch');
      expect(text).toContain('getent ahosts api.openai.com');
    });
  });
});

needs(
  'root',
  'linux',
  'ip',
  'dnsmasq',
  'openssl',
  'faketime',
)('a clock that is wrong', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
    await serveNames(lab, [`api.openai.com,${API}`]);
    const inspector = makeCa(lab.folder, { subject: '/C=US/O=Zscaler Inc./CN=Zscaler Intermediate Root CA (zscalerthree.net)' });
    const leaf = makeLeaf(inspector, { names: ['api.openai.com'] });
    const config = { listen: [{ host: API, port: 443 }], cert: leaf.fullchain, key: leaf.key, keys: [KEY] };
    await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /^ready/m });
  });
  afterAll(() => lab?.close());

  test.each<[string, string[] | undefined]>([
    ['is named beside an inspection that nobody trusts', ['faketime', '-f', '+800d']],
    ['is not named where it is right', undefined],
  ])('%s', async (_, wrap) => {
    const done = await lab.doctor(['check', '--format', 'json', '--timeout', '2s'], {
      env: { OPENAI_API_KEY: KEY },
      ...(wrap ? { wrap } : {}),
    });
    expect(done.report.rootCause).toBe('tls/interception');
    expect(done.report.findings[0]?.explanation.includes('clock of this machine is wrong')).toBe(wrap !== undefined);
    expect(done.report.findings[0]?.explanation).not.toContain('Further certificate errors');
  });
});
