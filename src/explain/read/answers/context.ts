import { type AnswerContext, type LoggedAnswer, type Reading, readAnswer } from '../../../knowledge/answer/read-answer.ts';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import type { Passage } from '../../log/passages.ts';
import type { Match } from '../clue.ts';
import { ownMessagesIn } from '../mentions/own-messages.ts';
import { once } from '../peers/once.ts';
import type { Surroundings } from '../peers/surroundings.ts';
import { type NamedStatus, statusesIn } from './statuses.ts';

/** A clue that an HTTP answer gives, with its reading. */
export interface AnswerClue extends Match {
  reading: Reading;
  /** Whether a web page gave it, which goes on from there. */
  isPage?: boolean;
  /** The endpoint that a server logged to have been asked for, where the clue is such a line. */
  served?: string;
}

/** How far from a body or a message its status can stand. */
const STATUS_REACH = { before: 400, after: 250 };

/** A passage with what is needed to read the answers in it. */
export interface PassageContext {
  text: string;
  passage: Passage;
  statuses: NamedStatus[];
  headers: Record<string, string>;
  about: () => AnswerContext;
  /** Whether the line at a place can be a failure at all, and is no code, prose or access log. */
  counts(place: number): boolean;
}

/** Puts together what the readers of a passage's answers share. */
export function contextOf(passage: Passage, around: () => Surroundings): PassageContext {
  const said = ownMessagesIn(passage);
  const counts = (place: number) => said(place, 0);
  const about = once((): AnswerContext => {
    const { host } = around();
    return {
      host,
      isOpenAi: host !== null && vendorOf(host)?.name === 'OpenAI',
      keySent: /> ?authorization:/i.test(passage.text) ? true : null,
      path: null,
      model: null,
    };
  });
  const statuses = statusesIn(passage).filter(({ place }) => counts(place));
  return { text: passage.text, passage, statuses, headers: headersIn(passage), about, counts };
}

const HEADER =
  /^[<\s*]{0,6}['"]?(server|via|cf-ray|cf-mitigated|x-request-id|retry-after|retry-after-ms|x-squid-error|location|content-type|www-authenticate|x-cache|x-ratelimit-[a-z-]{1,40}|date)['"]?\s?(?::|=>)\s?['"]?([^\n]{1,300}?)['"]?,?$/i;

/** Headers of an answer where a trace or a dump prints them one a line. */
function headersIn({ lines }: Passage): Record<string, string> {
  const found = lines.flatMap(({ text }) => {
    const header = HEADER.exec(text.slice(0, 400));
    return header ? [[(header[1] as string).toLowerCase(), header[2] as string] as const] : [];
  });
  return Object.fromEntries(found);
}

/** The status that stands nearest before, or else soon after. */
export function statusNear(scene: PassageContext, at: { place: number; end: number }): number | null {
  return statusBeside(scene, at) ?? theOnlyStatus(scene.statuses);
}

/** The status of a body: the one beside it, or else the one that it repeats as its code. */
export function statusOfBody(scene: PassageContext, at: { place: number; end: number }, code: string | null): number | null {
  const own = /^[45]\d\d$/.test(code ?? '') ? Number(code) : null;
  return statusBeside(scene, at) ?? own ?? theOnlyStatus(scene.statuses);
}

function statusBeside({ statuses }: PassageContext, { place, end }: { place: number; end: number }): number | null {
  const before = statuses.findLast((one) => one.end <= place + 3 && one.place >= place - STATUS_REACH.before);
  const after = statuses.find((one) => one.place >= end && one.place <= end + STATUS_REACH.after);
  return (before ?? after)?.status ?? null;
}

/** One status in a whole passage goes with whatever message it has. */
function theOnlyStatus(statuses: NamedStatus[]): number | null {
  const named = new Set(statuses.map(({ status }) => status));
  return named.size === 1 ? ([...named][0] as number) : null;
}

/** What an answer means, by the rules for live ones. */
export function read({ headers, about }: PassageContext, answer: { status: number | null; body: string }): Reading | null {
  const logged: LoggedAnswer = { ...answer, headers, cut: false, bytes: answer.body.length };
  return readAnswer(logged, about());
}

/** The clue that a reading gives. */
export function clueFor(reading: Reading, at: { place: number; length: number }, weight: Match['weight']): AnswerClue {
  return { id: reading.id, weight, ...at, type: reading.pythonType, values: reading.values, reading };
}
