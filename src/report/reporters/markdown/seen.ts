import type { Report, ReportProbe } from '../../../model/report.ts';
import { clientRows, HEADINGS } from '../human/clients.ts';
import { layersOf, milliseconds } from '../layers.ts';
import { cell, code, prose } from './text.ts';

const RESULTS: Record<ReportProbe['status'], string> = {
  pass: '✓ passed',
  warn: '! warning',
  fail: '✗ failed',
  skip: '· not checked',
};

/** One row per layer, in layer order; empty for a log. */
export function layerTable(report: Report): string {
  const rows = layersOf(report).map(({ name, speaker }) => [name, resultOf(speaker), cell(summaryOf(speaker))]);
  return rows.length === 0 ? '' : table(['Layer', 'Result', 'Details'], rows);
}

/** Probes on every route. A list, because table columns are too narrow on a phone. */
export function probeList(probes: ReportProbe[]): string {
  return probes
    .map(
      (probe) =>
        `- ${resultOf(probe).replace('· ', '')} ${code(probe.id)}, ${prose(probe.route)}${timeOf(probe)}: ${code(summaryOf(probe))}`,
    )
    .join('\n');
}

/** `12 passed, 2 failed, 13 not checked`. */
export function countOf(probes: ReportProbe[]): string {
  const counts = (Object.keys(RESULTS) as ReportProbe['status'][]).map((status) => ({
    name: RESULTS[status].replace(/^\S+ /, ''),
    count: probes.filter((probe) => probe.status === status).length,
  }));
  return counts.flatMap(({ name, count }) => (count > 0 ? [`${count} ${name}`] : [])).join(', ');
}

/** Expected and actual results of the usual clients; empty without --clients. */
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
  return status === 'skip' ? '' : ` (started at +${milliseconds(startMs)}, ${milliseconds(durationMs)})`;
}

/** Without the prefix that the result already states. */
function summaryOf({ summary, status }: ReportProbe): string {
  return status === 'skip' ? summary.replace(/^not checked: /, '') : summary;
}
