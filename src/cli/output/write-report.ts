import type { Io } from '../../machine/io.ts';
import { problemOf } from '../../model/errors.ts';
import type { Report } from '../../model/report.ts';
import { OWN_FAULT } from '../../report/exit-status.ts';
import { reporterFor } from '../../report/reporters/load.ts';
import type { FormatName } from '../../report/reporters/names.ts';
import type { Detail, Style } from '../../report/reporters/style.ts';
import { redactText } from '../../secrets/redact.ts';
import { secretsOfEnvironment } from '../../secrets/secrets.ts';
import type { Destination } from './destinations.ts';
import { FILE_STYLE, styleOf } from './style.ts';
import { addStepSummary } from './summary.ts';
import { complain } from './why.ts';
import { writeOutput } from './write-output.ts';

/** Where a report goes, and how much of it people are shown. */
export interface Delivery {
  destinations: Destination[];
  detail: Detail;
}

/** Writes the report in each format; resolves with the exit status: the report's, unless writing failed on a healthy run. */
export async function writeReports(report: Report, { destinations, detail }: Delivery, io: Io): Promise<number> {
  let status = report.exitCode;
  for (const destination of destinations) {
    const style = destination.file === null ? await styleOf(io) : FILE_STYLE;
    const text = await renderReport(report, destination.format, { style: { ...style, detail }, io });
    if (text === null || !(await writeOutput(text, destination, io))) status ||= OWN_FAULT;
  }
  if (destinations.some(({ format }) => format === 'github')) await addStepSummary(report, io);
  return status;
}

/** The report in a format; null where a bug of this program prevents that, which does not affect the other formats. */
async function renderReport(report: Report, format: FormatName, { style, io }: { style: Style; io: Io }): Promise<string | null> {
  try {
    return (await reporterFor(format))(report, style);
  } catch (error) {
    const why = redactText(problemOf(error).message, secretsOfEnvironment(io.env));
    await complain(io, `api-doctor itself failed to write its report as ${format}: ${why}`);
    return null;
  }
}
