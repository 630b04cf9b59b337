import { formsOf } from './forms.ts';
import { hidden, mask, prefixBefore, publicPrefix } from './mask.ts';
import { type Plain, plainOf, readingsOf } from './plain.ts';

/**
 * How much of a secret is hidden where:
 * - Of eight characters or more, every run of eight is hidden wherever it stands, forwards and backwards, in every encoding. A password
 *   that is a word of that length takes this word out of our own sentences, too; ids and states of the report stay.
 * - Shorter behind a public prefix (`sk-proj-abc`): wherever both stand together.
 * - Shorter without one (`test`, `a`): where it stands as a value, that is in quotes, after `=`, `:` or a scheme, and in a URL. Anywhere
 *   else the same letters are a word; to hide them would shred the report and, by its gaps, tell the secret.
 */
const PIECE = 8;

/** Masks the secrets that it was made for. */
export type ByValue = (text: string) => string;

/** Compiles the search for these secrets once; the search itself takes one pass over a text. */
export function byValue(secrets: string[]): ByValue {
  const forms = [...new Set(secrets.map((secret) => secret.trim()).filter(Boolean))].flatMap(formsOf);
  const pieces = new Set(forms.flatMap(piecesOf));
  const rest = forms.filter((form) => form.length < LONGEST_SHORT && ownPart(plainOf(form)).length < PIECE);
  const whole = wholePattern(rest.filter(isUnmistakable));
  const short = shortPattern(rest.filter((form) => publicPrefix(form) === '' && !isUnmistakable(form)));
  return (text) => {
    const without = whole ? text.replace(whole, mask) : text;
    const masked = pieces.size > 0 ? maskPieces(without, pieces) : without;
    return short ? masked.replace(short, (found) => hidden(found.length)) : masked;
  };
}

/** What has no eight plain characters (one of blanks and frames) is looked for as it stands, which must not become an endless pattern. */
const LONGEST_SHORT = 256;

/** A form in plain characters without its public prefix, which may be shown. */
function ownPart(plain: string): string {
  return plain.slice(publicPrefix(plain).length);
}

/** Every run of `PIECE` characters of a form, and of what it becomes where somebody takes what stands in it for escapes. */
function piecesOf(form: string): string[] {
  return readingsOf(form).flatMap(({ text }) => {
    const own = ownPart(text);
    const starts = Array.from({ length: Math.max(0, own.length - PIECE + 1) }, (_, at) => at);
    return starts.map((at) => own.slice(at, at + PIECE));
  });
}

function maskPieces(text: string, pieces: Set<string>): string {
  const spans = readingsOf(text).flatMap((reading) => spansIn(reading, pieces));
  let result = '';
  let done = 0;
  for (const { start, end } of joined(spans)) {
    const before = prefixBefore(text, start);
    result += text.slice(done, start) + hidden(before.length + end - start);
    done = end;
  }
  return result + text.slice(done);
}

interface Span {
  start: number;
  end: number;
}

/** Where runs of pieces stand in the original text. */
function spansIn({ text, origin }: Plain, pieces: Set<string>): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at + PIECE <= text.length; at++) {
    if (!pieces.has(text.slice(at, at + PIECE))) continue;
    const end = endOfRun(text, at, pieces);
    spans.push(origin(at, end));
    at = end - 1;
  }
  return spans;
}

/** In their order, with those made one that overlap: the same place may be found in several readings. */
function joined(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else result.push(span);
  }
  return result;
}

/** The end of the run of overlapping pieces that starts at a place. */
function endOfRun(plain: string, start: number, pieces: Set<string>): number {
  let end = start + PIECE;
  for (let at = start + 1; at < end && at + PIECE <= plain.length; at++) {
    if (pieces.has(plain.slice(at, at + PIECE))) end = at + PIECE;
  }
  return end;
}

/**
 * A form without eight plain characters of its own that is no word all the same: a short one behind a prefix, which must not stand alone,
 * or a long one that is mostly escapes.
 */
function isUnmistakable(form: string): boolean {
  const own = form.length - publicPrefix(form).length;
  return own >= PIECE || (own > 0 && own < form.length);
}

/** Some echo in capitals. */
function wholePattern(secrets: string[]): RegExp | null {
  return secrets.length === 0 ? null : new RegExp(anyOf(secrets), 'gi');
}

/** The longest first, or the shorter of two would leave the rest of the longer behind. */
function anyOf(secrets: string[]): string {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  return longestFirst.map((secret) => secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
}

/** A secret of a few characters, as a value. */
function shortPattern(secrets: string[]): RegExp | null {
  if (secrets.length === 0) return null;
  const before = '(?<=[=:] ?["\'`“]?|["\'`“]|\\b(?:Bearer|Basic) )';
  return new RegExp(`${before}(?:${anyOf(secrets)})(?=$|["'\`”,;.)\\]}&@]|\\s)`, 'g');
}
