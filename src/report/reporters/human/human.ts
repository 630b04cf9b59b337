import type { Finding } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { costText } from '../account.ts';
import { headlineOf, routeWord, sdkErrorOf } from '../headline.ts';
import { milliseconds } from '../layers.ts';
import { healthOf, isFromLog, outcomeOf, shownBeside } from '../outcome.ts';
import { hopsOf } from '../path.ts';
import type { Style } from '../style.ts';
import { clientTable } from './clients.ts';
import { ending } from './ending.ts';
import { evidenceBlock } from './evidence.ts';
import { asciiUnless, displayWidth, hangingIndent, hangStep, themeFor, type View } from './layout.ts';
import { pathPicture } from './path.ts';
import { everythingSeen } from './seen.ts';
import { leadOf } from './sentences.ts';
import { fixBlock } from './steps.ts';
import { waterfall } from './waterfall.ts';

/** How many steps a finding other than the root cause shows. */
const SECONDARY_STEPS = 2;

/** The report for people: the fault, the path, the fix; then what was seen, and the verdict again. */
export function human(report: Report, style: Style): string {
  const look = { ...themeFor(style), isVerbose: style.detail === 'verbose', isQuiet: style.detail === 'quiet' };
  const blocks = look.isQuiet ? inShort(report, look) : inFull(report, look);
  return asciiUnless(style.unicode, blocks.filter(Boolean).join('\n\n').replace(/.$/s, '$&\n'));
}

/** Only the diagnosis and the fix; empty where nothing is wrong. */
function inShort(report: Report, look: View): string[] {
  const cause = causeOf(report);
  if (cause) return answer(cause, report, look);
  if (report.exitCode === 0) return [];
  return [outcome(report, look), ...report.findings.map((finding) => secondaryFinding(finding, look))];
}

function inFull(report: Report, look: View): string[] {
  const cause = causeOf(report);
  const others = report.findings.filter((finding) => finding !== cause);
  if (!cause && isFromLog(report)) return [...hints(report, look), ending(report, undefined, look)];
  if (isBrief(report, look)) return [health(report, look), clientTable(report, look), notes(others, look)];
  return [
    ...(cause ? answer(cause, report, look) : [outcome(report, look), pathPicture(report, look)]),
    ...(cause ? [] : others.map((finding) => secondaryFinding(finding, look))),
    evidenceBlock(report, cause, look),
    cause ? continued(cause, look) : '',
    clientTable(report, look),
    ...(cause ? others.map((finding) => secondaryFinding(finding, look)) : []),
    ...(look.isVerbose ? [waterfall(report, look), everythingSeen(report, look)] : []),
    ending(report, cause, look),
  ];
}

function causeOf({ findings, rootCause }: Report): Finding | undefined {
  return findings.find(({ id }) => id === rootCause);
}

/** A healthy run with nothing to warn of. */
function isBrief(report: Report, look: View): boolean {
  return report.verdict === 'healthy' && !look.isVerbose && !report.findings.some(({ severity }) => severity !== 'info');
}

/** Three lines: what works, how long it took and by which settings, what was not tested. */
function health(report: Report, look: View): string {
  const { text, untested } = healthOf(report);
  const headline = hangingIndent(
    `${look.green(look.signs.pass)} `,
    `${look.bold(text)} ${look.dim(`(${milliseconds(report.durationMs)})`)}`,
    look,
  );
  const times = hopsOf(report).flatMap(({ hop, ms }) => (ms === null ? [] : [`${hop} ${milliseconds(Math.round(ms))}`]));
  const key = report.settings?.key ? `key from ${report.settings.key.source}` : '';
  const facts = [times.join(', '), routeWord(report), key, waited(report)].filter(Boolean).join('; ');
  const cost = costText(report);
  const last = [untested && oneLine(untested, look), cost && hangingIndent('  ', `Cost: ${cost}`, look)];
  return [headline, hangingIndent('  ', facts, look), ...last].filter(Boolean).join('\n');
}

/** A sentence and its command on one line where both fit. */
function oneLine(step: string, look: View): string {
  const whole = `  ${step.replaceAll('`', '')}`;
  return displayWidth(whole) <= look.columns ? whole : hangStep('  ', step, look);
}

