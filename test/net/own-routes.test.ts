import { expect, test } from 'vitest';
import type { NameServiceFacts } from '../../src/model/facts/dns.ts';
import { asksDns, hostsLine, stopBeforeDns } from '../../src/net/dns/nsswitch.ts';
import {
  bestRow,
  bsdRoute,
  defaultRow,
  deviceKind,
  ipRoute,
  ipv4Rows,
  ipv6Rows,
  windowsRoute,
} from '../../src/net/route/own-routes.ts';

const IPV4 = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	0100A8C0	0003	0	0	100	00000000	0	0	0
eth0	0000A8C0	00000000	0001	0	0	100	00FFFFFF	0	0	0
docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
blocked	000012AC	00000000	0201	0	0	0	0000FFFF	0	0	0
`;

const IPV6 = `fd770000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0
00000000000000000000000000000000 00 00000000000000000000000000000000 00 fd770000000000000000000000000001 00000400 00000002 00000000 00000003     eth0
00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000004 00000000 80200001       lo`;

const four = (address: string) => ({ address, family: 4 as const });

test('the kernel’s tables are read by the longest prefix', () => {
  const rows = ipv4Rows(IPV4, 'LE');
  expect(bestRow(rows, four('172.17.4.20'))).toMatchObject({ device: 'docker0', network: '172.17.0.0/16', gateway: null });
  expect(bestRow(rows, four('192.168.0.7'))).toMatchObject({ device: 'eth0', network: '192.168.0.0/24' });
  expect(bestRow(rows, four('203.0.113.10'))).toMatchObject({ device: 'eth0', network: null, gateway: '192.168.0.1' });
  expect(bestRow(rows, four('172.18.0.5'))).toMatchObject({ network: null });
  expect(defaultRow(rows)).toMatchObject({ gateway: '192.168.0.1' });
  const six = ipv6Rows(IPV6);
  expect(bestRow(six, { address: 'fd77::9', family: 6 })).toMatchObject({ device: 'eth0', network: 'fd77::/64' });
  expect(bestRow(six, { address: '2001:db8::1', family: 6 })).toMatchObject({ network: null, gateway: 'fd77::1' });
  expect(ipv4Rows('nonsense\nx y z\n', 'LE')).toEqual([]);
});

test.each<[string, ReturnType<typeof ipRoute>]>([
  [
    '172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1 linkdown \n',
    { device: 'docker0', gateway: null, network: '172.17.0.0/16', line: expect.any(String) as unknown as string },
  ],
  [
    'default via 192.0.2.1 dev eth0 \n',
    { device: 'eth0', gateway: '192.0.2.1', network: null, line: 'default via 192.0.2.1 dev eth0' },
  ],
  [
    'local 172.17.0.1 dev docker0 table local proto kernel scope host',
    { device: 'docker0', gateway: null, network: '172.17.0.1/32', line: expect.any(String) as unknown as string },
  ],
  ['RTNETLINK answers: Network is unreachable', null],
  ['', null],
])('ip route get fibmatch: %s', (text, route) => expect(ipRoute(text)).toEqual(route));

test('macOS and Windows', () => {
  const mac = `   route to: 172.17.4.20
destination: 172.17.0.0
       mask: 255.255.0.0
  interface: bridge100
      flags: <UP,DONE,CLONING,STATIC>
`;
  expect(bsdRoute(mac)).toMatchObject({ device: 'bridge100', network: '172.17.0.0/16', gateway: null });
  const way = `   route to: 203.0.113.10\ndestination: default\n       mask: default\n    gateway: 192.168.0.1\n  interface: en0\n`;
  expect(bsdRoute(way)).toMatchObject({ device: 'en0', network: null, gateway: '192.168.0.1' });
  const windows = JSON.stringify([
    { InterfaceAlias: 'vEthernet (Default Switch)', NextHop: null, DestinationPrefix: null },
    { InterfaceAlias: 'vEthernet (Default Switch)', NextHop: '0.0.0.0', DestinationPrefix: '172.17.0.0/20' },
  ]);
  expect(windowsRoute(windows)).toMatchObject({ device: 'vEthernet (Default Switch)', network: '172.17.0.0/20', gateway: null });
  expect(windowsRoute('Find-NetRoute : No such')).toBeNull();
});

test.each([
  ['docker0', 'bridge'],
  ['br-0123456789ab', 'bridge'],
  ['virbr0', 'bridge'],
  ['cni0', 'bridge'],
  ['bridge100', 'bridge'],
  ['vEthernet (WSL)', 'bridge'],
  ['tun0', 'tunnel'],
  ['utun4', 'tunnel'],
  ['wg0', 'tunnel'],
  ['NordLynx', 'tunnel'],
  ['lo', 'loopback'],
  ['eth0', 'other'],
  ['br0', 'other'],
  ['enp3s0', 'other'],
  ['wlan0', 'other'],
  ['en0', 'other'],
])('the interface %s is %s', (device, kind) => expect(deviceKind(device)).toBe(kind));

/** line, host, whether DNS is asked for it */
const LINES: [string, string, boolean | null][] = [
  ['hosts: files dns', 'llm.corp.test', true],
  ['hosts:          files mdns4_minimal [NOTFOUND=return] dns', 'llm.corp.test', true],
  ['hosts: files mdns4_minimal [NOTFOUND=return] dns', 'llm.local', false],
  ['hosts: files mymachines resolve [!UNAVAIL=return] files myhostname dns', 'llm.corp.test', true],
  ['hosts: files', 'llm.corp.test', false],
  ['hosts: files myhostname # dns', 'llm.corp.test', false],
  ['hosts: files [NOTFOUND=return] dns', 'llm.corp.test', false],
  ['hosts: files [!SUCCESS=return] dns', 'llm.corp.test', false],
  ['hosts: files sss', 'llm.corp.test', null],
  ['passwd: files', 'llm.corp.test', null],
  ['', 'llm.corp.test', null],
];
test.each(LINES)('%s asks DNS for %s: %s', (line, host, asked) => {
  const facts: NameServiceFacts = { path: '/etc/nsswitch.conf', ...hostsLine(`passwd: files\n${line}\n`) };
  expect(asksDns(facts, host)).toBe(asked);
});

test('what stops the search before DNS is named', () => {
  const facts = { path: '/etc/nsswitch.conf', ...hostsLine('hosts: files [NOTFOUND=return] dns') };
  expect(stopBeforeDns(facts, 'a.test')).toBe('files [NOTFOUND=return]');
  expect(facts.entry).toEqual({ line: 1, text: 'hosts: files [NOTFOUND=return] dns' });
  expect(stopBeforeDns({ path: '', ...hostsLine('hosts: files') }, 'a.test')).toBeNull();
});
