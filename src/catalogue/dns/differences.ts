import type { ResolverState } from '../../model/facts/dns.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { isPrivate, isSinkhole, sameAddress } from '../../net/dns/address-kind.ts';
import { listAddresses } from '../../net/dns/describe.ts';
import { isIntranetName, lookupOf, reachabilityOf, resolversOf } from './addresses.ts';
import { causesOf, resolverLines, verdictOf } from './failure.ts';

/** From here on, the lookup is the larger part of a short call. */
const SLOW_MS = 1000;
const SLOW_ANSWER_MS = 500;
/** Connect timeout of Node's `fetch`: lookup, connection, and handshake together. */
const NODE_LIMIT_MS = 10_000;

/** Resolvers that return results of different kinds, or a search domain that answers instead of the host. */
export function disagreement(c: DiagnosisInput): Evidence | null {
  const resolvers = resolversOf(c);
  if (!resolvers || !c.target.url) return null;
  const { host } = c.target.url;
  const said = resolvers.servers.flatMap((state) => {
    const kind = kindOf(state);
    return kind ? [{ server: state.server, kind, link: linkOf(state, c) }] : [];
  });
  const differs = said.some((one) => said.some((other) => other.kind !== one.kind && other.link === one.link));
  const trap = differs || isSinkholeOfDomain(c) ? null : searchDomainMatch(c);
  if (!differs && !trap) return null;
  return {
    details: [...resolverLines(resolvers, host), ...(trap?.details ?? [])],
    templateValues: trap?.templateValues ?? { reading: describeDifferences(said), ...splitByAnswer(said) },
    probeIds: causesOf(c, ['dns/resolvers', 'dns/system']),
  };
}

const PUBLIC = 'public addresses';

type Said = { server: string; kind: string; link: string }[];

/**
 * Resolvers of different interfaces may differ: Windows asks each for the names of its own network. There one whose interface is not known
 * may be that of a VPN, so it is compared with no other.
 */
function linkOf({ link, server }: ResolverState, { target }: DiagnosisInput): string {
  return link ?? (target.platform === 'windows' ? server : '');
}

/** Different public addresses are one kind: large services return different ones to each resolver. */
function kindOf(state: ResolverState): string | null {
  const addresses = [...state.a.addresses, ...state.aaaa.addresses];
  if (addresses.length > 0) {
    if (addresses.every(isSinkhole)) return 'a non-routable address';
    return addresses.every(isPrivate) ? 'a private address' : PUBLIC;
  }
  const verdict = verdictOf(state);
  if (verdict === 'nxdomain' || verdict === 'blocked') return 'no such name';
  return verdict === 'no-address' ? 'no address' : null;
}

function describeDifferences(said: Said): string {
  return `For the same name, ${said.map(({ server, kind }) => `${server} returns ${kind}`).join(' and ')}.`;
}

/** One resolver that returns public addresses, and one that returns something else. */
function splitByAnswer(said: Said): Record<string, string> {
  const knowing = said.find(({ kind }) => kind === PUBLIC)?.server;
  const other = said.find(({ kind }) => kind !== PUBLIC)?.server;
  return knowing && other ? { knowing, other } : {};
}

/**
 * The system resolved `host.<search domain>`, where a wildcard record matches every name. Services inside a cluster are found in this way
 * on purpose, so it counts only where the host itself exists or is known to be public.
 */
function searchDomainMatch(c: DiagnosisInput): Pick<Evidence, 'details' | 'templateValues'> | null {
  const lookup = lookupOf(c);
  const servers = resolversOf(c)?.servers ?? [];
  if (!lookup || isIntranetName(lookup.host)) return null;
  const own = servers.flatMap(({ a, aaaa }) => [...a.addresses, ...aaaa.addresses]);
  if (own.length === 0 && !c.target.url?.isPublicApi) return null;
  const includes = (addresses: string[]) =>
    lookup.addresses.some(({ address }) => addresses.some((known) => sameAddress(known, address)));
  const searched = servers.flatMap((state) => state.searched).find(({ answer }) => includes(answer.addresses));
  if (!searched || includes(own)) return null;
  const domain = searched.name.slice(lookup.host.length + 1);
  const addresses = listAddresses(searched.answer.addresses);
  return {
    details: [`${searched.name}: ${addresses}`, `${lookup.host}. with a final dot: ${absoluteAnswer(lookup.absolute)}`],
    templateValues: {
      searchDomain: domain,
      ndots: resolversOf(c)?.ndots ?? 1,
      reading: `The system appends the search domain ${domain} to the name. ${searched.name} resolves to ${addresses}, and calls go there.`,
    },
  };
}

