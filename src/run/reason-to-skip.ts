import type { Layer } from '../model/layers.ts';
import type { ProbeId, RouteObservations } from '../model/observation.ts';
import type { Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { skipOnRoute } from '../probes/route-skips.ts';
import { excludeInternalErrors } from './without-faults.ts';

/** State of the run on one route. */
interface SkipContext {
  target: Target;
  seen: RouteObservations;
  signal: AbortSignal;
}

/** Layers above HTTP have no probes of their own: authenticated requests show them. */
const SHOWN_BY: { [P in ProbeId]?: Layer[] } = {
  'http/models': ['auth', 'limit', 'server'],
  'http/model': ['auth', 'limit', 'server'],
  'http/invalid-key': ['auth'],
  'http/call': ['limit', 'auth', 'server', 'stream'],
};

/** Why a probe does not run: options, state of the run, results of other probes, or its own condition. */
export function reasonToSkip(probe: Probe, on: SkipContext): { because: ProbeId | null; reason: string } | null {
  const { target } = on;
  const seen = excludeInternalErrors(on.seen);
  const layer = probe.id.slice(0, probe.id.indexOf('/'));
  if (target.offline && layer !== 'config') return { because: null, reason: 'skipped by --offline' };
  const shown = [layer, ...(SHOWN_BY[probe.id] ?? [])];
  const skipped = shown.slice(0, 2).find((name) => target.skip.includes(name));
  if (skipped) return { because: null, reason: `skipped by --skip ${skipped}` };
  // The configuration is always read: everything else depends on it.
  const isChosen = shown.some((name) => name === 'config' || target.only?.includes(name));
  if (target.only && !isChosen) return { because: null, reason: 'skipped by --only' };
  if (on.signal.aborted) return { because: null, reason: 'the run ended first' };
  if (!target.url && layer !== 'config') return { because: 'config/base-url', reason: 'there is no usable base URL' };
  return skipOnRoute(probe.id, { target, seen }) ?? probe.skip?.({ target, seen }) ?? null;
}
