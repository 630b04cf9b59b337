import { KEY_FORMATS } from '../../knowledge/providers/secret-formats.ts';

/**
 * How a secret is shown: its public prefix, which names the kind of key, and its length. A mask is one word that no search for secrets takes
 * for a secret again.
 */

/** Prefixes that vendors put before every key of a kind. They say who issued it and nothing of its value. */
const PREFIX = [...new Set(KEY_FORMATS.map(({ prefix }) => prefix).filter(isTelling)), 'sk-'].join('|');

const AT_START = new RegExp(`^(?:${PREFIX})`, 'i');

/** One that ends in a sign, so that it cannot be the beginning of a word; no part of an address. */
function isTelling(prefix: string): boolean {
  return prefix === 'AIza' || (/[-_.]\)?\??$/.test(prefix) && !prefix.includes('/'));
}

/** Longest prefix above. */
export const LONGEST_PREFIX = 16;

/** The public prefix of a key, or the empty string. */
export function publicPrefix(key: string): string {
  return AT_START.exec(key)?.[0] ?? '';
}

/** The public prefix that stands right before a place in a text, or the empty string. */
export function prefixBefore(text: string, at: number): string {
  for (let start = Math.max(0, at - LONGEST_PREFIX); start < at; start += 1) {
    const prefix = text.slice(start, at);
    if (!/[A-Za-z0-9]/.test(text[start - 1] ?? '') && publicPrefix(prefix) === prefix) return prefix;
  }
  return '';
}

/** All that is ever shown of a secret, as in `sk-proj-…(164chars)`. */
export function mask(secret: string): string {
  return `${publicPrefix(secret)}${hidden(secret.length)}`;
}

/** The mask for this many hidden characters. */
export function hidden(length: number): string {
  return `…(${length}${length === 1 ? 'char' : 'chars'})`;
}
