import { expect } from 'vitest';
import { diagnose as judge } from '../src/diagnose.ts';
import { exitStatus } from '../src/exit.ts';
import { rejudged } from '../src/recorded/rejudge.ts';
import { reportIn } from '../src/recorded/report.ts';
import { redactReport } from '../src/redact.ts';
import { makeReport } from '../src/report.ts';
import { json } from '../src/reporters/json.ts';
import { secretsOf } from '../src/secrets.ts';
import type { Case, Finding } from '../src/types.ts';

/** The report of a case as a file holds it. */
export function asFile(c: Case, findings: Finding[] = judge(c)): string {
  const meta = { version: '0.0.0', durationMs: 1, timeZone: 'UTC', failOn: 'error' as const, interruptedBy: null };
  return json(redactReport(makeReport(c, findings, meta), secretsOf(c.target)));
}

const told = (findings: Finding[]) => findings.map(({ id, severity }) => `${severity} ${id}`);

/** Judges a case, and sees that its report, written to a file and read back, is judged the same. */
export function diagnose(c: Case): Finding[] {
  const findings = judge(c);
  const again = rejudged(reportIn(asFile(c, findings)), { version: '0.0.0', failOn: null });
  expect(told(again.findings), 'judged again from its report').toEqual(told(findings));
  expect(again.exitCode).toBe(exitStatus(findings, { failOn: 'error', interruptedBy: null }));
  return findings;
}
