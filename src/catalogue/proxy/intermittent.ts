import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { NetworkError } from '../../model/problem.ts';
import { primaryExchange } from '../answered.ts';
import { aboutProxy, tunnelFacts } from './facts.ts';

/**
 * The proxy established the first tunnel, but none for the request itself. Only the error message has the proxy's response, and a refusal
 * begins with the status code.
 */
export function inconsistentTunnel(kind: 'refused' | 'closed' | 'silent'): (c: DiagnosisInput) => Evidence | null {
  return (c) => {
    const tunnel = tunnelFacts(c);
    const main = primaryExchange(c);
    const problem = main?.facts.stage === 'connect' ? main.facts.problem : null;
    if (tunnel?.outcome !== 'open' || !main || !problem || kindOf(tunnel, problem) !== kind) return null;
    if (kind === 'silent' && wentFurther(c)) return null;
    const reading = `It established one tunnel to ${tunnel.destination} and refused the next a moment later. It may limit concurrent tunnels per client, be overloaded, or be one unhealthy member of a pool.`;
    const lines = [`the first tunnel was established after ${tunnel.ms} ms`, problem.message];
    return aboutProxy(c, ['proxy/tunnel', main.probe], { details: lines, templateValues: { reading } });
  };
}

/** Whether another connection reached TLS: then a timeout of this one does not show what the proxy does. */
function wentFurther({ observations: seen }: DiagnosisInput): boolean {
  const handshake = seen['tls/handshake'];
  return handshake?.status === 'ok' && handshake.facts.stage !== 'connect';
}

/** After a 2xx without a tunnel a page follows, which other findings judge. */
function kindOf({ proxy }: TunnelFacts, { code, message }: NetworkError): 'refused' | 'closed' | 'silent' | null {
  if (code === 'TIMEOUT') return 'silent';
  if (code !== 'NO_TUNNEL') return null;
  const said = message.slice(message.indexOf(proxy) + proxy.length + 2);
  if (said.startsWith('2')) return null;
  if (/^(?:\d{3} |SOCKS )/.test(`${said} `)) return 'refused';
  return /no answer within/.test(said) ? 'silent' : 'closed';
}
