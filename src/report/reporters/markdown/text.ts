import { documentedLink, pages } from '../../../catalogue/documented.ts';
import { catalogue } from '../../../catalogue/index.ts';
import { clean, cut } from '../../../secrets/redact/clean.ts';

/**
 * How text becomes Markdown. Nearly every text contains untrusted values. What a renderer (GitHub, a chat tool) could interpret becomes
 * a code span, which needs no escapes and is readable as plain text: no character is added or removed.
 */

/** A heading must be readable at a glance. */
export const LONGEST_TITLE = 160;

/** One clean line, cut to a length. */
export function flat(text: string, limit: number): string {
  return cut(clean(String(text)).replace(/\s+/gu, ' ').trim(), limit);
}

/** A code span, delimited by a run of backticks of a length that does not occur in it (CommonMark 0.31, section 6.1). */
export function code(text: string, limit = 400): string {
  const line = flat(text, limit);
  if (line === '') return '(empty)';
  const ends = '`'.repeat(shortestAbsent(backticksIn(line)));
  return /^`|`$/.test(line) ? `${ends} ${line} ${ends}` : `${ends}${line}${ends}`;
}

/** A code block, delimited by a longer run of backticks than any inside. */
export function block(lines: string[], kind = ''): string {
  const shown = lines.map(clean);
  const ends = '`'.repeat(Math.max(2, ...shown.flatMap(backticksIn)) + 1);
  return [`${ends}${kind}`, ...shown, ends].join('\n');
}

/** A table cell. A pipe ends a cell even inside a code span, so it is escaped outside (GFM, section 4.10). */
export function cell(text: string, limit = 120): string {
  const pieces = flat(text, limit).split(/(\|+)/);
  const shown = pieces.map((piece) =>
    piece.startsWith('|') ? piece.replaceAll('|', '\\|') : piece.trim() && code(piece, Infinity),
  );
  return joined(shown.filter(Boolean)) || ' ';
}

/** Sentences. Words of letters and numbers stay; addresses, paths, and anything that could be Markdown become code. */
export function prose(text: string, limit = 2_000): string {
  return flat(text, limit).replace(PIECES, (text, at) => piece(text, at === 0));
}

/** A link to a known documentation page; any other URL is shown as code. */
export function link(url: string): string {
  return knownLinks().has(url) ? url : code(url);
}

/** Joins pieces, with a space between adjacent code spans. */
export function joined(pieces: string[]): string {
  return pieces.reduce((all, piece) => all + (all.endsWith('`') && piece.startsWith('`') ? ' ' : '') + piece, '');
}

/** Indents the lines below the first one of a list item. */
export function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** Plain words and numbers: `sign-in`, `SSL/TLS`, `e.g`, `TLSv1.3`, `1,000`. An IPv4 address is not one. */
const PLAIN = /^(?:[\p{L}\p{M}\p{N}]+(?:[-’'/,][\p{L}\p{M}\p{N}]+)*|\p{L}(?:\.\p{L})+|\p{L}*\d+(?:\.\d+){1,2}|)%?$/u;

/** What GitHub turns into links: commit hashes and issue numbers. */
const REFERENCE = /^(?:[0-9a-f]{7,64}|[a-z]+-\d+)$/i;

/** A number that starts a list at the start of a line. */
const LIST_START = /^\d+[.)]$/;

/** A quotation, a word with the mask of a secret (`sk-…(51 chars)`), or a word. */
const PIECES = /“(?! )[^“”]+(?<! )”|\((?=[^\s(]{0,80}…\(\d{1,7} ?chars?\))|[^\s“”(]{0,80}…\(\d{1,7} ?chars?\)[^\s“”]*|[^\s“”]+/gu;

const OPENING = /^[("'‘]*/;
const CLOSING = /[)"'’.,;:!?…]/;
const MASK = /…\(\d{1,7} ?chars?\)/;

/** Punctuation around a word; a mask ends with its own parenthesis. */
function apart(text: string): { before: string; core: string; after: string } {
  const before = OPENING.exec(text)?.[0] ?? '';
  const word = text.slice(before.length);
  const mask = MASK.exec(word);
  const least = mask ? mask.index + mask[0].length : 0;
  let end = word.length;
  while (end > least && CLOSING.test(word[end - 1] as string)) end -= 1;
  return { before, core: word.slice(0, end), after: word.slice(end) };
}

function piece(text: string, isFirst = false): string {
  if (/^“.+”$/u.test(text)) return quotation(text.slice(1, -1));
  const { before, core, after } = apart(text);
  return isPlain(core) && !(isFirst && LIST_START.test(text))
    ? text
    : `${before}${code(core || text, Infinity)}${core ? after : ''}`;
}

/** A quotation is shown whole: as words, or as code. */
function quotation(text: string): string {
  const words = text.match(PIECES) ?? [];
  return words.every((word) => piece(word) === word) ? `“${text}”` : `“${code(text, Infinity)}”`;
}

function isPlain(word: string): boolean {
  return knownLinks().has(word) || /^[–—…·]$/.test(word) || (PLAIN.test(word) && !REFERENCE.test(word));
}

let links: Set<string> | null = null;

function knownLinks(): Set<string> {
  links ??= new Set([
    ...Object.values(pages),
    documentedLink(null, null),
    documentedLink('429-rate-limit', null),
    documentedLink(null, 'APIConnectionError'),
    ...Object.values(catalogue).flatMap((entry) => ('docs' in entry ? entry.docs : [])),
  ]);
  return links;
}

function backticksIn(text: string): number[] {
  return [...text.matchAll(/`+/g)].map(([run]) => run.length);
}

function shortestAbsent(lengths: number[]): number {
  const present = new Set(lengths);
  let length = 1;
  while (present.has(length)) length += 1;
  return length;
}
