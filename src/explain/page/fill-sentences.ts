import { fill } from '../../catalogue/fill.ts';

/** The sentences of a text whose placeholders all have a value. */
export function sentencesThatFill(text: string, values: Record<string, string | number>): string {
  return text
    .split(/(?<=[.:!?]) (?=\S)/)
    .flatMap((sentence) => fill(sentence, values) ?? [])
    .join(' ');
}
