import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { isForwarded } from '../../net/route/proxy.ts';
import { voicesAt } from '../../net/route/proxy-protocols.ts';
import { openTunnel, tunnelTrouble } from '../../net/route/tunnel.ts';
import { runContext } from '../../net/tls/trust.ts';
import { maskerOf } from '../../secrets/secrets.ts';
import { onlyWithProxy, proxyOf } from './target.ts';

/** Has the proxy open a way to the API's host, as every client does first, and hangs up. Where that fails, listens for what else answers there. */
export const proxyTunnel: Probe<'proxy/tunnel'> = {
  id: 'proxy/tunnel',
  after: ['proxy/address'],
  skip: (c) => {
    const lookup = c.seen['proxy/address'];
    const empty = lookup?.status === 'ok' && lookup.facts.addresses.length === 0;
    const forwarded =
      c.target.url && c.target.route.kind === 'proxy' && isForwarded(c.target, c.target.route.proxy, c.target.url);
    if (forwarded) return { because: null, reason: 'plain HTTP is handed to the proxy as it is' };
    return onlyWithProxy(c) ?? (empty ? { because: 'proxy/address', reason: 'the proxy has no address' } : null);
  },
  run: ask,
  summarise,
  trouble: tunnelTrouble,
};

/** Outcomes after which it is worth to ask what kind of server this is: each is what a wrong scheme looks like. */
const PUZZLING: TunnelFacts['outcome'][] = ['garbage', 'closed', 'reset', 'silent'];

async function ask(context: ProbeContext): Promise<TunnelFacts> {
  const { target, lookup, signal } = context;
  const proxy = proxyOf(target);
  const { host, port } = target.url ?? { host: '', port: 0 };
  const timeoutMs = await patienceMs(context);
  const needs = { lookup, secureContext: () => runContext(target), timeoutMs, mask: maskerOf(target), signal };
  const { facts, stream } = await openTunnel(proxy, { host, port }, needs);
  stream?.destroy();
  const puzzling = facts.outcome === 'unreached' ? isTlsTrouble(facts) : PUZZLING.includes(facts.outcome);
  if (!puzzling) return facts;
  // Where the run ends meanwhile, what was seen by then is told.
  return { ...facts, supportedProtocols: await voicesAt(proxy, needs).catch(() => null) };
}

/** What is left of the run's deadline for telling what was seen. */
const MARGIN_MS = 200;

/** One step's limit; less where the whole run ends before that. */
async function patienceMs({ target, settled }: ProbeContext): Promise<number> {
  const { startMs, durationMs } = await settled('proxy/address');
  return Math.max(1, Math.min(target.timeoutMs, target.deadlineMs - startMs - durationMs - MARGIN_MS));
}

/** TLS that did not come about, whatever the certificate is worth: what a proxy that speaks plain HTTP looks like. */
function isTlsTrouble({ problem, proxy }: TunnelFacts): boolean {
  return proxy.startsWith('https:') && /^(?:ERR_SSL_|EPROTO|ECONNRESET|CLOSED|TIMEOUT)/.test(problem?.code ?? '');
}

function summarise(facts: TunnelFacts): string {
  const { outcome, answer, socks, destination, proxy, ms } = facts;
  if (outcome === 'open') return `${proxy} opened a way to ${destination} in ${ms} ms`;
  if (answer) return `${proxy} answered ${answer.status} ${answer.reason}`.trim();
  if (socks) return `${proxy} refused: ${socks.reply === null ? 'no agreement on how to log in' : `SOCKS reply ${socks.reply}`}`;
  return `${proxy}: ${facts.problem?.message ?? outcome} after ${ms} ms`;
}
