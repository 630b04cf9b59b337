import { element } from './by-place/element.ts';
import { withFallback } from './by-place/fallback.ts';
import { endOf, matchAt } from './by-place/match.ts';
import { membersBehind } from './by-place/members.ts';
import type { Name } from './by-place/name.ts';
import { refused } from './by-place/refused.ts';
import { spoken } from './by-place/spoken.ts';
import { looksChosen } from './chosen.ts';
import { authorizationAt, cookiesAt } from './header-values.ts';
import { type Certainty, certaintyOf } from './names.ts';
import { taken } from './place-values.ts';
import { signsOf } from './signs.ts';
import { isNoSecret, looksRandom, type Value, valueAt } from './values.ts';
import type { Span, View } from './view.ts';
import { isWord } from './words.ts';

/** Secrets by the name before them. */

/** A word that some telling name has: the rest of the name is read around it. */
const TELLING =
  /key|token|secret|pass|pwd|pw\b|auth|cred|sig|sas\b|cookie|sess|sid\b|bearer|jwt|assertion|pat\b|otp\b|nonce|code=|ticket=|response=/gi;

/** How far a name reaches to either side of such a word. */
const REACH = 120;

/** Longer than most secrets and their lines. */
const LONG_SECRET = 256;

export function namedSecretsIn(view: View): Span[] {
  const { text } = view;
  if (!signsOf(view).isNamed && !text.includes('=')) return [];
  const spans: Span[] = [];
  let done = 0;
  for (const { index } of text.matchAll(TELLING)) {
    if (index < done) continue;
    const name = nameAround(text, index);
    const found = name.end < text.length ? behindName(text, name) : [];
    const last = found.at(-1);
    // Names within a long secret are part of it, and each would be read to its end again.
    done = last && last.end - last.start > LONG_SECRET ? last.end : name.end;
    spans.push(...found);
  }
  return spans;
}

function isOfName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isWord(code) || code === 45 || code === 46 || code === 36;
}

function nameAround(text: string, at: number): Name {
  let start = at;
  while (start > 0 && at - start < REACH && isOfName(text, start - 1)) start -= 1;
  let end = at;
  while (end < text.length && end - at < REACH && isOfName(text, end)) end += 1;
  return { start, end, text: text.slice(start, end), before: text[start - 1] ?? '' };
}

