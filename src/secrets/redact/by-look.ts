import { blocksIn } from './blocks.ts';
import { columnsIn } from './by-place/columns.ts';
import { illegalValuesIn } from './by-place/illegal-values.ts';
import { phrasesIn } from './by-place/phrases.ts';
import { parametersIn } from './by-place/statements.ts';
import { validationsIn } from './by-place/validations.ts';
import { bareUsersIn, optionsIn, schemesIn, urlUsersIn } from './credentials.ts';
import { keysIn } from './formats.ts';
import type { Found } from './found.ts';
import { gluedKeysIn } from './glued.ts';
import { groupsIn } from './groups.ts';
import { withinLimits } from './known/pieces.ts';
import { carriersIn, laidOutIn } from './layouts.ts';
import { withRowsBeside } from './lines/beside.ts';
import { type Kind, settled } from './lines/broken-lines.ts';
import { joined } from './lines/join.ts';
import { openedIn, withNextLines } from './lines/next-line.ts';
import { remnantsIn } from './lines/remnants.ts';
import { rowsJoined } from './lines/rows.ts';
import { publicPrefix } from './mask.ts';
import { otherNamesIn } from './other-languages.ts';
import { type IsLate, never, patienceFor, unlessLate } from './patience.ts';
import { namedSecretsIn } from './places.ts';
import { decoded, levelsOf } from './readings/decode.ts';
import { dumpsIn } from './readings/dumps.ts';
import { encodedIn } from './readings/encoded.ts';
import { spelledOut } from './readings/spelled.ts';
import { recall, remember } from './remembered.ts';
import { signsOf } from './signs.ts';
import { isMask, looksDrawn, looksRandom } from './values.ts';
import { asItStands, type Span, type View } from './view.ts';

type Rule = (view: View) => Span[];

/** All that makes a secret of a text: its own form, or the place where it stands. Each takes time that grows with the length alone. */
const PLAIN_RULES: Rule[] = [
  blocksIn,
  keysIn,
  gluedKeysIn,
  groupsIn,
  schemesIn,
  urlUsersIn,
  bareUsersIn,
  namedSecretsIn,
  otherNamesIn,
  illegalValuesIn,
  phrasesIn,
  validationsIn,
  parametersIn,
  columnsIn,
  optionsIn,
  laidOutIn,
  carriersIn,
  longMasksIn,
];
const encodedSecretsIn: Rule = (view) => encodedIn(view, isTelling);
const dumpedSecretsIn: Rule = (view) => dumpsIn(view, isTelling);
const RULES: Rule[] = [...PLAIN_RULES, encodedSecretsIn, dumpedSecretsIn];

/** In one word no value stands behind a name. */
const RULES_OF_WORDS: Rule[] = [keysIn, gluedKeysIn, encodedSecretsIn];
const ONE_WORD = /^[\w./-]*$/;

const KINDS = new Map<Rule, Kind>([
  [keysIn, 'key'],
  [gluedKeysIn, 'key'],
  [namedSecretsIn, 'named'],
  [illegalValuesIn, 'refused'],
]);

/** Finds everything with the format of a secret, in every decoded reading of a text. `goOn` is called before each, and may throw. */
export function byLook(text: string, goOn: () => void = () => {}): Found[] {
  if (!mayHold(text)) return [];
  const known = recall(text);
  if (known) return known;
  // By place and value: of a secret that many rules find in many readings, one is enough.
  const found = new Map<string, Found>();
  for (const view of viewsOf(text)) {
    goOn();
    for (const span of spansIn(view)) {
      const one = foundAt(view, span);
      found.set(`${one.spans.map(({ start, end }) => `${start}-${end}`)} ${one.value}`, one);
    }
  }
  const whole = [...found.values()].filter(({ value }) => value === undefined || !OWN_MASK.test(value));
  goOn();
  if (whole.length > 0) whole.push(...remnantsIn(text, whole, goOn));
  remember(text, whole);
  return whole;
}

/** What a report shows in place of a secret: read back, it stays what it is. */
const OWN_MASK = /^[\w-]{0,24}…\(\d{1,7}chars?\)[.,;]?$/;

/** Finds what has the form of a key or of a private key, wherever it stands. */
export function byForm(text: string): Found[] {
  if (!mayHold(text)) return [];
  const view = asItStands(text);
  return [...blocksIn(view), ...keysIn(view), ...gluedKeysIn(view)].map((span) => foundAt(view, [span]));
}

function mayHold(text: string): boolean {
  return !LETTERS.test(text) && MAY_HOLD.test(text);
}

/** No key is as short without a digit or a sign, and nothing else can stand in one word. */
const LETTERS = /^[A-Za-z]{0,15}$/;

