import type { ClockFacts } from '../../model/facts/tls.ts';
import type { DiagnosisInput } from '../../model/observation.ts';

/** Smaller differences come from network delay and rounding to seconds. */
const MIN_SKEW_SECONDS = 60;

/** This machine's clock minus the peer's, in seconds; null where unknown. Of two readings, the smaller difference counts. */
export function skewSeconds(c: DiagnosisInput): number | null {
  const readings = clockReadings(c).map(({ skewSeconds: skew }) => skew);
  return readings.length === 0 ? null : readings.reduce((least, next) => (Math.abs(next) < Math.abs(least) ? next : least));
}

export function clockReadings(c: DiagnosisInput): ClockFacts['readings'] {
  const seen = c.observations['tls/clock'];
  return seen?.status === 'ok' ? seen.facts.readings : [];
}

/** The time by the peer's clock, where that differs from this machine's by more than chance; milliseconds since 1970. */
export function correctedTime(c: DiagnosisInput): number | null {
  const skew = skewSeconds(c);
  return skew === null || Math.abs(skew) < MIN_SKEW_SECONDS ? null : Date.parse(c.startedAt) - skew * 1000;
}

/** A duration in the largest unit that fits, as `3 days`. */
export function span(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  const [unit, size] = UNITS.find(([, length]) => seconds >= 2 * length) ?? (['second', 1] as const);
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const UNITS = [
  ['year', 31_557_600],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
