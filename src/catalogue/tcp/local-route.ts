import ipaddr from 'ipaddr.js';
import type { ConnectAttempt, PeerRoute } from '../../model/facts/tcp.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { Target } from '../../model/target.ts';
import { addressKind } from '../../net/dns/address-kind.ts';
import { factsOf } from '../seen.ts';
import { addressesIn, allFailed, attemptLines, type Failure } from './attempts.ts';

/** A local network on this machine whose route captures the packets for the host. */
export const tcpLocalRoute = {
  'tcp/local-route': {
    severity: 'error',
    title: 'Local route captures the address of the API',
    explanation:
      'Packets for {host} do not leave this machine: its address {addresses} is in {network}, which the routing table sends to {device}, {deviceIs}. Nothing responds there. The same address range is in use twice: here and in the network of {host}.',
    steps: [
      {
        text: 'Route this one address over the default gateway: `sudo ip route add {routeTo} via {wayOut} dev {wayOutDevice}`',
        on: ['linux', 'wsl', 'container'],
      },
      { text: 'Route this one address over the default gateway: `sudo route -n add -host {claimed} {wayOut}`', on: ['macos'] },
      {
        text: 'Route this one address over the default gateway, as administrator: `New-NetRoute -DestinationPrefix {routeTo} -InterfaceAlias "{wayOutDevice}" -NextHop {wayOut}`',
        on: ['windows'],
      },
      'To keep it fixed, give Docker another range ({bridge} has {network}): set "bip" and "default-address-pools" in /etc/docker/daemon.json to a range that is free in your network, and restart Docker.',
      'Remove unused container networks, which may include {bridge}: `docker network prune`',
      'Ask the operator of the VPN on {tunnel} to remove {network} from its routes, or to forward packets for {host}.',
      { text: 'Check the route: `ip route get {claimed}`', on: ['linux', 'wsl', 'container'] },
      { text: 'Check the route: `route -n get {claimed}`', on: ['macos'] },
      { text: 'Check the route: `Find-NetRoute -RemoteIPAddress {claimed}`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: localRoute,
    suppressedBy: ['dns/hosts-override', 'dns/sinkhole', 'proxy/required'],
    suppresses: ['tcp/unreachable', 'tcp/timeout', 'tcp/refused'],
  },
} satisfies Record<string, CatalogueEntry>;

function localRoute(c: DiagnosisInput): Evidence | null {
  const failure = allFailed(c);
  const routes = factsOf(c, 'tcp/route')?.routes ?? [];
  if (!failure || !['unreachable', 'timeout', 'refused'].includes(failure.kind) || isOwnName(c)) return null;
  const claims = failure.telling.map((attempt) => claimOn(attempt, routes, c.target));
  const [first] = claims;
  if (!first || claims.includes(null)) return null;
  return {
    details: [...attemptLines(failure.facts), ...claims.flatMap((one) => (one ? [`route to ${one.address}: ${one.line}`] : []))],
    templateValues: valuesOf(first, failure),
    probeIds: ['tcp/connect', 'tcp/route'],
    pythonType: failure.pythonType,
  };
}

/** Names of this machine or its containers, and names that the hosts file maps on purpose. */
function isOwnName(c: DiagnosisInput): boolean {
  const host = c.target.url?.host ?? '';
  if (/(?:^|\.)(?:docker\.internal|containers\.internal|lima\.internal|localhost|minikube)$/.test(host)) return true;
  return (factsOf(c, 'dns/hosts')?.entries.length ?? 0) > 0;
}

/** The route that sends an address to one of this machine's own networks; null where it leads out. */
function claimOn({ address }: ConnectAttempt, routes: PeerRoute[], target: Target): PeerRoute | null {
  const route = routes.find((one) => one.address === address);
  if (!route?.network || route.device === route.uplink?.device || isHalfOfAll(route.network)) return null;
  if (route.kind === 'bridge') return isContainers(address, route.network, target) ? null : route;
  // A VPN may route a company's private addresses. It routes public ones only where it carries all traffic.
  return route.kind === 'tunnel' && addressKind(address) === 'public' ? route : null;
}

/** A tunnel that takes everything sets two routes of half the internet each. */
function isHalfOfAll(network: string): boolean {
  return Number(network.split('/')[1]) < 4;
}

/** Containers get the first addresses of the range in practice, up to this offset. */
const CONTAINERS = 255;

/** An address that was typed, near the start of the range, is more likely a stopped container. */
function isContainers(address: string, network: string, { url }: Target): boolean {
  if (!url?.ipVersion) return false;
  const [base, prefix] = ipaddr.parseCIDR(network);
  if (base.kind() === 'ipv6' || prefix > 24) return true;
  const number = (one: string) =>
    ipaddr
      .parse(one)
      .toByteArray()
      .reduce((sum, byte) => sum * 256 + byte, 0);
  return number(address) - number(base.toString()) <= CONTAINERS;
}

function valuesOf(claim: PeerRoute, { telling }: Failure): Record<string, string> {
  const { address, family, device, network, kind, uplink } = claim;
  const way = uplink?.gateway
    ? { wayOut: uplink.gateway, wayOutDevice: uplink.device, routeTo: `${address}/${family === 4 ? 32 : 128}` }
    : {};
  return {
    addresses: addressesIn(telling),
    claimed: address,
    network: network ?? '',
    device: device ?? '',
    deviceIs: kind === 'bridge' ? 'a network of containers or virtual machines on this machine' : 'the tunnel of a VPN',
    ...(kind === 'bridge' ? { bridge: device ?? '' } : { tunnel: device ?? '' }),
    ...way,
  };
}
