import { clientWays } from '../../knowledge/clients/client-routes.ts';
import { proxyFlaw } from '../../knowledge/clients/proxy-rules/proxy-flaw.ts';
import { proxyLabel } from '../../model/endpoint.ts';
import type { ProxyFlaw, ProxyPlanFacts } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { knownHints } from '../../secrets/secrets.ts';

/** Predicts the route of each usual client, and lists the proxies that are configured on this machine. */
export const configProxy: Probe<'config/proxy'> = {
  id: 'config/proxy',
  after: [],
  async run({ target }) {
    const { route } = target;
    const hints = await knownHints(target);
    return {
      route: route.kind === 'proxy' ? proxyLabel(route.proxy) : 'direct',
      variable: route.choice?.variable ?? null,
      bypassedBy: route.choice?.bypassedBy ?? null,
      flaw: flawOf(target),
      clients: clientWays(target),
      hints: hints.map(({ source, proxy, script }) => ({ source, proxy: proxy ? proxyLabel(proxy) : `script ${script}` })),
    };
  },
  summarise,
  trouble: () => null,
};

/** What is wrong with the proxy setting in effect, from the environment or the command line. */
function flawOf({ route, env }: Target): ProxyFlaw | null {
  const variable = route.choice?.variable ?? null;
  const value = route.choice?.given ?? (variable && env[variable]);
  return variable && value && !/^no_proxy$/i.test(variable) ? proxyFlaw({ variable, value }) : null;
}

function summarise(facts: ProxyPlanFacts): string {
  const { route, clients } = facts;
  const others = [...new Set(clients.map((client) => client.route))].filter((other) => other !== route);
  const divergent = others.map((other) => {
    const names = clients.filter((client) => client.route === other).map(({ client }) => client);
    return `${names.join(', ')}: ${other === 'error' ? 'invalid setting' : other}`;
  });
  return [chosen(facts), ...divergent].join('; ');
}

/** The route of the reference client, and the variable that selects it. */
function chosen({ route, variable, bypassedBy, flaw }: ProxyPlanFacts): string {
  if (flaw) return `${flaw.variable} is invalid`;
  if (route !== 'direct') return variable ? `proxy ${route} (${variable})` : `proxy ${route}`;
  return bypassedBy ? `no proxy (${bypassedBy.variable}: ${bypassedBy.entry})` : 'no proxy';
}
