import type { DiagnosisInput } from '../../model/observation.ts';
import type { Report } from '../../model/report.ts';
import { type FailOn, type SignalName, statusOfSignal } from '../../report/exit-status.ts';
import { makeReport } from '../../report/report.ts';
import { diagnose } from '../diagnose.ts';
import { caseOf } from './case.ts';
import type { RecordedReport } from './report.ts';
import { InvalidReportError } from './shape.ts';

/** Diagnoses recorded observations as if they were new. `failOn` null means the setting of the recorded run. Throws a `Misfit`. */
export function rejudged(recorded: RecordedReport, how: { version: string; failOn: FailOn | null; isForeign?: boolean }): Report {
  const { settings, probes, environment, durationMs } = recorded;
  if (probes.length === 0) {
    throw new InvalidReportError('', 'contains no probe results to diagnose again, because explain made it from a log');
  }
  if (!settings)
    throw new InvalidReportError('', 'does not hold what the check was told (settings), so that nothing can be judged again');
  const recordedCase = caseOf(recorded);
  const seen = how.isForeign ? named(recordedCase) : recordedCase;
  return makeReport(seen, diagnose(seen), {
    version: how.version,
    durationMs,
    timeZone: environment.timeZone ?? 'UTC',
    failOn: how.failOn ?? settings.failOn,
    interruptedBy: signalOf(recorded.exitCode),
  });
}

/** The author of the report chose the host to which the commands would send a key. */
function named(c: DiagnosisInput): DiagnosisInput {
  const { url } = c.target;
  return url && !url.isOpenAi ? { ...c, target: { ...c.target, strangeHost: url.host } } : c;
}

/** An interrupted run is never healthy, also in a later diagnosis. */
function signalOf(exitCode: number): SignalName | null {
  const names: SignalName[] = ['SIGINT', 'SIGTERM'];
  return names.find((name) => statusOfSignal(name) === exitCode) ?? null;
}
