import { titleOf } from '../../../knowledge/answer/page.ts';
import { matchesIn } from '../../log/matches.ts';
import { lineAt, type Passage } from '../../log/passages.ts';
import { kindOf } from '../mentions/mentions.ts';
import { type AnswerClue, clueFor, type PassageContext, read, statusNear } from './context.ts';
import { typeBefore } from './message-clues.ts';

/** Marks of a web page, whole or in part. */
const PAGE =
  /<!doctype html|<html\b|<head\b|<title>|<center><h1>|data-translate="|cf-error-details|Cloudflare Ray ID|_cf_chl_opt|\/__zsig\/|<!--# Id: security\.html|error code: 1\d{3}\b|Error reference number: \d{3,4}\b/gi;

/** The web page that a passage shows in the place of an answer. */
export function pageClues(scene: PassageContext): AnswerClue[] {
  const first = matchesIn(scene.text, PAGE).find(({ index }) => kindOf(lineAt(scene.passage, index).text) !== 'access');
  if (!first) return [];
  const place = first.index;
  const tag = scene.text.lastIndexOf('<', place);
  // The edge's shortest answer is all of itself; what follows is a trace.
  const whole = /^error code: 1\d{3}$/i.test(first[0]) ? first[0] : null;
  const page = whole ?? scene.text.slice(tag >= 0 && tag >= place - 200 ? tag : place, place + 24_000);
  const near = statusNear(scene, { place, end: place });
  const status = near ?? typeBefore(scene.text, place)?.status ?? tracedStatus(scene.passage, place) ?? statusOfPage(page);
  // A page alone may be anything, as a test's fixture: something must say that it came as an answer, or who made it.
  const reading = read(scene, { status, body: isPlainRefusal(scene, page, status) ? '' : page });
  if (!reading || (status === null && reading.id === 'http/not-the-api')) return [];
  return [{ ...clueFor(reading, { place, length: first[0].length }, 'cause'), isPage: true }];
}

/** The 401 of a web server that stands before an API: its page has its phrase alone, and the endpoint, or the class of a client, shows who was asked. */
function isPlainRefusal({ text }: PassageContext, page: string, status: number | null): boolean {
  const title = titleOf(page)?.replace(/^401\b[\s:-]{0,3}|^Error 401\b[\s:-]{0,3}/i, '') ?? '';
  if (status !== 401 || !/^(?:un-?authori[sz]ed|authorization required|authentication required)?$/i.test(title)) return false;
  return OF_AN_ENDPOINT.test(text) && !/www-authenticate['"]?: ?['"]?(?:basic|digest|ntlm|negotiate)/i.test(text);
}

const OF_AN_ENDPOINT =
  /\/v\d\w*\/(?:chat\/completions|completions|responses|embeddings|messages|models)\b|\bopenai\.AuthenticationError\b/;

/** The status line of the answer that a trace prints before the page; null where there is none. */
function tracedStatus({ text }: Passage, place: number): number | null {
  const found = [
    ...text
      .slice(Math.max(0, place - 4_000), place)
      .matchAll(/(?:^|[\s<])HTTP\/[\d.]{1,3} (\d{3})\b(?! Connection established)/gi),
  ].at(-1);
  return found ? Number(found[1]) : null;
}

const PAGE_STATUS =
  /<(?:title|h1|h2|center)[^<>]{0,80}>[^<>]{0,120}?\b([45]\d\d)\b|Error reference number: ([45]\d\d)\b|error code (5\d\d)\b/i;

function statusOfPage(page: string): number | null {
  const found = PAGE_STATUS.exec(page.slice(0, 8_000));
  return found ? Number(found[1] ?? found[2] ?? found[3]) : null;
}

/** How clients print a redirect that they do not follow. */
const REFUSED_REDIRECT =
  /\b(?:Error(?: code)?: |failed with status(?: code)? |unexpected status(?: code)?:? |does not indicate success: |Unexpected server response: )(30[12378])\b(?![.:]?\d)/g;

/** A redirect as a failure: the client that met it does not go on. */
export function refusedRedirects(scene: PassageContext): AnswerClue[] {
  return matchesIn(scene.text, REFUSED_REDIRECT)
    .slice(0, 10)
    .flatMap((found): AnswerClue[] => {
      if (!scene.counts(found.index)) return [];
      const reading = read(scene, { status: Number(found[1]), body: '' });
      return reading ? [clueFor(reading, { place: found.index, length: found[0].length }, 'general')] : [];
    });
}

/** A trace that ends in a redirect: clients that follow it leave the API. */
export function redirectClues(scene: PassageContext): AnswerClue[] {
  const found = /(?:^|\s)< HTTP\/[\d.]{1,3} (30[12378])\b/.exec(scene.text);
  const reading = found && scene.headers.location ? read(scene, { status: Number(found[1]), body: '' }) : null;
  return found && reading ? [clueFor(reading, { place: found.index, length: found[0].length }, 'cause')] : [];
}
