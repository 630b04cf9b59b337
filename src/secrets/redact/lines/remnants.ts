import type { Found } from '../found.ts';
import { publicPrefix } from '../mask.ts';
import { levelsOf } from '../readings/decode.ts';
import { isMask } from '../values.ts';
import type { Span, View } from '../view.ts';
import { ALPHABETS, type Alphabet, ANY, hasWritten, surplus } from './alphabets.ts';
import { isId } from './ids.ts';

/**
 * What is left of a broken secret, whatever broke it: near what was found, each word is hidden that is likelier drawn from the letters of
 * this secret than written by somebody. So nothing has to be known of the rows, the marks and the words between its pieces.
 */

/** How far from the last piece the next may stand, in characters; one of digits alone is soon a number. */
const REACH = { below: 640, above: 320, digits: 60, beside: 24 };

/**
 * By how many bits a word has to be likelier drawn: by more above what was found, near what may be no drawn secret itself, and where it is
 * short or a part of it is a word, which has less than so many. Right behind a piece it need not be, and less so alone in its line.
 */
const ENOUGH = { beside: -0.5, below: 3, above: 6, unsure: 8, short: 16, named: 28, alone: -6 };

/** Shorter words need more, and near what may be none they are words. */
const SHORT = 8;
const LONG = 12;

/** A mask, or a word that may be a piece. */
const WORD = /…\(\d{1,7}chars?\)|[A-Za-z0-9_-]{5,400}/g;
const MAY_BE_DRAWN = /\d|[A-Z]|[b-df-hj-np-tv-xz]{3}/;

/** So many letters of a secret are of all kinds that it has. */
const TELLING = 12;
const ENDING = 6;

interface Piece extends Span {
  alphabets: Alphabet[];
  /** Whether it is drawn itself. */
  isSure: boolean;
}

interface Word extends Span {
  text: string;
  /** Where it stands in the original. */
  spans: Span[];
  /** Whether nothing else stands in its line. */
  isAlone: boolean;
}

export function remnantsIn(text: string, found: readonly Found[], goOn: () => void): Found[] {
  const pieces = found.flatMap((one) => piecesIn(text, one)).sort((a, b) => a.start - b.start);
  if (pieces.length === 0) return [];
  return levelsOf(text).flatMap(({ view }) => {
    goOn();
    const words = wordsOf(view);
    const scale = Math.max(1, text.length / view.text.length);
    const below = goingOn(words, pieces, { reach: REACH.below * scale, enough: ENOUGH.below, beside: ENOUGH.beside });
    const far = { reach: REACH.above * scale, enough: ENOUGH.above, beside: ENOUGH.above };
    const above = goingOn(mirrored(words), mirrored(pieces), far);
    return [...below, ...above].map(({ spans, text: { length } }) => ({ spans, prefix: '', length }));
  });
}

/** How much of a value is looked at part by part. */
const LONGEST_PAIR = 256;

function piecesIn(text: string, { value = '', spans }: Found): Piece[] {
  if (isMask(value)) return [];
  const own = ownOf(value);
  // What was found may be a user and a password, and in lines put together it may have words of the lines in it.
  const parts = [
    own,
    ...value.slice(0, LONGEST_PAIR).split(/[^\w-]+/),
    ...spans.map(({ start, end }) => ownOf(text.slice(start, end))),
  ];
  const drawn = parts.filter(isDrawnItself);
  const alphabets = [...new Set((drawn.length > 0 ? drawn : [own]).flatMap(alphabetsOf))];
  return spans.map((span) => ({ ...span, alphabets, isSure: drawn.length > 0 }));
}

/** The letters, digits, and hyphens of a secret behind its public prefix. */
function ownOf(value: string): string {
  return value.slice(publicPrefix(value.slice(0, 40)).length).replace(/[^\w-]/g, '');
}

function isDrawnItself(own: string): boolean {
  return HEX_ENDING.test(own) || (own.length >= SHORT && alphabetsOf(own).some((alphabet) => surplus(own, alphabet) > 0));
}

/** So many digits of base 16 with letters between, as nobody writes them, whatever they stand behind. */
const HEX_ENDING = /(?=[a-f]{0,8}\d)(?=\d{0,8}[a-f])[\da-f]{9}$|(?=[A-F]{0,8}\d)(?=\d{0,8}[A-F])[\dA-F]{9}$/;

/** What a secret may be drawn from; of digits of base 16 where it ends in so many, whatever they stand behind. */
function alphabetsOf(own: string): Alphabet[] {
  if (own.length < SHORT) return ALPHABETS;
  const fitting = fittingTo(own);
  const least = own.length < TELLING ? fitting : fitting.slice(0, 1);
  return [...new Set([...least, ...fittingTo(own.slice(-ENDING)).slice(0, 1)])];
}

