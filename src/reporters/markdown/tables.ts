import type { Report, ReportProbe } from '../../types.ts';
import { clientRows, HEADINGS } from '../clients.ts';
import { layersOf, milliseconds } from '../rows.ts';
import { cell } from './text.ts';

const RESULTS: Record<ReportProbe['status'], string> = {
  pass: '✓ ok',
  warn: '! warning',
  fail: '✗ failed',
  skip: '– not checked',
};

/** A row a layer, in the order of a call's way; empty where nothing was looked at. */
export function layerTable(report: Report): string {
  const rows = layersOf(report).map(({ name, speaker }) => [name, resultOf(speaker), cell(summaryOf(speaker))]);
  return rows.length === 0 ? '' : table(['layer', 'result', 'what was seen'], rows);
}

/** Every probe on every way. */
export function probeTable({ probes }: Report): string {
  const rows = probes.map((probe) => [
    cell(probe.id),
    cell(probe.route),
    resultOf(probe),
    probe.status === 'skip' ? '–' : `after ${milliseconds(probe.startMs)}, took ${milliseconds(probe.durationMs)}`,
    cell(summaryOf(probe)),
  ]);
  return table(['step', 'way', 'result', 'time', 'what was seen'], rows);
}

/** `12 ok, 2 failed, 13 not checked`. */
export function countOf({ probes }: Report): string {
  const counts = (Object.keys(RESULTS) as ReportProbe['status'][]).map((status) => ({
    name: RESULTS[status].replace(/^\S+ /, ''),
    count: probes.filter((probe) => probe.status === status).length,
  }));
  return counts.flatMap(({ name, count }) => (count > 0 ? [`${count} ${name}`] : [])).join(', ');
}

/** What the usual clients would do and did; empty where nobody asked. */
export function clientsTable(report: Report): string {
  const rows = clientRows(report).map((row) => row.map((text) => cell(text)));
  return rows.length === 0 ? '' : table(HEADINGS, rows);
}

function table(headings: string[], rows: string[][]): string {
  return [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function resultOf({ status }: ReportProbe): string {
  return RESULTS[status] ?? RESULTS.skip;
}

/** The result says already that it was not checked. */
function summaryOf({ summary, status }: ReportProbe): string {
  return status === 'skip' ? summary.replace(/^not checked: /, '') : summary;
}
