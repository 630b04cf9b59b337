import { partsOf } from '../../../catalogue/command/parts.ts';
import { fillStep } from '../../../catalogue/command/step.ts';
import type { InstalledFacts } from '../../../model/facts/client.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { typistOfReport } from '../../typist.ts';
import { costText, edgeText } from '../account.ts';
import { sdkErrorOf } from '../headline.ts';
import { hopOf } from '../layers.ts';
import { isFromLog } from '../outcome.ts';
import { isUnsent } from './asked.ts';
import { cell } from './text.ts';

const LONGEST = 400;

/** What a support engineer looks for first, as a table of two columns. */
export function atAGlance(report: Report, cause: Finding | undefined): string {
  const rows: [string, string][] = [
    ['Fails at', cause ? failsAt(cause, report) : ''],
    ['SDK error', sdkRow(cause)],
    ['Endpoint', endpointRow(report)],
    ['Time', isFromLog(report) ? '' : timeRow(report)],
    ['Request ID', report.ticket.requestId === null ? noRequestId(report) : cell(report.ticket.requestId, LONGEST)],
    ['Answered at', edgeText(report) && cell(edgeText(report), LONGEST)],
    ['Cost', costText(report)],
    ['Machine', machineRow(report)],
    ['SDK versions', isFromLog(report) ? '' : sdkVersions(report)],
    ['Reproduce', isFromLog(report) ? '' : reproduceRow(report)],
  ];
  const shown = rows.filter(([, text]) => text !== '').map(([name, text]) => `| ${name} | ${text} |`);
  return ['| | |', '| --- | --- |', ...shown].join('\n');
}

/** The layer, and what its probe saw. What a setting does shows at the layer where the call fails. */
function failsAt({ id, causes }: Finding, report: Report): string {
  const failed = report.probes.filter((one) => causes.includes(one.id) && one.status === 'fail');
  const probe = failed.find((one) => !one.id.startsWith('config/')) ?? failed[0];
  if (!probe) return isFromLog(report) ? '' : id.slice(0, id.indexOf('/'));
  const unsent = isUnsent(report) && report.ticket.response === null ? '; the request and the key were not sent' : '';
  return `${hopOf(probe.id)}: ${cell(probe.summary, LONGEST)}${unsent}`;
}

function sdkRow(cause: Finding | undefined): string {
  const [, error, names] = /^(.*) (\([^()]*\))$/.exec((cause && sdkErrorOf(cause)) ?? '') ?? [];
  return error ? `${cell(error, LONGEST)} ${names}` : '';
}

function endpointRow(report: Report): string {
  const { request } = report.ticket;
  const asked = request ? cell(`${request.method} ${request.url}`, LONGEST) : cell(report.target.baseUrl, LONGEST);
  return isFromLog(report) ? (request ? asked : '') : `${asked}, ${routeCell(report)}`;
}

/** Why this route was taken stands under Environment. */
function routeCell({ target, settings }: Report): string {
  const proxy = settings?.proxy;
  if (proxy) return `via the proxy ${cell(`${proxy.scheme}://${proxy.host}:${proxy.port}`)}`;
  return target.route === 'proxy' ? 'via proxy' : 'direct, no proxy';
}

function timeRow({ ticket: { timestamp, timeZone } }: Report): string {
  return `${cell(timestamp)} (${cell(timeZone)})`;
}

function noRequestId(report: Report): string {
  if (isFromLog(report)) return 'not in the log';
  return report.ticket.response ? 'none in the response' : 'none: no response received';
}

function machineRow({ environment: { os, platform, node, openssl } }: Report): string {
  const parts = [
    os !== undefined && `${cell(String(os))} (${cell(String(platform ?? 'unknown'))})`,
    node !== undefined && `Node.js ${cell(String(node))}`,
    openssl !== undefined && `OpenSSL ${cell(String(openssl))}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** How many installed packages are named. */
const MOST_PACKAGES = 8;

function sdkVersions({ probes }: Report): string {
  const facts = probes.find(({ id, status }) => id === 'client/installed' && status !== 'skip')?.facts as
    | Partial<InstalledFacts>
    | null
    | undefined;
  const packages = facts?.packages ?? [];
  if (packages.length === 0) return facts ? 'none found here' : 'not inspected';
  const named = packages.slice(0, MOST_PACKAGES).map(({ registry, name, version }) => cell(`${name} ${version} (${registry})`));
  return named.join(', ') + (packages.length > MOST_PACKAGES ? ` and ${packages.length - MOST_PACKAGES} more` : '');
}

/** The command that made the report, with the options that select what is checked. */
function reproduceRow(report: Report): string {
  const step = fillStep('`api-doctor report`', {}, typistOfReport(report));
  return step === null ? 'see Environment: a value cannot be shown in a command' : cell(partsOf(step)[0]?.text ?? '', 2_000);
}
