import type { Probe } from '../../model/probe.ts';
import { directRoute } from '../../net/route/direct.ts';
import { tlsHandshake } from '../tls/handshake.ts';
import { onlyWithProxy, proxyAsTarget, proxyOf } from './target.ts';

/** Looks at the TLS of a proxy that is spoken to in TLS, as the probe of the API's own TLS does. */
export const proxyHandshake: Probe<'proxy/handshake'> = {
  id: 'proxy/handshake',
  after: ['proxy/address'],
  skip: (c) => {
    const unused = onlyWithProxy(c);
    if (unused) return unused;
    if (proxyOf(c.target).scheme !== 'https') return { because: null, reason: 'this proxy is not spoken to in TLS' };
    const lookup = c.seen['proxy/address'];
    const empty = lookup?.status === 'ok' && lookup.facts.addresses.length === 0;
    return empty ? { because: 'proxy/address', reason: 'the proxy has no address' } : null;
  },
  run: (context) => tlsHandshake.run({ ...context, target: proxyAsTarget(context.target), route: directRoute(context.lookup) }),
  summarise: (facts) => tlsHandshake.summarise(facts),
  trouble: (facts) => tlsHandshake.trouble(facts),
};
