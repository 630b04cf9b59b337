import type { Finding } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { isFromLog, outcomeOf } from '../outcome.ts';
import { milliseconds } from '../rows.ts';
import { askedFor, headerLines } from './asked.ts';
import { factsOfFailures } from './facts.ts';
import { besideCause, documentedAs, evidenceOf, proseWithCommands, stepsOf } from './finding.ts';
import { whereItRan } from './machine.ts';
import { clientList, countOf, layerTable, probeList } from './seen.ts';
import { block, code, LONGEST_TITLE, prose } from './text.ts';

/**
 * A ticket for support: whoever reads it can act without asking back. It is read on GitHub, in chat tools, which show a part of Markdown
 * only, and as plain text, so a sentence is one line (GitHub's comments and chat tools keep line breaks) and nothing stands in bold.
 */
export function markdown(report: Report): string {
  const cause = report.findings.find(({ id, severity }) => severity === 'error' && id === report.rootCause);
  const parts = [
    ...(cause ? causeOf(cause, report) : outcome(report)),
    section('What support asks for', askedFor(report)),
    section('Layers', layerTable(report)),
    ...(cause ? [section('What shows it', evidenceOf(cause)), section('What was advised', stepsOf(cause))] : []),
    ...(cause ? [] : warningsOf(report).map(besideCause)),
    section('What the usual clients do here', clientList(report)),
    section('Where it ran', whereItRan(report)),
    ...foldedParts(report, cause),
    madeBy(report),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function section(heading: string, text: string): string {
  return text === '' ? '' : `### ${heading}\n\n${text}`;
}

function causeOf(cause: Finding, { exitCode, target, ...report }: Report): string[] {
  const calls = target.host ? `Calls to ${code(target.host)} fail` : 'Calls fail';
  const from = isFromLog({ ...report, exitCode, target }) ? ', says the log' : ' from this machine';
  return [
    `## ${prose(cause.title, LONGEST_TITLE)}`,
    `${calls}${from}. Root cause: ${code(cause.id)}, exit status ${exitCode}. ${documentedAs(cause)}`,
    proseWithCommands(cause.explanation),
  ];
}

function outcome(report: Report): string[] {
  const { title, text } = outcomeOf(report);
  return [
    `## ${prose(title)}`,
    `Verdict: ${code(report.verdict)}, no root cause, exit status ${report.exitCode}.`,
    proseWithCommands(text),
  ];
}

function warningsOf({ findings }: Report): Finding[] {
  return findings.filter(({ severity }) => severity !== 'info');
}

function foldedParts(report: Report, cause: Finding | undefined): string[] {
  const main = cause ? [cause] : warningsOf(report);
  const others = report.findings.filter((finding) => !main.includes(finding));
  const headers = headerLines(report.ticket.response?.headers ?? {});
  return [
    folded(
      `What was tried: ${report.probes.length} steps, ${countOf(report)}`,
      report.probes.length > 0 ? probeList(report) : '',
    ),
    folded(`Also noticed: ${others.length}`, others.map(besideCause).join('\n\n')),
    folded(`Headers of the answer: ${headers.length}`, headers.length > 0 ? block(headers) : ''),
    folded('What the failed steps saw, as JSON', factsOfFailures(report)),
  ];
}

/** The blank lines make a renderer read what is inside as Markdown (CommonMark 0.31, section 4.6). The summary holds no text from outside. */
function folded(summary: string, text: string): string {
  return text === '' ? '' : `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

function madeBy(report: Report): string {
  const { tool, startedAt, durationMs } = report;
  const of = isFromLog(report) ? 'a log read' : 'a check begun';
  return `Made by ${code(tool.name)} from ${of} at ${code(startedAt)}, which took ${milliseconds(durationMs)}. Keys, passwords, cookies and authorization headers were hidden before this was written: of a secret at most a short prefix and its length are shown.`;
}
