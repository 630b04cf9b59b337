import { STATUS_CODES } from 'node:http';
import { matchesIn } from '../../log/matches.ts';
import { isMentionedInProse } from '../mentions/mentions.ts';
import { type AnswerClue, clueFor, type PassageContext, read } from './context.ts';

/** Statuses whose reason phrase is unmistakable as the whole message of an error. */
const ALONE = [400, 401, 402, 403, 404, 405, 407, 408, 409, 413, 414, 415, 422, 429, 431, 451, 500, 501, 502, 503, 504];
const OTHERS: [string, number][] = [
  ['Unprocessable Content', 422],
  ['Request Entity Too Large', 413],
  ['Content Too Large', 413],
  ['Service Temporarily Unavailable', 503],
  ['Gateway Time-out', 504],
  ['Insufficient Balance', 402],
];
const statusByPhrase = new Map<string, number>([
  ...ALONE.map((status) => [String(STATUS_CODES[status]).toLowerCase(), status] as const),
  ...OTHERS.map(([phrase, status]) => [phrase.toLowerCase(), status] as const),
]);
const PHRASES = [...statusByPhrase.keys()].map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');

/** A class of an error, or words that introduce one, and then the phrase alone. */
const INTRODUCED = new RegExp(
  `(?:\\b([A-Za-z_.]{0,60}(?:Error|Exception|Failure))(?: \\[[\\w .]{1,40}\\])?|\\b(?:last |api |http |request |response |server |upstream )?(?:error|failed|failure|reason|status ?text|returned|responded(?: with)?|said))(?:['"\`]?\\s?[:=(-]| with(?: an?)?(?: http)?(?: error)? [a-z]{4,8}:?)\\s{0,2}['"\`]?(${PHRASES})(?=['"\`)\\]},;.!]|\\s(?:at |in |from |\\(|\\[|-|\\{|\\+\\d)|\\s{0,2}$|\\s[A-Z\\u2500-\\u28ff])`,
  'gi',
);

/** Whose log it is where only a word precedes the phrase: other programs have such errors too. */
export const OF_A_MODEL =
  /openai|\bgpt|\bllms?\b|chat|completion|langchain|llama|litellm|anthropic|claude|gemini|copilot|codex|ollama|\bmodel\b|AI_\w{1,60}Error|\bAPI\b/i;

/** The status whose phrase a text is; null where it is none. */
export function statusOfPhrase(text: string): number | null {
  return statusByPhrase.get(text.trim().replace(/[.!]$/, '').toLowerCase()) ?? null;
}

/** What the search through a log stops at. */
export const phraseTokens = [...statusByPhrase.keys()]
  .flatMap((phrase) => [`error: ${phrase}`, `exception: ${phrase}`])
  .filter((token) => token.length <= 60);

/** A phrase in a passage, and where the words begin that introduce it. */
interface Phrase {
  phrase: string;
  from: number;
  place: number;
  /** Whether the words are those of a client of such an API. */
  isOfAClient: boolean;
}

const MOST = 20;

function introducedPhrases({ text }: PassageContext): Phrase[] {
  return matchesIn(text, INTRODUCED)
    .slice(0, MOST)
    .map((found) => {
      const phrase = found[2] as string;
      const isOfAClient = /^(?:AI_|API|OpenAI)/.test(found[1] ?? '') || /^last error/i.test(found[0]);
      return { phrase, from: found.index, place: found.index + found[0].length - phrase.length, isOfAClient };
    });
}

/** A line that begins with the phrase and goes on with an explanation: `Bad request — check the name of the model`. */
const OPENS = new RegExp(`^(${PHRASES})\\s?[\\u2013\\u2014:-]\\s{1,2}\\p{L}`, 'iu');

/** The phrase, and behind it the class of an API's client between brackets: `"Not Found" (AI_APICallError)`. */
const CLASS_BEHIND = new RegExp(`["']?(${PHRASES})["']?\\s\\((?:AI_|OpenAI|Faraday::)[\\w:]{0,60}Error\\)`, 'gi');

/** The names that .NET has for statuses, by which its programs print them: `HTTP Error - NotFound`, `StatusCode: TooManyRequests`. */
const NAMES = new Map(
  [...statusByPhrase.keys()]
    .map((phrase) => [phrase.replace(/[^a-z]/g, ''), phrase] as const)
    .filter(([name]) => name.length > 7),
);
const NAMED_STATUS = new RegExp(
  `\\b(?:http(?: ?status)?(?: ?code)?(?: error)?|status(?: ?code)?)['"]?\\s?[:=(-]?\\s{0,2}['"]?(${[...NAMES.keys()].join('|')})(?![\\w.(])`,
  'gi',
);

function namedStatuses({ text }: PassageContext): Phrase[] {
  return matchesIn(text, NAMED_STATUS)
    .slice(0, MOST)
    .flatMap((found) => {
      const name = found[1] as string;
      // In small letters alone it is a word of a sentence.
      if (!/^[A-Z]/.test(name)) return [];
      const place = found.index + found[0].length - name.length;
      return [{ phrase: NAMES.get(name.toLowerCase()) as string, from: found.index, place, isOfAClient: false }];
    });
}

function phrasesBeforeClass({ text }: PassageContext): Phrase[] {
  return matchesIn(text, CLASS_BEHIND)
    .slice(0, MOST)
    .map((found) => {
      const phrase = found[1] as string;
      const place = found.index + found[0].indexOf(phrase);
      return { phrase, from: found.index, place, isOfAClient: true };
    });
}

/** A sentence that says what failed, and then the phrase to the end of the line: `Failed to create the agent: Bad Request`. */
const ENDS = new RegExp(
  `\\b(?:failed|unable|could not|couldn't|error) (?:to|while|when|in|during|on) [^\\n:.]{3,60}: (${PHRASES})[.!]?[ \\t]{0,20}$`,
  'gim',
);

function endingPhrases({ text }: PassageContext): Phrase[] {
  return matchesIn(text, ENDS)
    .slice(0, MOST)
    .map((found) => {
      const phrase = found[1] as string;
      return { phrase, from: found.index, place: found.index + found[0].lastIndexOf(phrase), isOfAClient: false };
    });
}

function openingPhrases({ text, passage }: PassageContext): Phrase[] {
  return passage.starts.slice(0, MOST).flatMap((start) => {
    const phrase = OPENS.exec(text.slice(start, start + 60))?.[1];
    return phrase === undefined ? [] : [{ phrase, from: start, place: start, isOfAClient: false }];
  });
}

/** Answers of which a client kept the reason phrase alone: `AI_APICallError: Too Many Requests`. */
export function phraseClues(scene: PassageContext): AnswerClue[] {
  return [
    ...introducedPhrases(scene),
    ...phrasesBeforeClass(scene),
    ...openingPhrases(scene),
    ...namedStatuses(scene),
    ...endingPhrases(scene),
  ].flatMap(({ phrase, from, place, isOfAClient }): AnswerClue[] => {
    const status = statusByPhrase.get(phrase.toLowerCase()) as number;
    if (!scene.counts(place) || isMentionedInProse(scene.text, from, 1)) return [];
    if (!isOfAClient && !OF_A_MODEL.test(scene.text)) return [];
    const reading = read(scene, { status, body: '' });
    return reading ? [clueFor(reading, { place, length: phrase.length }, 'general')] : [];
  });
}
