import { setMaxListeners } from 'node:events';
import { pause } from '../../model/deadline.ts';
import type { DnsAnswer, ResolverState } from '../../model/facts/dns.ts';
import { askServer } from './ask.ts';
import { CONTROL_NAME } from './details.ts';
import type { Question } from './question.ts';
import type { Server } from './transport.ts';

/** The query for each resolver of this machine. */
export interface ResolverReport {
  host: string;
  search: string[];
  ndots: number;
  tcp: boolean;
  /** Total time for one resolver, in milliseconds. */
  limitMs: number;
  signal: AbortSignal;
}

/** Servers that ignore EDNS must not delay a healthy run: the response to the plain query takes about as long. */
const EXPLANATION_GRACE_MS = 50;
const EXPLANATION_LIMIT_MS = 1000;
const CLOSED_GRACE_MS = 200;

type QueryFn = (name: string, type: Question['type'], how?: Partial<Question>) => Promise<DnsAnswer>;

/** Sends the queries of applications to one resolver and, where that returns no address, further queries for the cause. */
export async function examine(server: Server, survey: ResolverReport): Promise<ResolverState> {
  const over = new AbortController();
  const signal = AbortSignal.any([survey.signal, over.signal]);
  // With six search domains, a server gets about fifteen queries at once.
  setMaxListeners(0, signal);
  try {
    return await askAll(server, { ...survey, signal }, over);
  } finally {
    over.abort();
  }
}

async function askAll(server: Server, survey: ResolverReport, over: AbortController): Promise<ResolverState> {
  const { host, signal } = survey;
  const ask = asker(server, survey);
  const explanation = ask(host, 'A', { edns: true });
  const addresses = [ask(host, 'A'), ask(host, 'AAAA')] as const;
  for (const answer of addresses) void endIfClosed(answer, signal, over);
  const doubt = inDoubt(addresses, survey);
  const control = doubt.then((doubtful) => (doubtful && !signal.aborted ? ask(CONTROL_NAME, 'A') : null));
  void endIfClosed(control, signal, over);
  const searched = askSearched(ask, survey, doubt);
  const [a, aaaa] = await Promise.all([validated(addresses[0], 'A', survey, ask), validated(addresses[1], 'AAAA', survey, ask)]);
  const graceMs = hasAddresses(a) ? Math.max(EXPLANATION_GRACE_MS, a.ms) : EXPLANATION_LIMIT_MS;
  const explained = await Promise.race([explanation, pause(graceMs, signal).then(() => null)]);
  return {
    server: server.address,
    a: { ...a, extended: withoutRepeats([...a.extended, ...(explained?.extended ?? [])]) },
    aaaa,
    control: await control,
    searched: await searched,
  };
}

/** No more responses come after a closed port or an unreachable server: kernels limit ICMP errors per second, so other queries time out. */
async function endIfClosed(asked: Promise<DnsAnswer | null>, signal: AbortSignal, over: AbortController): Promise<void> {
  const { outcome, transport } = (await asked) ?? {};
  if (!outcome || transport !== 'udp' || !['refused', 'unreachable', 'error'].includes(outcome)) return;
  await pause(CLOSED_GRACE_MS, signal);
  over.abort();
}

/** All queries to a server end with the server's time limit. */
function asker(server: Server, survey: ResolverReport): QueryFn {
  const until = performance.now() + survey.limitMs;
  return (name, type, how = {}) =>
    askServer({
      server,
      question: { name, type, edns: false, unchecked: false, ...how },
      tcp: survey.tcp,
      limitMs: Math.max(1, until - performance.now()),
      signal: survey.signal,
    });
}

/** Whether both responses have no address, or neither has arrived after a third of the time. */
async function inDoubt(answers: readonly Promise<DnsAnswer>[], survey: ResolverReport): Promise<boolean> {
  const good = new Promise<boolean>((resolve) => {
    for (const answer of answers) answer.then((known) => hasAddresses(known) && resolve(false));
  });
  const bad = Promise.all(answers).then((known) => !known.some(hasAddresses));
  return Promise.race([good, bad, pause(survey.limitMs / 3, survey.signal).then(() => true)]);
}

/** The names that a client queries before (`ndots`) or after the unchanged name; resolv.conf(5). */
async function askSearched(ask: QueryFn, survey: ResolverReport, doubt: Promise<boolean>): Promise<ResolverState['searched']> {
  const { host, search, ndots } = survey;
  const first = ndots > host.split('.').length - 1;
  if (search.length === 0 || !(first || (await doubt))) return [];
  const names = search.map((domain) => `${host}.${domain}`);
  return Promise.all(names.map(async (name) => ({ name, answer: await ask(name, 'A') })));
}

/**
 * A validating resolver returns SERVFAIL for invalid signatures, and an answer with validation disabled (RFC 4035 section 3.2.2). The plain
 * query is repeated too: a resolver with a transient failure answers that as well.
 */
async function validated(
  first: Promise<DnsAnswer>,
  type: Question['type'],
  survey: ResolverReport,
  ask: QueryFn,
): Promise<DnsAnswer> {
  const answer = await first;
  if (answer.rcode !== 'SERVFAIL' || survey.signal.aborted) return answer;
  const [unchecked, again] = await Promise.all([ask(survey.host, type, { edns: true, unchecked: true }), ask(survey.host, type)]);
  const answers = unchecked.rcode === 'NOERROR' || unchecked.rcode === 'NXDOMAIN';
  return { ...answer, dnssecBogus: answers && again.rcode === 'SERVFAIL' };
}

function hasAddresses(answer: DnsAnswer): boolean {
  return answer.addresses.length > 0;
}

function withoutRepeats(errors: DnsAnswer['extended']): DnsAnswer['extended'] {
  return errors.filter(
    ({ code, text }, index) => errors.findIndex((other) => other.code === code && other.text === text) === index,
  );
}
