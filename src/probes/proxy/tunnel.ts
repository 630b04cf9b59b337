import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { isForwarded } from '../../net/route/proxy.ts';
import { detectProxyProtocols } from '../../net/route/proxy-protocols.ts';
import { openTunnel, tunnelTrouble } from '../../net/route/tunnel.ts';
import { runContext } from '../../net/tls/trust.ts';
import { maskerOf } from '../../secrets/secrets.ts';
import { stepLimitMs } from '../step-limit.ts';
import { onlyWithProxy, proxyOf } from './target.ts';

/** Requests a tunnel to the API host and closes it. If that fails, detects which protocols the port supports. */
export const proxyTunnel: Probe<'proxy/tunnel'> = {
  id: 'proxy/tunnel',
  after: ['proxy/address'],
  skip: (c) => {
    const lookup = c.seen['proxy/address'];
    const empty = lookup?.status === 'ok' && lookup.facts.addresses.length === 0;
    const forwarded =
      c.target.url && c.target.route.kind === 'proxy' && isForwarded(c.target, c.target.route.proxy, c.target.url);
    if (forwarded) return { because: null, reason: 'plain HTTP requests need no tunnel' };
    return onlyWithProxy(c) ?? (empty ? { because: 'proxy/address', reason: 'the proxy has no address' } : null);
  },
  run: ask,
  summarise,
  trouble: tunnelTrouble,
};

/** Outcomes that a wrong proxy scheme causes: then the protocol of the port is detected. */
const PUZZLING: TunnelFacts['outcome'][] = ['garbage', 'closed', 'reset', 'silent'];

async function ask(context: ProbeContext): Promise<TunnelFacts> {
  const { target, lookup, signal } = context;
  const proxy = proxyOf(target);
  const { host, port } = target.url ?? { host: '', port: 0 };
  const timeoutMs = stepLimitMs(context);
  const needs = { lookup, secureContext: () => runContext(target), timeoutMs, mask: maskerOf(target), signal };
  const { facts, stream } = await openTunnel(proxy, { host, port }, needs);
  stream?.destroy();
  const puzzling = facts.outcome === 'unreached' ? isTlsTrouble(facts) : PUZZLING.includes(facts.outcome);
  if (!puzzling) return facts;
  // If the run ends meanwhile, report what is known.
  return { ...facts, supportedProtocols: await detectProxyProtocols(proxy, needs).catch(() => null) };
}

/** A failed TLS handshake, regardless of the certificate: typical for a proxy that uses plain HTTP. */
function isTlsTrouble({ problem, proxy }: TunnelFacts): boolean {
  return proxy.startsWith('https:') && /^(?:ERR_SSL_|EPROTO|ECONNRESET|CLOSED|TIMEOUT)/.test(problem?.code ?? '');
}

function summarise(facts: TunnelFacts): string {
  const { outcome, answer, socks, destination, proxy, ms } = facts;
  if (outcome === 'open') return `${proxy} established a tunnel to ${destination} in ${ms} ms`;
  if (answer) return `${proxy} returned ${answer.status} ${answer.reason}`.trim();
  if (socks)
    return `${proxy} refused: ${socks.reply === null ? 'no common authentication method' : `SOCKS reply ${socks.reply}`}`;
  return `${proxy}: ${facts.problem?.message ?? outcome} after ${ms} ms`;
}
