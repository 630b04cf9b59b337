import type { DnsAnswer, ResolverState } from '../../model/facts/dns.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { addressKind, isPrivate } from '../../net/dns/address-kind.ts';
import { describeAnswer } from '../../net/dns/describe.ts';
import { CONTROL_NAME, ELSEWHERE, REFERRAL, TRUNCATED, UNFINISHED } from '../../net/dns/details.ts';
import { blockedAddresses, filterReading, isIntranetName } from './addresses.ts';
import { muslValues } from './c-library.ts';
import { slowReading } from './differences.ts';
import {
  causesOf,
  type Failure,
  type FailureKind,
  failureLines,
  failureOf,
  gaveUpBefore,
  isFiltered,
  isRefusal,
  verdictOf,
} from './failure.ts';

type Values = Record<string, string>;

/** Holds where the lookup failed in this way. `read` returns the template values. */
export function failing(
  kind: FailureKind,
  read: (failure: Failure, c: DiagnosisInput) => Values,
): (c: DiagnosisInput) => Evidence | null {
  return (c) => {
    const failure = failureOf(c);
    const host = c.target.url?.host;
    if (!host || failure?.kind !== kind) return null;
    return {
      details: [...failureLines(failure, host), ...wslLines(failure, c)],
      templateValues: { ...serverValues(failure), ...wslValues(failure, c), ...read(failure, c) },
      probeIds: causesOf(c, ['dns/system', 'dns/resolvers']),
    };
  };
}

/** WSL writes the file once and keeps it: after a change of network or VPN its resolver may be gone. */
function wslLines({ resolvers }: Failure, { target }: DiagnosisInput): string[] {
  if (target.platform !== 'wsl' || !resolvers?.source.startsWith('/')) return [];
  return resolvers.servers.map(({ server }) => `${resolvers.source}: nameserver ${server}`);
}

function wslValues({ resolvers, telling }: Failure, { target }: DiagnosisInput): Values {
  const isSilent = telling && ['timeout', 'no-resolver'].includes(verdictOf(telling));
  return target.platform === 'wsl' && resolvers && isSilent ? { wslServer: telling.server, wslFile: resolvers.source } : {};
}

/** The resolver that decides, and known local resolvers. */
function serverValues({ telling, resolvers }: Failure): Values {
  const servers = resolvers?.servers.map(({ server }) => server) ?? [];
  return {
    ...(telling ? { server: telling.server } : {}),
    ...(servers.length > 0 ? { servers: servers.join(' and ') } : {}),
    ...(servers.includes('127.0.0.53') || servers.includes('127.0.0.54') ? { stub: 'systemd-resolved' } : {}),
    ...(servers.includes('127.0.0.11') ? { docker: '127.0.0.11' } : {}),
    ...(resolvers?.domain ? { ownDomain: resolvers.domain, ownServers: servers.join(' and ') } : {}),
    ...(resolvers?.upstream ? { upstream: resolvers.upstream.join(' and ') } : {}),
  };
}

/** NXDOMAIN: a filter, a resolver of another network, or a wrong name. */
export function nxdomain(failure: Failure, c: DiagnosisInput): Values {
  const { telling, resolvers } = failure;
  const knowing = resolvers?.servers.find((state) => verdictOf(state) === 'addresses');
  const alias = telling?.a.cnames.at(-1);
  const { isPublicApi = false, host = '' } = c.target.url ?? {};
  const hides = isPublicApi && telling !== null && hasAddress(telling.control);
  return {
    reading: [
      alias ? `It is an alias of ${alias}, which does not exist.` : '',
      whoKnows(knowing),
      nxdomainReading({ isPublicApi, host, telling }),
    ]
      .filter(Boolean)
      .join(' '),
    ...(knowing ? { knowing: knowing.server } : {}),
    ...(hides ? { hiding: telling.server } : {}),
    ...(isPublicApi
      ? { publicHost: host }
      : host === DOCKER_HOST
        ? { dockerName: host }
        : host === PODMAN_HOST
          ? { podmanName: host }
          : { ownHost: host, source: c.target.baseUrlSource }),
    // Names of one label are those of containers, or of a company's network.
    ...(/\.local$/i.test(host) ? { mdnsName: host } : {}),
    ...(/^[a-z][\w-]*$|^host\./i.test(host) ? { basePath: c.target.url?.path || '/v1' } : {}),
    ...(/^[a-z][\w-]*$/i.test(host) ? { serviceName: host } : {}),
  };
}

