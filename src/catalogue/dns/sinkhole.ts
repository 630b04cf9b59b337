import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { addressKind, isSinkhole } from '../../net/dns/address-kind.ts';
import { listAddresses } from '../../net/dns/describe.ts';
import { gives, isIntranetName, KIND_WORDS, lookupOf, reachabilityOf, resolversOf } from './addresses.ts';
import { searchedName, searchedReading } from './differences.ts';
import { causesOf, resolverLines } from './failure.ts';

/** Public names that resolve to this machine by design. */
const LOCAL_BY_DESIGN = /(?:^|\.)(?:localtest\.me|lvh\.me|vcap\.me|localhost\.direct|nip\.io|sslip\.io)$/;

/** The host resolves to special-purpose addresses only, and they do not work. */
export function sinkhole(c: DiagnosisInput): Evidence | null {
  const lookup = lookupOf(c);
  const found = lookup?.addresses.map(({ address }) => address) ?? [];
  if (!lookup || !found.every(isSinkhole) || leadsHereByDesign(lookup.host, found) || reachabilityOf(c) === 'works') return null;
  const [first = ''] = found;
  return {
    details: [`getaddrinfo for ${lookup.host}: ${listAddresses(found)}`, ...resolverLines(resolversOf(c), lookup.host)],
    templateValues: {
      addresses: listAddresses(found),
      kind: KIND_WORDS[addressKind(first)] ?? '',
      ...(searchedSource(c) ?? sourceOf(c, found)),
    },
    probeIds: causesOf(c, ['dns/system', 'dns/resolvers']),
  };
}

function leadsHereByDesign(host: string, found: string[]): boolean {
  const local = found.every((address) => ['loopback', 'link-local'].includes(addressKind(address)));
  return local && (isIntranetName(host) || LOCAL_BY_DESIGN.test(host));
}

/** The name below a search domain that has the addresses: then no filter returns them for the host itself. */
function searchedSource(c: DiagnosisInput): Record<string, string | number> | null {
  const name = searchedName(c);
  if (!name) return null;
  const searchDomain = name.slice(name.indexOf('.', lookupOf(c)?.host.length ?? 0) + 1);
  return { reading: searchedReading(name), searchDomain, ndots: resolversOf(c)?.ndots ?? 1 };
}

/** The resolver that returns the addresses. */
function sourceOf(c: DiagnosisInput, found: string[]): Record<string, string> {
  const giving = resolversOf(c)?.servers.find((state) => found.some((address) => gives(state, address)));
  const reading = giving
    ? `The resolver ${giving.server} returns it. Filters and ad blockers block names in this way.`
    : 'None of the configured resolvers returns it, so it comes from something on this machine.';
  return { reading, filteredHost: lookupOf(c)?.host ?? '', ...(giving ? { server: giving.server } : {}) };
}
