/**
 * How long one text is searched for secrets. The search is synchronous, so no timer ends it: it asks between its pieces of work, each of which
 * looks at 64 KiB at most in one reading. What was not searched to its end is withheld whole.
 */

/** Tells whether there is no time left to go on with a long text. */
export type IsLate = () => boolean;

/** There is always time left. */
export const never: IsLate = () => false;

/** What is shown in place of a text that took too long. */
export const WITHHELD = '(withheld: to look for secrets in it took too long)';

/** Milliseconds for one text; the longest usual ones take a tenth. */
const MOST_MS = 2_000;

/** A shorter text takes no time that counts, and is masked at any time. */
const SHORT = 4_096;

/** Milliseconds for all texts of a report together. */
const MOST_OF_ALL_MS = 10_000;

/** Tells when the texts of one report have taken too long together. */
export function lateForAll(now: () => number = clock.now): IsLate {
  const end = now() + MOST_OF_ALL_MS;
  return () => now() > end;
}

class TooLong extends Error {}

/** A function that throws once a text has taken too long. */
export function patienceFor(text: string, isLate: IsLate, now: () => number = clock.now): () => void {
  if (text.length <= SHORT) return () => {};
  const end = now() + MOST_MS;
  return () => {
    if (now() > end || isLate()) throw new TooLong();
  };
}

/** The clock of the search, which tests set. */
export const clock = { now: (): number => performance.now() };

/** The result of a search, or another where it was given up. */
export function unlessLate<T>(search: () => T, otherwise: T): T {
  try {
    return search();
  } catch (error) {
    if (error instanceof TooLong) return otherwise;
    throw error;
  }
}
