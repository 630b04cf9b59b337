import type { Report, ReportProbe } from '../../../model/report.ts';
import { clientRows, HEADINGS } from '../human/clients.ts';
import { layersOf, milliseconds } from '../rows.ts';
import { cell, code, prose } from './text.ts';

const RESULTS: Record<ReportProbe['status'], string> = {
  pass: '✓ ok',
  warn: '! warning',
  fail: '✗ failed',
  skip: '· not checked',
};

/** A row a layer, in the order of a call's way; empty where nothing was looked at. */
export function layerTable(report: Report): string {
  const rows = layersOf(report).map(({ name, speaker }) => [name, resultOf(speaker), cell(summaryOf(speaker))]);
  return rows.length === 0 ? '' : table(['layer', 'result', 'what was seen'], rows);
}

/** Every probe on every way. As a list, because the columns of a table would be too narrow on a telephone. */
export function probeList({ probes }: Report): string {
  return probes
    .map(
      (probe) =>
        `- ${resultOf(probe).replace('· ', '')} ${code(probe.id)}, ${prose(probe.route)}${timeOf(probe)}: ${code(summaryOf(probe))}`,
    )
    .join('\n');
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
export function clientList(report: Report): string {
  return clientRows(report)
    .map(([name = '', ...rest]) => `- ${code(name)}: ${rest.map((text, at) => `${HEADINGS[at + 1]} ${code(text)}`).join(', ')}`)
    .join('\n');
}

function table(headings: string[], rows: string[][]): string {
  return [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function resultOf({ status }: ReportProbe): string {
  return RESULTS[status] ?? RESULTS.skip;
}

function timeOf({ status, startMs, durationMs }: ReportProbe): string {
  return status === 'skip' ? '' : ` (after ${milliseconds(startMs)}, took ${milliseconds(durationMs)})`;
}

/** The result says already that it was not checked. */
function summaryOf({ summary, status }: ReportProbe): string {
  return status === 'skip' ? summary.replace(/^not checked: /, '') : summary;
}
