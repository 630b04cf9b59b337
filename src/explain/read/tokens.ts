import { phraseTokens } from './answers/phrase-clues.ts';
import { sentences, typeNames } from './answers/sentences.ts';
import { servedTokens } from './answers/served.ts';
import { numberTokens } from './numbers.ts';
import { signs } from './signs/signs.ts';
import { tunnelTokens } from './tunnels.ts';

/** Marks of a body, a page, or a status that a client reports. */
const answerTokens = [
  '"error":',
  '"error" :',
  "'error':",
  "'error' :",
  'error: {',
  'error"=>',
  '{error=',
  "'object': 'error'",
  '"object":"error"',
  '"object": "error"',
  '"type":"error"',
  '"type": "error"',
  '{"detail"',
  "{'detail'",
  '<!doctype html',
  '<html><',
  '<html lang',
  '</head>',
  '<title>',
  '<center><h1>',
  'cloudflare ray id',
  'cf-error-details',
  'error reference number',
  'response [4',
  'response [5',
  '(no body)',
  'data-translate=',
  '/__zsig/',
  'security.html',
  'error code: ',
  'error code 4',
  'error code 5',
  'error 4',
  'error 5',
  'error: 4',
  'error: 5',
  'error (4',
  'error (5',
  'exception: 4',
  'exception: 5',
  'status code',
  'statuscode',
  'status: 4',
  'status: 5',
  'status=4',
  'status=5',
  'status 4',
  'status 5',
  'http/1.1 4',
  'http/1.1 5',
  'http/1.0 4',
  'http/1.0 5',
  'http/2 4',
  'http/2 5',
  ' http 4',
  ' http 5',
  '"http 4',
  '"http 5',
  'http error',
  'error 4',
  'error 5',
  '< http/1',
  '< http/2',
  'client error',
  'server error',
  'does not indicate success',
  'response code',
  'too many requests',
  'insufficient_quota',
  'rate_limit_exceeded',
  'invalid_api_key',
  'context_length_exceeded',
  'content_filter',
  'server_error',
  'model_not_found',
];

/** Signs that are too short to be searched for, as they are printed. */
const shortSigns: Record<string, string[]> = {
  EMFILE: ["'emfile'", '"emfile"', 'emfile: ', 'emfile,'],
  EPIPE: ['write epipe', "'epipe'", '"epipe"'],
  TLSV1_: ['tlsv1_alert', 'tlsv1_unre', 'tlsv1_unsu', 'tlsv1_bad_', 'tlsv1_cert'],
  GOAWAY: ['goaway ', ' goaway'],
  '": EOF': ['get "http', 'post "http', 'get \\"http', 'post \\"http'],
};

/** How many bytes of each token steer the search through a log. */
export const SEARCH_WINDOW = 7;

/** Everything that the search through a log stops at: each table of what can be read says by what it is found. */
export const tokens: string[] = [
  ...new Set([
    ...signs.flatMap(({ says }) => (Buffer.byteLength(says) < SEARCH_WINDOW ? (shortSigns[says] ?? []) : [says])),
    ...numberTokens,
    ...tunnelTokens,
    ...sentences,
    ...Object.keys(typeNames),
    ...answerTokens,
    ...phraseTokens,
    ...servedTokens,
  ]),
];
