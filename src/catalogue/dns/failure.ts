import type { DnsAnswer, LookupFacts, ResolverFacts, ResolverState } from '../../model/facts/dns.ts';
import type { Case, ProbeId } from '../../model/observation.ts';
import type { Problem } from '../../model/problem.ts';
import { addressKind } from '../../net/dns/address-kind.ts';
import { describeAnswer } from '../../net/dns/describe.ts';
import { CONTROL_NAME, REFERRAL, TRUNCATED } from '../../net/dns/details.ts';

/** Why the system has no address for the host. Exactly one holds where it has none. */
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
  /** What the system said, or that it said nothing. */
  lookup: Pick<LookupFacts, 'problem' | 'pending' | 'ms'>;
  resolvers: ResolverFacts | null;
  /** The resolver whose answer decides; null where none was asked. */
  telling: ResolverState | null;
}

/** Blocked, Censored, Filtered (RFC 8914 section 4.16 and on). */
const FILTER_CODES = [15, 16, 17];
/** Names under which filters keep the server of their block page: `sinkhole.paloaltonetworks.com`, `hit-block.opendns.com`. */
const FILTER_NAME = /^(?:dns)?(?:sinkhole|blocked|blockpage|block|hit-[a-z]+)\./i;

/** A "no" of these is final: a C library asks no further server. */
const FINAL: FailureKind[] = ['blocked', 'nxdomain', 'no-address'];
/** Of failures that make it try the next one, what was said tells more than silence. */
const PASSING: FailureKind[] = ['servfail', 'refused', 'malformed', 'timeout', 'no-resolver'];
/** Of one resolver's two answers. Kernels send few ICMP refusals a second, so that beside one of them there is often silence. */
const OF_TWO: FailureKind[] = ['nxdomain', 'servfail', 'refused', 'malformed', 'no-resolver', 'timeout'];

/** Why the lookup of the host failed; null where it did not, or was not asked. What the system says counts, the wire says why. */
export function failureOf(c: Case): Failure | null {
  const lookup = failedLookup(c);
  if (!lookup) return null;
  const seen = c.seen['dns/resolvers'];
  const resolvers = seen?.status === 'ok' ? seen.facts : null;
  return { lookup, resolvers, ...decide(lookup, resolvers) };
}

function failedLookup(c: Case): Failure['lookup'] | null {
  const system = c.seen['dns/system'];
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
  if (knowing) return { kind: lookup.pending ? 'timeout' : 'temporary-failure', telling: knowing };
  for (const kind of PASSING) {
    const telling = servers.find((server) => verdictOf(server) === kind);
    if (telling) return { kind: kind === 'timeout' && wasTurnedAway(lookup, telling) ? 'no-resolver' : kind, telling };
  }
  return { kind: 'temporary-failure', telling: null };
}

/** No C library gives up on a silent resolver sooner: its shortest wait is a second. */
const SHORTEST_WAIT_MS = 900;

/**
 * The system failed at once where questions of our own got no answer: it was refused, and they came after the few refusals that a kernel
 * sends in a second (icmp_ratelimit). On this machine itself refusals are not counted.
 */
function wasTurnedAway({ problem, pending, ms }: Failure['lookup'], { server }: ResolverState): boolean {
  return !pending && problem?.code === 'EAI_AGAIN' && ms < SHORTEST_WAIT_MS && addressKind(server) !== 'loopback';
}

/** Without a word from the wire: Node gives NXDOMAIN and NODATA one code and two numbers. */
function kindByCode({ problem, pending }: Failure['lookup']): FailureKind {
  if (pending || problem?.code === 'TIMEOUT') return 'timeout';
  if (problem?.code !== 'ENOTFOUND') return 'temporary-failure';
  return problem.errno === -3007 ? 'no-address' : 'nxdomain';
}

/** What a resolver's two answers come to for an application, which asks for both families. */
export function verdictOf({ a, aaaa, control }: ResolverState): FailureKind | 'addresses' {
  const both = [a, aaaa];
  if (both.some(({ addresses }) => addresses.length > 0)) return 'addresses';
  if (both.some(isFiltered)) return 'blocked';
  const kinds = both.map(kindOf);
  // Of several questions to a closed port one may be all that meets a refusal.
  if (control && kinds.every((kind) => kind === 'timeout') && isRefusal(control)) return 'no-resolver';
  return OF_TWO.find((kind) => kinds.includes(kind)) ?? 'no-address';
}

/** Whether the question met a closed port, or no way to the server. */
export function isRefusal({ outcome, transport }: DnsAnswer): boolean {
  return transport === 'udp' && ['refused', 'unreachable', 'error'].includes(outcome);
}

/** Whether the answer itself says that a filter made it. */
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
      // It answered, in a way that nobody can use: RFC 7766 has every server take TCP.
      return answer.detail === TRUNCATED ? 'malformed' : 'no-resolver';
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

/** What was observed, a fact a line. */
export function failureLines({ lookup, resolvers }: Failure, host: string): string[] {
  return [`getaddrinfo for ${host}: ${saidBySystem(lookup)}`, ...resolverLines(resolvers, host)];
}

function saidBySystem({ problem, pending, ms }: Failure['lookup']): string {
  return pending ? `no answer after ${ms} ms` : `${described(problem)} after ${ms} ms`;
}

function described(problem: Problem | null): string {
  if (!problem) return 'no address';
  return problem.errno === null ? (problem.code ?? problem.message) : `${problem.code} (${problem.errno})`;
}

/** What each resolver says of the host, of the control name, and why, as far as it says. */
export function resolverLines(resolvers: ResolverFacts | null, host: string): string[] {
  if (!resolvers) return [];
  if (resolvers.servers.length === 0) return [`no resolver in ${resolvers.source}`];
  return resolvers.servers.flatMap((state) => [
    `${state.server} for ${host}: ${saidByResolver(state)}`,
    ...state.a.extended.map(({ code, text }) => `${state.server} adds extended error ${code}${text ? `: ${text}` : ''}`),
    ...(state.a.cnames.length > 0 ? [`${state.server} gives aliases: ${state.a.cnames.join(', ')}`] : []),
    ...(state.control ? [`${state.server} for ${CONTROL_NAME}: ${describeAnswer(state.control)}`] : []),
  ]);
}

function saidByResolver({ a, aaaa }: ResolverState): string {
  const [one, other] = [describeAnswer(a), describeAnswer(aaaa)];
  return one === other ? one : `A ${one}, AAAA ${other}`;
}

/** Probes that showed it, of those that were done. */
export function causesOf(c: Case, ids: ProbeId[]): ProbeId[] {
  return ids.filter((id) => c.seen[id] !== undefined && c.seen[id]?.status !== 'skipped');
}
