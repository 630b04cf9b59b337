import { isIP } from 'node:net';
import type { Probe } from '../../model/probe.ts';
import type { ProxyAddress } from '../../model/route-plan.ts';
import type { Target } from '../../model/target.ts';

/** The proxy of a target with a proxy route. */
export function proxyOf(target: Target): ProxyAddress {
  if (target.route.kind !== 'proxy') throw new Error('a probe of the proxy was started without one');
  return target.route.proxy;
}

/** Skips proxy probes without a proxy. */
export const onlyWithProxy: NonNullable<Probe['skip']> = ({ target }) =>
  target.route.kind === 'proxy' ? null : { because: null, reason: 'no proxy is used' };

/** The target with the proxy as its host, for probes that work with either. */
export function proxyAsTarget(target: Target): Target {
  const { host, port } = proxyOf(target);
  const ipVersion = isIP(host) as 0 | 4 | 6;
  const isLoopback = host === 'localhost' || host === '::1' || /^127\./.test(host);
  const url = {
    scheme: 'https' as const,
    host,
    port,
    path: '',
    query: '',
    ipVersion,
    isLoopback,
    isOpenAi: false,
    isPublicApi: false,
  };
  return { ...target, url };
}
