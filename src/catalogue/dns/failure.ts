import type { DnsAnswer, LookupFacts, ResolverFacts, ResolverState } from '../../model/facts/dns.ts';
import type { DiagnosisInput, ProbeId } from '../../model/observation.ts';
import type { NetworkError } from '../../model/problem.ts';
import { addressKind } from '../../net/dns/address-kind.ts';
import { describeAnswer } from '../../net/dns/describe.ts';
import { CONTROL_NAME, REFERRAL, TRUNCATED } from '../../net/dns/details.ts';

/** Why the system has no address for the host; exactly one holds. */
export type FailureKind =
  | 'blocked'
  | 'nxdomain'
  | 'no-address'
  | 'servfail'
  | 'refused'
  | 'malformed'
  | 'timeout'
  | 'no-resolver'
  | 'temporary-failure';

export interface Failure {
  kind: FailureKind;
  /** The result of getaddrinfo, or that there is none. */
  lookup: Pick<LookupFacts, 'problem' | 'pending' | 'ms'>;
  resolvers: ResolverFacts | null;
  /** The resolver whose response decides; null where none was queried. */
  telling: ResolverState | null;
}

/** Blocked, Censored, Filtered (RFC 8914 section 4.16 and on). */
const FILTER_CODES = [15, 16, 17];
/** Names under which filters keep the server of their block page: `sinkhole.paloaltonetworks.com`, `hit-block.opendns.com`. */
const FILTER_NAME = /^(?:dns)?(?:sinkhole|blocked|blockpage|block|hit-[a-z]+)\./i;

/** These are final: a C library queries no further server. */
const FINAL: FailureKind[] = ['blocked', 'nxdomain', 'no-address'];
/** Failures that make it query the next server, the most specific first. */
const PASSING: FailureKind[] = ['servfail', 'refused', 'malformed', 'timeout', 'no-resolver'];
/** Order for the two responses of one resolver. Kernels limit ICMP errors per second, so that one of two queries may time out. */
const OF_TWO: FailureKind[] = ['nxdomain', 'servfail', 'refused', 'malformed', 'no-resolver', 'timeout'];

/** Why the lookup of the host failed; null where it did not fail or did not run. getaddrinfo decides that it failed, the responses why. */
export function failureOf(c: DiagnosisInput): Failure | null {
  const lookup = failedLookup(c);
  if (!lookup) return null;
  const seen = c.observations['dns/resolvers'];
  const resolvers = seen?.status === 'ok' ? seen.facts : null;
  return { lookup, resolvers, ...decide(lookup, resolvers) };
}

function failedLookup(c: DiagnosisInput): Failure['lookup'] | null {
  const system = c.observations['dns/system'];
  if (system?.status === 'failed') return { problem: system.problem, pending: true, ms: system.durationMs };
  if (system?.status !== 'ok') return null;
  const { addresses, pending } = system.facts;
  return pending || addresses.length === 0 ? system.facts : null;
}

function decide(lookup: Failure['lookup'], resolvers: ResolverFacts | null): Pick<Failure, 'kind' | 'telling'> {
  if (!resolvers) return { kind: kindByCode(lookup), telling: null };
  const { servers } = resolvers;
  if (servers.length === 0) return { kind: 'no-resolver', telling: null };
  const final = servers.find((server) => FINAL.includes(verdictOf(server) as FailureKind));
  if (final) return { kind: verdictOf(final) as FailureKind, telling: final };
  const knowing = servers.find((server) => verdictOf(server) === 'addresses');
  if (knowing)
    return { kind: lookup.pending || gaveUpBefore(lookup, knowing) ? 'timeout' : 'temporary-failure', telling: knowing };
  if (wasToldSo(lookup, servers)) return { kind: kindByCode(lookup), telling: null };
  for (const kind of PASSING) {
    const telling = servers.find((server) => verdictOf(server) === kind);
    if (telling) return { kind: kind === 'timeout' && wasTurnedAway(lookup, telling) ? 'no-resolver' : kind, telling };
  }
  return { kind: 'temporary-failure', telling: null };
}

/** Shortest timeout of a C library for one query, minus a margin. */
const SHORTEST_WAIT_MS = 900;

/**
 * The system failed at once, while direct queries timed out: the port is closed, and the direct queries came after the kernel's limit of
 * ICMP errors (icmp_ratelimit). That limit does not apply on loopback.
 */
function wasTurnedAway({ problem, pending, ms }: Failure['lookup'], { server }: ResolverState): boolean {
  return !pending && problem?.code === 'EAI_AGAIN' && ms < SHORTEST_WAIT_MS && addressKind(server) !== 'loopback';
}

/** The system waited, and gave up sooner than that resolver takes: `options timeout` and `attempts` of resolv.conf(5) are too short for it. */
export function gaveUpBefore({ problem, pending, ms }: Failure['lookup'], { a, aaaa }: ResolverState): boolean {
  return !pending && problem?.code === 'EAI_AGAIN' && ms >= SHORTEST_WAIT_MS && Math.max(a.ms, aaaa.ms) > ms;
}

/**
 * The system said at once that there is no such name, while no direct query was answered: it asked by another route, as with DNS over HTTPS.
 * Offline systems say the same, but there a query fails at once too.
 */
