import type { Finding } from '../../../model/finding.ts';
import type { Severity } from '../../../model/layers.ts';
import type { Report } from '../../../model/report.ts';
import { cut } from '../../../secrets/redact/clean.ts';
import { outcomeOf, shownBeside } from '../outcome.ts';
import { bulleted, numbered } from '../plain.ts';
import type { Style } from '../style.ts';
import { annotation, type Level } from './workflow.ts';

const LEVELS: Record<Severity, Level> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub shows at most this many annotations of one level per step and drops the rest silently. */
const SHOWN_OF_A_LEVEL = 10;

/** GitHub allows 255 characters for a title and 64 KiB for a message; longer ones than these are not read. */
const LIMITS = { title: 200, message: 8_000 };

/** The findings as annotations of a GitHub Actions job, root cause first; without a root cause, the outcome. */
export function github(report: Report, { detail }: Pick<Style, 'detail'>): string {
  const { findings, rootCause, verdict } = report;
  if (detail === 'quiet' && verdict === 'healthy') return '';
  const lines = Object.values(LEVELS).flatMap((level) =>
    findings.filter(({ severity }) => LEVELS[severity] === level).slice(0, SHOWN_OF_A_LEVEL),
  );
  return (rootCause === null ? outcome(report) : '') + lines.map((finding) => ofFinding(finding, report)).join('');
}

/** Only the root cause has its evidence; other findings stay short. */
function ofFinding(finding: Finding, { rootCause }: Report): string {
  const { id, severity, title, explanation, evidence, steps } = finding;
  const facts = bulleted('Evidence', id === rootCause ? evidence : shownBeside(finding));
  const message = [explanation, facts, numbered('How to fix it', steps)].filter(Boolean).join('\n\n');
  return annotation(LEVELS[severity], `${cut(title, LIMITS.title)} (${id})`, cut(message, LIMITS.message));
}

/** Healthy is a notice that states what was not tested. An interrupted run may hide a failure. */
function outcome(report: Report): string {
  const { title, text } = outcomeOf(report);
  return annotation(levelOf(report), `api-doctor: ${title}`, text);
}

function levelOf({ verdict, exitCode }: Report): Level {
  if (exitCode !== 0) return 'error';
  return verdict === 'healthy' || verdict === 'unknown' ? 'notice' : 'warning';
}
