import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, openLab } from '../lab/lab.ts';
import { serveNames } from '../lab/names.ts';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';

const KEY = 'sk-proj-W0rldOfHealth0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';

/** A real web server in front of the API-shaped one, as the CDN stands in front of the real API. */
function nginxConfig(folder: string, cert: string, key: string): string {
  return `
    daemon off; master_process off; error_log stderr; pid ${folder}/nginx.pid;
    events {}
    http {
      access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
      uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
      server {
        listen 203.0.113.10:443 ssl; listen [2001:db8:1::10]:443 ssl;
        ssl_certificate ${cert}; ssl_certificate_key ${key};
        server_name api.openai.com;
        location / { proxy_pass http://127.0.0.1:8080; proxy_set_header Host $host; proxy_pass_header Server; }
      }
      server {
        listen 203.0.113.11:443 ssl;
        ssl_certificate ${cert}; ssl_certificate_key ${key};
        location / { default_type application/json; return 200 '{"page":{"name":"OpenAI"},"status":{"indicator":"none","description":"All Systems Operational"},"components":[]}'; }
      }
    }`;
}

needs(
  'root',
  'linux',
  'ip',
  'nginx',
  'dnsmasq',
  'openssl',
)('a world in which everything works', () => {
  let lab: Lab;
  let trust: Record<string, string>;
  let record: string;

  beforeAll(async () => {
    lab = await openLab();
    const ca = await makeCa(lab.folder, { name: 'World Root' });
    const leaf = await makeLeaf(ca, { names: ['api.openai.com', 'status.openai.com'] });
    trust = { NODE_EXTRA_CA_CERTS: ca.cert, SSL_CERT_FILE: ca.cert };
    record = join(lab.folder, 'received');
    const upstream = { listen: [{ host: '127.0.0.1', port: 8080 }], keys: [KEY], record };
    const nginx = join(lab.folder, 'nginx.conf');
    writeFileSync(nginx, nginxConfig(lab.folder, leaf.fullchain, leaf.key));
    await serveNames(lab, ['api.openai.com,203.0.113.10,2001:db8:1::10', 'status.openai.com,203.0.113.11']);
    await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(upstream)], { ready: /ready/ });
    await lab.serve(['nginx', '-c', nginx, '-p', lab.folder]);
    await lab.net(['sh', '-c', 'for i in $(seq 50); do ss -ltn | grep -q 203.0.113.10:443 && exit 0; sleep 0.1; done; exit 1']);
  });
  afterAll(() => lab?.close());

  test('is called healthy, with every row seen and no finding that asks for anything', async () => {
    const { status, report, stderr } = await lab.doctor(['check', '--format', 'json'], {
      env: { ...trust, OPENAI_API_KEY: KEY },
    });
    expect(stderr).toBe('');
    expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect({ status, verdict: report.verdict, rootCause: report.rootCause }).toEqual({
      status: 0,
      verdict: 'healthy',
      rootCause: null,
    });
    const passed = report.probes.filter((probe) => probe.status === 'pass').map((probe) => probe.id);
    expect(passed).toEqual(
      expect.arrayContaining([
        'dns/system',
        'dns/resolvers',
        'tcp/connect',
        'tls/handshake',
        'http/models',
        'http/unauthenticated',
      ]),
    );
    expect(report.probes.filter((probe) => ['fail', 'warn'].includes(probe.status))).toEqual([]);
  });

  test('costs one cold request: one connection carries the key, once', async () => {
    writeFileSync(record, '');
    await lab.doctor(['check', '--format', 'json'], { env: { ...trust, OPENAI_API_KEY: KEY } });
    const received = readFileSync(record, 'utf8');
    expect(received.split(KEY)).toHaveLength(2);
    expect(received).toMatch(/GET \/v1\/models HTTP\/1\.[01]/);
  });

  test('says in words what a healthy run does not prove', async () => {
    const { status, stdout } = await lab.doctor(['check'], { env: { ...trust, OPENAI_API_KEY: KEY } });
    expect(status).toBe(0);
    expect(stdout).toMatch(/quota/i);
    expect(stdout).not.toContain(KEY.slice(12, 24));
  });

  test('names a wrong key, and a model that this key may not use', async () => {
    const wrong = await lab.doctor(['check', '--format', 'json'], { env: { ...trust, OPENAI_API_KEY: `${KEY}x` } });
    expect(wrong.report.rootCause).toBe('auth/incorrect-key');
    expect(wrong.status).toBe(20);
    const model = await lab.doctor(['check', '--format', 'json', '--model', 'gpt-none'], {
      env: { ...trust, OPENAI_API_KEY: KEY },
    });
    expect(model.report.rootCause).toBe('auth/model-not-found');
    expect(model.status).toBe(22);
  });
});

needs(
  'root',
  'linux',
  'ip',
)('a machine without a network', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
    await lab.client(['ip', 'link', 'set', 'eth0', 'down']);
  });
  afterAll(() => lab?.close());

  test('is not told to blame a line in the hosts file', async () => {
    lab.hosts('127.0.0.1 localhost\n203.0.113.10 api.openai.com\n');
    const { report } = await lab.doctor(['check', '--format', 'json'], { env: { OPENAI_API_KEY: KEY } });
    lab.hosts('127.0.0.1 localhost\n');
    const said = report.findings
      .filter(({ id }) => id !== 'client/trust-divergence')
      .map(({ id, severity }) => `${id} ${severity}`);
    expect(said).toEqual(['tcp/unreachable error', 'dns/hosts-override warning']);
    expect(report.findings[0]?.explanation).toMatch(/no network/);
  });

  test.each([
    ['a host name', [], 'dns/no-resolver', 11],
    ['an address', ['--base-url', 'https://203.0.113.10/v1'], 'tcp/unreachable', 12],
  ] as [string, string[], string, number][])(
    'is told so, in those words, for %s, within a step’s limit',
    async (_, args, id, exitCode) => {
      const { status, report } = await lab.doctor(['check', '--format', 'json', ...args], { env: { OPENAI_API_KEY: KEY } });
      expect({ status, rootCause: report.rootCause }).toEqual({ status: exitCode, rootCause: id });
      expect(report.findings[0]?.explanation).toMatch(/no network/);
      expect(report.durationMs).toBeLessThan(5000);
    },
  );
});
