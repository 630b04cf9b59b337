import { byForm, byLook, valuesOf } from './by-look.ts';
import { clean, cut } from './clean.ts';
import { type Found, withMasks } from './found.ts';
import { byValue, echoesOf, type SecretMasker } from './known/by-value.ts';
import { withoutWhole } from './known/whole.ts';
import { type IsLate, lateForAll, never, patienceFor, unlessLate, WITHHELD } from './patience.ts';

declare const masked: unique symbol;

/** Text from outside in which every secret is masked. Only such a text may be cut: a cut in front of the search would hide its end from it. */
export type Masked = string & { readonly [masked]: true };

/** Masks text from outside, whole. What stood before the text, where that was cut off already, is looked at and not returned. */
export type Masker = (text: string, before?: string) => Masked;

/**
 * The masker for a list of secrets: masks these at every position, and everything with the format of a secret. Line ends stay unchanged. A
 * text that takes too long, or until `isLate` says so, is withheld.
 */
export function maskerFor(secrets: readonly string[], isLate: IsLate = never): Masker {
  const key = secrets.join('\0');
  if (last?.key !== key) last = { key, isLate: null, masker: null, known: new Map() };
  if (last.isLate !== isLate || !last.masker)
    last = { ...last, isLate, masker: maskerBy(secrets, { look: byLook, isLate, known: last.known }) };
  return last.masker as Masker;
}

/**
 * The masker for all texts of one report. Once they have taken too long together, those that are left are withheld but for the shortest,
 * which take no time.
 */
export function maskerForAll(secrets: readonly string[]): Masker {
  const isLate = lateForAll();
  const mask = maskerFor(secrets, isLate);
  return (text, before) => (text.length > SHORTEST_WITHHELD && isLate() ? (WITHHELD as Masked) : mask(text, before));
}

const SHORTEST_WITHHELD = 64;

/** The masker that was made last: facts and the report of them have the same secrets, and mostly the same texts. */
let last: Made | null = null;

interface Made {
  key: string;
  isLate: IsLate | null;
  masker: Masker | null;
  /** What was masked already. */
  known: Map<string, Masked>;
}

/**
 * The masker for this tool's own sentences and commands, whose values were masked before they were put in: it hides known secrets and what
 * has the form of a key. `Authorization: Bearer $OPENAI_API_KEY` is a command to type, and no secret by its place.
 */
export function ownWordsMaskerFor(secrets: readonly string[]): Masker {
  const key = secrets.join('\0');
  if (lastOwn?.key !== key) lastOwn = { key, masker: maskerBy(secrets, { look: byForm, isLate: never, known: new Map() }) };
  return lastOwn.masker;
}

let lastOwn: { key: string; masker: Masker } | null = null;

interface How extends Pick<Made, 'known'> {
  look: (text: string, goOn: () => void) => Found[];
  isLate: IsLate;
}

function maskerBy(secrets: readonly string[], { look, isLate, known }: How): Masker {
  const find = finderFor(secrets);
  const search = (text: string, before: string) => {
    const whole = before + text;
    const goOn = patienceFor(whole, isLate);
    const seen = look(whole, goOn);
    goOn();
    const found = [...find(whole), ...seen];
    goOn();
    found.push(...echoesOf(valuesOf(seen), whole));
    return withMasks(text, before === '' ? found : found.flatMap((one) => behind(one, before.length))) as Masked;
  };
  const masked = (text: string, before: string) => unlessLate(() => search(text, before), WITHHELD as Masked);
  return (text, before = '') => {
    if (text.length > LONGEST_READ) {
      const start = masked(text.slice(0, LONGEST_READ), before);
      return start === WITHHELD ? start : ((start + behindLongest(text, secrets)) as Masked);
    }
    if (text.length > REMEMBERED.length || before !== '') return masked(text, before);
    const shown = known.get(text) ?? masked(text, '');
    if (known.size < REMEMBERED.texts) known.set(text, shown);
    return shown;
  };
}

/** Made once for the texts from outside and for our own: to prepare thousands of secrets takes half a second. */
function finderFor(secrets: readonly string[]): SecretMasker {
  const key = secrets.join('\0');
  if (lastFinder?.key !== key) lastFinder = { key, find: byValue(secrets) };
  return lastFinder.find;
}

let lastFinder: { key: string; find: SecretMasker } | null = null;

/**
 * How much of a text is searched in every reading of it. Bodies alone are longer, and nothing of what lies behind is shown as it is: a
 * report has their first 16 KiB, and what else is quoted of them is masked once more where it is quoted.
 */
const LONGEST_READ = 65_536;

/** The rest of a long text, without the secrets that are known, as they are written. */
function behindLongest(text: string, secrets: readonly string[]): string {
  return withoutWhole(text.slice(LONGEST_READ), secrets);
}

/** Names, values and answers come over and over in facts and reports: so many of at most this length are masked once. */
const REMEMBERED = { length: 2_048, texts: 4_096 };

/** What of a find lies behind a place, as it lies in the text from there. */
function behind(found: Found, place: number): Found[] {
  const spans = found.spans.filter(({ end }) => end > place);
  const moved = spans.map(({ start, end }) => ({ start: Math.max(0, start - place), end: end - place }));
  return moved.length > 0 ? [{ ...found, spans: moved }] : [];
}

/** A masked text as one clean line. */
export function oneLine(text: Masked): Masked {
  const line = clean(text);
  return (line.includes('…') ? line.replace(BROKEN_MASK, '$1').replace(OLD_MASK, '…($1$2)') : line) as Masked;
}

/** A masked text as one clean line of bounded length. */
export function quoted(text: Masked, length: number): Masked {
  return cut(oneLine(text), length) as Masked;
}

/** Masks as reports of earlier versions have them. */
const OLD_MASK = /…\((\d{1,7}) (chars?)\)/g;

/** What is left of a mask whose secret stood in several lines. */
const BROKEN_MASK = /(…\(\d{1,7}chars?\))(?:[\s|│┃>"'+\\]{1,12}…(?!\())+/g;
