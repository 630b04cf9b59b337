import { blocksIn } from './blocks.ts';
import { continued, type Kind, settled } from './broken-lines.ts';
import { bareUsersIn, optionsIn, schemesIn, urlUsersIn } from './credentials.ts';
import { levelsOf, spelledOut } from './decode.ts';
import { encodedIn } from './encoded.ts';
import { keysIn } from './formats.ts';
import type { Found } from './found.ts';
import { gluedKeysIn } from './glued.ts';
import { illegalValuesIn } from './illegal-values.ts';
import { joined } from './join.ts';
import { publicPrefix } from './mask.ts';
import { namedSecretsIn } from './places.ts';
import { isMask, looksRandom } from './values.ts';
import { asItStands, type Span, type View } from './view.ts';

type Rule = (view: View) => Span[];

/** All that makes a secret of a text: its own form, or the place where it stands. Each takes time that grows with the length alone. */
const PLAIN_RULES: Rule[] = [
  blocksIn,
  keysIn,
  gluedKeysIn,
  schemesIn,
  urlUsersIn,
  bareUsersIn,
  namedSecretsIn,
  illegalValuesIn,
  optionsIn,
  longMasksIn,
];
const encodedSecretsIn: Rule = (view) => encodedIn(view, isTelling);
const RULES: Rule[] = [...PLAIN_RULES, encodedSecretsIn];

/** In one word no value stands behind a name. */
const RULES_OF_WORDS: Rule[] = [keysIn, gluedKeysIn, encodedSecretsIn];
const ONE_WORD = /^[\w./-]*$/;

const KINDS = new Map<Rule, Kind>([
  [keysIn, 'key'],
  [gluedKeysIn, 'key'],
  [namedSecretsIn, 'named'],
  [illegalValuesIn, 'refused'],
]);

/** Finds everything with the format of a secret, in every decoded reading of a text. */
export function byLook(text: string): Found[] {
  if (!mayHold(text)) return [];
  return viewsOf(text).flatMap((view) => spansIn(view).map((span) => foundAt(view, span)));
}

/** Finds what has the form of a key or of a private key, wherever it stands. */
export function byForm(text: string): Found[] {
  if (!mayHold(text)) return [];
  const view = asItStands(text);
  return [...blocksIn(view), ...keysIn(view), ...gluedKeysIn(view)].map((span) => foundAt(view, span));
}

function mayHold(text: string): boolean {
  return !LETTERS.test(text) && MAY_HOLD.test(text);
}

/** No key is as short without a digit or a sign, and nothing else can stand in one word. */
const LETTERS = /^[A-Za-z]{0,15}$/;

/** Without any of these there is no place for a secret, and no form of one. A line end may have broken any of them. */
const MAY_HOLD =
  /[\n\r=:@<"'`*~&%\\]|[^\t\n\r -~]|[\w-]{11,}|\S([ .,\n])\S\1\S\1\S\1|key|token|secret|pass|cred|auth|cookie|sign|bearer|basic/i;

/** The secrets that a text holds by their look, as they are: a piece may be quoted elsewhere that nothing but its value gives away. */
export function secretsIn(text: string): string[] {
  if (!mayHold(text)) return [];
  const values = viewsOf(text).flatMap((view) => spansIn(view).map(({ start, end }) => view.text.slice(start, end)));
  const telling = values.filter((value) => value.length >= SHORTEST_FOUND && looksRandom(value) && !value.includes('…'));
  return [...new Set(telling)].slice(0, MOST_FOUND);
}

/** Shorter ones may be words. */
const SHORTEST_FOUND = 8;
const MOST_FOUND = 64;

function viewsOf(text: string): View[] {
  return levelsOf(text).flatMap(({ view, spelled }) => {
    const whole = joined(view);
    return [view, ...spelled, ...whole, ...whole.slice(0, 1).flatMap(spelledOut)];
  });
}

function spansIn(view: View): Span[] {
  const rules = ONE_WORD.test(view.text) ? RULES_OF_WORDS : RULES;
  const spans = rules.flatMap((rule) => {
    const found = rule(view);
    if (view.gaps) return found.map((span) => continued(view, span));
    return view.joins.length === 0 ? found : found.flatMap((span) => settled(view, span, KINDS.get(rule) ?? 'other'));
  });
  return spans.filter(({ start, end }) => end > start);
}

function foundAt(view: View, { start, end }: Span): Found {
  return {
    spans: view.origin(start, end),
    prefix: publicPrefix(view.text.slice(start, Math.min(end, start + 40))),
    length: end - start,
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
