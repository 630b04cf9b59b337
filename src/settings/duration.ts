import { shownWord, UsageError } from '../model/usage-error.ts';

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000 };

/** Timers of Node overflow after 24 days, and no network step takes that long. */
const LONGEST_MS = 24 * 60 * 60_000;

/** Milliseconds of a duration as people write it on the command line: `500ms`, `5s`, `1.5s`, `2m`. */
export function parseDuration(text: string, option: string): number {
  const found = /^(\d{1,9}(?:\.\d{1,6})?)(ms|s|m)$/.exec(text.trim());
  if (!found)
    throw new UsageError(`${option}: ${shownWord(text)} is not a duration. Write a number with its unit, as in 500ms, 5s or 2m.`);
  const ms = Math.round(Number(found[1]) * (UNITS[found[2] ?? ''] ?? Number.NaN));
  if (ms < 1) throw new UsageError(`${option}: ${shownWord(text)} leaves no time at all. The shortest duration is 1ms.`);
  if (ms > LONGEST_MS) throw new UsageError(`${option}: ${shownWord(text)} is more than a day. The longest duration is 1440m.`);
  return ms;
}
