import type { ProbeId, RouteObservations } from '../model/observation.ts';
import type { Target } from '../model/target.ts';

/** Through a proxy these have nothing to look at: the name is the proxy's to resolve, and the connection its to make. */
const DIRECT_WAY: ProbeId[] = [
  'dns/hosts',
  'dns/name-service',
  'dns/resolvers',
  'dns/system',
  'tcp/connect',
  'tcp/node-connect',
  'tcp/route',
];

/** What a probe waits for besides its own needs: whatever speaks to the host needs the proxy to open the way first. */
export function needsOnRoute(id: ProbeId, { route }: Target): ProbeId[] {
  return route.kind === 'proxy' && speaksToHost(id) ? ['proxy/tunnel'] : [];
}

/** Why there is nothing to ask on this way, whatever the probe itself thinks. */
export function skipOnRoute(
  id: ProbeId,
  { target, seen }: { target: Target; seen: RouteObservations },
): { because: ProbeId | null; reason: string } | null {
  if (target.route.kind === 'direct') return null;
  if (DIRECT_WAY.includes(id)) return { because: null, reason: 'the proxy looks up the name and connects' };
  return speaksToHost(id) ? withoutTunnel(seen) : null;
}

function speaksToHost(id: ProbeId): boolean {
  return id.startsWith('tls/') || id.startsWith('http/');
}

function withoutTunnel(seen: RouteObservations): { because: ProbeId; reason: string } | null {
  const tunnel = seen['proxy/tunnel'];
  const reason = 'the proxy opened no way to the host';
  if (tunnel?.status === 'ok') return tunnel.facts.outcome === 'open' ? null : { because: 'proxy/tunnel', reason };
  if (tunnel?.status === 'failed') return { because: 'proxy/tunnel', reason };
  return tunnel?.because ? { because: tunnel.because, reason } : null;
}

/** Whether anything at the other end answered in HTTP. */
export function gotThrough(seen: RouteObservations): boolean {
  const exchanges = [seen['http/unauthenticated'], seen['http/models']];
  return exchanges.some((exchange) => exchange?.status === 'ok' && exchange.facts.answer !== null);
}
