import type { Reading } from '../../../knowledge/answer/read-answer.ts';
import { matchesIn } from '../../log/matches.ts';
import { besideInLine, endOfMessage, lineBelow, startOfMessage } from '../../log/passages.ts';
import { asciiLower, scannerFor } from '../../log/scan.ts';
import { isMentionedInProse } from '../mentions/mentions.ts';
import { namesRegistry } from '../peers/surroundings.ts';
import { type AnswerClue, clueFor, type PassageContext, read, statusNear } from './context.ts';
import { isPrintedByADebugger, isPrintedByAnInterface } from './message-origin.ts';
import { sentences, typeNames } from './sentences.ts';
import type { NamedStatus } from './statuses.ts';

/** Bytes of each sentence that steer the search. */
const WINDOW = 7;
const find = scannerFor(sentences, WINDOW, 'latin1');
const MOST_MESSAGES = 50;

/** Sentences of the API, with the class or the status before them. */
export function messageClues(scene: PassageContext): AnswerClue[] {
  const clues: AnswerClue[] = [];
  // One byte for each character, so that places in bytes are places in the text.
  const bytes = Buffer.from(scene.text, 'latin1');
  for (let hit = find(bytes, 0, bytes.length); hit && clues.length < MOST_MESSAGES; hit = find(bytes, hit.next, bytes.length)) {
    for (const { token, start } of hit.tokens) {
      const isSaid = asciiLower(scene.text.slice(start, start + token.length)) === token;
      const clue = isSaid ? messageClue(scene, start, token.length) : null;
      if (clue) clues.push(clue);
    }
  }
  return clues.sort((a, b) => a.place - b.place);
}

function messageClue(scene: PassageContext, place: number, length: number): AnswerClue | null {
  // In the plural it is told of many, and none was refused.
  if (/^s\b/i.test(scene.text.slice(place + length, place + length + 2))) return null;
  if (isPrintedByAnInterface(scene.text.slice(place, place + length + 60))) return null;
  if (!scene.counts(place) || isMentionedInProse(scene.text, place, length) || !stands(scene, place)) return null;
  const named = typeBefore(scene.text, place);
  const status = named?.status ?? statusNear(scene, { place, end: place + length });
  const body = JSON.stringify({ error: { message: messageAt(scene, place) } });
  // Version 0 raised one class for 400 and for 404: there the words decide.
  const reading = (named?.ambiguous ? read(scene, { status: null, body }) : null) ?? read(scene, { status, body });
  return reading && clueFor(reading, { place, length }, 'cause');
}

