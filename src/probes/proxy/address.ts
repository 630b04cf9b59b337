import type { Probe } from '../../model/probe.ts';
import { dnsSystem } from '../dns/system.ts';
import { onlyWithProxy, proxyOf } from './target.ts';

/** Resolves the proxy's host name. The proxy resolves the API's. */
export const proxyAddress: Probe<'proxy/address'> = {
  id: 'proxy/address',
  after: [],
  skip: onlyWithProxy,
  run: ({ target, lookup }) => lookup(proxyOf(target).host),
  summarise: (facts) => dnsSystem.summarise(facts),
  trouble: (facts) => dnsSystem.trouble(facts),
};
