import type { InstalledFacts } from '../../../model/facts/client.ts';
import type { Report } from '../../../model/report.ts';
import { isFromLog } from '../outcome.ts';
import { listed } from './listed.ts';
import { code } from './text.ts';

/** Response headers that help to find the request in server logs. */
const TELLING = ['cf-ray', 'date', 'server', 'via', 'retry-after', 'openai-processing-ms'];

/** What the documentation asks for when a problem persists, in its order, with what is missing. */
export function askedFor(report: Report): string {
  const { ticket, settings } = report;
  const none = isFromLog(report) ? 'not in the log' : 'none received';
  const items: [string, string][] = [
    ['SDK', installed(report)],
    ['Model', shown(ticket.model, isFromLog(report) ? none : 'not set (`--model`)')],
    ['Error code', shown(ticket.errorCode, none)],
    ['Error message', shown(ticket.errorMessage, none + failedStep(report))],
    ['HTTP status', ticket.response ? code(String(ticket.response.status)) : isFromLog(report) ? none : 'no response received'],
    ['Request', request(report)],
    ['Time and time zone', time(report)],
    ['Request ID', shown(ticket.requestId, none)],
    ['Response headers', answer(report)],
    ['API key', settings ? (settings.key ? `${code(settings.key.shown)} from ${code(settings.key.source)}` : 'none found') : ''],
    ['Organization', settings ? sent(settings.organization) : ''],
    ['Project', settings ? sent(settings.project) : ''],
    // Only the reader knows, and support asks for it next.
    ['Steps tried', report.rootCause ? 'add here which of the suggested steps you tried, and what changed' : ''],
  ];
  return listed(items, {
    name: 'Request headers',
    lines: headerLines(ticket.request?.headers ?? {}),
    none: isFromLog(report) ? 'not in the log' : 'not sent',
  });
}

/** The official SDKs and the libraries below them that a program started here would load. */
function installed(report: Report): string {
  const probe = report.probes.find(({ id }) => id === 'client/installed');
  if (!probe || probe.status === 'skip') return '';
  const { packages = [], python = null } = probe.facts as Partial<InstalledFacts>;
  const asked = packages.filter(({ name }) => ASKED.includes(name));
  const named = asked.map(
    ({ registry, name, version }) => `${code(`${name} ${version}`)} (${registry === 'npm' ? 'npm' : pythonOf(python)})`,
  );
  return named.length > 0 ? named.join(', ') : 'no SDK found in this directory';
}

const ASKED = [
  'openai',
  'httpx',
  'httpx2',
  'undici',
  'node-fetch',
  'litellm',
  'langchain-openai',
  '@langchain/openai',
  '@ai-sdk/openai',
  '@openai/codex',
];

function pythonOf(version: string | null): string {
  return version === null ? 'Python' : `Python ${code(version, 20)}`;
}

function shown(text: string | null, otherwise: string): string {
  return text === null ? otherwise : code(text, 2_000);
}

/** Without a response, the summary of the probe that failed. */
function failedStep({ probes, findings, rootCause }: Report): string {
  const causes = findings.find(({ id }) => id === rootCause)?.causes ?? [];
  const step = probes.find(({ id, status }) => status === 'fail' && causes.includes(id));
  return step ? `; ${code(step.id)}: ${code(step.summary)}` : '';
}

function sent(named: { value: string; source: string } | null): string {
  return named ? `${code(named.value)} from ${code(named.source)}` : 'not sent';
}

function request(report: Report): string {
  const { request: asked, response } = report.ticket;
  if (!asked) return isFromLog(report) ? 'not in the log' : 'not sent: the check failed before';
  const line =
    code(`${asked.method} ${asked.url}`) + (asked.method === 'GET' ? ', no body' : ', with a short test message as the body');
  if (response) return line;
  return isUnsent(report) ? `${line}; not sent: the connection failed` : `${line}; sent, no response received`;
}

/** Headers are recorded when they are sent. */
export function isUnsent({ ticket: { request: asked } }: Report): boolean {
  return Object.keys(asked?.headers ?? {}).length === 0;
}

/** One header per line, as on the wire. */
export function headerLines(headers: Record<string, string>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function time(report: Report): string {
  const { timestamp, timeZone } = report.ticket;
  const utc = inUtc(timestamp);
  const zone = `${code(timeZone)}${utc ? ` (UTC: ${code(utc)})` : ''}`;
  return isFromLog(report) ? `the log was read at ${code(timestamp)}, ${zone}` : `${code(timestamp)}, ${zone}`;
}

function inUtc(timestamp: string): string | null {
  const at = new Date(timestamp);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function answer({ ticket: { response } }: Report): string {
  const headers = response?.headers ?? {};
  return TELLING.flatMap((name) => (headers[name] === undefined ? [] : [code(`${name}: ${headers[name]}`)])).join(', ');
}
