import type { Duplex } from 'node:stream';
import { pause } from '../../model/deadline.ts';
import { endpoint } from '../../model/endpoint.ts';
import type { LookupFacts } from '../../model/facts/dns.ts';
import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { Route } from '../../model/probe.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import type { Target } from '../../model/target.ts';
import { maskerOf } from '../../secrets/secrets.ts';
import { runContext } from '../tls/trust.ts';
import { proxyCredentials } from './connect.ts';
import { NoTunnel, openTunnel, reach, type Tunnel } from './tunnel.ts';

/** Limits for retrying a tunnel after one was established before. */
const CROWDED = { forMs: 3000, ofStep: 0.6, everyMs: 150 };

/** The route through a proxy: a tunnel for TLS, and for plain HTTP the request itself, like all clients. */
export function proxyRoute(target: Target, proxy: ProxyAddress, lookup: (host: string) => Promise<LookupFacts>): Route {
  const needs = {
    lookup,
    secureContext: () => runContext(target),
    timeoutMs: target.timeoutMs,
    mask: (text: string) => maskerOf(target)(text),
  };
  return {
    name: 'proxy',
    async open(host, port, signal) {
      if (isForwarded(target, proxy, { host, port })) {
        const { stream, peer } = await reach(proxy, { ...needs, signal });
        return { socket: forwarded(stream, proxy, endpoint(host, port)), peer };
      }
      const ask = () => openTunnel(proxy, { host, port }, { ...needs, signal });
      const isApi = host === target.url?.host && port === target.url.port;
      const { facts, stream } = isApi ? await insisting(ask, target.timeoutMs, signal) : await ask();
      if (!stream) throw new NoTunnel(facts);
      return { socket: stream, peer: `${endpoint(host, port)} through ${facts.proxy}` };
    },
  };
}

/**
 * Some proxies allow only one or two concurrent tunnels per client. A client needs no more, but a check opens several at once, so a refusal
 * after the first tunnel is retried.
 */
async function insisting(ask: () => Promise<Tunnel>, stepMs: number, signal: AbortSignal): Promise<Tunnel> {
  const until = performance.now() + Math.min(CROWDED.forMs, stepMs * CROWDED.ofStep);
  for (;;) {
    const tunnel = await ask();
    if (tunnel.stream || !mayBeCrowded(tunnel.facts) || performance.now() > until) return tunnel;
    await pause(CROWDED.everyMs, signal);
  }
}

function mayBeCrowded({ outcome, answer }: TunnelFacts): boolean {
  return outcome === 'closed' || outcome === 'reset' || (outcome === 'refused' && [429, 503].includes(answer?.status ?? 0));
}

/** Plain HTTP is sent to an HTTP proxy as a request for the whole URL (RFC 9112 section 3.2.2); SOCKS has no such form. */
export function isForwarded(target: Target, proxy: ProxyAddress, to: { host: string; port: number }): boolean {
  if (proxy.scheme.startsWith('socks')) return false;
  const { url } = target;
  return to.port === 80 || (url?.scheme === 'http' && url.host === to.host && url.port === to.port);
}

/** Turns the request line `GET /path HTTP/1.1` into its absolute form for a proxy, and adds the headers for the proxy. */
function forwarded(stream: Duplex, proxy: ProxyAddress, authority: string): Duplex {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  const credentials = proxyCredentials(proxy);
  const header = credentials ? `Proxy-Authorization: ${credentials}\r\n` : '';
  stream.write = ((first: string | Buffer, ...rest: unknown[]) => {
    stream.write = write as typeof stream.write;
    const text = typeof first === 'string' ? first : first.toString('latin1');
    const request = text.replace(/^([A-Z]+) (\/[^ ]*) (HTTP\/1\.[01]\r\n)/, (_, method, path, version) => {
      return `${method} http://${authority.replace(/:80$/, '')}${path} ${version}${header}`;
    });
    return write(Buffer.from(request, 'latin1'), ...rest.filter((argument) => typeof argument === 'function'));
  }) as typeof stream.write;
  return stream;
}
