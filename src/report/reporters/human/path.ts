import { endpoint } from '../../../model/endpoint.ts';
import type { Report } from '../../../model/report.ts';
import { type LayerView, milliseconds } from '../layers.ts';
import { hopsOf } from '../path.ts';
import { displayWidth, type Paint, type Theme, UNBROKEN, wrap } from './layout.ts';

/** The layers that a call passes, as one line: `you ──✓ DNS 9 ms ──✗ TCP ──– TLS`. Empty where nothing was sent. */
export function pathPicture(report: Report, look: Theme): string {
  const hops = hopsOf(report);
  if (hops.length === 0) return '';
  const line = `you ${hops.map((hop) => hopText(hop, look).replaceAll(' ', UNBROKEN)).join(' ')}`;
  const lines = wrap(line, look.columns - 2).map((part) => `  ${part.replaceAll(UNBROKEN, ' ')}`);
  return withTarget(lines, report, look).join('\n');
}

function hopText({ hop, state, ms }: LayerView, look: Theme): string {
  const time = ms === null || state === 'unreached' ? '' : ` ${milliseconds(Math.round(ms))}`;
  return `──${paintOf(state, look)(look.signs[state])} ${hop}${look.dim(time)}`;
}

/** The color of a state. */
export function paintOf(state: LayerView['state'], look: Theme): Paint {
  return { pass: look.green, warn: look.yellow, fail: look.red, skip: look.dim, unreached: look.dim }[state];
}

/** Where the path leads, at the right margin, where that leaves a gap. */
function withTarget(lines: string[], { target: { host, port } }: Report, look: Theme): string[] {
  const last = lines.at(-1) ?? '';
  const target = host === null || port === null ? '' : endpoint(host, port);
  const gap = look.columns - displayWidth(last) - displayWidth(target);
  return target === '' || gap < 2 ? lines : [...lines.slice(0, -1), `${last}${' '.repeat(gap)}${look.dim(target)}`];
}
