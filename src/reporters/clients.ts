import type { ClientOutlook, ClientRunFacts, Report } from '../types.ts';
import { cells, hang, type Look, pad } from './layout.ts';

const HEADINGS = ['client', 'way', 'certificate', 'when run'];

const STORES: Record<string, string> = { 'node-bundled': 'its own roots', system: 'system store' };

/** How much of an error the table shows; the whole one is in the facts. */
const ERROR_WIDTH = 90;

/** What the usual clients would do and did, as a table, or as a list where that does not fit; empty where nobody asked. */
export function clientTable({ probes }: Report, look: Look): string {
  const probe = probes.find(({ id }) => id === 'client/runs');
  const clients = (probe?.facts as Partial<ClientRunFacts> | undefined)?.clients;
  if (!clients) return '';
  const rows = clients.map((client) => [nameOf(client), wayOf(client), trustOf(client), resultOf(client)]);
  const widths = HEADINGS.map((heading, at) => Math.max(...[heading, ...rows.map((row) => row[at] ?? '')].map(cells)));
  const fits = widths.reduce((sum, width) => sum + width + 2, 0) <= look.columns;
  const title = look.bold('What the usual clients do here, without the key');
  return [title, ...(fits ? table(rows, widths, look) : rows.map((row) => item(row, look)))].join('\n');
}

function table(rows: string[][], widths: number[], look: Look): string[] {
  const line = (row: string[]) => `  ${row.map((cell, at) => pad(cell, widths[at] ?? 0)).join('  ')}`.trimEnd();
  return [look.dim(line(HEADINGS)), ...rows.map(line)];
}

function item([name = '', ...rest]: string[], look: Look): string {
  const lines = rest.map((text, at) => hang(`    ${pad(HEADINGS[at + 1] ?? '', 12)}`, text, look));
  return [`  ${look.signs.bullet} ${name}`, ...lines].join('\n');
}

function nameOf({ client, rules }: ClientOutlook): string {
  return rules ? `${client} (${rules})` : client;
}

function wayOf({ way, variable, bypassedBy, error }: ClientOutlook): string {
  if (error) return `stops at ${variable}: ${error}`;
  if (bypassedBy) return `${way} (${bypassedBy.variable} names ${bypassedBy.entry})`;
  return variable ? `${way} (${variable})` : way;
}

function trustOf({ roots, accepts }: ClientOutlook): string {
  if (roots.length === 0) return 'none, for this is no TLS';
  const verdict = accepts === null ? 'not seen on this way' : accepts ? 'accepted' : 'refused';
  return `${verdict}, by ${roots.map((name) => STORES[name] ?? name).join(', ')}`;
}

/** A client that does otherwise than its rules say is worth a look, so that stands first. */
function resultOf({ ran, agrees, expected }: ClientOutlook): string {
  if (!ran) return 'not run';
  const did = ran.status === null ? shortened(ran.error ?? 'failed') : `HTTP ${ran.status}`;
  if (agrees !== false) return did;
  return `NOT AS EXPECTED (${expected === 'answer' ? 'an answer' : 'a failure'}): ${did}`;
}

function shortened(text: string): string {
  return text.length > ERROR_WIDTH ? `${text.slice(0, ERROR_WIDTH)}…` : text;
}
