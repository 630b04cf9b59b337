import { isIPv6 } from 'node:net';
import { withLimit } from '../../model/deadline.ts';
import { problem } from '../../model/errors.ts';
import type { Address, LookupFacts } from '../../model/facts/dns.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { listAddresses } from '../../net/dns/describe.ts';
import { patienceMs, stepMs } from '../../net/dns/limits.ts';

/**
 * Resolves the host with getaddrinfo, as applications do. Without network, this ends after the time limit of one step. If a resolver has
 * the address, getaddrinfo will find it too, but late: a C library waits five seconds for each query to a dead server. Calls work then,
 * slowly, so this waits for the result.
 */
export const dnsSystem: Probe<'dns/system'> = {
  id: 'dns/system',
  after: [],
  skip: ({ target }) => (target.url?.ipVersion ? { because: null, reason: 'the base URL contains an IP address' } : null),
  limitMs: (target) => target.deadlineMs,
  async run(context) {
    const { target, lookup, signal } = context;
    const host = target.url?.host ?? '';
    const started = performance.now();
    const since = () => performance.now() - started;
    const answer = lookup(host);
    const within = (ms: number) => withLimit(signal, Math.max(1, ms), () => answer).catch(() => null);
    const inTime = await within(stepMs(target));
    if (inTime) return inTime;
    const known = await resolverAddresses(context);
    const late = known.length > 0 ? await within(patienceMs(target) - since()) : null;
    return late ?? givenUp(host, known, Math.round(since()));
  },
  summarise({ addresses, problem, pending, ms }) {
    if (pending) return `no response after ${ms} ms`;
    if (addresses.length === 0) return `${problem?.code ?? 'no address'} in ${ms} ms`;
    return `${listAddresses(addresses.map(({ address }) => address))} in ${ms} ms`;
  },
  trouble: ({ addresses, pending, problem }) => (pending || addresses.length === 0 ? problem : null),
};

/** The result of the first resolver that has an address. */
async function resolverAddresses({ settled }: ProbeContext): Promise<Address[]> {
  const seen = await settled('dns/resolvers');
  if (seen.status !== 'ok') return [];
  const answers = seen.facts.servers.map(({ a, aaaa }) => [...a.addresses, ...aaaa.addresses]);
  const known = answers.find((addresses) => addresses.length > 0) ?? [];
  return known.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
}

/** Uses the resolver's result instead of the system's, so that later layers can be tested. */
function givenUp(host: string, addresses: Address[], ms: number): LookupFacts {
  const silence = problem('TIMEOUT', `the system had not answered after ${ms} ms`);
  return { host, addresses, problem: silence, ms, pending: true, absolute: null };
}
