import type { Report } from '../../types.ts';
import { isFromLog } from '../outcome.ts';
import { block, code, indented, prose } from './text.ts';

/** Headers of an answer that name it, its way or its time, for whoever looks it up in the logs of a server. */
const TELLING = ['cf-ray', 'date', 'server', 'via', 'retry-after', 'openai-processing-ms'];

/** What the documentation asks for when a problem persists, in its order, and plainly what there is none of. */
export function askedFor(report: Report): string {
  const { ticket, settings } = report;
  const none = isFromLog(report) ? 'not in the log' : 'none received';
  const items: [string, string][] = [
    ['Model', shown(ticket.model, isFromLog(report) ? none : 'none named in this run (`--model` names one)')],
    ['Error code', shown(ticket.errorCode, none)],
    ['Error message', shown(ticket.errorMessage, none + failedStep(report))],
    ['HTTP status', ticket.response ? code(String(ticket.response.status)) : isFromLog(report) ? none : 'no answer received'],
    ['Request', request(report)],
    ['Request headers', requestHeaders(report)],
    ['Time and time zone', time(report)],
    ['Request id', shown(ticket.requestId, none)],
    ['Answer', answer(report)],
    ['Key', settings ? (settings.key ? `${code(settings.key.shown)} from ${code(settings.key.source)}` : 'none found') : ''],
    ['Organization', settings ? sent(settings.organization) : ''],
    ['Project', settings ? sent(settings.project) : ''],
  ];
  return listed(items);
}

/** Those that have a text, with no line between them: a list with one is set wide by renderers. */
function listed(items: [string, string][]): string {
  return items
    .flatMap(([name, text]) => (text === '' ? [] : [`- ${name}:${text.startsWith('\n') ? '' : ' '}${text}`]))
    .join('\n');
}

function shown(text: string | null, otherwise: string): string {
  return text === null ? otherwise : code(text, 2_000);
}

/** Where nothing answered, what the step says at which the call ended. */
function failedStep({ probes, findings, rootCause }: Report): string {
  const causes = findings.find(({ id }) => id === rootCause)?.causes ?? [];
  const step = probes.find(({ id, status }) => status === 'fail' && causes.includes(id));
  return step ? `; the step ${code(step.id)} says ${code(step.summary)}` : '';
}

function sent(named: { value: string; source: string } | null): string {
  return named ? `${code(named.value)} from ${code(named.source)}` : 'not sent';
}

function request(report: Report): string {
  const { request: asked, response } = report.ticket;
  if (!asked) return isFromLog(report) ? 'not in the log' : 'not sent: the run did not get that far';
  const line = `${code(`${asked.method} ${asked.url}`)}, no request data`;
  if (response) return line;
  return isUnsent(report) ? `${line}; not sent: the connection failed before` : `${line}; sent, no answer received`;
}

/** Headers are noted once they are on their way. */
function isUnsent({ ticket: { request: asked } }: Report): boolean {
  return Object.keys(asked?.headers ?? {}).length === 0;
}

function requestHeaders(report: Report): string {
  const headers = report.ticket.request?.headers;
  if (isUnsent(report) || !headers) return isFromLog(report) ? 'not in the log' : 'not sent';
  return `\n${indented(block(headerLines(headers)), 2)}`;
}

/** One header a line, as on the wire. */
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

/** What else bears on it, of the machine and of what the run was told. */
export function whereItRan(report: Report): string {
  const { tool, target, environment, settings, durationMs, waited } = report;
  const machine = [
    ['Node', environment.node],
    ['OpenSSL', environment.openssl],
    ['operating system', environment.os],
    ['platform', environment.platform],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${code(String(value), 200)}`]));
  const items: [string, string][] = [
    ['Tool', [`${tool.name} ${code(tool.version)}`, ...machine].join(', ')],
    [
      'API',
      target.baseUrl ? `${code(target.baseUrl)}${settings ? ` (${prose(settings.baseUrlSource)})` : ''}` : 'not in the log',
    ],
    ['Route', isFromLog(report) ? '' : route(report)],
    ['Limits', settings ? `${settings.timeoutMs} ms a step, ${settings.deadlineMs} ms the run, which took ${durationMs} ms` : ''],
    ['Told to', settings ? toldTo(settings) : ''],
    ['Waited', waited ? `${waited.ms} ms, ${waited.checks} checks${waited.causes.map((id) => `, ${code(id)}`).join('')}` : ''],
    ['Environment variables that matter', isFromLog(report) ? '' : variables(environment.variables)],
  ];
  return listed(items);
}

function route({ target, settings }: Report): string {
  const proxy = settings?.proxy;
  const choice = settings?.choice;
  if (proxy) {
    const credentials = proxy.hasCredentials ? ', with a user name and a password (hidden)' : '';
    return `through the proxy ${code(`${proxy.scheme}://${proxy.host}:${proxy.port}`)} from ${code(proxy.source)}${credentials}`;
  }
  if (choice?.error)
    return `${target.route}; ${code(choice.error.variable)} stops the Python library: ${code(choice.error.message)}`;
  if (!choice?.bypassedBy) return target.route === 'proxy' ? 'through a proxy' : 'direct, no proxy';
  return `direct: ${code(choice.bypassedBy.variable)} names ${code(choice.bypassedBy.entry)}`;
}

function toldTo({ only, skip, offline, caFile }: NonNullable<Report['settings']>): string {
  return [
    only && `look at ${code(only.join(', '))} alone`,
    skip.length > 0 && `leave out ${code(skip.join(', '))}`,
    offline && 'send nothing',
    caFile && `trust ${code(caFile)} too`,
  ]
    .filter(Boolean)
    .join(', ');
}

function variables(named: unknown): string {
  const lines = Object.entries((named ?? {}) as Record<string, unknown>).map(([name, value]) => `${name}=${value}`);
  return lines.length === 0 ? 'none is set' : `\n${indented(block(lines), 2)}`;
}
