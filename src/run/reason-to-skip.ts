import type { Layer } from '../model/layers.ts';
import type { ProbeId, RouteObservations } from '../model/observation.ts';
import type { Probe } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { skipOnRoute } from '../probes/route-skips.ts';
import { withoutFaults } from './without-faults.ts';

/** How a run stands on one way. */
interface Standing {
  target: Target;
  seen: RouteObservations;
  signal: AbortSignal;
}

/** Layers above HTTP have no probes of their own: requests show them, those with the key above all whether it is taken. */
const SHOWN_BY: { [P in ProbeId]?: Layer[] } = {
  'http/models': ['auth', 'limit', 'server'],
  'http/model': ['auth', 'limit', 'server'],
  'http/invalid-key': ['auth'],
  'http/call': ['limit', 'auth', 'server', 'stream'],
};

/** Why a probe is not asked: by what was chosen, by how the run stands, by what was seen of others, or by what it says itself. */
export function reasonToSkip(probe: Probe, on: Standing): { because: ProbeId | null; reason: string } | null {
  const { target } = on;
  const seen = withoutFaults(on.seen);
  const layer = probe.id.slice(0, probe.id.indexOf('/'));
  if (target.offline && layer !== 'config') return { because: null, reason: 'left out by --offline' };
  const shown = [layer, ...(SHOWN_BY[probe.id] ?? [])];
  const skipped = shown.slice(0, 2).find((name) => target.skip.includes(name));
  if (skipped) return { because: null, reason: `left out by --skip ${skipped}` };
  // The configuration is read whatever was chosen: nothing else can be asked, or judged, without it.
  const isChosen = shown.some((name) => name === 'config' || target.only?.includes(name));
  if (target.only && !isChosen) return { because: null, reason: 'left out by --only' };
  if (on.signal.aborted) return { because: null, reason: 'the run ended first' };
  if (!target.url && layer !== 'config') return { because: 'config/base-url', reason: 'there is no usable base URL' };
  return skipOnRoute(probe.id, { target, seen }) ?? probe.skip?.({ target, seen }) ?? null;
}
