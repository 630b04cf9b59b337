import type { FindingId } from '../../catalogue/index.ts';
import type { Reading } from '../../knowledge/answer/read-answer.ts';
import { spokenIn } from '../log/fields.ts';
import { lineAt, type Passage, unescaped } from '../log/passages.ts';
import { answerClues } from './answers/answers.ts';
import { isWrapper } from './answers/bodies.ts';
import type { AnswerClue } from './answers/context.ts';
import { refineByContext } from './by-position.ts';
import { fewest, occurrences, theOne } from './choose.ts';
import type { Match } from './clue.ts';
import { noiseLines, patternMatches } from './clues.ts';
import { type Event, eventOf } from './event.ts';
import { withoutQuotedText } from './mentions/conversations.ts';
import { isSourceCode, kindOf } from './mentions/mentions.ts';
import { isGuide, isListOfCodes } from './mentions/prose.ts';
import { ALONE, type LogContext } from './peers/context.ts';
import { once } from './peers/once.ts';
import { type Scenery, sceneryOf, surroundingsAt } from './peers/surroundings.ts';
import { recordAt } from './record.ts';
import { byStrength, type MatchStrength } from './signs/sign.ts';
import { tunnelClues } from './tunnels.ts';
import { generalClue } from './words/general-words.ts';

/** What a passage shows to have gone wrong: an event, and what was said of it. */
export interface Failure extends Event {
  id: FindingId;
  weight: MatchStrength;
  clue: Match;
  /** The reading of the HTTP answer that shows it; null where there was none. */
  reading: Reading | null;
  passage: Passage;
  /** Numbers of the lines that show it, one for each time that it happened. */
  lines: number[];
}

/** How often text may have been put into strings within strings. */
const MOST_LAYERS = 3;

/** Names the one failure that a passage shows; null where it shows none. */
export function failureIn(passage: Passage, log: LogContext = ALONE): Failure | null {
  if (isSourceCode(passage.lines) || isListOfCodes(passage.lines) || isGuide(passage.lines)) return null;
  let best: Failure | null = null;
  const told = withoutQuotedText(passage);
  let view: Passage | null = told;
  for (let layer = 0; view && layer <= MOST_LAYERS; layer += 1) {
    const failure = readView(view, log);
    if (failure && (!best || isBetter(failure, best))) best = failure;
    view = unescaped(view);
  }
  return spokenFailure(told, { best, log }) ?? best;
}

/** What the texts in a structured record show, where that is more than the record shows as a whole. */
function spokenFailure(passage: Passage, { best, log }: { best: Failure | null; log: LogContext }): Failure | null {
  let better: Failure | null = null;
  for (const view of spokenIn(passage, (line) => kindOf(line) === 'failure')) {
    const failure = readView(view, log);
    const known = better ?? best;
    if (failure && (!known || isBetter(failure, known))) better = failure;
  }
  return better;
}

/** A reading further inside is better where it shows more: a cause, or the error's own code. */
function isBetter(inner: Failure, outer: Failure): boolean {
  const difference = byStrength(inner.weight, outer.weight);
  // A number that repeats the status adds nothing.
  const code = ({ reading }: Failure) => (/[a-z]/i.test(reading?.error?.code ?? '') ? 1 : 0);
  if (difference === 0 && saysMore(inner, outer)) return true;
  return difference > 0 || (difference === 0 && code(inner) > code(outer));
}

/** What a server says itself, where the other only says that some server refused. */
function saysMore(one: { reading: Reading | null }, other: { reading: Reading | null }): boolean {
  return isWrapper(other.reading?.error?.message) && one.reading !== null && !isWrapper(one.reading.error?.message);
}

