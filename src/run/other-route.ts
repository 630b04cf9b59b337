import { pause } from '../model/deadline.ts';
import { proxyLabel } from '../model/endpoint.ts';
import { NothingToAsk } from '../model/errors.ts';
import type { ProbeId, RouteObservations } from '../model/observation.ts';
import type { ProxyAddress } from '../model/route-plan.ts';
import type { Target } from '../model/target.ts';
import { gotThrough } from '../probes/route-skips.ts';
import { knownHints } from '../secrets/secrets.ts';

/** Probes for the route that the client does not use. None of them sends the key. */
const DIRECT: ProbeId[] = ['dns/hosts', 'dns/resolvers', 'dns/system', 'tcp/connect', 'tls/handshake', 'http/unauthenticated'];
const PROXY: ProbeId[] = [
  'proxy/address',
  'proxy/connect',
  'proxy/handshake',
  'proxy/tunnel',
  'tls/handshake',
  'http/unauthenticated',
];

/** How long to wait for the direct connection once the client's own route has worked. */
const LAG_MS = 250;

/** Maximum number of configured proxies to try. */
const MAX_PROXIES = 3;

/** Time limit per step for a proxy that the client does not use. */
const HINT_STEP_MS = 2500;

/** Runs some probes for a target of its own, until the signal ends. */
export type RunSome = (target: Target, some: ProbeId[], signal: AbortSignal) => Promise<RouteObservations>;

/**
 * Probes the alternate route: with a proxy, the direct connection; without one, and only where the direct connection fails, the proxies
 * that are configured elsewhere on this machine.
 */
export async function runOther(target: Target, main: Promise<RouteObservations>, runSome: RunSome): Promise<RouteObservations> {
  if (target.offline || !target.url) return {};
  if (target.route.kind === 'proxy') return runDirect(target, main, runSome);
  if (target.url.isLoopback || target.route.choice?.variable === '--proxy' || gotThrough(await main)) return {};
  const proxies = await knownProxies(target);
  const hurried = { ...target, timeoutMs: Math.min(target.timeoutMs, HINT_STEP_MS) };
  const tries = proxies.map((proxy) => runSome(keyless(hurried, { kind: 'proxy', proxy }), PROXY, new AbortController().signal));
  return best(await Promise.all(tries));
}

async function runDirect(target: Target, main: Promise<RouteObservations>, runSome: RunSome): Promise<RouteObservations> {
  const over = new AbortController();
  void main.then(async (seen) => {
    if (gotThrough(seen)) await pause(LAG_MS, over.signal);
    if (gotThrough(seen)) over.abort(new NothingToAsk(null, 'the route through the proxy worked first'));
  });
  try {
    return await runSome(keyless(target, { kind: 'direct' }), DIRECT, over.signal);
  } finally {
    over.abort();
  }
}

function keyless(target: Target, route: Target['route']): Target {
  return { ...target, key: null, route };
}

/** Proxies from the environment that the client does not use, then those from the settings of other programs. */
async function knownProxies(target: Target): Promise<ProxyAddress[]> {
  const hints = (await knownHints(target)).map(({ proxy }) => proxy);
  const known = [target.route.choice?.unused ?? null, ...hints].filter((proxy) => proxy !== null);
  return [...new Map(known.map((proxy) => [proxyLabel(proxy), proxy])).values()].slice(0, MAX_PROXIES);
}

/** The first proxy that works, else one that established a tunnel, else the first. */
function best(tries: RouteObservations[]): RouteObservations {
  const opened = (seen: RouteObservations) =>
    seen['proxy/tunnel']?.status === 'ok' && seen['proxy/tunnel'].facts.outcome === 'open';
  return tries.find(gotThrough) ?? tries.find(opened) ?? tries[0] ?? {};
}
