import type { ProbeId } from '../model/observation.ts';

/**
 * Auxiliary probes: they distinguish causes but are not part of a call. Their failure (a closed port 80, an unreachable status page) stops
 * no call, so their row fails only if an error finding is based on them.
 */
export const AUXILIARY_PROBES: ReadonlySet<ProbeId> = new Set<ProbeId>([
  'config/descriptors',
  'config/places',
  'dns/hosts',
  'dns/name-service',
  'dns/resolvers',
  'tcp/node-connect',
  'tcp/route',
  'tcp/repeat',
  'tcp/idle',
  'tls/client-hello-variants',
  'tls/banner',
  'tls/clock',
  'http/plaintext',
  'http/unauthenticated',
  'http/invalid-key',
  'http/key-header',
  'http/endpoints',
  'http/websocket',
  'http/body',
  'http/base-path',
  'http/user-agents',
  'status/page',
  'client/installed',
  'client/runs',
]);
