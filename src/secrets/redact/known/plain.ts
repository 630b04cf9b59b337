import { levelsOf } from '../readings/decode.ts';
import { asItStands, marksOf, rewritten, type View } from '../view.ts';

/**
 * A text as a reader would take it: accents and wide letters made plain, white space and the frames of tables left out, in lower case.
 * Both a secret and the text that it is looked for in are seen this way, so that no line break or cell border in the middle hides it.
 */

/** What a secret may be broken by, and what may be written in another width or with accents. */
const BROKEN_OR_FOREIGN = /[\s|\p{Cc}\p{Cf}]+|[^\0-\x7f]/gu;

/** The same for a text of plain signs, and that of masks, alone. */
const BROKEN = /[ |]+|…/g;
const NO_PLAIN_SIGN = /[^ -~…]/;

/** Separators: everything but letters and digits. */
const SIGNS = /[^a-z0-9]+/g;

/** A text in its plain form, its escapes taken as they stand. */
export function plainOf(text: string): string {
  return plain(asItStands(text)).text;
}

/** The letters and digits of a text alone. */
export function bareOf(text: string): string {
  return bare(plain(asItStands(text))).text;
}

/**
 * A text in its plain form as it stands, with one level of escapes after the other read, and with letters that were spelled out put
 * together. Takes time that grows with the length alone.
 */
export function readingsOf(text: string): View[] {
  if (/^[A-Za-z]*$/.test(text)) return [asItStands(text.toLowerCase())];
  return levelsOf(text).flatMap(({ view, spelled }) => [plain(view), ...spelled.map(plain)]);
}

/** The same, of letters and digits alone. */
export function bare(view: View): View {
  return replaced(view, SIGNS, () => '');
}

function plain(level: View): View {
  return replaced(level, NO_PLAIN_SIGN.test(level.text) ? BROKEN_OR_FOREIGN : BROKEN, basic);
}

/** A text in lower case with each match replaced. Most hold no secret, so the way back is made when it is first asked for. */
function replaced(before: View, pattern: RegExp, meaning: (found: string) => string): View {
  let whole: View | null = null;
  const made = () =>
    rewritten(
      before,
      marksOf(before.text, pattern, ([found]) => meaning(found)),
    ) ?? before;
  return {
    text: lower(before.text.replace(pattern, meaning)),
    origin: (start, end) => {
      whole ??= made();
      return whole.origin(start, end);
    },
    joins: [],
  };
}

/** A letter without its accents, in its usual width; nothing for a gap. */
function basic(found: string): string {
  if (found === '…') return '...';
  return found > '\x7f' ? found.normalize('NFKD').replace(/[\p{M}\s|│┃]/gu, '') : '';
}

/** Lower-cases so that places in the text stay where they are: the few letters that grow (`İ`) leave it at ASCII. */
function lower(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
