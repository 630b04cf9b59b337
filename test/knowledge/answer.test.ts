import { describe, expect, test } from 'vitest';
import {
  type AnswerContext,
  errorIn,
  type LoggedAnswer,
  parseErrorBody,
  readAnswer,
} from '../../src/knowledge/answer/read-answer.ts';

const nobody: AnswerContext = { host: null, isOpenAi: false, keySent: null, path: null, model: null };
const openAi: AnswerContext = { host: 'api.openai.com', isOpenAi: true, keySent: true, path: '/v1/models', model: null };
const compatible: AnswerContext = { ...openAi, host: 'llm.example', isOpenAi: false };

function answer(status: number | null, body: unknown = '', headers: Record<string, string> = {}): LoggedAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: text, cut: false, bytes: text.length };
}

function failure(status: number | null, error: Record<string, unknown>, about = openAi) {
  return readAnswer(answer(status, { error }), about);
}

describe('a sound answer', () => {
  const lists: [string, unknown][] = [
    ['OpenAI', { object: 'list', data: [{ id: 'gpt-4o', object: 'model', created: 1, owned_by: 'system' }] }],
    [
      'llama.cpp',
      { models: [{ name: 'a.gguf', model: 'a.gguf' }], object: 'list', data: [{ id: 'a.gguf', object: 'model', meta: {} }] },
    ],
    ['Ollama without a model', { object: 'list', data: null }],
    ['OpenRouter', { data: [{ id: 'openai/gpt-4o', name: 'GPT-4o', pricing: {} }] }],
    ['Together', [{ id: 'meta/llama', object: 'model' }]],
    ['vLLM', { object: 'list', data: [{ id: 'm', object: 'model', max_model_len: 4096, permission: [] }] }],
    ['Cloudflare Workers AI', { success: true, result: [{ id: 'x', name: '@cf/meta/llama' }] }],
    ['a server with no models', { object: 'list', data: [] }],
    ['an error that is null', { error: null, data: [{ id: 'm' }] }],
  ];
  test.each(lists)('%s', (_, body) => {
    expect(readAnswer(answer(200, body), compatible)).toBeNull();
  });

  test('models by their names alone are those of another API', () => {
    const google = { models: [{ name: 'models/gemini', version: '001', supportedGenerationMethods: ['generateContent'] }] };
    const cohere = { models: [{ name: 'command', endpoints: ['chat'] }], next_page_token: '' };
    const ollama = { models: [{ name: 'llama3:latest', model: 'llama3:latest', size: 1 }] };
    for (const body of [google, cohere, ollama]) expect(readAnswer(answer(200, body), compatible)?.id).toBe('http/not-the-api');
    expect(readAnswer(answer(200, { models: [{ id: 'a' }] }), compatible)).toBeNull();
  });

  test('one model', () => {
    const path = '/v1/models/gpt-4o';
    expect(readAnswer(answer(200, { id: 'gpt-4o', object: 'model' }), { ...openAi, path })).toBeNull();
    expect(readAnswer(answer(200, { status: 'ok' }), { ...openAi, path })?.id).toBe('http/not-the-api');
  });

  test('any JSON of an endpoint that is not known, and a stream', () => {
    expect(readAnswer(answer(200, { choices: [] }), nobody)).toBeNull();
    expect(readAnswer(answer(200, 'data: {"choices":[]}\n\n', { 'content-type': 'text/event-stream' }), nobody)).toBeNull();
  });

  test('a log without an answer proves nothing', () => {
    expect(readAnswer(answer(null), nobody)).toBeNull();
    expect(readAnswer(answer(null, 'the weather is fine'), nobody)).toBeNull();
  });
});

