import type { Difference, Topic } from './difference.ts';

/**
 * Which differences can explain a failure, by its layer, the most likely first. Direct causes come before correlated ones: another
 * certificate before another proxy, but a proxy before the addresses that it makes irrelevant.
 */
const BY_LAYER: Record<string, Topic[]> = {
  config: ['key', 'base-url', 'way', 'roots', 'variables', 'identity', 'settings'],
  dns: ['way', 'hosts', 'names', 'resolvers', 'interfaces', 'base-url', 'connections'],
  tcp: ['way', 'hosts', 'names', 'addresses', 'connections', 'interfaces', 'resolvers', 'base-url'],
  proxy: ['way', 'proxy-answer', 'names', 'connections', 'resolvers', 'base-url'],
  tls: ['certificate', 'trust', 'roots', 'clock', 'way', 'protocol', 'hosts', 'names', 'addresses', 'versions', 'base-url'],
  http: ['way', 'base-url', 'certificate', 'hosts', 'names', 'addresses', 'answer', 'service', 'key'],
  auth: ['key', 'identity', 'base-url', 'way', 'variables'],
  request: ['base-url', 'identity', 'key'],
  limit: ['key', 'identity', 'base-url', 'service', 'settings'],
  server: ['service', 'base-url', 'way', 'key'],
  client: ['versions', 'roots', 'trust', 'way', 'variables'],
};

/** These depend on the source address that the API sees, not on the key. */
const BY_PLACE: Topic[] = ['way', 'base-url', 'addresses', 'interfaces', 'key', 'identity'];
const OF_PLACE = ['auth/unsupported-region', 'auth/ip-not-allowed', 'auth/regional-hostname'];

/** For all other findings, and where nothing failed. */
const USUAL: Topic[] = [
  'base-url',
  'way',
  'key',
  'identity',
  'hosts',
  'names',
  'resolvers',
  'proxy-answer',
  'connections',
  'certificate',
  'trust',
  'roots',
  'clock',
  'protocol',
  'answer',
  'service',
  'timing',
  'variables',
  'versions',
  'interfaces',
  'addresses',
  'settings',
  'findings',
];

/** The topics that can explain a failure with this root cause. */
export function topicsFor(rootCause: string): Topic[] {
  if (OF_PLACE.includes(rootCause)) return BY_PLACE;
  const layer = rootCause.split('/', 1)[0] ?? '';
  return (Object.hasOwn(BY_LAYER, layer) ? BY_LAYER[layer] : undefined) ?? USUAL;
}

/** Sorts what can explain these root causes first, in their order, and then the rest. */
export function inOrder(differences: Difference[], rootCauses: string[]): Difference[] {
  const order = [...new Set([...rootCauses.flatMap(topicsFor), ...USUAL])];
  return differences.toSorted((a, b) => order.indexOf(a.topic) - order.indexOf(b.topic));
}
