import { type AnswerClue, clueFor, type PassageContext, read } from '../answers/context.ts';
import { statusReading } from '../answers/message-clues.ts';
import { asksForASetting } from '../answers/message-origin.ts';
import { isMentionedInProse } from '../mentions/mentions.ts';

/** A line of a passage that reports the failure of a call, with where it begins. */
export interface ReportingLine {
  text: string;
  start: number;
}

/** What a client's own complaints about an answer that it could not read, or a crash of its own, are worded like. */
const OF_THE_CLIENT = /^(?:request\/invalid-body|server\/(?:error|bad-gateway)|http\/not-the-api)$/;

/** The answer that a line reports which says whose call failed: by a status in any form, or by the words of a server. Null where it has neither. */
export function answerInLine(scene: PassageContext, line: ReportingLine): AnswerClue | null {
  return byStatus(scene, line) ?? byWords(scene, line);
}

function byStatus(scene: PassageContext, { text, start }: ReportingLine): AnswerClue | null {
  const named = scene.statuses.find(({ place }) => place >= start && place < start + text.length);
  if (!named || isMentionedInProse(scene.text, named.place, 3)) return null;
  const reading = statusReading(scene, named);
  return reading && clueFor(reading, { place: named.place, length: named.end - named.place }, 'general');
}

function byWords(scene: PassageContext, { text, start }: ReportingLine): AnswerClue | null {
  const message = text.trim();
  const reading = read(scene, { status: null, body: JSON.stringify({ error: { message } }) });
  if (asksForASetting(message)) return null;
  if (!reading || OF_THE_CLIENT.test(reading.id) || isMentionedInProse(scene.text, start, 1)) return null;
  return clueFor(reading, { place: start, length: Math.min(message.length, 60) }, 'general');
}
