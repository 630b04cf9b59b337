import type { Found } from '../found.ts';
import { prefixBefore, publicPrefix } from '../mask.ts';
import { levelsOf } from '../readings/decode.ts';
import { encodedIn } from '../readings/encoded.ts';
import { asItStands, type View } from '../view.ts';
import { formsOf } from './forms.ts';
import { endOfRun, escaped, PIECE, Pieces } from './pieces.ts';
import { bare, bareOf, plainOf, readingsOf } from './plain.ts';

/**
 * How much of a secret is hidden where:
 * - Of eight characters or more, every run of eight is hidden wherever it stands, forwards and backwards, in every encoding. A password
 *   that is a word of that length takes this word out of our own sentences, too; ids and states of the report stay.
 * - Shorter behind a public prefix (`sk-proj-abc`): wherever both stand together.
 * - Shorter with digits or signs in it (`hunter2`): wherever it stands as a word.
 * - Any other (`test`, `a`): where it stands as a value, that is in quotes, after `=`, `:` or a scheme, and in a URL. Anywhere else the
 *   same letters are a word; to hide them would shred the report and, by its gaps, tell the secret.
 */
/** Finds the secrets that it was made for. */
export type SecretMasker = (text: string) => Found[];

/** What has no eight plain characters (one of blanks and frames) is looked for as it stands, which must not become an endless pattern. */
const LONGEST_SHORT = 256;

/** Compiles the search for these secrets once; the search itself takes one pass over a text. */
export function byValue(secrets: readonly string[]): SecretMasker {
  const forms = [...new Set(secrets.map((secret) => secret.trim()).filter(Boolean))].flatMap(formsOf);
  const pieces = new Pieces(forms.flatMap(plainFormsOf));
  const barePieces = new Pieces(forms.flatMap(bareFormOf));
  const rest = forms.filter((form) => form.length < LONGEST_SHORT && ownPart(plainOf(form)).length < PIECE);
  const patterns = [
    wholePattern(rest.filter(isUnmistakable)),
    wordPattern(rest.filter((form) => publicPrefix(form) === '' && !isUnmistakable(form) && isNoWord(form))),
    shortPattern(rest.filter((form) => publicPrefix(form) === '' && !isUnmistakable(form))),
  ].filter((pattern) => pattern !== null);
  if (pieces.size === 0 && patterns.length === 0) return () => [];
  return (text) => [...asTheyStand(text, patterns), ...(pieces.size > 0 ? inPieces(text, pieces, barePieces) : [])];
}

/**
 * Where secrets that were found in a text come again in it, whole or in pieces: what gave one away in one place may be missing, broken or
 * cut off in the next.
 */
export function echoesOf(values: readonly string[], text: string): Found[] {
  if (values.length === 0) return [];
  return inPieces(text, new Pieces(values.flatMap(plainFormsOf)), new Pieces(values.flatMap(bareFormOf)));
}

function asTheyStand(text: string, patterns: RegExp[]): Found[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
      spans: [{ start: index, end: index + found.length }],
      prefix: publicPrefix(found),
      length: found.length,
    })),
  );
}

function inPieces(text: string, pieces: Pieces, barePieces: Pieces): Found[] {
  if (text.length < PIECE && /^[ -~]*$/.test(text)) return [];
  const plain = readingsOf(text).flatMap((reading) => [
    ...runsIn(text, reading, pieces),
    ...(barePieces.size > 0 ? runsIn(text, bare(reading), barePieces) : []),
  ]);
  return [...plain, ...inEncoded(text, pieces)];
}

/** What was encoded more than once: runs of base64 and of hexadecimal digits in which, decoded, one of the forms stands. */
function inEncoded(text: string, pieces: Pieces): Found[] {
  return levelsOf(text).flatMap(({ view }) =>
    encodedIn(view, (inside) => isInside(inside, pieces, MOST_INSIDE)).map(({ start, end }) => {
      return { spans: view.origin(start, end), prefix: '', length: end - start };
    }),
  );
}

/** So many more encodings are undone inside the first. */
const MOST_INSIDE = 1;

function isInside(text: string, pieces: Pieces, more: number): boolean {
  if (readingsOf(text).some((reading) => isIn(reading.text, pieces))) return true;
  return more > 0 && encodedIn(asItStands(text), (inside) => isInside(inside, pieces, more - 1)).length > 0;
}

function isIn(text: string, pieces: Pieces): boolean {
  if (!pieces.mayBeIn(text)) return false;
  for (let at = 0; at + PIECE <= text.length; at++) if (pieces.isAt(text, at)) return true;
  return false;
}

/** A form in plain characters without its public prefix, which may be shown. */
function ownPart(plain: string): string {
  return plain.slice(publicPrefix(plain).length);
}

/** A form as it is looked for, and what it becomes where somebody takes what stands in it for escapes. */
function plainFormsOf(form: string): string[] {
  return readingsOf(form).map(({ text }) => ownPart(text));
}

/** Its letters and digits alone, unless these may be a word (`pa#ss/word`). */
function bareFormOf(form: string): string[] {
  const own = bareOf(form.slice(publicPrefix(form).length));
  return /\d/.test(own) || own.length >= 2 * PIECE ? [own] : [];
}

/** Where runs of pieces stand in the original text. */
function runsIn(original: string, { text, origin }: View, pieces: Pieces): Found[] {
  const found: Found[] = [];
  if (!pieces.mayBeIn(text)) return found;
  for (let at = 0; at + PIECE <= text.length; at++) {
    if (!pieces.isAt(text, at)) continue;
    const end = endOfRun(text, at, pieces);
    const spans = origin(at, end);
    const prefix = prefixBefore(original, spans[0]?.start ?? 0);
    found.push({ spans, prefix: '', length: end - at + prefix.length });
    at = end - 1;
  }
  return found;
}

/**
 * A form without eight plain characters of its own that is no word all the same: a short one behind a prefix, which must not stand alone,
 * or a long one that is mostly escapes.
 */
function isUnmistakable(form: string): boolean {
  const own = form.length - publicPrefix(form).length;
  return own >= PIECE || (own > 0 && own < form.length);
}

/** Short, and neither a word nor a number. */
function isNoWord(form: string): boolean {
  return form.length >= 4 && /[^A-Za-z\s]/.test(form) && /[^\d\s.:-]/.test(form);
}

/** Some echo in capitals. */
function wholePattern(secrets: string[]): RegExp | null {
  return secrets.length === 0 ? null : new RegExp(anyOf(secrets), 'gi');
}

/** As a word: not inside a longer one. */
function wordPattern(secrets: string[]): RegExp | null {
  return secrets.length === 0 ? null : new RegExp(`(?<![A-Za-z0-9])(?:${anyOf(secrets)})(?![A-Za-z0-9])`, 'g');
}

/** The longest first, or the shorter of two would leave the rest of the longer behind. */
function anyOf(secrets: string[]): string {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  return longestFirst.map(escaped).join('|');
}

/** A secret of a few characters, as a value. */
function shortPattern(secrets: string[]): RegExp | null {
  if (secrets.length === 0) return null;
  const before = '(?<=[=:] ?["\'`“]?|["\'`“]|\\b(?:Bearer|Basic) )';
  return new RegExp(`${before}(?:${anyOf(secrets)})(?=$|["'\`”,;.)\\]}&@]|\\s)`, 'g');
}