/** Other things worth knowing, one line each. */
function notes(findings: Finding[], look: View): string {
  return findings
    .map(({ id, title }) => hangingIndent(`${look.cyan('i')} `, `${title} ${look.dim(`(${id}, more: --verbose)`)}`, look))
    .join('\n');
}

/** The fault, the path, what the SDKs say, the explanation, the fix. */
function answer(cause: Finding, report: Report, look: View): string[] {
  const more = [waited(report), others(report, look)].filter(Boolean);
  const error = sdkErrorOf(cause);
  return [
    [
      hangingIndent(`${look.red(look.signs.fail)} `, look.bold(headlineOf(cause, report)), look),
      hangingIndent('  ', look.dim([cause.id, ...more].join(' · ')), look),
    ].join('\n'),
    pathPicture(report, look),
    [
      error && hangingIndent('  ', `SDK error: ${error}`, look),
      hangingIndent('  ', look.isVerbose ? cause.explanation : leadOf(cause.explanation, look).lead, look),
    ]
      .filter(Boolean)
      .join('\n'),
    fixBlock(cause, report, look),
  ];
}

/** How many findings stand below the answer, or would without --quiet. */
function others({ findings }: Report, look: View): string {
  const count = findings.length - 1;
  return count > 0 ? `${count} more finding${count > 1 ? 's' : ''} ${look.isQuiet ? 'without --quiet' : 'below'}` : '';
}

/** The part of the explanation that did not fit above the fix. */
function continued({ explanation }: Finding, look: View): string {
  const rest = look.isVerbose ? '' : leadOf(explanation, look).rest;
  return rest && [look.bold('Explanation, continued'), hangingIndent('  ', rest, look)].join('\n');
}

/** What earlier checks of --wait found. */
function waited({ waited }: Report): string {
  if (!waited || waited.checks < 2) return '';
  const met = waited.causes.length > 0 ? `; earlier failures: ${waited.causes.join(', ')}` : '';
  return `${waited.checks} checks in ${milliseconds(waited.ms)}${met}`;
}

/** What a log shows without a cause: its evidence and the steps that would name one are all there is to go by. */
function hints(report: Report, look: View): string[] {
  const [first, ...others] = report.findings;
  if (!first) return [outcome(report, look)];
  const evidence = first.evidence.map((line) => hangingIndent(`  ${look.signs.bullet} `, line, look));
  return [
    secondaryFinding({ ...first, steps: [] }, look),
    fixBlock(first, report, look),
    evidence.length > 0 ? [look.bold('Evidence'), ...evidence].join('\n') : '',
    ...others.map((finding) => secondaryFinding(finding, look)),
  ];
}

function secondaryFinding(finding: Finding, look: View): string {
  const isInfo = finding.severity === 'info';
  const sign = finding.severity === 'error' ? look.red(look.signs.fail) : isInfo ? look.cyan('i') : look.yellow(look.signs.warn);
  const steps = isInfo && !look.isVerbose ? [] : finding.steps.slice(0, look.isVerbose ? undefined : SECONDARY_STEPS);
  return [
    hangingIndent(`${sign} `, `${look.bold(finding.title)} ${look.dim(finding.id)}`, look),
    hangingIndent('  ', finding.explanation, look),
    ...shownBeside(finding).map((line) => hangingIndent('    ', line, look)),
    ...steps.map((step) => hangStep(`  ${look.signs.bullet} `, step, look)),
  ].join('\n');
}

/** What a run without a root cause shows. */
function outcome(report: Report, look: View): string {
  const { title, text } = isFromLog(report) || report.verdict === 'unknown' ? outcomeOf(report) : liveOutcome(report);
  const sign = report.verdict === 'healthy' ? look.green(look.signs.pass) : look.yellow(look.signs.warn);
  const lines = [hangingIndent(`${sign} `, look.bold(title), look), waited(report) && hangingIndent('  ', waited(report), look)];
  return [...lines, text && hangStep('  ', text, look)].filter(Boolean).join('\n');
}

function liveOutcome(report: Report): { title: string; text: string } {
  const { title, text } = outcomeOf(report);
  if (title === 'Interrupted') return { title, text };
  const warnings = report.findings.filter(({ severity }) => severity !== 'info').length;
  const { text: works, untested } = healthOf(report);
  return { title: warnings > 0 ? `${works}, with ${warnings} warning${warnings > 1 ? 's' : ''}` : works, text: untested };
}
