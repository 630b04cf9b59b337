import type { Passage } from '../../log/passages.ts';
import { type AnswerClue, clueFor } from './context.ts';
import { detailedId } from './envoy-details.ts';
import { OF_A_MODEL } from './phrase-clues.ts';
import { ENDPOINT, ENVOY, failedAt, MAX_SERVED, readServed } from './served.ts';

/** Access logs whose entries are objects: Envoy's, Traefik's, Caddy's, nginx' and Kong's by their usual fields. */
const STATUS = ['response_code', 'DownstreamStatus', 'status', 'status_code', 'statusCode', 'http_status'];
const PATH = [
  'path',
  ':path',
  'uri',
  'request_uri',
  'requestUri',
  'RequestPath',
  'request_path',
  'x-envoy-origin-path',
  'url',
  'request',
];
/** Entries that have one of these are of requests that came in. */
const CAME_IN =
  /"(?:response_flags|DownstreamStatus|downstream_remote_address|ClientAddr|ClientHost|remote_(?:ip|addr|port)|client_ip|request_time|upstream_(?:addr|cluster|status|response_time)|bytes_(?:sent|received|read)|user_?-?agent|http_user_agent)"\s?:/i;
const PASSED_ON = /"(?:upstream\w{0,20}|Origin\w{1,20}|Service(?:URL|Addr|Name)|x-envoy\S{1,40})":"?[^"-]/i;
const IS_ENDPOINT = new RegExp(ENDPOINT);

interface Entry {
  [key: string]: unknown;
}

/** The requests for an API's endpoints that a server's own log shows to have failed, one object a line. */
export function recordedClues({ text, lines, starts }: Passage): AnswerClue[] {
  return lines.slice(0, MAX_SERVED).flatMap((line, at): AnswerClue[] => {
    const entry = /^\s*\{/.test(line.text) && CAME_IN.test(line.text) ? entryOf(line.text) : null;
    if (!entry) return [];
    const place = starts[at] ?? 0;
    return clueOf(entry, { place, length: Math.min((starts[at + 1] ?? text.length) - place, 400) });
  });
}

function entryOf(line: string): Entry | null {
  try {
    const { request, ...entry } = JSON.parse(line) as Entry;
    return typeof request === 'object' && request !== null ? { ...request, ...entry } : { request, ...entry };
  } catch {
    return null;
  }
}

function clueOf(entry: Entry, at: { place: number; length: number }): AnswerClue[] {
  const status = Number(STATUS.map((key) => entry[key]).find((value) => value !== undefined));
  const asked = PATH.map((key) =>
    typeof entry[key] === 'string' ? IS_ENDPOINT.exec(entry[key] as string)?.[1] : undefined,
  ).find(Boolean);
  const flags = typeof entry.response_flags === 'string' ? entry.response_flags.split(',')[0] : undefined;
  const flagged = flags !== undefined && Object.hasOwn(ENVOY, flags) ? ENVOY[flags] : undefined;
  if (!failedAt(status, asked ?? '') || flagged === null) return [];
  // A status alone may be what this server says to its own clients: something must show that it passed the request on.
  const text = JSON.stringify(entry);
  if (asked === undefined ? !(flagged && OF_A_MODEL.test(text)) : !flagged && !PASSED_ON.test(text)) return [];
  const reading = readServed(status);
  if (!reading) return [];
  // The details say more than the flag, which is a sign of its own.
  const detailed = flagged && detailedId(text);
  const clue = clueFor(reading, at, detailed ? 'cause' : 'hidden');
  return [{ ...clue, id: detailed ?? flagged ?? reading.id, served: asked ?? String(status) }];
}
