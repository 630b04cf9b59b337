import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, openLab } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf, makeSelfSigned } from '../lab/pki.ts';

const SECRET = 'Tr4veLq9XzW2mKp7VbN3sHd8GfJ5cYt6RwQ1uEo0aZiMxBnPkS';
const KEY = `sk-proj-${SECRET}`;
const PASSWORD = 'Pr0xyPassw0rdThatNobodyElseGets';

/** Who keeps what it gets. `api` alone is verified to be the API's host. */
const recorders = ['api', 'elsewhere', 'status', 'plain', 'impostor', 'proxy', 'denier', 'tlsProxy'] as const;
type Recorder = (typeof recorders)[number];

/** Twelve characters in a row of the secret, in any of the forms in which software sends things. */
function holds(bytes: Buffer, secret: string): boolean {
  const raw = Buffer.from(secret);
  const shifted = [0, 1, 2].map((by) =>
    Buffer.concat([Buffer.alloc(by, 0x20), raw])
      .toString('base64')
      .slice(4, -4),
  );
  const forms = [
    secret,
    [...secret].reverse().join(''),
    secret.toUpperCase(),
    secret.toLowerCase(),
    encodeURIComponent(secret),
    raw.toString('hex'),
    ...shifted,
    ...shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  const text = bytes.toString('latin1');
  return forms.some((form) => pieces(form).some((piece) => text.includes(piece)));
}

function pieces(form: string): string[] {
  return Array.from({ length: form.length - 11 }, (_, at) => form.slice(at, at + 12));
}

test('the search finds a key in every form that it is there to find', () => {
  const found = (text: string) => holds(Buffer.from(`GET / HTTP/1.1\r\nX: ${text}\r\n`), SECRET);
  const basic = Buffer.from(`user:${KEY}`).toString('base64');
  for (const form of [KEY, [...KEY].reverse().join(''), encodeURIComponent(KEY), basic, Buffer.from(KEY).toString('hex')])
    expect(found(form)).toBe(true);
  expect(found('nothing of that kind')).toBe(false);
});

needs(
  'root',
  'linux',
  'ip',
  'openssl',
  'tcpdump',
)('the key', () => {
  let lab: Lab;
  let trust: Record<string, string>;
  const fileOf = (name: string) => join(lab.folder, `received.${name}`);
  const received = (name: Recorder | 'wire') => (existsSync(fileOf(name)) ? readFileSync(fileOf(name)) : Buffer.alloc(0));

  beforeAll(async () => {
    lab = await openLab();
    for (const last of [12, 21, 22, 23, 24, 25]) await lab.net(['ip', 'addr', 'add', `203.0.113.${last}/32`, 'dev', 'lo']);
    await lab.serve(['tcpdump', '-Z', 'root', '-i', 'any', '-U', '--immediate-mode', '-s', '0', '-w', fileOf('wire')], {
      ready: /listening on/,
    });
    const ca = makeCa(lab.folder, { name: 'World Root' });
    const stranger = makeCa(lab.folder, { subject: '/C=US/O=Zscaler Inc./CN=Zscaler Intermediate Root CA' });
    trust = { NODE_EXTRA_CA_CERTS: ca.cert, SSL_CERT_FILE: ca.cert };
    const https = (host: string, port = 443) => ({ host, port, tls: true });
    const serve = (
      record: Recorder,
      leaf: { fullchain: string; key: string },
      more: { listen: object[]; answers?: object[] },
    ) => {
      const config = { cert: leaf.fullchain, key: leaf.key, keys: [KEY], record: fileOf(record), ...more };
      return lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /ready/ });
    };
    const redirect = (path: string, Location: string, status = 302) => ({ path, status, headers: { Location } });
    const incident = {
      page: { name: 'OpenAI' },
      status: { indicator: 'major', description: 'Partial outage' },
      incidents: [{ name: 'Elevated errors', impact: 'major', status: 'investigating' }],
      components: [],
    };
    const portal = { status: 200, headers: { 'content-type': 'text/html' }, body: '<title>Sign in to Airport Wi-Fi</title>' };
    const openai = makeLeaf(ca, { names: ['api.openai.com', 'status.openai.com'] });
    const other = makeLeaf(ca, { names: ['elsewhere.example', 'api.openai.com'] });
    await Promise.all([
      serve('api', openai, {
        listen: [https('203.0.113.10')],
        answers: [
          redirect('/away/v1/*', 'https://elsewhere.example/v1/models'),
          redirect('/kept/v1/*', `https://elsewhere.example/v1/models?key=x`, 307),
          redirect('/down/v1/*', 'http://api.openai.com/v1/models', 301),
          redirect('/port/v1/*', 'https://api.openai.com:8443/v1/models', 308),
          { path: '/incident/v1/*', keyed: true, status: 503, body: { error: { message: 'overloaded', type: 'server_error' } } },
          { path: '/echo/v1/*', status: 401, echo: true, headers: { Location: 'https://elsewhere.example/' } },
        ],
      }),
      serve('elsewhere', other, { listen: [https('203.0.113.11'), https('203.0.113.10', 8443)] }),
      serve('status', openai, { listen: [https('203.0.113.12')], answers: [{ status: 200, body: incident }] }),
      serve('plain', openai, { listen: ['203.0.113.10', '203.0.113.11'].map((host) => ({ host, port: 80, tls: false })) }),
      serve('impostor', makeLeaf(stranger, { names: ['intercepted.example', 'api.openai.com'] }), {
        listen: [https('203.0.113.21')],
      }),
      serve('impostor', makeLeaf(ca, { names: ['wrong.name.example'] }), { listen: [https('203.0.113.22')] }),
      serve(
        'impostor',
        makeLeaf(ca, { names: ['expired.example'], notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }),
        {
          listen: [https('203.0.113.23')],
        },
      ),
      serve('impostor', makeSelfSigned(lab.folder, { names: ['selfsigned.example'] }), { listen: [https('203.0.113.24')] }),
      serve('impostor', makeLeaf(stranger, { names: ['portal.airport.example'] }), {
        listen: [https('203.0.113.25'), { host: '203.0.113.25', port: 80, tls: false }],
        answers: [portal],
      }),
    ]);
    const names = {
      'api.openai.com': '203.0.113.10',
      'status.openai.com': '203.0.113.12',
      'elsewhere.example': '203.0.113.11',
      'plain.example': '203.0.113.11',
      'intercepted.example': '203.0.113.21',
      'misnamed.example': '203.0.113.22',
      'expired.example': '203.0.113.23',
      'selfsigned.example': '203.0.113.24',
      'portal.example': '203.0.113.25',
    };
    const zone = Object.fromEntries(Object.entries(names).map(([name, address]) => [name, { a: [address] }]));
    await lab.serve(['node', 'test/lab/servers/dns.js', JSON.stringify({ listen: ['203.0.113.53'], port: 53, names: zone })], {
      ready: /ready/,
    });
    const proxyLeaf = makeLeaf(ca, { names: ['10.77.0.1'] });
    const proxy = (record: Recorder, port: number, more: object = {}) => {
      const config = {
        listen: [{ host: '10.77.0.1', port, ...more }],
        record: fileOf(record),
        names,
        cert: proxyLeaf.fullchain,
        key: proxyLeaf.key,
        ...more,
      };
      return lab.serve(['node', 'test/lab/servers/recording-proxy.js', JSON.stringify(config)], { ready: /ready/ });
    };
    await Promise.all([proxy('proxy', 3128), proxy('denier', 3129, { denies: true }), proxy('tlsProxy', 3130, { tls: true })]);
  }, 90_000);
  afterAll(() => lab?.close());

  const viaProxy = (port: number, scheme = 'http') => ({ HTTPS_PROXY: `${scheme}://user:${PASSWORD}@10.77.0.1:${port}` });
  const at = (url: string, ...more: string[]) => ['--base-url', url, ...more];

  /** The world, what is asked, whether the API gets the key, and who else must have been spoken to for the world to be the one it says. */
  const worlds: [
    string,
    { args?: string[]; env?: Record<string, string>; hosts?: string; isAway?: true; travels: boolean; meets?: Recorder[] },
  ][] = [
    ['in a world without fault', { travels: true }],
    [
      'with a model, an organization and a project',
      { args: ['--model', 'gpt-4o', '--organization', 'org-x', '--project', 'proj_x'], travels: true },
    ],
    ['with the usual clients run too', { args: ['--clients'], travels: true }],
    ['where the API redirects to another host', { args: at('https://api.openai.com/away/v1'), travels: true }],
    ['where it redirects and asks to repeat the request as it is', { args: at('https://api.openai.com/kept/v1'), travels: true }],
    ['where it redirects to plain HTTP', { args: at('https://api.openai.com/down/v1'), travels: true }],
    ['where it redirects to another port', { args: at('https://api.openai.com/port/v1'), travels: true }],
    ['where the API echoes what it got', { args: at('https://api.openai.com/echo/v1'), travels: true }],
    [
      'during an incident, for which the status page is read',
      { args: at('https://api.openai.com/incident/v1'), travels: true, meets: ['status'] },
    ],
    ['behind a captive portal', { args: at('https://portal.example/v1'), travels: false, meets: ['impostor'] }],
    ['where TLS is intercepted', { args: at('https://intercepted.example/v1'), travels: false }],
    ['where the certificate has another name', { args: at('https://misnamed.example/v1'), travels: false }],
    ['where the certificate has expired', { args: at('https://expired.example/v1'), travels: false }],
    ['where the certificate is self-signed', { args: at('https://selfsigned.example/v1'), travels: false }],
    [
      'with verification switched off in the environment',
      { args: at('https://intercepted.example/v1'), env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, travels: false },
    ],
    ['with a base URL of plain HTTP', { args: at('http://plain.example/v1'), travels: false, meets: ['plain'] }],
    ['where localhost is another machine', { args: at('http://localhost/v1'), isAway: true, travels: false, meets: ['plain'] }],
    [
      'where localhost is another machine, and the key a user of the base URL',
      { args: at(`http://${KEY}:x@localhost/v1`), isAway: true, travels: false, meets: ['plain'] },
    ],
    [
      'where localhost is another machine, and the key a query of the base URL',
      { args: at(`http://localhost/v1?api-key=${KEY}`), isAway: true, travels: false, meets: ['plain'] },
    ],
    [
      'where that is the only key there is',
      { args: at(`http://localhost/v1?sig=${KEY}`), env: { OPENAI_API_KEY: '' }, isAway: true, travels: false, meets: ['plain'] },
    ],
    [
      'with a base URL of plain HTTP whose path holds the key',
      { args: at(`http://plain.example/${KEY}/v1`, '--clients'), travels: false, meets: ['plain'] },
    ],
    [
      'with a base URL of plain HTTP whose path holds the key as a parameter, and no other key',
      { args: at(`http://plain.example/v1;key=${KEY}`), env: { OPENAI_API_KEY: '' }, travels: false, meets: ['plain'] },
    ],
    [
      'with a base URL of plain HTTP whose query is the key',
      { args: at(`http://plain.example/v1?key=${KEY}&api-version=2024-10-21`), travels: false, meets: ['plain'] },
    ],
    [
      'with a base URL whose query is the key, at an impostor',
      { args: at(`https://intercepted.example/v1?key=${KEY}`), travels: false },
    ],
    ['with plain HTTP on the port of TLS', { args: at('http://api.openai.com:443/v1'), travels: false }],
    ['where the hosts file pins the name to an impostor', { hosts: '203.0.113.21 api.openai.com\n', travels: false }],
    [
      'where the hosts file pins the name to a server with another name',
      { hosts: '203.0.113.22 api.openai.com\n', travels: false },
    ],
    ['through a proxy', { env: viaProxy(3128), travels: true, meets: ['proxy'] }],
    [
      'through a proxy, to an impostor',
      { args: at('https://intercepted.example/v1'), env: viaProxy(3128), travels: false, meets: ['proxy'] },
    ],
    ['through a proxy over TLS', { env: viaProxy(3130, 'https'), travels: true, meets: ['tlsProxy'] }],
    ['through SOCKS', { env: { ALL_PROXY: `socks5h://user:${PASSWORD}@10.77.0.1:3128` }, travels: true, meets: ['proxy'] }],
    ['to a proxy that refuses the password', { env: viaProxy(3129), travels: false, meets: ['denier'] }],
    [
      'with plain HTTP through a proxy',
      { args: at('http://plain.example/v1'), env: { HTTP_PROXY: 'http://10.77.0.1:3128' }, travels: false, meets: ['proxy'] },
    ],
  ];

  describe('reaches the verified host of the API and nobody else', () => {
    test.each(worlds)('%s', async (_, { args = [], env = {}, hosts = '', isAway, travels, meets = [] }) => {
      for (const name of recorders) rmSync(fileOf(name), { force: true });
      lab.hosts(`${isAway ? '203.0.113.11' : '127.0.0.1'} localhost\n${hosts}`);
      const doctorArgs = ['check', '--timeout', '4s', '--deadline', '12s', '--format', 'json', ...args];
      const { report, stdout, stderr } = await lab.doctor(doctorArgs, { env: { ...trust, OPENAI_API_KEY: KEY, ...env } });
      expect(report, stdout + stderr).toBeDefined();
      expect([report.rootCause, holds(received('api'), SECRET)]).toEqual([report.rootCause, travels]);
      for (const name of recorders.filter((one) => one !== 'api'))
        expect([name, holds(received(name), SECRET)]).toEqual([name, false]);
      for (const name of ['api', 'elsewhere', 'status', 'plain', 'impostor'] as const)
        expect([name, holds(received(name), PASSWORD)]).toEqual([name, false]);
      for (const name of meets) expect([name, received(name).length > 0]).toEqual([name, true]);
      expect(holds(Buffer.from(stdout + stderr), SECRET)).toBe(false);
    });
  });

  test('never stood in a packet as it is, in none of these worlds', async () => {
    const wire = received('wire');
    expect(wire.includes('CONNECT api.openai.com:443')).toBe(true);
    expect(wire.toString('latin1')).toMatch(/host: plain\.example/i);
    expect(holds(wire, SECRET)).toBe(false);
  });

  test('is put on a request to this machine’s own server, with and without TLS', async () => {
    const record = fileOf('own');
    const config = { listen: [{ host: '127.0.0.1', port: 8000 }], keys: [KEY], record };
    const own = await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /ready/, inClient: true });
    const file = join(lab.folder, 'key');
    writeFileSync(file, `${KEY}\n`);
    await lab.doctor(['check', '--base-url', 'http://127.0.0.1:8000/v1', '--api-key-file', file]);
    await own.stop();
    expect(holds(readFileSync(record), SECRET)).toBe(true);
  });
});
