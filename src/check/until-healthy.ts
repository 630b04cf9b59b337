import type { Interruption } from '../machine/io.ts';
import { pause } from '../model/deadline.ts';
import type { Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { type FailOn, statusOfSignal } from '../report/exit-status.ts';
import type { Observer } from '../run/shared.ts';
import { type CheckEnvironment, checkOnce } from './check.ts';
import { nextOf } from './wait.ts';

/** Receives events of each check, and of each pause with its reason. */
export type ProgressObserver = Observer & { waits(forWhat: string, ms: number): void };

export interface Wait {
  waitMs: number;
  failOn: FailOn;
  watcher: ProgressObserver;
}

/** Repeats the check until healthy, until the failure is permanent, or until timeout. */
export async function checkWithRetry(
  target: Target,
  { waitMs, failOn, watcher }: Wait,
  around: CheckEnvironment,
): Promise<Report> {
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  const causes: string[] = [];
  for (let checks = 1; ; checks += 1) {
    const report = await checkOnce(inTime(target, waitMs - elapsed()), { failOn, observer: watcher }, around);
    const cause = report.rootCause ?? report.findings[0]?.id;
    if (cause !== undefined && causes.at(-1) !== cause) causes.push(cause);
    const waited = { checks, ms: elapsed(), causes };
    const warningsCount = failOn === 'warning';
    const next = nextOf(report, { waitMs, elapsedMs: waited.ms, checks, warningsCount, random: Math.random() });
    if ('end' in next) return { ...report, waited };
    watcher.waits(cause ?? '', next.pauseMs);
    await pause(next.pauseMs, around.interrupted);
    if (around.interrupted.aborted) return { ...report, waited, exitCode: statusOfSignal(signalOf(around.interrupted)) };
  }
}

/** Limits the last check to the remaining time, but to at least one step. */
function inTime(target: Target, leftMs: number): Target {
  return { ...target, deadlineMs: Math.min(target.deadlineMs, Math.max(leftMs, target.timeoutMs)) };
}

function signalOf(interrupted: AbortSignal): Interruption['signal'] {
  return (interrupted.reason as Interruption).signal;
}