/** `dns/sinkhole` names the search domain by itself, with what to do about it. */
function isSinkholeOfDomain(c: DiagnosisInput): boolean {
  const found = lookupOf(c)?.addresses ?? [];
  return found.length > 0 && found.every(({ address }) => isSinkhole(address)) && reachabilityOf(c) !== 'works';
}

/** The name below a search domain that the system resolves instead of the host; null where it resolves the host itself. */
export function searchedName(c: DiagnosisInput): string | null {
  const trap = searchDomainMatch(c);
  return trap ? `${c.target.url?.host}.${trap.templateValues?.searchDomain}` : null;
}

/** Why the address that it resolves to cannot be the API's. */
export function searchedReading(name: string): string {
  return `The address does not belong to the API: the system appended a search domain to the name and resolved ${name}.`;
}

export const WITHOUT_SEARCH_DOMAIN =
  'Remove the search domain {searchDomain}, or set ndots to 1, so that names with dots are looked up unchanged.';

function absoluteAnswer(absolute: NonNullable<ReturnType<typeof lookupOf>>['absolute']): string {
  if (!absolute) return 'not known';
  return absolute.problem?.code ?? listAddresses(absolute.addresses.map(({ address }) => address));
}

/** A lookup that succeeds late. */
export function slow(c: DiagnosisInput): Evidence | null {
  const lookup = lookupOf(c);
  if (!lookup || lookup.ms < SLOW_MS) return null;
  const servers = resolversOf(c)?.servers ?? [];
  return {
    details: [`getaddrinfo for ${lookup.host}: ${lookup.ms} ms`, ...resolverLines(resolversOf(c), lookup.host)],
    templateValues: {
      seconds: inSeconds(lookup.ms),
      reading: `${slowReading(servers)}${nodeReading(lookup.ms)}`,
      ...slowResolver(servers),
    },
    probeIds: causesOf(c, ['dns/system', 'dns/resolvers']),
  };
}

/** Which resolver delays the lookup, and how. */
export function slowReading(servers: ResolverState[]): string {
  const dead = servers[firstSilent(servers)];
  if (dead)
    return `The resolver ${dead.server} does not respond, and it is listed before one that does, so every lookup waits for it first.`;
  const answering = servers.find((state) => verdictOf(state) === 'addresses');
  if (!answering) return 'The cause is unknown: the resolvers returned no address when queried directly.';
  const family = silentFamily(answering);
  if (family)
    return `The resolver ${answering.server} does not respond to queries for ${family} addresses, and the system waits for those too.`;
  const ms = Math.max(answering.a.ms, answering.aaaa.ms);
  if (ms >= SLOW_ANSWER_MS) return `The resolver ${answering.server} took ${ms} ms for one response.`;
  return `The resolver ${answering.server} responds within ${ms} ms when queried directly, so the delay is on this machine.`;
}

/** Index of an unresponsive resolver before one that returns addresses; -1 where there is none. */
function firstSilent(servers: ResolverState[]): number {
  const answering = servers.findIndex((state) => verdictOf(state) === 'addresses');
  return servers.findIndex((state, index) => index < answering && verdictOf(state) === 'timeout');
}

function silentFamily({ a, aaaa }: ResolverState): string | null {
  if (aaaa.outcome === 'timeout') return 'IPv6';
  return a.outcome === 'timeout' ? 'IPv4' : null;
}

function slowResolver(servers: ResolverState[]): Record<string, string> {
  const dead = servers[firstSilent(servers)];
  const half = servers.find((state) => verdictOf(state) === 'addresses' && silentFamily(state));
  return { ...(dead ? { dead: dead.server } : {}), ...(!dead && half ? { half: half.server } : {}) };
}

function nodeReading(ms: number): string {
  return ms < NODE_LIMIT_MS
    ? ''
    : ' fetch in Node.js times out after ten seconds, so Node.js programs fail where others are only slow.';
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
