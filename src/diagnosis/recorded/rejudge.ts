import type { Report } from '../../model/report.ts';
import { type FailOn, type SignalName, statusOfSignal } from '../../report/exit-status.ts';
import { makeReport } from '../../report/report.ts';
import { diagnose } from '../diagnose.ts';
import { caseOf } from './case.ts';
import { asForeign } from './foreign.ts';
import type { RecordedReport } from './report.ts';
import { InvalidReportError } from './shape.ts';

interface How {
  version: string;
  /** Null for the setting of the recorded run. */
  failOn: FailOn | null;
  /** How commands of this tool begin here, where the report may be somebody else's. */
  foreignFor?: string[];
}

/** Diagnoses recorded observations as if they were new. Throws a `Misfit`. */
export function rejudged(recorded: RecordedReport, how: How): Report {
  const { settings, probes, environment, durationMs } = recorded;
  if (probes.length === 0) {
    throw new InvalidReportError('', 'contains no probe results to diagnose again, because explain made it from a log');
  }
  if (!settings)
    throw new InvalidReportError('', 'does not hold what the check was told (settings), so that nothing can be judged again');
  const recordedCase = caseOf(recorded);
  const seen = how.foreignFor ? asForeign(recordedCase, how.foreignFor) : recordedCase;
  return makeReport(seen, diagnose(seen), {
    version: how.version,
    durationMs,
    timeZone: environment.timeZone ?? 'UTC',
    failOn: how.failOn ?? settings.failOn,
    interruptedBy: signalOf(recorded.exitCode),
  });
}

/** An interrupted run is never healthy, also in a later diagnosis. */
function signalOf(exitCode: number): SignalName | null {
  const names: SignalName[] = ['SIGINT', 'SIGTERM'];
  return names.find((name) => statusOfSignal(name) === exitCode) ?? null;
}