function readView(passage: Passage, log: LogContext): Failure | null {
  const scenery = sceneryOf(passage, log);
  const around = once(() => surroundingsAt(scenery, null));
  const tunnels = tunnelClues(passage.text);
  const words = fewest(patternMatches(passage)).map((clue) =>
    refineByContext(clue, passage.text, surroundingsAt(scenery, clue.place)),
  );
  const answers =
    tunnels.length > 0
      ? []
      : answerClues(passage, around, words.length > 0).filter(({ weight }) => weight === 'cause' || !around().elsewhere);
  const noise = noiseLines(passage);
  const clues: Match[] = [...words.filter(outsideOf(answers)), ...tunnels, ...answers]
    .filter(({ place }) => noise.size === 0 || !noise.has(lineAt(passage, place)))
    .sort((a, b) => a.place - b.place);
  const isHidden = clues.every(({ weight }) => weight === 'hidden');
  const general = isHidden && noise.size === 0 ? generalClue(passage, around) : null;
  if (general && (clues.length === 0 || tellsMore(general, clues, passage))) clues.push(general);
  const read = general && isAnswer(general) ? [...answers, general] : answers;
  return ownFailure(withoutWrappers(clues, answers), { scenery, answers: read, log });
}

/** What a program makes of a connection that failed may be a guess: an answer's status is none, nor is what stands in the line that hides the rest. */
function tellsMore(general: Match, clues: readonly Match[], passage: Passage): boolean {
  if (general.weight === 'hidden') return false;
  const line = lineAt(passage, general.place);
  return (isAnswer(general) && general.reading.httpStatus !== null) || clues.some(({ place }) => lineAt(passage, place) === line);
}

const isAnswer = (clue: Match): clue is AnswerClue => 'reading' in clue;

/** What the clues of a passage share. */
interface View {
  scenery: Scenery;
  answers: readonly AnswerClue[];
  log: LogContext;
}

/** Most events of others that one passage is searched behind. */
const MOST_OTHERS = 6;

/** The failure of the passage's strongest event that may be the API's; where each is somebody else's, of the strongest of all. */
function ownFailure(all: Match[], view: View): Failure | null {
  let clues = all;
  let strongest: Failure | null = null;
  for (let others = 0; others <= MOST_OTHERS; others += 1) {
    const clue = theOne(clues, view.scenery.passage.text);
    if (!clue) break;
    const failure = failureOf(clue, clues, view);
    strongest ??= failure;
    if (failure.otherService === null) return failure;
    const record = recordAt(view.scenery.passage, clue.place);
    clues = clues.filter(({ place }) => place < record.from || place >= record.to);
  }
  return strongest;
}

function failureOf(clue: Match, clues: Match[], { scenery, answers, log }: View): Failure {
  const { passage } = scenery;
  const answer = answers.find((one) => one === clue);
  const around = surroundingsAt(scenery, clue.place);
  return {
    id: clue.id,
    weight: clue.weight,
    clue,
    reading: answer?.reading ?? null,
    ...eventOf({ id: clue.id, passage, place: clue.place, around, served: answer?.served ?? null, log }),
    passage,
    lines: occurrences(clues, clue, passage),
  };
}

/** The failure that one clue shows by itself. */
export function ofOneClue(clue: Match, passage: Passage): Failure {
  return failureOf(clue, [clue], { scenery: sceneryOf(passage), answers: [], log: ALONE });
}

/** Text of a web page belongs to the page: `522: Connection timed out` is about a gateway's connection, not the client's. */
function outsideOf(answers: AnswerClue[]): (clue: Match) => boolean {
  const page = answers.find(({ isPage, id }) => isPage && id !== 'http/not-the-api');
  return ({ place }) => page === undefined || place < page.place;
}

/** The clues without those that only wrap what another one says. */
function withoutWrappers(clues: Match[], answers: AnswerClue[]): Match[] {
  const wrappers = new Set<Match>(answers.filter((one) => answers.some((other) => saysMore(other, one))));
  if (answers.some(isRefusal))
    for (const clue of clues) if (clue.id === 'http/not-the-api' && !isAnswer(clue)) wrappers.add(clue);
  return wrappers.size === 0 ? clues : clues.filter((clue) => !wrappers.has(clue));
}

/** An answer of which a client could not read the body: its status says more than that. */
const isRefusal = ({ id, reading, weight }: AnswerClue) =>
  weight === 'cause' && (reading.httpStatus ?? 0) >= 400 && id !== 'http/not-the-api';
