import type { Finding } from '../../model/finding.ts';
import type { Verdict } from '../../model/layers.ts';
import type { InternalError } from '../../model/problem.ts';
import { type ReportProbe, SCHEMA_VERSION } from '../../model/report.ts';
import type { Settings } from '../../model/settings.ts';
import { settings } from './settings.ts';
import {
  amount,
  InvalidReportError,
  inside,
  isRecord,
  list,
  number,
  oneOf,
  orNull,
  own,
  record,
  shownName,
  text,
  texts,
  type Validator,
} from './shape.ts';
import { fromVersion1 } from './version-1.ts';

/** A parsed report: the fields that this version uses, with unparsed facts. */
export interface RecordedReport {
  version: string;
  startedAt: string;
  durationMs: number;
  target: { baseUrl: string; host: string | null; port: number | null; route: 'direct' | 'proxy' };
  verdict: Verdict;
  exitCode: number;
  rootCause: string | null;
  findings: RecordedFinding[];
  probes: RecordedProbe[];
  environment: RecordedEnvironment;
  /** Null for a log, and in reports of early versions. */
  settings: Settings | null;
  internalErrors: InternalError[];
}

export type RecordedFinding = Pick<Finding, 'id' | 'severity' | 'title' | 'explanation' | 'evidence' | 'steps'>;

export type RecordedProbe = Omit<ReportProbe, 'facts'> & { facts: unknown };

export interface RecordedEnvironment {
  runtime: string | null;
  node: string | null;
  openssl: string | null;
  os: string | null;
  platform: string | null;
  timeZone: string | null;
  shell: string | null;
  distribution: string | null;
  variables: Record<string, string> | null;
}

const shape = record<Omit<RecordedReport, 'version' | 'settings' | 'internalErrors'>>({
  startedAt: text,
  durationMs: amount,
  target: record<RecordedReport['target']>({
    baseUrl: text,
    host: orNull(text),
    port: orNull(number),
    route: oneOf('direct', 'proxy'),
  }),
  verdict: oneOf('healthy', 'degraded', 'failing', 'unknown'),
  exitCode: amount,
  rootCause: orNull(text),
  findings: list(
    record<RecordedFinding>({
      id: text,
      severity: oneOf('error', 'warning', 'info'),
      title: text,
      explanation: text,
      evidence: list(text),
      steps: list(text),
    }),
  ),
  probes: list(
    record<RecordedProbe>({
      id: text,
      route: oneOf('direct', 'proxy'),
      status: oneOf('pass', 'warn', 'fail', 'skip'),
      startMs: amount,
      durationMs: amount,
      summary: text,
      facts: (value) => value,
      skippedBecause: orNull(text),
    }),
  ),
  environment: record<RecordedEnvironment>({
    runtime: orNull(text),
    node: orNull(text),
    openssl: orNull(text),
    os: orNull(text),
    platform: orNull(text),
    timeZone: orNull(text),
    shell: orNull(text),
    distribution: orNull(text),
    variables: orNull(texts),
  }),
});

const internalErrors = list(record<InternalError>({ step: text, message: text }));

/** Parses the text of a file as a report. Throws a `Misfit` with the reason. */
export const reportIn: Validator<RecordedReport> = (value) => {
  if (typeof value !== 'string') throw new InvalidReportError('', 'is no text');
  const json = parse(value);
  const tool = isRecord(json) ? own(json, 'tool') : null;
  if (!isRecord(json) || !isRecord(tool) || own(tool, 'name') !== 'api-doctor') {
    throw new InvalidReportError('', 'is JSON, but no report of api-doctor');
  }
  const version = text(own(tool, 'version') ?? '');
  const report = inThisForm(json, version);
  return {
    version,
    ...shape(report),
    settings: orNull(settings)(own(report, 'settings')),
    internalErrors: inside('internalErrors', () => orNull(internalErrors)(own(report, 'internalErrors'))) ?? [],
  };
};

function parse(content: string): unknown {
  if (content.trim() === '') throw new InvalidReportError('', 'is empty');
  try {
    return JSON.parse(content.replace(/^\ufeff/, ''));
  } catch {
    // The parser's message quotes the text, which is untrusted.
    throw new InvalidReportError('', 'is not JSON');
  }
}

/** The report under the names of this version. Refuses schema versions that it cannot read. */
function inThisForm(json: Record<string, unknown>, version: string): Record<string, unknown> {
  const schemaVersion = own(json, 'schemaVersion');
  if (schemaVersion === SCHEMA_VERSION) return json;
  if (schemaVersion === 1) return fromVersion1(json);
  const newer = typeof schemaVersion === 'number' && schemaVersion > SCHEMA_VERSION;
  const form = typeof schemaVersion === 'number' ? `schemaVersion ${schemaVersion}` : 'no schemaVersion that is a number';
  throw new InvalidReportError(
    '',
    `has ${form}, and this version reads 1 and ${SCHEMA_VERSION}${newer ? `: it was made by a newer api-doctor (${shownName(version)}), which can read it` : ''}`,
  );
}
