import { matchesIn } from '../../log/matches.ts';
import { endOfMessage } from '../../log/passages.ts';
import { isMentionedInProse } from '../mentions/mentions.ts';
import { type AnswerClue, clueFor, type PassageContext, read } from './context.ts';
import { asksForASetting } from './message-origin.ts';

/** A word or a mark that introduces what a server said, with the whole line behind it. */
const SAID =
  /(?:\b(?:\w{0,40}(?:error|exception)|failed|failure|reason|errmsg|err_msg|error_msg)\b['"\])]{0,2}(?: \[[\w .]{1,40}\])?\s?[:=-]{1,2}|[\u274c\u2716\u26a0\u25a0\u{1f6a8}]\ufe0f?)\s{0,3}['"`]?(?=\S)/giu;

/** Behind these words a client repeats what the server said, in a stream that carries no status. */
const HANDED_ON = /\bstream disconnected before completion: {1,2}(?=[A-Z])/g;

/** What a server said in a stream, by the client that repeats it. */
export function streamErrorClues(scene: PassageContext): AnswerClue[] {
  const { text, passage } = scene;
  return matchesIn(text, HANDED_ON)
    .slice(0, MAX_MATCHES)
    .flatMap((found): AnswerClue[] => {
      const place = found.index + found[0].length;
      if (!scene.counts(place)) return [];
      const message = text.slice(place, Math.min(endOfMessage(passage, place), place + LONGEST)).trim();
      const reading = read(scene, { status: null, body: JSON.stringify({ error: { message } }) });
      return reading ? [clueFor(reading, { place, length: Math.min(message.length, 60) }, 'cause')] : [];
    });
}

/** How openai-python logged each refusal before version 1: the API's own fields, without its status. */
const BEFORE_VERSION_1 =
  /\berror_code=(\S{1,60}) error_message=(?:'((?:[^'\\]|\\.){1,900})'|"([^"]{1,900})") error_param=(\S{1,80}) error_type=(\w{1,40}) message=['"]OpenAI API error received/g;

/** What the API said, in the record of openai-python before version 1. */
export function loggedRefusalClues(scene: PassageContext): AnswerClue[] {
  return matchesIn(scene.text, BEFORE_VERSION_1)
    .slice(0, MAX_MATCHES)
    .flatMap((found): AnswerClue[] => {
      const [code, param] = [found[1], found[4]].map((field) => (field === 'None' ? null : field));
      const body = JSON.stringify({ error: { message: found[2] ?? found[3], type: found[5], param, code } });
      const reading =
        read(scene, { status: null, body }) ?? (found[5] === 'invalid_request_error' ? read(scene, { status: 400, body }) : null);
      return reading && scene.counts(found.index) ? [clueFor(reading, { place: found.index, length: 60 }, 'cause')] : [];
    });
}

/** An error object as vLLM and servers like it log what they answer: pydantic's form of the fields, with the status as its code. */
const SERVED_OBJECT =
  /(?:\bobject='error' |\bErrorInfo\()message=(?:'((?:[^'\\]|\\.){1,900})'|"([^"]{1,900})"),? type='([\w ]{1,40})',? param=(\S{1,80}?),? code=([45]\d\d)\b/g;

/** What a server answered, in the record of it in its own log. */
export function servedObjectClues(scene: PassageContext): AnswerClue[] {
  return matchesIn(scene.text, SERVED_OBJECT)
    .slice(0, MAX_MATCHES)
    .flatMap((found): AnswerClue[] => {
      const param = found[4] === 'None' ? null : found[4]?.replace(/^'|'$/g, '');
      const body = JSON.stringify({ error: { message: found[1] ?? found[2], type: found[3], param } });
      const reading = read(scene, { status: Number(found[5]), body });
      return reading && scene.counts(found.index) ? [clueFor(reading, { place: found.index, length: 60 }, 'cause')] : [];
    });
}

/** Most messages of one passage that are read. */
const MAX_MATCHES = 12;
const LONGEST = 500;

/** An error of an API that a program prints without its status, recognized by its message: the same rules as for a response. */
export function errorTextClues(scene: PassageContext): AnswerClue[] {
  const { text, passage } = scene;
  return matchesIn(text, SAID)
    .slice(0, MAX_MATCHES)
    .flatMap((found): AnswerClue[] => {
      const place = found.index + found[0].length;
      if (!scene.counts(place) || isMentionedInProse(text, found.index, found[0].length)) return [];
      const end = passage.starts.find((start) => start > place) ?? text.length;
      const message = text.slice(place, Math.min(end, place + LONGEST)).trim();
      if (message.length < 12 || asksForASetting(message)) return [];
      const reading = read(scene, { status: null, body: JSON.stringify({ error: { message } }) });
      // A client's own complaints about what it could not decode, or a crash of its own, are worded like a server's.
      if (!reading || reading.id === 'request/invalid-body' || reading.id === 'server/error') return [];
      return [clueFor(reading, { place, length: Math.min(message.length, 60) }, 'general')];
    });
}
