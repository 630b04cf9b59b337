import type { ClientOutlook, ClientRunFacts } from '../../../model/facts/client.ts';
import type { Report } from '../../../model/report.ts';
import { cells, hang, type Look, pad } from './layout.ts';

export const HEADINGS = ['client', 'way', 'certificate', 'when run'];

const STORES: Record<string, string> = { 'node-bundled': 'own roots', system: 'system store' };

/** How much of an error the table shows; the whole one is in the facts. */
const ERROR_WIDTH = 90;

/** The least that the last column needs; it is wrapped within what is left. */
const RESULT_WIDTH = 20;

/** What the usual clients would do and did, as a table, or as a list where that does not fit; empty where nobody asked. */
export function clientTable(report: Report, look: Look): string {
  const clients = clientsOf(report);
  const rows = clientRows(report);
  if (rows.length === 0) return '';
  const widths = [0, 1, 2].map((at) => Math.max(...[HEADINGS, ...rows].map((row) => cells(row[at] ?? ''))));
  const left = look.columns - widths.reduce((sum, width) => sum + width + 2, 2);
  const title = look.bold('What the usual clients do here, without the key');
  const isWide = left >= RESULT_WIDTH;
  return [title, ...(isWide ? table(rows, widths, look) : rows.map((row, at) => item(row, clients[at]?.rules, look)))].join('\n');
}

/** A row for each of the usual clients, in the columns of `HEADINGS`; none where nobody asked. */
export function clientRows(report: Report): string[][] {
  return clientsOf(report).map((client) => [client.client, wayOf(client), trustOf(client), resultOf(client)]);
}

function clientsOf({ probes }: Report): ClientOutlook[] {
  const probe = probes.find(({ id }) => id === 'client/runs');
  return (probe?.facts as Partial<ClientRunFacts> | undefined)?.clients ?? [];
}

function table(rows: string[][], widths: number[], look: Look): string[] {
  const lead = (row: string[]) => `  ${widths.map((width, at) => `${pad(row[at] ?? '', width)}  `).join('')}`;
  return [look.dim(lead(HEADINGS) + HEADINGS.at(-1)), ...rows.map((row) => hang(lead(row), row.at(-1) ?? '', look))];
}

function item([name = '', ...rest]: string[], rules: string | null | undefined, look: Look): string {
  const lines = rest.map((text, at) => hang(`    ${pad(HEADINGS[at + 1] ?? '', 12)}`, text, look));
  return [`  ${look.signs.bullet} ${rules ? `${name} (${rules})` : name}`, ...lines].join('\n');
}

function wayOf({ route, variable, bypassedBy, error }: ClientOutlook): string {
  if (error) return `stops at ${variable}: ${error}`;
  if (bypassedBy) return `${route} (${bypassedBy.variable} names ${bypassedBy.entry})`;
  return variable ? `${route} (${variable})` : route;
}

function trustOf({ trustStores, accepts }: ClientOutlook): string {
  if (trustStores.length === 0) return 'none, for this is no TLS';
  const verdict = accepts === null ? 'unseen,' : accepts ? 'accepted by' : 'refused by';
  return `${verdict} ${trustStores.map((name) => STORES[name] ?? name).join(', ')}`;
}

/** A client that does otherwise than its rules say is worth a look, so that stands first. */
function resultOf({ run, asExpected, expected }: ClientOutlook): string {
  if (!run) return 'not run';
  const did = run.status === null ? shortened(run.error ?? 'failed') : `HTTP ${run.status}`;
  if (asExpected !== false) return did;
  return `NOT AS EXPECTED (${expected === 'answer' ? 'an answer' : 'a failure'}): ${did}`;
}

function shortened(text: string): string {
  return text.length > ERROR_WIDTH ? `${text.slice(0, ERROR_WIDTH)}…` : text;
}
