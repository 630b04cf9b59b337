import type { Probe } from '../../model/probe.ts';
import { directRoute } from '../../net/route/direct.ts';
import { tlsHandshake } from '../tls/handshake.ts';
import { onlyWithProxy, proxyAsTarget, proxyOf } from './target.ts';

/** Performs a TLS handshake with an https:// proxy, like tls/handshake with the API host. */
export const proxyHandshake: Probe<'proxy/handshake'> = {
  id: 'proxy/handshake',
  after: ['proxy/address'],
  skip: (c) => {
    const unused = onlyWithProxy(c);
    if (unused) return unused;
    if (proxyOf(c.target).scheme !== 'https') return { because: null, reason: 'the proxy URL is not https://' };
    const lookup = c.seen['proxy/address'];
    const empty = lookup?.status === 'ok' && lookup.facts.addresses.length === 0;
    return empty ? { because: 'proxy/address', reason: 'the proxy has no address' } : null;
  },
  run: (context) => tlsHandshake.run({ ...context, target: proxyAsTarget(context.target), route: directRoute(context.lookup) }),
  summarise: (facts) => tlsHandshake.summarise(facts),
  trouble: (facts) => tlsHandshake.trouble(facts),
};
