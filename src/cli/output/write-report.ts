import { type Io, write, writeForRunner } from '../../machine/io.ts';
import { withoutOrders } from '../../machine/runner-lines.ts';
import { problemOf } from '../../model/errors.ts';
import type { Report } from '../../model/report.ts';
import { OWN_FAULT } from '../../report/exit-status.ts';
import { type FormatName, reporters } from '../../report/reporters/index.ts';
import type { Detail, Style } from '../../report/reporters/style.ts';
import { redactText } from '../../secrets/redact.ts';
import { secretsOfEnvironment } from '../../secrets/secrets.ts';
import type { Destination } from './destinations.ts';
import { save } from './save.ts';
import { FILE_STYLE, styleOf } from './style.ts';
import { addStepSummary } from './summary.ts';
import { complain, writeErrorReason } from './why.ts';

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
    return reporters[format](report, style);
  } catch (error) {
    const why = redactText(problemOf(error).message, secretsOfEnvironment(io.env));
    await complain(io, `api-doctor itself failed to write its report as ${format}: ${why}`);
    return null;
  }
}

/** Whether the text arrived; what hindered it is said on standard error. */
export async function writeOutput(text: string, { format, file }: Destination, io: Io): Promise<boolean> {
  try {
    const put = format === 'github' ? writeForRunner : write;
    if (file === null) await put(io.stdout, text);
    else if (STDERR.includes(file)) await put(io.stderr, text);
    // A job may well print the file later on.
    else await save(file, format === 'github' ? text : withoutOrders(text));
    return true;
  } catch (error) {
    const where = file === null ? 'standard output' : redactText(file, secretsOfEnvironment(io.env));
    await complain(io, `The report could not be written to ${where}: ${writeErrorReason(error)}.`);
    return false;
  }
}

/** Names of standard error, which does not open by its path where it is a socket. */
const STDERR = ['/dev/stderr', '/dev/fd/2', '/proc/self/fd/2'];
