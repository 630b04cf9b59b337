import type { ProbeContext } from '../model/probe.ts';

/** Milliseconds reserved before the run's deadline to report the result. */
const MARGIN_MS = 200;

/** The time limit of one step in milliseconds, or less where the run ends before: a step that is cut off shows nothing. */
export function stepLimitMs({ target, leftMs }: Pick<ProbeContext, 'target' | 'leftMs'>): number {
  return Math.max(1, Math.min(target.timeoutMs, leftMs() - MARGIN_MS));
}
