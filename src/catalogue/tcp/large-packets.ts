import type { CatalogueEntry, Evidence, Step } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';
import { byFamily, losesLargePackets } from '../tls/client-hello-readings.ts';
import { handshakeLines, helperLines } from '../tls/lines.ts';
import { gotAnswer, observed } from '../tls/observed.ts';
import { verdictOn } from '../tls/verdict.ts';
import { largeBodiesLost } from './large-bodies.ts';
import { PREFER_IPV4 } from './prefer-ipv4.ts';

const LINUX: Platform[] = ['linux', 'wsl', 'container'];

/** A smaller MTU here makes the server send smaller packets too, because the MSS is announced at connect time (RFC 9293 3.7.1). */
const LOWER_MTU: Step[] = [
  {
    text: 'Lower the MTU of the interface that ip route get {address} shows (eth0 here). If that helps, set it in the network or VPN configuration (WireGuard: MTU = 1280): `sudo ip link set dev eth0 mtu 1280`',
    on: ['linux', 'wsl'],
  },
  {
    text: 'Give the network of the container the MTU of the path to {address}. For all networks, set "mtu": 1280 in /etc/docker/daemon.json; in Kubernetes, set it in the network plug-in: `docker network create --opt com.docker.network.driver.mtu=1280 small`',
    on: ['container'],
  },
  {
    text: 'Lower the MTU of the interface that route -n get {address} shows (en0 here): `sudo ifconfig en0 mtu 1280`',
    on: ['macos'],
  },
  {
    text: 'As administrator, lower the MTU of the interface that Find-NetRoute shows for {address}: `netsh interface {netsh} set subinterface "Ethernet" mtu=1280 store=active`',
    on: ['windows'],
  },
];

/** Path MTU problems, by address family. */
export const tcpLargePackets = {
  'tcp/large-packets-lost': {
    severity: 'error',
    title: 'Large packets are lost (path MTU black hole)',
    explanation:
      'The connection to {peer} was established, but {what}. {small} Large packets are lost on the path {direction}: a link has a smaller MTU, and the ICMP messages that would report it are blocked (a path MTU black hole). This is common with VPNs, tunnels, and PPPoE.',
    steps: [
      ...PREFER_IPV4,
      ...LOWER_MTU,
      'Ask your network administrator to allow ICMP “fragmentation needed” (IPv4 type 3 code 4, IPv6 type 2), or to clamp the MSS on the tunnel.',
      { text: 'Find the size that passes, with a smaller number each time: `ping -M do -s 1400 {address}`', on: LINUX },
      'Test from another network, such as a phone hotspot. If it works there, the fault is in this network.',
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    matches: (c) => largePacketsLost(c) ?? largeBodiesLost(c),
    suppressedBy: ['dns/hosts-override', 'dns/sinkhole', 'tcp/reset', 'proxy/required'],
  },
} satisfies Record<string, CatalogueEntry>;

function largePacketsLost(c: DiagnosisInput): Evidence | null {
  const seen = observed(c);
  if (!seen || verdictOn(c, seen.facts) !== 'tls/timeout' || !losesLargePackets(c)) return null;
  const { lossy, sound } = byFamily(c);
  const isOneFamily = lossy !== undefined && sound !== undefined;
  const { facts, causes } = seen;
  const helpers = helperLines(c, facts);
  const address = isOneFamily ? lossy.address : bareAddress(facts.peer);
  return {
    details: [...handshakeLines(facts), ...helpers.map(([, line]) => line), ...familyLines(c)],
    templateValues: {
      peer: facts.peer ?? facts.host,
      what: `a normal ClientHello gets no response${isOneFamily ? ` over IPv${lossy.family}` : ''}`,
      small: isOneFamily
        ? `A minimal ClientHello gets one at once. Over IPv${sound.family} (${sound.address}) the same handshake works.`
        : 'A minimal ClientHello, which needs only a small response, gets one at once.',
      direction: 'back from there',
      ...(address ? { address, netsh: address.includes(':') ? 'ipv6' : 'ipv4' } : {}),
      ...(isOneFamily && sound.family === 4 ? { lossy: facts.host } : {}),
    },
    probeIds: [...causes, ...helpers.map(([probe]) => probe)],
    ...(gotAnswer(c) ? { severity: 'warning' } : {}),
  };
}

function familyLines(c: DiagnosisInput): string[] {
  const families = factsOf(c, 'tls/client-hello-variants')?.families ?? [];
  return families.map(
    ({ family, address, normal, minimal }) => `IPv${family} ${address}: normal ClientHello ${normal}, minimal ${minimal}`,
  );
}

function bareAddress(peer: string | null): string | null {
  return /^(.*):\d+$/.exec(peer ?? '')?.[1]?.replace(/^\[|\]$/g, '') ?? null;
}
