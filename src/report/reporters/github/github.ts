import type { Finding } from '../../../model/finding.ts';
import type { Severity } from '../../../model/layers.ts';
import type { Report } from '../../../model/report.ts';
import { cut } from '../../../secrets/redact/clean.ts';
import { outcomeOf, shownBeside } from '../outcome.ts';
import { bulleted, numbered } from '../plain.ts';
import type { Style } from '../style.ts';
import { annotation, type Level } from './workflow.ts';

const LEVELS: Record<Severity, Level> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub shows so many annotations of one level for each step, and drops the rest without a word. */
const SHOWN_OF_A_LEVEL = 10;

/** GitHub keeps 255 characters of a title and 64 KiB of a message; nobody reads a longer one than this. */
const LIMITS = { title: 200, message: 8_000 };

/** The findings as annotations of a GitHub Actions job, root cause first; where there is none, what the run shows. */
export function github(report: Report, { detail }: Pick<Style, 'detail'>): string {
  const { findings, rootCause, verdict } = report;
  if (detail === 'quiet' && verdict === 'healthy') return '';
  const lines = Object.values(LEVELS).flatMap((level) =>
    findings.filter(({ severity }) => LEVELS[severity] === level).slice(0, SHOWN_OF_A_LEVEL),
  );
  return (rootCause === null ? outcome(report) : '') + lines.map((finding) => ofFinding(finding, report)).join('');
}

/** The facts stand with the root cause alone: what else was noticed is there to be seen, not to bury it. */
function ofFinding(finding: Finding, { rootCause }: Report): string {
  const { id, severity, title, explanation, evidence, steps } = finding;
  const facts = bulleted('What shows it', id === rootCause ? evidence : shownBeside(finding));
  const message = [explanation, facts, numbered('What to do', steps)].filter(Boolean).join('\n\n');
  return annotation(LEVELS[severity], `${cut(title, LIMITS.title)} (${id})`, cut(message, LIMITS.message));
}

/** Healthy is a notice too, since it says what was not tested. A run that was ended early may hide a failure. */
function outcome(report: Report): string {
  const { title, text } = outcomeOf(report);
  return annotation(levelOf(report), `api-doctor: ${title}`, text);
}

function levelOf({ verdict, exitCode }: Report): Level {
  if (exitCode !== 0) return 'error';
  return verdict === 'healthy' || verdict === 'unknown' ? 'notice' : 'warning';
}
