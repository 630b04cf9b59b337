import type { Report, ReportProbe } from '../../../model/report.ts';
import { measured, milliseconds } from '../layers.ts';
import { displayWidth, pad, type Theme } from './layout.ts';

const TIME_WIDTH = 9;

/** Steps over time. A bar begins when the step began; its solid part is the time that the step's own summary states. */
export interface Bar {
  name: string;
  status: ReportProbe['status'];
  startMs: number;
  /** The network's part. */
  solidMs: number;
  /** The whole step. */
  durationMs: number;
}

/** One bar per step that ran, in the order in which they began. */
export function barsOf({ probes, target }: Report): Bar[] {
  return probes
    .filter(({ status }) => status !== 'skip')
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((probe) => ({
      name: probe.route === target.route ? probe.id : `${probe.id} (${probe.route})`,
      status: probe.status,
      startMs: probe.startMs,
      solidMs: Math.min(Math.round(measured(probe).ms ?? probe.durationMs), probe.durationMs),
      durationMs: probe.durationMs,
    }));
}

/** The bars as text: one cell is the same time everywhere. Empty where nothing ran. */
export function waterfall(report: Report, look: Theme): string {
  const bars = barsOf(report);
  if (bars.length === 0) return '';
  const total = Math.max(1, ...bars.map(({ startMs, durationMs }) => startMs + durationMs));
  const nameWidth = Math.max(...bars.map(({ name }) => displayWidth(name)));
  const cells = Math.max(10, look.columns - nameWidth - TIME_WIDTH - 4);
  const title = `${look.bold('Steps over time')} ${look.dim(`(${cells} columns are ${milliseconds(total)})`)}`;
  return [title, ...bars.map((bar) => barLine(bar, { total, cells, nameWidth }, look))].join('\n');
}

function barLine(
  bar: Bar,
  { total, cells, nameWidth }: { total: number; cells: number; nameWidth: number },
  look: Theme,
): string {
  const cell = (ms: number) => Math.round((ms / total) * cells);
  const start = Math.min(cell(bar.startMs), cells - 1);
  const solid = Math.min(Math.max(1, cell(bar.startMs + bar.solidMs) - start), cells - start);
  const light = Math.max(0, Math.min(cell(bar.startMs + bar.durationMs), cells) - start - solid);
  const paint = bar.status === 'fail' ? look.red : bar.status === 'warn' ? look.yellow : look.green;
  const drawn = `${' '.repeat(start)}${paint('█'.repeat(solid))}${look.dim('░'.repeat(light))}`;
  return `  ${pad(bar.name, nameWidth)} ${pad(drawn, cells)}${milliseconds(bar.solidMs).padStart(TIME_WIDTH)}`;
}
