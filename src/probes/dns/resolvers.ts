import { pause } from '../../model/deadline.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { describeAnswers } from '../../net/dns/describe.ts';
import { examine } from '../../net/dns/examine.ts';
import { stepMs } from '../../net/dns/limits.ts';
import { configuredServers, upstreamOf } from '../../net/dns/servers.ts';
import { ownInterfaces } from '../tcp/connect.ts';
import { nameless } from './no-lookup.ts';

/**
 * How long to wait for other resolvers once they had as long as the system's lookup took. With a hosts file or a cache that takes no time, and
 * a round trip through a satellite takes 700 ms.
 */
const LAG_MS = 1000;

/** Queries each configured resolver directly: `getaddrinfo` reports only that a name cannot be resolved, not why. */
export const dnsResolvers: Probe<'dns/resolvers'> = {
  id: 'dns/resolvers',
  after: [],
  skip: nameless,
  async run(context) {
    const { target } = context;
    const { source, servers, search, ndots, tcp, domain, links } = await configuredServers(target);
    const over = new AbortController();
    const signal = AbortSignal.any([context.signal, over.signal]);
    void leaveLaggards(context, performance.now(), signal, over);
    try {
      const survey = { host: target.url?.host ?? '', search, ndots, tcp, limitMs: stepMs(target), signal };
      const [upstream, ...states] = await Promise.all([
        upstreamOf(servers, target.env),
        ...servers.map((server) => examine(server, survey)),
      ]);
      const placed = states.map((state) => ({ ...state, link: links[state.server] ?? null }));
      return { source, servers: placed, domain, upstream, search, ndots, interfaces: ownInterfaces() };
    } finally {
      over.abort();
    }
  },
  summarise({ servers, source }) {
    if (servers.length === 0) return `no resolver in ${source}`;
    return servers.map((state) => `${state.server}: ${describeAnswers(state)}`).join('; ');
  },
  // Whether a failed resolver matters is decided by the result of `dns/system`.
  trouble: () => null,
};

/** Aborts open queries, sent at `sent`, some time after the system has a result: it may have asked before, and been answered first. */
async function leaveLaggards({ settled }: ProbeContext, sent: number, signal: AbortSignal, over: AbortController): Promise<void> {
  const system = await settled('dns/system');
  if (system.status !== 'ok' || system.facts.addresses.length === 0) return;
  const behind = sent + system.facts.ms - performance.now();
  await pause(Math.max(0, behind) + LAG_MS, signal);
  over.abort();
}
