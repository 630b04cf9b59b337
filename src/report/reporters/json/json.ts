import type { Report } from '../../../model/report.ts';

/** The report as one JSON object. */
export function json(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
