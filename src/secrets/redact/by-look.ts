import { blocksIn } from './blocks.ts';
import { bareUsersIn, optionsIn, schemesIn, urlUsersIn } from './credentials.ts';
import { levelsOf, spelledOut } from './decode.ts';
import { encodedIn } from './encoded.ts';
import { keysIn } from './formats.ts';
import type { Found } from './found.ts';
import { illegalValuesIn } from './illegal-values.ts';
import { joined } from './join.ts';
import { publicPrefix } from './mask.ts';
import { namedSecretsIn } from './places.ts';
import { isMask, looksDrawn, looksRandom } from './values.ts';
import { asItStands, type Span, type View } from './view.ts';

type Rule = (view: View) => Span[];

/** All that makes a secret of a text: its own form, or the place where it stands. Each takes time that grows with the length alone. */
const RULES: Rule[] = [
  blocksIn,
  keysIn,
  schemesIn,
  urlUsersIn,
  bareUsersIn,
  namedSecretsIn,
  illegalValuesIn,
  optionsIn,
  longMasksIn,
  (view) => encodedIn(view, isTelling),
];

/** Finds what looks like a secret, whoever it belongs to, in every reading of a text. */
export function byLook(text: string): Found[] {
  if (!MAY_HOLD.test(text)) return [];
  return viewsOf(text).flatMap((view) => spansIn(view).map((span) => foundAt(view, span)));
}

/** Finds what has the form of a key or of a private key, wherever it stands. */
export function byForm(text: string): Found[] {
  if (!MAY_HOLD.test(text)) return [];
  const view = asItStands(text);
  return [...blocksIn(view), ...keysIn(view)].map((span) => foundAt(view, span));
}

/** Without any of these there is no place for a secret, and no form of one. */
const MAY_HOLD =
  /[=:@"'`*~&%\\]|[^\t\n\r -~]|[\w-]{11,}|\S([ .,\n])\S\1\S\1\S\1|key|token|secret|pass|cred|auth|cookie|sign|bearer|basic/i;

/** The secrets that a text holds by their look, as they are: a piece may be quoted elsewhere that nothing but its value gives away. */
export function secretsIn(text: string): string[] {
  const values = viewsOf(text).flatMap((view) => spansIn(view).map(({ start, end }) => view.text.slice(start, end)));
  const telling = values.filter((value) => value.length >= SHORTEST_FOUND && looksRandom(value) && !value.includes('…'));
  return [...new Set(telling)].slice(0, MOST_FOUND);
}

/** Shorter ones may be words. */
const SHORTEST_FOUND = 8;
const MOST_FOUND = 64;

function viewsOf(text: string): View[] {
  return levelsOf(text).flatMap((level) => {
    const whole = joined(level);
    return [level, ...spelledOut(level), ...(whole ? [whole, ...spelledOut(whole)] : [])];
  });
}

function spansIn(view: View): Span[] {
  const spans = RULES.flatMap((rule) => rule(view));
  return (view.joins.length === 0 ? spans : spans.flatMap((span) => settled(view, span))).filter(({ start, end }) => end > start);
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
  return [keysIn, schemesIn, urlUsersIn, namedSecretsIn, blocksIn].some((rule) => rule(view).length > 0);
}

/** What others masked, and left more of than is nobody's use. */
function longMasksIn({ text }: View): Span[] {
  if (!text.includes('***')) return [];
  return [...text.matchAll(/\*{3,512}[A-Za-z0-9_-]{0,256}/g)]
    .map(({ index, 0: found }) => ({ start: startOfWord(text, index), end: index + found.length }))
    .filter(({ start, end }) => !isMask(text.slice(start, end)));
}

function startOfWord(text: string, end: number): number {
  return end - (/[A-Za-z0-9_-]*$/.exec(text.slice(Math.max(0, end - 256), end)) as RegExpExecArray)[0].length;
}

/**
 * Ends what was found in joined lines where the next line goes on with something else. A string that was closed is whole; what lies in one
 * line is found there or is nothing.
 */
function settled({ text, joins }: View, span: Span): Span[] {
  const quote = text[span.start - 1] ?? '';
  if (/["'`>]/.test(quote) && (text[span.end] === quote || text[span.end] === '<')) return [span];
  const inside = joinsIn(joins, span);
  for (const [index, at] of inside.entries()) {
    const next = inside[index + 1] ?? span.end;
    if (!goesOn(text, { start: at, end: next }, next === span.end)) return index === 0 ? [] : [{ ...span, end: at }];
  }
  return inside.length > 0 ? [span] : [];
}

function joinsIn(joins: number[], { start, end }: Span): number[] {
  let low = 0;
  let high = joins.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((joins[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  let to = low;
  while (to < joins.length && (joins[to] as number) < end) to += 1;
  return joins.slice(low, to);
}

/** Whether a line begins with the rest of a secret: drawn letters, or nothing else in the line. */
function goesOn(text: string, { start, end }: Span, isLast: boolean): boolean {
  const piece = /[^\s"'`<>]{0,4096}/y;
  piece.lastIndex = start;
  const word = (piece.exec(text)?.[0] ?? '').slice(0, end - start);
  if (word === '' || /^(?:https?:|HTTP\/|\d{4}-\d\d-\d\d|\d{1,2}:\d\d|at$|File$|Traceback)/.test(word)) return false;
  if (/^[A-Za-z_][\w.-]{0,80}(?:=(?!=*$)|:$|:(?=\S)|\()/.test(word) && !looksDrawn(word)) return false;
  if (!isLast) return true;
  const rest = text.slice(start + word.length, start + word.length + 40);
  return (
    /^["'`,;.)\]}]{0,4}(?:[\n\r]|$)/.test(rest) ||
    /\d/.test(word) ||
    looksDrawn(word) ||
    (looksRandom(word) && !/^[A-Z]?[a-z]+$/.test(word))
  );
}
