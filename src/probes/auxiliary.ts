import type { ProbeId } from '../model/observation.ts';

/**
 * Probes beside the way of a call: they are asked to tell causes apart. What they are refused (a closed port 80, a silent status
 * page) stops no call, so their row fails only where an error finding rests on them.
 */
export const BESIDE_THE_WAY: ReadonlySet<ProbeId> = new Set<ProbeId>([
  'config/descriptors',
  'config/places',
  'dns/hosts',
  'dns/name-service',
  'dns/resolvers',
  'tcp/node-connect',
  'tcp/route',
  'tls/client-hello-variants',
  'tls/banner',
  'tls/clock',
  'http/plaintext',
  'http/unauthenticated',
  'http/invalid-key',
  'http/base-path',
  'http/user-agents',
  'status/page',
  'client/installed',
  'client/runs',
]);
