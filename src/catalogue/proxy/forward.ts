import { titleOf } from '../../knowledge/answer/page.ts';
import { endpoint, proxyLabel } from '../../model/endpoint.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { DiagnosisInput, ProbeId } from '../../model/observation.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import { isRefusedForKey, isSound, readingOf } from '../../net/http/facts.ts';
import { schemesIn } from '../../net/route/connect.ts';
import { clean, cut } from '../../secrets/redact/clean.ts';
import { isByProxy } from './replies.ts';

const LIMIT = 200;

/**
 * A proxy receives a plain HTTP request as a whole, so its refusal is the response to that request. Read here like a refused CONNECT; null
 * where the response is not shown to be the proxy's own.
 */
export function forwardRefusal(c: DiagnosisInput, proxy: ProxyAddress): TunnelFacts | null {
  const { url } = c.target;
  const exchange = c.observations['http/unauthenticated'];
  if (url?.scheme !== 'http' || proxy.scheme.startsWith('socks') || exchange?.status !== 'ok') return null;
  const { answer, ms } = exchange.facts;
  if (!answer) return null;
  const { status, headers, body, bytes } = answer;
  const authSchemes = schemesIn([headers['proxy-authenticate'] ?? '']);
  const title = titleOf(body);
  const shown = {
    status,
    reason: '',
    headers,
    authSchemes,
    title: title && cut(clean(title), LIMIT),
    text: '',
    bytes,
    interim: 0,
  };
  if (status !== 407 && !(status >= 400 && (isByProxy(shown) || isRefusedHereAlone(c, exchange.facts)))) return null;
  return {
    proxy: proxyLabel(proxy),
    destination: endpoint(url.host, url.port),
    outcome: 'refused',
    problem: null,
    credentialsSent: proxy.username !== null,
    answer: { ...shown, headers: telling(headers) },
    socks: null,
    firstBytes: '',
    peer: null,
    ms,
    supportedProtocols: null,
  };
}

/** Without the proxy the response is the API's, and through it not: so it is the proxy's. */
function isRefusedHereAlone({ alternateObservations: other }: DiagnosisInput, facts: ExchangeFacts): boolean {
  const direct = other['http/unauthenticated'];
  if (direct?.status !== 'ok' || readingOf(facts)?.error?.message) return false;
  return isSound(direct.facts) || isRefusedForKey(direct.facts);
}

function telling(headers: Record<string, string>): Record<string, string> {
  const names = ['server', 'via', 'x-squid-error', 'proxy-agent', 'location'];
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, cut(clean(headers[name]), LIMIT)]] : [])));
}

/** The probe that received the proxy's response. */
export function tunnelCauses({ observations: seen }: DiagnosisInput): ProbeId[] {
  return [seen['proxy/tunnel']?.status === 'ok' ? 'proxy/tunnel' : 'http/unauthenticated'];
}
