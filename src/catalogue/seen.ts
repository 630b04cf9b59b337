import type { DiagnosisInput, Facts, ProbeId } from '../model/observation.ts';

/** The facts of a probe that ran, or null. */
export function factsOf<P extends ProbeId>(c: DiagnosisInput, id: P): Facts[P] | null {
  const observation = c.observations[id] as DiagnosisInput['observations'][ProbeId];
  return observation?.status === 'ok' ? (observation.facts as Facts[P]) : null;
}
