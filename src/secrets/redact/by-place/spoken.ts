import type { Certainty } from '../names.ts';
import { isPath, taken } from '../place-values.ts';
import { isNoSecret, looksDrawn, looksRandom, valueAt } from '../values.ts';
import type { Span } from '../view.ts';
import { endOf, matchAt } from './match.ts';
import type { Name } from './name.ts';

/** `name is "value"`, `name provided: value`. */
const SPOKEN =
  /(?:[ \t]{1,3}(?:is|was|of|value|as|to|set|provided|given|used|received|sent|supplied|with|for|by|like)(?![\w-])){0,3}[ \t]{0,3}([:=(]?)[ \t]{0,3}(?=\\{0,3}["'`“‘]|[A-Za-z0-9_+/$-])/y;

/** What a sentence gives as the value of a name. */
export function spoken(text: string, name: Name, certainty: Certainty): Span[] {
  const isQuoted = /["'`]/.test(name.before) && text[name.end] === name.before;
  const found = matchAt(SPOKEN, text, name.end + (isQuoted ? 1 : 0));
  const value = found && valueAt(text, endOf(found));
  if (!found || !value || found[0] === '' || name.text.startsWith('$')) return [];
  if (/[:=]/.test(found[1] as string)) return taken(text, { certainty, isSetting: false }, value);
  const shown = text.slice(value.start, value.end);
  if (isNoSecret(shown) || /\s|:\/\/|^[,;:]+$/.test(shown) || isPath(shown)) return [];
  if (certainty !== 'sure') return looksDrawn(shown) && !/[().]/.test(shown) ? [value] : [];
  return value.isQuoted || looksDrawn(shown) || (looksRandom(shown) && /\d/.test(shown)) ? [value] : [];
}
