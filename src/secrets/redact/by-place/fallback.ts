import { isNoSecret, type Value, valueAt } from '../values.ts';
import { endOf, matchAt } from './match.ts';

/** What stands in for a value that is missing: `process.env.KEY || "value"`. */
const FALLBACK = /[ \t]{0,3}(?:\|\||\?\?|or(?=[ \t])|\?:)[ \t]{0,3}(?=["'`])/y;

/** Behind a reference, the value that is taken where it leads to none. */
export function withFallback(text: string, value: Value | null): Value | null {
  const found =
    value && !value.isQuoted && isNoSecret(text.slice(value.start, value.end)) ? matchAt(FALLBACK, text, value.end) : null;
  return found ? valueAt(text, endOf(found)) : value;
}
