import { bitsAsWritten } from './as-written.ts';

/** The letters that secrets are drawn from, and by how much a word is likelier drawn from them than written by somebody. */

/** What a secret may be drawn from: how many bits each of its letters has, and which letters it has none of. */
export interface Alphabet {
  bits: number;
  other: RegExp;
}

const HEX_BITS = Math.log2(18);

/** All letters of keys, of which a piece may lack a kind by chance. Hyphens and underscores stand in all, since few of a secret's letters are such. */
export const ANY: Alphabet = { bits: Math.log2(64), other: /[^\w-]/ };
export const ALPHABETS: Alphabet[] = [
  { bits: HEX_BITS, other: /[^\da-f_-]/ },
  { bits: HEX_BITS, other: /[^\dA-F_-]/ },
  { bits: Math.log2(38), other: /[A-Z]/ },
  { bits: Math.log2(38), other: /[a-z]/ },
  ANY,
];

/** So many bits less than drawn has a part that is a word, and one in which there may be several. */
const WRITTEN = { plain: -2, mixed: -8 };

/** Whether a part of it is a word: `x86_64-with-glibc2`. Of letters of both cases in it, which no one word has, several words make up more. */
export function hasWritten(word: string, alphabet: Alphabet): boolean {
  if (!/[_-]/.test(word)) return false;
  return word.split(/[_-]/).some((part) => {
    const least = /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(part) ? WRITTEN.mixed : WRITTEN.plain;
    return /[a-z]{4}/i.test(part) && surplus(part, alphabet) < least;
  });
}

/**
 * By how many bits a word is likelier drawn than written. Digits of base 16 are written by nobody where they are as many, and are of no other
 * secret.
 */
export function surplus(word: string, { bits, other }: Alphabet): number {
  if (other.test(word) || (bits !== HEX_BITS && HEX.test(word))) return Number.NEGATIVE_INFINITY;
  const isHex = bits === HEX_BITS && word.length >= SHORT_HEX && /\d/.test(word);
  return Math.max(bitsAsWritten(word) - bits * word.length, isHex ? word.length / 2 : Number.NEGATIVE_INFINITY);
}

const HEX = /^(?:[\da-f]{8,}|[\dA-F]{8,})$/;

/** Shorter numbers of base 16 are written, too. */
const SHORT_HEX = 8;
