import type { Endpoint, PracticeRow, StreamFlaw, UpgradeFault } from './row.ts';

const PAGE = { 'content-type': 'text/html; charset=utf-8' };

function page(title: string, text: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\n<body><h1>${title}</h1><p>${text}</p></body></html>\n`;
}

/** What goes wrong between a client and the API. */
const NETWORK: PracticeRow[] = [
  {
    name: 'timeout',
    says: 'the request is taken and never answered',
    python: 'APITimeoutError',
    on: 'every request',
    plays: { kind: 'silent', after: 'nothing' },
  },
  {
    name: 'timeout-in-body',
    says: 'headers arrive, and the body never does',
    python: 'APITimeoutError',
    on: 'every request',
    plays: { kind: 'silent', after: 'headers' },
  },
  {
    name: 'closed',
    says: 'the connection is closed without an answer',
    python: 'APIConnectionError',
    on: 'every request',
    plays: { kind: 'close', how: 'end' },
  },
  {
    name: 'reset',
    says: 'the connection is reset without an answer',
    python: 'APIConnectionError',
    on: 'every request',
    plays: { kind: 'close', how: 'reset' },
  },
  {
    name: 'truncated',
    says: 'the connection is closed in the middle of the body',
    python: 'APIConnectionError',
    on: 'every request',
    plays: { kind: 'close', how: 'half of the body' },
  },
  {
    name: 'html-200',
    says: 'a sign-in page in place of the API, with status 200',
    python: null,
    on: 'every request',
    plays: {
      kind: 'answer',
      status: 200,
      headers: { ...PAGE, server: 'hotspot' },
      body: page('Guest Wi-Fi Login', 'Accept the terms to go online.'),
    },
  },
  {
    name: 'html-403',
    says: 'the block page of a web filter',
    python: 'PermissionDeniedError',
    on: 'every request',
    plays: {
      kind: 'answer',
      status: 403,
      headers: { ...PAGE, server: 'filter' },
      body: page('Access Denied', 'This site is blocked by the web filter of your organization. Category: Generative AI.'),
    },
  },
  {
    name: 'html-502',
    says: 'the page of a CDN whose backend is down',
    python: 'InternalServerError',
    on: 'generation',
    plays: {
      kind: 'answer',
      status: 502,
      headers: PAGE,
      body: '<!DOCTYPE html>\n<html><head><title>api.openai.com | 502: Bad gateway</title></head>\n<body><div id="cf-wrapper"><div id="cf-error-details">Bad gateway. Cloudflare Ray ID: 8f0c2d3e4f5a6b7c</div></div></body></html>\n',
    },
  },
  {
    name: 'json-504',
    says: 'the CDN gave up waiting for its backend',
    python: 'InternalServerError',
    on: 'generation',
    plays: {
      kind: 'answer',
      status: 504,
      body: { error: { code: 504, message: 'Gateway timeout.', param: null, type: 'cf_gateway_timeout' } },
    },
  },
  {
    name: 'redirect',
    says: 'a redirect to another site',
    python: 'APIConnectionError',
    on: 'every request',
    plays: {
      kind: 'answer',
      status: 302,
      headers: { ...PAGE, location: 'http://127.0.0.1:9/sign-in' },
      body: page('302 Found', 'Moved.'),
    },
  },
];

const FLAWS: [StreamFlaw, string][] = [
  ['cut', 'the connection is closed in the middle of the events'],
  ['stalled', 'the events stop and the connection stays open'],
  ['buffered', 'all events arrive at once, at the end'],
  ['slow', 'events at the pace of a large model'],
  ['error', 'an error among the events, after status 200'],
  ['no-terminal', 'the events end without the one that says so'],
  ['doubled-terminal', 'the last event arrives twice'],
  ['media-type', 'events with the media type of plain JSON'],
  ['not-json', 'an event whose data is not JSON'],
  ['order', 'text arrives before the event that begins the answer'],
  ['other-shape', 'the events of another API'],
];

const STREAMS = FLAWS.map(
  ([flaw, says]): PracticeRow => ({
    name: `stream-${flaw}`,
    says,
    python: flaw === 'cut' ? 'APIConnectionError' : flaw === 'stalled' ? 'APITimeoutError' : null,
    on: 'generation',
    plays: { kind: 'stream', flaw },
  }),
);

const refusal = (status: number, message: string): UpgradeFault => ({
  status,
  body: { error: { message, type: 'invalid_request_error', param: null, code: null } },
});

const UPGRADES: [string, string, UpgradeFault][] = [
  ['401', 'the upgrade is refused without a key', refusal(401, 'Missing bearer or basic authentication in header')],
  ['403', 'the upgrade is not allowed', refusal(403, 'WebSocket connections are not allowed from this network.')],
  ['404', 'there is no WebSocket at this path', refusal(404, 'Invalid URL (GET /v1/responses)')],
  ['426', 'another upgrade is wanted', refusal(426, 'Upgrade Required')],
  ['stripped', 'the headers of the upgrade are lost, so it is taken for a GET', 'stripped'],
  ['silent', 'the upgrade is never answered', 'silent'],
  ['reset', 'the connection is reset at the upgrade', 'reset'],
  ['closed', 'the upgrade works, and the server closes at once', { code: 1008, reason: 'policy violation' }],
];

const WEBSOCKETS = UPGRADES.map(
  ([name, says, how]): PracticeRow => ({
    name: `websocket-${name}`,
    says,
    python: null,
    on: 'upgrade',
    plays: { kind: 'upgrade', how },
  }),
);

const ENDPOINTS: Endpoint[] = ['/responses', '/chat/completions', '/embeddings', '/completions'];

const MISSING = ENDPOINTS.map(
  (endpoint): PracticeRow => ({
    name: `no-${endpoint.slice(1).replaceAll('/', '-')}`,
    says: `a server without ${endpoint}`,
    python: 'NotFoundError',
    on: 'generation',
    plays: { kind: 'missing', endpoint },
  }),
);

const LIMITS: PracticeRow[] = [
  {
    name: 'body-limit-100k',
    says: 'a gateway that refuses bodies of more than 100 KiB with 413',
    python: null,
    on: 'generation',
    plays: { kind: 'limit', bytes: 102_400, how: 'status' },
  },
  {
    name: 'body-reset-100k',
    says: 'a gateway that resets the connection at a body of more than 100 KiB',
    python: 'APIConnectionError',
    on: 'generation',
    plays: { kind: 'limit', bytes: 102_400, how: 'reset' },
  },
];

export const failureRows: PracticeRow[] = [...NETWORK, ...STREAMS, ...WEBSOCKETS, ...MISSING, ...LIMITS];
