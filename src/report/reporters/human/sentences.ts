import { type Theme, wrap } from './layout.ts';

/** How many lines of explanation stand above the fix. */
const MOST_LINES = 4;

/** The first sentences of a text that fit above the fix, at least one, and the rest. Nothing is lost. */
export function leadOf(text: string, look: Theme): { lead: string; rest: string } {
  const sentences = sentencesOf(text);
  let count = 1;
  while (count < sentences.length && fits(sentences.slice(0, count + 1), look)) count += 1;
  return { lead: sentences.slice(0, count).join(' '), rest: sentences.slice(count).join(' ') };
}

function fits(sentences: string[], look: Theme): boolean {
  return wrap(sentences.join(' '), look.columns - 2).length <= MOST_LINES;
}

/** Split after a full stop before a capital letter, outside of quotations. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/[.!?] (?=[\p{Lu}“])/gu)) {
    const sentence = text.slice(start, index + 1);
    if (count(sentence, '“') !== count(sentence, '”')) continue;
    sentences.push(sentence);
    start = index + end.length;
  }
  return [...sentences, text.slice(start)];
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
