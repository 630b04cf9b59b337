import type { ClientPrediction, ClientRunFacts } from '../../../model/facts/client.ts';
import type { Report } from '../../../model/report.ts';
import { displayWidth, hangingIndent, pad, type Theme } from './layout.ts';

export const HEADINGS = ['client', 'variables', 'route', 'certificate', 'result'];

const STORES: Record<string, string> = { 'node-bundled': 'own CAs', system: 'system store' };

/** Longest error in the table; the facts have the whole one. */
const ERROR_WIDTH = 90;

/** Minimum width of the last column, which wraps. */
const RESULT_WIDTH = 20;

/** Expected and actual results of the usual clients, as a table, or as a list where that does not fit; empty without --clients. */
export function clientTable(report: Report, look: Theme): string {
  const clients = clientsOf(report);
  const rows = clientRows(report);
  if (rows.length === 0) return '';
  const widths = [0, 1, 2, 3].map((at) => Math.max(...[HEADINGS, ...rows].map((row) => displayWidth(row[at] ?? ''))));
  const left = look.columns - widths.reduce((sum, width) => sum + width + 2, 2);
  const title = look.bold('Clients on this machine (run without the key)');
  const isWide = left >= RESULT_WIDTH;
  return [title, ...(isWide ? table(rows, widths, look) : rows.map((row, at) => item(row, clients[at]?.rules, look)))].join('\n');
}

/** One row per client, in the columns of `HEADINGS`; none without --clients. */
export function clientRows(report: Report): string[][] {
  return clientsOf(report).map((client) => [client.client, settingsOf(client), wayOf(client), trustOf(client), resultOf(client)]);
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

/** Which variables its key and its base URL come from here. */
function settingsOf({ reads, keyVariable, baseUrlVariable }: ClientPrediction): string {
  if (!reads || reads.length === 0) return 'reads none';
  const set = [keyVariable, baseUrlVariable].filter((name) => name !== null);
  return set.length > 0 ? set.join(', ') : 'none is set';
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

function shortened(text: string): string {
  return text.length > ERROR_WIDTH ? `${text.slice(0, ERROR_WIDTH)}…` : text;
}
