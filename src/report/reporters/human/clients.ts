import type { ClientPrediction, ClientRunFacts } from '../../../model/facts/client.ts';
import type { Report } from '../../../model/report.ts';
import { displayWidth, hangingIndent, pad, type Theme } from './layout.ts';

export const HEADINGS = ['client', 'route', 'certificate', 'result'];

const STORES: Record<string, string> = { 'node-bundled': 'own CAs', system: 'system store' };

/** Longest error in the table; the facts have the whole one. */
const ERROR_WIDTH = 90;

/** Longest list of trust stores in the table; the list has all. */
const TRUST_WIDTH = 40;

/** Minimum width of the last column, which wraps. */
const RESULT_WIDTH = 16;

/** Expected and actual results of the usual clients, as a table, or as a list where that does not fit; empty without --clients. */
export function clientTable(report: Report, look: Theme): string {
  const clients = clientsOf(report);
  const rows = clientRows(report);
  if (rows.length === 0) return '';
  const short = rows.map(([client = '', route = '', trust = '', ...rest]) => [
    client,
    route,
    shortened(trust, TRUST_WIDTH),
    ...rest,
  ]);
  const widths = [0, 1, 2].map((at) => Math.max(...[HEADINGS, ...short].map((row) => displayWidth(row[at] ?? ''))));
  const left = look.columns - widths.reduce((sum, width) => sum + width + 2, 2);
  const title = look.bold('Clients on this machine (run without the key)');
  const isWide = left >= RESULT_WIDTH;
  const lines = isWide ? table(short, widths, look) : rows.map((row, at) => item(row, clients[at]?.rules, look));
  return [title, ...lines, ...settingLines(clients, look)].join('\n');
}

/** One row per client, in the columns of `HEADINGS`; none without --clients. */
export function clientRows(report: Report): string[][] {
  return clientsOf(report).map((client) => [client.client, wayOf(client), trustOf(client), resultOf(client)]);
}

function clientsOf({ probes }: Report): ClientPrediction[] {
  const probe = probes.find(({ id }) => id === 'client/runs');
  return (probe?.facts as Partial<ClientRunFacts> | undefined)?.clients ?? [];
}

function table(rows: string[][], widths: number[], look: Theme): string[] {
  const lead = (row: string[]) => `  ${widths.map((width, at) => `${pad(row[at] ?? '', width)}  `).join('')}`;
  return [look.dim(lead(HEADINGS) + HEADINGS.at(-1)), ...rows.map((row) => hangingIndent(lead(row), row.at(-1) ?? '', look))];
}

function item([name = '', ...rest]: string[], rules: string | null | undefined, look: Theme): string {
  const lines = rest.map((text, at) => hangingIndent(`    ${pad(HEADINGS[at + 1] ?? '', 12)}`, text, look));
  return [`  ${look.signs.bullet} ${rules ? `${name} (${rules})` : name}`, ...lines].join('\n');
}

function wayOf({ route, variable, bypassedBy, error }: ClientPrediction): string {
  if (error) return `error in ${variable}: ${error}`;
  if (bypassedBy) return `${route} (${bypassedBy.variable}: ${bypassedBy.entry})`;
  return variable ? `${route} (${variable})` : route;
}

/** Which variables their keys and base URLs come from here, each combination with the clients that take it. */
function settingLines(clients: ClientPrediction[], look: Theme): string[] {
  const reading = clients.filter(({ reads }) => reads && reads.length > 0);
  const settings = [...new Set(reading.map(settingOf))];
  const takers = (setting: string) => reading.filter((one) => settingOf(one) === setting).map(({ client }) => client);
  const lines = settings.map((setting) => hangingIndent(`  ${look.signs.bullet} ${setting}: `, takers(setting).join(', '), look));
  return lines.length > 0 ? [look.bold('Key and base URL come from'), ...lines] : [];
}

function settingOf({ keyVariable, baseUrlVariable }: ClientPrediction): string {
  const set = [keyVariable, baseUrlVariable].filter((name) => name !== null);
  return set.length > 0 ? set.join(', ') : 'no variable';
}

function trustOf({ trustStores, accepts }: ClientPrediction): string {
  if (trustStores.length === 0) return 'no TLS';
  const verdict = accepts === null ? 'unknown:' : accepts ? 'accepted by' : 'rejected by';
  return `${verdict} ${trustStores.map((name) => STORES[name] ?? name).join(', ')}`;
}

/** A result that differs from the expected one is marked. */
function resultOf({ run, asExpected, expected, sendsAs }: ClientPrediction): string {
  if (!run) return sendsAs ? `as ${sendsAs}` : 'not run';
  const did = run.status === null ? shortened(run.error ?? 'failed') : `HTTP ${run.status}`;
  if (asExpected !== false) return did;
  return `UNEXPECTED (expected ${expected === 'answer' ? 'a response' : 'a failure'}): ${did}`;
}

function shortened(text: string, most = ERROR_WIDTH): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
