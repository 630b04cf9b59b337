import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DoctorResult, type Lab, openLab } from '../lab/lab.ts';
import { serveNames } from '../lab/names.ts';
import { needs } from '../lab/needs.ts';
import { type Authority, type Leaf, makeCa, makeLeaf } from '../lab/pki.ts';

const V4 = '203.0.113.10';
const V6 = '2001:db8:1::10';
/** An address in Docker's usual range, which a company has given to a server of its own. */
const SHADOWED = '172.17.4.20';
const NAMES: Record<string, string[]> = { 'v4.lab.test': [V4], 'dual.lab.test': [V6, V4], 'shadow.lab.test': [SHADOWED] };

needs(
  'root',
  'linux',
  'ip',
  'nft',
  'dnsmasq',
  'openssl',
)('what this machine itself does with names, routes and packets', () => {
  let lab: Lab;
  // To make a key of 4096 bits, whose certificate is long enough to be lost, takes seconds: all tests share it.
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-local-'));
  let ca: Authority;
  let leaf: Leaf;
  beforeAll(() => {
    ca = makeCa(folder, { name: 'Lab Root' });
    leaf = makeLeaf(ca, { names: [...Object.keys(NAMES), SHADOWED], keyType: 'rsa4096' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    lab = await openLab();
    const records = Object.entries(NAMES).map(([name, found]) => `${name},${found.join(',')}`);
    await serveNames(lab, records, '--local=/lab.test/');
    await lab.net(['ip', 'addr', 'add', `${SHADOWED}/32`, 'dev', 'lo']);
    const listen = [V4, V6, SHADOWED].map((host) => ({ host, port: 443 }));
    const config = { listen, cert: leaf.fullchain, key: leaf.key };
    await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /^ready/m });
  });
  afterEach(() => lab.close());

  const check = (host: string): Promise<DoctorResult> =>
    lab.doctor(
      [
        'check',
        '--format',
        'json',
        '--base-url',
        `https://${host}/v1`,
        '--timeout',
        '2s',
        '--ca-file',
        ca.root,
        '--skip',
        'status',
      ],
      {
        env: { OPENAI_API_KEY: 'sk-proj-good' },
      },
    );

  /** One error, this one, with the exit status of its layer. Its text and steps in lines. */
  function expectRoot({ report, status, stdout, stderr }: DoctorResult, id: string, exit: number): string {
    const errors = report.findings.filter(({ severity }) => severity === 'error').map((finding) => finding.id);
    expect({ rootCause: report.rootCause, errors, status, stderr }, stdout).toEqual({
      rootCause: id,
      errors: [id],
      status: exit,
      stderr: '',
    });
    const [finding] = report.findings;
    const text = [finding?.explanation, ...(finding?.steps ?? [])].join('\n');
    expect(text).not.toMatch(/\{[a-zA-Z]+\}|undefined|null/);
    return text;
  }

  const expectWorking = ({ report, status, stdout }: DoctorResult) =>
    expect({ rootCause: report.rootCause, status }, stdout).toEqual({ rootCause: null, status: 0 });

  test('a name service without DNS', async () => {
    lab.etc('nsswitch.conf', 'passwd: files\nhosts: files myhostname\n');
    const text = expectRoot(await check('v4.lab.test'), 'dns/not-asked', 11);
    expect(text).toContain('line 2 of /etc/nsswitch.conf is “hosts: files myhostname”');
    expect(text).toContain('203.0.113.53 returns addresses for the name');
    expect(text).toContain('(“hosts: files myhostname dns”)');
  });

  test('a name service that ends its search before DNS', async () => {
    lab.etc('nsswitch.conf', 'hosts: files [NOTFOUND=return] dns\n');
    expect(expectRoot(await check('v4.lab.test'), 'dns/not-asked', 11)).toContain('files [NOTFOUND=return]');
  });

  test('no DNS, and the name pinned in the hosts file: calls work', async () => {
    lab.etc('nsswitch.conf', 'hosts: files\n');
    lab.hosts(`127.0.0.1 localhost\n${V4} v4.lab.test\n`);
    expectWorking(await check('v4.lab.test'));
  });

  test('a name that nobody knows stays one where DNS is not asked either', async () => {
    lab.etc('nsswitch.conf', 'hosts: files\n');
    expectRoot(await check('none.lab.test'), 'dns/nxdomain', 11);
  });

  const bridge = async (network: string) => {
    await lab.client(['ip', 'link', 'add', 'docker0', 'type', 'bridge']);
    await lab.client(['ip', 'addr', 'add', network, 'dev', 'docker0']);
    await lab.client(['ip', 'link', 'set', 'docker0', 'up']);
  };

  test('a container network that has the address of the server', async () => {
    expectWorking(await check('shadow.lab.test'));
    await bridge('172.17.0.1/16');
    const text = expectRoot(await check('shadow.lab.test'), 'tcp/local-route', 12);
    expect(text).toContain('172.17.0.0/16');
    expect(text).toContain('docker0');
    const [first = ''] = text.split('\n').slice(1);
    expect(first).toContain(`sudo ip route add ${SHADOWED}/32 via 10.77.0.1 dev eth0`);
    await lab.client(['ip', 'route', 'add', `${SHADOWED}/32`, 'via', '10.77.0.1', 'dev', 'eth0']);
    expectWorking(await check('shadow.lab.test'));
  });

  test('a container network beside it does not matter', async () => {
    await bridge('172.18.0.1/16');
    expectWorking(await check('shadow.lab.test'));
  });

  test('a container that does not run is no shadow', async () => {
    await bridge('172.17.0.1/16');
    expectRoot(await check('172.17.0.2'), 'tcp/timeout', 12);
  });

  const loses = (family: 'ip' | 'ip6', length: string) =>
    lab.client([
      'sh',
      '-ec',
      `nft add table ${family} f; nft add chain ${family} f i '{ type filter hook input priority 0; }'; nft add rule ${family} f i tcp sport 443 ${length} gt 900 drop`,
    ]);

  /** With a global address of its own the machine prefers IPv6, as most do (RFC 6724). */
  const preferIpv6 = async () => {
    await lab.client(['ip', '-6', 'addr', 'add', '2001:db8:2::2/64', 'dev', 'eth0', 'nodad']);
    await lab.net(['ip', '-6', 'addr', 'add', '2001:db8:2::1/64', 'dev', 'eth0', 'nodad']);
  };

  test('IPv6 that loses large packets, while IPv4 works', async () => {
    await preferIpv6();
    expectWorking(await check('dual.lab.test'));
    await loses('ip6', 'ip6 length');
    const done = await check('dual.lab.test');
    const text = expectRoot(done, 'tcp/large-packets-lost', 12);
    expect(text).toContain('Over IPv4 (203.0.113.10) the same handshake works');
    expect(text.split('\n')[1]).toMatch(/gai\.conf/);
    expect(done.report.findings[0]?.pythonType).toBe('APITimeoutError');
  });

  test('IPv6 that loses small packets alike is no matter of size', async () => {
    await preferIpv6();
    await lab.client([
      'sh',
      '-ec',
      "nft add table ip6 f; nft add chain ip6 f i '{ type filter hook input priority 0; }'; nft add rule ip6 f i tcp sport 443 tcp flags '&' syn == 0 drop",
    ]);
    const { report } = await check('dual.lab.test');
    expect(report.findings.map(({ id }) => id)).not.toContain('tcp/large-packets-lost');
  });
});
