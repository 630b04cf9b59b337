import type { Target } from '../../model/target.ts';

/** Kept back of the run's deadline for the layers behind DNS. */
const RESERVE_MS = 3000;

/** Milliseconds for one step of DNS: well inside the run, however short that is. */
export function stepMs(target: Target): number {
  return Math.min(target.timeoutMs, target.deadlineMs * 0.8);
}

/** Milliseconds for a lookup that is known to come to an end, late. */
export function patienceMs(target: Target): number {
  return Math.max(stepMs(target), target.deadlineMs - RESERVE_MS);
}
