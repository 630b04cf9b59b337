import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

const DOCS = 'Cloudflare documentation, Support: Cloudflare 1xxx errors and 5xx errors';

/** What its own pages and texts have, whatever they say. */
const PAGE =
  /cf-error-details|cf-wrapper|data-translate="block|\/cdn-cgi\/|Cloudflare Ray ID|\| Cloudflare<|<center>cloudflare<\/center>|^\s*error code: \d{3,4}\s*$/i;
/** Its errors in JSON (RFC 9457), for requests that accept JSON. */
const PROBLEM = /^\s*\{[\s\S]{0,4000}"cloudflare_error"/;
/** Its page for a request that a rule of the site blocks, in any language of the page. */
const BLOCKED = /data-translate="block(?:_headline|ed_)|<title>Attention Required! \| Cloudflare|Sorry, you have been blocked/;
const CHALLENGE = /Just a moment\.\.\.|_cf_chl_opt|\/cdn-cgi\/challenge-platform\/|cf-browser-verification|cf_chl_/;

/** The number of an error as the page, its plain text, its title and its JSON have it. */
const NUMBERS = [
  /cf-error-code[^<>]{0,20}>(\d{3,4})</,
  /"error_code": ?"?(\d{3,4})\b/,
  /error(?: reference number)?:? (?:code:? )?(1\d{3}|5\d\d)\b/i,
  /\| (5\d\d): /,
  /Error code (\d{3,4})\b/i,
  /<title>(5\d\d) /i,
];

/** Nothing is connected to the tunnel, or the name behind the record is gone: a deleted tunnel’s shows as 1016. */
const NOTHING = /^(?:1033|1016|1001|1018|1023)$/;

/** The tunnels of Cloudflare, whose other end runs where the API is. */
export const cloudflareTunnel = speaking({
  id: 'cloudflare-tunnel',
  name: 'Cloudflare Tunnel',
  aliases: ['cloudflared', 'trycloudflare', 'argo-tunnel'],
  kind: 'tunnel',
  errorNumber: NUMBERS,
  answers: [
    { id: 'http/nothing-behind', code: NOTHING, page: PAGE },
    { id: 'http/nothing-behind', code: NOTHING, page: PROBLEM, anyBody: true },
    { id: 'http/nothing-behind', code: NOTHING, headers: [['server', /^cloudflare/i]] },
  ],
  recognition: [
    { host: /\.(?:trycloudflare\.com|cfargotunnel\.com)$/, certainty: 'proved', source: 'cloudflare/cloudflared, quick tunnels' },
    { alias: /\.cfargotunnel\.com\.?$/, certainty: 'proved', source: 'Cloudflare documentation, Tunnel: DNS records' },
    { status: [530], body: /\b(?:1033|1016)\b/, certainty: 'proved', source: DOCS },
  ],
  steps: {
    'http/nothing-behind': [
      'Start the tunnel again on the machine where the API runs, and see there that it connects: `cloudflared tunnel run`',
      'A quick tunnel (trycloudflare.com) has a new address each time it is started: set the base URL to the one that cloudflared prints.',
      'Check that the tunnel exists and is connected: `cloudflared tunnel list`',
      'If DNS still points to a deleted tunnel, create the record again: `cloudflared tunnel route dns TUNNEL {host}`',
    ],
    'server/bad-gateway': [
      'The tunnel is up but cannot reach the API behind it: check that the address under “service:” in the configuration of cloudflared is the one where the API listens.',
    ],
    'dns/nxdomain': [
      'The name of a quick tunnel goes with its process: start cloudflared again, and set the base URL to the address that it prints.',
    ],
  },
  source: DOCS,
});

/** Programs at Cloudflare's edge, which many people put in front of an API. */
export const cloudflareWorkers: MiddleboxEntry = {
  id: 'cloudflare-workers',
  name: 'Cloudflare Workers',
  aliases: ['workers', 'workers.dev'],
  kind: 'hosting',
  recognition: [
    { host: /\.workers\.dev$/, certainty: 'proved', source: 'Cloudflare documentation, workers.dev' },
    { body: /\bWorker threw exception\b|\bError 110[1-4]\b/, certainty: 'proved', source: DOCS },
  ],
  steps: {
    'server/bad-gateway': [
      'See what the Worker threw (1101) or whether it used up its CPU time (1102): `npx wrangler tail WORKER`',
    ],
    'server/error': ['See what the Worker threw: `npx wrangler tail WORKER`'],
    'http/edge-challenge': [
      'Error 1027 means that the Workers of this account used up the requests of the free plan for today: wait until midnight UTC, or use the paid plan.',
    ],
    'auth/unsupported-region': [
      'The Worker runs in a data center near the caller, which may be in a country that the API does not serve: let it call the API through a server in another country, or set region = "aws:us-east-1" under [placement] in wrangler.toml.',
    ],
    'http/nothing-behind': ['Deploy the Worker again, and compare its address: `npx wrangler deploy`'],
  },
  source: DOCS,
};

/** The largest CDN, in front of OpenAI as well as of many others. */
export const cloudflare = speaking({
  id: 'cloudflare',
  name: 'Cloudflare',
  kind: 'cdn',
  errorNumber: NUMBERS,
  answers: [
    { id: 'http/edge-challenge', page: CHALLENGE },
    { id: 'http/edge-challenge', page: BLOCKED },
    { id: 'http/edge-challenge', headers: [['cf-mitigated', /^challenge/]] },
    // “The owner has banned your access based on your browser's signature.”
    { id: 'http/client-refused', code: /^1010$/, page: PAGE },
    { id: 'http/client-refused', code: /^1010$/, page: PROBLEM, anyBody: true },
    { id: 'server/bad-gateway', status: fiveHundreds(), page: PROBLEM, anyBody: true },
    { id: 'http/edge-challenge', page: PROBLEM, anyBody: true },
    { id: 'server/bad-gateway', status: fiveHundreds(), page: PAGE },
    { id: 'server/bad-gateway', status: fiveHundreds(), headers: [['cf-ray', /./]], without: ['x-request-id'] },
    { id: 'server/bad-gateway', status: fiveHundreds(), headers: [['server', /^cloudflare/i]], without: ['x-request-id'] },
    { id: 'server/bad-gateway', code: /^5\d\d$/, page: PAGE },
    { id: 'http/edge-challenge', code: /^1\d{3}$/, page: PAGE },
    { id: 'http/edge-challenge', status: [403, 429], page: PAGE },
    // Its own refusals have a page or a text: an empty one is passed on from the server behind.
    { id: 'http/edge-challenge', status: [403, 429], headers: [['cf-ray', /./]], page: /\S/, without: ['x-request-id'] },
    {
      id: 'http/edge-challenge',
      status: [403, 429],
      headers: [['server', /^cloudflare/i]],
      page: /\S/,
      without: ['x-request-id'],
    },
  ],
  recognition: [
    { headers: [['cf-ray', /./]], certainty: 'proved', source: 'Cloudflare documentation, HTTP headers' },
    { headers: [['server', /^cloudflare/i]], certainty: 'proved', source: 'Cloudflare documentation, HTTP headers' },
  ],
  steps: {
    'server/bad-gateway': [
      'If a tunnel or server behind Cloudflare is yours, start the API there, and check that it listens at the address that cloudflared or the DNS record has.',
      'If the server behind Cloudflare is yours: 521 means that it refuses connections (allow Cloudflare’s addresses), 522 that it does not answer, 523 that it has no route, 525 and 526 that its certificate does not suit the mode “Full (strict)”.',
      'If calls take longer than 100 seconds (error 524), stream the answer, or let the host name go around Cloudflare’s proxy (DNS only).',
    ],
    'http/client-refused': [
      'If {ownApi} belongs to your zone at Cloudflare, switch off Browser Integrity Check for the path of the API with a configuration rule, or skip it with a WAF rule.',
    ],
    'http/edge-challenge': [
      'If {ownApi} belongs to your zone at Cloudflare, add a WAF rule that skips bot fight mode, managed challenges and rate limits for the path of the API; its events name the rule by the Ray ID.',
    ],
  },
  source: DOCS,
});

function fiveHundreds(): number[] {
  return [500, 501, 502, 503, 504, ...Array.from({ length: 11 }, (_, at) => 520 + at)];
}
