import { messages } from '../../knowledge/clients/messages/index.ts';
import type { Line } from '../log/lines.ts';
import { lineAt, type Passage } from '../log/passages.ts';
import { asciiLower, scannerFor } from '../log/scan.ts';
import type { Match } from './clue.ts';
import { isMentionedInProse } from './mentions/mentions.ts';
import { ownMessagesIn } from './mentions/own-messages.ts';
import { numberClues } from './numbers.ts';
import { codes } from './signs/codes.ts';
import { signFor } from './signs/formats.ts';
import type { Sign } from './signs/sign.ts';
import { signs } from './signs/signs.ts';

/** Length of the shortest sign. */
const MIN_PATTERN_LENGTH = 5;

const byToken = new Map<string, Sign[]>();
for (const sign of signs) {
  const token = asciiLower(sign.says);
  byToken.set(token, [...(byToken.get(token) ?? []), sign]);
}
const find = scannerFor([...byToken.keys()], MIN_PATTERN_LENGTH, 'latin1');

/** How much around a sign is looked at for what must or must not stand near it. */
const NEAR = { before: 1_000, after: 300 };

/** The matches of a passage's words and numbers, in order. HTTP responses are read elsewhere. */
export function patternMatches(passage: Passage): Match[] {
  const said = ownMessagesIn(passage);
  return [...signClues(passage.text), ...numberClues(passage.text)]
    .filter(({ place, length }) => said(place, length))
    .sort((a, b) => a.place - b.place);
}

function signClues(text: string): Match[] {
  const found: Match[] = [];
  // One byte for each character, so that places in bytes are places in the text.
  const bytes = Buffer.from(text, 'latin1');
  for (let hit = find(bytes, 0, bytes.length); hit; hit = find(bytes, hit.next, bytes.length)) {
    for (const { token, start } of hit.tokens) {
      const clue = clueFor(text, token, start);
      if (clue) found.push(clue);
    }
  }
  return found;
}

/** Where the words of signs begin, whatever stands around them. */
export function placesOfSigns(text: string): number[] {
  const places: number[] = [];
  const bytes = Buffer.from(text, 'latin1');
  for (let hit = find(bytes, 0, bytes.length); hit; hit = find(bytes, hit.next, bytes.length))
    places.push(...hit.tokens.map(({ start }) => start));
  return places;
}

function clueFor(text: string, token: string, place: number): Match | null {
  const length = token.length;
  const near = text.slice(Math.max(0, place - NEAR.before), place + length + NEAR.after);
  const written = text.slice(place, place + length);
  for (const sign of byToken.get(token) ?? []) {
    if (sign.near && !sign.near.test(near)) continue;
    if (sign.notNear?.test(near)) continue;
    if (Object.hasOwn(codes, sign.says) && !isWholeCode(text, place, sign.says)) continue;
    if (asciiLower(written) !== token || isMentionedInProse(text, place, length)) continue;
    return {
      id: sign.id,
      weight: sign.weight ?? 'cause',
      place,
      length,
      ...(sign.type === undefined ? {} : { type: sign.type }),
    };
  }
  return null;
}

const noise = messages.filter(({ finding }) => finding === 'none').map(signFor);

/** The lines that look like a failure and are none: programs say so of what they mend by themselves. */
export function noiseLines(passage: Passage): Set<Line> {
  const lower = asciiLower(passage.text);
  const lines = new Set<Line>();
  for (const { says, near } of noise) {
    const token = asciiLower(says);
    for (let at = lower.indexOf(token); at >= 0; at = lower.indexOf(token, at + token.length)) {
      const around = passage.text.slice(Math.max(0, at - NEAR.after), at + token.length + NEAR.after);
      if (!near || near.test(around)) lines.add(lineAt(passage, at));
    }
  }
  return lines;
}

/** Codes are written in one way, and are not part of a longer name except behind a prefix such as `ERR_SSL_`. */
function isWholeCode(text: string, place: number, code: string): boolean {
  if (text.slice(place, place + code.length) !== code) return false;
  const after = text[place + code.length] ?? ' ';
  const before = text[place - 1] ?? ' ';
  if (isListed(text, place, code.length)) return false;
  return (
    !/[A-Za-z0-9]/.test(before) && (code.startsWith('HPE_') || code.startsWith('UND_ERR_SOCKS5') || !/[A-Za-z0-9]/.test(after))
  );
}

/** One of a list of codes, as settings for retries have it: quoted, after a bracket or another quoted word. */
function isListed(text: string, place: number, length: number): boolean {
  const before = text.slice(Math.max(0, place - 12), place);
  const after = text.slice(place + length, place + length + 4);
  return /[[{(,]\s{0,2}['"]$/.test(before) && /^['"]\s{0,2}(?:,|\]|\})/.test(after);
}
