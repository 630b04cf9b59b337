import ipaddr from 'ipaddr.js';
import type { ConnectAttempt, PeerRoute } from '../../model/facts/tcp.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import type { Target } from '../../model/target.ts';
import { addressKind } from '../../net/dns/address-kind.ts';
import { factsOf } from '../seen.ts';
import { addressesIn, allFailed, attemptLines, type Failure } from './attempts.ts';

/** A network of this machine's own making that takes the packets for the host. */
export const tcpLocalRoute = {
  'tcp/local-route': {
    severity: 'error',
    title: 'Local route that claims the address of the API',
    explanation:
      'The packets for {host} do not leave this machine: its address {addresses} lies in {network}, and the routing table gives that network to {device}, {deviceIs}. No answer comes from there. The same range is in use in two places: here and in the network of {host}.',
    steps: [
      {
        text: 'Send this one address the usual way out again: `sudo ip route add {routeTo} via {wayOut} dev {wayOutDevice}`',
        on: ['linux', 'wsl', 'container'],
      },
      { text: 'Send this one address the usual way out again: `sudo route -n add -host {claimed} {wayOut}`', on: ['macos'] },
      {
        text: 'Send this one address the usual way out again, as an administrator: `New-NetRoute -DestinationPrefix {routeTo} -InterfaceAlias "{wayOutDevice}" -NextHop {wayOut}`',
        on: ['windows'],
      },
      'For good, give Docker another range: set "bip" and "default-address-pools" in /etc/docker/daemon.json to one that is free in your network ({bridge} now has {network}), then restart Docker.',
      'Remove networks that containers no longer use, {bridge} may be one of them: `docker network prune`',
      'Ask whoever runs the VPN on {tunnel} to take {network} out of the routes that it sets, or to pass on what comes for {host}.',
      { text: 'See the route: `ip route get {claimed}`', on: ['linux', 'wsl', 'container'] },
      { text: 'See the route: `route -n get {claimed}`', on: ['macos'] },
      { text: 'See the route: `Find-NetRoute -RemoteIPAddress {claimed}`', on: ['windows'] },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: localRoute,
    unless: ['dns/hosts-override', 'dns/sinkhole', 'proxy/required'],
    explains: ['tcp/unreachable', 'tcp/timeout', 'tcp/refused'],
  },
} satisfies Record<string, CatalogueEntry>;

function localRoute(c: Case): Evidence | null {
  const failure = allFailed(c);
  const routes = factsOf(c, 'tcp/route')?.routes ?? [];
  if (!failure || !['unreachable', 'timeout', 'refused'].includes(failure.kind) || isOwnName(c)) return null;
  const claims = failure.telling.map((attempt) => claimOn(attempt, routes, c.target));
  const [first] = claims;
  if (!first || claims.includes(null)) return null;
  return {
    lines: [...attemptLines(failure.facts), ...claims.flatMap((one) => (one ? [`route to ${one.address}: ${one.line}`] : []))],
    values: valuesOf(first, failure),
    causes: ['tcp/connect', 'tcp/route'],
    pythonType: failure.pythonType,
  };
}

/** Names that mean this machine or one of its containers, and those that somebody pinned here on purpose. */
function isOwnName(c: Case): boolean {
  const host = c.target.url?.host ?? '';
  if (/(?:^|\.)(?:docker\.internal|containers\.internal|lima\.internal|localhost|minikube)$/.test(host)) return true;
  return (factsOf(c, 'dns/hosts')?.entries.length ?? 0) > 0;
}

/** The route that takes an address for one of this machine's own networks; null where it leads out. */
function claimOn({ address }: ConnectAttempt, routes: PeerRoute[], target: Target): PeerRoute | null {
  const route = routes.find((one) => one.address === address);
  if (!route?.network || route.device === route.uplink?.device || isHalfOfAll(route.network)) return null;
  if (route.kind === 'bridge') return isContainers(address, route.network, target) ? null : route;
  // A VPN leads to a company's own addresses by right. To those of the internet it leads where it takes over all traffic.
  return route.kind === 'tunnel' && addressKind(address) === 'public' ? route : null;
}

/** A tunnel that takes everything sets two routes of half the internet each. */
function isHalfOfAll(network: string): boolean {
  return Number(network.split('/')[1]) < 4;
}

/** How far from the start of its range a container engine numbers its containers in practice. */
const CONTAINERS = 255;

/** An address that was typed, near the start of the range, is rather a container that does not run. */
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
