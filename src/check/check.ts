import { diagnose } from '../diagnosis/diagnose.ts';
import type { Interruption, Io } from '../machine/io.ts';
import { problemOf } from '../model/errors.ts';
import type { InternalError } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import type { FailOn } from '../report/exit-status.ts';
import { makeReport } from '../report/report.ts';
import { run } from '../run/run.ts';
import type { Observer } from '../run/shared.ts';
import { redactReport, redactText } from '../secrets/redact.ts';
import { secretsOf } from '../secrets/secrets.ts';

/** What a check needs from the process. */
export type CheckEnvironment = Pick<Io, 'version' | 'timeZone' | 'interrupted' | 'onStray'>;

/** What counts as a failure, and who receives progress events. */
export interface CheckOptions {
  failOn: FailOn;
  observer?: Observer;
}

/**
 * Checks the API once and resolves with the redacted report. The message of an internal error is redacted here too, because it may quote a
 * key that a caller passed as a file name.
 */
export async function checkOnce(target: Target, how: CheckOptions, around: CheckEnvironment): Promise<Report> {
  try {
    return await look(target, how, around);
  } catch (error) {
    const message = (error as Error | null)?.message ?? error;
    throw new Error(redactText(String(message), secretsOf(target)));
  }
}

async function look(target: Target, how: CheckOptions, around: CheckEnvironment): Promise<Report> {
  const started = performance.now();
  const { version, timeZone, interrupted } = around;
  const faults: InternalError[] = [];
  around.onStray?.((error) => faults.push({ step: 'in the background', message: problemOf(error).message }));
  const done = await run(target, interrupted, how.observer ? { observer: how.observer } : {});
  const seen = { ...done, internalErrors: [...(done.internalErrors ?? []), ...faults] };
  const report = makeReport(seen, diagnose(seen), {
    version,
    durationMs: Math.round(performance.now() - started),
    timeZone,
    failOn: how.failOn,
    interruptedBy: interrupted.aborted ? (interrupted.reason as Interruption).signal : null,
  });
  return redactReport(report, secretsOf(target));
}
