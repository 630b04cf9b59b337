import { type Comparison, compare } from '../../diagnosis/diff/compare.ts';
import { comparisonText, type Names } from '../../diagnosis/diff/text.ts';
import type { Io } from '../../machine/io.ts';
import { SCHEMA_VERSION } from '../../model/report.ts';
import { UsageError } from '../../model/usage-error.ts';
import { OK, OWN_FAULT } from '../../report/exit-status.ts';
import { maskData } from '../../secrets/redact/data.ts';
import { maskerForAll } from '../../secrets/redact/text.ts';
import { redactData } from '../../secrets/redact.ts';
import { secretsOfEnvironment } from '../../secrets/secrets.ts';
import { type Destination, destinationsOf, rejectInputOverwrite } from '../output/destinations.ts';
import { FILE_STYLE, styleOf } from '../output/style.ts';
import { writeOutput } from '../output/write-output.ts';
import { readReport } from '../report-file.ts';

/** The options of `diff` as commander hands them over. */
export interface DiffCommand {
  format?: string[];
}

/** A comparison is not a report, so only these formats apply. */
const DIFF_FORMATS: readonly string[] = ['human', 'json', 'html'];

/** Compares two reports. The exit status states whether they could be compared, not whether they differ. */
export async function runDiff({ good, bad }: { good: string; bad: string }, { format }: DiffCommand, io: Io): Promise<number> {
  const destinations = destinationsOf(format ?? ['human'], io);
  const strange = destinations.find(({ format }) => !DIFF_FORMATS.includes(format));
  if (strange) throw new UsageError(`--format: diff has no format '${strange.format}'.`, `Formats: ${DIFF_FORMATS.join(', ')}`);
  if (good === '-' && bad === '-')
    throw new UsageError('only one of the two reports can come from standard input. Name a file for the other.');
  rejectInputOverwrite(destinations, [good, bad]);
  const mask = maskerForAll(secretsOfEnvironment(io.env));
  const [first, second] = [await readReport(good, io), await readReport(bad, io)];
  const compared = compare(maskData(first, mask), maskData(second, mask), io.startedAs);
  const { comparison, names } = redactData(
    { comparison: compared, names: { a: nameOf(good), b: nameOf(bad) } },
    secretsOfEnvironment(io.env),
  );
  let status = OK;
  for (const destination of destinations) {
    const text = await textFor(destination, { comparison, names }, io);
    if (!(await writeOutput(text, destination, io))) status = OWN_FAULT;
  }
  return status;
}

function nameOf(path: string): string {
  return path === '-' ? 'standard input' : path;
}

async function textFor(
  { format, file }: Destination,
  { comparison, names }: { comparison: Comparison; names: Names },
  io: Io,
): Promise<string> {
  if (format === 'human') return comparisonText(comparison, names, file === null ? await styleOf(io) : FILE_STYLE);
  if (format === 'html') return (await import('../../diagnosis/diff/page.ts')).comparisonPage(comparison, names);
  const { a, b, ...rest } = comparison;
  const reports = { a: { name: names.a, ...a }, b: { name: names.b, ...b } };
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, tool: { name: 'api-doctor', version: io.version }, ...reports, ...rest }, null, 2)}\n`;
}
