import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DoctorResult, type Lab, openLab, type Server } from '../lab/lab.ts';
import { serveNames } from '../lab/names.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, type Leaf, type LeafOptions, makeCa, makeLeaf } from '../lab/pki.ts';

const KEY = 'sk-proj-W0rldsOfTls0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const DAY_MS = 86_400_000;
const DUAL = 'both.example.com';
const HOST = 'api.openai.com';
const LISTEN = [
  { host: '203.0.113.10', port: 443, tls: true },
  { host: '203.0.113.10', port: 80 },
];

/** A server that reads the first bytes of each connection and answers as the text of a function says. */
const relay = (onHello: string) => [
  process.execPath,
  '-e',
  `require('net').createServer((s) => { s.on('error', () => {}); s.once('data', (hello) => { ${onHello} }); }).listen(443, '203.0.113.10', () => console.log('ready'))`,
];

/** What a server says that knows no version of TLS in the hello (RFC 8446 section 6: fatal alert 70). */
const ALERT_70 = 's.write(Buffer.from([0x15, 3, 1, 0, 2, 2, 70])); s.end();';
const ofThisName = `hello.includes('${HOST}')`;

needs(
  'root',
  'linux',
  'ip',
  'dnsmasq',
  'nft',
  'openssl',
  'faketime',
)('TLS worlds', () => {
  let lab: Lab;
  let root: Authority;
  let server: Server | null = null;

  beforeAll(async () => {
    lab = await openLab();
    await serveNames(lab, [`${HOST},203.0.113.10`, 'llm.example.com,203.0.113.10', `${DUAL},203.0.113.10,2001:db8:1::10`]);
    root = await makeCa(lab.folder, { name: 'World Root' });
  });
  afterEach(async () => {
    await server?.stop();
    server = null;
  });
  afterAll(() => lab?.close());

  const serveApi = async (leaf: Pick<Leaf, 'key'> & { chain: string }, tls?: object) => {
    const config = { keys: [KEY], listen: LISTEN, cert: leaf.chain, key: leaf.key, ...(tls ? { tls } : {}) };
    server = await lab.serve([process.execPath, 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /ready/ });
  };
  const serveLeaf = async (options: LeafOptions = {}, tls?: object) => {
    const leaf = await makeLeaf(root, { names: [HOST], ...options });
    await serveApi({ key: leaf.key, chain: leaf.fullchain }, tls);
  };
  const trusting = () => ({ SSL_CERT_FILE: root.cert, NODE_EXTRA_CA_CERTS: root.cert });
  const look = (options: { env?: Record<string, string>; wrap?: string[]; args?: string[] } = {}) =>
    lab.doctor(['check', '--format', 'json', ...(options.args ?? [])], {
      env: { OPENAI_API_KEY: KEY, ...(options.env ?? trusting()) },
      ...(options.wrap ? { wrap: options.wrap } : {}),
    });
  const errorsOf = ({ report }: DoctorResult) =>
    report.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
  const expectOnly = (result: DoctorResult, id: string, words: RegExp, status = 13) => {
    expect(errorsOf(result)).toEqual([id]);
    expect({ rootCause: result.report.rootCause, status: result.status }).toEqual({ rootCause: id, status });
    expect(`${result.report.findings[0]?.explanation} ${result.report.findings[0]?.evidence.join(' ')}`).toMatch(words);
  };

  test('a chain that every client here was told to trust is no fault', async () => {
    await serveLeaf();
    const result = await look();
    expect({ errors: errorsOf(result), status: result.status }).toEqual({ errors: [], status: 0 });
  });

  test.each([
    [
      'out of date',
      'tls/expired',
      /10 days/,
      { notBefore: new Date(Date.now() - 90 * DAY_MS), notAfter: new Date(Date.now() - 10 * DAY_MS) },
    ],
    [
      'not valid yet',
      'tls/not-yet-valid',
      /World|api\.openai\.com/,
      { notBefore: new Date(Date.now() + 5 * DAY_MS), notAfter: new Date(Date.now() + 90 * DAY_MS) },
    ],
    ['for another name', 'tls/hostname-mismatch', /portal\.example/, { names: ['portal.example'] }],
    [
      'for another purpose',
      'tls/invalid-chain',
      /purpose|clientAuth|TLS Web Client/i,
      { extensions: { extendedKeyUsage: 'clientAuth' } },
    ],
  ] as [string, string, RegExp, LeafOptions][])('a certificate %s is %s', async (_, id, words, options) => {
    await serveLeaf(options);
    expectOnly(await look(), id, words);
  });

  test.each([
    ['ahead', '+800d'],
    ['behind', '-800d'],
  ])('a clock that is %s is blamed, not the certificate', async (_, shift) => {
    await serveLeaf({ days: 90 });
    expectOnly(await look({ wrap: ['faketime', '-f', shift] }), 'tls/clock-skew', /clock/);
  });

  test('an intermediate that was not sent', async () => {
    const issuing = await makeCa(lab.folder, { name: 'World Issuing', parent: root });
    const leaf = await makeLeaf(issuing, { names: [HOST], scts: true });
    await serveApi({ key: leaf.key, chain: leaf.cert });
    expectOnly(await look(), 'tls/missing-intermediate', /World Issuing/);
    await server?.stop();
    await serveApi({ key: leaf.key, chain: leaf.fullchain });
    expect(errorsOf(await look())).toEqual([]);
  });

  test('inspection at a public host, named or not; a private authority at a host of one’s own', async () => {
    const zscaler = await makeCa(lab.folder, {
      subject: '/C=US/O=Zscaler Inc./CN=Zscaler Intermediate Root CA (zscalerthree.net)',
    });
    const leaf = await makeLeaf(zscaler, { names: [HOST, 'llm.example.com'] });
    await serveApi({ key: leaf.key, chain: leaf.fullchain });
    expectOnly(await look({ env: {} }), 'tls/interception', /Zscaler/);
    expectOnly(await look({ env: {}, args: ['--base-url', 'https://llm.example.com/v1'] }), 'tls/interception', /Zscaler/);
    await server?.stop();
    await serveLeaf({ names: [HOST, 'llm.example.com'] });
    expectOnly(await look({ env: {} }), 'tls/interception', /World Root/);
    expectOnly(await look({ env: {}, args: ['--base-url', 'https://llm.example.com/v1'] }), 'tls/unknown-issuer', /World Root/);
  });

  test('trusted inspection is worth knowing, and clients that part ways are a warning', async () => {
    await serveLeaf();
    const severities = async (env: Record<string, string>) => {
      const { report, status } = await look({ env });
      return { status, ...Object.fromEntries(report.findings.map(({ id, severity }) => [id, severity])) };
    };
    expect(await severities(trusting())).toEqual({ status: 0, 'tls/interception': 'info' });
    expect(await severities({ NODE_EXTRA_CA_CERTS: root.cert })).toEqual({
      status: 0,
      'tls/interception': 'info',
      'client/trust-divergence': 'warning',
    });
    expect(await severities({ SSL_CERT_FILE: root.cert })).toEqual({
      status: 0,
      'tls/interception': 'info',
      'client/trust-divergence': 'warning',
    });
  });

  test('SSL_CERT_FILE with the CA of a company alone stops the reference client, and with the others beside it not', async () => {
    await serveLeaf();
    const company = await makeCa(lab.folder, { name: 'Company Root' });
    const both = join(lab.folder, 'both.pem');
    writeFileSync(both, readFileSync(company.cert, 'utf8') + readFileSync(root.cert, 'utf8'));
    // This tool gets through by the other variable, as Node.js does.
    const alone = await look({ env: { SSL_CERT_FILE: company.cert, NODE_EXTRA_CA_CERTS: root.cert } });
    expectOnly(alone, 'client/trust-divergence', /OpenAI SDK for Python/, 10);
    expect(alone.report.findings[0]).toMatchObject({ severity: 'error', pythonType: 'APIConnectionError' });
    expect(alone.report.findings[0]?.steps.slice(0, 3).join('\n')).toMatch(/unset SSL_CERT_FILE[\s\S]*cat /);
    expect(errorsOf(await look({ env: { SSL_CERT_FILE: both, NODE_EXTRA_CA_CERTS: root.cert } }))).toEqual([]);
  });

  test('a lone self-signed certificate', async () => {
    const leaf = await makeLeaf(root, { names: [HOST] });
    const own = await makeCa(lab.folder, {
      name: HOST,
      extensions: { basicConstraints: 'CA:FALSE', subjectAltName: `DNS:${HOST}`, keyUsage: null },
    });
    await serveApi({ key: own.key, chain: own.cert });
    expectOnly(await look(), 'tls/self-signed', /self-signed/);
    await server?.stop();
    await serveApi({ key: leaf.key, chain: leaf.fullchain });
    expect(errorsOf(await look())).toEqual([]);
  });

  test.each([
    [
      'only versions that nobody speaks any more',
      'tls/protocol-version',
      /alert 70/,
      { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    ],
    [
      'a client certificate in TLS 1.3',
      'tls/client-certificate-required',
      /alert 116/,
      { requestCert: true, rejectUnauthorized: true },
    ],
    [
      'a client certificate in TLS 1.2',
      'tls/client-certificate-required',
      /alert 40/,
      { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
    ],
  ])('a server that wants %s', async (_, id, words, tls) => {
    await serveLeaf({}, tls);
    expectOnly(await look(), id, words);
  });

  test('a web server that asks for a client certificate in a page', async () => {
    const leaf = await makeLeaf(root, { names: [HOST] });
    const file = join(lab.folder, 'nginx.conf');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `${kind}_temp_path ${lab.folder};`)
      .join(' ');
    const site = `listen 203.0.113.10:443 ssl; ssl_certificate ${leaf.fullchain}; ssl_certificate_key ${leaf.key}; ssl_client_certificate ${root.cert}; ssl_verify_client on;`;
    writeFileSync(
      file,
      `daemon off; error_log stderr notice; pid ${lab.folder}/nginx.pid; events {} http { access_log off; ${temporary} server { ${site} } }`,
    );
    server = await lab.serve(['nginx', '-c', file, '-p', lab.folder], { ready: /start worker process/ });
    expectOnly(await look(), 'tls/client-certificate-required', /HTTP 400/);
  });

  test('plain HTTP on the TLS port', async () => {
    server = await lab.serve(
      [process.execPath, 'test/lab/servers/api.js', JSON.stringify({ listen: [{ host: '203.0.113.10', port: 443 }] })],
      { ready: /ready/ },
    );
    expectOnly(await look(), 'tls/not-tls', /plain HTTP/);
  });

  test.each([
    ['a peer that says nothing', 'tls/timeout', /responds to no ClientHello/, ''],
    ['a filter that swallows this name', 'tls/timeout', /filter reads the name/, `if (!${ofThisName}) { ${ALERT_70} }`],
    [
      'a filter that resets at this name',
      'tls/reset',
      /filter reads the name/,
      `if (${ofThisName}) s.resetAndDestroy(); else { ${ALERT_70} }`,
    ],
    ['a reset at every hello', 'tls/reset', /every ClientHello/, 's.resetAndDestroy()'],
    ['an end at every hello', 'tls/reset', /every ClientHello|ended|closed/, 's.end()'],
  ])('%s is %s', async (_, id, words, onHello) => {
    server = await lab.serve(relay(onHello), { ready: /ready/ });
    expectOnly(await look(), id, words);
  });

  test('a path that loses large packets on the way back', async () => {
    await serveLeaf({ keyType: 'rsa4096' });
    await lab.client([
      'sh',
      '-ec',
      "nft add table ip f; nft add chain ip f i '{ type filter hook input priority 0; }'; nft add rule ip f i tcp sport 443 ip length gt 900 drop",
    ]);
    try {
      expectOnly(await look(), 'tcp/large-packets-lost', /MTU black hole/, 12);
    } finally {
      await lab.client(['nft', 'delete', 'table', 'ip', 'f']);
    }
    expect(errorsOf(await look())).toEqual([]);
  });

  test('a root that the system’s store alone holds', async () => {
    await serveLeaf();
    lab.etc('ssl/certs/ca-certificates.crt', root.pem);
    try {
      const { report, status } = await look({ env: {} });
      expect({ status, findings: report.findings.map(({ id, severity }) => `${id} ${severity}`) }).toEqual({
        status: 0,
        findings: ['client/trust-divergence warning', 'tls/interception info'],
      });
      expect(report.findings[0]?.steps.join('\n')).toContain('export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt');
    } finally {
      rmSync(join('/etc/netns', lab.names.client, 'ssl'), { recursive: true });
    }
  });

  test('a root that was named for this run alone is no news', async () => {
    await serveLeaf({ names: ['llm.example.com'] });
    const { report, status } = await look({
      env: {},
      args: ['--base-url', 'https://llm.example.com/v1', '--ca-file', root.cert],
    });
    const ids = report.findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
    expect({ status, ids }).toEqual({ status: 0, ids: [] });
  });

  test('an authority that made itself a new key', async () => {
    const renewed = makeCa(lab.folder, { name: 'World Root' });
    const leaf = makeLeaf(renewed, { names: ['llm.example.com'] });
    await serveApi({ key: leaf.key, chain: leaf.fullchain });
    const result = await look({ args: ['--base-url', 'https://llm.example.com/v1'] });
    expectOnly(result, 'tls/unknown-issuer', /the copy here is outdated/);
  });

  test('a line in the hosts file that leads to another server', async () => {
    await serveLeaf({ names: ['portal.example'] });
    lab.hosts(`127.0.0.1 localhost\n203.0.113.10 ${HOST}\n`);
    try {
      const { report, status } = await look();
      const errors = report.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
      expect({ errors: errors.length, status }).toEqual({ errors: 1, status: errors[0]?.startsWith('dns/') ? 11 : 13 });
      expect(['tls/hostname-mismatch', 'dns/hosts-override']).toContain(report.rootCause);
    } finally {
      lab.hosts('127.0.0.1 localhost\n');
    }
  });

  describe('IPv6, which clients try first, and which', () => {
    const over6 = (how: string) =>
      lab.serve(
        [
          process.execPath,
          '-e',
          `require('net').createServer((s) => { s.on('error', () => {}); ${how} }).listen(443, '2001:db8:1::10', () => console.log('ready'))`,
        ],
        { ready: /ready/ },
      );
    const look6 = () => look({ args: ['--base-url', `https://${DUAL}/v1`, '--timeout', '1s'] });
    let six: Server | null = null;
    beforeAll(async () => {
      // Of the addresses of its own, a machine prefers IPv4 to a unique local one.
      await lab.net(['ip', 'addr', 'add', '2001:db8:2::1/64', 'dev', 'eth0', 'nodad']);
      await lab.client(['ip', 'addr', 'add', '2001:db8:2::2/64', 'dev', 'eth0', 'nodad']);
      await lab.client('ip -6 route replace default via 2001:db8:2::1 src 2001:db8:2::2'.split(' '));
    });
    afterAll(async () => {
      await lab.client('ip -6 route replace default via fd77::1'.split(' '));
      await lab.client(['ip', 'addr', 'del', '2001:db8:2::2/64', 'dev', 'eth0']);
      await lab.net(['ip', 'addr', 'del', '2001:db8:2::1/64', 'dev', 'eth0']);
    });
    afterEach(async () => {
      await six?.stop();
      six = null;
    });

    test.each([
      ['stays silent', '', 'tls/timeout'],
      ['is reset', "s.once('data', () => s.resetAndDestroy());", 'tls/reset'],
    ])('%s', async (_, how, id) => {
      await serveLeaf({ names: [DUAL] });
      six = await over6(how);
      const result = await look6();
      expectOnly(result, id, /Over IPv4 \(203\.0\.113\.10\) the same ClientHello gets a response/);
      expect(result.report.findings[0]?.steps[0]).toContain('prefer IPv4');
    });

    test('fails as IPv4 does: no matter of the family', async () => {
      server = await lab.serve(
        [
          process.execPath,
          '-e',
          "require('net').createServer((s) => s.on('error', () => {})).listen(443, '203.0.113.10', () => console.log('ready'))",
        ],
        { ready: /ready/ },
      );
      six = await over6('');
      const result = await look6();
      expectOnly(result, 'tls/timeout', /responds to no ClientHello/);
      expect(result.report.findings[0]?.steps.join()).not.toContain('prefer IPv4');
    });

    test('leads to another server with a certificate for other names', async () => {
      await serveLeaf({ names: [DUAL] });
      const leaf = await makeLeaf(root, { names: ['parked.example'] });
      const config = { keys: [KEY], listen: [{ host: '2001:db8:1::10', port: 443 }], cert: leaf.fullchain, key: leaf.key };
      six = await lab.serve([process.execPath, 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /^ready/m });
      expectOnly(await look6(), 'tls/hostname-mismatch', /parked\.example/);
    });
  });

  test('SSH on the TLS port', async () => {
    const speak = "require('net').createServer((s) => s.on('error', () => {}).write('SSH-2.0-OpenSSH_9.2\\r\\n'))";
    server = await lab.serve([process.execPath, '-e', `${speak}.listen(443, '203.0.113.10', () => console.log('ready'))`], {
      ready: /ready/,
    });
    expectOnly(await look(), 'tls/not-tls', /SSH/);
  });

  test('a firewall that cannot take a hello of two packets, which newer versions of OpenSSL send', async () => {
    await serveLeaf({ names: ['llm.example.com'] });
    const drop = "nft add table ip f; nft add chain ip f i '{ type filter hook input priority 0; }'; nft add rule ip f i";
    await lab.net(['sh', '-ec', `${drop} tcp dport 443 ip length gt 1400 drop`]);
    try {
      const result = await look({ args: ['--base-url', 'https://llm.example.com/v1'] });
      const [major = 0, minor = 0] = process.versions.openssl.split('.').map(Number);
      if (major > 3 || minor >= 5) expectOnly(result, 'tls/timeout', /post-quantum key/);
      else expect(errorsOf(result)).toEqual([]);
    } finally {
      await lab.net(['nft', 'delete', 'table', 'ip', 'f']);
    }
  });
});
