import { expect, test } from 'vitest';
import { makeReport } from '../../src/report/report.ts';
import { human } from '../../src/report/reporters/human/human.ts';
import type { ApiAnswer, ApiConfig } from '../lab/servers/api.js';
import { PAIRS } from '../support/contradictions.ts';
import { KEY, look, targetAt, withApi } from '../support/http-look.ts';
import { diagnose } from '../support/judged-twice.ts';

const listing = (answer: Partial<ApiAnswer>): ApiAnswer => ({ method: 'GET', path: '/v1/models', ...answer }) as ApiAnswer;
const failing = (status: number, error: object): ApiAnswer => ({ keyed: true, status, body: { error } }) as ApiAnswer;

const scenarios: Record<string, ApiConfig | ApiAnswer[]> = {
  sound: { keys: [KEY] },
  'a server that takes any key': {},
  'a redirect on the same host': [listing({ status: 308, headers: { Location: '/v1/models/' } })],
  'a redirect elsewhere': [listing({ status: 302, headers: { Location: 'https://elsewhere.example/' } })],
  'no listing': [listing({ status: 404, body: { error: { message: 'Not found' } } })],
  'a listing that is forbidden to this key': [failing(403, { message: 'Missing scopes: api.model.read', code: 'missing_scope' })],
  'a key that is refused': { keys: ['sk-proj-another'] },
  'a quota that is used up': [failing(429, { message: 'You exceeded your current quota', code: 'insufficient_quota' })],
  'a page': [listing({ status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html><title>Welcome</title></html>' })],
  'a server in trouble': [failing(500, { message: 'boom' })],
  'a model that is loading': [failing(503, { message: 'Loading model', type: 'unavailable_error' })],
  'an error in a 200': [failing(200, { message: 'boom', type: 'server_error' })],
  'a key in the wrong header': [failing(401, { message: 'Missing x-api-key header' })],
};

test.each(Object.entries(scenarios))('no sentence of a report contradicts another: %s', async (_, config) => {
  const text = await withApi(config, async ({ port }) => {
    const c = await look(targetAt(port));
    const report = makeReport(c, diagnose(c), {
      version: '0',
      durationMs: 1,
      timeZone: 'UTC',
      failOn: 'error',
      interruptedBy: null,
    });
    return human(report, { columns: 2000, colour: false, unicode: true, detail: 'verbose' } as never);
  });
  expect(PAIRS.filter(([, one, other]) => one.test(text) && other.test(text)).map(([name]) => name)).toEqual([]);
  // The texts are there to be met at all.
  expect(text).toMatch(/127\.0\.0\.1/);
});

test('the pairs speak of what reports say', async () => {
  const text = await withApi({ keys: [KEY] }, async ({ port }) => {
    const c = await look(targetAt(port));
    const meta = { version: '0', durationMs: 1, timeZone: 'UTC', failOn: 'error', interruptedBy: null } as const;
    return human(makeReport(c, diagnose(c), meta), { columns: 2000, colour: false, unicode: true } as never);
  });
  expect(text).toMatch(/accepts the API key/);
});
