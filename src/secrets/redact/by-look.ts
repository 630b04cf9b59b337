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
const PLAIN_RULES: Rule[] = [
  blocksIn,
  keysIn,
  schemesIn,
  urlUsersIn,
  bareUsersIn,
  namedSecretsIn,
  illegalValuesIn,
  optionsIn,
  longMasksIn,
];
const RULES: Rule[] = [...PLAIN_RULES, (view) => encodedIn(view, isTelling)];

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
  /[=:@<"'`*~&%\\]|[^\t\n\r -~]|[\w-]{11,}|\S([ .,\n])\S\1\S\1\S\1|key|token|secret|pass|cred|auth|cookie|sign|bearer|basic/i;

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
    return [level, ...spelledOut(level), ...whole, ...whole.slice(0, 1).flatMap(spelledOut)];
  });
}

function spansIn(view: View): Span[] {
  const spans = RULES.flatMap((rule) => {
    const found = rule(view);
    if (view.gaps) return found.map((span) => continued(view, span));
    return view.joins.length === 0 ? found : found.flatMap((span) => settled(view, span, rule));
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

/** What others masked, and left more of than is nobody's use. */
function longMasksIn({ text }: View): Span[] {
  if (!text.includes('***')) return [];
  return [...text.matchAll(/\*{3,512}[A-Za-z0-9_-]{0,256}/g)]
    .map(({ index, 0: found }) => ({ start: startOfWord(text, index), end: index + found.length }))
    .filter(({ start, end }) => !isMask(text.slice(start, end)));
}

function startOfWord(text: string, end: number): number {
  return end - (/(?<![A-Za-z0-9_-])[A-Za-z0-9_-]*$/.exec(text.slice(Math.max(0, end - 256), end)) as RegExpExecArray)[0].length;
}

const CLOSING: Record<string, string> = { '"': '"', "'": "'", '`': '`', '>': '<', '[': ']', '(': ')', '{': '}' };

/**
 * Ends what was found in joined lines where the next line goes on with something else. A string that was closed is whole; a place in one
 * line is found there or is none.
 */
function settled({ text, joins }: View, span: Span, rule: Rule): Span[] {
  const isKey = rule === keysIn;
  const close = CLOSING[text[span.start - 1] ?? ''];
  if (close && text[span.end] === close && !/\s/.test(text.slice(span.start, span.end))) return [span];
  const inside = joinsIn(joins, span);
  for (const [index, at] of inside.entries()) {
    const next = inside[index + 1] ?? span.end;
    const isLast = next === span.end;
    if (
      goesOn(text, { start: at, end: next }, isLast) ||
      (isKey && isOfOneKind(text.slice(span.start, next), text.slice(at, next)))
    )
      continue;
    const seen = { ...span, end: at };
    // What stands in one line is judged there; here only what its broken name may have hidden.
    const isTold = index > 0 || isKey || (rule === namedSecretsIn && /\d/.test(text.slice(span.start, at)));
    return isTold ? [seen] : [];
  }
  return [span];
}

/** A key that is of capitals and digits to its end, or whose last piece has capitals in the middle. */
function isOfOneKind(key: string, last: string): boolean {
  const own = key.slice(publicPrefix(key).length);
  return (/^[A-Z0-9]{16,}$/.test(own) && /\d/.test(own)) || /[a-z][A-Z]/.test(last);
}

/** What ends with its line goes on in the next one, where that begins with the rest of a secret. */
function continued({ text, gaps = [] }: View, { start, end }: Span): Span {
  let to = end;
  for (
    let [gap] = joinsIn(gaps, { start: to, end: to + 1 });
    gap !== undefined;
    [gap] = joinsIn(gaps, { start: to, end: to + 1 })
  ) {
    UNQUOTED_TEXT.lastIndex = gap + 1;
    const word = UNQUOTED_TEXT.exec(text)?.[0] ?? '';
    const next = gap + 1 + word.length;
    const isAlone = joinsIn(gaps, { start: next, end: next + 1 }).length > 0 || next >= text.length;
    if (!goesOn(text, { start: gap + 1, end: next }, !isAlone)) break;
    to = next;
  }
  return { start, end: to };
}

const UNQUOTED_TEXT = /[^\s"'`<>]{0,4096}/y;

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
  if (/^[A-Za-z_][\w.-]{0,80}(?:=(?![=\s"']|$)|:(?:\s|$|[^\s"',}])|\()/.test(text.slice(start, start + 100)) && !looksDrawn(word))
    return false;
  if (!isLast) return true;
  const rest = text.slice(start + word.length, start + word.length + 40);
  return (
    /^["'`,;.)\]}]{0,4}(?:[\n\r]|$)/.test(rest) ||
    /\d/.test(word) ||
    looksDrawn(word) ||
    /^(?=.{8})[A-Za-z]{0,40}[a-z][A-Z][a-z]?[A-Z]/.test(word)
  );
}