describe('what the API says', () => {
  const invalid = 'invalid_request_error';
  const quota = 'You exceeded your current quota, please check your plan and billing details.';
  /** status, error object, finding, documented error, library type */
  const cases: [number, Record<string, unknown>, string, string | null, string | null][] = [
    [
      401,
      { message: 'Incorrect API key provided: sk-x*y.', type: invalid, code: 'invalid_api_key' },
      'auth/incorrect-key',
      '401-incorrect-api-key',
      'AuthenticationError',
    ],
    [
      401,
      { message: 'The account has been deactivated.', code: 'account_deactivated' },
      'auth/account-deactivated',
      '401-invalid-authentication',
      'AuthenticationError',
    ],
    [
      401,
      { message: 'You must be a member of an organization to use the API.', code: 'no_organization' },
      'auth/not-in-organization',
      '401-not-in-organization',
      'AuthenticationError',
    ],
    [
      401,
      { message: 'OpenAI-Organization header should match organization for API key', code: 'mismatched_organization' },
      'auth/organization-mismatch',
      '401-invalid-authentication',
      'AuthenticationError',
    ],
    [
      401,
      { message: 'No such organization: org-1.', type: invalid, code: null },
      'auth/organization-mismatch',
      '401-invalid-authentication',
      'AuthenticationError',
    ],
    [
      401,
      { message: 'You have insufficient permissions for this operation. Missing scopes: model.request.' },
      'auth/missing-scope',
      '401-invalid-authentication',
      'AuthenticationError',
    ],
    [
      403,
      { message: 'You have insufficient permissions for this operation. Missing scopes: api.model.read.' },
      'auth/missing-scope',
      null,
      'PermissionDeniedError',
    ],
    [
      401,
      {
        message: 'Attempted to access resource with incorrect regional hostname. Please make your request to eu.api.openai.com',
        code: 'incorrect_hostname',
      },
      'auth/regional-hostname',
      '401-invalid-authentication',
      'AuthenticationError',
    ],
    [
      401,
      { message: 'Your IP is not authorized to make this request.', code: 'ip_not_authorized' },
      'auth/ip-not-allowed',
      '401-invalid-authentication',
      'AuthenticationError',
    ],
    [
      403,
      { message: 'Your IP is not authorized to make this request.', code: 'ip_not_authorized' },
      'auth/ip-not-allowed',
      null,
      'PermissionDeniedError',
    ],
    [
      403,
      {
        message: 'Country, region, or territory not supported',
        type: 'request_forbidden',
        code: 'unsupported_country_region_territory',
      },
      'auth/unsupported-region',
      '403-unsupported-region',
      'PermissionDeniedError',
    ],
    [
      403,
      { message: 'You may not do this.', type: 'request_forbidden', code: null },
      'auth/permission-denied',
      null,
      'PermissionDeniedError',
    ],
    [
      403,
      { message: 'Project `proj_abcdefgh` does not have access to model `gpt-4o`', code: 'model_not_found' },
      'auth/model-not-found',
      null,
      'PermissionDeniedError',
    ],
    [
      404,
      { message: 'The model `gpt-9` does not exist or you do not have access to it.', code: 'model_not_found' },
      'auth/model-not-found',
      null,
      'NotFoundError',
    ],
    [
      404,
      { message: 'The model `text-davinci-003` has been deprecated, learn more here', code: 'model_not_found' },
      'request/model-retired',
      null,
      'NotFoundError',
    ],
    [
      404,
      { message: 'Your organization must be verified to use the model `o3`.', code: 'model_not_found' },
      'auth/organization-unverified',
      null,
      'NotFoundError',
    ],
    [
      400,
      { message: 'Your organization must be verified to generate reasoning summaries.', code: 'unsupported_value' },
      'auth/organization-unverified',
      null,
      'BadRequestError',
    ],
    [404, { message: 'Invalid URL (GET /models)', type: invalid, code: null }, 'http/not-found', null, 'NotFoundError'],
    [
      403,
      {
        message:
          'The OpenAI API can only be accessed over HTTPS. You should access https://api.openai.com rather than the current URL.',
      },
      'http/https-required',
      null,
      'PermissionDeniedError',
    ],
    [
      405,
      { message: 'Not allowed to GET on /v1/images/generations. (HINT: Perhaps you meant to use a different HTTP method?)' },
      'request/wrong-method',
      null,
      null,
    ],
    [
      429,
      {
        message:
          'Rate limit reached for gpt-4o in organization org-abcdefgh on requests per min (RPM): Limit 3, Used 3, Requested 1.',
        type: 'requests',
        code: 'rate_limit_exceeded',
      },
      'limit/rate-limit',
      '429-rate-limit',
      'RateLimitError',
    ],
    [
      429,
      {
        message: 'Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 40000.',
        type: 'tokens',
        code: 'rate_limit_exceeded',
      },
      'limit/request-too-large',
      '429-rate-limit',
      'RateLimitError',
    ],
    [429, { type: 'rate_limit_error', code: 'slow_down' }, 'limit/slow-down', '429-rate-limit', 'RateLimitError'],
    [503, { type: 'rate_limit_error', code: 'slow_down' }, 'limit/slow-down', '429-rate-limit', 'InternalServerError'],
    [
      429,
      { message: quota, type: 'insufficient_quota', code: 'insufficient_quota' },
      'limit/quota-exceeded',
      '429-quota-exceeded',
      'RateLimitError',
    ],
    [
      429,
      { message: quota, type: 'insufficient_quota', code: null },
      'limit/quota-exceeded',
      '429-quota-exceeded',
      'RateLimitError',
    ],
    [
      429,
      { message: 'You exceeded your current quota. Please retry in 34.07s.', code: 429, status: 'RESOURCE_EXHAUSTED' },
      'limit/rate-limit',
      '429-rate-limit',
      'RateLimitError',
    ],
    [
      429,
      { code: 'credit_balance_exhausted', type: 'insufficient_quota' },
      'limit/credit-exhausted',
      '429-quota-exceeded',
      'RateLimitError',
    ],
    [
      429,
      { code: 'project_spend_limit_exceeded', type: 'insufficient_quota' },
      'limit/spend-limit',
      '429-quota-exceeded',
      'RateLimitError',
    ],
    [
      429,
      { message: 'Your account is not active, please check your billing details on our website.', type: 'billing_not_active' },
      'limit/billing-inactive',
      '429-quota-exceeded',
      'RateLimitError',
    ],
    [
      400,
      { message: 'Billing hard limit has been reached', type: invalid, code: 'billing_hard_limit_reached' },
      'limit/billing-hard-limit',
      '429-quota-exceeded',
      'BadRequestError',
    ],
    [
      429,
      { message: 'The engine is currently overloaded, please try again later', type: 'engine_overloaded_error' },
      'server/overloaded',
      '503-overloaded',
      'RateLimitError',
    ],
    [
      503,
      { message: 'That model is currently overloaded with other requests.', type: 'server_error' },
      'server/overloaded',
      '503-overloaded',
      'InternalServerError',
    ],
    [
      500,
      { message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error' },
      'server/error',
      '500-server-error',
      'InternalServerError',
    ],
    [502, { code: 502, message: 'Bad gateway.', type: 'cf_bad_gateway' }, 'server/bad-gateway', null, 'InternalServerError'],
    [
      400,
      {
        message: "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
        code: 'context_length_exceeded',
      },
      'request/context-length',
      null,
      'BadRequestError',
    ],
    [
      400,
      {
        message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        code: 'unsupported_parameter',
        param: 'max_tokens',
      },
      'request/unsupported-parameter',
      null,
      'BadRequestError',
    ],
    [400, { message: 'We could not parse the JSON body of your request.' }, 'request/invalid-body', null, 'BadRequestError'],
    [
      400,
      { message: "Invalid schema for function 'f': In context=(), 'required' is required", code: 'invalid_function_parameters' },
      'request/invalid-schema',
      null,
      'BadRequestError',
    ],
    [
      400,
      { message: "An assistant message with 'tool_calls' must be followed by tool messages" },
      'request/invalid-messages',
      null,
      'BadRequestError',
    ],
    [400, { message: 'you must provide a model parameter' }, 'http/bad-request', null, 'BadRequestError'],
    [
      401,
      { message: 'Authentication Fails, Your api key: ****abcd is invalid', type: 'authentication_error' },
      'auth/incorrect-key',
      '401-incorrect-api-key',
      'AuthenticationError',
    ],
    [
      401,
      { message: 'invalid x-api-key', type: 'authentication_error' },
      'auth/incorrect-key',
      '401-incorrect-api-key',
      'AuthenticationError',
    ],
    [400, { message: 'x is not a valid model ID', code: 400 }, 'auth/model-not-found', null, 'BadRequestError'],
    [
      400,
      { message: "Invalid value: 'foo'. Supported values are: 'user'.", code: 'invalid_value', param: 'messages[0].role' },
      'request/invalid-messages',
      null,
      'BadRequestError',
    ],
    [400, { message: 'slow down' }, 'http/bad-request', null, 'BadRequestError'],
    [409, { code: 'conversation_locked' }, 'http/conflict', null, 'ConflictError'],
    [422, { message: 'cannot process' }, 'http/unprocessable', null, 'UnprocessableEntityError'],
    [
      413,
      { message: 'Maximum content size limit (26214400) exceeded (222592852 bytes read)', type: 'server_error' },
      'http/too-large',
      null,
      null,
    ],
    [402, { message: 'Insufficient credits. Add more', code: 402 }, 'limit/credit-exhausted', '429-quota-exceeded', null],
    [402, { message: 'Payment Required', code: 402 }, 'http/unmapped-status', null, null],
  ];
  test.each(cases)('%i %j', (status, error, id, apiError, pythonType) => {
    expect(failure(status, error)).toMatchObject({ id, apiError, pythonType, httpStatus: status });
  });

  test('a key was sent and the API says that none was', () => {
    const message = "You didn't provide an API key. You need to provide your API key in an Authorization header";
    expect(failure(401, { message, code: null })?.id).toBe('auth/header-stripped');
    expect(failure(401, { message, code: null }, { ...openAi, keySent: false })?.id).toBe('auth/invalid-authentication');
    expect(failure(401, { message, code: null }, nobody)?.id).toBe('auth/invalid-authentication');
  });

  test('a bare 404 below /models is about the model', () => {
    const about = { ...compatible, path: '/v1/models/foo' };
    expect(failure(404, { message: 'nothing here', type: 'not_found_error' }, about)?.id).toBe('auth/model-not-found');
    expect(failure(404, { message: 'Invalid URL (GET /models/foo)' }, about)?.id).toBe('http/not-found');
  });

  test('a status that is not known is read from code, type and wording', () => {
    expect(failure(null, { message: 'x', code: 'invalid_api_key' }, nobody)).toMatchObject({
      id: 'auth/incorrect-key',
      apiError: '401-incorrect-api-key',
      pythonType: 'AuthenticationError',
      httpStatus: null,
    });
    expect(failure(null, { message: 'Provider returned error', code: 429 }, nobody)).toMatchObject({
      id: 'limit/rate-limit',
      pythonType: 'RateLimitError',
    });
  });

  test('an error inside a 200 is read, and no library raises for it', () => {
    expect(failure(200, { message: 'User not found.', code: 401 }, compatible)).toMatchObject({
      id: 'auth/invalid-authentication',
      pythonType: null,
      httpStatus: 200,
    });
    expect(
      readAnswer(answer(200, { error: 'Unexpected endpoint or method. (GET /models)' }), { ...compatible, path: '/models' }),
    ).not.toBeNull();
  });
});

describe('every shape of body', () => {
  const shapes: [string, unknown, { message?: string | null; code?: string | null; type?: string | null }][] = [
    ['string', { error: 'slow down' }, { message: 'slow down', code: null }],
    [
      'Azure',
      { error: { code: '401', message: 'Access denied', innererror: { code: 'x' } } },
      { code: '401', message: 'Access denied' },
    ],
    [
      'numeric code',
      { error: { code: 401, message: 'Invalid API Key', type: 'authentication_error' } },
      { code: '401', type: 'authentication_error' },
    ],
    [
      'vLLM',
      { object: 'error', message: 'no', type: 'NotFoundError', param: null, code: 404 },
      { message: 'no', code: '404', type: 'NotFoundError' },
    ],
    ['FastAPI text', { detail: 'Not Found' }, { message: 'Not Found' }],
    [
      'FastAPI list',
      { detail: [{ loc: ['body'], msg: 'field required', type: 'missing' }] },
      { message: 'field required', type: 'missing' },
    ],
    [
      'FastAPI object',
      { detail: { message: 'expired', type: 'auth', code: 'token_expired' } },
      { code: 'token_expired', message: 'expired' },
    ],
    [
      'Gemini',
      [{ error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } }],
      { code: '400', type: 'INVALID_ARGUMENT' },
    ],
    ['nested', { error: { code: 'error', message: { code: 'token_expired', message: 'expired' } } }, { message: 'expired' }],
    ['problem+json', { title: 'Unauthorized', status: 401, detail: 'bad token' }, { message: 'bad token' }],
    ['bare', { message: 'no', type: 'invalid_request_error', param: null, code: 'x' }, { message: 'no', code: 'x' }],
    ['Anthropic', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, { type: 'overloaded_error' }],
    ['gateway', { message: 'Unauthorized' }, { message: 'Unauthorized' }],
  ];
  test.each(shapes)('%s', (_, body, expected) => {
    expect(errorIn(body)).toMatchObject(expected);
  });

  test('what a log kept of it', () => {
    expect(
      parseErrorBody(
        `{'error': {'message': "You didn't", 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}}`,
      ),
    ).toEqual({
      code: 'invalid_api_key',
      type: 'invalid_request_error',
      message: "You didn't",
      param: null,
    });
    expect(parseErrorBody('{"error":{"message":"cut off in the mi')).toMatchObject({ message: 'cut off in the mi' });
    expect(parseErrorBody('no body at all')).toBeNull();
    expect(parseErrorBody('{"data":[]}')).toBeNull();
  });
});

