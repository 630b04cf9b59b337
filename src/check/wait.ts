import type { FindingId } from '../catalogue/index.ts';
import { retryAfter } from '../model/durations.ts';
import type { Finding } from '../model/finding.ts';
import type { Layer } from '../model/layers.ts';
import type { Report } from '../model/report.ts';

/** State of --wait after a check. */
export interface Waiting {
  /** Total and elapsed time in milliseconds. */
  waitMs: number;
  elapsedMs: number;
  /** Number of checks so far. */
  checks: number;
  /** Whether a warning counts as a failure, as with `--fail-on warning`. */
  warningsCount: boolean;
  /** Jitter between 0 and 1, new each time, so that many jobs do not retry at once. */
  random: number;
}

/** Retry after a pause, or stop, and why. */
export type RetryDecision = { pauseMs: number } | { end: 'well' | 'lasting' | 'time is up' };

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** Remaining time that is too short for another check. */
const SHORTEST_PAUSE_MS = 200;

/** Layers whose failures are often transient, because a server is still starting. */
const PASSING_LAYERS: readonly Layer[] = ['dns', 'tcp', 'server', 'stream', 'probe'];

/** Permanent failures in those layers. */
const LASTING: readonly FindingId[] = [
  'dns/blocked',
  'dns/hosts-override',
  'dns/malformed',
  'dns/refused',
  'dns/sinkhole',
  'tcp/local-denied',
];

/** Transient failures in the other layers. */
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

/** Whether a failure may be transient. */
export function mayPass(id: string): boolean {
  const layer = id.slice(0, id.indexOf('/')) as Layer;
  return PASSING_LAYERS.includes(layer) ? !LASTING.includes(id as FindingId) : PASSING.includes(id as FindingId);
}

/** Decides after a check whether to retry. One permanent failure is enough to stop. */
export function nextOf(report: Report, waiting: Waiting): RetryDecision {
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

/** The server's `Retry-After` in milliseconds; 0 without one. */
function askedPause({ ticket }: Report): number {
  return 1000 * (retryAfter(ticket.response?.headers ?? {}) ?? 0);
}

/** Exponential backoff with jitter. */
function ownPause({ checks, random }: Waiting): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (checks - 1), LONGEST_PAUSE_MS) * (0.5 + random / 2);
}
