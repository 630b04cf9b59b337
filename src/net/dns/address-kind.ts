import ipaddr from 'ipaddr.js';

/** The kind of an address, from the perspective of a public API. */
export type AddressKind =
  | 'public'
  | 'private'
  | 'carrier'
  | 'fake'
  | 'unspecified'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'reserved'
  | 'block-page';

/** Cisco Umbrella answers blocked names with addresses of this network, which host its block pages. */
const UMBRELLA = ipaddr.parseCIDR('146.112.0.0/16') as [ipaddr.IPv4, number];
/** RFC 2544: for benchmarks. VPN and proxy clients return such addresses for names that they resolve themselves ("fake IP"). */
const BENCHMARK = ipaddr.parseCIDR('198.18.0.0/15') as [ipaddr.IPv4, number];
const FUTURE = ipaddr.parseCIDR('240.0.0.0/4') as [ipaddr.IPv4, number];

const KINDS: Partial<Record<string, AddressKind>> = {
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'carrier',
  unspecified: 'unspecified',
  loopback: 'loopback',
  linkLocal: 'link-local',
  multicast: 'multicast',
};

/** Ranges for documentation count as public: they represent the internet where they are used. */
export function addressKind(text: string): AddressKind {
  const bare = text.split('%', 1)[0] ?? '';
  if (!ipaddr.isValid(bare)) return 'public';
  // `process` unwraps ::ffff:0:0/96, the form of some IPv6 sinkholes.
  const address = ipaddr.process(bare);
  if (address.kind() === 'ipv4') {
    const four = address as ipaddr.IPv4;
    if (four.match(UMBRELLA)) return 'block-page';
    if (four.match(BENCHMARK)) return 'fake';
    if (four.match(FUTURE)) return 'reserved';
  }
  return KINDS[address.range()] ?? 'public';
}

/** True for addresses that no public API can have. */
export function isSinkhole(address: string): boolean {
  return !['public', 'private', 'carrier', 'fake'].includes(addressKind(address));
}

/** True for addresses that are reachable only within a network or a VPN. */
export function isPrivate(address: string): boolean {
  return ['private', 'carrier', 'fake'].includes(addressKind(address));
}

/** Two spellings of one address are the same: IPv6 has many. */
export function sameAddress(one: string, other: string): boolean {
  const canonical = (text: string) => (ipaddr.isValid(text) ? ipaddr.process(text).toString() : text.toLowerCase());
  return canonical(one) === canonical(other);
}
