import { isNoSecret, isSentence, looksRandom, type Value, valueAt } from './values.ts';
import type { Span } from './view.ts';

/** The values of the headers that carry credentials. */

/** The secret of an authorization header: after a scheme with one value that value, otherwise all of it. */
export function authorizationAt(text: string, from: number): Span[] {
  const value = valueAt(text, from);
  if (!value) return [];
  const end = value.isQuoted ? value.end : endOfCredentials(text, value);
  const scheme = /^[A-Za-z][\w-]{1,30}[ \t]{1,4}(?=\S)/.exec(text.slice(value.start, Math.min(end, value.start + 60)));
  const start = value.start + (scheme?.[0].length ?? 0);
  const isNone = isNoSecret(text.slice(start, end)) || isSentence(text.slice(value.start, end));
  return isNone ? [] : [{ start, end }];
}

const ONE_VALUE = /^(?:Bearer|Basic|Token|ApiKey|Api-Key|Key|Negotiate|NTLM)$/i;
const PARAMETERS =
  /^(?:Digest|AWS4-[\w-]+|OAuth|Hawk|Signature|SharedKey(?:Lite)?|HMAC[\w-]*|MAC|GoogleLogin|Custom|EG1-[\w-]+|Credential)$/i;

function endOfCredentials(text: string, { start, end }: Value): number {
  const first = text.slice(start, end);
  if (ONE_VALUE.test(first)) return valueAt(text, end)?.end ?? end;
  if (PARAMETERS.test(first)) return endOfLine(text, end);
  const next = text[end] === ' ' && /^[A-Za-z][\w-]{1,30}$/.test(first) ? valueAt(text, end) : null;
  return next && looksRandom(text.slice(next.start, next.end)) ? next.end : end;
}

/** Longest header that is read. */
const LINE = /[^\n\r]{0,4096}/y;

function endOfLine(text: string, from: number): number {
  LINE.lastIndex = from;
  return from + (LINE.exec(text)?.[0].trimEnd().length ?? 0);
}

const PAIRS = /[^\s=;,"']{1,128}=("?[^\s;"']{1,4096})/g;

/** The values of cookies; of one that is set, not its path and dates. */
export function cookiesAt(text: string, from: number, isSet: boolean): Span[] {
  const value = valueAt(text, from);
  if (!value) return [];
  const end = value.isQuoted ? value.end : endOfLine(text, value.start);
  const found = [...text.slice(value.start, end).matchAll(PAIRS)].slice(0, isSet ? 1 : 64).map((pair) => {
    const to = value.start + pair.index + pair[0].length;
    return { start: to - (pair[1] as string).length, end: to };
  });
  if (found.length > 0) return found.filter((span) => !isNoSecret(text.slice(span.start, span.end)));
  return looksRandom(text.slice(value.start, value.end)) ? [value] : [];
}
