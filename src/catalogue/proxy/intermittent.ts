import type { TunnelFacts } from '../../model/facts/proxy.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import type { Problem } from '../../model/problem.ts';
import { mainExchange } from '../answered.ts';
import { aboutProxy, tunnelFacts } from './facts.ts';

/**
 * The proxy opened the first way, and none for the request itself. What it said then is in the message alone; a refusal in so many words
 * begins with its status.
 */
export function fickle(kind: 'refused' | 'closed' | 'silent'): (c: Case) => Evidence | null {
  return (c) => {
    const tunnel = tunnelFacts(c);
    const main = mainExchange(c);
    const problem = main?.facts.stage === 'connect' ? main.facts.problem : null;
    if (tunnel?.outcome !== 'open' || !main || !problem || kindOf(tunnel, problem) !== kind) return null;
    if (kind === 'silent' && wentFurther(c)) return null;
    const reading = `It opened a way to ${tunnel.destination} at first and none for the request a moment later: it lets a machine have only so many at a time, or it is overloaded, or what it is a part of comes and goes.`;
    const lines = [`the first way was opened after ${tunnel.ms} ms`, problem.message];
    return aboutProxy(c, ['proxy/tunnel', main.probe], { lines, values: { reading } });
  };
}

/** Whether another connection came as far as TLS: then a wait for this one is no proof of what the proxy does. */
function wentFurther({ seen }: Case): boolean {
  const handshake = seen['tls/handshake'];
  return handshake?.status === 'ok' && handshake.facts.stage !== 'connect';
}

/** A 2xx that is no way is followed by a page, which says more when it comes at once. */
function kindOf({ proxy }: TunnelFacts, { code, message }: Problem): 'refused' | 'closed' | 'silent' | null {
  if (code === 'TIMEOUT') return 'silent';
  if (code !== 'NO_TUNNEL') return null;
  const said = message.slice(message.indexOf(proxy) + proxy.length + 2);
  if (said.startsWith('2')) return null;
  if (/^(?:\d{3} |SOCKS )/.test(`${said} `)) return 'refused';
  return /no answer within/.test(said) ? 'silent' : 'closed';
}
