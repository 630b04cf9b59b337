import { OWN_FAULT_CODE } from '../model/errors.ts';
import type { Observation, ProbeId, RouteObservations } from '../model/observation.ts';

/**
 * The observations without internal errors. A probe that failed because of a bug in this program observed nothing: it counts as skipped,
 * not as a network failure.
 */
export function excludeInternalErrors(seen: RouteObservations): RouteObservations {
  const observations = Object.entries(seen) as [ProbeId, Observation][];
  return Object.fromEntries(
    observations.map(([id, observation]) => [id, isFault(observation) ? toSkipped(observation) : observation]),
  );
}

function isFault(observation: Observation): boolean {
  return observation.status === 'failed' && observation.problem.code === OWN_FAULT_CODE;
}

function toSkipped({ startMs, durationMs }: Observation): Observation {
  return { startMs, durationMs, status: 'skipped', because: null, reason: 'internal error of api-doctor' };
}
