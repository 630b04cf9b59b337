import type { Report } from '../../../model/report.ts';
import { exposition } from './exposition.ts';
import { gaugesOf, targetName } from './gauges.ts';

/** The report as gauges, for the textfile collector of node_exporter and for whatever reads OpenMetrics. */
export function openmetrics(report: Report): string {
  return exposition(gaugesOf([{ target: targetName(report.target), report }]));
}
