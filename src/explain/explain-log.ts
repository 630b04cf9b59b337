import type { Interruption, Io } from '../machine/io.ts';
import type { Report } from '../model/report.ts';
import { exitStatus, type FailOn } from '../report/exit-status.ts';
import { secretsIn } from '../secrets/redact/by-look.ts';
import { withinLimits } from '../secrets/redact/known/pieces.ts';
import { lateForAll } from '../secrets/redact/patience.ts';
import { maskerFor } from '../secrets/redact/text.ts';
import { redactReport } from '../secrets/redact.ts';
import { secretsOfEnvironment } from '../secrets/secrets.ts';
import { type Here, hereOf } from './here.ts';
import type { Excerpt } from './log/excerpt.ts';
import { untilAborted } from './log/source.ts';
import { masked } from './masked.ts';
import type { Tallied } from './read/tally.ts';
import { failuresOf, type Log } from './read-logs.ts';
import { inOrder, reportOf } from './report.ts';

/** What is installed here stands beside what the log shows, and is never its root cause. */
function beside(report: Report, { installed, findings }: Here): Report {
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  const rest = report.findings.filter(({ severity }) => severity !== 'error');
  return { ...report, environment: { ...report.environment, installed }, findings: [...errors, ...findings, ...rest] };
}

/** Reads logs up to their end, or until the signal, and resolves with the report, behind the door. */
export async function reportOfLogs(
  logs: Log[],
  failOn: FailOn,
  io: Pick<Io, 'env' | 'platform' | 'runtime' | 'startedAs' | 'version' | 'timeZone' | 'interrupted'>,
  withHere = false,
): Promise<Report> {
  const started = new Date();
  const from = performance.now();
  const { env, platform, startedAs, version, timeZone, interrupted } = io;
  const found = await failuresOf(logs.map((log) => ({ ...log, bytes: untilAborted(log.bytes, interrupted) })));
  const inLog = secretsOfLog(found);
  const secrets = [...new Set([...secretsOfEnvironment(env), ...withinLimits(inLog.secrets, MOST_SECRETS)])];
  const kinds = masked(found, { mask: maskerFor(secrets, lateForAll()), withheld: inLog.withheld });
  const durationMs = Math.round(performance.now() - from);
  const logged = reportOf(kinds, { version, started, durationMs, timeZone, failOn, platform, startedAs });
  const report = withHere ? beside(logged, await hereOf(io, kinds)) : logged;
  const interruptedBy = interrupted.aborted ? (interrupted.reason as Interruption).signal : null;
  const exitCode = exitStatus(report.findings, { failOn, interruptedBy });
  return redactReport({ ...report, exitCode }, secrets);
}

/** Those of what is said first. */
const MOST_SECRETS = 256;

/**
 * What gives a secret away in one place of a log may be missing in another: all of it is read before anything is quoted. What there is no time
 * for is withheld; what is said first comes first.
 */
function secretsOfLog(found: readonly Tallied[]): { secrets: Set<string>; withheld: Set<Excerpt> } {
  const isLate = lateForAll();
  const secrets = new Set<string>();
  const withheld = new Set<Excerpt>();
  for (const { excerpt, failure } of inOrder(found)) {
    const whole = excerpt.before.toString('utf8') + excerpt.bytes.toString('utf8');
    for (const secret of [whole, failure.passage.text].flatMap((text) => secretsIn(text, isLate))) secrets.add(secret);
    if (isLate()) withheld.add(excerpt);
  }
  return { secrets, withheld };
}