/** The container host, by the name that Docker Desktop defines. */
const DOCKER_HOST = 'host.docker.internal';
/** The same by the name that Podman defines. */
const PODMAN_HOST = 'host.containers.internal';

function whoKnows(knowing: ResolverState | undefined): string {
  return knowing ? `The resolver ${knowing.server} does resolve it, but the system accepts the first response.` : '';
}

function nxdomainReading(on: { isPublicApi: boolean; host: string; telling: ResolverState | null }): string {
  const { isPublicApi, host, telling } = on;
  if (telling?.a.problem?.code === 'EBADNAME') return 'The name is invalid: a label in it is empty or longer than 63 characters.';
  if (host === PODMAN_HOST) return 'It is Podman’s name for the container host, which Docker and the host itself do not know.';
  if (host === DOCKER_HOST) return 'It is Docker’s name for the container host, which has to be defined for the container.';
  if (!isPublicApi) {
    const inside = isIntranetName(host)
      ? 'exists only inside one network'
      : 'is misspelled, or exists only inside another network';
    return `Most likely the name ${inside}, such as a company network behind a VPN.`;
  }
  if (!telling?.control) return 'It is the name of a public API, so the resolver filters it or does not resolve public names.';
  if (hasAddress(telling.control))
    return `${telling.server} resolves another name (${CONTROL_NAME}) but not this public API, so a DNS filter probably blocks it.`;
  return `It is the name of a public API, and ${telling.server} does not resolve ${CONTROL_NAME} either: it serves only internal names, or it filters both.`;
}

function hasAddress(answer: DnsAnswer | null): boolean {
  return (answer?.addresses.length ?? 0) > 0;
}

/** NODATA. */
export function noAddress({ telling }: Failure, c: DiagnosisInput): Values {
  const alias = telling?.a.cnames.at(-1);
  const { isPublicApi = false, host = '' } = c.target.url ?? {};
  const reading = alias
    ? `It is an alias for ${alias}, which has no address: the alias is a loop, or the service behind it was removed or never set up.`
    : 'The name may have other records, such as MX, or its address may be in a zone that this network does not use.';
  const filter = isPublicApi ? ' A public API has addresses, so the resolver removes them, as some filters do.' : '';
  // A resolver of the network itself, which is where private addresses are removed.
  const near = telling && !alias && !isPublicApi && isPrivate(telling.server) ? { rebindServer: telling.server } : {};
  return {
    reading: reading + filter,
    ...near,
    ...(alias ? { alias } : {}),
    ...(isPublicApi ? { publicHost: host } : { ownHost: host }),
  };
}

/** SERVFAIL, with DNSSEC where that shows. */
export function servfail({ telling, resolvers }: Failure): Values {
  const bogus = resolvers?.servers.find(({ a, aaaa }) => a.dnssecBogus || aaaa.dnssecBogus);
  if (bogus)
    return {
      reading: `With validation disabled, ${bogus.server} does respond, so DNSSEC validation fails: the signatures of the zone are invalid, or the clock or the root key of this resolver is wrong.`,
      bogus: bogus.server,
    };
  const server = telling?.server ?? 'the resolver';
  if (hasAddress(telling?.control ?? null))
    return {
      reading: `${server} resolves ${CONTROL_NAME}, so it cannot reach the name servers of this zone, or their responses are invalid.`,
      zone: 'zone',
    };
  const both = telling?.control ? `${server} does not resolve ${CONTROL_NAME} either:` : 'Possible causes:';
  return {
    reading: `${both} it has no internet access, or it cannot reach the name servers of this zone.`,
    ...(server === '127.0.0.11' ? {} : { lost: server }),
  };
}

