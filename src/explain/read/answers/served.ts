import type { FindingId } from '../../../catalogue/index.ts';
import { readAnswer } from '../../../knowledge/answer/read-answer.ts';
import { matchesIn } from '../../log/matches.ts';
import type { Passage } from '../../log/passages.ts';
import { type AnswerClue, clueFor } from './context.ts';
import { detailedId } from './envoy-details.ts';

/**
 * Requests for a model's endpoint that a server, a gateway or a proxy logged as not answered well. The client's side of the failure is in
 * another log; where this one shows nothing else, its status is all there is.
 */

/** Endpoints of APIs of this kind, as access logs print them. */
export const ENDPOINT = String.raw`(\/(?:[\w.~%-]{1,60}\/){0,6}(?:chat\/completions|completions|responses|embeddings|messages|api\/chat|api\/generate|images\/generations|audio\/(?:speech|transcriptions|translations)|realtime|rerank|models)(?:\?[^\s"|]{0,300})?)`;
const METHOD = '(?:GET|POST|PUT|DELETE|HEAD|OPTIONS)';

/** How servers print method, path and status. Of each the first group is the path, the second the status, or the other way round. */
const FORMS: { pattern: RegExp; path: number; status: number }[] = [
  // uvicorn, nginx, Apache, Envoy, Traefik, HAProxy's and squid's combined forms
  {
    pattern: new RegExp(
      String.raw`"${METHOD} (?:https?:\/\/[^\s\/"]{1,253})?${ENDPOINT} HTTP\/[\d.]{1,3}"[ :]{1,2}(\d{3})\b`,
      'g',
    ),
    path: 1,
    status: 2,
  },
  // GIN: | 404 | 1.2ms | 127.0.0.1 | POST "/v1/chat/completions"
  {
    pattern: new RegExp(String.raw`\|\s{0,3}(\d{3}) \|[^|]{1,40}\|[^|]{1,60}\|\s{0,3}${METHOD}\s{1,8}"?${ENDPOINT}`, 'g'),
    path: 2,
    status: 1,
  },
  // The same without a bar before the status, and Gemini's methods behind the model
  {
    pattern: new RegExp(
      String.raw`[\]\s](\d{3}) \|[^|]{1,40}\|[^|]{1,60}\|\s{0,3}${METHOD}\s{1,8}"?(?:(\/(?:[\w.-]{1,60}\/){0,4}models\/[\w.-]{1,80}:\w{5,30})|${ENDPOINT})`,
      'g',
    ),
    path: 2,
    status: 1,
  },
  // llama.cpp: request: POST /v1/chat/completions 127.0.0.1 404
  { pattern: new RegExp(String.raw`request: ${METHOD} ${ENDPOINT} [\d.:a-f]{3,45} (\d{3})\b`, 'g'), path: 1, status: 2 },
  // morgan, koa, Fastify's one-liners. A web page's own /api/chat looks like Ollama's, so only what no page has.
  {
    pattern: new RegExp(
      String.raw`(?:^|[\s\]])${METHOD} (\/(?:[\w.~%-]{1,60}\/){0,6}(?:chat\/completions|v1\/(?:completions|responses|embeddings|messages))) (\d{3})(?= |$)`,
      'g',
    ),
    path: 1,
    status: 2,
  },
  // HAProxy: status, bytes, cookies, state of the end, counts, then the request
  {
    pattern: new RegExp(
      String.raw`\b(\d{3}) \d{1,12} \S{1,80} \S{1,80} [A-Za-z-]{4} \S{1,60} \S{1,40}(?: \{[^}"]{0,200}\}){0,2} "${METHOD} ${ENDPOINT} HTTP`,
      'g',
    ),
    path: 2,
    status: 1,
  },
  // squid's own: TCP_MISS/503 0 POST https://host/v1/chat/completions
  {
    pattern: new RegExp(String.raw`\bTCP_\w{3,30}\/(\d{3}) \d{1,12} ${METHOD} https?:\/\/[^\s\/]{1,253}${ENDPOINT}`, 'g'),
    path: 2,
    status: 1,
  },
];

/** Statuses of a listing that say nothing of calls: a probe without a key, a server that lists no models. */
const PASSED_OVER = new Set([401, 404, 405]);
/** nginx' number for a client that went away, of which only that client's log has the reason; so it is with Envoy's DC and HAProxy's CD. */
const CLIENT_LEFT = 499;

/** Whether a status shows that a request for that path failed. */
export function failedAt(status: number, asked: string): boolean {
  if (!(status >= 400 && status <= 599) || status === CLIENT_LEFT) return false;
  return !(/\/models$/.test(asked) && PASSED_OVER.has(status));
}