/** `name=`, `"name":`, `name =>`, `name :=`, with what closes the name. */
const ASSIGNED =
  /\\{0,3}["'`\])]{0,3}[ \t]{0,4}(=>|:=|<-|->|\.(?=[ \t]{1,4}["(])|→|={1,3}|:(?!\/\/)|!={1,2}|\|\||\?\?)[ \t]{0,4}(?:\s{0,8}(?:string\(\d{1,6}\)|Just)[ \t]{1,3}(?=["']))?/y;
/** What a program or a person writes otherwise: a string alone is a value behind it. */
const BEFORE_STRING = /^(?:\.|<-|->|!=|\|\||\?\?)/;
/** `("name", "value")`, `["name","value"]`, `s:4:"name";s:5:"value"`. */
const PAIR = /\\{0,3}["']\s{0,4}[,;|]\s{0,20}(?:s:\d{1,5}:)?(?=b?\\{0,3}["'])/y;
/** `"name": "authorization", "value": "…"`, `key="ApiKey" value="…"`, `- name: KEY` and `value: …` in the next line. */
const NAMED = /["']?\s{0,4}[,;]?\s{0,40}["']?(?:value|val|v|content|default)["']?\s{0,4}[:=]\s{0,4}/iy;
const NAMES = /(?<![\w-])(?:name|key|header|field|param|parameter|option|variable|k)["']?\s{0,4}[:=]\s{0,4}["']?$/i;
/** `--name value`. */
const OPTION = /[ \t]{1,4}(?=[^\s-])/y;
/** What closes the name of a field. */
const NEXT_FIELD = /\\{0,3}["']\s{0,4}:/y;
/** Names that tell only where they stand, or with what follows. */
const TELLING_BY_PLACE = /(?:^|[.-])(?:code|ticket|cookie2)$/i;

function behindName(text: string, name: Name): Span[] {
  const members = membersBehind(text, name, name.text);
  if (members?.isObject) return members.spans;
  return [...(members?.spans ?? []), ...valueBehind(text, name)];
}

function valueBehind(text: string, name: Name): Span[] {
  const certainty = certaintyIn(text, name);
  if (!certainty && !TELLING_BY_PLACE.test(name.text)) return [];
  const last = name.text.slice(name.text.lastIndexOf('.') + 1);
  const told = named(text, name);
  if (told) return told;
  const assigned = matchAt(ASSIGNED, text, name.end);
  const pair = /["']/.test(name.before) ? matchAt(PAIR, text, name.end) : null;
  const from = assigned ?? pair;
  if (from && /^-*(?:proxy-?)?authorization$/i.test(last)) return authorizationAt(text, endOf(from));
  if (from && /^-*(?:set-?)?cookie2?$/i.test(last)) return cookiesAt(text, endOf(from), /^-*set/i.test(last));
  if (isParameter(name, assigned)) return parameter(text, name.text, endOf(assigned as RegExpExecArray));
  if (!certainty) return [];
  // `x = 1` and `name: text` are how programs and people write; `x=1` is a setting.
  if (assigned && BEFORE_STRING.test(assigned[1] as string) && !/["'`]/.test(text[endOf(assigned)] ?? ''))
    return chosen(text, assigned);
  if (assigned) {
    const isSetting = !/[:→]$/.test(assigned[1] as string) && !/\s/.test(assigned[0]);
    return taken(text, { certainty, isSetting }, withFallback(text, valueAt(text, endOf(assigned))));
  }
  if (pair) return taken(text, { certainty, isSetting: true }, memberAt(text, endOf(pair)));
  return [
    ...element(text, name, certainty),
    ...option(text, name, certainty),
    ...refused(text, name),
    ...spoken(text, name, certainty),
  ];
}

/** `password -> value` in what Scala and Java print: what is no string is a password where it looks like one. */
function chosen(text: string, assigned: RegExpExecArray): Span[] {
  const value = assigned[1] === '->' ? valueAt(text, endOf(assigned)) : null;
  return value && looksChosen(text.slice(value.start, value.end)) ? [value] : [];
}

/** The second text of a pair. With a colon behind it, it is the name of the next field: `"code": "invalid_api_key", "param": null`. */
function memberAt(text: string, from: number): Value | null {
  const value = valueAt(text, from);
  return value && matchAt(NEXT_FIELD, text, value.end) ? null : value;
}

function certaintyIn(text: string, name: Name): Certainty | null {
  const certainty = certaintyOf(name.text);
  // A test that passed.
  if (/^pass$/i.test(name.text)) return text[name.end] === '=' ? 'likely' : 'maybe';
  // What answers the challenge of Digest.
  if (/^c?nonce$|^response$/i.test(name.text)) return text[name.end] === '=' ? 'maybe' : null;
  return certainty === 'maybe' ? certaintyOf(twoWords(text, name)) : certainty;
}

/** `API key`, `access key`: a name in two words. */
function twoWords(text: string, { start, text: name }: Name): string {
  const before = /([A-Za-z]{2,20})[ \t]{1,2}$/.exec(text.slice(Math.max(0, start - 24), start))?.[1];
  return before ? `${before} ${name}` : name;
}

/** Null where the name is not itself named, with its value behind it. */
function named(text: string, { start, end, text: name }: Name): Span[] | null {
  const found = NAMES.test(text.slice(Math.max(0, start - 40), start)) ? matchAt(NAMED, text, end) : null;
  if (!found) return null;
  if (/^-*(?:proxy-?)?authorization$/i.test(name)) return authorizationAt(text, endOf(found));
  if (/^-*(?:set-?)?cookie2?$/i.test(name)) return cookiesAt(text, endOf(found), /^-*set/i.test(name));
  const members = membersBehind(text, { start, end: endOf(found) }, name);
  if (members?.isObject) return members.spans;
  const certainty = certaintyOf(name);
  return certainty ? taken(text, { certainty, isSetting: true }, valueAt(text, endOf(found))) : [];
}

function option(text: string, { text: name, end, before }: Name, certainty: Certainty): Span[] {
  if (!name.startsWith('-') && before !== '/') return [];
  const found = matchAt(OPTION, text, end);
  const value = found && valueAt(text, endOf(found));
  // `-key file`, `/pass word`: with one sign it may be anything, unless it looks like a secret.
  if (!value || (!name.startsWith('--') && !looksRandom(text.slice(value.start, value.end)))) return [];
  return taken(text, { certainty, isSetting: true }, value);
}

/** `?name=value`. */
function isParameter({ before }: Name, assigned: RegExpExecArray | null): boolean {
  return assigned?.[0] === '=' && /[?&;]/.test(before);
}

/** In a query whatever has a telling name is secret. */
function parameter(text: string, name: string, from: number): Span[] {
  const value = isSecretParameter(name) ? valueAt(text, from, true) : null;
  return value && !isNoSecret(text.slice(value.start, value.end)) ? [value] : [];
}

/** Whether a parameter of a query holds a secret by its name. */
export function isSecretParameter(name: string): boolean {
  return /^(?:code|ticket|x-(?:amz|goog)-credential)$/i.test(name) || certaintyOf(name) !== null;
}
