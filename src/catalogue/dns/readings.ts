import type { DnsAnswer, ResolverState } from '../../model/facts/dns.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { addressKind } from '../../net/dns/address-kind.ts';
import { describeAnswer } from '../../net/dns/describe.ts';
import { CONTROL_NAME, ELSEWHERE, REFERRAL, TRUNCATED, UNFINISHED } from '../../net/dns/details.ts';
import { blockedAddresses, filterReading, isIntranetName } from './addresses.ts';
import { slowReading } from './differences.ts';
import {
  causesOf,
  type Failure,
  type FailureKind,
  failureLines,
  failureOf,
  isFiltered,
  isRefusal,
  verdictOf,
} from './failure.ts';

type Values = Record<string, string>;

/** Holds where the lookup failed in this way. `read` gives the sentences and values that go with it. */
export function failing(kind: FailureKind, read: (failure: Failure, c: Case) => Values): (c: Case) => Evidence | null {
  return (c) => {
    const failure = failureOf(c);
    const host = c.target.url?.host;
    if (!host || failure?.kind !== kind) return null;
    return {
      lines: failureLines(failure, host),
      values: { ...serverValues(failure), ...read(failure, c) },
      causes: causesOf(c, ['dns/system', 'dns/resolvers']),
    };
  };
}

/** The resolver that decides, and the local services that it may stand for. */
function serverValues({ telling, resolvers }: Failure): Values {
  const servers = resolvers?.servers.map(({ server }) => server) ?? [];
  return {
    ...(telling ? { server: telling.server } : {}),
    ...(servers.length > 0 ? { servers: servers.join(' and ') } : {}),
    ...(servers.includes('127.0.0.53') || servers.includes('127.0.0.54') ? { stub: 'systemd-resolved' } : {}),
    ...(servers.includes('127.0.0.11') ? { docker: '127.0.0.11' } : {}),
  };
}

/** NXDOMAIN: a filter, a resolver of another network, or a name that is wrong. */
export function nxdomain(failure: Failure, c: Case): Values {
  const { telling, resolvers } = failure;
  const knowing = resolvers?.servers.find((state) => verdictOf(state) === 'addresses');
  const alias = telling?.a.cnames.at(-1);
  const { isPublicApi = false, host = '' } = c.target.url ?? {};
  const hides = isPublicApi && telling !== null && hasAddress(telling.control);
  return {
    reading: [
      alias ? `It is an alias of ${alias}, and that does not exist.` : '',
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
        : { ownHost: host, source: c.target.baseUrlSource }),
  };
}

/** The machine around a container, by the name that Docker Desktop gives it. */
const DOCKER_HOST = 'host.docker.internal';

function whoKnows(knowing: ResolverState | undefined): string {
  return knowing ? `The resolver ${knowing.server} does know it, but one “no” is enough for the system.` : '';
}

function nxdomainReading(on: { isPublicApi: boolean; host: string; telling: ResolverState | null }): string {
  const { isPublicApi, host, telling } = on;
  if (telling?.a.problem?.code === 'EBADNAME')
    return 'No name may look like that: a part of it is empty or longer than 63 characters.';
  if (host === DOCKER_HOST)
    return 'It is Docker’s name for the machine around a container, which has to be made known to the container.';
  if (!isPublicApi) {
    const inside = isIntranetName(host)
      ? 'is known inside one network only'
      : 'is misspelt, or is known only inside another network';
    return `Most likely the name ${inside}, such as a company’s behind its VPN.`;
  }
  if (!telling?.control) return 'It is the name of a public API, so the resolver hides it or does not know the internet’s names.';
  if (hasAddress(telling.control))
    return `It is the name of a public API, and ${telling.server} does resolve ${CONTROL_NAME}: this one name is hidden, which is the work of a filter.`;
  return `It is the name of a public API, and ${telling.server} does not resolve ${CONTROL_NAME} either: it serves the names of an inner network alone, or it filters both.`;
}

function hasAddress(answer: DnsAnswer | null): boolean {
  return (answer?.addresses.length ?? 0) > 0;
}

