import type { Target } from '../../model/target.ts';

/** Reserved part of the deadline for the layers after DNS. */
const RESERVE_MS = 3000;

/** Milliseconds for one DNS step, within the deadline of the run. */
export function stepMs(target: Target): number {
  return Math.min(target.timeoutMs, target.deadlineMs * 0.8);
}

/** Milliseconds for a lookup that is known to succeed late. */
export function patienceMs(target: Target): number {
  return Math.max(stepMs(target), target.deadlineMs - RESERVE_MS);
}
