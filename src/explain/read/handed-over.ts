import type { Line } from '../log/lines.ts';
import type { Passage } from '../log/passages.ts';
import { lineAt, passagesOf } from '../log/passages.ts';
import { isPrintedByAnInterface } from './answers/message-origin.ts';
import type { Match } from './clue.ts';
import { placesOfSigns } from './clues.ts';
import { type Failure, failureIn, ofOneClue } from './failures.ts';
import { isConditional, isResolved } from './mentions/conditions.ts';
import { withoutQuotedText } from './mentions/conversations.ts';
import { kindOf } from './mentions/mentions.ts';
import { HAS_SENTENCES, isDeepInProse, isOfSomethingElse } from './mentions/prose.ts';
import { sceneryOf, surroundingsAt } from './peers/surroundings.ts';
import { findingOfName, printed } from './term.ts';
import { generalClue, phraseOf } from './words/general-words.ts';

/** How long a text may be that a person hands over to have it explained: a line, or a few of a message. */
const LIMITS = { bytes: 2_000, lines: 6 };

/** A person who tells or asks, where no program does: in the first person, or with a question. */
const PERSON =
  /\b(?:I|I'm|I've|we|we're|my|our|me)\b|\?\s*$|^\s*(?:why|how|what|when|help|please|hi|hello)\b|我|为什么|怎么|请问|なぜ|どう|왜|어떻게|почему|warum|wieso|pourquoi|por qué|perché/iu;
/** Whoever looks for words in code, changes and documents does not hand over a failure. */
const NOT_A_REPORT =
  /^\s*(?:(?:feat|fix|docs|chore|test|refactor|perf|ci|build)(?:\(|:)|\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\b|#{1,6} |[-*+] |\/\/|\/\*|import |const |def |class |if |catch|except|\+{1,3} |\$ )|^[^\n]{0,40}\b(?:PASS(?:ED)?|✓|✔)/i;

/** Behind these words a person repeats what a program printed. */
const REPEATS =
  /\b(?:get(?:s|ting)?|got|see(?:s|ing)?|saw|says?|said|shows?|throws?|returns?|fails? with|failing with|failed with|receiv(?:e|es|ed|ing)|hit(?:s|ting)?|error|message|mean(?:s|ing)?(?: of)?|with|fix|solve|about)\b[:,]?\s{1,2}(?:(?:the|an?|this|following|error|message|of|me|is)\b:?\s{1,2}){0,4}/gi;
const MOST_PLACES = 24;

/** True for a text that is short enough to be what a person hands over. */
export function isHandedOver(text: string): boolean {
  return text.length <= LIMITS.bytes && text.split('\n').filter((line) => line.trim() !== '').length <= LIMITS.lines;
}

/**
 * What a line means that a person hands over by itself, in a sentence of a person's or without the log around it. `typed`: as an argument,
 * so whatever it is, it is to be explained. Null where no words of it are known.
 */
export function handedOver(text: string, typed: boolean): Failure | null {
  const whole = passagesOf({ text, firstLine: 1 });
  // What a record keeps of a question is no question of whoever hands it over.
  const passages = typed ? whole : whole.map(withoutQuotedText);
  const lines = passages.flatMap((passage) => passage.lines.filter((line) => line.text.trim() !== ''));
  if (isOfSomethingElse(text) || (!typed && isResolved(text))) return null;
  const isOfAPerson = typed || (isProse(lines) && !NOT_A_REPORT.test(text) && PERSON.test(text));
  if (!isOfAPerson && !isMessageAlone(lines)) return null;
  // What was read and passed over stays so: a retry went well, or the failure is somebody else's.
  if (!typed && passages.some((passage) => failureIn(passage) !== null)) return null;
  for (const passage of passages) {
    const found = isOfAPerson
      ? (repeatedIn(passage) ?? quotedIn(passage) ?? sentenceIn(passage, typed) ?? (typed ? messageIn(passage) : null))
      : (messageIn(passage) ?? quotedIn(passage));
    if (found && (typed || !isOfAPerson || isOfOneSentence(passage.text, found.clue.place))) return found;
  }
  return null;
}

/** A line, or a few in each of which a person tells of it in sentences. */
function isProse(lines: readonly Line[]): boolean {
  return lines.length === 1 || lines.every(({ text, stamp, level }) => stamp === null && level === null && SENTENCES.test(text));
}

/** Words of a sentence to its end. */
const SENTENCES = /^\s{0,3}["“]?\p{L}[\w'’-]{0,15}[,!]? (?:[^\s{}<>]{1,80} )[^{}<>]*[.!?:…)"”。？！,;]\s*$/u;

/** Whether the person speaks in the sentence that has the failure, and it is not what another sentence is about. */
function isOfOneSentence(text: string, place: number): boolean {
  const from = Math.max(...['. ', '! ', '? '].map((end) => text.lastIndexOf(end, place)));
  const end = text.slice(place).search(/[.!?](?: |$)/);
  if (isConditional(text.slice(Math.max(0, from), place))) return false;
  return PERSON.test(text.slice(Math.max(0, from), end < 0 ? text.length : place + end + 1));
}

/** Text of documents, changes and programs, and lines of a logger on work that goes on. */
const NOT_A_MESSAGE =
  /^\s*(?:(?:feat|fix|docs|chore|test|refactor|perf|ci|build)(?:\(|:)|\[?(?:TRACE|DEBUG|INFO|NOTICE)\b|#{1,6} |[-*+] |\/\/|\/\*|\+{1,3} |\$ |\{"|\w{2,40}(?:Error|Exception) (?:is|are|means?|will|should|can|may|happens|occurs)\b|(?:if|when(?:ever)?|unless|once|in case|to fix|note|tip|(?:for )?example|how to|see)\b)|\b(?:one|any|some|all) of (?:these|those|the following)\b|^[^:]{0,80}\b(?:returns|raises|throws|answers with|responds with)\b[^.]{0,80}\b(?:if|when(?:ever)?|unless)\b/i;
/** Words that say that nothing failed, or not for long. */
const NOTHING_FAILED =
  /\b(?:no|0|zero|without)(?: (?:more|further|known|any))? (?:errors?|failures?|failed|problems?|timeouts?)\b|\b(?:succeeded|success(?:ful(?:ly)?)?|recovered|resolved|fixed|passed|restored|re-?established|reconnected|handled|avoided|prevented|ignored|works? (?:again|now|fine))\b|\ball good\b/i;

/** A count in front of what is counted, with the measure words of East Asia, or of a thing in small letters where no word tells of a failure. */
const COUNTED =
  /^\s*[45]\d\d\s?(?:[位个個名条條次人件台元秒天年张封项行页份种명개건번회원분円回本枚冊]|(?![^\n]{0,200}(?:err|limit|límite|quota|trop\b|zu viel|demasiad|tropp|inval|incorrect|insuffi|fail|fehl|falh|falló|échou|refus|denied|exceed|exhaust|terminat|suspend|block|expir|timeout|auth|access|forbidden|overload|request|throttl|slow|retry|wait|unavail|upstream|server|gateway|wrong|missing|unsupported|\bbad\b|\bnot?\b))\p{Ll}{3,30} \p{L})/u;

/** One line that no logger wrote and that is no record: the message of a program without its log. */
function isMessageAlone(lines: readonly Line[]): boolean {
  const [only] = lines;
  if (lines.length !== 1 || only === undefined || only.stamp !== null || only.level !== null) return false;
  return (
    kindOf(only.text) === 'failure' &&
    !NOT_A_MESSAGE.test(only.text) &&
    !COUNTED.test(only.text) &&
    !NOTHING_FAILED.test(only.text)
  );
}

/** What such a message means: the same as its words mean as an argument. */
function messageIn(passage: Passage): Failure | null {
  const text = passage.text.trim();
  const name = findingOfName(text);
  if (name) return ofOneClue({ id: name, weight: 'general', place: 0, length: text.length }, passage);
  // A message says first what failed, and then what to do.
  const failure = isPrintedByAnInterface(text) ? null : printed(text.split(/(?<=[.!?]) (?=[A-Z])/)[0] as string);
  if (failure) return { ...failure, passage, clue: { ...failure.clue, place: 0 }, lines: [passage.lines[0]?.number ?? 1] };
  const clue = messageClueIn(passage) ?? wholePhraseOf(passage);
  return clue && ofOneClue(clue, passage);
}

/** The words of a phrase, where the text has hardly any others. */
function wholePhraseOf({ text }: Passage): Match | null {
  const found = phraseOf(text);
  const isWhole = found && text.length - found.length <= Math.max(OTHER_WORDS, found.length / 2);
  return found && isWhole ? { ...found, weight: weightOf(found.id) } : null;
}

/** So many letters may stand beside them. */
const OTHER_WORDS = 12;

const weightOf = (id: string): 'hidden' | 'general' => (id === 'client/inconclusive' ? 'hidden' : 'general');

/** The message of a program that a sentence repeats, read as if the program printed it alone. */
function repeatedIn(passage: Passage): Failure | null {
  const { text } = passage;
  if (isPrintedByAnInterface(text)) return null;
  const behind = [...text.matchAll(REPEATS)].map((found) => found.index + found[0].length);
  const places = [...new Set([...placesOfSigns(text), ...behind])].sort((a, b) => a - b).slice(0, MOST_PLACES);
  const found = places.flatMap((place) => {
    const rest = text.slice(place).replace(/\?\s*$/, '');
    const told = [rest, rest.replace(GOES_ON, ''), rest.replace(NEXT_SENTENCE, '')];
    return [...new Set(told)].flatMap((said) => printed(said) ?? []).map((failure) => ({ failure, place }));
  });
  const best = found.find(({ failure }) => failure.weight !== 'hidden') ?? found[0];
  if (!best) return null;
  const { failure, place } = best;
  return { ...failure, passage, clue: { ...failure.clue, place }, lines: [lineAt(passage, place).number] };
}

/** What a person puts between quotation marks. */
const QUOTED = /(?:^|[\s(:])["'\u201c\u2018`]([^"'\u201c\u201d\u2018\u2019`\n]{8,200})["'\u201d\u2019`]/g;

/** The message of an interface that a person quotes: alone it would be handed over as one. */
function quotedIn(passage: Passage): Failure | null {
  for (const found of [...passage.text.matchAll(QUOTED)].slice(0, MOST_PLACES)) {
    const quoted = found[1] as string;
    const clue = passagesOf({ text: quoted, firstLine: 1 }).flatMap((one) => messageClueIn(one) ?? [])[0];
    const place = found.index + found[0].indexOf(quoted);
    if (clue) return ofOneClue({ ...clue, place: place + clue.place }, passage);
  }
  return null;
}

const messageClueIn = (passage: Passage): Match | null =>
  generalClue(passage, () => surroundingsAt(sceneryOf(passage), null), true);

/** Where the sentence goes on behind what it repeats. */
const GOES_ON =
  /,? (?:when(?:ever)?|while|if|even though|although|but|because|since|and|mean|from|using|inside|in my|on my)\b.*$/is;

/** Another sentence behind it. */
const NEXT_SENTENCE = /[.!?] .*$/s;

/** What the sentence itself means. */
function sentenceIn(passage: Passage, typed: boolean): Failure | null {
  const found = phraseOf(passage.text);
  if (!found) return null;
  // Of several sentences only what one is about.
  if (!typed && HAS_SENTENCES.test(passage.text) && isDeepInProse(passage.text.slice(0, found.place))) return null;
  return ofOneClue({ ...found, weight: weightOf(found.id) }, passage);
}
