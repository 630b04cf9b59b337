import type { ConnectAttempt } from '../../model/facts/tcp.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { addressKind, isPrivate } from '../../net/dns/address-kind.ts';
import { searchedName, searchedReading } from '../dns/differences.ts';
import { connectFacts, type Failure, hasFamily, isLocal, listed } from './attempts.ts';

/** An attempt to reach a dead neighbor fails after three unanswered ARP or neighbor requests, one second apart. */
const NEIGHBOUR_GIVEN_UP_MS = 2500;

/** Why the address cannot be the API's; null where it may be. */
function strayReading(c: DiagnosisInput): string | null {
  const trap = searchedName(c);
  if (trap) return searchedReading(trap);
  const [first = '', ...rest] = connectFacts(c)?.attempts.map(({ address }) => address) ?? [];
  if (!c.target.url?.isPublicApi || ![first, ...rest].every(isPrivate)) return null;
  return addressKind(first) === 'fake'
    ? 'The address is from 198.18.0.0/15, which VPN and proxy programs return for names that they resolve themselves. It works only while such a program runs.'
    : 'The address is private: this name resolves to a private endpoint, a gateway, or a VPN, which is reachable only from within that network.';
}

/** The same as template values for the steps. */
export function strayValues(c: DiagnosisInput): Record<string, string> {
  const { host = '', isPublicApi = false } = c.target.url ?? {};
  const trap = searchedName(c);
  if (trap) return { searchDomain: trap.slice(host.length + 1) };
  const addresses = connectFacts(c)?.attempts.map(({ address }) => address) ?? [];
  return isPublicApi && addresses.every(isPrivate) ? { privateAddress: listed(addresses) } : {};
}

/** Why a connection was refused, by the kind of host. */
export function refusedReading(c: DiagnosisInput): string {
  const { target } = c;
  const { url } = target;
  const stray = strayReading(c);
  if (stray) return stray;
  if (url?.isLoopback) {
    return `Nothing on this machine is listening on port ${url.port}: the server is not running, or it listens on another port or address.${containerRemark(target)}`;
  }
  if (url?.isOpenAi && url.port !== 443) return `The API is served on port 443, but the base URL uses port ${url.port}.`;
  if (url?.isOpenAi) {
    return 'The API always accepts connections on this port, so a firewall on the network or on this machine rejected the connection.';
  }
  return 'Either no server is listening on that port, or a firewall on the network or on this machine rejected the connection. From here, both look the same.';
}

/** Why there was no response. */
export function timeoutReading(c: DiagnosisInput): string {
  const { target } = c;
  const stray = strayReading(c);
  if (stray) return stray;
  if (target.url?.isLoopback) {
    return 'Either the server is hung or overloaded and its backlog of new connections is full, or a local firewall drops the packets.';
  }
  if (target.url?.isPublicApi) {
    return 'A public API does respond, so a firewall on the network or on this machine drops the packets. Such networks often require a proxy.';
  }
  return 'Either a firewall on the network or on this machine drops the packets, or the server is down, overloaded, or reachable only through a VPN.';
}

/** Why a new connection is closed before any data was sent. */
export function resetReading({ target }: DiagnosisInput): string {
  if (target.url?.isLoopback) {
    return 'A published container port does this if nothing is listening inside the container, or only on its 127.0.0.1. A port forward or a load balancer without a working backend does it too.';
  }
  if (target.url?.isPublicApi) {
    return 'The API waits for the client to send data, so a middlebox accepted the connection and then closed it: a firewall, a transparent proxy, or a filter.';
  }
  return 'Possible causes are a load balancer without a working backend, a server that does not allow the address of this machine, and a filter on the network.';
}

/** Where the error comes from, and why. */
export function unreachableReading(failure: Failure): string {
  const { telling, facts } = failure;
  if (facts.interfaces?.every(({ families }) => families.length === 0))
    return `This machine has no network: ${linksWithoutAddress(failure)}.`;
  const family = telling.every(({ family }) => family === 6) ? 6 : 4;
  if (telling.every(isLocal) || !hasFamily(facts, family)) return localReading(failure, family);
  if (telling.every(({ ms, problem }) => problem?.code === 'EHOSTUNREACH' && ms >= NEIGHBOUR_GIVEN_UP_MS)) {
    return 'The next hop (the router, or the host itself on the same network) does not respond: it is powered off, or its address is wrong.';
  }
  return 'A router or a firewall reported the destination as unreachable: a firewall rejects this traffic, or the routing behind the next router has a gap. A reject rule in a firewall on this machine looks the same.';
}

function linksWithoutAddress({ facts }: Failure): string {
  const names = listed(facts.interfaces?.map(({ name }) => name) ?? []);
  return names
    ? `${names} has only a self-assigned address, so no router or DHCP server responded`
    : 'only the loopback interface is up';
}

/** The kernel rejected the connection: by a missing route, or by an unreachable route. */
function localReading({ telling, facts }: Failure, family: 4 | 6): string {
  const links = listed(facts.interfaces?.map(({ name }) => name) ?? []);
  const other = family === 6 ? 4 : 6;
  const noRoute = telling.every(({ problem }) => problem?.code !== 'EHOSTUNREACH' && problem?.code !== 'EINVAL');
  if (!hasFamily(facts, family) || (family === 6 && noRoute && hasFamily(facts, other))) {
    return `The host has only IPv${family} addresses, but this machine has only IPv${other} connectivity${links ? ` (${links})` : ''}.`;
  }
  if (noRoute) {
    return `This machine has no network beyond its own link: ${links || 'an interface'} is up, but the routing table has no route to the address, not even a default route.`;
  }
  return 'The routing table of this machine has a “blackhole” or “unreachable” route for the address. VPN clients set such routes while their tunnel is down.';
}

/** Why this machine did not send. */
export function deniedReading(telling: ConnectAttempt[]): string {
  const code = telling.at(-1)?.problem?.code ?? 'EACCES';
  if (code === 'EADDRNOTAVAIL') {
    return 'No local port was free for another connection to that address (EADDRNOTAVAIL). Connections that are not reused exhaust the ephemeral port range, and each port stays reserved for about a minute after the connection is closed.';
  }
  const usual =
    code === 'EACCES'
      ? 'a “prohibit” route (the kill switch of a VPN), a security module such as SELinux or Landlock, or a local firewall'
      : 'a local firewall, a sandbox (seccomp, or IPAddressDeny of systemd), or a policy for the container';
  return `The system returned ${code} before it sent a packet. The usual cause is ${usual}.`;
}

function containerRemark({ platform }: DiagnosisInput['target']): string {
  if (platform === 'container') return ' In a container, localhost is the container itself, not its host.';
  return platform === 'wsl' ? ' In WSL, localhost may be Linux only, not Windows.' : '';
}