/** REFUSED, or a server without recursion. */
export function refused({ telling }: Failure): Values {
  const both = telling ? [telling.a, telling.aaaa] : [];
  const server = telling?.server ?? 'The resolver';
  if (both.some(({ detail, outcome }) => detail === TRUNCATED && outcome === 'refused'))
    return {
      tcp: server,
      reading: `${server} responds over UDP with a truncated response, and refuses the connection to TCP port 53 over which the complete one has to be read.`,
    };
  if (both.some(({ detail }) => detail === REFERRAL))
    return { reading: `${server} refers to other servers, so it is an authoritative server and not a resolver.` };
  if (hasAddress(telling?.control ?? null))
    return { reading: `${server} resolves ${CONTROL_NAME}, so it refuses only this name.` };
  return {
    reading: `Resolvers refuse clients from other networks: ${server} may belong to a VPN, a provider, or an office that this machine is no longer connected to.`,
  };
}

/** A response that is marked as filtered, with addresses or without. */
export function blocked(c: DiagnosisInput): Evidence | null {
  const read = ({ telling }: Failure) => ({
    reading: telling ? filterReading(isFiltered(telling.a) ? telling.a : telling.aaaa) : '',
  });
  return failing('blocked', read)(c) ?? blockedAddresses(c);
}

/** No response: from the resolvers, for one name, or from the system. */
export function timeout(failure: Failure): Values {
  // Docker's own resolver, at the same address in every container.
  return { ...silence(failure), ...(failure.telling?.server === '127.0.0.11' ? { docker: '127.0.0.11' } : {}) };
}

function silence({ telling, lookup, resolvers }: Failure): Values {
  const waited = lookup.ms < 1000 ? `${lookup.ms} ms` : `${(lookup.ms / 1000).toFixed(1)} seconds`;
  if (!telling) return { waited, reading: 'The resolvers were not queried directly, so the cause is unknown.' };
  if (verdictOf(telling) === 'addresses' && gaveUpBefore(lookup, telling))
    return {
      waited,
      impatient: telling.server,
      resolverFile: resolvers?.source.startsWith('/') ? resolvers.source : '/etc/resolv.conf',
      reading: `${telling.server} responds to a direct query after ${Math.max(telling.a.ms, telling.aaaa.ms)} ms, and the system gives up before that.`,
    };
  if (verdictOf(telling) === 'addresses')
    return {
      waited,
      late: telling.server,
      reading: `${telling.server} responds to direct queries, but the system returned nothing in time. ${slowReading(resolvers?.servers ?? [])}`,
    };
  const tcp = [telling.a, telling.aaaa].some(({ detail }) => detail === TRUNCATED);
  // A response that fits one packet does not test TCP.
  if (hasAddress(telling.control) && !tcp)
    return {
      waited,
      hiding: telling.server,
      reading: `${telling.server} resolves ${CONTROL_NAME}, and only queries for this name get no response: a filter drops them.`,
    };
  return {
    waited,
    ...(tcp ? { tcp: telling.server } : { silent: telling.server }),
    reading: tcp
      ? `${telling.server} sends a truncated response over UDP, and the retry over TCP gets no response: a firewall drops TCP port 53.`
      : `Queries to ${telling.server} get no response: the resolver is down, became unreachable when a VPN or network changed, or a firewall drops traffic to port 53.`,
  };
}

/** No resolver to query: none at all, or none of those that one domain has to itself. */
export function noResolver(failure: Failure): Values {
  const { domain, servers = [] } = failure.resolvers ?? {};
  const own = servers.map(({ server }) => server).join(' and ');
  const unreached = domain
    ? `This machine resolves names below ${domain} with ${own} alone and does not reach ${servers.length > 1 ? 'them' : 'it'}`
    : 'This machine reaches no DNS resolver';
  return { unreached, ...whyUnreached(failure) };
}