/** The whole sentence and those after it, up to where the program goes on with something else. */
function messageAt(scene: PassageContext, place: number): string {
  const opened = [': ', "='", '="'].map((mark) => scene.text.lastIndexOf(mark, place)).filter((at) => at >= 0);
  const line = startOfMessage(scene.passage, place);
  const mark = MARK.exec(scene.text.slice(line, place))?.[0].length ?? 0;
  const from = Math.max(...opened.map((at) => at + 2), place - 160, line + mark);
  const start = scene.text.slice(from, place).search(/[^\s"'`(]/) >= 0 ? from : place;
  const rest = scene.text.slice(start, Math.min(place + 700, endOfMessage(scene.passage, place)));
  const stop = rest.slice(place - start).search(END_OF_MESSAGE);
  const message = stop < 0 ? rest : rest.slice(0, place - start + stop);
  return message.replace(/(?<![\s"'`,}\])])[\s"'`,}\])]+$/, '').trim();
}

/** The mark of a line of a message, as R and terminals have it. */
const MARK = /^[!\u2139\u2022\u2716\u2717\u274c\u26a0]\ufe0f?\s{1,2}/;

/** Where a program goes on with something else: a trace, a page, the next field of an object. */
const END_OF_MESSAGE =
  / Traceback \(most| File "|\s(?:at|in|from) (?:async )?[\w$.</]{3,}(?: \(|[(:]|> )|<\/?(?:html|body)|["']\s?[,}]\s?["'\w]|["'] \w{1,40}=|\\?"[,}]| Troubleshooting URL:|; retrying \d/;

/** What a log puts before a message: a class, a level, a colon, a quote, an arrow. */
const INTRODUCED =
  /(?:[\]:=>"'`{(|\u2192\u2022\u25cf\u00d7\u2716\u274c-]|\b(?:error|exception|failed|warning|warn|info|message)|\([\w.]{1,60}(?:Error|Exception)\))\s{0,3}['"`]{0,2}(?:[45]\d\d )?$/i;
/** How the API's messages begin, where the unmistakable words stand further on. */
const OPENING =
  /^['"`(]{0,2}(?:The|This|That|Your?|Project|An?|OpenAI-\w{1,20}|Access|Request|Attempted|Messages?|Response|Invalid|Sorry|Error|Input|Only|Method|[Mm]odel|No|We|Maximum|[Pp]rompt)\b/;

/** True where a sentence is printed as a message, not told in the middle of another one. */
function stands(scene: PassageContext, place: number): boolean {
  const { text, passage } = scene;
  if (scene.statuses.some(({ end, told }) => told && end <= place && place - end < 40)) return true;
  const line = startOfMessage(passage, place);
  const colon = Math.max(
    ...[': ', '":"', "='", '="', '. ', '> ', '] ', ' - '].map(
      (mark) => text.lastIndexOf(mark, place - 1) + mark.length * Number(text.lastIndexOf(mark, place - 1) >= 0),
    ),
  );
  const begin = Math.max(line, colon, place - 200);
  if (begin >= place || /^[45]\d\d[:,]? $/.test(text.slice(begin, place))) return true;
  return OPENING.test(text.slice(begin, place)) || INTRODUCED.test(text.slice(Math.max(0, place - 60), place));
}

/** Classes of the libraries, as they are printed, Rails' with the message between brackets; not where one is made or called. */
const TYPE = new RegExp(
  `\\b(?:(openai|litellm|groq|mistralai|together)\\.(?:error\\.|exceptions\\.|_exceptions\\.)?)?(${Object.keys(typeNames).join('|')})\\b(?!\\s?=|\\s?\\((?![^()\\n]{0,400}\\):(?:\\s|$)))`,
  'g',
);

/** Other libraries have classes of these names too. */
const OF_THE_API =
  /openai|gpt|\bllm|ruby_?llm|chat|completion|langchain|llama|litellm|anthropic|api key|Error code: \d{3}|RateLimitError/i;

/** LiteLLM raises its class of a server's errors for connections that fail too. */
const HIDES_THE_CAUSE = /^: (?:\w{1,40}: )?(?:\w{1,40}Exception - )?(?:Connection error|Request timed out)\b/;

/** What is said of a class in general. */
const TELLS_OF_A_CLASS =
  /^['"`]?\s+(?:is|are|was|were|means?|will|should|can|may|might|must|when|if|that|which|gets?|occurs?|happens?|class|and|or)\b/;

/** What a gateway calls the error, where the words of its vendor stand on the line below. */
const WRAPPED = /^(?:\w{2,40}Exception(?: \w{2,40}Error)?)?[\s:-]*$/;

/** A class of the library, with its message. */
export function typeClues(scene: PassageContext): AnswerClue[] {
  return matchesIn(scene.text, TYPE).flatMap((found): AnswerClue[] => {
    const place = found.index;
    const end = place + found[0].length;
    const status = typeNames[found[2] as string] as number;
    const after = scene.text.slice(end, Math.min(end + 700, endOfMessage(scene.passage, end)));
    if (found[1] === undefined && !OF_THE_API.test(scene.text) && !isPrintedByADebugger(scene.text, place)) return [];
    if (
      !scene.counts(place) ||
      isMentionedInProse(scene.text, place, found[0].length) ||
      !/^['"\])]{0,2}(?::|\s|$|,|>\])/.test(after)
    )
      return [];
    if (HIDES_THE_CAUSE.test(after) || TELLS_OF_A_CLASS.test(after)) return [];
    const inLine =
      /^ \(([^()\n]{1,400})\):/.exec(after)?.[1] ??
      /^['"\])]{0,2}:\s{0,2}(?:Error code: )?(?:\d{3}\b)?[ -]{0,3}(.{0,600})/.exec(after)?.[1] ??
      '';
    const message = WRAPPED.test(inLine) ? lineBelow(scene.passage, place).slice(0, 600) || inLine : inLine;
    const reading = read(scene, {
      status: statusNear(scene, { place: end, end }) ?? status,
      body: JSON.stringify({ error: { message } }),
    });
    return reading ? [clueFor(reading, { place, length: found[0].length }, 'general')] : [];
  });
}

/** The message that a status in brackets ends: `model 'x' not found (status code: 404)`; null where none does. */
function messageBefore(text: string, place: number): string | null {
  const before = text.slice(Math.max(0, place - 400), place);
  const found = /(?:^|: |[\]"'] )([^:{}<>]{8,300}?) ?\((?:status(?: ?code)?|http(?: status)?|code|error code)[ :=]{1,3}$/i.exec(
    before,
  );
  return found?.[1] ?? null;
}

/** What httpx and requests put behind a reason phrase. */
const FOR_URL = /['"]? for url:? ['"]?http\S{0,300}.{0,20}$/s;

/** The message behind a status; in a client's own form it may begin small. */
const BEHIND = /^[\])]?[:,\s-]{0,4}((?!' for url)[A-Z"'][^{}<>]{3,300})/;
const BEHIND_A_FORM = /^[\])]?[:,\s-]{0,4}((?!' for url)[A-Za-z"'][^{}<>]{3,300})/;

/** A code behind a status, with or without brackets: `429 insufficient_quota`, `404 DeploymentNotFound`. */
const CODE_BEHIND = /^["']?[:,\s(['"-]{1,5}([a-z]{2,20}(?:_[a-z]{2,20}){1,4}|(?:[A-Z][a-z]{1,20}){2,5})(?![\w./(=-]|::)/;

/** A status that a client reports, without a message. */
export function statusClues(scene: PassageContext): AnswerClue[] {
  return scene.statuses.flatMap(({ status, place, end, told, inForm }): AnswerClue[] => {
    if (!told || (!inForm && isMentionedInProse(scene.text, place, end - place))) return [];
    if (namesRegistry(scene.text.slice(end, end + 200))) return [];
    const reading = statusReading(scene, { status, place, end, inForm });
    return reading ? [clueFor(reading, { place, length: end - place }, 'general')] : [];
  });
}

/** What a status means with the message that stands beside it. */
export function statusReading(
  scene: PassageContext,
  { status, place, end, inForm }: Pick<NamedStatus, 'status' | 'place' | 'end' | 'inForm'>,
): Reading | null {
  const { after: inLine } = besideInLine(scene.passage, end, 0);
  const isAlone = /^[\s.:)\]]*$/.test(inLine);
  const rest = isAlone ? '' : scene.text.slice(end, Math.min(end + 320, endOfMessage(scene.passage, end)));
  const after = isAlone
    ? lineBelow(scene.passage, place).slice(0, 320)
    : (inForm ? BEHIND_A_FORM : BEHIND).exec(rest)?.[1]?.replace(FOR_URL, '');
  const code = CODE_BEHIND.exec(rest)?.[1];
  const words = messageBefore(scene.text, place) ?? after?.trim();
  const message = words === code ? undefined : words;
  return read(scene, { status, body: code || message ? JSON.stringify({ error: { code, message } }) : '' });
}

/** The class of the library before a message. */
export function typeBefore(text: string, place: number): { status: number; ambiguous: boolean } | null {
  const before = text.slice(Math.max(0, place - 120), place);
  const found = matchesIn(before, TYPE).at(-1);
  if (!found || !/^['"\])]{0,2}:?[^.]{0,60}$/.test(before.slice(found.index + found[0].length))) return null;
  const name = found[2] as string;
  return { status: typeNames[name] as number, ambiguous: name === 'InvalidRequestError' };
}