/** Without any of these there is no place for a secret, and no form of one. A line end may have broken any of them. */
const MAY_HOLD =
  /[\n\r=:@<"'`*~&%\\]|[^\t\n\r -~]|[\w-]{11,}|\[\d|CHA?R\(|U\+00|(?:[\da-f]{2,8}[\s,;.+]{1,4}){5}|\S([ .,\n])\S\1\S\1\S\1|key|token|secret|pass|cred|auth|cookie|sign|bearer|basic|received|identified|sudo|bot\d/i;

/**
 * The secrets that a text holds by their look, as they are: a piece may be quoted elsewhere that nothing but its value gives away. None of a
 * text that takes too long, or until `isLate` says so, which is withheld where it is shown.
 */
export function secretsIn(text: string, isLate: IsLate = never): string[] {
  return unlessLate(() => valuesOf(byLook(text, patienceFor(text, isLate))), []);
}

/** What was found, where it is long and strange enough to be known by its value wherever it comes again. */
export function valuesOf(found: readonly Found[]): string[] {
  const values = found.flatMap(({ value }) => (value === undefined || value.includes('…') ? [] : [value]));
  return withinLimits(
    values.filter((value) => value.length >= SHORTEST_FOUND && isStrange(value)),
    MOST_FOUND,
  );
}

/** Of letters and digits, or drawn: an ordinary word that was taken for a secret in one place is not hidden in all others. */
function isStrange(value: string): boolean {
  return looksDrawn(value) || (looksRandom(value) && /\d/.test(value) && /[A-Za-z]/.test(value));
}

/** Shorter ones may be words. */
const SHORTEST_FOUND = 8;
const MOST_FOUND = 64;

/** A line that ends in the middle of an escape. */
const BROKEN_ESCAPE = /(?:%[0-9a-f]?|\\(?:x[0-9a-f]?|u[0-9a-f]{0,3}|[0-3][0-7]?)?)[ \t]{0,4}[\n\r]/i;

function* viewsOf(text: string): Generator<View> {
  for (const { view, spelled } of levelsOf(text)) {
    yield* [view, ...spelled];
    const whole = joined(view);
    yield* [...whole, ...whole.slice(0, 1).flatMap(spelledOut)];
    const inside = whole[0] && BROKEN_ESCAPE.test(view.text) ? decoded(whole[0]) : null;
    if (inside) yield inside;
    yield* rowsJoined(view);
  }
}

/** The secrets of a view, each with all its pieces. */
function spansIn(view: View): Span[][] {
  const rules = ONE_WORD.test(view.text) ? RULES_OF_WORDS : RULES;
  const spans = rules.flatMap((rule) => {
    const found = rule(view);
    return view.joins.length === 0 ? found : found.flatMap((span) => settled(view, span, KINDS.get(rule) ?? 'other'));
  });
  const whole = spans.filter(({ start, end }) => end > start);
  const lines = withBreaks(view);
  const isOneText = view.joins.length === 0 && !view.gaps;
  const rows = isOneText ? whole.flatMap((span) => withRowsBeside(view.text, span)) : whole;
  if (lines === null) return rows.map((span) => [span]);
  const followed = new Set<number>();
  return [...rows.map((span) => withNextLines(lines, span, followed)), ...(mayGoOn(view) ? openedIn(lines, followed) : [])];
}

/** Whether there is a word that may be the rest of a secret of which a line has no more than the name. */
function mayGoOn(view: View): boolean {
  const { mayBeDrawn, isMixed } = signsOf(view);
  return mayBeDrawn || isMixed;
}

/** Line ends, tabs, and the signs that put two strings together. */
const PARTED = /[\n\r\t]|["'`] ?[+.&]/;

/** The lines of a view; null where it is one line in one piece, or its lines were put together. */
function withBreaks({ text, gaps }: View): string | null {
  if (!gaps) return PARTED.test(text) ? text : null;
  return [0, ...gaps.map((gap) => gap + 1)].map((start, at) => text.slice(start, gaps[at])).join('\n');
}

function foundAt(view: View, pieces: Span[]): Found {
  const value = pieces.map(({ start, end }) => view.text.slice(start, end)).join('');
  return {
    spans: pieces.flatMap(({ start, end }) => view.origin(start, end)),
    prefix: publicPrefix(value.slice(0, 40)),
    length: value.length,
    value,
  };
}

/** What is encoded: only what stands for itself, or all but any text would be one. */
function isTelling(text: string): boolean {
  const view = asItStands(text);
  return PLAIN_RULES.some((rule) => rule(view).length > 0);
}

/** Masks of other programs that leave too much of the secret. */
function longMasksIn({ text }: View): Span[] {
  if (!text.includes('***')) return [];
  return [...text.matchAll(/\*{3,512}[A-Za-z0-9_-]{0,256}/g)]
    .map(({ index, 0: found }) => ({ start: startOfWord(text, index), end: index + found.length }))
    .filter(({ start, end }) => !isMask(text.slice(start, end)));
}

function startOfWord(text: string, end: number): number {
  return end - (/(?<![A-Za-z0-9_-])[A-Za-z0-9_-]*$/.exec(text.slice(Math.max(0, end - 256), end)) as RegExpExecArray)[0].length;
}
