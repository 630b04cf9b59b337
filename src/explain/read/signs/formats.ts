import type { FindingId } from '../../../catalogue/index.ts';
import type { Message } from '../../../knowledge/clients/messages/message.ts';
import type { Sign } from './sign.ts';

/** Patterns for the variable parts of a message. Each is bounded, so that a search is linear. */
const PARTS: Record<string, string> = {
  host: String.raw`[\w.:[\]-]{1,253}`,
  n: String.raw`-?\d{1,12}`,
  url: String.raw`\S{1,400}`,
  word: String.raw`[\w.$/:-]{1,80}`,
  '...': '[^\\n]{0,160}?',
};
const PART = /<(host|n|url|word|\.\.\.)>/;

/** The longest token that the search takes. */
const LONGEST_TOKEN = 60;

/** A message as a sign: its longest words find it, the whole form confirms it. */
export function signFor({ format, finding, weight, type }: Message): Sign {
  const literals = format.split(PART).filter((_, at) => at % 2 === 0);
  const longest = literals.reduce((best, one) => (one.trim().length > best.length ? one.trim() : best), '');
  const says = beginningOf(longest);
  return {
    says,
    id: finding as FindingId,
    ...(says === format ? {} : { near: patternOf(format) }),
    ...(weight ? { weight } : {}),
    ...(type === undefined ? {} : { type }),
  };
}

/** As much of the words as fits into a token, in bytes of UTF-8 and in whole characters. */
function beginningOf(words: string): string {
  let says = words;
  while (Buffer.byteLength(says) > LONGEST_TOKEN) says = says.slice(0, -1);
  return says.trim();
}

/** The words of a message as a pattern. */
export function patternOf(format: string): RegExp {
  const source = format
    .split(PART)
    .map((part, at) => (at % 2 === 1 ? PARTS[part] : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(source, 'i');
}
