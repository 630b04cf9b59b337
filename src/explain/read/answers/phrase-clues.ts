import { STATUS_CODES } from 'node:http';
import { isMentionedInProse } from '../mentions.ts';
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
  `(?:\\b([A-Za-z_.]{0,60}(?:Error|Exception|Failure))(?: \\[[\\w .]{1,40}\\])?|\\b(?:last |api |http |request |response |server |upstream )?(?:error|failed|failure|reason|status ?text|returned|responded(?: with)?|said))['"\`]?\\s?[:=(-]\\s{0,2}['"\`]?(${PHRASES})(?=['"\`)\\]},;.!]|\\s(?:at |in |from |\\(|\\[|-|\\{)|\\s{0,2}$|\\s[A-Z\\u2500-\\u28ff])`,
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

/** Answers of which a client kept the reason phrase alone: `AI_APICallError: Too Many Requests`. */
export function phraseClues(scene: PassageContext): AnswerClue[] {
  return [...scene.text.matchAll(INTRODUCED)].slice(0, 20).flatMap((found): AnswerClue[] => {
    const phrase = found[2] as string;
    const place = found.index + found[0].length - phrase.length;
    const status = statusByPhrase.get(phrase.toLowerCase()) as number;
    if (!scene.counts(place) || isMentionedInProse(scene.text, found.index, 1)) return [];
    const isOfAClient = /^(?:AI_|API|OpenAI)/.test(found[1] ?? '') || /^last error/i.test(found[0]);
    if (!isOfAClient && !OF_A_MODEL.test(scene.text)) return [];
    const reading = read(scene, { status, body: '' });
    return reading ? [clueFor(reading, { place, length: phrase.length }, 'general')] : [];
  });
}
