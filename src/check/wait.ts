import type { FindingId } from '../catalogue/index.ts';
import { retryAfter } from '../model/durations.ts';
import type { Finding } from '../model/finding.ts';
import type { Layer } from '../model/layers.ts';
import type { Report } from '../model/report.ts';

/** Where a wait stands when a check of it has ended. */
export interface Waiting {
  /** How long is waited in all, and how much of that has passed; milliseconds. */
  waitMs: number;
  elapsedMs: number;
  /** How many checks were made. */
  checks: number;
  /** Whether a warning counts as a failure, as with `--fail-on warning`. */
  warningsCount: boolean;
  /** Between 0 and 1, a new one each time: many jobs that wait for one server must not come back all at once. */
  random: number;
}

/** What to do next: check again after a pause, or end, and why. */
export type Next = { pauseMs: number } | { end: 'well' | 'lasting' | 'time is up' };

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** Less time than this is not worth another check. */
const SHORTEST_PAUSE_MS = 200;

/** Layers in which a failure is often that of something that is still coming up; the others fail until somebody changes something. */
const PASSING_LAYERS: readonly Layer[] = ['dns', 'tcp', 'server', 'stream', 'probe'];

/** What in those layers stays as it is all the same: rules that somebody made. */
const LASTING: readonly FindingId[] = [
  'dns/blocked',
  'dns/hosts-override',
  'dns/malformed',
  'dns/refused',
  'dns/sinkhole',
  'tcp/local-denied',
];

/** What in the other layers goes away by itself. */
const PASSING: readonly FindingId[] = [
  'tls/clock-skew',
  'tls/reset',
  'tls/timeout',
  'proxy/closed',
  'proxy/dns',
  'proxy/refused',
  'proxy/timeout',
  'proxy/unreachable',
  'proxy/upstream-failed',
  'http/closed',
  'http/timeout',
  'http/truncated',
  'limit/rate-limit',
  'limit/slow-down',
];

/** Whether a failure may go away without anybody doing anything. */
export function mayPass(id: string): boolean {
  const layer = id.slice(0, id.indexOf('/')) as Layer;
  return PASSING_LAYERS.includes(layer) ? !LASTING.includes(id as FindingId) : PASSING.includes(id as FindingId);
}

/** Decides from the last check whether a wait goes on. One failure that lasts ends it: the others passing would not be enough. */
export function nextOf(report: Report, waiting: Waiting): Next {
  const counted = report.findings.filter((finding) => counts(finding, waiting));
  if (counted.length === 0) return { end: 'well' };
  if (!counted.every(({ id }) => mayPass(id))) return { end: 'lasting' };
  const left = waiting.waitMs - waiting.elapsedMs;
  const asked = askedPause(report);
  if (left < SHORTEST_PAUSE_MS || asked > left) return { end: 'time is up' };
  return { pauseMs: Math.min(Math.max(asked, ownPause(waiting)), left) };
}

function counts({ severity }: Finding, { warningsCount }: Waiting): boolean {
  return severity === 'error' || (severity === 'warning' && warningsCount);
}

/** What the server asks for with `Retry-After`; 0 where it asks for nothing. */
function askedPause({ ticket }: Report): number {
  return 1000 * (retryAfter(ticket.response?.headers ?? {}) ?? 0);
}

/** Twice as long each time, and between half and the whole of that. */
function ownPause({ checks, random }: Waiting): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (checks - 1), LONGEST_PAUSE_MS) * (0.5 + random / 2);
}
