import { looksChosen } from '../chosen.ts';
import { isPath } from '../place-values.ts';
import { isNoSecret, looksDrawn } from '../values.ts';
import type { Span } from '../view.ts';
import { endOf, matchAt } from './match.ts';

/** `API key [value]`, `API key not found: value`. */
const REFUSED =
  /(?:(?:[ \t]{1,3}(?:is|was|not|in|found|valid|invalid|incorrect|unknown|rejected|refused|denied|expired|revoked|mismatch|exist|exists)(?![\w-])){1,4}[ \t]{0,3}[:[(<]|[ \t]{0,3}[[<])[ \t]{0,3}["'`]?([\w+/=.~!#$%&*^@?-]{8,4096})/y;
/** What a sentence on a refused key quotes: it says so little that the look has to tell. */
export function refused(text: string, { end }: Span): Span[] {
  const found = matchAt(REFUSED, text, end);
  const value = (found?.[1] ?? '').replace(/(?<![.-])[.-]{1,8}$/, '');
  if (!found || !(looksDrawn(value) || looksChosen(value)) || isNoSecret(value) || isPath(value)) return [];
  const start = endOf(found) - (found[1] as string).length;
  return [{ start, end: start + value.length }];
}
