import type { ProxyPlanFacts } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { gotThrough } from '../../probes/route-skips.ts';
import { allFailed, attemptLines } from '../tcp/attempts.ts';
import { isOwnHost, planFacts } from './facts.ts';

/** The predicates that compare ways: the client's own with the other one, and one client's with another's. */

/** A rule sends this host around a proxy that is set. For addresses of one's own that is what such a list is for. */
export function passedOver(c: Case): Evidence | null {
  const { target } = c;
  const rule = target.route.choice?.bypassedBy;
  if (!rule || target.route.kind !== 'direct' || !target.url || isOwnHost(target.url)) return null;
  const { variable } = target.route.choice ?? {};
  const lines = [`${variable} names a proxy`, `${rule.variable} holds the entry ${rule.entry}, which covers ${target.url.host}`];
  return {
    lines,
    values: { rule: rule.entry, list: rule.variable, variable: variable ?? 'the environment' },
    causes: ['config/proxy'],
  };
}

/** The direct way, which the client takes, fails; through a proxy that this machine knows of, the API answers. */
export function neededUnused(c: Case): Evidence | null {
  const { target, other, seen } = c;
  if (target.route.kind !== 'direct' || gotThrough(seen) || !gotThrough(other)) return null;
  const tunnel = other['proxy/tunnel'];
  const found = tunnel?.status === 'ok' ? tunnel.facts.proxy : null;
  if (!found) return null;
  const choice = target.route.choice;
  const hint = planFacts(c)?.hints.find(({ proxy }) => proxy === found);
  const unused = choice?.unused ? choice.unused.source : null;
  const reading = choice?.bypassedBy
    ? `${choice.bypassedBy.variable} holds ${choice.bypassedBy.entry}, which sends this host around the proxy of ${choice.variable}.`
    : unused
      ? `It stands in ${unused}, which the Python library does not read for this address.`
      : `It stands in ${hint?.source ?? 'the settings of another program'}, which the API’s libraries do not read.`;
  const failed = allFailed(c);
  const lines = [`through ${found} ${target.url?.host} answers`, ...(failed ? attemptLines(failed.facts) : [])];
  const values = {
    reading,
    proxy: found,
    ...(choice?.bypassedBy ? { rule: choice.bypassedBy.entry, list: choice.bypassedBy.variable } : { setProxy: found }),
  };
  return {
    lines,
    values,
    causes: ['config/proxy', ...(failed ? (['tcp/connect'] as const) : [])],
    pythonType: failed?.pythonType ?? 'APIConnectionError',
  };
}

/** Clients that read the environment part ways, or one of them stops at it. Node, which looks at nothing unless it is told to, is a remark. */
export function partedWays(c: Case): Evidence | null {
  const plan = planFacts(c);
  if (!plan || plan.variable === '--proxy' || c.target.route.choice?.variable === '--proxy') return null;
  // A client that reads none of the variables that are set is not misled by them; the reference client always counts.
  const readers = plan.clients.filter(
    ({ readsEnvironment, variable }, at) => at === 0 || (readsEnvironment && variable !== null),
  );
  const isRemark = new Set(readers.map(({ route }) => route)).size <= 1;
  const all = new Set(plan.clients.map(({ route }) => route));
  if (all.size <= 1 || (isRemark && !othersAreLeftOut(c))) return null;
  const lines = plan.clients.map(({ client, version, route, bypassedBy, error }) => {
    const why = error ? ` (${error})` : bypassedBy ? ` (${bypassedBy.variable}: ${bypassedBy.entry})` : '';
    return `${client}${version ? ` ${version}` : ''}: ${route}${why}`;
  });
  const who = [...all].map((way) => `${way === 'error' ? 'stopped' : way}: ${named(plan.clients, way)}`).join('; ');
  const node = plan.clients.find(({ readsEnvironment }) => !readsEnvironment);
  return {
    lines,
    values: {
      who,
      ...(node && isRemark ? { nodeSwitch: 'NODE_USE_ENV_PROXY=1' } : {}),
      ...(isRemark ? {} : advice(c, plan)),
    },
    causes: ['config/proxy'],
    severity: isRemark ? 'info' : 'warning',
  };
}

/** A server of one's own network is to be left out of the proxy by all; elsewhere all are to find the same proxy. */
function advice({ target }: Case, { variable, clients }: ProxyPlanFacts): Record<string, string> {
  if (target.url?.isLoopback) return { ownHost: target.url.host };
  const name = variable ?? 'HTTPS_PROXY';
  return { proxyVariable: name, upperCase: name.toUpperCase(), lowerCase: name.toLowerCase(), ...listNamed(clients) };
}

/** Some clients go direct because they read no such variable: worth a word where that way is not seen to work and the client's own is. */
function othersAreLeftOut({ target, seen, other }: Case): boolean {
  return target.route.kind === 'proxy' && gotThrough(seen) && !gotThrough(other);
}

function listNamed(clients: { bypassedBy: { variable: string } | null }[]): Record<string, string> {
  const list = clients.find(({ bypassedBy }) => bypassedBy)?.bypassedBy?.variable;
  return list ? { listVariable: list } : {};
}

function named(clients: { client: string; route: string }[], route: string): string {
  return clients
    .filter((client) => client.route === route)
    .map(({ client }) => client)
    .join(', ');
}
