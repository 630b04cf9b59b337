import type { Report } from '../../../model/report.ts';
import { milliseconds } from '../layers.ts';
import { type Bar, barsOf } from '../waterfall.ts';
import { displayWidth, pad, type Theme } from './layout.ts';

const TIME_WIDTH = 9;

/** The bars as text: one cell is the same time everywhere. Empty where nothing ran. */
export function waterfall(report: Report, look: Theme): string {
  const bars = barsOf(report);
  if (bars.length === 0) return '';
  const total = Math.max(1, ...bars.map(({ startMs, durationMs }) => startMs + durationMs));
  const nameWidth = Math.max(...bars.map(({ name }) => displayWidth(name)));
  const cells = Math.max(10, look.columns - nameWidth - TIME_WIDTH - 4);
  const title = `${look.bold('Steps over time')} ${look.dim(`(${cells} columns are ${milliseconds(total)})`)}`;
  const legend = look.dim('  █ measured time, ░ the rest of the step');
  return [title, legend, ...bars.map((bar) => barLine(bar, { total, cells, nameWidth }, look))].join('\n');
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
