import type { ProbeId, RouteObservations } from '../model/observation.ts';
import type { Target } from '../model/target.ts';

/** Not used with a proxy, which resolves the name and connects. */
const DIRECT_WAY: ProbeId[] = [
  'dns/hosts',
  'dns/name-service',
  'dns/resolvers',
  'dns/system',
  'tcp/connect',
  'tcp/node-connect',
  'tcp/route',
];

/** Additional dependencies with a proxy: every request to the host needs the tunnel first. */
export function needsOnRoute(id: ProbeId, { route }: Target): ProbeId[] {
  return route.kind === 'proxy' && speaksToHost(id) ? ['proxy/tunnel'] : [];
}

/** Why a probe does not run on this route. */
export function skipOnRoute(
  id: ProbeId,
  { target, seen }: { target: Target; seen: RouteObservations },
): { because: ProbeId | null; reason: string } | null {
  if (target.route.kind === 'direct') return null;
  if (DIRECT_WAY.includes(id)) return { because: null, reason: 'the proxy resolves the name and connects' };
  return speaksToHost(id) ? withoutTunnel(seen) : null;
}

function speaksToHost(id: ProbeId): boolean {
  return id.startsWith('tls/') || id.startsWith('http/') || id === 'tcp/idle' || id === 'tcp/repeat';
}

function withoutTunnel(seen: RouteObservations): { because: ProbeId; reason: string } | null {
  const tunnel = seen['proxy/tunnel'];
  const reason = 'the proxy established no tunnel to the host';
  if (tunnel?.status === 'ok') return tunnel.facts.outcome === 'open' ? null : { because: 'proxy/tunnel', reason };
  if (tunnel?.status === 'failed') return { because: 'proxy/tunnel', reason };
  return tunnel?.because ? { because: tunnel.because, reason } : null;
}

/** Whether any HTTP response was received. */
export function gotThrough(seen: RouteObservations): boolean {
  const exchanges = [seen['http/unauthenticated'], seen['http/models']];
  return exchanges.some((exchange) => exchange?.status === 'ok' && exchange.facts.answer !== null);
}
