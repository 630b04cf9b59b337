import type { Percentiles, RepeatArm } from '../../model/facts/calls.ts';

/** A connection takes this long where its first packet had to be sent again (RFC 6298: after one second) and the network is a fast one. */
const RESENT_MS = 950;
const FAST_MS = 500;

/** One connection: how long its phases took, or where it failed. */
export interface Attempt {
  connectMs: number | null;
  tlsMs: number | null;
  failure: { stage: 'connect' | 'tls'; code: string } | null;
}

/** Connections of one kind: to one address, with one kind of ClientHello. */
export interface Arm extends Pick<RepeatArm, 'address' | 'family' | 'hello'> {
  attempts: Attempt[];
}

/** What the connections of one kind amount to. */
export function summed({ attempts, ...kind }: Arm): RepeatArm {
  const connects = attempts.flatMap((one) => one.connectMs ?? []);
  const connect = percentilesOf(connects);
  const isFast = connect !== null && connect.p50 < FAST_MS;
  return {
    ...kind,
    tries: attempts.length,
    failed: attempts.filter(({ failure }) => failure !== null).length,
    delayed: isFast ? connects.filter((ms) => ms >= RESENT_MS).length : 0,
    failures: countFailures(attempts),
    connectMs: connect,
    tlsMs: percentilesOf(attempts.flatMap((one) => one.tlsMs ?? [])),
  };
}

function countFailures(attempts: Attempt[]): RepeatArm['failures'] {
  const counts = new Map<string, RepeatArm['failures'][number]>();
  for (const { failure } of attempts) {
    if (!failure) continue;
    const key = `${failure.stage} ${failure.code}`;
    const known = counts.get(key) ?? { ...failure, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** Nearest rank. */
export function percentilesOf(values: number[]): Percentiles | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}
