import type { Certainty } from '../names.ts';
import { isKeyLike } from '../place-values.ts';
import { isNoSecret, isPlainWord, isSentence } from '../values.ts';
import type { Span } from '../view.ts';
import { endOf, matchAt } from './match.ts';
import type { Name } from './name.ts';

/** `<name attribute="…">value`. */
const ELEMENT = /(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?([^<>\]]{1,4096})/y;

/** How a sentence goes on behind `<API-KEY>`, which stands for a value. */
const BEHIND_PLACEHOLDER = /^["'`).,;]{1,3}\s/;

/** The text of an element with the name of a secret. */
export function element(text: string, { end, before, start }: Name, certainty: Certainty): Span[] {
  if (before !== '<' && !/<[\w-]{1,40}:$/.test(text.slice(Math.max(0, start - 42), start))) return [];
  const found = matchAt(ELEMENT, text, end);
  const value = (found?.[1] ?? '').trim();
  const isOne = /\w/.test(value) && (certainty === 'sure' || (certainty === 'likely' ? !isPlainWord(value) : isKeyLike(value)));
  if (!found || !isOne || isNoSecret(value) || isSentence(value)) return [];
  if (BEHIND_PLACEHOLDER.test(value) && !text.startsWith('</', endOf(found))) return [];
  const from = text.indexOf(value, endOf(found) - (found[1] as string).length);
  return [{ start: from, end: from + value.length }];
}