/** NODATA. */
export function noAddress({ telling }: Failure, c: Case): Values {
  const alias = telling?.a.cnames.at(-1);
  const { isPublicApi = false, host = '' } = c.target.url ?? {};
  const reading = alias
    ? `It is an alias that ends at ${alias}, and nothing is known there: the alias leads in a circle, or to a service that was taken down or never set up.`
    : 'There may be other records under the name, such as those for mail, or the address is kept in a zone that this network does not see.';
  const filter = isPublicApi
    ? ' The name of a public API has addresses, so the resolver leaves them out, as some filters do.'
    : '';
  return { reading: reading + filter, ...(alias ? { alias } : {}), ...(isPublicApi ? { publicHost: host } : { ownHost: host }) };
}

/** SERVFAIL, with DNSSEC where that shows. */
export function servfail({ telling, resolvers }: Failure): Values {
  const bogus = resolvers?.servers.find(({ a, aaaa }) => a.dnssecBogus || aaaa.dnssecBogus);
  if (bogus)
    return {
      reading: `With validation switched off ${bogus.server} does answer, so it is DNSSEC that fails: the signatures of the zone do not add up, or this resolver’s clock or root key is wrong.`,
      bogus: bogus.server,
    };
  const server = telling?.server ?? 'the resolver';
  if (hasAddress(telling?.control ?? null))
    return {
      reading: `${server} does resolve ${CONTROL_NAME}, so it is the servers of this name’s zone that it cannot reach or make sense of.`,
      zone: 'zone',
    };
  const both = telling?.control ? `${server} does not resolve ${CONTROL_NAME} either: either` : 'Either';
  return {
    reading: `${both} it has lost its own way to the internet, or it cannot reach the servers of this name’s zone.`,
    lost: server,
  };
}

/** REFUSED, or a server that does not look names up for clients. */
export function refused({ telling }: Failure): Values {
  const both = telling ? [telling.a, telling.aaaa] : [];
  const server = telling?.server ?? 'The resolver';
  if (both.some(({ detail }) => detail === REFERRAL))
    return { reading: `${server} names other servers to ask, as a server does that only publishes names of its own.` };
  if (hasAddress(telling?.control ?? null))
    return { reading: `${server} does resolve ${CONTROL_NAME}, so the refusal is about this name.` };
  return {
    reading: `Resolvers refuse clients from outside their network: ${server} may be that of a VPN, a provider or an office where this machine no longer is.`,
  };
}

/** A filter that says so, with an answer or without one. */
export function blocked(c: Case): Evidence | null {
  const read = ({ telling }: Failure) => ({
    reading: telling ? filterReading(isFiltered(telling.a) ? telling.a : telling.aaaa) : '',
  });
  return failing('blocked', read)(c) ?? blockedAddresses(c);
}

/** Silence: of the resolvers, of one name, or of the system in between. */
export function timeout({ telling, lookup, resolvers }: Failure): Values {
  const waited = lookup.ms < 1000 ? `${lookup.ms} ms` : `${(lookup.ms / 1000).toFixed(1)} seconds`;
  if (!telling)
    return { waited, reading: 'The resolvers were not asked directly, so where the silence comes from does not show.' };
  if (verdictOf(telling) === 'addresses')
    return {
      waited,
      late: telling.server,
      reading: `Asked directly, ${telling.server} answers, but the system had not passed that on. ${slowReading(resolvers?.servers ?? [])}`,
    };
  const tcp = [telling.a, telling.aaaa].some(({ detail }) => detail === TRUNCATED);
  // An answer that fits a packet says nothing of TCP.
  if (hasAddress(telling.control) && !tcp)
    return {
      waited,
      hiding: telling.server,
      reading: `${telling.server} does resolve ${CONTROL_NAME}, and only questions for this name get lost: a filter drops them.`,
    };
  return {
    waited,
    ...(tcp ? { tcp: telling.server } : { silent: telling.server }),
    reading: tcp
      ? `${telling.server} answers over UDP, but cut short, and the question over TCP that has to follow gets lost: something on the way swallows TCP port 53.`
      : `Questions to ${telling.server} vanish without a word: it is down, it is out of reach since a VPN or network changed, or a firewall swallows what goes to port 53.`,
  };
}

