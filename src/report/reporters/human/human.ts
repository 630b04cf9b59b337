import { apiErrors, type LibraryType, libraryTypes } from '../../../catalogue/documented.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { isFromLog, outcomeOf, shownBeside } from '../outcome.ts';
import { layerRows, milliseconds } from '../rows.ts';
import type { Style } from '../style.ts';
import { clientTable } from './clients.ts';
import { asciiUnless, hangingIndent, hangStep, type Theme, themeFor } from './layout.ts';
import { everythingSeen } from './seen.ts';

/** How many steps a finding other than the root cause shows. */
const SECONDARY_STEPS = 2;

/** How many steps of the root cause people read; all of them are in the ticket, in JSON and with `--verbose`. */
const MOST_STEPS = 5;

/** How a report is shown: its looks, and how many steps of the root cause are printed. */
interface View extends Theme {
  most: number;
}

/** The report for people: one line per layer, then the root cause with its steps, then other findings. */
export function human(report: Report, style: Style): string {
  const look = { ...themeFor(style), most: style.detail === 'verbose' ? Number.POSITIVE_INFINITY : MOST_STEPS };
  const blocks = {
    quiet: () => inShort(report, look),
    usual: () => inFull(report, look),
    verbose: () => [...inFull(report, look), everythingSeen(report, look)],
  }[style.detail ?? 'usual']();
  return asciiUnless(style.unicode, blocks.filter(Boolean).join('\n\n').replace(/.$/s, '$&\n'));
}

/** Only the diagnosis and the fix; empty where nothing is wrong. */
function inShort(report: Report, look: View): string[] {
  const [first] = report.findings;
  if (first && first.id === report.rootCause) return [...namedCause(first, look), stepsSection(first, report, look)];
  if (report.exitCode === 0) return [];
  return [outcome(report, look), ...report.findings.map((finding) => secondaryFinding(finding, look))];
}

function inFull(report: Report, look: View): string[] {
  const [first, ...others] = report.findings;
  const isRoot = first !== undefined && first.id === report.rootCause;
  return [
    [head(report, look), waited(report, look)].filter(Boolean).join('\n'),
    layerRows(report, look).join('\n'),
    clientTable(report, look),
    ...(isRoot ? [rootCause(first, report, look)] : isFromLog(report) ? [] : [outcome(report, look)]),
    ...(isRoot ? others : report.findings).map((finding) =>
      !isRoot && isFromLog(report) && finding === first ? hint(finding, report, look) : secondaryFinding(finding, look),
    ),
  ];
}

/** What a log shows without a cause: its evidence and the steps that would name one are all there is to go by. */
function hint(finding: Finding, report: Report, look: View): string {
  const evidence = finding.evidence.map((line) => hangingIndent(`  ${look.signs.bullet} `, line, look));
  const steps = finding.steps.length > 0 ? stepsSection(finding, report, look) : '';
  return [secondaryFinding(finding, look), steps, section('Evidence', evidence, look)].filter(Boolean).join('\n\n');
}

function head(report: Report, look: Theme): string {
  const { tool, target, durationMs } = report;
  const way = isFromLog(report) ? 'read from a log' : target.route === 'proxy' ? 'via proxy' : 'direct';
  const facts = [target.baseUrl, way, milliseconds(durationMs)].filter(Boolean).join(', ');
  return hangingIndent(`${look.bold(tool.name)} ${tool.version} `, facts, look);
}

/** What earlier checks of --wait found. */
function waited({ waited }: Report, look: Theme): string {
  if (!waited || waited.checks < 2) return '';
  const met = waited.causes.length > 0 ? `; earlier failures: ${waited.causes.join(', ')}` : '';
  return hangingIndent('', `${waited.checks} checks in ${milliseconds(waited.ms)}${met}`, look);
}

function rootCause(finding: Finding, report: Report, look: View): string {
  const sections = [
    ...namedCause(finding, look),
    stepsSection(finding, report, look),
    section(
      'Evidence',
      finding.evidence.map((line) => hangingIndent(`  ${look.signs.bullet} `, line, look)),
      look,
    ),
    documented(finding, report, look),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function namedCause({ id, title, explanation }: Finding, look: Theme): string[] {
  return [
    `${hangingIndent(`${look.red(look.signs.fail)} `, look.bold(title), look)}\n  ${look.dim(id)}`,
    hangingIndent('  ', explanation, look),
  ];
}

function stepsSection({ steps }: Finding, report: Report, look: View): string {
  const left = steps.length - look.most;
  const more = left > 0 ? [look.dim(`     ${left} more with ${isFromLog(report) ? '--format json' : '--verbose'}`)] : [];
  return section('How to fix it', [...numbered(steps.slice(0, look.most), look), ...more], look);
}

function section(name: string, lines: string[], look: Theme): string {
  return lines.length === 0 ? '' : `  ${look.bold(name)}\n${lines.join('\n')}`;
}

function numbered(steps: string[], look: Theme): string[] {
  return steps.map((step, at) => hangStep(`  ${String(at + 1).padStart(steps.length > 9 ? 2 : 1)}. `, step, look));
}

/** How the API, the SDKs, and the documentation name the error. */
function documented({ apiError, pythonType, docs }: Finding, { ticket }: Report, look: Theme): string {
  const error = apiError ? apiErrors[apiError] : null;
  const type = pythonType ? libraryTypes[pythonType] : null;
  const lines: [string, string | null][] = [
    ['API error', error ? `${error.httpStatus} - ${error.title}` : null],
    ['SDK error', type ? sdkError(type) : null],
    ['Documentation', docs],
    ['Request ID', ticket.requestId],
  ];
  return lines.flatMap(([name, text]) => (text ? [hangingIndent(`  ${name.padEnd(15)}`, text, look)] : [])).join('\n');
}

function sdkError({ name, nodeName }: LibraryType): string {
  return name === nodeName ? `${name} (Python, Node.js)` : `${name} (Python), ${nodeName} (Node.js)`;
}

function secondaryFinding(finding: Finding, look: Theme): string {
  const isInfo = finding.severity === 'info';
  const sign = finding.severity === 'error' ? look.red(look.signs.fail) : isInfo ? look.cyan('i') : look.magenta(look.signs.warn);
  const steps = isInfo ? [] : finding.steps.slice(0, SECONDARY_STEPS);
  return [
    `${sign} ${look.bold(finding.title)} ${look.dim(finding.id)}`,
    hangingIndent('  ', finding.explanation, look),
    ...shownBeside(finding).map((line) => hangingIndent('    ', line, look)),
    ...steps.map((step) => hangStep(`  ${look.signs.bullet} `, step, look)),
  ].join('\n');
}

function outcome(report: Report, look: Theme): string {
  const { title, text } = outcomeOf(report);
  const sign = report.verdict === 'healthy' ? look.green(look.signs.pass) : look.magenta(look.signs.warn);
  return `${sign} ${look.bold(title)}\n${hangStep('  ', text, look)}`;
}