function fittingTo(letters: string): Alphabet[] {
  return ALPHABETS.filter(({ other }) => !other.test(letters));
}

function wordsOf(view: View): Word[] {
  return [...view.text.matchAll(WORD)].flatMap(({ index, 0: text }) => {
    if (text.startsWith('…') || !MAY_BE_DRAWN.test(text) || isId(view.text, index, text)) return [];
    const spans = view.origin(index, index + text.length);
    const isAlone = isAloneAt(view.text, index, text.length);
    return [{ start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0, text, spans, isAlone }];
  });
}

/** With its quotes, which are no more of a line than its indent. */
function isAloneAt(text: string, at: number, length: number): boolean {
  const before = text.slice(Math.max(0, at - MOST_AROUND), at);
  const behind = text.slice(at + length, at + length + MOST_AROUND);
  return /(?:^|[\n\r\f\u2028\u2029])[ \t"']{0,24}$/.test(before) && /^["']?,?[ \t]{0,24}(?:$|[\n\r\f\u2028\u2029])/.test(behind);
}

const MOST_AROUND = 24;

/** As seen from the end of the text. */
function mirrored<T extends Span>(spans: T[]): T[] {
  return spans.map((span) => ({ ...span, start: -span.end, end: -span.start })).reverse();
}

interface Limits {
  reach: number;
  enough: number;
  /** What is enough right beside a piece. */
  beside: number;
}

/** The words behind pieces that go on with them, each as far behind the last as it may be. */
function goingOn(words: Word[], pieces: Piece[], { reach, enough, beside }: Limits): Word[] {
  const result: Word[] = [];
  let next = 0;
  let last: Piece = { start: Number.NEGATIVE_INFINITY, end: Number.NEGATIVE_INFINITY, alphabets: [], isSure: false };
  for (const word of words) {
    for (; next < pieces.length && (pieces[next] as Piece).start <= word.start; next += 1)
      last = together(last, pieces[next] as Piece, reach);
    const most = /\D/.test(word.text) ? reach : Math.min(reach, REACH.digits);
    const apart = word.start - last.end;
    if (apart < 0 || apart > most || !isPieceOf(word, last, { apart, enough, beside })) continue;
    result.push(word);
    const { start, end } = word;
    last = together(last, { start, end, alphabets: last.isSure ? [] : alphabetsOf(word.text), isSure: true }, reach);
  }
  return result;
}

/** The last of two pieces, with what both are drawn from where they are near each other. */
function together(one: Piece, other: Piece, reach: number): Piece {
  if (other.start - one.end > reach) return other;
  const isSure = one.isSure || other.isSure;
  const told = [one, other].filter((piece) => piece.isSure === isSure);
  const alphabets = [...new Set(told.flatMap((piece) => piece.alphabets))];
  return { start: other.start, end: Math.max(one.end, other.end), alphabets, isSure };
}

function isPieceOf(
  word: Word,
  piece: Piece,
  { apart, enough, beside }: Pick<Limits, 'enough' | 'beside'> & { apart: number },
): boolean {
  if (apart > REACH.beside) return isDrawn(word.text, piece, enough);
  if (!piece.isSure && HEX_ALONE.test(word.text)) return true;
  return isDrawn(word.text, piece, beside) || (piece.isSure && word.isAlone && beside < 0 && mayEnd(word.text));
}

/** Digits of base 16 with letters between, as nobody writes them. */
const HEX_ALONE = /^(?=[\d-]*[a-f])(?=[a-f]*\d[a-f]*\d)[\da-f]{9,}$/;

/** Whether a word may be the end of a secret, which may have other letters by chance than all before it. */
function mayEnd(word: string): boolean {
  return (
    word.length >= SHORT && (surplus(word, ANY) > ENOUGH.alone || ALPHABETS.some((one) => surplus(word, one) > ENOUGH.beside))
  );
}

function isDrawn(word: string, { alphabets, isSure }: Piece, enough: number): boolean {
  const least = word.length < SHORT ? ENOUGH.short : isSure ? enough : ENOUGH.unsure;
  if (word.length < LONG && !isSure) return false;
  // The first piece of a secret may lack a kind of letters that the others have.
  if (isSure && surplus(word, ANY) > ENOUGH.named) return true;
  return alphabets.some((alphabet) => {
    const bits = surplus(word, alphabet);
    return bits > least && (bits > ENOUGH.named || !hasWritten(word, alphabet));
  });
}