function wasToldSo({ problem, pending, ms }: Failure['lookup'], servers: ResolverState[]): boolean {
  const isSilent = servers.every((server) => verdictOf(server) === 'timeout');
  return !pending && problem?.code === 'ENOTFOUND' && ms < SHORTEST_WAIT_MS && isSilent;
}

/** Without responses from resolvers: Node reports NXDOMAIN and NODATA with one code and two numbers. */
function kindByCode({ problem, pending }: Failure['lookup']): FailureKind {
  if (pending || problem?.code === 'TIMEOUT') return 'timeout';
  if (problem?.code !== 'ENOTFOUND') return 'temporary-failure';
  return problem.errno === -3007 ? 'no-address' : 'nxdomain';
}

/** The result of a resolver's A and AAAA responses for an application, which queries both. */
export function verdictOf({ a, aaaa, control }: ResolverState): FailureKind | 'addresses' {
  const both = [a, aaaa];
  if (both.some(({ addresses }) => addresses.length > 0)) return 'addresses';
  if (both.some(isFiltered)) return 'blocked';
  const kinds = both.map(kindOf);
  // Of several queries to a closed port, perhaps only one receives an ICMP error.
  if (control && kinds.every((kind) => kind === 'timeout') && isRefusal(control)) return 'no-resolver';
  return OF_TWO.find((kind) => kinds.includes(kind)) ?? 'no-address';
}

/** Whether the query met a closed port or an unreachable server. */
export function isRefusal({ outcome, transport }: DnsAnswer): boolean {
  return transport === 'udp' && ['refused', 'unreachable', 'error'].includes(outcome);
}

/** Whether the response is marked as filtered. */
export function isFiltered({ extended, cnames }: DnsAnswer): boolean {
  return extended.some(({ code }) => FILTER_CODES.includes(code)) || cnames.some((name) => FILTER_NAME.test(name));
}

function kindOf(answer: DnsAnswer): FailureKind {
  switch (answer.outcome) {
    case 'answer':
      return kindOfCode(answer);
    case 'timeout':
      return 'timeout';
    case 'malformed':
      return 'malformed';
    default:
      if (answer.problem?.code === 'EBADNAME') return 'nxdomain';
      // It responded over UDP and fails over TCP, which RFC 7766 requires: how TCP fails decides.
      if (answer.detail === TRUNCATED) return answer.outcome === 'refused' ? 'refused' : 'malformed';
      return 'no-resolver';
  }
}

function kindOfCode({ rcode, detail }: DnsAnswer): FailureKind {
  if (detail === REFERRAL) return 'refused';
  const kinds: Record<string, FailureKind> = {
    NOERROR: 'no-address',
    NXDOMAIN: 'nxdomain',
    SERVFAIL: 'servfail',
    REFUSED: 'refused',
  };
  return kinds[rcode ?? ''] ?? 'malformed';
}

/** What was observed, one fact a line. */
export function failureLines({ lookup, resolvers }: Failure, host: string): string[] {
  return [`getaddrinfo for ${host}: ${saidBySystem(lookup)}`, ...resolverLines(resolvers, host)];
}

function saidBySystem({ problem, pending, ms }: Failure['lookup']): string {
  return pending ? `no response after ${ms} ms` : `${described(problem)} after ${ms} ms`;
}

function described(problem: NetworkError | null): string {
  if (!problem) return 'no address';
  return problem.errno === null ? (problem.code ?? problem.message) : `${problem.code} (${problem.errno})`;
}

/** The response of each resolver for the host and for the control name, with the reason where there is one. */
export function resolverLines(resolvers: ResolverFacts | null, host: string): string[] {
  if (!resolvers) return [];
  if (resolvers.servers.length === 0) return [`no resolver in ${resolvers.source}`];
  const { source, domain, upstream, servers } = resolvers;
  const asked = servers.map(({ server, link }) => (link ? `${server} (${link})` : server)).join(' and ');
  return [
    ...(domain ? [`${source}: names below ${domain} are resolved by ${asked} alone`] : []),
    ...(upstream ? [`systemd-resolved forwards to ${upstream.join(' and ')}`] : []),
    ...servers.flatMap(stateLines(host)),
  ];
}

function stateLines(host: string): (state: ResolverState) => string[] {
  return (state) => [
    `${state.server} for ${host}: ${saidByResolver(state)}`,
    ...state.a.extended.map(({ code, text }) => `${state.server} adds extended DNS error ${code}${text ? `: ${text}` : ''}`),
    ...(state.a.cnames.length > 0 ? [`${state.server} returns aliases: ${state.a.cnames.join(', ')}`] : []),
    ...(state.control ? [`${state.server} for ${CONTROL_NAME}: ${describeAnswer(state.control)}`] : []),
  ];
}

function saidByResolver({ a, aaaa }: ResolverState): string {
  const [one, other] = [describeAnswer(a), describeAnswer(aaaa)];
  return one === other ? one : `A ${one}, AAAA ${other}`;
}

/** Those of the probes that ran. */
export function causesOf(c: DiagnosisInput, ids: ProbeId[]): ProbeId[] {
  return ids.filter((id) => c.observations[id] !== undefined && c.observations[id]?.status !== 'skipped');
}
