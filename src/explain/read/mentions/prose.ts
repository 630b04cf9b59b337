import { besideInLine, lineAt, type Passage } from '../../log/passages.ts';
import { isConditional, isResolved } from './conditions.ts';

/**
 * Text about failures in which none is shown: reports, change lists, explanations of codes, changes under review. It is told by more than
 * one line, or by where in a line the words stand.
 */

/** The mark of a list's item, as documents have it. */
const ITEM = /^\s*(?:[-*+\u2022]|\d{1,2}[.)])\s+(?:\[[ x]\]\s+)?/;
/** Words that join the parts of a sentence. Messages of programs have few of them before their point. */
const JOINS =
  /\b(?:the|an?|is|are|was|were|when|if|to|in|on|at|of|with|for|one|some|new|our|we|users?|it|this|that|not|will)\b/gi;
/** A colon introduces what a program said. */
const INTRODUCED = /[:=>]\s{0,2}[^\s:]{0,12}$/;
/** Joining words in such a sentence, and those before the words in question. */
const FEWEST = { all: 3, before: 1 };

/** A question up to the words in question, and its end. */
const ASKS =
  /(?:^|[.:!?>(]\s)(?:(?:and|but|so|hi|hello),? )?(?:why|how|what|when|where|which|is|are|does|do|did|can|could|should|has|have)\b[^.!?\n]{0,240}$/i;
const ASKED = /^[^!\n]{0,240}\?(?:\s|$)/;

/**
 * True where a sentence only mentions the failure at a place of a passage: a question, or an item of a list that begins before the words for
 * the failure and goes on after them.
 */
export function isMentionedIn(passage: Passage, place: number, length: number): boolean {
  const { before, after } = besideInLine(passage, place, length);
  if (ASKS.test(before) && ASKED.test(after)) return true;
  const said = passage.text.slice(place, place + length);
  if (isResolved(after) || isConditional(before) || MENDS.test(before) || isPossibleCause(passage, place)) return true;
  if (HAS_SENTENCES.test(before) && isDeepInProse(before)) return true;
  return isMentionedInList(before, after) || isTypedInSentence(before, after) || isTellingOfSomethingElse(before + said + after);
}

/** The text of a change, up to what it mends. */
const MENDS = /\b(?:fix(?:es|ed)?|close[sd]?|resolve[sd]?) (?:[\w.-]{1,60}\/[\w.-]{1,60})?#\d{1,7}\b[^\n]{0,200}$/i;

/** The heading above the causes that a page lists. */
const OF_CAUSES = /^\W{0,8}(?:(?:possible|common|likely|typical|potential|usual|frequent|known) )?(?:causes?|reasons?)\W{0,8}$/i;
/** Words of a cause are a name alone, where a message has a colon, a number or what was asked. */
const NAME_ALONE = /^\s*(?:[-*+\u2022]|\d{1,2}[.)])\s+[^:=\d\n]{3,160}$/;

/** An item of a list of causes that may be: the first line above the list says so. */
function isPossibleCause(passage: Passage, place: number): boolean {
  const at = passage.lines.indexOf(lineAt(passage, place));
  if (!NAME_ALONE.test(passage.lines[at]?.text ?? '')) return false;
  const heading = passage.lines.slice(0, at).findLast(({ text }) => text.trim() !== '' && !ITEM.test(text));
  return heading !== undefined && OF_CAUSES.test(heading.text);
}

/** Where one sentence ends and another begins. */
export const HAS_SENTENCES = /[.!?] [A-Z]/;
/** So many words of a sentence come first where it tells of something else, and mentions the failure. */
const DEEP = 10;

