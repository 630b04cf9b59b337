import { expect, test } from 'vitest';
import type { ApiAnswer } from '../lab/servers/api.js';
import { look, targetAt, withApi } from '../support/http-look.ts';
import { diagnose } from '../support/judged-twice.ts';

/** Servers on this machine that answer as the products do: what is named, and what is to be done first. */
const all = (status: number, body: unknown, headers: Record<string, string> = {}): ApiAnswer[] => [
  { status, headers: { 'Content-Type': 'application/json', ...headers }, body } as ApiAnswer,
];

test.each<[string, ApiAnswer[], string, RegExp]>([
  [
    'LiteLLM without its database',
    all(
      400,
      { error: { message: 'No connected db.', type: 'no_db_connection', param: null, code: '400' } },
      { 'x-litellm-version': '1.81.9' },
    ),
    'server/misconfigured',
    /DATABASE_URL/,
  ],
  [
    'LiteLLM whose budget is used up',
    all(
      400,
      {
        error: {
          message: 'Budget has been exceeded! Current cost: 11, Max budget: 10',
          type: 'budget_exceeded',
          param: null,
          code: '400',
        },
      },
      { 'x-litellm-call-id': '1' },
    ),
    'limit/spend-limit',
    /budget/,
  ],
  [
    'one-api with a token that is used up',
    all(
      401,
      { error: { message: '该令牌额度已用尽 (request id: 20250423020142736330894dKqZtMw8)', type: 'one_api_error' } },
      { 'x-oneapi-request-id': '1' },
    ),
    'limit/quota-exceeded',
    /Tokens \(令牌\)/,
  ],
  [
    'API Management that misses its own key',
    all(
      401,
      {
        statusCode: 401,
        message:
          'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
      },
      { 'WWW-Authenticate': 'AzureApiManagementKey realm="https://c/openai",name="Ocp-Apim-Subscription-Key",type="header"' },
    ),
    'config/key-wrong-header',
    /Ocp-Apim-Subscription-Key/,
  ],
  [
    'llama.cpp that loads its model',
    all(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, { Server: 'llama.cpp' }),
    'server/loading',
    /\/health/,
  ],
  [
    'LM Studio asked below the wrong path',
    all(200, { error: 'Unexpected endpoint or method. (GET /models). Returning 200 anyway' }),
    'http/not-found',
    /base URL|Developer/,
  ],
  [
    'Ollama that has no memory left',
    all(500, {
      error: { message: 'model requires more system memory (9.1 GiB) than is available (3.2 GiB)', type: 'api_error' },
    }),
    'server/error',
    /smaller model/,
  ],
])('%s', async (_, answers, id, step) => {
  const found = await withApi(answers, async ({ port }) => diagnose(await look(targetAt(port))));
  const [first] = found.filter(({ severity }) => severity === 'error');
  expect(first?.id).toBe(id);
  expect(first?.steps.slice(0, 2).join('\n')).toMatch(step);
  expect(first?.steps.join('\n')).not.toMatch(/\b(?:platform|help|status)\.openai\.com\b/);
});

test('a server of which nothing is known is read by the general rules, and that is said', async () => {
  const found = await withApi(all(500, { error: { message: 'boom' } }), async ({ port }) => diagnose(await look(targetAt(port))));
  expect(found[0]).toMatchObject({ id: 'server/error' });
  expect(found[0]?.evidence.join('\n')).toContain('general rules');
});
