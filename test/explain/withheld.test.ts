/** A log whose texts take too long together: what was not searched for secrets is withheld, said so, and still counted. */
import { expect, test } from 'vitest';
import { WITHHELD } from '../../src/secrets/redact/patience.ts';
import { reportOn } from '../support/labelled-logs.ts';
import { ticking } from '../support/ticking-clock.ts';

/** The letters of another key for each entry: none is known from another place. */
const keyOf = (at: number) => `Rk${at}Wz8Qn${at}Xv6Tb4Lm9Pc2Hs7Jd5Fg${at}Yu`;

const FAILURES = [
  'Error: getaddrinfo ENOTFOUND llm.example.net',
  'Error: connect ECONNREFUSED 10.4.0.7:443',
  'Error: connect ETIMEDOUT 10.4.0.7:443',
  'Error: read ECONNRESET',
  'Error: self-signed certificate in certificate chain',
  'Error: certificate has expired',
  "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided', 'code': 'invalid_api_key'}}",
  "openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota', 'code': 'insufficient_quota'}}",
  "openai.NotFoundError: Error code: 404 - {'error': {'message': 'The model `gpt-9` does not exist', 'code': 'model_not_found'}}",
  "openai.InternalServerError: Error code: 500 - {'error': {'message': 'The server had an error', 'type': 'server_error'}}",
];

/** Each failure with a secret beside it, and with so much between them that each is read by itself. */
const LOG = FAILURES.map((failure, at) => {
  const stamp = `2026-03-12T10:${10 + at}:00Z`;
  const usual = `${stamp} INFO [worker] request handled, cache miss, path taken from the index\n`.repeat(200);
  const around = `${stamp} DEBUG settings: api_token=${keyOf(at)} region=west, %41%42 "text"\n`.repeat(8);
  return `${usual}${around}${stamp} ERROR ${failure}\n${around}`;
}).join('');

const KEYS = FAILURES.map((_, at) => keyOf(at));
const holdsKey = (text: string) => KEYS.some((key) => text.includes(key) || text.includes(key.slice(-8)));

test('in time, all of it is masked and shown', async () => {
  const report = await reportOn(LOG);
  expect(report.findings.map(({ id }) => id)).toContain('dns/nxdomain');
  expect(JSON.stringify(report)).not.toContain(WITHHELD);
  expect(holdsKey(JSON.stringify(report))).toBe(false);
});

test('what there is no time for is withheld, with its line, and nothing secret comes out', async () => {
  const ids = (await reportOn(LOG)).findings.map(({ id }) => id);
  const looks = ticking(90);
  // Other texts than before, which are remembered.
  const report = await reportOn(LOG.replaceAll('region=west', 'region=east'));
  expect(report.findings.map(({ id }) => id).sort()).toEqual(ids.sort());
  const quotes = report.findings.map(({ evidence }) => evidence[0] ?? '');
  expect(quotes.filter((quote) => quote.includes(WITHHELD)).length).toBeGreaterThan(2);
  for (const quote of quotes) expect(quote).toMatch(/^line \d+: /);
  expect(quotes.some((quote) => quote.includes('getaddrinfo ENOTFOUND'))).toBe(true);
  expect(holdsKey(JSON.stringify(report))).toBe(false);
  expect(looks()).toBeLessThan(2_000);
});
