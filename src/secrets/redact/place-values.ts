import { looksChosen } from './chosen.ts';
import type { Certainty } from './names.ts';
import { isNoSecret, isPlainWord, isSentence, looksDrawn, looksRandom, type Value, valueAt } from './values.ts';
import type { Span } from './view.ts';

/** What makes the value behind a name a secret. */

/** What a name makes of the value behind it. */
export interface Hint {
  certainty: Certainty;
  /** Whether it is a setting or an argument, and no remark of a person. */
  isSetting: boolean;
}

/** The value after the name of a secret, unless it is evidently none. */
export function taken(text: string, { certainty, isSetting }: Hint, value: Value | null): Span[] {
  if (!value) return [];
  const span = behindScheme(text, value);
  const shown = text.slice(span.start, span.end);
  if (isNoSecret(shown) || isSentence(shown) || isCommand(text, value)) return [];
  if (certainty !== 'sure' && /\s/.test(shown)) return [];
  if (certainty === 'sure') return !value.isQuoted && !isSetting && isSlight(shown) ? [] : [span];
  if (certainty === 'maybe') return isKeyLike(shown) || (value.isQuoted && looksChosen(shown)) ? [span] : [];
  if (isPath(shown)) return [];
  const isTold = isSetting || value.isQuoted ? !isPlainWord(shown) && !/^[^\w\s]+$/.test(shown) : looksRandom(shown);
  return isTold ? [span] : [];
}

/** Words between backticks are a command to type, or code. */
function isCommand(text: string, { start, end }: Value): boolean {
  return text[start - 1] === '`' && /\s/.test(text.slice(start, end));
}

/** What people say behind a colon that is no value: a letter, the number of a list. */
function isSlight(shown: string): boolean {
  return /^(?:[A-Za-z]{1,2}|\d{1,2}|[^\w\s]{1,3})$/.test(shown);
}

export function isKeyLike(shown: string): boolean {
  return shown.length >= 16 && !/\s/.test(shown) && !isPath(shown) && looksDrawn(shown);
}

const PATH =
  /^(?:~|\.{1,2})?\/?(?:[\w.@+-]{1,80}\/){1,20}[\w.@+-]{0,80}$|^[A-Za-z]:\\|^[\w-]{1,80}\.(?:pem|key|crt|json|ya?ml|txt|py|js|ts|env|cfg|ini|toml)$/;

export function isPath(shown: string): boolean {
  return PATH.test(shown) && !/[+=]/.test(shown) && !shown.split('/').some(looksDrawn);
}

const SCHEME = /^(?:Bearer|Basic|Token|ApiKey|Digest|Negotiate|NTLM)$/i;

/** `api_key: Bearer …`: the scheme is none of it. */
function behindScheme(text: string, { start, end }: Span): Span {
  // A mark of YAML: `&name`, `!!str`.
  const isMark = /^(?:&[\w-]{1,40}|!{1,2}[\w-]{1,40})$/.test(text.slice(start, Math.min(end, start + 44)));
  if (isMark && text[end] === ' ') return valueAt(text, end) ?? { start, end };
  const scheme = /^(?:Bearer|Basic|Token|ApiKey|Digest|Negotiate|NTLM)[ \t]{1,4}(?=\S)/i.exec(
    text.slice(start, Math.min(end, start + 40)),
  );
  if (scheme) return { start: start + scheme[0].length, end };
  // Without quotes, the scheme was read as the whole value.
  return (SCHEME.test(text.slice(start, end)) ? valueAt(text, end) : null) ?? { start, end };
}
