/** How much a pause varies, so that many machines do not check at once. */
const JITTER = 0.1;

/** How many times as long the pause becomes while checks keep failing. */
const MOST_PATIENCE = 4;

/** A server that asks for more, as some do for days, would end the watching. */
const LONGEST_ASKED_MS = 3_600_000;

/**
 * Milliseconds until the next check of a target: the usual pause, twice and four times as long from the third failure on, never shorter than
 * the server asks, up to an hour.
 */
export function pauseMs(everyMs: number, state: { failures: number; askedMs: number; random: number }): number {
  const patience = Math.min(MOST_PATIENCE, 2 ** Math.max(0, state.failures - 2));
  const jittered = everyMs * patience * (1 + JITTER * (2 * state.random - 1));
  return Math.round(Math.max(jittered, Math.min(state.askedMs, LONGEST_ASKED_MS)));
}
