import type { Probe } from '../../model/probe.ts';
import { tcpConnect } from '../tcp/connect.ts';
import { onlyWithProxy, proxyAsTarget } from './target.ts';

/** Connects to every address of the proxy, like tcp/connect to those of the API host. */
export const proxyConnect: Probe<'proxy/connect'> = {
  id: 'proxy/connect',
  after: ['proxy/address'],
  skip: (c) => {
    const lookup = c.seen['proxy/address'];
    const empty = lookup?.status === 'failed' || (lookup?.status === 'ok' && lookup.facts.addresses.length === 0);
    return onlyWithProxy(c) ?? (empty ? { because: 'proxy/address', reason: 'the proxy has no address to connect to' } : null);
  },
  run: (context) => tcpConnect.run({ ...context, target: proxyAsTarget(context.target) }),
  summarise: (facts) => tcpConnect.summarise(facts),
  trouble: (facts) => tcpConnect.trouble(facts),
};
