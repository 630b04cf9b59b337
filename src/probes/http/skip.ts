import type { RouteObservations } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { canAuthorize } from '../../secrets/key.ts';

type Skip = ReturnType<NonNullable<Probe['skip']>>;

/** Why nothing can be asked at all: over the direct way a name without addresses cannot be reached. */
export function withoutAddress({ target, seen }: { target: Target; seen: RouteObservations }): Skip {
  if (target.route.kind === 'proxy') return null;
  const lookup = seen['dns/system'];
  const empty = lookup?.status === 'failed' || (lookup?.status === 'ok' && lookup.facts.addresses.length === 0);
  return empty ? { because: 'dns/system', reason: 'there is no address to ask' } : null;
}

/** Why nothing can be asked with the key. */
export function withoutKey(c: { target: Target; seen: RouteObservations }): Skip {
  const { target } = c;
  if (canAuthorize(target)) return withoutAddress(c);
  if (!target.key) return { because: 'config/key', reason: 'there is no API key to send' };
  if (target.url?.scheme === 'http' && !target.url.isLoopback)
    return { because: 'config/base-url', reason: 'no key is sent without TLS' };
  return { because: 'config/key', reason: 'the key cannot be sent as it is' };
}
