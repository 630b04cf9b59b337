import type { RouteObservations } from '../../model/observation.ts';
import type { Target } from '../../model/target.ts';
import { isSound, readingOf } from '../../net/http/facts.ts';

/** Responses of a server without a list of models. */
const MISSING_LISTING: string[] = ['http/not-found', 'request/wrong-method', 'http/unmapped-status', 'http/endpoint-missing'];

/**
 * Whether calls may work: the models were listed, or that shows nothing. A restricted key may not list models, and a compatible server may
 * have no list or protect it differently. Where a sign-in page, a filter, or another site responded, the key must not be sent.
 */
export function isListable(c: { target: Target; seen: RouteObservations }): boolean {
  return listsModels(c.seen['http/models']) || isGuarded(c);
}

function listsModels(listing: RouteObservations['http/models']): boolean {
  if (listing?.status !== 'ok') return listing?.status === 'skipped';
  if (isSound(listing.facts)) return true;
  const id = readingOf(listing.facts)?.id ?? '';
  return MISSING_LISTING.includes(id) || id === 'auth/missing-scope' || id === 'auth/permission-denied';
}

/**
 * A self-hosted server may refuse the listing to a key that it accepts for calls, limit it more, or fail at it alone: with a named model, the
 * call shows it.
 */
function isGuarded({ target, seen }: { target: Target; seen: RouteObservations }): boolean {
  const listing = seen['http/models'];
  if (target.model === null || target.url?.isPublicApi || listing?.status !== 'ok') return false;
  return /^(?:auth|limit|server)\//.test(readingOf(listing.facts)?.id ?? '');
}
