import { isIPv6 } from 'node:net';
import { withLimit } from '../../model/deadline.ts';
import { problem } from '../../model/errors.ts';
import type { Address, LookupFacts } from '../../model/facts/dns.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { listAddresses } from '../../net/dns/describe.ts';
import { patienceMs, stepMs } from '../../net/dns/limits.ts';

/**
 * Asks the system for the host as applications do. A dead network ends this after one step's limit. Where a resolver is known to have
 * the address the system comes to it too, only late: a C library waits five seconds for a dead server, and again for each question that
 * is never answered. Calls work then, slowly, so the answer is waited for.
 */
export const dnsSystem: Probe<'dns/system'> = {
  id: 'dns/system',
  after: [],
  skip: ({ target }) =>
    target.url?.ipVersion ? { because: null, reason: 'the base URL names an address, not a host name' } : null,
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
    if (pending) return `no answer after ${ms} ms`;
    if (addresses.length === 0) return `${problem?.code ?? 'no address'} in ${ms} ms`;
    return `${listAddresses(addresses.map(({ address }) => address))} in ${ms} ms`;
  },
  trouble: ({ addresses, pending, problem }) => (pending || addresses.length === 0 ? problem : null),
};

/** What the first resolver that knows the host says of it. */
async function resolverAddresses({ settled }: ProbeContext): Promise<Address[]> {
  const seen = await settled('dns/resolvers');
  if (seen.status !== 'ok') return [];
  const answers = seen.facts.servers.map(({ a, aaaa }) => [...a.addresses, ...aaaa.addresses]);
  const known = answers.find((addresses) => addresses.length > 0) ?? [];
  return known.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
}

/** The resolver's own word stands in for the system's then, so that the layers behind it can be looked at. */
function givenUp(host: string, addresses: Address[], ms: number): LookupFacts {
  const silence = problem('TIMEOUT', `the system had not answered after ${ms} ms`);
  return { host, addresses, problem: silence, ms, pending: true, absolute: null };
}