describe('who answered', () => {
  const html = (title: string, text = '') =>
    `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
  /** answer, context, finding, library type, product */
  const pages: [string, LoggedAnswer, AnswerContext, string, string | null, string?][] = [
    [
      'challenge',
      answer(403, html('Just a moment...', '<script>window._cf_chl_opt={}</script>'), { server: 'cloudflare' }),
      openAi,
      'http/edge-challenge',
      'PermissionDeniedError',
      'Cloudflare',
    ],
    [
      'old challenge',
      answer(503, html('Just a moment...', '/cdn-cgi/challenge-platform/')),
      openAi,
      'http/edge-challenge',
      'InternalServerError',
      'Cloudflare',
    ],
    [
      'blocked by the CDN',
      answer(403, html('Attention Required! | Cloudflare', 'Cloudflare Ray ID: <strong>0123456789abcdef</strong>')),
      openAi,
      'http/edge-challenge',
      'PermissionDeniedError',
    ],
    [
      'limit of the CDN',
      answer(429, 'error code: 1015', { server: 'cloudflare', 'cf-ray': 'x' }),
      openAi,
      'http/edge-challenge',
      'RateLimitError',
    ],
    ['1020 as text', answer(403, 'error code: 1020'), openAi, 'http/edge-challenge', 'PermissionDeniedError'],
    [
      '502 of the CDN',
      answer(502, html('api.openai.com | 502: Bad gateway', 'id="cf-error-details"')),
      openAi,
      'server/bad-gateway',
      'InternalServerError',
    ],
    ['520 as text', answer(520, 'error code: 520'), openAi, 'server/bad-gateway', 'InternalServerError'],
    [
      'nginx 502',
      answer(502, '<html><head><title>502 Bad Gateway</title></head><center>nginx</center></html>'),
      openAi,
      'server/bad-gateway',
      'InternalServerError',
    ],
    [
      'nginx 503',
      answer(503, html('503 Service Temporarily Unavailable')),
      compatible,
      'server/bad-gateway',
      'InternalServerError',
    ],
    ['Zscaler', answer(403, html('Internet Security by Zscaler')), openAi, 'http/block-page', 'PermissionDeniedError', 'Zscaler'],
    [
      'Palo Alto with a 200',
      answer(200, html('Web Page Blocked', 'blocked in accordance with company policy, Palo Alto Networks')),
      openAi,
      'http/block-page',
      null,
      'Palo Alto Networks',
    ],
    [
      'FortiGate',
      answer(403, html('Web Filter Violation', 'FortiGuard Intrusion Prevention')),
      openAi,
      'http/block-page',
      'PermissionDeniedError',
      'FortiGate (FortiGuard)',
    ],
    [
      'Squid',
      answer(403, html('ERROR: The requested URL could not be retrieved'), { 'x-squid-error': 'ERR_ACCESS_DENIED 0' }),
      openAi,
      'http/block-page',
      'PermissionDeniedError',
      'Squid',
    ],
    [
      'nameless filter',
      answer(403, html('Access Denied', 'This site is blocked by your administrator')),
      openAi,
      'http/block-page',
      'PermissionDeniedError',
    ],
    ['filter with a 200', answer(200, html('Website blocked')), compatible, 'http/block-page', null],
    [
      'the page of a web server in front of OpenAI',
      answer(403, html('403 Forbidden', '<center>nginx</center>')),
      openAi,
      'http/block-page',
      'PermissionDeniedError',
    ],
    [
      'the page of another host’s web server',
      answer(403, html('403 Forbidden', '<center>nginx</center>')),
      compatible,
      'http/not-the-api',
      'PermissionDeniedError',
    ],
    ['451', answer(451, html('Unavailable For Legal Reasons')), openAi, 'http/block-page', null],
    [
      'portal page',
      answer(200, html('Hotel Wi-Fi Login', 'Welcome! Sign in to the network')),
      openAi,
      'http/captive-portal',
      null,
    ],
    ['511', answer(511, html('Network Authentication Required')), openAi, 'http/captive-portal', 'InternalServerError'],
    [
      'portal redirect',
      answer(302, '', { location: 'http://192.168.1.1:8002/index.php?zone=guest' }),
      openAi,
      'http/captive-portal',
      null,
    ],
    ['redirect', answer(301, '', { location: 'https://www.example.com/' }), openAi, 'http/unexpected-redirect', null],
    [
      'single sign-on',
      answer(302, '', { location: 'https://company.okta.com/oauth2/v1/authorize?client_id=x' }),
      compatible,
      'http/unexpected-redirect',
      null,
    ],
    ['another site', answer(200, html('Welcome to nginx!')), compatible, 'http/not-the-api', null],
    ['empty', answer(200, ''), compatible, 'http/not-the-api', null],
    ['another JSON', answer(200, { status: 'ok' }), compatible, 'http/not-the-api', null],
    ['welcome of the root', answer(200, { message: 'Welcome to the OpenAI API!' }), openAi, 'http/not-the-api', null],
    ['text', answer(200, 'Ollama is running'), compatible, 'http/not-the-api', null],
    [
      'basic auth of a web server',
      answer(401, html('401 Authorization Required'), { 'www-authenticate': 'Basic realm="x"' }),
      compatible,
      'http/not-the-api',
      'AuthenticationError',
    ],
    [
      'a web server’s own refusal',
      answer(401, html('401 Authorization Required')),
      compatible,
      'http/not-the-api',
      'AuthenticationError',
    ],
    [
      'the CDN in JSON',
      answer(403, { cloudflare_error: true, error_code: 1020, title: 'Error 1020: Access denied', status: 403 }),
      openAi,
      'http/edge-challenge',
      'PermissionDeniedError',
      'Cloudflare',
    ],
    [
      'the CDN’s gateway in JSON',
      answer(522, { cloudflare_error: true, error_code: 522, title: 'Error 522' }),
      openAi,
      'server/bad-gateway',
      'InternalServerError',
    ],
    [
      'a filter that speaks JSON',
      answer(403, { error: 'blocked' }, { server: 'Zscaler/6.2' }),
      openAi,
      'http/block-page',
      'PermissionDeniedError',
      'Zscaler',
    ],
    ['nginx 404', answer(404, html('404 Not Found')), compatible, 'http/not-found', 'NotFoundError'],
    ['Go 404', answer(404, '404 page not found'), compatible, 'http/not-found', 'NotFoundError'],
    [
      'plain HTTP at nginx',
      answer(400, html('400 The plain HTTP request was sent to HTTPS port')),
      compatible,
      'http/plain-to-tls',
      'BadRequestError',
    ],
    [
      'plain HTTP at Go',
      answer(400, 'Client sent an HTTP request to an HTTPS server.'),
      compatible,
      'http/plain-to-tls',
      'BadRequestError',
    ],
    ['headers too large', answer(431, html('431')), compatible, 'http/too-large', null],
    ['bare 429', answer(429, ''), compatible, 'limit/rate-limit', 'RateLimitError'],
    ['bare 400', answer(400, ''), compatible, 'http/bad-request', 'BadRequestError'],
    ['407', answer(407, ''), openAi, 'http/unmapped-status', null],
  ];
  test.each(pages)('%s', (_, got, about, id, pythonType, product) => {
    const reading = readAnswer(got, about);
    expect(reading).toMatchObject({ id, pythonType });
    if (product) expect(reading?.values.product).toBe(product);
  });

  test('a page that merely mentions such words further down is not a filter’s', () => {
    const page = html('Our documentation', `${'<p>text</p>'.repeat(800)} requests may be blocked by a web filter`);
    expect(readAnswer(answer(200, page), compatible)?.id).toBe('http/not-the-api');
  });

  test('the API’s own refusal stays its own behind the CDN’s headers', () => {
    const got = answer(
      403,
      { error: { message: 'no', code: null } },
      { server: 'cloudflare', 'cf-ray': 'x', 'x-request-id': 'req_1' },
    );
    expect(readAnswer(got, openAi)?.id).toBe('auth/permission-denied');
  });

  test.each(['{"object":"list","data":[{"id":"x', '{"data": [\n  {"id": "x', '{"object":"list","data":[{"object":"model"'])(
    'a listing too long to be read to its end is one where it begins as one: %s',
    (body) => {
      expect(readAnswer({ ...answer(200, body), cut: true }, openAi)).toBeNull();
      expect(readAnswer(answer(200, body), openAi)?.id).toBe('http/not-the-api');
    },
  );

  test.each(['{"data":[{},{},{', '{"object":"list","object":"list"', '[[[[[[['])(
    'any other body cut at the limit is none: %s',
    (body) => {
      expect(readAnswer({ ...answer(200, body), cut: true }, openAi)).toMatchObject({
        id: 'http/not-the-api',
        values: { what: 'The body is longer than any list of models.' },
      });
    },
  );
});

describe('values', () => {
  const values = (message: string, headers: Record<string, string> = {}) =>
    readAnswer(answer(429, { error: { message } }, headers), openAi)?.values;

  test('of a rate limit', () => {
    expect(
      values(
        'Rate limit reached for gpt-4o in organization org-abcdefghij on tokens per min (TPM): Limit 30000, Used 29937, Requested 358. Please try again in 7m12s. Visit',
      ),
    ).toMatchObject({
      limitKind: 'TPM',
      limit: 30000,
      used: 29937,
      requested: 358,
      waitSeconds: 432,
      wait: '7 min 12 s',
      model: 'gpt-4o',
      organization: 'org-abcdefghij',
    });
    expect(
      values('Rate limit reached for x in organization y on requests per min. Limit: 60.000000 / min. Current: 70.000000 / min.'),
    ).toMatchObject({
      limitKind: 'RPM',
      limit: 60,
      used: 70,
    });
    expect(values('Rate limit is exceeded. Try again in 2 seconds.')).toMatchObject({ waitSeconds: 2 });
    expect(values('Please retry after 86400 seconds.')).toMatchObject({ wait: '1 d' });
    expect(values('… Please try again in 644ms.')).toMatchObject({ wait: '644 ms' });
  });

  test('of the headers, where the message names no wait', () => {
    expect(values('Rate limit', { 'retry-after': '20' })).toMatchObject({ waitSeconds: 20 });
    expect(values('Rate limit', { 'retry-after-ms': '1500', 'retry-after': '20' })).toMatchObject({ waitSeconds: 2 });
    expect(
      values('Rate limit', { date: 'Tue, 24 Nov 2026 10:00:00 GMT', 'retry-after': 'Tue, 24 Nov 2026 10:01:00 GMT' }),
    ).toMatchObject({ wait: '1 min' });
    expect(values('Rate limit', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '6m0s' })).toMatchObject({
      wait: '6 min',
    });
    expect(values('Rate limit', { 'retry-after': 'soon' })).not.toHaveProperty('wait');
  });

  test('of the other messages', () => {
    const of = (status: number, error: Record<string, unknown>) => failure(status, error)?.values;
    expect(of(403, { message: 'Missing scopes: api.model.read, model.request. Check that' })).toMatchObject({
      scopes: 'api.model.read, model.request',
    });
    expect(of(401, { message: 'incorrect regional hostname. Please make your request to us.api.openai.com' })).toMatchObject({
      regionalHost: 'us.api.openai.com',
    });
    expect(of(401, { message: 'Incorrect API key provided: sk-proj-***MxYA. You can find your API key' })).toMatchObject({
      echoedKey: 'sk-proj-***MxYA',
    });
    expect(of(403, { message: 'Project `proj_abcdefgh` does not have access to model `gpt-4o`' })).toMatchObject({
      project: 'proj_abcdefgh',
      model: 'gpt-4o',
    });
    expect(of(404, { message: 'Invalid URL (POST /v1/v1/chat/completions)' })).toMatchObject({
      badMethod: 'POST',
      badPath: '/v1/v1/chat/completions',
    });
    expect(
      of(405, { message: 'Not allowed to GET on /v1/x. (HINT: Perhaps you meant to use a different HTTP method?)' }),
    ).toMatchObject({
      badPath: '/v1/x',
      hint: 'Perhaps you meant to use a different HTTP method?',
    });
    expect(
      of(400, { message: "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens." }),
    ).toMatchObject({ contextLimit: 8192, contextUsed: 9001 });
    expect(
      of(400, {
        message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        param: 'max_tokens',
      }),
    ).toMatchObject({
      parameter: 'max_tokens',
      instead: 'max_completion_tokens',
    });
    expect(of(413, { message: 'Maximum content size limit (26214400) exceeded (222592852 bytes read)' })).toMatchObject({
      sizeLimit: 26214400,
      sizeSent: 222592852,
    });
    expect(
      readAnswer(answer(403, '<title>x | Cloudflare</title>error code: 1020 Ray ID: 0123456789abcdef'), openAi)?.values,
    ).toMatchObject({ edgeCode: '1020', reference: '0123456789abcdef' });
  });
});

describe('a hostile answer', () => {
  const long = 1_000_000;
  const bodies: [string, string][] = [
    ['nested arrays', '['.repeat(long)],
    ['nested errors', '{"error":'.repeat(100_000)],
    ['open tags', '<title '.repeat(long / 8)],
    ['unclosed title', `<!doctype html><title>${'a'.repeat(long)}`],
    ['tags in a title', `<!doctype html><title>${'<b'.repeat(long / 2)}</title>`],
    ['quotes', `{"message":"${'\\"'.repeat(long / 2)}`],
    [
      'the words of every pattern',
      'model access to the request organization rate limit reached for in Limit 1 Used '.repeat(20_000),
    ],
    ['spaces', ' '.repeat(long)],
    [
      'digits',
      `{"error":{"message":"Limit ${'1'.repeat(3000)} try again in ${'1h'.repeat(1500)} Missing scopes: ${'a.b, '.repeat(900)}"}}`,
    ],
    ['Ray IDs', `<html>${'Ray ID: <b>'.repeat(90_000)}`],
    ['portal words', `<html>${'sign in to '.repeat(90_000)}`],
    ['block words', `<html>${'access '.repeat(140_000)}`],
    ['comments', `<!--${'-'.repeat(long)}`],
  ];
  test.each(bodies)('%s takes no time and breaks nothing', (_, body) => {
    const started = performance.now();
    for (const status of [200, 403, 429, null])
      readAnswer(answer(status, body, { location: body.slice(0, 9000), server: body.slice(0, 9000) }), openAi);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test('odd members are no error to stumble over', () => {
    for (const body of [
      'null',
      '[]',
      '[[]]',
      '""',
      '{"error":[]}',
      '{"error":{"message":5}}',
      '{"detail":[null]}',
      '{"error":{"code":{}}}',
      '{"__proto__":{"error":"x"}}',
      '[null]',
    ]) {
      expect(() => readAnswer(answer(400, body), openAi)).not.toThrow();
      expect(readAnswer(answer(400, body), openAi)?.id).toMatch(/^(http|request)\//);
    }
  });

  test('values and lines are cut to length', () => {
    const reading = failure(400, { message: 'x'.repeat(100_000), code: 'y'.repeat(100_000) });
    for (const value of Object.values(reading?.values ?? {})) expect(String(value).length).toBeLessThanOrEqual(400);
    for (const line of reading?.lines ?? []) expect(line.length).toBeLessThanOrEqual(600);
  });
});
