import type { Report, ReportProbe } from '../../model/report.ts';
import { hangingIndent, pad, type Theme } from './human/layout.ts';

/** The rows of the table, in layer order. Each has the probes whose ids match. */
const ROWS: { name: string; probes: RegExp }[] = [
  { name: 'config', probes: /^config\// },
  { name: 'dns', probes: /^dns\// },
  { name: 'tcp', probes: /^tcp\// },
  { name: 'proxy', probes: /^proxy\// },
  { name: 'tls', probes: /^tls\// },
  { name: 'http', probes: /^http\// },
  { name: 'stream', probes: /^stream\// },
  { name: 'status', probes: /^status\// },
];

/** The probe that represents its row unless another one is worse. */
const REPRESENTATIVE_PROBES = [
  'config/key',
  'dns/system',
  'tcp/connect',
  'proxy/tunnel',
  'tls/handshake',
  'http/call',
  'http/models',
  'stream/events',
  'status/page',
];

const WORST_FIRST: ReportProbe['status'][] = ['fail', 'warn', 'pass', 'skip'];

const NAME_WIDTH = 8;

/** One line per layer: status, key fact, time. */
export function layerRows(report: Report, look: Theme): string[] {
  return layersOf(report).map(({ name, speaker }) => row(name, speaker, look));
}

/** The layers in order, each with the probe that represents it. Layers without a relevant probe are omitted. */
export function layersOf(report: Report): { name: string; speaker: ReportProbe }[] {
  const own = report.probes.filter((probe) => probe.route === report.target.route);
  return ROWS.flatMap(({ name, probes }) => {
    const members = own.filter((probe) => probes.test(probe.id));
    const speaker = representativeProbe(members);
    return speaker && isWorthARow(name, members) ? [{ name, speaker }] : [];
  });
}

/** The worst status wins; among equals, the best-known probe of the layer. */
function representativeProbe(members: ReportProbe[]): ReportProbe | undefined {
  const rank = (probe: ReportProbe) =>
    WORST_FIRST.indexOf(probe.status) * 100 + (REPRESENTATIVE_PROBES.includes(probe.id) ? 0 : 1);
  return members.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** Optional layers have a row only if one of their probes ran. */
function isWorthARow(name: string, members: ReportProbe[]): boolean {
  return !['proxy', 'stream', 'status'].includes(name) || members.some((probe) => probe.status !== 'skip');
}

function row(name: string, { status, summary, durationMs }: ReportProbe, look: Theme): string {
  const paint = { pass: look.green, warn: look.magenta, fail: look.red, skip: look.dim }[status];
  const lead = `${paint(look.signs[status])} ${pad(name, NAME_WIDTH)}`;
  const time = status !== 'skip' && durationMs > 0 && !/\d m?s\b/.test(summary) ? ` (${milliseconds(durationMs)})` : '';
  return hangingIndent(lead, summary + time, look);
}

/** `412 ms`, `5.0 s`. */
export function milliseconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
