import type { ApiError } from '../../../knowledge/answer/read-answer.ts';
import { type Literal, readLiteral } from '../../log/literal.ts';
import { matchesIn } from '../../log/matches.ts';
import { bodyIn } from './bodies.ts';
import { type AnswerClue, clueFor, type PassageContext, read, statusOfBody } from './context.ts';
import { statusOfPhrase } from './phrase-clues.ts';
import { sentences } from './sentences.ts';

/** Where an object begins. */
const BODY = /[{[]\s?(?:\{\s?)?["'`:]?[A-Za-z_][\w$-]{0,40}["'`]?\s?(?:=>|[:=])|(?<=\w)\((?=[a-z_]{2,40}=['"\w])/g;
const MOST_BODIES = 24;

/** Fields of an error in an enumeration: `type server_error, code server_error`. */
const ENUMERATED = /\btype[ :=]{1,2}['"]?([a-z]+(?:_[a-z]+)+)['"]?, ?code[ :=]{1,2}['"]?([a-z]+(?:_[a-z]+)+)\b/g;

/** The same with the code and the message: `code: internal_server_error, message: …`. */
const CODE_AND_MESSAGE = /()\bcode[ :=]{1,2}['"]?([a-z]+(?:_[a-z]+)+)['"]?, ?message[ :=]{1,2}/g;

/** Errors whose fields a client lists in a sentence. They came in a stream where no status goes with them. */
export function enumeratedClues(scene: PassageContext): AnswerClue[] {
  const listed = [ENUMERATED, CODE_AND_MESSAGE].flatMap((pattern) => matchesIn(scene.text, pattern).slice(0, MOST_BODIES));
  return listed.flatMap((found): AnswerClue[] => {
    if (!scene.counts(found.index)) return [];
    const [whole, type, code] = found;
    const reading = read(scene, { status: null, body: JSON.stringify({ error: { type, code, message: null } }) });
    return reading ? [{ ...clueFor(reading, { place: found.index, length: whole.length }, 'general'), type: null }] : [];
  });
}

/** The bodies that a passage shows, each read with the status that stands in it or near it. */
export function bodyClues(scene: PassageContext): AnswerClue[] {
  const clues: AnswerClue[] = [];
  let past = 0;
  let tried = 0;
  for (const found of scene.text.matchAll(BODY)) {
    if (found.index < past || !scene.counts(found.index)) continue;
    tried += 1;
    if (tried > MOST_BODIES) break;
    const literal = readLiteral(scene.text, found.index);
    const clue = literal && bodyClue(scene, literal.value, { place: found.index, end: literal.end });
    if (!clue) continue;
    clues.push(clue);
    past = literal.end;
  }
  return clues;
}

function bodyClue(scene: PassageContext, value: Literal, at: { place: number; end: number }): AnswerClue | null {
  const body = bodyIn(value);
  if (!body) return null;
  const status = body.status ?? statusOfBody(scene, at, body.error.code) ?? phraseStatus(body.error);
  // A log's own record has a message too. Without a status only what the API is known to say counts.
  if (status === null && !isKnown(body.error)) return null;
  const reading = read(scene, { status, body: JSON.stringify(body.value) });
  return reading && clueFor(reading, { place: at.place, length: Math.min(at.end - at.place, 400) }, 'cause');
}

/** A body that holds nothing but the phrase of its status. */
function phraseStatus({ code, type, message }: ApiError): number | null {
  return code === null && type === null && message !== null ? statusOfPhrase(message) : null;
}

function isKnown({ code, type, message }: ApiError): boolean {
  const named = [code, type].some(
    (name) => name !== null && /^[a-z]+(?:_[a-z]+)+$|^(?:requests|tokens|DeploymentNotFound|[45]\d\d)$/.test(name),
  );
  return named || (message !== null && sentences.some((sentence) => message.toLowerCase().includes(sentence)));
}
