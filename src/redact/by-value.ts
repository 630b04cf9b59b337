import { clean, wellFormed } from './clean.ts';
import { hidden, mask, prefixBefore, publicPrefix } from './mask.ts';

/** So many characters in a row of a secret are taken for a piece of it, wherever they stand. */
const PIECE = 8;

/** Masks the secrets that it was made for, in every form in which software writes them, and pieces of them. */
export type ByValue = (text: string) => string;

/** Compiles the search for these secrets once; the search itself takes one pass over a text. */
export function byValue(secrets: string[]): ByValue {
  const forms = secrets
    .map((secret) => secret.trim())
    .filter(Boolean)
    .flatMap(formsOf);
  const pieces = new Set(forms.flatMap(piecesOf));
  const short = shortPattern(forms.filter((form) => form.length < PIECE && publicPrefix(form) === ''));
  const prefixed = prefixedPattern(forms.filter(isShortAfterPrefix));
  return (text) => {
    const whole = prefixed ? text.replace(prefixed, mask) : text;
    const masked = pieces.size > 0 ? maskPieces(whole, pieces) : whole;
    return short ? masked.replace(short, (found) => hidden(found.length)) : masked;
  };
}

/** A secret as it stands in URLs, JSON, HTML, headers and error messages, cleaned as the text around it is. */
function formsOf(secret: string): string[] {
  const url = encodeURIComponent(wellFormed(secret));
  const bytes = Buffer.from(secret, 'utf8');
  const texts = [secret, url, url.replaceAll('%20', '+'), JSON.stringify(secret).slice(1, -1), html(secret)];
  const misread = secret === bytes.toString('latin1') ? [] : [bytes.toString('latin1')];
  const binary = bytes.length < PIECE ? [] : [bytes.toString('hex'), ...base64Forms(bytes)];
  return [...new Set([...texts, ...misread, ...binary].map((form) => clean(form).trim()).filter(Boolean))];
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * Base64 writes three bytes as four characters, so the same bytes look different at each of three offsets, as in `user:secret` of
 * Basic credentials. Only the characters that no neighbour has a part in are kept.
 */
function base64Forms(bytes: Buffer): string[] {
  const standard = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const partial = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return text.slice(Math.ceil((offset * 8) / 6), text.length - partial);
  });
  return [...standard, ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** Every run of `PIECE` characters of a form, without the public prefix, which may be shown. Case is set aside: some echo in capitals. */
function piecesOf(form: string): string[] {
  const text = lower(form.slice(publicPrefix(form).length));
  const starts = Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, at) => at);
  return starts.map((at) => text.slice(at, at + PIECE)).filter((piece) => /\S/.test(piece));
}

/** Lower-cases so that places in the text stay where they are: the few letters that grow (`İ`) leave it at ASCII. */
function lower(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

function maskPieces(text: string, pieces: Set<string>): string {
  const low = lower(text);
  let result = '';
  let done = 0;
  for (let at = 0; at + PIECE <= low.length; at++) {
    if (!pieces.has(low.slice(at, at + PIECE))) continue;
    const end = endOfRun(low, at, pieces);
    const before = prefixBefore(text, at);
    result += text.slice(done, at) + hidden(before.length + end - at);
    done = end;
    at = end - 1;
  }
  return result + text.slice(done);
}

/** The end of the run of overlapping pieces that starts at a place. */
function endOfRun(low: string, start: number, pieces: Set<string>): number {
  let end = start + PIECE;
  for (let at = start + 1; at < end && at + PIECE <= low.length; at++) {
    if (pieces.has(low.slice(at, at + PIECE))) end = at + PIECE;
  }
  return end;
}

/** A key whose own part is too short to have pieces, as in `sk-proj-abc`. A prefix that stands alone is no secret. */
function isShortAfterPrefix(form: string): boolean {
  const own = form.length - publicPrefix(form).length;
  return own > 0 && own < PIECE && own < form.length;
}

/** With its prefix before it, even a short secret is nothing else, wherever it stands. Some echo in capitals. */
function prefixedPattern(secrets: string[]): RegExp | null {
  return secrets.length === 0 ? null : new RegExp(anyOf(secrets), 'gi');
}

/** The longest first, or the shorter of two would leave the rest of the longer behind. */
function anyOf(secrets: string[]): string {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  return longestFirst.map((secret) => secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
}

/**
 * A secret of a few characters (`test`, `EMPTY`) is masked only where it stands as a value: after `=`, `:` or a scheme, or in
 * quotes. Anywhere else the same letters are a word, and masking them would shred the report and hide nothing.
 */
function shortPattern(secrets: string[]): RegExp | null {
  if (secrets.length === 0) return null;
  const before = '(?<=[=:] ?["\'`“]?|["\'`“]|\\b(?:Bearer|Basic) )';
  return new RegExp(`${before}(?:${anyOf(secrets)})(?=$|["'\`”,;.)\\]}&@]|\\s)`, 'g');
}
