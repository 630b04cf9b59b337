import type { Case, Facts, ProbeId } from '../model/observation.ts';

/** The facts of a probe that ran, or null. */
export function factsOf<P extends ProbeId>(c: Case, id: P): Facts[P] | null {
  const observation = c.seen[id] as Case['seen'][ProbeId];
  return observation?.status === 'ok' ? (observation.facts as Facts[P]) : null;
}
