import { clientWays } from '../../knowledge/clients/client-routes.ts';
import { proxyFlaw } from '../../knowledge/clients/proxy-rules/proxy-flaw.ts';
import { proxyLabel } from '../../model/endpoint.ts';
import type { ProxyFlaw, ProxyPlanFacts } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { hintsOf } from '../../settings/proxy-hints.ts';

/** Works out which way each usual client would take, and which proxies this machine knows of. */
export const configProxy: Probe<'config/proxy'> = {
  id: 'config/proxy',
  after: [],
  async run({ target }) {
    const { route } = target;
    const hints = await hintsOf(target);
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

/** What is wrong with the value that decides, be it in the environment or on the command line. */
function flawOf({ route, env }: Target): ProxyFlaw | null {
  const variable = route.choice?.variable ?? null;
  const value = variable === '--proxy' ? route.choice?.given : variable && env[variable];
  return variable && value && !/^no_proxy$/i.test(variable) ? proxyFlaw({ variable, value }) : null;
}

function summarise({ route, variable, bypassedBy, clients }: ProxyPlanFacts): string {
  const why = bypassedBy ? ` (${bypassedBy.variable} names ${bypassedBy.entry})` : variable ? ` (${variable})` : '';
  const others = new Set(clients.map((client) => client.route).filter((other) => other !== route));
  return `${route}${why}${others.size > 0 ? `; other clients: ${[...others].join(', ')}` : ''}`;
}
