import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SystemResolver } from '../../src/model/system-resolvers.ts';
import { configuredServers, upstreamOf } from '../../src/net/dns/servers.ts';
import { readInterfaces, readPolicyTable, readScutilDns, systemResolvers } from '../../src/settings/system-resolvers.ts';
import { INTERFACES, NRPT, SCUTIL_VPN } from '../lab/machines/recordings.ts';
import { targetFor } from '../support/tcp-cases.ts';

/** Which resolvers serve which domain and which interface, as the systems' own programs print it. */

const VPN = SCUTIL_VPN('corp.example', '10.8.0.1');

describe('scutil --dns', () => {
  test('without resolvers that have no server, and without the scoped ones', () => {
    expect(readScutilDns(VPN)).toEqual([
      { servers: ['192.168.1.1', 'fe80::1%en0'], domain: null, link: 'en0' },
      { servers: ['10.8.0.1'], domain: 'corp.example', link: 'utun4' },
    ]);
  });

  test.each(['', 'No DNS configuration available\n', 'resolver #1', `${'resolver #1\n'.repeat(5000)}`])(
    'nothing in %j',
    (text) => {
      expect(readScutilDns(text)).toEqual([]);
    },
  );
});

describe('reg query', () => {
  test('the rules for domains, and none for one host or for all names', () => {
    expect(readPolicyTable(NRPT(['.corp.example', '.Intra.Example.', 'host.one', '.'], '10.1.1.1;10.1.1.2'))).toEqual([
      { servers: ['10.1.1.1', '10.1.1.2'], domain: 'corp.example', link: null },
      { servers: ['10.1.1.1', '10.1.1.2'], domain: 'intra.example', link: null },
    ]);
    expect(readPolicyTable(NRPT(['.corp.example'], ''))).toEqual([]);
  });

  test('the servers of each interface, those set by hand first', () => {
    expect(readInterfaces(INTERFACES('192.168.1.1 192.168.1.2', '10.8.0.1,10.8.0.2'))).toEqual([
      { servers: ['192.168.1.1', '192.168.1.2'], domain: null, link: '{aaaaaaaa-0000-4000-8000-000000000001}' },
      { servers: ['10.8.0.1', '10.8.0.2'], domain: null, link: '{bbbbbbbb-0000-4000-8000-000000000002}' },
    ]);
  });

  test.each(['', 'ERROR: The system was unable to find the specified registry key or value.', 'FEHLER: …\r\n'])(
    'nothing in %j',
    async (text) => {
      expect(await systemResolvers('windows', async () => text)).toBeUndefined();
      expect(await systemResolvers('windows', async () => null)).toBeUndefined();
    },
  );

  test('rules of a group policy count alone', async () => {
    const answers = async (_: string, [, key = '']: readonly string[]) =>
      key.includes('Policies')
        ? NRPT(['.policy.example'], '10.2.2.2')
        : key.includes('Dnscache')
          ? NRPT(['.own.example'], '10.3.3.3')
          : '';
    expect((await systemResolvers('windows', answers))?.resolvers.map(({ domain }) => domain)).toEqual(['policy.example']);
  });
});

test('a Linux is not asked', async () => {
  expect(await systemResolvers('linux', () => Promise.reject(new Error('asked')))).toBeUndefined();
});

describe('the resolvers of a host', () => {
  const nested: SystemResolver = { servers: ['10.9.0.1'], domain: 'dev.corp.example', link: 'utun5' };
  const serversFor = (host: string, resolvers: SystemResolver[]) =>
    configuredServers(
      targetFor(`https://${host}/v1`, { platform: 'macos', systemResolvers: { source: 'scutil --dns', resolvers } }),
    );

  test.each([
    ['corp.example', '10.8.0.1', 'corp.example'],
    ['llm.corp.example', '10.8.0.1', 'corp.example'],
    ['llm.dev.corp.example', '10.9.0.1', 'dev.corp.example'],
  ])('%s has those of its domain', async (host, server, domain) => {
    const found = await serversFor(host, [...readScutilDns(VPN), nested]);
    expect(found).toMatchObject({ source: 'scutil --dns', servers: [{ address: server, port: 53 }], domain });
  });

  test.each(['api.openai.com', 'notcorp.example', 'corp.example.org'])('%s has the usual ones', async (host) => {
    expect(await serversFor(host, readScutilDns(VPN))).toMatchObject({ source: 'system', domain: null });
  });

  test('each with its interface', async () => {
    expect((await serversFor('llm.corp.example', readScutilDns(VPN))).links).toMatchObject({ '10.8.0.1': 'utun4' });
  });
});

describe('systemd-resolved', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'api-doctor-resolved-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const list = (text: string) => {
    const file = join(folder, 'resolv.conf');
    writeFileSync(file, text);
    return file;
  };
  const stub = [{ address: '127.0.0.53', port: 53 }];

  test('lists what it forwards to', async () => {
    expect(await upstreamOf(stub, {}, list('# by systemd\nnameserver 192.168.1.1\nnameserver 10.8.0.1\n'))).toEqual([
      '192.168.1.1',
      '10.8.0.1',
    ]);
  });

  test.each([
    ['another resolver is asked', [{ address: '192.168.1.1', port: 53 }], 'nameserver 192.168.1.1\n'],
    ['the list is empty', stub, '# No DNS servers known.\n'],
    ['the list has its own address', stub, 'nameserver 127.0.0.53\n'],
  ])('says nothing where %s', async (_, servers, text) => {
    expect(await upstreamOf(servers, {}, list(text))).toBeNull();
  });
});
