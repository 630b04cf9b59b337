import type { Report, ReportProbe } from '../../../model/report.ts';
import { milliseconds } from '../layers.ts';
import { hangingIndent, type Theme } from './layout.ts';

/** Every probe with all its facts: what `--verbose` adds. */
export function everythingSeen(report: Report, look: Theme): string {
  if (report.probes.length === 0) return '';
  const lines = report.probes.flatMap((probe) => [headOf(probe, look), ...factLines(probe, look)]);
  return [`  ${look.bold('All probes')}`, ...lines].join('\n');
}

function headOf({ id, route, status, startMs, durationMs, summary }: ReportProbe, look: Theme): string {
  const when = status === 'skip' ? '' : ` (started at +${milliseconds(startMs)}, ${milliseconds(durationMs)})`;
  return hangingIndent(`  ${look.signs[status]} `, `${look.bold(id)} ${route}: ${summary}${when}`, look);
}

/** One line per value, named by its path; empty values are omitted. */
function factLines({ status, facts }: ReportProbe, look: Theme): string[] {
  if (status === 'skip') return [];
  return leavesOf(facts, '').map(([path, value]) => hangingIndent(`      ${look.dim(`${path}:`)} `, value, look));
}

function leavesOf(value: unknown, path: string): [string, string][] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [[path, String(value)]];
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    return value.length === 0 ? [] : [[path, value.join(', ')]];
  }
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
}
