import type { CatalogueEntry, Evidence, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import type { Case } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';
import { byFamily, losesLargePackets } from '../tls/client-hello-readings.ts';
import { handshakeLines, helperLines } from '../tls/lines.ts';
import { gotAnswer, observed } from '../tls/observed.ts';
import { verdictOn } from '../tls/verdict.ts';

const LINUX: Platform[] = ['linux', 'wsl', 'container'];

/** Where one family works, clients are better off with that one at once. */
const PREFER_IPV4: (string | Step)[] = [
  {
    text: 'Have Python, curl and all that uses the system’s resolver prefer IPv4, which works here: `echo "precedence ::ffff:0:0/96 100" | sudo tee -a {preferFile}`',
    on: ['linux', 'wsl'],
  },
  {
    text: 'Have Python, curl and all that uses the system’s resolver prefer IPv4, which works here, in the container’s image: `echo "precedence ::ffff:0:0/96 100" >> {preferFile}`',
    on: ['container'],
  },
  {
    text: 'Let Windows prefer IPv4 for {lossy}, which works here: `netsh interface ipv6 set prefixpolicy ::ffff:0:0/96 46 4`',
    on: ['windows'],
  },
  'Have Node prefer IPv4 for {lossy}: `NODE_OPTIONS=--dns-result-order=ipv4first`',
];

/** A smaller packet size here makes the server send smaller ones too: it is announced when the connection is made (RFC 9293 3.7.1). */
const LOWER_MTU: Step[] = [
  {
    text: 'Lower the packet size of the interface that ip route get {address} names (eth0 here), and keep what helps in the settings of the network or VPN (WireGuard: MTU = 1280): `sudo ip link set dev eth0 mtu 1280`',
    on: ['linux', 'wsl'],
  },
  {
    text: 'Give the containers’ network the packet size of the way out to {address}, or set "mtu": 1280 in /etc/docker/daemon.json; Kubernetes sets it in its network plug-in: `docker network create --opt com.docker.network.driver.mtu=1280 small`',
    on: ['container'],
  },
  {
    text: 'Lower the packet size of the interface that route -n get {address} names (en0 here): `sudo ifconfig en0 mtu 1280`',
    on: ['macos'],
  },
  {
    text: 'Lower the packet size of the interface that Find-NetRoute names for {address}, as an administrator: `netsh interface {netsh} set subinterface "Ethernet" mtu=1280 store=active`',
    on: ['windows'],
  },
];

/** What a path takes: its packet size, by family. */
export const tcpLargePackets = {
  'tcp/large-packets-lost': {
    severity: 'error',
    title: 'Large packets lost on the path',
    explanation:
      'The connection to {peer} was made, and the usual TLS handshake gets no answer{over}. A small hello, which needs only a small answer, gets one at once. So small packets pass and large ones are lost: a part of the path takes less than a full packet, and the message that says so is blocked (a path MTU black hole). {other}VPNs, tunnels and PPPoE lines are where this happens.',
    steps: [
      ...PREFER_IPV4,
      ...LOWER_MTU,
      'Ask the administrator of this network to let ICMP “fragmentation needed” through (IPv4 type 3 code 4, IPv6 type 2), or to clamp the MSS on the tunnel.',
      { text: 'Find the size that passes, with smaller numbers each time: `ping -M do -s 1400 {address}`', on: LINUX },
      'Compare from another network, such as a phone’s: if it works there, the fault is on this network’s path.',
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    when: largePacketsLost,
    unless: ['dns/hosts-override', 'dns/sinkhole', 'tcp/reset', 'proxy/required'],
  },
} satisfies Record<string, CatalogueEntry>;

function largePacketsLost(c: Case): Evidence | null {
  const seen = observed(c);
  if (!seen || verdictOn(c, seen.facts) !== 'tls/timeout' || !losesLargePackets(c)) return null;
  const { lossy, sound } = byFamily(c);
  const isOneFamily = lossy !== undefined && sound !== undefined;
  const { facts, causes } = seen;
  const helpers = helperLines(c, facts);
  const address = isOneFamily ? lossy.address : bareAddress(facts.peer);
  return {
    lines: [...handshakeLines(facts), ...helpers.map(([, line]) => line), ...familyLines(c)],
    values: {
      peer: facts.peer ?? facts.host,
      over: isOneFamily ? ` over IPv${lossy.family}` : '',
      other: isOneFamily ? `Over IPv${sound.family} (${sound.address}) the same handshake works. ` : '',
      ...(address ? { address, netsh: address.includes(':') ? 'ipv6' : 'ipv4' } : {}),
      ...(isOneFamily && sound.family === 4 ? { preferFile: '/etc/gai.conf', lossy: facts.host } : {}),
    },
    causes: [...causes, ...helpers.map(([probe]) => probe)],
    ...(gotAnswer(c) ? { severity: 'warning' } : {}),
  };
}

function familyLines(c: Case): string[] {
  const families = factsOf(c, 'tls/client-hello-variants')?.families ?? [];
  return families.map(
    ({ family, address, normal, minimal }) => `IPv${family} ${address}: normal ClientHello ${normal}, minimal ${minimal}`,
  );
}

function bareAddress(peer: string | null): string | null {
  return /^(.*):\d+$/.exec(peer ?? '')?.[1]?.replace(/^\[|\]$/g, '') ?? null;
}
