import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { finish, root } from '../lab/lab.ts';
import { serveApi } from '../lab/servers/api.js';
import { printedReport } from '../support/schema.ts';

const KEY = 'sk-proj-D33p0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const CALL = { method: 'POST', path: '/v1/chat/completions' };
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

async function check(config: object, args: string[] = ['--deep', 'call,stream']) {
  const api = await serveApi({ keys: [KEY], ...config });
  open.push(api);
  const env = Object.entries({ PATH: process.env.PATH ?? '', OPENAI_API_KEY: KEY }).map(([name, value]) => `${name}=${value}`);
  const options = [
    '--base-url',
    `http://127.0.0.1:${api.port}/v1`,
    '--skip',
    'status',
    '--format',
    'json',
    '--timeout',
    '1s',
    ...args,
  ];
  const command = ['env', '-i', ...env, process.execPath, join(root, 'bin', 'api-doctor.js'), 'check', ...options];
  const { stdout, status } = await finish(command, { mayFail: true, limitMs: 40_000 });
  const report = printedReport(stdout);
  const sent = api.requests as { method: string; path: string }[];
  const row = (id: string) => report?.probes.find((probe) => probe.id === id);
  return { report, status, row, billed: sent.filter(({ method }) => method === 'POST').length };
}

const failure = (status: number, error: object) => ({ ...CALL, status, body: { error: { param: null, ...error } } });
const QUOTA = failure(429, {
  message: 'You exceeded your current quota, please check your plan and billing details.',
  type: 'insufficient_quota',
  code: 'insufficient_quota',
});

describe('check without --deep', () => {
  test('sends nothing that is billed', async () => {
    const { billed, status, row } = await check({ answers: [QUOTA] }, []);
    expect([billed, status, row('http/call')?.status, row('stream/events')?.status]).toEqual([0, 0, 'skip', 'skip']);
  });
});

describe('check --deep', () => {
  test('is healthy where both calls are answered', async () => {
    const { report, status, billed, row } = await check({});
    expect([status, report?.findings, billed]).toEqual([0, [], 2]);
    expect(row('http/call')?.summary).toMatch(/^gpt-4o-mini: HTTP 200/);
    expect(row('stream/events')?.summary).toMatch(/25 events/);
  });

  test('names a quota that is used up, which the listing does not show', async () => {
    const { report, status, billed } = await check({ answers: [QUOTA] });
    expect([report?.rootCause, status, billed]).toEqual(['limit/quota-exceeded', 24, 1]);
    expect(report?.findings[0]).toMatchObject({ apiError: '429-quota-exceeded', causes: ['http/call'] });
    expect(report?.ticket.request?.method).toBe('POST');
  });

  test.each([
    [
      'a rate limit',
      failure(429, { message: 'Rate limit reached for gpt-4o-mini', type: 'requests', code: 'rate_limit_exceeded' }),
      'limit/rate-limit',
    ],
    [
      'an overloaded server',
      failure(503, { message: 'The engine is currently overloaded, please try again later', type: 'server_error', code: null }),
      'server/overloaded',
    ],
    [
      'a key that may only list',
      failure(401, {
        message: 'You have insufficient permissions for this operation. Missing scopes: model.request.',
        type: 'invalid_request_error',
        code: 'missing_scope',
      }),
      'auth/missing-scope',
    ],
    ['a connection that is closed', { ...CALL, finish: 'end' }, 'http/closed'],
    ['silence', { ...CALL, finish: 'hold' }, 'http/timeout'],
  ])('names %s', async (_, answer, id) => {
    const { report } = await check({ answers: [answer] });
    expect(report?.findings.filter(({ severity }) => severity === 'error').map((finding) => finding.id)).toEqual([id]);
  });

  test('blames nobody for a request that was our own idea', async () => {
    const notChat = failure(404, {
      message: 'This is not a chat model and thus not supported in the v1/chat/completions endpoint.',
      type: 'invalid_request_error',
      code: null,
    });
    const unknown = failure(400, {
      message: "Unsupported parameter: 'max_tokens' is not supported with this model.",
      type: 'invalid_request_error',
      code: 'unsupported_parameter',
    });
    for (const answer of [notChat, unknown]) {
      const { report, row } = await check({ answers: [answer] });
      expect([report?.verdict, report?.findings]).toEqual(['healthy', []]);
      expect(row('http/call')).toMatchObject({
        status: 'warn',
        summary: expect.stringMatching(/does not apply to your own calls/),
      });
    }
  });

  test.each([
    [
      400,
      { error: { code: 'Arrearage', message: 'Access denied, please make sure your account is in good standing.' } },
      'limit/billing-inactive',
    ],
    [402, { error: { message: 'Payment Required' } }, 'http/unmapped-status'],
    [402, { error: { message: 'Insufficient Balance' } }, 'limit/credit-exhausted'],
    [408, { error: { message: 'Timed out' } }, 'http/unmapped-status'],
    [409, { error: { message: 'Busy' } }, 'http/conflict'],
    [
      412,
      { error: { message: 'Account x is suspended, possibly due to reaching the monthly spending limit' } },
      'limit/spend-limit',
    ],
    [418, { error: { message: 'No' } }, 'http/unmapped-status'],
    [422, { detail: [{ loc: ['body'], msg: 'field required' }] }, 'http/unprocessable'],
    [451, { error: { message: 'Unavailable' } }, 'http/unmapped-status'],
    [498, { error: { message: 'Token expired' } }, 'http/unmapped-status'],
    [499, { error: { message: 'Closed' } }, 'http/unmapped-status'],
    [200, { error: { message: 'The backend failed', type: 'server_error', code: null } }, 'server/error'],
    [200, { base_resp: { status_code: 1008, status_msg: 'insufficient balance' }, choices: null }, 'limit/credit-exhausted'],
    [200, { status: 'ok' }, 'http/not-the-api'],
  ])('takes no refusal of the call for health: %i %j is %s', async (status, body, id) => {
    const { report } = await check({ answers: [{ ...CALL, status, body }] });
    expect(report?.rootCause).toBe(id);
  });

  test('the listing of models is evidence, not the API', async () => {
    const missing = { method: 'GET', path: '/v1/models', status: 404, body: { error: { message: 'Not found' } } };
    const answered = await check({ answers: [missing] }, ['--deep', 'call,stream', '--model', 'gpt-4o']);
    expect([answered.report?.verdict, answered.report?.findings, answered.billed]).toEqual(['healthy', [], 2]);
    const guarded = { ...missing, status: 401, body: { error: { message: 'Admins alone may list models' } } };
    const called = await check({ answers: [guarded] }, ['--deep', 'call,stream', '--model', 'gpt-4o']);
    expect([called.report?.verdict, called.report?.findings]).toEqual(['healthy', []]);
    for (const status of [429, 500]) {
      const overrun = { ...missing, status, body: { error: { message: 'Not now', type: 'other', code: null } } };
      const works = await check({ answers: [overrun] }, ['--deep', 'call,stream', '--model', 'gpt-4o']);
      expect([works.report?.verdict, works.report?.findings, works.billed]).toEqual(['healthy', [], 2]);
      const fails = await check({ answers: [{ ...overrun, method: undefined, path: '/v1/*' }] }, ['--deep', '--model', 'gpt-4o']);
      expect(fails.report?.rootCause).toBe(status === 429 ? 'limit/rate-limit' : 'server/error');
    }
    const uncalled = await check({ answers: [missing] }, []);
    expect([uncalled.report?.verdict, uncalled.report?.findings.map((finding) => finding.id)]).toEqual([
      'degraded',
      ['auth/unverifiable'],
    ]);
  });

  test('calls the model that was named, and names it where it does not exist', async () => {
    const { report, billed } = await check({}, ['--deep', 'call,stream', '--model', 'gpt-4o']);
    expect([report?.verdict, billed, report?.ticket.model]).toEqual(['healthy', 2, 'gpt-4o']);
    const missing = await check({}, ['--deep', 'call,stream', '--model', 'gpt-9']);
    expect(missing.report?.rootCause).toBe('auth/model-not-found');
  });

  test('sends nothing that is billed where the key is refused', async () => {
    const { report, billed } = await check({ keys: ['sk-proj-another'] });
    expect([report?.rootCause, billed]).toEqual(['auth/incorrect-key', 0]);
  });
});

