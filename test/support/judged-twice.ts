import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { diagnose as judge } from '../../src/diagnosis/diagnose.ts';
import { rejudged } from '../../src/diagnosis/recorded/rejudge.ts';
import { reportIn } from '../../src/diagnosis/recorded/report.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { DiagnosisInput } from '../../src/model/observation.ts';
import { exitStatus } from '../../src/report/exit-status.ts';
import { makeReport } from '../../src/report/report.ts';
import { json } from '../../src/report/reporters/json/json.ts';
import { redactReport } from '../../src/secrets/redact.ts';
import { secretsOf } from '../../src/secrets/secrets.ts';
import { readBaseUrl } from '../../src/settings/base-url.ts';
import { asVersion1 } from './version-1.ts';

/** The report of a case as a file holds it. */
function asFile(c: DiagnosisInput, findings: Finding[] = judge(c)): string {
  const meta = { version: '0.0.0', durationMs: 1, timeZone: 'UTC', failOn: 'error' as const, interruptedBy: null };
  return json(redactReport(makeReport(c, findings, meta), secretsOf(c.target)));
}

/** Some cases have a target that is put together by hand, such as no base URL is read to. */
const isMade = ({ target }: DiagnosisInput) => isDeepStrictEqual(readBaseUrl(target.baseUrl).url, target.url);

const read = (file: string) => rejudged(reportIn(file), { version: '0.0.0', failOn: null });

/** Judges a case, and sees that its report, written to a file and read back, is judged the same, word by word, also in the form of version 1. */
export function diagnose(c: DiagnosisInput): Finding[] {
  const findings = judge(c);
  // A case in which nobody looked at anything makes a report that nothing can be judged by.
  if (Object.keys({ ...c.observations, ...c.alternateObservations }).length === 0 || !isMade(c)) return findings;
  const startedAt = c.startedAt || '2026-11-22T10:00:00.000+01:00';
  const file = asFile({ ...c, startedAt }, findings);
  const again = json(redactReport(read(file), []));
  expect(JSON.parse(again).findings, 'judged again from its report').toEqual(JSON.parse(file).findings);
  const old = json(redactReport(read(asVersion1(file)), []));
  expect(JSON.parse(old).findings, 'judged again from a report of version 1').toEqual(JSON.parse(file).findings);
  expect(JSON.parse(again).exitCode).toBe(exitStatus(findings, { failOn: 'error', interruptedBy: null }));
  return findings;
}