function whyUnreached({ resolvers, telling }: Failure): Values {
  if (!telling || !resolvers) {
    const source = resolvers?.source ?? 'the system';
    const linux = source.startsWith('/') ? ' The C library then queries 127.0.0.1, where no resolver responds.' : '';
    return { reading: `${source === 'the system' ? 'The system' : source} lists no resolver.${linux}`, emptySource: source };
  }
  const asked = [telling.a, telling.aaaa, ...(telling.control ? [telling.control] : [])];
  const { problem, outcome } = asked.find(isRefusal) ?? (telling.a.outcome === 'answer' ? telling.aaaa : telling.a);
  const code = problem?.code ?? outcome;
  const { server } = telling;
  if (outcome === 'error') return { reading: `This machine blocks queries to ${server} (${code}).`, denied: server };
  if (outcome === 'unreachable') {
    const alone = resolvers.interfaces?.every(({ families }) => families.length === 0);
    const why = alone ? 'This machine has no network: only the loopback interface has an address. ' : '';
    return { reading: `${why}There is no route to ${server} (${code}).`, away: server };
  }
  return addressKind(server) === 'loopback'
    ? {
        reading: `The configured resolver is ${server} on this machine, but nothing is listening there: its service is not running.`,
        local: server,
      }
    : { reading: `Nothing is listening on port 53 of ${server}, or a firewall rejects the queries.`, closed: server };
}

/** Responses that are not valid. */
export function malformed({ telling }: Failure): Values {
  const answer =
    telling && [telling.a, telling.aaaa].find(({ addresses, rcode }) => addresses.length === 0 && rcode !== 'NOERROR');
  if (!answer) return { said: 'returned nothing usable', reading: '' };
  if (answer.outcome === 'malformed') return { said: `sent ${answer.detail}`, ...unsound(answer.detail ?? '') };
  if (answer.transport === 'tcp' && answer.outcome !== 'answer')
    return {
      said: 'sent a truncated response and then did not accept the query over TCP',
      reading: `Long responses need TCP port 53, ${tcpWord(answer)} (${answer.problem?.code ?? answer.outcome}).`,
      tcp: telling.server,
    };
  const trap = answer.rcode === 'FORMERR' ? ' Applications then report that the name does not exist, although it may.' : '';
  return {
    said: `returned ${describeAnswer(answer)}`,
    reading: `A working resolver does not return that code for a plain query. A defective forwarder in a router or a firewall does.${trap}`,
  };
}

function unsound(detail: string): Values {
  const answering = detail.startsWith(ELSEWHERE) ? /\(([^()]+):\d+\)/.exec(detail)?.[1] : undefined;
  return { reading: unsoundReading(detail), ...(answering ? { answering } : {}) };
}

function unsoundReading(detail: string): string {
  if (detail.startsWith(ELSEWHERE))
    return 'Clients discard such a response. It comes from a server with several addresses, or behind a NAT or a load balancer, that responds from another address than was queried.';
  if (detail.endsWith(UNFINISHED)) return 'Either the resolver is defective, or the path to it drops large packets.';
  return 'Either the resolver is defective, or a middlebox modifies DNS.';
}

function tcpWord({ problem, outcome }: DnsAnswer): string {
  if (problem?.code === 'ECONNRESET') return 'where the connection is reset';
  return outcome === 'refused' ? 'which is closed' : 'which is unreachable';
}

/** The system fails although the resolvers respond, or nothing more is known. */
export function temporary({ telling, resolvers, lookup }: Failure, c: DiagnosisInput): Values {
  const code = lookup.problem?.code ?? 'no address';
  if (!telling || !resolvers)
    return {
      reading: `The system reports ${code}. The resolvers were not queried directly, so the kind of failure is unknown.`,
    };
  const only6 = telling.a.addresses.length === 0;
  const only = only6 ? ' The name has only IPv6 addresses, and the system does not return those where IPv6 is disabled.' : '';
  return {
    reading: `${telling.server} returns addresses when queried directly, while the system reports ${code}. Either the failure was transient, or something on this machine interferes: another source in nsswitch.conf, a local cache, or a sandbox.${only}`,
    late: telling.server,
    ...muslValues(telling, c),
  };
}
