import { diagnose } from './diagnose.ts';
import { problemOf } from './errors.ts';
import type { FailOn } from './exit.ts';
import type { Interruption, Io } from './io.ts';
import { redactReport } from './redact.ts';
import { makeReport } from './report.ts';
import { type Observer, run } from './run.ts';
import { secretsOf } from './secrets.ts';
import type { Fault, Report, Target } from './types.ts';

/** What a check needs of what is around it. */
export type Around = Pick<Io, 'version' | 'timeZone' | 'interrupted' | 'onStray'>;

/** Looks at the way to the API, once, and resolves with the report, behind the door: nothing in it is secret any more. */
export async function checkOnce(target: Target, how: { failOn: FailOn; observer?: Observer }, around: Around): Promise<Report> {
  const started = performance.now();
  const { version, timeZone, interrupted } = around;
  const faults: Fault[] = [];
  around.onStray?.((error) => faults.push({ step: 'in the background', message: problemOf(error).message }));
  const done = await run(target, interrupted, how.observer ? { observer: how.observer } : {});
  const seen = { ...done, faults: [...(done.faults ?? []), ...faults] };
  const report = makeReport(seen, diagnose(seen), {
    version,
    durationMs: Math.round(performance.now() - started),
    timeZone,
    failOn: how.failOn,
    interruptedBy: interrupted.aborted ? (interrupted.reason as Interruption).signal : null,
  });
  return redactReport(report, secretsOf(target));
}
