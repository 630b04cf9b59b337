import type { Report, ReportProbe } from '../../model/report.ts';

/** A layer as the outputs for people show it. */
export interface LayerView {
  name: string;
  /** The name of the layer in the picture of the path; null for what a call does not pass. */
  hop: string | null;
  /** The probe that represents the layer. */
  speaker: ReportProbe;
  state: ReportProbe['status'] | 'unreached';
  /** Milliseconds that the network took; null where nothing was measured, or more than one thing. */
  ms: number | null;
  /** What was seen, without the time. */
  text: string;
}

/** The rows, in layer order. Each has the probes whose ids match. */
const ROWS: { name: string; hop: string | null; probes: RegExp }[] = [
  { name: 'config', hop: null, probes: /^config\// },
  { name: 'dns', hop: 'DNS', probes: /^dns\// },
  { name: 'tcp', hop: 'TCP', probes: /^tcp\// },
  { name: 'proxy', hop: 'proxy', probes: /^proxy\// },
  { name: 'tls', hop: 'TLS', probes: /^tls\// },
  { name: 'http', hop: 'HTTP', probes: /^http\// },
  { name: 'stream', hop: 'stream', probes: /^stream\// },
  { name: 'status', hop: null, probes: /^status\// },
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

/** The layers in order. Layers without a relevant probe are omitted. */
export function layersOf(report: Report): LayerView[] {
  const own = report.probes.filter((probe) => probe.route === report.target.route);
  let isBroken = false;
  return ROWS.flatMap(({ name, hop, probes }) => {
    const members = own.filter((probe) => probes.test(probe.id));
    const speaker = representativeProbe(members);
    if (!speaker || !isWorthARow(name, members)) return [];
    const isUnreached = isBroken && hop !== null && wasNotReached(speaker);
    isBroken ||= hop !== null && speaker.status === 'fail';
    return [{ name, hop, speaker, state: isUnreached ? 'unreached' : speaker.status, ...measured(speaker) }];
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

/** Stages of a probe that belong to an earlier layer than its own. */
const EARLIER_STAGES: Record<string, string[]> = { tls: ['connect'], http: ['connect', 'tls'], stream: ['connect', 'tls'] };

/** Behind a layer that failed: what did not run because of another probe, or ended in a layer before its own. */
function wasNotReached({ id, status, skippedBecause, facts }: ReportProbe): boolean {
  if (status === 'skip') return skippedBecause !== null && !skippedBecause.startsWith('config/');
  const { stage } = (facts ?? {}) as { stage?: unknown };
  return (EARLIER_STAGES[id.slice(0, id.indexOf('/'))] ?? []).some((earlier) => earlier === stage);
}

const TIME = / (?:(?:in|after) (\d+(?:\.\d+)?) (ms|s)\b|\((\d+(?:\.\d+)?) (ms|s)\))/g;

/** The one time that a summary states, else how long the probe ran. */
export function measured({
  status,
  summary,
  durationMs,
}: Pick<ReportProbe, 'status' | 'summary' | 'durationMs'>): Pick<LayerView, 'ms' | 'text'> {
  const text = status === 'skip' ? summary.replace(/^not checked: /, '') : summary;
  const [stated, another] = text.matchAll(TIME);
  if (another) return { ms: null, text };
  if (!stated) return { ms: status !== 'skip' && durationMs > 0 ? durationMs : null, text };
  const amount = Number(stated[1] ?? stated[3]);
  return { ms: (stated[2] ?? stated[4]) === 's' ? amount * 1000 : amount, text: text.replace(stated[0], '') };
}

/** The name of the layer that a probe belongs to: `TLS`. */
export function hopOf(id: string): string {
  const row = ROWS.find(({ probes }) => probes.test(id));
  return row?.hop ?? row?.name ?? id.slice(0, id.indexOf('/'));
}

/** `412 ms`, `5.0 s`. */
export function milliseconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
