import type { Finding } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { costText, edgeText } from '../account.ts';
import { type LayerView, layersOf, milliseconds } from '../layers.ts';
import { displayWidth, hangingIndent, pad, type Theme, wrap } from './layout.ts';
import { paintOf } from './path.ts';

const NAME_WIDTH = 6;
const TIME_WIDTH = 9;

/** One row per layer, with the evidence of the root cause below the layer that showed it. Each fact is told once. */
export function evidenceBlock(report: Report, cause: Finding | undefined, look: Theme): string {
  const layers = layersOf(report);
  // Without rows, as from a log, there is no layer to stand below.
  const indent = ' '.repeat(layers.length > 0 ? NAME_WIDTH + 5 : 2);
  const lines = cause ? untold(cause.evidence, layers) : [];
  const bullets = lines.map((line) => hangingIndent(`${indent}${look.signs.bullet} `, line, look));
  const shownBy = cause?.causes.map((id) => id.slice(0, id.indexOf('/'))) ?? [];
  const place = layers.findLastIndex(({ name, state }) => shownBy.includes(name) && state !== 'unreached');
  const rows = layers.map((layer) => row(layer, look));
  const at = place < 0 ? rows.length : place + 1;
  const all = [...rows.slice(0, at), ...bullets, ...rows.slice(at), ...accountRows(report, look)];
  return all.length === 0 ? '' : [look.bold('Evidence'), ...all].join('\n');
}

/** Where the API answered, and what the run cost. */
function accountRows(report: Report, look: Theme): string[] {
  const rows = { edge: edgeText(report), cost: costText(report) };
  return Object.entries(rows)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => hangingIndent(`  ${pad(name, NAME_WIDTH)}   `, text, look));
}

/** Evidence that no row states. */
function untold(evidence: string[], layers: LayerView[]): string[] {
  const told = layers.map(({ speaker }) => speaker.summary);
  return evidence.filter((line, at) => evidence.indexOf(line) === at && !told.some((text) => text.includes(line)));
}

function row({ name, state, text, ms }: LayerView, look: Theme): string {
  const lead = `  ${pad(name, NAME_WIDTH)} ${paintOf(state, look)(look.signs[state])} `;
  if (state === 'unreached') return lead + look.dim('not reached');
  const time = ms === null || state === 'skip' || name === 'config' ? '' : milliseconds(Math.round(ms));
  const indent = ' '.repeat(displayWidth(lead));
  const room = Math.max(20, look.columns - indent.length - (time ? TIME_WIDTH : 0));
  const said = state === 'skip' ? `not checked: ${text}` : text;
  const [first = '', ...rest] = wrap(said, room);
  const head = time ? pad(first, room) + look.dim(time.padStart(TIME_WIDTH)) : first;
  return [lead + head, ...rest.map((line) => indent + line)].join('\n');
}
