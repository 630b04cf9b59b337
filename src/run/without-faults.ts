import { OWN_FAULT_CODE } from '../model/errors.ts';
import type { Observation, ProbeId, RouteObservations } from '../model/observation.ts';

/**
 * What was seen, for those who conclude something from it. A probe that failed by a mistake of ours has seen nothing: to take its failure
 * for a refusal of the network would blame the network, and would leave out what can be asked all the same.
 */
export function withoutFaults(seen: RouteObservations): RouteObservations {
  const observations = Object.entries(seen) as [ProbeId, Observation][];
  return Object.fromEntries(
    observations.map(([id, observation]) => [id, isFault(observation) ? unseen(observation) : observation]),
  );
}

function isFault(observation: Observation): boolean {
  return observation.status === 'failed' && observation.problem.code === OWN_FAULT_CODE;
}

function unseen({ startMs, durationMs }: Observation): Observation {
  return { startMs, durationMs, status: 'skipped', because: null, reason: 'api-doctor itself failed here' };
}
