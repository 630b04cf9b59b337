import type { LookupFacts, ResolverFacts } from '../../model/facts/dns.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { type AddressKind, addressKind, isPrivate, sameAddress } from '../../net/dns/address-kind.ts';
import { listAddresses } from '../../net/dns/describe.ts';
import { isLocalhost } from '../../probes/dns/no-lookup.ts';
import { causesOf, isFiltered, resolverLines } from './failure.ts';

/** Whether calls to the resolved addresses work: a verified response proves it; without any observation it is unknown. */
type Reachability = 'works' | 'fails' | 'unknown';

/** What an address of each kind is, for a sentence. */
export const KIND_WORDS: Partial<Record<AddressKind, string>> = {
  unspecified: 'which is the unspecified address and not that of any server',
  loopback: 'which is this machine itself',
  'link-local': 'which is valid only on the local link',
  multicast: 'which is a multicast address and not that of a server',
  reserved: 'which is reserved and not in use',
  'block-page': 'which belongs to the block pages of Cisco Umbrella',
  private: 'a private address',
  carrier: 'an address from 100.64.0.0/10, which providers and VPNs such as Tailscale use internally',
  fake: 'an address from 198.18.0.0/15, which VPN and proxy programs return for names that they resolve themselves',
};

/** Names that do not exist in public DNS. */
const INTRANET = /^[^.]+$|\.(?:local|localdomain|internal|intranet|lan|corp|home|private|home\.arpa|svc|cluster\.local)$/;

/** The result of `getaddrinfo`, where it has at least one address. */
export function lookupOf(c: DiagnosisInput): LookupFacts | null {
  const system = c.observations['dns/system'];
  return system?.status === 'ok' && system.facts.addresses.length > 0 && !system.facts.pending ? system.facts : null;
}

/** The responses of the resolvers to direct queries, where there are any. */
export function resolversOf(c: DiagnosisInput): ResolverFacts | null {
  const seen = c.observations['dns/resolvers'];
  return seen?.status === 'ok' ? seen.facts : null;
}

/** True for names of a home or company network. */
export function isIntranetName(host: string): boolean {
  return INTRANET.test(host) || isLocalhost(host);
}

/** Whether calls to the addresses of the host work. */
export function reachabilityOf(c: DiagnosisInput): Reachability {
  const handshake = c.observations['tls/handshake'];
  const exchanges = [c.observations['http/models'], c.observations['http/unauthenticated']].flatMap((seen) =>
    seen?.status === 'ok' ? [seen.facts] : [],
  );
  if (handshake?.status === 'ok' && handshake.facts.trusted) return 'works';
  if (exchanges.some(({ answer }) => answer !== null)) return 'works';
  const failed = handshake?.status === 'ok' || connectsNowhere(c) || exchanges.some(({ problem }) => problem !== null);
  return failed ? 'fails' : 'unknown';
}

/** True where connections were attempted and none was established. */
export function connectsNowhere(c: DiagnosisInput): boolean {
  const connect = c.observations['tcp/connect'];
  return connect?.status === 'ok' && connect.facts.attempts.every(({ outcome }) => outcome !== 'connected');
}

/** Whether a resolver returns the address. */
export function gives({ a, aaaa }: ResolverFacts['servers'][number], address: string): boolean {
  return [...a.addresses, ...aaaa.addresses].some((known) => sameAddress(known, address));
}

/** Private addresses for a public name. They are right for a self-hosted server that works. */
export function privateAddress(c: DiagnosisInput): Evidence | null {
  const lookup = lookupOf(c);
  const found = lookup?.addresses.map(({ address }) => address).filter(isPrivate) ?? [];
  const [first] = found;
  if (!lookup || !first || isIntranetName(lookup.host)) return null;
  if (!c.target.url?.isPublicApi && reachabilityOf(c) === 'works') return null;
  return {
    details: [
      `getaddrinfo for ${lookup.host}: ${listAddresses(lookup.addresses.map(({ address }) => address))}`,
      ...resolverLines(resolversOf(c), lookup.host),
    ],
    templateValues: { addresses: listAddresses(found), address: first, kind: KIND_WORDS[addressKind(first)] ?? '' },
    probeIds: causesOf(c, ['dns/system', 'dns/resolvers']),
  };
}

/** A response with addresses that is marked as filtered, where the addresses do not work. */
export function blockedAddresses(c: DiagnosisInput): Evidence | null {
  const lookup = lookupOf(c);
  const telling = resolversOf(c)?.servers.find(
    (state) => (isFiltered(state.a) || isFiltered(state.aaaa)) && lookup?.addresses.some(({ address }) => gives(state, address)),
  );
  if (!lookup || !telling || reachabilityOf(c) === 'works') return null;
  return {
    details: resolverLines(resolversOf(c), lookup.host),
    templateValues: { server: telling.server, reading: filterReading(telling.a) },
    probeIds: causesOf(c, ['dns/resolvers', 'dns/system']),
  };
}

/** The reason that the filter gives, or the alias that shows it. */
export function filterReading({ extended, cnames }: ResolverFacts['servers'][number]['a']): string {
  const reason = extended.find(({ text }) => text)?.text;
  if (reason) return `It gives this reason: “${reason}”.`;
  if (extended.length > 0)
    return `It gives no reason, only the code ${extended.map(({ code }) => code).join(', ')} (Extended DNS Errors, RFC 8914).`;
  return `It returns the alias ${cnames.at(-1)}.`;
}
