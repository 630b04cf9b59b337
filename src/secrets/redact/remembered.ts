import type { Found } from './found.ts';

/** What was searched already: a text is searched for what it gives away, again when it is masked, and once more in the report. */
const remembered = new Map<string, Found[]>();
let size = 0;

/** So many characters of texts are kept. */
const MOST_REMEMBERED = 2_097_152;

/** What was found in a text before; undefined where it was not searched, or is forgotten. */
export function recall(text: string): Found[] | undefined {
  return remembered.get(text);
}

/** All are forgotten at once: to keep them in order costs more than to search a few again. */
export function remember(text: string, found: Found[]): void {
  if (size + text.length > MOST_REMEMBERED) {
    remembered.clear();
    size = 0;
  }
  remembered.set(text, found);
  size += text.length;
}
