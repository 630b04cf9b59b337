import type { LookupFacts, ResolverFacts } from '../../model/facts/dns.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { type AddressKind, addressKind, isPrivate, isSinkhole, sameAddress } from '../../net/dns/address-kind.ts';
import { listAddresses } from '../../net/dns/describe.ts';
import { isLocalhost } from '../../probes/dns/no-lookup.ts';
import { causesOf, isFiltered, resolverLines } from './failure.ts';

/** How calls fare at the addresses that the system gives: a verified answer settles it, nothing seen leaves it open. */
type Standing = 'works' | 'fails' | 'unknown';

const KIND_WORDS: Partial<Record<AddressKind, string>> = {
  unspecified: 'which is no address of any machine and leads back to this one',
  loopback: 'which is this machine itself',
  'link-local': 'which is valid on one cable only',
  multicast: 'which is a group of receivers and no server',
  reserved: 'which is reserved and used by nobody',
  'block-page': 'which belongs to the block pages of Cisco Umbrella',
  private: 'an address of a private network',
  carrier: 'an address of the range that providers and VPNs such as Tailscale use inside (100.64.0.0/10)',
  fake: 'an address of a range that VPN and proxy programs hand out for names which they resolve themselves (198.18.0.0/15)',
};

/** Names that nobody expects to find in public DNS. */
const INTRANET = /^[^.]+$|\.(?:local|localdomain|internal|intranet|lan|corp|home|private|home\.arpa|svc|cluster\.local)$/;
/** Public names that lead to this machine by design: their owners say so, or the name spells the address. */
const LOCAL_BY_DESIGN = /(?:^|\.)(?:localtest\.me|lvh\.me|vcap\.me|localhost\.direct|nip\.io|sslip\.io)$/;

/** What `getaddrinfo` gave, where that was at least one address. */
export function lookupOf(c: Case): LookupFacts | null {
  const system = c.seen['dns/system'];
  return system?.status === 'ok' && system.facts.addresses.length > 0 && !system.facts.pending ? system.facts : null;
}

/** What the resolvers said on the wire, where they were asked. */
export function resolversOf(c: Case): ResolverFacts | null {
  const seen = c.seen['dns/resolvers'];
  return seen?.status === 'ok' ? seen.facts : null;
}

/** True for names of a home or company network. */
export function isIntranetName(host: string): boolean {
  return INTRANET.test(host) || isLocalhost(host);
}

/** How calls fare at the addresses of the host. */
export function standingOf(c: Case): Standing {
  const handshake = c.seen['tls/handshake'];
  const exchanges = [c.seen['http/models'], c.seen['http/unauthenticated']].flatMap((seen) =>
    seen?.status === 'ok' ? [seen.facts] : [],
  );
  if (handshake?.status === 'ok' && handshake.facts.trusted) return 'works';
  if (exchanges.some(({ answer }) => answer !== null)) return 'works';
  const failed = handshake?.status === 'ok' || connectsNowhere(c) || exchanges.some(({ problem }) => problem !== null);
  return failed ? 'fails' : 'unknown';
}

/** True where connections were tried and none was made. */
export function connectsNowhere(c: Case): boolean {
  const connect = c.seen['tcp/connect'];
  return connect?.status === 'ok' && connect.facts.attempts.every(({ outcome }) => outcome !== 'connected');
}

/** The system answers with addresses that no public service can have, and they do not work. */
export function sinkhole(c: Case): Evidence | null {
  const lookup = lookupOf(c);
  const found = lookup?.addresses.map(({ address }) => address) ?? [];
  if (!lookup || !found.every(isSinkhole) || leadsHereByDesign(lookup.host, found) || standingOf(c) === 'works') return null;
  const [first = ''] = found;
  return {
    lines: [`getaddrinfo for ${lookup.host}: ${listAddresses(found)}`, ...resolverLines(resolversOf(c), lookup.host)],
    values: { addresses: listAddresses(found), kind: KIND_WORDS[addressKind(first)] ?? '', ...sourceOf(c, found) },
    causes: causesOf(c, ['dns/system', 'dns/resolvers']),
  };
}

function leadsHereByDesign(host: string, found: string[]): boolean {
  const local = found.every((address) => ['loopback', 'link-local'].includes(addressKind(address)));
  return local && (isIntranetName(host) || LOCAL_BY_DESIGN.test(host));
}

/** Which resolver the addresses come from. */
function sourceOf(c: Case, found: string[]): Record<string, string> {
  const giving = resolversOf(c)?.servers.find((state) => found.some((address) => gives(state, address)));
  const reading = giving
    ? `The resolver ${giving.server} gives it out, which is how filters and ad blockers refuse a name.`
    : 'None of the configured resolvers gives it out, so it comes from something on this machine.';
  return { reading, ...(giving ? { server: giving.server } : {}) };
}

function gives({ a, aaaa }: ResolverFacts['servers'][number], address: string): boolean {
  return [...a.addresses, ...aaaa.addresses].some((known) => sameAddress(known, address));
}

/** Private addresses under a public name. A host of the user's own that works over them is as it should be. */
export function privateAddress(c: Case): Evidence | null {
  const lookup = lookupOf(c);
  const found = lookup?.addresses.map(({ address }) => address).filter(isPrivate) ?? [];
  const [first] = found;
  if (!lookup || !first || isIntranetName(lookup.host)) return null;
  if (!c.target.url?.isPublicApi && standingOf(c) === 'works') return null;
  return {
    lines: [
      `getaddrinfo for ${lookup.host}: ${listAddresses(lookup.addresses.map(({ address }) => address))}`,
      ...resolverLines(resolversOf(c), lookup.host),
    ],
    values: { addresses: listAddresses(found), address: first, kind: KIND_WORDS[addressKind(first)] ?? '' },
    causes: causesOf(c, ['dns/system', 'dns/resolvers']),
  };
}

/** An answer with addresses that says itself that a filter made it, and that leads nowhere. */
export function blockedAddresses(c: Case): Evidence | null {
  const lookup = lookupOf(c);
  const telling = resolversOf(c)?.servers.find(
    (state) => (isFiltered(state.a) || isFiltered(state.aaaa)) && lookup?.addresses.some(({ address }) => gives(state, address)),
  );
  if (!lookup || !telling || standingOf(c) === 'works') return null;
  return {
    lines: resolverLines(resolversOf(c), lookup.host),
    values: { server: telling.server, reading: filterReading(telling.a) },
    causes: causesOf(c, ['dns/resolvers', 'dns/system']),
  };
}

/** In what words, or under what name, the filter shows itself. */
export function filterReading({ extended, cnames }: ResolverFacts['servers'][number]['a']): string {
  const reason = extended.find(({ text }) => text)?.text;
  if (reason) return `It gives as its reason: “${reason}”.`;
  if (extended.length > 0) return `It gives no reason beyond the code ${extended.map(({ code }) => code).join(', ')} (RFC 8914).`;
  return `It turns the name into ${cnames.at(-1)}.`;
}
