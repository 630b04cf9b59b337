import { isNoSecret, valueAt } from '../values.ts';
import type { Span, View } from '../view.ts';

/** Where a library refuses the value of a header and quotes it: that value is the key, whatever it looks like. */

/** In front of the value. */
const BEFORE =
  /(?:(?:illegal|invalid|malformed|bad|wrong|unexpected|forbidden|unsafe|unacceptable|disallowed)\s{0,4}(?:http\s{0,4})?(?:header|metadata|authorization|field)(?:\s{0,4}field)?\s{0,4}(?:value|content)s?|(?:illegal|invalid|malformed|bad|unsafe) values? (?:for|in|of) (?:the )?(?:http )?(?:header|metadata)(?: field)?(?: \([\w ,()/-]{0,80}\))?|(?:illegal|invalid|reserved|forbidden)?\s{0,4}characters?(?:\(s\))?\s{0,4}[\w ,()]{0,60}?in\s{0,4}(?:the\s{0,4})?(?:(?:http|message|request)\s{0,4})?(?:header|metadata)(?:\s{0,4}field)?\s{0,4}values?|return character\(s\) in header value|header (?:field )?value (?:contains|has|with|must not|cannot|is not)[\w ,()'/-]{0,80}?(?=:|\s?["'`])|header (?:field )?value (?:contains|has|with|must not|cannot|is not)|the format of value|[Cc]ould not parse header value|failed to parse header value|in [\w-]{2,40} value)\s{0,4}(?:for\s{0,4}["']?[\w-]{1,60}["']?\s{0,4})?(?::\s{0,4}|\s{1,4}|(?=["'([]))(?:[\w-]{1,40}:\s{0,4}(?=["']))?(?=\\{0,3}["'`“‘([]|[bBu]["']|[^\s"'])/gi;

/** Behind it: `Headers.append: "…" is an invalid header value`, `Headers.set: … is not a legal HTTP header value`. */
const BEHIND =
  /\s{0,4}(?:is|was|are)\s{0,4}(?:an?\s{0,4}(?:invalid|illegal|malformed|bad)|not\s{0,4}(?:an?\s{0,4})?(?:legal|valid|allowed|permitted))\s{0,4}(?:(?:http|byte)\s{0,4})?(?:header(?:\s{0,4}field)?|metadata|field)\s{0,4}(?:value|content)/gi;

/** No refusal is shorter, and many names are: `requestHeaders`. */
const SHORTEST = 20;

/** Longest value that is quoted in front of such words. */
const LONGEST = 8_192;

/** The word that such a refusal is found by, and how far around it its words reach. */
const NEAR = /header|metadata|format of value|authorization value|parse .{0,20}value/gi;
const REACH = { before: 120, after: 200 };

export function illegalValuesIn({ text }: View): Span[] {
  if (text.length < SHORTEST) return [];
  const spans: Span[] = [];
  let done = 0;
  for (const { index } of text.matchAll(NEAR)) {
    if (index < done) continue;
    done = index + REACH.after;
    const from = Math.max(0, index - REACH.before);
    const near = text.slice(from, done + REACH.after);
    if (!/value|content/i.test(near)) continue;
    for (const found of near.matchAll(BEFORE)) spans.push(...valueBehind(text, from + found.index + found[0].length));
    for (const found of near.matchAll(BEHIND)) spans.push(...valueInFront(text, from + found.index));
  }
  return spans;
}

/** A name of a header in quotes is none: Node puts that where others put the value. */
function valueBehind(text: string, from: number): Span[] {
  const bracket = /[[({]/.test(text[from] ?? '') ? 1 : 0;
  const value = valueAt(text, from + bracket);
  if (!value) return [];
  const shown = text.slice(value.start, value.end);
  const isName = /^(?:content|authorization|[a-z]{1,20}(?:-[a-z]{1,20}){0,4}|[A-Z][a-z]{1,20}(?:-[A-Z][a-z]{1,20}){0,4})$/.test(
    shown,
  );
  if (isName || (!value.isQuoted && !/[\d_\W]|[a-z][A-Z]/.test(shown))) return [];
  return isNoSecret(withoutScheme(shown)) || /^\s{0,40}(?:Bearer|Basic|Token)?\s{0,40}$/i.test(shown)
    ? []
    : [behindScheme(text, value)];
}

/** The programs that report a refused header value. */
const LEAD = /(?:Headers?[.#]?\w{0,20}|TypeError|Error|value|header)['"]?: ?/g;

function valueInFront(text: string, end: number): Span[] {
  const closing = text[end - 1] ?? '';
  if (/["'`”]/.test(closing)) {
    const opening = text.lastIndexOf(closing === '”' ? '“' : closing, end - 2);
    return opening < 0 || end - opening > LONGEST ? [] : [behindScheme(text, { start: opening + 1, end: end - 1 })];
  }
  const line = text.slice(Math.max(0, end - LONGEST), end);
  const lead = [...line.matchAll(LEAD)].at(-1);
  const start = end - line.length + (lead ? lead.index + lead[0].length : line.lastIndexOf(' ') + 1);
  return start < end ? [behindScheme(text, { start, end })] : [];
}

function behindScheme(text: string, { start, end }: Span): Span {
  return { start: end - withoutScheme(text.slice(start, end)).length, end };
}

function withoutScheme(value: string): string {
  return value.replace(/^\s{0,4}(?:Bearer|Basic|Token)\s{1,4}(?=\S)/i, '');
}
