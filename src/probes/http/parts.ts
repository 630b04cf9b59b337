import type { DeepPart } from '../../model/deep.ts';
import type { RouteObservations } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { isListable } from './listable.ts';
import { withoutKey } from './skip.ts';

type Skip = ReturnType<NonNullable<Probe['skip']>>;

/** Why a part of `--deep` does not run: it was not chosen, there is no key, or the key was not accepted before. */
export function withoutPart(part: DeepPart, c: { target: Target; seen: RouteObservations }): Skip {
  if (!c.target.deep?.includes(part)) return { because: null, reason: reasonOf(part) };
  return withoutKey(c) ?? (isListable(c) ? null : { because: 'http/models', reason: 'listing the models failed' });
}

function reasonOf(part: DeepPart): string {
  if (part === 'call' || part === 'stream') return 'billable, so only with --deep';
  return part === 'idle' ? 'takes minutes, so only with --deep idle' : 'only with --deep';
}
