import { pause } from '../../model/deadline.ts';
import { NothingToAsk } from '../../model/errors.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProbeContext } from '../../model/probe.ts';

/** Delay before fallback probes start: on a healthy network the main requests are complete by then. */
export const MAIN_REQUEST_GRACE_MS = 400;

const MAIN = ['http/models', 'http/unauthenticated', 'http/model'] as const;

/**
 * Runs a probe only if the main requests fail: starts after their failure or after a delay, and ends with `NothingToAsk` as soon as they
 * succeed.
 */
export async function runIfNeeded<T>(
  context: ProbeContext,
  wentWrong: (exchanges: ExchangeFacts[]) => boolean,
  step: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ends = new AbortController();
  const signal = AbortSignal.any([context.signal, ends.signal]);
  const unneeded = mainExchanges(context).then((exchanges) => (wentWrong(exchanges) ? null : giveUp()));
  // Whichever of the two races below is over first, the other one must not end as an unhandled rejection.
  unneeded.catch(() => {});
  try {
    await Promise.race([unneeded, pause(MAIN_REQUEST_GRACE_MS, signal)]);
    const rejectsOnly = unneeded.then(() => new Promise<never>(() => {}));
    return await Promise.race([step(signal), rejectsOnly]);
  } finally {
    ends.abort();
  }
}

function giveUp(): never {
  throw new NothingToAsk('http/unauthenticated', 'not needed: the API responded');
}

async function mainExchanges({ settled }: ProbeContext): Promise<ExchangeFacts[]> {
  const observations = await Promise.all<Observation>(MAIN.map((id) => settled(id)));
  return observations.flatMap((one) => (one?.status === 'ok' ? (one.facts as ExchangeFacts) : []));
}
