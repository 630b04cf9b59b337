import type { Finding } from '../../../model/finding.ts';
import type { Layer } from '../../../model/layers.ts';
import type { Report, ReportProbe } from '../../../model/report.ts';
import { ONLY_WARNINGS } from '../../exit-status.ts';
import { isFromLog, shownBeside } from '../outcome.ts';
import { bulleted, numbered } from '../plain.ts';

/** One test case. `type` and `text` belong to a failure, `message` to a failure or a skipped case. */
export interface TestCase {
  name: string;
  ms: number;
  state: 'passed' | 'failed' | 'skipped';
  type: string;
  message: string;
  text: string;
  /** Text for `system-out`. */
  output: string;
}

interface Row {
  probes: RegExp;
  /** The authenticated request that shows it by succeeding: these layers have no probes of their own. */
  shownBy?: string;
  /** The message where no probe ran. */
  unseen: string;
}

const NO_CALL = 'not checked: no authenticated request succeeded';
const NOT_BILLED = 'not checked: no billed request succeeded (only --deep sends one)';

/** Every layer has a case in every report, in layer order. */
const ROWS: Record<Exclude<Layer, 'probe'>, Row> = {
  config: { probes: /^config\//, unseen: 'not checked' },
  dns: { probes: /^dns\//, unseen: 'not checked' },
  tcp: { probes: /^tcp\//, unseen: 'not checked' },
  proxy: { probes: /^proxy\//, unseen: 'not checked: no proxy is used' },
  tls: { probes: /^tls\//, unseen: 'not checked' },
  http: { probes: /^http\//, unseen: 'not checked' },
  auth: { probes: /^auth\//, shownBy: 'http/models', unseen: NO_CALL },
  request: { probes: /^request\//, shownBy: 'http/call', unseen: NOT_BILLED },
  limit: { probes: /^limit\//, shownBy: 'http/call', unseen: NOT_BILLED },
  server: { probes: /^status\//, shownBy: 'http/models', unseen: NO_CALL },
  stream: { probes: /^stream\//, unseen: 'not checked: no streaming request was sent' },
  client: { probes: /^client\//, unseen: 'not checked: no clients were run (only --clients does)' },
};

type Name = keyof typeof ROWS;

/** One case per layer. */
export function layerCases(report: Report): TestCase[] {
  return (Object.entries(ROWS) as [Name, Row][]).map(([name, row]) => layerCase(name, row, report));
}

function layerCase(name: Name, row: Row, report: Report): TestCase {
  const probes = report.probes.filter(({ id, route }) => route === report.target.route && row.probes.test(id));
  const findings = report.findings.filter((finding) => layerOf(finding) === name);
  const noted = findings.filter((finding) => !isFault(finding, report));
  const seen = [...probes.filter(({ status }) => status !== 'skip'), ...callThatShows(row, report)];
  return {
    name,
    ms: timeOf(probes),
    ...judged(row, { probes, findings, report }),
    output: [
      ...seen.map(({ id, summary }) => `${id}: ${summary}`),
      ...noted.flatMap((finding) => [
        `${finding.severity}: ${finding.title}. ${finding.explanation}`,
        ...shownBeside(finding).map((line) => `- ${line}`),
      ]),
    ].join('\n'),
  };
}

interface Seen {
  probes: ReportProbe[];
  findings: Finding[];
  report: Report;
}

type Judged = Pick<TestCase, 'state' | 'type' | 'message' | 'text'>;

/** A finding, a dependent probe that failed, a success, or nothing: unknown is never a pass. */
function judged(row: Row, { probes, findings, report }: Seen): Judged {
  const [fault, ...more] = findings.filter((finding) => isFault(finding, report));
  if (fault) return failure(fault.id, fault.title, [fault, ...more].map(findingText).join('\n\n\n'));
  const failed = probes.find(({ status }) => status === 'fail');
  if (failed && !report.rootCause) return failure(failed.id, failed.summary, failed.summary);
  if (failed) return skipped(`follows from ${report.rootCause}: ${failed.summary}`);
  const isSound = probes.some((probe) => hasShown(probe, report)) || callThatShows(row, report).length > 0;
  if (isSound || (findings.length > 0 && !isFromLog(report))) return { state: 'passed', type: '', message: '', text: '' };
  const message = isFromLog(report)
    ? 'the log shows no such failure'
    : ((probes.find(({ status }) => status === 'warn') ?? probes[0])?.summary ?? row.unseen);
  return skipped(message);
}

/** A probe that succeeded. A warning without a finding shows nothing. */
function hasShown({ id, status }: ReportProbe, { findings }: Report): boolean {
  return status === 'pass' || (status === 'warn' && findings.some(({ causes }) => causes.includes(id)));
}

/** A case of which nothing is known, or whose failure another one explains. */
export function skipped(message: string): Judged {
  return { state: 'skipped', type: '', message, text: '' };
}

/** A failed case, whose text begins with its message. */
export function failure(type: string, message: string, text: string): Judged {
  return { state: 'failed', type, message, text: text.startsWith(message) ? text : `${message}\n\n${text}` };
}

/** An error; a warning too where warnings made the exit status non-zero. */
export function isFault({ severity }: Finding, { exitCode }: Report): boolean {
  return severity === 'error' || (severity === 'warning' && exitCode === ONLY_WARNINGS);
}

/** A finding as text, the title first. */
export function findingText({ id, title, explanation, evidence, steps, docs }: Finding): string {
  return [`${title} (${id})`, explanation, bulleted('Evidence', evidence), numbered('How to fix it', steps), docs]
    .filter(Boolean)
    .join('\n\n');
}

/** An unrecognized failure counts for the layer of its probe. The status page counts for the servers. */
function layerOf({ id, causes }: Finding): string {
  const layer = half(id) === 'probe' ? half(causes[0] ?? '') : half(id);
  return layer === 'status' ? 'server' : layer;
}

function half(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** The authenticated request that succeeded, if any. */
function callThatShows({ shownBy }: Row, { probes, target }: Report): ReportProbe[] {
  return probes.filter(({ id, route, status }) => id === shownBy && route === target.route && /pass|warn/.test(status));
}

/** From the start of the first probe to the end of the last: they run in parallel. */
function timeOf(probes: ReportProbe[]): number {
  const asked = probes.filter(({ status }) => status !== 'skip');
  if (asked.length === 0) return 0;
  return (
    Math.max(...asked.map(({ startMs, durationMs }) => startMs + durationMs)) - Math.min(...asked.map(({ startMs }) => startMs))
  );
}
