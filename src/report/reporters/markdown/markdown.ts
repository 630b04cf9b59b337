import type { Finding } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { milliseconds } from '../layers.ts';
import { isFromLog, outcomeOf } from '../outcome.ts';
import { askedFor, headerLines } from './asked.ts';
import { factsOfFailures } from './facts.ts';
import { besideCause, documentedAs, evidenceOf, proseWithCommands, stepsOf } from './finding.ts';
import { atAGlance } from './glance.ts';
import { whereItRan } from './machine.ts';
import { clientList, countOf, layerTable, probeList } from './seen.ts';
import { block, code, LONGEST_TITLE, prose } from './text.ts';

/**
 * A ticket for support with all they ask for. It is read on GitHub, in chat tools, which support only a part of Markdown, and as plain
 * text, so each paragraph is one line (GitHub comments and chat tools keep line breaks), and nothing is bold.
 */
export function markdown(report: Report): string {
  const cause = report.findings.find(({ id, severity }) => severity === 'error' && id === report.rootCause);
  const parts = [
    heading(report, cause),
    atAGlance(report, cause),
    ...(cause ? diagnosis(cause, report) : outcome(report)),
    ...(cause ? [section('Suggested fix (not verified)', stepsOf(cause))] : warningsOf(report).map(besideCause)),
    ...foldedParts(report, cause),
    madeBy(report),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function section(heading: string, text: string): string {
  return text === '' ? '' : `### ${heading}\n\n${text}`;
}

function heading(report: Report, cause: Finding | undefined): string {
  const { host } = report.target;
  if (!cause) return `## ${prose(outcomeOf(report).title)}`;
  return `## ${host ? `${code(host, 100)}: ` : ''}${prose(cause.title, LONGEST_TITLE)} (${code(cause.id)})`;
}

function diagnosis(cause: Finding, report: Report): string[] {
  const { host } = report.target;
  const calls = host ? `Calls to ${code(host)} fail` : 'Calls fail';
  const from = isFromLog(report) ? ', according to the log' : ' from this machine';
  return [
    proseWithCommands(cause.explanation),
    `${calls}${from}. Root cause: ${code(cause.id)} (exit status ${report.exitCode}). ${documentedAs(cause)}`,
  ];
}

function outcome(report: Report): string[] {
  const { text } = outcomeOf(report);
  return [`Verdict: ${code(report.verdict)}, no root cause, exit status ${report.exitCode}.`, proseWithCommands(text)];
}

function warningsOf({ findings }: Report): Finding[] {
  return findings.filter(({ severity }) => severity !== 'info');
}

function foldedParts(report: Report, cause: Finding | undefined): string[] {
  const main = cause ? [cause] : warningsOf(report);
  const others = report.findings.filter((finding) => !main.includes(finding));
  const headers = headerLines(report.ticket.response?.headers ?? {});
  const [ran, idle] = [
    report.probes.filter(({ status }) => status !== 'skip'),
    report.probes.filter(({ status }) => status === 'skip'),
  ];
  const evidence = [layerTable(report), cause && evidenceOf(cause), ran.length > 0 && probeList(ran)]
    .filter(Boolean)
    .join('\n\n');
  return [
    folded('Details for support', askedFor(report)),
    folded(`Evidence${ran.length > 0 ? `: ${countOf(ran)}` : ''}`, evidence),
    folded(`Not run: ${idle.length} probe${idle.length === 1 ? '' : 's'}`, idle.length > 0 ? probeList(idle) : ''),
    folded('Environment', whereItRan(report)),
    folded('Clients on this machine', clientList(report)),
    folded(`Other findings: ${others.length}`, others.map(besideCause).join('\n\n')),
    folded(`Response headers: ${headers.length}`, headers.length > 0 ? block(headers) : ''),
    folded('Raw data of failed probes (JSON)', factsOfFailures(report)),
  ];
}

/** The blank lines make a renderer parse the content as Markdown (CommonMark 0.31, section 4.6). The summary has no text from outside. */
function folded(summary: string, text: string): string {
  return text === '' ? '' : `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

function madeBy(report: Report): string {
  const { tool, startedAt, durationMs } = report;
  const of = isFromLog(report) ? 'a log read at' : 'a check started at';
  return `Created by ${code(tool.name)} from ${of} ${code(startedAt)} (${milliseconds(durationMs)}). Keys, passwords, cookies, and authorization headers are masked: at most a short prefix and the length are shown.`;
}