/** Whether a sentence has come far before the words in question. `before`: its line up to them. */
export function isDeepInProse(before: string): boolean {
  const sentence = before.split(/[.:!?;=>|\u2014(]\s|\s-\s/).at(-1) ?? '';
  return sentence.split(/\s+/).filter((word) => /^[a-z'\u2019-]+,?$/i.test(word)).length > DEEP;
}

/** What else has such numbers and limits: money and measures, web sites, stores of files. */
const OF_SOMETHING_ELSE =
  /\b[45]\d\d (?:dollars?|euros?|pounds?|bucks|usd|eur|km|miles|meters?|grams?|kg|people|users|pages|files|rows|years|days)\b|\b(?:my|our|the|a) (?:\w{2,20} )?(?:blog|web ?site|home ?page|web ?shop|Google Drive|OneDrive|Dropbox|iCloud|Gmail|mailbox|printer)\b|\b(?:Drucker|imprimante|impresora|stampante|принтер)\b|打印机|プリンタ|프린터/i;
const OF_AN_API = /\b(?:apis?|openai|chatgpt|gpt-?\d|llms?|models?|sdk|keys?|ollama|azure|claude|gemini|deepseek)\b/i;

/** True for a sentence about something that has nothing to do with an API. */
export function isOfSomethingElse(sentence: string): boolean {
  return OF_SOMETHING_ELSE.test(sentence) && !OF_AN_API.test(sentence);
}

/** A person who tells so, and not a program that sends its user to a web site. */
function isTellingOfSomethingElse(sentence: string): boolean {
  return /\b(?:I|I'm|I've|my|we)\b/.test(sentence) && isOfSomethingElse(sentence);
}

/** The item of a list that explains a name: in the type of code, or bold, with a dash or a colon behind it. */
const DEFINED =
  /^(?:`[^`]{1,80}`|\*\*[^*]{1,80}\*\*)(?: ?(?:\/|or|and|,) ?`[^`]{1,80}`){0,3}(?: ?\([^)]{1,60}\))?\s{0,2}(?:[:\u2013\u2014]|-{1,2} |\s?=> )/;

/** A sentence that shows the words in the type of code, between backticks. */
function isTypedInSentence(before: string, after: string): boolean {
  const open = before.lastIndexOf('`');
  const close = after.indexOf('`');
  if (open < 0 || close < 0 || (before.match(/`/g)?.length ?? 0) % 2 === 0) return false;
  const around = `${before.slice(0, open)} ${after.slice(close + 1)}`;
  return !INTRODUCED.test(before.slice(0, open)) && (around.match(JOINS)?.length ?? 0) >= FEWEST.all;
}

/** A person quotes what a program said. */
const QUOTES =
  /\b(?:say(?:s|ing)?|said|reads?|reading|shows?|showing|errors?|message|prints?|throws?|gets?|getting|got|returns?|gives?|pop-?up)\W{1,3}"[^"]{0,200}$/i;

function isMentionedInList(before: string, after: string): boolean {
  const item = ITEM.exec(before);
  if (item && DEFINED.test(before.slice(item[0].length))) return true;
  if (!item || INTRODUCED.test(before) || QUOTES.test(before)) return false;
  const lead = before.slice(item[0].length).match(JOINS)?.length ?? 0;
  return lead >= FEWEST.before && lead + (after.match(JOINS)?.length ?? 0) >= FEWEST.all;
}

/** A code at the beginning of a line, with its explanation behind it; a status, with its phrase. */
const EXPLAINED =
  /^\s*(?:[-*+|]\s*)?[`'"*]{0,3}(?:([A-Z]{2,4}|E[A-Z]{4,12})[`'"*]{0,3}(?:\s?[:=|\u2013]|\s-)|([1-5]\d\d)[`'"*]{0,3}(?:\s?[:=|\u2013]|\s-)?|(\d{1,3})(?=\s{2}))\s+(?:[A-Z]?[a-z]|OK$)/;
/** So many codes make a list of them, where it is most of the text. */
const LIST_OF_CODES = { codes: 4, share: 0.6 };
/** Levels of loggers stand before messages in the same form. */
const LEVEL = /^(?:INFO|WARN|ERR|DBG|WRN|INF|LOG)$/;

/** True where codes are explained one below the other. */
export function isListOfCodes(lines: readonly { text: string }[]): boolean {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const codes = filled.flatMap(({ text }) => {
    const [, code, status, exit] = EXPLAINED.exec(text.slice(0, 120)) ?? [];
    const written = code ?? status ?? exit;
    return written === undefined || LEVEL.test(written) ? [] : [written];
  });
  return new Set(codes).size >= LIST_OF_CODES.codes && codes.length >= filled.length * LIST_OF_CODES.share;
}

/** What headings of a page that explains an error say. */
const OF_A_GUIDE =
  /^\W{0,8}(what (?:it|this(?: error)?) means|(?:possible |common |likely )?causes|how to (?:fix|resolve|solve|handle)(?: (?:it|this(?: error)?))?|when (?:it|this) happens)\W{0,4}$/i;

/** What somebody who met the error pastes beside such headings: a trace, a class with its message, an answer. */
const MET =
  /^Traceback|^\s+File "|^\s+at \S|\b\w{2,60}(?:Error|Exception): \S|\bError code: \d{3}\b|["']error["']\s?:|\bcurl: \(\d/;

/** True for the text of a page that explains an error to its readers: it has such headings, and nothing that a program printed. */
export function isGuide(lines: readonly { text: string; stamp: string | null }[]): boolean {
  if (lines.some(({ stamp, text }) => stamp !== null || MET.test(text.slice(0, 400)))) return false;
  return new Set(lines.flatMap(({ text }) => OF_A_GUIDE.exec(text.slice(0, 80))?.[1]?.toLowerCase() ?? [])).size >= 2;
}
