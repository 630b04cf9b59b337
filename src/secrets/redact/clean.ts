/**
 * Cleans text that came from outside, so that it can colour no terminal, start no line, hide nothing and turn no reading
 * direction. Cleaning comes before the search for secrets: what is removed here may have stood in the middle of one.
 */

/** Terminal control sequences: CSI (`ESC [ … letter`) and OSC (`ESC ] … BEL`), whole, so that no `[31m` is left behind. */
const SEQUENCES = /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\x9d]{0,512}(?:\x07|\x1b\\|\x9c)/g;

/** Everything that ends a line or moves to another: a report's text is one line, so that none can be forged. */
const BREAKS = /[\t\n\v\f\r\x85\u2028\u2029]+/g;

/**
 * Control and format characters, and all that Unicode says to show nothing for: zero-width characters, bidi marks, embeddings and isolates,
 * soft hyphens, variation selectors, tags, fillers. Each is invisible or moves its neighbours. What is no character is not allowed in XML.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** No script puts more marks on a letter than this; more of them run over the lines around. */
const COMBINING_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * How a line of a log speaks to the machine that keeps it: GitHub's and Azure's runners look for `##[` and `##vso[` anywhere in a line,
 * TeamCity for `##teamcity[`.
 */
const LOG_COMMANDS = /##(?=(?:vso|teamcity)?\[)/gi;

/** Signs in which nothing is to be cleaned: those of ASCII, and that of masks. */
const PLAIN_LINE = /^[ -~…]*$/;

/** Makes a text one clean line of visible characters. */
export function clean(text: string): string {
  if (PLAIN_LINE.test(text) && !text.includes('##')) return text;
  return wellFormed(text)
    .replace(SEQUENCES, '')
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(COMBINING_MARKS, '$1')
    .replace(LOG_COMMANDS, '# #');
}

/** Puts U+FFFD for each lone surrogate, which no encoding of a text can hold. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Truncates a text to a length, states how much was removed, and never splits a character. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}
