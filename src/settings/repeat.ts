import { shownWord, UsageError } from '../model/usage-error.ts';

/** More would be load. */
const MOST_REPEATS = 1_000;

/** The longest silence that `--deep idle` tests: network address translators and load balancers of clouds forget within 350 s. */
export const MAX_IDLE_MS = 350_000;

/** How many connections `--repeat` asks for; 1 without it. */
export function repeatCount(given: string | undefined): number {
  if (given === undefined) return 1;
  const count = /^\d{1,5}$/.test(given.trim()) ? Number(given) : 0;
  if (count >= 1 && count <= MOST_REPEATS) return count;
  throw new UsageError(`--repeat: ${shownWord(given)} is no number of connections. Give one from 1 to ${MOST_REPEATS}.`);
}
