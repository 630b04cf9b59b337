import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readStart } from '../../src/machine/read-file.ts';
import { problem } from '../../src/model/errors.ts';
import type { DnsAnswer, LookupFacts, ResolverFacts } from '../../src/model/facts/dns.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { ProbeContext } from '../../src/model/probe.ts';
import { addressKind, sameAddress } from '../../src/net/dns/address-kind.ts';
import { hostsEntries } from '../../src/net/dns/hosts-file.ts';
import { encodeQuestion, readReply } from '../../src/net/dns/message.ts';
import type { Question } from '../../src/net/dns/question.ts';
import { parseResolvConf } from '../../src/net/dns/resolv-conf.ts';
import { configuredServers, serverOf } from '../../src/net/dns/servers.ts';
import { dnsHosts, hostsPath } from '../../src/probes/dns/hosts.ts';
import { dnsResolvers } from '../../src/probes/dns/resolvers.ts';
import { dnsSystem } from '../../src/probes/dns/system.ts';
import { addresses, contextFor, lookedUp, saw, targetFor } from '../support/tcp-cases.ts';

const target = targetFor('https://api.example/v1', { timeoutMs: 100, deadlineMs: 4000 });
const facts: LookupFacts = lookedUp('api.example', addresses('203.0.113.10', '2001:db8::10'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-doctor-dns-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(folder, 'file');
  writeFileSync(path, text);
  return path;
}

describe('dns/system', () => {
  const answer = (found: string[]): DnsAnswer => ({
    outcome: 'answer',
    rcode: 'NOERROR',
    addresses: found,
    cnames: [],
    extended: [],
    dnssecBogus: false,
    ms: 1,
    transport: 'udp',
    problem: null,
    detail: null,
  });
  const asked = (found: string[]): ResolverFacts => ({
    source: '/etc/resolv.conf',
    servers: [{ server: '10.0.0.53', a: answer(found), aaaa: answer([]), control: null, searched: [] }],
    search: [],
    ndots: 1,
  });

  /** The system answers after so many milliseconds, and the resolvers have said what they know. */
  function context(afterMs: number, known: string[] | null): ProbeContext {
    const skipped: Observation = { startMs: 0, durationMs: 0, status: 'skipped', because: null, reason: '' };
    return {
      ...contextFor(target, []),
      lookup: () => new Promise((resolve) => setTimeout(resolve, afterMs, facts).unref()),
      settled: (() => Promise.resolve(known ? saw(asked(known)) : skipped)) as ProbeContext['settled'],
    };
  }

  test('takes the system’s answer', async () => {
    expect(await dnsSystem.run(context(5, null))).toEqual(facts);
  });

  test('ends after one step where no resolver knows the host', async () => {
    const started = performance.now();
    const given = await dnsSystem.run(context(3000, []));
    expect(given).toMatchObject({ addresses: [], pending: true, problem: { code: 'TIMEOUT' } });
    expect(performance.now() - started).toBeLessThan(900);
  });

  test('waits on where a resolver knows the host', async () => {
    expect(await dnsSystem.run(context(500, ['203.0.113.10']))).toEqual(facts);
  });

  test('passes on what the resolver knows where the system never comes to an end', async () => {
    const given = await dnsSystem.run(context(30_000, ['203.0.113.10']));
    expect(given).toMatchObject({ addresses: [{ address: '203.0.113.10', family: 4 }], pending: true });
    expect(dnsSystem.trouble(given)).toMatchObject({ code: 'TIMEOUT' });
  });

  test('sums up in a line', () => {
    expect(dnsSystem.summarise({ ...facts, ms: 12 })).toBe('203.0.113.10, 2001:db8::10 in 12 ms');
    expect(dnsSystem.summarise(lookedUp('x', [], problem('ENOTFOUND', '')))).toBe('ENOTFOUND in 1 ms');
    expect(dnsSystem.summarise({ ...lookedUp('x', []), pending: true, ms: 5000 })).toBe('no response after 5000 ms');
  });

  test('has nothing to ask about an address', () => {
    const c = { target: targetFor('https://203.0.113.10/v1'), seen: {} };
    for (const probe of [dnsSystem, dnsHosts, dnsResolvers]) expect(probe.skip?.(c)?.reason).toMatch(/an IP address/);
    expect(dnsSystem.skip?.({ target: targetFor('http://localhost:11434/v1'), seen: {} })).toBeNull();
    expect(dnsResolvers.skip?.({ target: targetFor('http://localhost:11434/v1'), seen: {} })?.reason).toMatch(/localhost/);
  });
});

describe('dns/hosts', () => {
  test('reads the hosts file of this machine', async () => {
    const context = contextFor(targetFor('https://localhost/v1'), []);
    expect((await dnsHosts.run(context)).entries.length).toBeGreaterThan(0);
  });

  test('knows where Windows keeps it', () => {
    expect(hostsPath({ platform: 'windows', env: { SystemRoot: 'D:\\Win' } })).toBe('D:\\Win\\System32\\drivers\\etc\\hosts');
    expect(hostsPath({ platform: 'macos', env: {} })).toBe('/etc/hosts');
  });

  test('finds the name as name or alias, whatever its case', () => {
    const text =
      '\uFEFF10.0.0.1 API.example # pinned\r\n# 10.0.0.2 api.example\r\n\t10.0.0.3\tother  api.example\r\n10.0.0.4 api.example.org\n';
    expect(hostsEntries(text, 'api.example')).toEqual([
      { line: 1, address: '10.0.0.1', text: '10.0.0.1 API.example # pinned' },
      { line: 3, address: '10.0.0.3', text: '10.0.0.3\tother  api.example' },
    ]);
  });

  test('takes scoped addresses, and no line without one', () => {
    expect(hostsEntries('fe80::1%eth0 api.example\nnonsense api.example\n10.0.0.1\n', 'api.example')).toHaveLength(1);
    expect(hostsEntries('10.0.0.1 x#api.example\n', 'api.example')).toEqual([]);
  });

  test('sums up in a line', () => {
    expect(dnsHosts.summarise({ path: '/etc/hosts', entries: [] })).toBe('not in /etc/hosts');
    expect(dnsHosts.summarise({ path: '/etc/hosts', entries: [{ line: 3, address: '10.0.0.1', text: '' }] })).toBe(
      '10.0.0.1 by line 3 of /etc/hosts',
    );
  });
});

describe('the list of resolvers', () => {
  test('follows the rules of the C library', () => {
    const text = `# comment
; comment
domain old.example
nameserver 10.0.0.1
nameserver not-an-address
nameserver fe80::1%eth0
  nameserver 10.0.0.8
nameserver 10.0.0.3 trailing
nameserver 10.0.0.4
search a.example B.example.
options ndots:5 timeout:1 use-vc`;
    expect(parseResolvConf(text, {})).toEqual({
      servers: ['10.0.0.1', 'fe80::1%eth0', '10.0.0.3'],
      search: ['a.example', 'b.example'],
      ndots: 5,
      tcp: true,
    });
  });

  test('lets the last of domain and search win, and the environment over both', () => {
    expect(parseResolvConf('search a.example\ndomain b.example c.example\n', {}).search).toEqual(['b.example']);
    const env = { LOCALDOMAIN: 'env.example', RES_OPTIONS: 'ndots:99' };
    expect(parseResolvConf('search a.example\noptions ndots:2\n', env)).toMatchObject({ search: ['env.example'], ndots: 15 });
  });

  test('is empty where the file is empty or missing', async () => {
    expect(await configuredServers(target, file(''))).toMatchObject({ servers: [], search: [], ndots: 1 });
    expect(await configuredServers(target, join(folder, 'missing'))).toMatchObject({ servers: [] });
    expect(dnsResolvers.summarise({ source: '/etc/resolv.conf', servers: [], search: [], ndots: 1 })).toBe(
      'no resolver in /etc/resolv.conf',
    );
  });

  test('reads Node’s forms of a server, and leaves out what Windows lists without meaning it', () => {
    expect(serverOf('10.0.0.1')).toEqual({ address: '10.0.0.1', port: 53 });
    expect(serverOf('10.0.0.1:5353')).toEqual({ address: '10.0.0.1', port: 5353 });
    expect(serverOf('[fe80::1%en0]:53')).toEqual({ address: 'fe80::1%en0', port: 53 });
    expect(serverOf('2001:db8::53')).toEqual({ address: '2001:db8::53', port: 53 });
    expect(serverOf('fec0:0:0:ffff::1')).toBeNull();
    expect(serverOf('fec0:0:0:ffff::1%1')).toBeNull();
  });
});

describe('a file under a known name', () => {
  test('is read up to the limit', async () => {
    expect(await readStart(file('0123456789'), 4)).toEqual({ text: '0123', problem: null });
  });

  test('may be missing', async () => {
    expect(await readStart(join(folder, 'missing'), 4)).toMatchObject({ text: '', problem: { code: 'ENOENT' } });
  });

  test.skipIf(process.platform === 'win32')('may be a pipe that nobody writes to', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    expect(await readStart(path, 4)).toMatchObject({ text: '' });
  });
});

