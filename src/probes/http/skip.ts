import type { RouteObservations } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { canAuthorize } from '../../secrets/key.ts';

type Skip = ReturnType<NonNullable<Probe['skip']>>;

/** Why no request can be sent: with a direct connection, the name must have an address. */
export function withoutAddress({ target, seen }: { target: Target; seen: RouteObservations }): Skip {
  if (target.route.kind === 'proxy') return null;
  const lookup = seen['dns/system'];
  const empty = lookup?.status === 'failed' || (lookup?.status === 'ok' && lookup.facts.addresses.length === 0);
  return empty ? { because: 'dns/system', reason: 'the host has no address' } : null;
}

/** Why no authenticated request can be sent. */
export function withoutKey(c: { target: Target; seen: RouteObservations }): Skip {
  const { target } = c;
  if (canAuthorize(target)) return withoutAddress(c);
  if (!target.key) return { because: 'config/key', reason: 'no API key' };
  if (target.url?.scheme === 'http' && !target.url.isLoopback)
    return { because: 'config/base-url', reason: 'the key is not sent without TLS' };
  return { because: 'config/key', reason: 'the key cannot be sent in an HTTP header' };
}
