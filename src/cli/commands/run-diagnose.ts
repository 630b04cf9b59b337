import { rejudged } from '../../diagnosis/recorded/rejudge.ts';
import type { Io } from '../../machine/io.ts';
import type { FailOn } from '../../report/exit-status.ts';
import { maskData } from '../../secrets/redact/data.ts';
import { maskerForAll } from '../../secrets/redact/text.ts';
import { redactReport } from '../../secrets/redact.ts';
import { secretsOfEnvironment } from '../../secrets/secrets.ts';
import { destinationsOf, rejectInputOverwrite } from '../output/destinations.ts';
import { writeReports } from '../output/write-report.ts';
import { asUsage, readReport } from '../report-file.ts';

/** The options of `diagnose` as commander hands them over. */
export interface DiagnoseCommand {
  format?: string[];
  failOn?: FailOn;
}

/** Judges what a report recorded with this version's catalogue; resolves with the exit status, by the rule of `check`. */
export async function runDiagnose(path: string, { format, failOn }: DiagnoseCommand, io: Io): Promise<number> {
  const destinations = destinationsOf(format, io);
  rejectInputOverwrite(destinations, [path]);
  const recorded = await readReport(path, io);
  const mask = maskerForAll(secretsOfEnvironment(io.env));
  const name = path === '-' ? 'Standard input' : path;
  const read = (from: typeof recorded) =>
    rejudged(maskData(from, mask), { version: io.version, failOn: failOn ?? null, foreignFor: io.startedAs ?? ['api-doctor'] });
  const report = asUsage(name, { from: recorded, read }, io);
  return writeReports(redactReport(report, secretsOfEnvironment(io.env)), { destinations, detail: 'usual' }, io);
}
