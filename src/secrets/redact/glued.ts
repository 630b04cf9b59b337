import { signsOf } from './signs.ts';
import { looksDrawn } from './values.ts';
import type { Span, View } from './view.ts';

/** Keys that stand right behind other letters (`Bearersk-proj-…`, `KEYsk-ant-…`): where a blank was lost, no word begins with the key. */

/** Prefixes that no word ends with. */
const PREFIX =
  /(?:sk-(?:proj|svcacct|admin|ant|or-v\d)-|[gp]sk_|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|xapp-\d-|AIza|AKIA|nvapi-|pplx-|tgp_v1_|tvly-|pcsk_|lsv2_(?:pt|sk)_|dckr_pat_|hvs\.|npm_|hf_|[rs]k_live_|whsec_|shpat_|dop_v1_|ATATT3x)/g;

const IN_WORD = /\w/;

/** What a key has behind its prefix. */
const OWN = /[A-Za-z0-9_.=-]{16,4096}/y;

/** The middle of every older key of OpenAI: base64 of "OpenAI". */
const MIDDLE = 'T3BlbkFJ';

export function gluedKeysIn(view: View): Span[] {
  const { text } = view;
  if (!signsOf(view).mayBeDrawn) return aroundMiddle(text);
  const spans: Span[] = [];
  let done = 0;
  PREFIX.lastIndex = 0;
  for (let found = PREFIX.exec(text); found; found = PREFIX.exec(text)) {
    const { index, 0: prefix } = found;
    // To look back at each place of a text costs much more than at these few.
    if (!IN_WORD.test(text[index - 1] ?? '')) PREFIX.lastIndex = index + 1;
    if (PREFIX.lastIndex === index + 1 || index < done) continue;
    OWN.lastIndex = index + prefix.length;
    const own = OWN.exec(text)?.[0] ?? '';
    // Prefixes within are a part of it, and each would be read to its end again.
    done = index + prefix.length + own.length;
    if (looksDrawn(own)) spans.push({ start: index, end: done });
  }
  return [...spans, ...aroundMiddle(text)];
}

function aroundMiddle(text: string): Span[] {
  if (!text.includes(MIDDLE)) return [];
  return [...text.matchAll(WORD)].flatMap(({ index, 0: word }) =>
    word.includes(MIDDLE) && word.length >= SHORTEST ? [{ start: index, end: index + word.length }] : [],
  );
}

const WORD = /[A-Za-z0-9_-]+/g;

/** What is left of a key with both its ends cut off. */
const SHORTEST = 24;
