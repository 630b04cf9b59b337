import type { ConnectAttempt } from '../../model/facts/tcp.ts';
import type { Case } from '../../model/observation.ts';
import { addressKind, isPrivate } from '../../net/dns/address-kind.ts';
import { searchedName } from '../dns/differences.ts';
import { connectFacts, type Failure, hasFamily, isLocal, listed } from './attempts.ts';

/** An attempt to reach a dead neighbour ends when three ARP or neighbour requests, a second apart, stayed unanswered. */
const NEIGHBOUR_GIVEN_UP_MS = 2500;

/** An address that says itself why a public API is not found there; null where it may be the API's own. */
function strayReading(c: Case): string | null {
  const trap = searchedName(c);
  if (trap) return `The address is not the API’s own: the system put a search domain behind the name, and ${trap} leads there.`;
  const [first = '', ...rest] = connectFacts(c)?.attempts.map(({ address }) => address) ?? [];
  if (!c.target.url?.isPublicApi || ![first, ...rest].every(isPrivate)) return null;
  return addressKind(first) === 'fake'
    ? 'The address is one that a VPN or proxy program hands out for names which it resolves itself (198.18.0.0/15). It leads somewhere only while that program runs and catches the traffic.'
    : 'The address belongs to a private network: a private endpoint, a gateway or a VPN stands under this name, and only who is inside that network, or connected to it, gets there.';
}

/** The same for the steps. */
export function strayValues(c: Case): Record<string, string> {
  const { host = '', isPublicApi = false } = c.target.url ?? {};
  const trap = searchedName(c);
  if (trap) return { searchDomain: trap.slice(host.length + 1) };
  const addresses = connectFacts(c)?.attempts.map(({ address }) => address) ?? [];
  return isPublicApi && addresses.every(isPrivate) ? { privateAddress: listed(addresses) } : {};
}

/** Why a connection was refused, as far as the kind of host tells. */
export function refusedReading(c: Case): string {
  const { target } = c;
  const { url } = target;
  const stray = strayReading(c);
  if (stray) return stray;
  if (url?.isLoopback) {
    return `Nothing on this machine listens on port ${url.port} there: the server is not running, or it listens on another port or address.${containerRemark(target)}`;
  }
  if (url?.isOpenAi && url.port !== 443) return `The API is served on port 443, and the base URL names port ${url.port}.`;
  if (url?.isOpenAi) {
    return 'The API’s edge always accepts connections on this port, so it was not the API that refused: a firewall on the way, or one on this machine, answered in its place.';
  }
  return 'Either no server listens on that port, or a firewall on the way or on this machine answered in its place; from here both look the same.';
}

/** Why nobody answered. */
export function timeoutReading(c: Case): string {
  const { target } = c;
  const stray = strayReading(c);
  if (stray) return stray;
  if (target.url?.isLoopback) {
    return 'On one’s own machine that is a server that is stuck or overloaded, so that its queue of new connections is full, or a local firewall that drops the packets.';
  }
  if (target.url?.isPublicApi) {
    return 'A public API does not stay silent like this: a firewall drops the traffic, on this network or on this machine itself. Networks of that kind often expect their proxy to be used instead.';
  }
  return 'Either a firewall on the way or on this machine drops the traffic, or the server is down, overloaded, or in a network that is reached through a VPN only.';
}

/** Why a fresh connection is cut before anything was said. */
export function resetReading({ target }: Case): string {
  if (target.url?.isLoopback) {
    return 'A published container port does this when nothing listens inside the container (or only on its own 127.0.0.1), and so does a forwarder or balancer without a working backend.';
  }
  if (target.url?.isPublicApi) {
    return 'The API waits for its client to speak first, so something on the way accepted the connection in its place and then dropped it: a firewall, a transparent proxy or a filter.';
  }
  return 'A load balancer without a working backend does this, a server that does not admit this machine’s address, and a filter on the way.';
}

/** Who says that there is no way, and why. */
export function unreachableReading(failure: Failure): string {
  const { telling, facts } = failure;
  if (facts.interfaces?.every(({ families }) => families.length === 0))
    return `This machine has no network: ${linksWithoutAddress(failure)}.`;
  const family = telling.every(({ family }) => family === 6) ? 6 : 4;
  if (telling.every(isLocal) || !hasFamily(facts, family)) return localReading(failure, family);
  if (telling.every(({ ms, problem }) => problem?.code === 'EHOSTUNREACH' && ms >= NEIGHBOUR_GIVEN_UP_MS)) {
    return 'The next machine on the way (the router, or the host itself where it is on the same network) does not answer at all: it is switched off, or its address is wrong.';
  }
  return 'A router or a firewall sent back that the destination is not to be reached: a firewall that rejects this traffic, or a gap in the routing behind the next router. A reject rule of a firewall on this machine looks the same.';
}

function linksWithoutAddress({ facts }: Failure): string {
  const names = listed(facts.interfaces?.map(({ name }) => name) ?? []);
  return names
    ? `${names} has only an address that it gave itself, so no router or DHCP server answered`
    : 'no interface but the loopback one is up';
}

/** The kernel itself had no way: by a missing route, or by one that says so. */
function localReading({ telling, facts }: Failure, family: 4 | 6): string {
  const links = listed(facts.interfaces?.map(({ name }) => name) ?? []);
  const other = family === 6 ? 4 : 6;
  const noRoute = telling.every(({ problem }) => problem?.code !== 'EHOSTUNREACH' && problem?.code !== 'EINVAL');
  if (!hasFamily(facts, family) || (family === 6 && noRoute && hasFamily(facts, other))) {
    return `The name leads to IPv${family} addresses only, and this machine has IPv${other} only: ${links || 'it'} has no IPv${family} way out.`;
  }
  if (noRoute) {
    return `This machine has no network beyond its own link: ${links || 'an interface'} is up, but the routing table holds no route to the address, neither a default route nor a special one.`;
  }
  return 'The routing table of this machine holds a “blackhole” or “unreachable” entry for the address. VPN clients set those while their tunnel is down.';
}

/** What kept this machine from sending. */
export function deniedReading(telling: ConnectAttempt[]): string {
  const code = telling.at(-1)?.problem?.code ?? 'EACCES';
  if (code === 'EADDRNOTAVAIL') {
    return 'No local port was left for one more connection to that address (EADDRNOTAVAIL): connections that are opened and not reused use up the range, and each stays reserved for about a minute after it was closed.';
  }
  const usual =
    code === 'EACCES'
      ? 'a “prohibit” route (the kill switch of a VPN), a security module such as SELinux, or a local firewall'
      : 'a local firewall, a sandbox, or a policy on the container';
  return `The system answered ${code} before a packet was sent. What does that is ${usual}; the API and the network were not even asked.`;
}

function containerRemark({ platform }: Case['target']): string {
  if (platform === 'container') return ' In a container, localhost is the container itself, not the machine around it.';
  return platform === 'wsl' ? ' In WSL, localhost may be the Linux side alone, not Windows.' : '';
}