/** Nobody to ask. */
export function noResolver(failure: Failure): Values {
  const { resolvers, telling } = failure;
  if (!telling || !resolvers) {
    const source = resolvers?.source ?? 'the system';
    const linux = source.startsWith('/') ? ' The C library asks 127.0.0.1 then, and nothing usable answers there.' : '';
    return { reading: `No resolver is named in ${source}.${linux}`, emptySource: source };
  }
  const asked = [telling.a, telling.aaaa, ...(telling.control ? [telling.control] : [])];
  const { problem, outcome } = asked.find(isRefusal) ?? (telling.a.outcome === 'answer' ? telling.aaaa : telling.a);
  const code = problem?.code ?? outcome;
  const { server } = telling;
  if (outcome === 'error')
    return { reading: `This machine itself does not let the question out to ${server} (${code}).`, denied: server };
  if (outcome === 'unreachable') {
    const alone = resolvers.interfaces?.every(({ families }) => families.length === 0);
    const why = alone
      ? 'This machine has no network: no interface besides the loopback one is up with an address. So there'
      : 'There';
    return { reading: `${why} is no way from here to ${server} (${code}).`, away: server };
  }
  return addressKind(server) === 'loopback'
    ? {
        reading: `The resolver is to run on this machine at ${server}, and nothing listens there: its service is not running.`,
        local: server,
      }
    : { reading: `At ${server} nothing listens on port 53, or a firewall turns the questions away.`, closed: server };
}

/** Answers that are none. */
export function malformed({ telling }: Failure): Values {
  const answer =
    telling && [telling.a, telling.aaaa].find(({ addresses, rcode }) => addresses.length === 0 && rcode !== 'NOERROR');
  if (!answer) return { said: 'nothing usable', reading: '' };
  if (answer.outcome === 'malformed') return { said: `sends ${answer.detail}`, reading: unsoundReading(answer.detail ?? '') };
  if (answer.transport === 'tcp' && answer.outcome !== 'answer')
    return {
      said: 'cuts its answer short and then does not take the question over TCP',
      reading: `Long answers need TCP port 53, and ${tcpWord(answer)} (${answer.problem?.code ?? answer.outcome}).`,
      tcp: telling.server,
    };
  const trap = answer.rcode === 'FORMERR' ? ' Applications are told that the name does not exist, although it may.' : '';
  return {
    said: `answers ${describeAnswer(answer)}`,
    reading: `No sound resolver gives that code to a plain question: a broken forwarder does, in a router or a firewall.${trap}`,
  };
}

function unsoundReading(detail: string): string {
  if (detail.startsWith(ELSEWHERE))
    return 'No client takes such an answer. A server of several addresses does that, or one behind a NAT or a load balancer, when it does not answer from the address that was asked.';
  if (detail.endsWith(UNFINISHED)) return 'Either it is broken, or the way to it loses the larger packets.';
  return 'Either it is broken, or something on the way tampers with DNS.';
}

function tcpWord({ problem, outcome }: DnsAnswer): string {
  if (problem?.code === 'ECONNRESET') return 'the connection there is cut';
  return outcome === 'refused' ? 'that is closed' : 'that cannot be reached';
}

/** The system fails although the resolvers answer, or nothing more is known. */
export function temporary({ telling, resolvers, lookup }: Failure): Values {
  const code = lookup.problem?.code ?? 'no address';
  if (!telling || !resolvers)
    return {
      reading: `The system says ${code}, and the resolvers were not asked directly, so the kind of failure does not show.`,
    };
  const only6 = telling.a.addresses.length === 0;
  const only = only6
    ? ' The name has IPv6 addresses alone, and where IPv6 is switched off the system does not hand those out.'
    : '';
  return {
    reading: `Asked directly, ${telling.server} has addresses for the name, while the system says ${code}. Either that was a passing failure, or something of this machine stands in between: another source in its name service, a local cache, a sandbox.${only}`,
    late: telling.server,
  };
}
