import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DoctorResult, type Lab, openLab } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { makeCa, makeLeaf } from '../lab/pki.ts';
import type { DnsConfig, DnsRule } from '../lab/servers/dns.js';

const HOST = 'api.openai.com';
const RESOLVER = '203.0.113.53';
const OTHER_RESOLVER = '203.0.113.11';
const API = '203.0.113.10';
const DEAD = '203.0.113.99';

/** What the resolver knows besides the host: the name that tells a filter from a dead resolver. */
const CONTROL: Record<string, DnsRule> = { 'status.openai.com': { a: ['203.0.113.99'] } };

needs(
  'root',
  'linux',
  'ip',
  'nft',
  'dnsmasq',
  'unbound',
  'openssl',
)('DNS worlds', () => {
  let lab: Lab;
  let caFile = '';
  beforeEach(async () => {
    lab = await openLab();
    caFile = '';
  });
  afterEach(() => lab.close());

  /** The API on this address, with a certificate for these names. */
  async function serveApi(host = API, names: string[] = [HOST], inClient = false): Promise<void> {
    const ca = makeCa(lab.folder, { name: 'Lab Root' });
    const leaf = makeLeaf(ca, { names });
    caFile = ca.root;
    const config = { listen: [{ host, port: 443 }], cert: leaf.fullchain, key: leaf.key };
    await lab.serve(['node', 'test/lab/servers/api.js', JSON.stringify(config)], { ready: /^ready/m, inClient });
  }

  function serveResolver(names: Record<string, DnsRule>, more: DnsConfig = {}): Promise<unknown> {
    const config = { listen: [RESOLVER], port: 53, names: { ...CONTROL, ...names }, ...more };
    return lab.serve(['node', 'test/lab/servers/dns.js', JSON.stringify(config)], { ready: /^ready/m });
  }

  const dnsmasq = (...options: string[]) =>
    lab.serve(
      ['dnsmasq', '-k', '--no-resolv', '--no-hosts', '--conf-file=/dev/null', '--log-facility=-', `--listen-address=${RESOLVER}`]
        .concat('--bind-interfaces', '--user=root', '--pid-file')
        .concat(options),
      { ready: /started/ },
    );

  const unbound = (lines: string) => {
    const path = join(lab.folder, 'unbound.conf');
    const server = `server:\n interface: ${RESOLVER}\n do-daemonize: no\n chroot: ""\n username: ""\n pidfile: ""\n use-syslog: no\n module-config: "validator iterator"\n do-not-query-localhost: no\n`;
    writeFileSync(path, `${server}${lines}\nremote-control:\n control-enable: no\n`);
    return lab.serve(['unbound', '-d', '-v', '-c', path], { ready: /start of service/ });
  };

  const check = (...more: string[]): Promise<DoctorResult> => {
    const trust = caFile ? ['--ca-file', caFile] : [];
    return lab.doctor(['check', '--format', 'json', '--skip', 'status', ...trust, ...more], {
      env: { OPENAI_API_KEY: 'sk-proj-good', OPENAI_BASE_URL: `https://${HOST}/v1` },
    });
  };

  /** One error, this one, and the exit status of its layer. Gives its text and steps. */
  function expectRoot({ report, status, stdout, stderr }: DoctorResult, id: string): string {
    expect(report, stdout + stderr).toBeDefined();
    const errors = report.findings.filter(({ severity }) => severity === 'error').map((finding) => finding.id);
    expect({ rootCause: report.rootCause, errors, status, stderr }).toEqual({
      rootCause: id,
      errors: [id],
      status: 11,
      stderr: '',
    });
    const [{ explanation = '', steps = [], evidence = [] } = {}] = report.findings;
    const text = [explanation, ...steps].join('\n');
    expect(text).not.toMatch(/\{[a-zA-Z]+\}|undefined|null/);
    expect(evidence.length).toBeGreaterThan(0);
    return text;
  }

  /** Calls work; these warnings of this layer stand beside that. */
  function expectWorking({ report, status, stdout, stderr }: DoctorResult, ...warnings: string[]): string {
    expect(report, stdout + stderr).toBeDefined();
    const errors = report.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
    const ids = report.findings.map(({ id }) => id).filter((id) => id.startsWith('dns/'));
    expect({ rootCause: report.rootCause, errors, ids, status }).toEqual({
      rootCause: null,
      errors: [],
      ids: warnings,
      status: 0,
    });
    return report.findings.find(({ id }) => id.startsWith('dns/'))?.explanation ?? '';
  }

  test('all is well over both families', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API] } });
    const result = await check();
    expectWorking(result);
    expect(result.report.probes.find(({ id }) => id === 'dns/system')?.summary).toMatch(/^203\.0\.113\.10 in \d+ ms$/);
  });

  test('a name that does not exist', async () => {
    await dnsmasq('--address=/openai.com/');
    expect(expectRoot(await check(), 'dns/nxdomain')).toContain('does not resolve status.openai.com either');
  });

  test('one name that a filter hides', async () => {
    await dnsmasq(`--address=/${HOST}/`, '--host-record=status.openai.com,203.0.113.99');
    expect(expectRoot(await check(), 'dns/nxdomain')).toContain('a DNS filter probably blocks it');
  });

  test('an alias that leads nowhere', async () => {
    await serveResolver({ [HOST]: { cname: 'gone.example' } });
    expect(expectRoot(await check(), 'dns/no-address')).toContain('an alias for gone.example');
  });

  test('a name without an address', async () => {
    await dnsmasq(`--txt-record=${HOST},nothing else`, '--local=/openai.com/');
    expectRoot(await check(), 'dns/no-address');
  });

  test('a resolver that fails', async () => {
    await serveResolver({ [HOST]: { rcode: 'SERVFAIL' } });
    expect(expectRoot(await check(), 'dns/servfail')).not.toContain('DNSSEC');
  });

  test('signatures that do not add up', async () => {
    await lab.serve(
      ['dnsmasq', '-k', '--no-resolv', '--no-hosts', '--conf-file=/dev/null', '--log-facility=-', '--listen-address=203.0.113.10']
        .concat(
          '--bind-interfaces',
          '--user=root',
          '--pid-file',
          `--host-record=${HOST},${API}`,
          '--auth-server=ns.openai.com,203.0.113.10',
        )
        .concat('--auth-zone=openai.com'),
      { ready: /started/ },
    );
    const anchor = 'openai.com. DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D';
    await unbound(
      ` access-control: 0.0.0.0/0 allow\n trust-anchor: "${anchor}"\nstub-zone:\n name: openai.com\n stub-addr: 203.0.113.10`,
    );
    expect(expectRoot(await check(), 'dns/servfail')).toContain('so DNSSEC validation fails');
  });

  test('a resolver that refuses this client', async () => {
    await unbound(' access-control: 0.0.0.0/0 refuse');
    expectRoot(await check(), 'dns/refused');
  });

  test('a filter that says so', async () => {
    await serveResolver({ [HOST]: { rcode: 'NXDOMAIN', ede: { code: 15, text: 'blocked by policy 7' } } });
    expect(expectRoot(await check(), 'dns/blocked')).toContain('“blocked by policy 7”');
  });

  test('a filter that says so, with the address of its page', async () => {
    await serveApi(OTHER_RESOLVER, ['block.lab.test']);
    await serveResolver({ [HOST]: { a: [OTHER_RESOLVER], ede: { code: 17 } } });
    expectRoot(await check(), 'dns/blocked');
  });

  test('a resolver that is silent', async () => {
    await lab.net([
      'nft',
      'add table ip t; add chain ip t in { type filter hook input priority 0; }; add rule ip t in udp dport 53 drop',
    ]);
    const result = await check('--timeout', '2s');
    expect(expectRoot(result, 'dns/timeout')).toContain('get no response');
    expect(result.ms).toBeLessThan(8000);
  });

  test('no resolver at all', async () => {
    lab.resolvConf('');
    expect(expectRoot(await check(), 'dns/no-resolver')).toContain('/etc/resolv.conf lists no resolver');
  });

  test('a resolver that does not run', async () => {
    expect(expectRoot(await check(), 'dns/no-resolver')).toContain('Nothing is listening on port 53');
    lab.resolvConf('nameserver 127.0.0.53\n');
    expect(expectRoot(await check(), 'dns/no-resolver')).toContain('its service is not running');
  });

  test('a resolver without a way to it', async () => {
    await lab.client(['ip', 'route', 'del', 'default']);
    expect(expectRoot(await check(), 'dns/no-resolver')).toContain('There is no route');
  });

  test('a firewall of this machine that forbids DNS', async () => {
    await serveResolver({ [HOST]: { a: [API] } });
    await lab.client([
      'nft',
      'add table ip t; add chain ip t out { type filter hook output priority 0; }; add rule ip t out udp dport 53 drop',
    ]);
    expect(expectRoot(await check(), 'dns/no-resolver')).toContain('This machine blocks queries');
  });

  test('FORMERR, which the system calls an unknown name', async () => {
    await serveResolver({ [HOST]: { rcode: 'FORMERR' } });
    expectRoot(await check(), 'dns/malformed');
  });

  test('answers to other questions', async () => {
    await serveResolver({ '*': { unsound: 'question' } });
    expect(expectRoot(await check('--timeout', '2s'), 'dns/malformed')).toContain('the response to another query');
  });

  test('answers cut short, and no TCP', async () => {
    await serveResolver({ [HOST]: { a: [API], truncated: true } }, { tcp: false });
    expect(expectRoot(await check(), 'dns/refused')).toContain('TCP port 53');
  });

  test('a hosts file that pins a dead address', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API] } });
    lab.hosts(`127.0.0.1 localhost\n${OTHER_RESOLVER} ${HOST}\n`);
    const text = expectRoot(await check(), 'dns/hosts-override');
    expect(text).toContain('Line 2 of /etc/hosts');
    expect(text).toContain('The resolvers return 203.0.113.10');
  });

  test('a hosts file that pins a dead address, and a resolver behind a satellite', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API], delayMs: 700 } });
    lab.hosts(`127.0.0.1 localhost\n${OTHER_RESOLVER} ${HOST}\n`);
    expect(expectRoot(await check(), 'dns/hosts-override')).toContain('The resolvers return 203.0.113.10');
  });

  test('a hosts file that pins another server', async () => {
    await serveApi(OTHER_RESOLVER, ['other.lab.test']);
    await serveResolver({ [HOST]: { a: [API] } });
    lab.hosts(`${OTHER_RESOLVER} ${HOST}\n`);
    expect(expectRoot(await check(), 'dns/hosts-override')).toContain('a certificate for another host name');
  });

  test('a hosts file that pins an address which works', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [OTHER_RESOLVER] } });
    lab.hosts(`127.0.0.1 localhost\n${API} ${HOST}\n`);
    expect(expectWorking(await check(), 'dns/hosts-override')).toContain('Calls work today');
  });

  test('a hosts file that blocks the name', async () => {
    await serveResolver({ [HOST]: { a: [API] } });
    lab.hosts(`0.0.0.0 ${HOST}\n:: ${HOST}\n`);
    expectRoot(await check(), 'dns/hosts-override');
  });

  test.each(['0.0.0.0', '127.0.0.1', '146.112.61.104'])('a sinkhole at %s', async (address) => {
    await dnsmasq(`--address=/${HOST}/${address}`);
    expect(expectRoot(await check('--timeout', '2s'), 'dns/sinkhole')).toContain(`resolves to ${address}`);
  });

  test('loopback where a gateway of one’s own answers', async () => {
    await serveApi('127.0.0.1', [HOST], true);
    await dnsmasq(`--address=/${HOST}/127.0.0.1`);
    expectWorking(await check());
  });

  test('a dead resolver in front of a good one', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API] } });
    lab.resolvConf(`nameserver ${DEAD}\nnameserver ${RESOLVER}\n`);
    await lab.net(['ip', 'route', 'add', 'blackhole', `${DEAD}/32`]);
    expect(expectWorking(await check('--timeout', '3s'), 'dns/slow')).toContain(`The resolver ${DEAD} does not respond`);
  });

  test('questions for IPv6 that are dropped', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API], silent: 'AAAA' } });
    expect(expectWorking(await check('--timeout', '3s'), 'dns/slow')).toContain('does not respond to queries for IPv6 addresses');
  });

  test('a resolver that takes its time', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API], delayMs: 1500 } });
    expect(expectWorking(await check(), 'dns/slow')).toMatch(/took 1\d\d\d ms for one response/);
  });

  test('a resolver that takes longer than resolv.conf lets the system wait', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API], delayMs: 2500 } });
    lab.resolvConf(`nameserver ${RESOLVER}\noptions timeout:1 attempts:1\n`);
    const text = expectRoot(await check(), 'dns/timeout');
    expect(text).toMatch(/after 2[5-9]\d\d ms, and the system gives up before that/);
    expect(text).toContain('raise timeout and attempts in the options of /etc/resolv.conf');
  });

  test('a resolver that is reached over IPv6', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API] } }, { listen: ['2001:db8:1::53'] });
    lab.resolvConf('nameserver 2001:db8:1::53\n');
    // A link that has just come up may lose its first neighbour solicitation, and the next comes a second later.
    await lab.client(['bash', '-c', 'exec 3<>/dev/tcp/2001:db8:1::53/53'], { limitMs: 10_000 });
    expectWorking(await check());
  });

  test('a host of one’s own that nobody knows', async () => {
    await serveResolver({});
    const text = expectRoot(await check('--base-url', 'https://llm.example.com/v1'), 'dns/nxdomain');
    expect(text).toContain('Compare llm.example.com with the host name');
  });

  test('IPv6 that fails beside IPv4 that works', async () => {
    await serveApi();
    await unbound(` access-control: 0.0.0.0/0 allow\n local-data: "${HOST} A ${API}"`);
    expectWorking(await check());
  });

  test('a search domain that answers for every name', async () => {
    await serveApi(OTHER_RESOLVER, [HOST]);
    await dnsmasq(`--host-record=${HOST},${API}`, `--address=/cluster.lab.test/${OTHER_RESOLVER}`);
    lab.resolvConf(`nameserver ${RESOLVER}\nsearch cluster.lab.test\noptions ndots:5\n`);
    expect(expectWorking(await check(), 'dns/disagreement')).toContain('the search domain cluster.lab.test');
  });

  test('a search domain that leads to another server: its certificate is no fault of the API', async () => {
    await serveApi(OTHER_RESOLVER, ['*.cluster.lab.test']);
    await dnsmasq(`--host-record=${HOST},${API}`, `--address=/cluster.lab.test/${OTHER_RESOLVER}`);
    lab.resolvConf(`nameserver ${RESOLVER}\nsearch cluster.lab.test\noptions ndots:5\n`);
    const { report } = await check();
    expect(report.rootCause).toBe('tls/hostname-mismatch');
    expect(report.findings[0]?.steps[0]).toContain('Remove the search domain cluster.lab.test');
    expect(report.findings[0]?.explanation).toContain(`resolved ${HOST}.cluster.lab.test`);
  });

  test('a search domain that leads to this machine is no filter', async () => {
    await serveApi();
    await dnsmasq(`--host-record=${HOST},${API}`, '--address=/cluster.lab.test/127.0.0.9');
    lab.resolvConf(`nameserver ${RESOLVER}\nsearch cluster.lab.test\noptions ndots:5\n`);
    const { report } = await check();
    expect(report.rootCause).toBe('dns/sinkhole');
    expect(report.findings[0]?.steps[0]).toContain('Remove the search domain cluster.lab.test');
    expect(report.findings[0]?.explanation).toContain(`resolved ${HOST}.cluster.lab.test`);
  });

  test('search domains that know nothing, as in every cluster', async () => {
    await serveApi();
    await dnsmasq(`--host-record=${HOST},${API}`, '--address=/lab.test/');
    lab.resolvConf(`nameserver ${RESOLVER}\nsearch a.lab.test b.lab.test\noptions ndots:5\n`);
    expectWorking(await check());
  });

  test('a private address that works', async () => {
    await serveApi('10.77.0.1');
    await serveResolver({ [HOST]: { a: ['10.77.0.1'] } });
    expect(expectWorking(await check(), 'dns/private-address')).toContain('resolves to 10.77.0.1');
  });

  test('two resolvers that contradict each other', async () => {
    await serveApi();
    await serveResolver({ [HOST]: { a: [API] } });
    const other = { listen: [OTHER_RESOLVER], port: 53, names: CONTROL };
    await lab.serve(['node', 'test/lab/servers/dns.js', JSON.stringify(other)], { ready: /^ready/m });
    lab.resolvConf(`nameserver ${RESOLVER}\nnameserver ${OTHER_RESOLVER}\n`);
    expectWorking(await check(), 'dns/disagreement');
    lab.resolvConf(`nameserver ${OTHER_RESOLVER}\nnameserver ${RESOLVER}\n`);
    const result = await check();
    expect(expectRoot(result, 'dns/nxdomain')).toContain(`Move the resolver ${RESOLVER} to the top`);
    expect(result.report.findings.map(({ id }) => id)).toContain('dns/disagreement');
  });
});