/** Envoy's response flags behind the status: https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage */
export const ENVOY: Record<string, FindingId | null> = {
  UH: 'server/bad-gateway',
  UF: 'server/bad-gateway',
  UC: 'server/bad-gateway',
  UR: 'server/bad-gateway',
  URX: 'server/bad-gateway',
  UT: 'server/bad-gateway',
  UMSDR: 'server/bad-gateway',
  UPE: 'server/bad-gateway',
  UO: 'server/overloaded',
  OM: 'server/overloaded',
  NR: 'http/not-found',
  NC: 'http/not-found',
  RL: 'limit/rate-limit',
  UAEX: 'auth/permission-denied',
  // The client went away, or its own time was over.
  DC: null,
  DPE: null,
};

/** HAProxy's termination states: https://docs.haproxy.org/3.0/configuration.html#8.5 */
const HAPROXY: Record<string, FindingId | null> = {
  SC: 'server/bad-gateway',
  sC: 'server/bad-gateway',
  SH: 'server/bad-gateway',
  sH: 'server/bad-gateway',
  SD: 'stream/cut',
  sD: 'stream/stalled',
  sQ: 'server/overloaded',
  PR: 'auth/permission-denied',
  PH: 'server/bad-gateway',
  CD: null,
  cD: null,
  CH: null,
  cH: null,
  CR: null,
  cR: null,
  CC: null,
  CQ: null,
};

/** The requests for an API's endpoints that a server's own log shows to have failed. */
export function servedClues(passage: Passage): AnswerClue[] {
  const { text } = passage;
  if (!/\b(?:GET|POST)\b/.test(text)) return [];
  return FORMS.flatMap(({ pattern, path, status }) =>
    matchesIn(text, pattern)
      .slice(0, MAX_SERVED)
      .flatMap((found): AnswerClue[] => {
        const code = Number(found[status]);
        const asked = (found[path] ?? found.at(-1)) as string;
        if (!failedAt(code, asked)) return [];
        const flagged = flaggedId(text, found);
        if (flagged === null) return [];
        const reading = readServed(code);
        if (!reading) return [];
        const clue = clueFor(reading, { place: found.index, length: found[0].length }, 'hidden');
        return [{ ...clue, id: flagged ?? clue.id, served: asked }];
      }),
  );
}

/** How many requests of one passage are looked at. */
export const MAX_SERVED = 40;

/** Behind status and bytes: two cookies, then the state of the end. */
const HAPROXY_STATE = /^\d{3} \d{1,12} \S{1,80} \S{1,80} ([A-Za-z-]{2})[A-Za-z-]{2} /;

/** The meaning of the proxy's mark beside the status; null where the client ended the connection, undefined where there is none. */
function flaggedId(text: string, found: RegExpExecArray): FindingId | null | undefined {
  const envoy = /^ ([A-Z]{2,6})(?:,[A-Z]{2,6})* /.exec(
    text.slice(found.index + found[0].length, found.index + found[0].length + 40),
  )?.[1];
  if (envoy !== undefined && Object.hasOwn(ENVOY, envoy))
    return ENVOY[envoy] && (detailedId(restOfLine(text, found)) ?? ENVOY[envoy]);
  const haproxy = HAPROXY_STATE.exec(found[0])?.[1];
  return haproxy !== undefined && Object.hasOwn(HAPROXY, haproxy) ? HAPROXY[haproxy] : undefined;
}

/** What stands behind a match in its line. */
function restOfLine(text: string, { index, 0: whole }: RegExpExecArray): string {
  return text.slice(index + whole.length, index + whole.length + 1_500).split('\n', 1)[0] as string;
}

/** What a status alone means. */
export function readServed(status: number) {
  const about = { host: null, isOpenAi: false, keySent: null, path: null, model: null };
  return readAnswer({ status, headers: {}, body: '', cut: false, bytes: 0 }, about);
}

/** What the search through a log stops at. */
export const servedTokens = [
  ...['1.0', '1.1', '2.0', '2'].flatMap((version) => [`http/${version}" 4`, `http/${version}" 5`]),
  ...[400, 401, 403, 404, 408, 413, 422, 429, 500, 502, 503, 504].map((status) => `| ${status} |`),
  'request: post',
  'tcp_denied/',
  'tcp_miss/5',
  'tcp_tunnel/5',
  'none_none/5',
  ...['response_code', 'downstreamstatus', 'status'].flatMap((key) => [4, 5].map((digit) => `"${key}":${digit}`)),
].filter((token) => token.length >= 7);
