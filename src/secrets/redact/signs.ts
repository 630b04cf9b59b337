import type { Signs, View } from './view.ts';

/** What a text is made of, seen in one pass. */

/** Kinds of letters, as bits. */
const [LOWER, UPPER, DIGIT, HYPHEN, BASE64, OTHER_OF_WORD] = [1, 2, 4, 8, 16, 32];
const ALPHANUMERIC = LOWER | UPPER | DIGIT;
const OF_RUN = ALPHANUMERIC | HYPHEN | BASE64;
const OF_WORD = OF_RUN | OTHER_OF_WORD;
const ALL = ALPHANUMERIC;

/** What ends a word in every search for pieces. */
const NO_WORD = '"\'`<>()[]{},;|\\';

const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(sign: string): number {
  if (/[a-z]/.test(sign)) return LOWER;
  if (/[A-Z]/.test(sign)) return UPPER;
  if (/\d/.test(sign)) return DIGIT;
  if (/[_-]/.test(sign)) return HYPHEN;
  if (/[+/]/.test(sign)) return BASE64;
  return sign <= ' ' || sign === '\x7f' || NO_WORD.includes(sign) ? 0 : OTHER_OF_WORD;
}

/** Drawn letters change at least so often between digits and letters of either case. */
const CHANGES = 2;
const SHORTEST_DRAWN = 10;
/** As many digits of base 16 are drawn though they change never. */
const SHORTEST_HEX = 24;

/** Any word that the name of a secret has. */
const NAMED = /key|token|secret|pass|pw|auth|cred|sig|sas|cookie|sess|sid|bearer|jwt|assertion|pat|otp|nonce/i;

/** What the text of a view is made of; looked at once. */
export function signsOf(view: View): Signs {
  view.signs ??= seenIn(view.text);
  return view.signs;
}

/** The pass is one loop on purpose: any call in it costs more than all else. */
function seenIn(text: string): Signs {
  let mayBeDrawn = false;
  let isMixed = false;
  let longestRun = 0;
  let mixedGroups = 0;
  let part = 0;
  let changes = 0;
  let last = 0;
  let run = 0;
  let group = 0;
  let word = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 32;
    const kind = code < 128 ? (KINDS[code] as number) : OTHER_OF_WORD;
    if ((kind & ALPHANUMERIC) === 0) {
      part = 0;
      changes = 0;
      last = 0;
    } else {
      part += 1;
      if (last !== kind && last !== 0) changes += 1;
      last = kind;
      if (part >= SHORTEST_DRAWN && (changes >= CHANGES || part >= SHORTEST_HEX)) mayBeDrawn = true;
    }
    run = (kind & OF_RUN) === 0 ? 0 : run + 1;
    if (run > longestRun) longestRun = run;
    if ((kind & (ALPHANUMERIC | HYPHEN)) !== 0) group |= kind;
    else {
      if ((group & DIGIT) !== 0 && (group & (LOWER | UPPER)) !== 0) mixedGroups += 1;
      group = 0;
    }
    word = (kind & OF_WORD) === 0 ? 0 : word | kind;
    if ((word & ALL) === ALL) isMixed = true;
  }
  return { mayBeDrawn, isMixed, longestRun, mixedGroups, isNamed: NAMED.test(text) };
}
