import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DoctorResult, type Lab, openLab } from '../lab/lab.ts';
import { serveNames } from '../lab/names.ts';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';

const V4 = '203.0.113.10';
const OTHER_V4 = '203.0.113.11';
const V6 = '2001:db8:1::10';

/** What each name resolves to. */
const NAMES = { 'v4.lab.test': [V4], 'v6.lab.test': [V6], 'dual.lab.test': [V4, V6], 'two.lab.test': [V4, OTHER_V4] };

/** The time that a run may take beside its one step's limit: starting Node, and looking up, on a busy machine. */
const START_UP_MS = 6000;

needs(
  'root',
  'linux',
  'ip',
  'nft',
  'dnsmasq',
  'openssl',
)('TCP worlds', () => {
  let lab: Lab;
  let caFile = '';
  beforeEach(async () => {
    caFile = '';
    lab = await openLab();
    const records = Object.entries(NAMES).flatMap(([name, found]) => found.map((address) => `${name},${address}`));
    await serveNames(lab, records, '--listen-address=2001:db8:1::53', '--local=/test/');
  });
  afterEach(() => lab.close());

  /** The API on every address that the far side owns. */
  async function serveApi(...hosts: string[]): Promise<void> {
    const ca = makeCa(lab.folder, { name: 'Lab Root' });
    const leaf = makeLeaf(ca, { names: [...Object.keys(NAMES), V4, V6] });
    caFile = ca.root;
    const config = { listen: hosts.map((host) => ({ host, port: 443 })), cert: leaf.fullchain, key: leaf.key };
    await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /^ready/m });
  }

  const check = (host: string, ...more: string[]): Promise<DoctorResult> => {
    const trust = caFile ? ['--ca-file', caFile] : [];
    const args = ['check', '--format', 'json', '--base-url', `https://${host}/v1`, '--timeout', '2s', ...trust, ...more];
    return lab.doctor(args, { env: { OPENAI_API_KEY: 'sk-proj-good' } });
  };

  /** One error, this one, and the exit status of its layer. */
  function expectRoot({ report, status, stdout, stderr }: DoctorResult, id: string): string {
    expect(report, stdout + stderr).toBeDefined();
    const errors = report.findings.filter(({ severity }) => severity === 'error').map((finding) => finding.id);
    expect({ rootCause: report.rootCause, errors, status, stderr }).toEqual({
      rootCause: id,
      errors: [id],
      status: 12,
      stderr: '',
    });
    return report.findings[0]?.explanation ?? '';
  }

  /** Calls work; these warnings and no other of this layer stand beside that. */
  function expectWorking({ report, status, stdout, stderr }: DoctorResult, ...warnings: string[]): void {
    expect(report, stdout + stderr).toBeDefined();
    const ids = report.findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
    expect({ rootCause: report.rootCause, ids, status }).toEqual({ rootCause: null, ids: warnings, status: 0 });
  }

  const far = (rule: string) => lab.net(filter('input', rule));
  const near = (rule: string) => lab.client(filter('output', rule));

  test('all is well over both families', async () => {
    await serveApi(V4, V6);
    expectWorking(await check('dual.lab.test'));
  });

  test('a closed port', async () => {
    const said = expectRoot(await check('v4.lab.test'), 'tcp/refused');
    expect(said).toContain('both look the same');
  });

  test('a closed port over both families', async () => {
    expectRoot(await check('dual.lab.test'), 'tcp/refused');
  });

  test('a firewall that rejects with a reset', async () => {
    await serveApi(V4);
    await far('tcp dport 443 reject with tcp reset');
    expectRoot(await check('v4.lab.test'), 'tcp/refused');
  });

  test('a firewall that drops', async () => {
    await serveApi(V4, V6);
    await far('tcp dport 443 drop');
    const done = await check('dual.lab.test');
    expectRoot(done, 'tcp/timeout');
    expect(done.report.findings[0]?.pythonType).toBe('APITimeoutError');
    expect(done.ms).toBeLessThan(2000 + START_UP_MS);
  });

  test('a firewall that drops, in a run that ends before the step does', async () => {
    await far('tcp dport 443 drop');
    expectRoot(await check('v4.lab.test', '--timeout', '9s', '--deadline', '5s'), 'tcp/timeout');
  });

  test('a firewall that drops, on a machine with IPv4 alone', async () => {
    await serveApi(V4, V6);
    await far('tcp dport 443 drop');
    await lab.client(['ip', '-6', 'route', 'del', 'default']);
    expectRoot(await check('dual.lab.test'), 'tcp/timeout');
  });

  test.each(['host-unreachable', 'net-unreachable', 'admin-prohibited', 'prot-unreachable'])('ICMP %s', async (type) => {
    await far(`tcp dport 443 reject with icmp type ${type}`);
    expect(expectRoot(await check('v4.lab.test'), 'tcp/unreachable')).toContain('A router or a firewall reported');
  });

  test('ICMPv6 admin-prohibited', async () => {
    await far('tcp dport 443 reject with icmpv6 type admin-prohibited');
    expect(expectRoot(await check('v6.lab.test'), 'tcp/unreachable')).toContain('A router or a firewall reported');
  });

  test('no default route', async () => {
    await lab.client(['ip', 'route', 'del', 'default']);
    await lab.client(['ip', '-6', 'route', 'del', 'default']);
    const said = expectRoot(await check(V4), 'tcp/unreachable');
    expect(said).toContain('This machine has no network beyond its own link');
  });

  test('no network at all', async () => {
    await lab.client(['ip', 'link', 'del', 'eth0']);
    const done = await check(V4);
    expect(expectRoot(done, 'tcp/unreachable')).toContain('This machine has no network: only the loopback interface is up.');
    expect(done.ms).toBeLessThan(2000 + START_UP_MS);
  });

  test('a name with IPv6 alone on a machine with IPv4 alone', async () => {
    await serveApi(V6);
    // The link-local address goes too: a server on the same cable answers to one, as soon as the kernel has found it to be unique.
    await lab.client(['ip', '-6', 'addr', 'flush', 'dev', 'eth0']);
    const said = expectRoot(await check('v6.lab.test'), 'tcp/unreachable');
    expect(said).toContain('only IPv6 addresses');
    expect(said).not.toContain('no network');
  });

  test.each([
    ['prohibit', 'tcp/local-denied', 'kill switch'],
    ['blackhole', 'tcp/unreachable', '“blackhole”'],
    ['unreachable', 'tcp/unreachable', '“unreachable”'],
  ])('a %s route', async (type, id, words) => {
    await lab.client(['ip', 'route', 'add', type, V4]);
    expect(expectRoot(await check('v4.lab.test'), id)).toContain(words);
  });

  test('a neighbour that does not answer', async () => {
    await lab.net(['ip', 'link', 'set', 'eth0', 'arp', 'off']);
    await lab.client(['ip', 'neigh', 'flush', 'dev', 'eth0']);
    const done = await check('10.77.0.99', '--timeout', '5s');
    expect(expectRoot(done, 'tcp/unreachable')).toContain('does not respond');
  });

  test('this machine’s own firewall drops', async () => {
    await serveApi(V4);
    await near('tcp dport 443 drop');
    const done = await check('v4.lab.test');
    expectRoot(done, 'tcp/timeout');
    expect(done.report.findings[0]?.steps.join('\n')).toMatch(/nft list ruleset|NetworkPolicy/);
  });

  test('this machine’s own firewall rejects', async () => {
    await serveApi(V4);
    await near('tcp dport 443 reject');
    expectRoot(await check('v4.lab.test'), 'tcp/refused');
  });

  test('this machine’s own firewall rejects as prohibited', async () => {
    await serveApi(V4);
    await near('tcp dport 443 reject with icmp type admin-prohibited');
    expect(expectRoot(await check('v4.lab.test'), 'tcp/unreachable')).toContain('on this machine looks the same');
  });

  test('no local port left', async () => {
    await serveApi(V4);
    await lab.client(['sysctl', '-qw', 'net.ipv4.ip_local_port_range=40000 40001']);
    const holder = `const net=require('net');let n=0;for(let i=0;i<2;i++)net.connect(443,'${V4}',()=>{if(++n===2)console.log('held')})`;
    await lab.serve(['node', '-e', holder], { ready: /held/, inClient: true });
    expect(expectRoot(await check(V4), 'tcp/local-denied')).toContain('No local port was free');
  });

  test('a connection that is reset right after accept', async () => {
    await lab.serve(['node', 'test/lab/servers/tcp-cut.js', 'reset', '443', V4], { ready: /listening/ });
    expectRoot(await check('v4.lab.test'), 'tcp/reset');
  });

  test('a connection that is closed right after accept', async () => {
    await lab.serve(['node', 'test/lab/servers/tcp-cut.js', 'end', '443', V4], { ready: /listening/ });
    expectRoot(await check('v4.lab.test'), 'tcp/reset');
  });

  test('IPv6 that is dropped, and IPv4 that works', async () => {
    await serveApi(V4, V6);
    await far('meta nfproto ipv6 tcp dport 443 drop');
    expectWorking(await check('dual.lab.test'), 'tcp/ipv6-broken');
  });

  test('IPv6 that a router rejects, and IPv4 that works', async () => {
    await serveApi(V4, V6);
    await far('meta nfproto ipv6 tcp dport 443 reject with icmpv6 type no-route');
    expectWorking(await check('dual.lab.test'), 'tcp/ipv6-broken');
  });

  test('a machine with IPv4 alone, and a name with both', async () => {
    await serveApi(V4, V6);
    await lab.client(['ip', '-6', 'addr', 'flush', 'dev', 'eth0', 'scope', 'global']);
    expectWorking(await check('dual.lab.test'));
  });

  test('a machine whose IPv6 is switched off, and a name with both', async () => {
    await serveApi(V4, V6);
    await lab.client(['sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1']);
    expectWorking(await check('dual.lab.test'));
  });

  test('a machine with IPv6 alone, and a name with both', async () => {
    await serveApi(V4, V6);
    lab.resolvConf('nameserver 2001:db8:1::53\n');
    await lab.client(['ip', '-4', 'addr', 'flush', 'dev', 'eth0']);
    // The first packets after the cable was plugged wait for the neighbour's address, which would look like a slow resolver.
    await lab.client(['bash', '-c', 'exec 3<>/dev/tcp/2001:db8:1::53/53']);
    expectWorking(await check('dual.lab.test'));
  });

  test('one of two addresses is dead', async () => {
    await serveApi(V4, OTHER_V4);
    await far(`ip daddr ${OTHER_V4} tcp dport 443 drop`);
    expectWorking(await check('two.lab.test'), 'tcp/partial');
  });

  // Loses the first packet of each connection, so that the second, a second later, makes it: slow without a device that delays.
  test('a slow path that Node gives up, on a machine without a way for IPv6', async () => {
    await serveApi(V4, V6);
    await lab.client(['ip', '-6', 'route', 'del', 'default']);
    await lab.net(['nft', LOSE_FIRST]);
    expectWorking(await check('dual.lab.test', '--timeout', '5s'), 'tcp/family-race');
  });

  test('a slow path with one address is only slow', async () => {
    await serveApi(V4);
    await lab.net(['nft', LOSE_FIRST]);
    expectWorking(await check('v4.lab.test', '--timeout', '5s'));
  });
});

const LOSE_FIRST = `
  add table inet lossy
  add set inet lossy seen { type ipv4_addr . inet_service; flags dynamic; timeout 1m; }
  add chain inet lossy in { type filter hook input priority 0; }
  add rule inet lossy in tcp flags & (syn|ack) == syn ip saddr . tcp sport @seen accept
  add rule inet lossy in tcp flags & (syn|ack) == syn add @seen { ip saddr . tcp sport } drop
`;

function filter(hook: 'input' | 'output', rule: string): string[] {
  return [
    'nft',
    `add table inet lab; add chain inet lab c { type filter hook ${hook} priority 0; }; add rule inet lab c ${rule}`,
  ];
}