describe('a streamed answer', () => {
  const streamed = (how: object) => ({
    answers: [
      { ...CALL, times: 1, status: 200, body: { object: 'chat.completion', choices: [] } },
      { ...CALL, stream: { events: 24, everyMs: 20, ...how } },
    ],
  });

  test.each([
    ['held back on the way', { lump: true }, 'stream/buffered', 'degraded'],
    ['that is cut off', { cutAt: 10 }, 'stream/cut', 'failing'],
    ['that stops coming', { stallAt: 10 }, 'stream/stalled', 'failing'],
  ])('%s is named', async (_, how, id, verdict) => {
    const { report } = await check(streamed(how));
    expect([report?.findings.map((finding) => finding.id), report?.verdict]).toEqual([[id], verdict]);
    expect(report?.findings[0]?.causes).toEqual(['stream/events']);
  });

  test.each([
    [
      {
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      },
      'limit/quota-exceeded',
    ],
    [
      { message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error', code: null },
      'server/error',
    ],
  ])('in which the API tells of an error is no stream that was cut: %j', async (error, id) => {
    const { report } = await check(streamed({ errorAt: 12, error }));
    expect(report?.findings.map((finding) => finding.id)).toEqual([id]);
    expect(report?.findings[0]?.causes).toEqual(['stream/events']);
  });

  test.each([
    ['that a fast server writes at once', { everyMs: 0 }],
    ['of few events', { lump: true, events: 5 }],
    ['that goes on longer than anybody waits', { events: 600 }],
  ])('%s is no fault', async (_, how) => {
    const { report } = await check(streamed(how));
    expect([report?.findings, report?.verdict]).toEqual([[], 'healthy']);
  });

  test('that comes as one JSON document has no event for a client, although calls without a stream work', async () => {
    const { report } = await check({ answers: [{ ...CALL, status: 200, body: { object: 'chat.completion', choices: [] } }] });
    expect([report?.findings.map(({ id }) => id), report?.verdict]).toEqual([['stream/invalid-events'], 'degraded']);
    expect(report?.findings[0]?.explanation).toContain('ignored stream: true');
  });
});
