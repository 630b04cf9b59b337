import type { FindingId } from '../../catalogue/index.ts';
import type { Reading } from '../../knowledge/answer/read-answer.ts';
import { spokenIn } from '../log/fields.ts';
import { INNERMOST_FIRST, lineAt, type Passage, unescaped } from '../log/passages.ts';
import { answerClues } from './answers/answers.ts';
import { isWrapper } from './answers/bodies.ts';
import type { AnswerClue } from './answers/context.ts';
import { refineByContext } from './by-position.ts';
import type { Match } from './clue.ts';
import { noiseLines, patternMatches } from './clues.ts';
import { type Event, eventOf } from './event.ts';
import { isSourceCode, kindOf } from './mentions.ts';
import type { Peer } from './peers/peers.ts';
import { sceneryOf, surroundingsAt } from './peers/surroundings.ts';
import type { MatchStrength } from './signs/sign.ts';
import { isListOfCodes, withoutDiff } from './talk.ts';
import { tunnelClues } from './tunnels.ts';

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
export function failureIn(passage: Passage, settings: readonly Peer[] = []): Failure | null {
  if (isSourceCode(passage.lines) || isListOfCodes(passage.lines)) return null;
  let best: Failure | null = null;
  let view: Passage | null = withoutDiff(passage);
  for (let layer = 0; view && layer <= MOST_LAYERS; layer += 1) {
    const failure = readView(view, settings);
    if (failure && (!best || isBetter(failure, best))) best = failure;
    view = unescaped(view);
  }
  return spokenFailure(passage, { best, settings }) ?? best;
}

/** What the texts in a structured record show, where that is more than the record shows as a whole. */
function spokenFailure(
  passage: Passage,
  { best, settings }: { best: Failure | null; settings: readonly Peer[] },
): Failure | null {
  let better: Failure | null = null;
  for (const view of spokenIn(passage, (line) => kindOf(line) === 'failure')) {
    const failure = readView(view, settings);
    const known = better ?? best;
    if (failure && (!known || isBetter(failure, known))) better = failure;
  }
  return better;
}

const WEIGHTS: MatchStrength[] = ['hidden', 'general', 'code', 'cause'];
const byStrength = (a: MatchStrength, b: MatchStrength) => WEIGHTS.indexOf(a) - WEIGHTS.indexOf(b);

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

function readView(passage: Passage, settings: readonly Peer[]): Failure | null {
  const scenery = sceneryOf(passage, settings);
  const around = surroundingsAt(scenery, null);
  const tunnels = tunnelClues(passage.text);
  const words = fewest(patternMatches(passage)).map((clue) =>
    refineByContext(clue, passage.text, surroundingsAt(scenery, clue.place)),
  );
  const answers =
    tunnels.length > 0
      ? []
      : answerClues(passage, around, words.length > 0).filter(({ weight }) => weight === 'cause' || !around.elsewhere);
  const noise = noiseLines(passage);
  const clues: Match[] = [...words.filter(outsideOf(answers)), ...tunnels, ...answers]
    .filter(({ place }) => noise.size === 0 || !noise.has(lineAt(passage, place)))
    .sort((a, b) => a.place - b.place);
  const clue = theOne(withoutWrappers(clues, answers), passage.text);
  if (!clue) return null;
  const answer = answers.find((one) => one === clue);
  return {
    id: clue.id,
    weight: clue.weight,
    clue,
    reading: answer?.reading ?? null,
    ...eventOf(surroundingsAt(scenery, clue.place), answer?.served ?? null),
    passage,
    lines: occurrences(clues, clue, passage),
  };
}

/** Text of a web page belongs to the page: `522: Connection timed out` is about a gateway's connection, not the client's. */
function outsideOf(answers: AnswerClue[]): (clue: Match) => boolean {
  const page = answers.find(({ isPage, id }) => isPage && id !== 'http/not-the-api');
  return ({ place }) => page === undefined || place < page.place;
}

/** How many clues of one passage are looked at closely. No failure has more; a hostile text has any number. */
const MOST_CLUES = 200;

/** The first and the last clues: the innermost error of a chain is at one of its ends. */
function fewest(clues: Match[]): Match[] {
  return clues.length <= MOST_CLUES ? clues : [...clues.slice(0, MOST_CLUES / 2), ...clues.slice(-MOST_CLUES / 2)];
}

/** The clues without those that only wrap what another one says. */
function withoutWrappers(clues: Match[], answers: AnswerClue[]): Match[] {
  const wrappers = new Set<Match>(answers.filter((one) => answers.some((other) => saysMore(other, one))));
  return wrappers.size === 0 ? clues : clues.filter((clue) => !wrappers.has(clue));
}

/** Of all clues the one that proves most; among those, the innermost of the chain. */
function theOne(all: Match[], text: string): Match | null {
  const clues = all.filter((clue) => !isBesideAnother(clue, all));
  const most = clues.reduce(
    (weight: MatchStrength, clue) => (byStrength(clue.weight, weight) > 0 ? clue.weight : weight),
    'hidden',
  );
  const heaviest = clues.filter(({ weight }) => weight === most);
  const ids = [...new Set(heaviest.map(({ id }) => id))];
  const left = heaviest.filter((clue) => !ids.some((id) => explainsAway(id, clue.id)));
  return (INNERMOST_FIRST.test(text) ? left[0] : left.at(-1)) ?? null;
}

/** IPv6 without a route is tried beside IPv4 all the time: what the other family met is the cause. */
function isBesideAnother({ id }: Match, all: Match[]): boolean {
  if (id !== 'tcp/unreachable') return false;
  return all.some((other) => /^tcp\/(?:refused|timeout)$/.test(other.id) && byStrength(other.weight, 'code') >= 0);
}

/** Two clues of one failure, of which the second is only how the first one shows. */
function explainsAway(cause: FindingId, symptom: FindingId): boolean {
  if (cause === symptom) return false;
  const layer = (id: FindingId) => id.slice(0, id.indexOf('/'));
  if (symptom === 'dns/nxdomain') return layer(cause) === 'dns';
  if (symptom === 'http/closed' || symptom === 'tcp/reset') return /^(?:http\/truncated|stream\/cut|tls\/reset)$/.test(cause);
  return layer(cause) === 'proxy' && ['dns', 'tcp', 'http'].includes(layer(symptom));
}

/** How much of a line is compared with others. */
const LONGEST_SHAPE = 4_096;

/** The lines that show it. A line that comes again with other numbers in it is another time; other lines of the chain are not. */
function occurrences(clues: Match[], chosen: Match, passage: Passage): number[] {
  const same = clues.filter(({ id, weight }) => id === chosen.id && byStrength(weight, chosen.weight) >= 0);
  const byText = new Map<string, Set<number>>();
  // Of a long line there may be any number of clues.
  for (const line of new Set(same.map(({ place }) => lineAt(passage, place)))) {
    const shape = line.text
      .slice(0, LONGEST_SHAPE)
      .replace(/[0-9a-f]{8,}|\d+/gi, '#')
      .slice(0, 300);
    byText.set(shape, (byText.get(shape) ?? new Set()).add(line.number));
  }
  const groups = [...byText.values()].sort((a, b) => b.size - a.size);
  return [...(groups[0] ?? [])];
}
