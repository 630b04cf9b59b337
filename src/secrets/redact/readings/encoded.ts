import { Buffer } from 'node:buffer';
import { signsOf } from '../signs.ts';
import type { Span, View } from '../view.ts';

/** Whether a decoded text holds a secret. */
export type IsTelling = (text: string) => boolean;

/** No shorter run holds a secret that is worth its name, or any letter that says so. */
const SHORTEST = 16;

/** Longest run that is decoded at once, so that one of megabytes costs no more than the same in pieces. */
const LONGEST = 16_384;

/** Runs of base64 and of hexadecimal digits in which, decoded, a secret stands. The whole run is hidden. */
export function encodedIn(view: View, isTelling: IsTelling): Span[] {
  const isTold = (text: string) => isTelling(text) || isTellingTwice(text, isTelling);
  return signsOf(view).longestRun < SHORTEST ? [] : runsIn(view.text).filter((run) => textsOf(view, run).some(isTold));
}

/** What was encoded twice. */
function isTellingTwice(text: string, isTelling: IsTelling): boolean {
  const whole = /^[A-Za-z0-9+/_-]{16,16384}={0,2}$/.test(text) && OF_TEXT.test(text);
  return whole && decoded(text, 'base64').some(isTelling);
}

function runsIn(text: string): Span[] {
  return [...text.matchAll(RUN)].map(({ index, 0: run }) => {
    const end = index + run.length;
    return { start: index, end: end + paddingAt(text, end) };
  });
}

/** Digits of base64, in either alphabet, and so of hexadecimal. */
const RUN = new RegExp(`[A-Za-z0-9+/_-]{${SHORTEST},}`, 'g');

function paddingAt(text: string, at: number): number {
  return text[at] !== '=' ? 0 : text[at + 1] === '=' ? 2 : 1;
}

/** The texts that a run may stand for. Where lines were joined, the word before may have grown onto it. */
function textsOf({ text, joins }: View, { start, end }: Span): string[] {
  const starts = [start, ...joins.filter((at) => at > start && at < end).slice(0, 4)];
  return starts.flatMap((from) => {
    const run = text.slice(from, Math.min(end, from + LONGEST));
    const hex = (run.match(HEX) ?? []).flatMap((digits) => [0, 1].flatMap((skip) => decoded(digits.slice(skip), 'hex')));
    if (!OF_TEXT.test(run)) return hex;
    // Base64 may begin in the middle of four letters.
    return [...hex, ...[0, 1, 2, 3].flatMap((skip) => decoded(run.slice(skip), 'base64'))];
  });
}

/** Digits of base 16, which may stand in a path or behind another digit. */
const HEX = new RegExp(`[0-9a-fA-F]{${SHORTEST},}`, 'g');

/** What base64 makes of any text that holds a name and a value. */
const OF_TEXT = /^(?=[^A-Z]*[A-Z])[^a-z]*[a-z]/;

/** The stretches of text in what was encoded: software puts letters and bytes of its own in front of it. */
function decoded(run: string, encoding: 'base64' | 'hex'): string[] {
  return (
    Buffer.from(run, encoding)
      .toString('latin1')
      .replace(/(?<=[\n\r -~])\0/g, '')
      .match(STRETCH) ?? []
  );
}

/** Long enough for a name and the shortest value that it makes a secret. */
const STRETCH = /[\t\n\r -~\xa0-\xff]{8,}/g;
