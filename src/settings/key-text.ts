import type { KeyFlaw } from '../model/facts/config.ts';
import { cutEnds } from './trim.ts';

/** White space that a header drops at its ends. A no-break space is none of it: Python refuses it and Node sends it. */
const OUTER_SPACE = ' \t\r\n\v\f';
const ZERO_WIDTH = '\u00a0\u200b\u200c\u200d\ufeff';

const BEARER = /^(?:authorization\s*:\s*)?bearer\s+/i;
const ASSIGNMENT = /^(?:export\s+|setx?\s+|\$env:)?["']?\w*(?:key|token)["']?\s*[:=]\s*(?=\S)/i;
const QUOTES = /["'`\u2018-\u201f\u00ab\u00bb\u2039\u203a]/;

/** Signs that no key holds, with what to call them. A letter is never named: it may be a character of the key. */
const NAMES: Record<string, string> = {
  '\n': 'a line feed',
  '\r': 'a carriage return',
  '\t': 'a tab',
  ' ': 'a space',
  '\0': 'a NUL',
  '"': 'a double quote',
  "'": 'a single quote',
  '`': 'a backtick',
  '\u00a0': 'a no-break space (U+00A0)',
  '\u200b': 'a zero-width space (U+200B)',
  '\u200c': 'a zero-width non-joiner (U+200C)',
  '\u200d': 'a zero-width joiner (U+200D)',
  '\u2028': 'a line separator (U+2028)',
  '\ufeff': 'a byte order mark (U+FEFF)',
  '\u2018': 'a curly quote (U+2018)',
  '\u2019': 'a curly quote (U+2019)',
  '\u201c': 'a curly quote (U+201C)',
  '\u201d': 'a curly quote (U+201D)',
  '\u2026': 'an ellipsis (U+2026)',
  '\u2013': 'a dash (U+2013) where a hyphen belongs',
  '\u2014': 'a dash (U+2014) where a hyphen belongs',
};

const SPOTS_SHOWN = 3;

/** The key as it goes onto a request. */
export function trimKey(value: string): string {
  return cutEnds(value, OUTER_SPACE);
}

/** `export NAME="Bearer key"` is the deepest nesting that occurs. */
const LAYERS = 4;

/** The key without what people copy along with it: quotes, `Bearer`, `NAME=`, zero-width signs. */
export function bareKey(value: string): string {
  let bare = value;
  for (let layer = 0; layer < LAYERS; layer += 1) bare = unwrapped(bare);
  return bare;
}

function unwrapped(text: string): string {
  const inner = cutEnds(text, OUTER_SPACE + ZERO_WIDTH)
    .replace(BEARER, '')
    .replace(ASSIGNMENT, '');
  return inner.replace(/^(["'`])(.*)\1$/s, '$2').replace(/^[\u2018-\u201f\u00ab](.*)[\u2018-\u201f\u00bb]$/s, '$1');
}

/** What is wrong with the text, whatever kind of key it is. */
export function flawsOf(value: string): KeyFlaw[] {
  const text = trimKey(value);
  const assigned = ASSIGNMENT.test(text);
  const body = text
    .replace(ASSIGNMENT, '')
    .replace(/^["'`]/, '')
    .replace(BEARER, '');
  const found: [KeyFlaw, boolean][] = [
    ['padded', text !== value],
    ['inner-space', /[ \t]/.test(body)],
    ['line-break', /[\r\n]/.test(text)],
    ['quotes', QUOTES.test(text)],
    ['bearer-prefix', BEARER.test(text.replace(ASSIGNMENT, '').replace(/^["'`]/, ''))],
    ['assignment', assigned],
    ['non-ascii', /[^\0-\x7f]/.test(text)],
    ['control', /[\0-\x08\v\f\x0e-\x1f\x7f]/.test(text)],
  ];
  return found.flatMap(([flaw, is]) => (is ? [flaw] : []));
}

/** The first flawed characters by their place in the text, counted from one. */
export function spotsOf(value: string): string[] {
  const characters = [...trimKey(value)];
  const spots = characters.flatMap((character, index) => {
    const name = nameOf(character);
    return name ? [`character ${index + 1} of ${characters.length} is ${name}`] : [];
  });
  return spots.length > SPOTS_SHOWN ? [...spots.slice(0, SPOTS_SHOWN), `and ${spots.length - SPOTS_SHOWN} more`] : spots;
}

function nameOf(character: string): string | null {
  const known = NAMES[character];
  if (known) return known;
  if (/[\0-\x1f\x7f]/.test(character)) return 'a control character';
  return character > '\x7f' ? 'not an ASCII character' : null;
}