describe('an address', () => {
  test.each([
    ['203.0.113.10', 'public'],
    ['2001:db8::10', 'public'],
    ['64:ff9b::cb00:710a', 'public'],
    ['192.168.1.1', 'private'],
    ['fd77::2', 'private'],
    ['100.100.100.100', 'carrier'],
    ['198.19.255.255', 'fake'],
    ['198.20.0.0', 'public'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['::ffff:0.0.0.0', 'unspecified'],
    ['127.9.9.9', 'loopback'],
    ['fe80::1%eth0', 'link-local'],
    ['255.255.255.255', 'reserved'],
    ['146.112.61.104', 'block-page'],
    ['not an address', 'public'],
  ])('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  test('is the same in every spelling', () => {
    expect(sameAddress('2001:DB8:0::10', '2001:db8::10')).toBe(true);
    expect(sameAddress('::ffff:10.0.0.1', '10.0.0.1')).toBe(true);
    expect(sameAddress('10.0.0.1', '10.0.0.2')).toBe(false);
  });
});

describe('a message', () => {
  const question: Question = { name: 'api.example', type: 'A', edns: false, unchecked: false };

  test('of any bytes is read without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const message = Buffer.concat([Buffer.from([0, 7, 0x81, 0x80]), bytes]);
        expect(Object.keys(readReply(message, question, 7))).toHaveLength(1);
      }),
    );
  });

  test('with pointers to pointers to pointers is read in bounded time', () => {
    // The data of a first record holds the chain: each pair of bytes points at the pair before it, the first at the root.
    const start = 12 + 11;
    const chain = Buffer.alloc(16_000);
    for (let at = 2; at < chain.length; at += 2) chain.writeUInt16BE(0xc000 | (start + at - 2), at);
    const holder = Buffer.from([0, 0, 10, 0, 1, 0, 0, 0, 60, chain.length >> 8, chain.length & 255]);
    const end = start + chain.length - 2;
    const record = Buffer.from([0xc0 | (end >> 8), end & 255, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, 1]);
    const records = Array.from({ length: 3000 }, () => record);
    const header = Buffer.from([0, 7, 0x81, 0x80, 0, 0, 3001 >> 8, 3001 & 255, 0, 0, 0, 0]);
    const message = Buffer.concat([header, holder, chain, ...records]);
    const started = performance.now();
    expect(readReply(message, question, 7)).toEqual({ unsound: 'a malformed DNS message' });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('is not made of a name that breaks the rules', () => {
    expect(() => encodeQuestion({ ...question, name: 'a..example' }, 1)).toThrow();
    expect(() => encodeQuestion({ ...question, name: `${'x.'.repeat(130)}example` }, 1)).toThrow();
  });
});
