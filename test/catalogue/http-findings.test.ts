import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/catalogue/index.ts';
import type { ExchangeFacts } from '../../src/model/facts/http.ts';
import type { StatusFacts } from '../../src/model/facts/status.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { DiagnosisInput } from '../../src/model/observation.ts';
import type { Target, TargetUrl } from '../../src/model/target.ts';
import { statusOf } from '../../src/report/exit-status.ts';
import type { ApiAnswer, ApiConfig } from '../lab/servers/api.js';
import { KEY, look, targetAt, withApi } from '../support/http-look.ts';
import { diagnose } from '../support/judged-twice.ts';

/** What the tool says of a server on this machine. */
async function findingsFor(config: ApiConfig | ApiAnswer[], changes: Partial<Target> = {}, path = '/v1'): Promise<Finding[]> {
  return withApi(config, async ({ port }) => diagnose(await look(targetAt(port, changes, path))));
}

const errors = (findings: Finding[]) => findings.filter(({ severity }) => severity === 'error');
const ids = (findings: Finding[]) => findings.map(({ id }) => id);

/** An answer of the API to a request with a key. */
const failing = (status: number, error: Record<string, unknown>): ApiAnswer => ({ keyed: true, status, body: { error } });
const page = (status: number, title: string, text = ''): ApiAnswer => ({
  status,
  headers: { 'Content-Type': 'text/html' },
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`,
});
const head = (text = '') => `HTTP/1.1 200 OK\r\n${text}\r\n`;

describe('each cause is the only error, with the exit status of the contract', () => {
  /** finding, exit status, library type, answer */
  const causes: [string, number, string | null, ApiAnswer][] = [
    [
      'auth/incorrect-key',
      20,
      'AuthenticationError',
      failing(401, { message: 'Incorrect API key provided: sk-p*.', code: 'invalid_api_key' }),
    ],
    ['auth/invalid-authentication', 20, 'AuthenticationError', failing(401, { message: 'Expired.', code: 'token_expired' })],
    [
      'auth/account-deactivated',
      20,
      'AuthenticationError',
      failing(401, { message: 'deactivated', code: 'account_deactivated' }),
    ],
    [
      'auth/not-in-organization',
      20,
      'AuthenticationError',
      failing(401, { message: 'You must be a member', code: 'no_organization' }),
    ],
    [
      'auth/organization-mismatch',
      20,
      'AuthenticationError',
      failing(401, { message: 'OpenAI-Project header should match project for API key', code: 'mismatched_project' }),
    ],
    [
      'auth/header-stripped',
      20,
      'AuthenticationError',
      failing(401, { message: "You didn't provide an API key. You need to", code: null }),
    ],
    [
      'auth/regional-hostname',
      20,
      'AuthenticationError',
      failing(401, {
        message: 'incorrect regional hostname. Please make your request to eu.api.openai.com',
        code: 'incorrect_hostname',
      }),
    ],
    [
      'auth/ip-not-allowed',
      20,
      'AuthenticationError',
      failing(401, { message: 'Your IP is not authorized', code: 'ip_not_authorized' }),
    ],
    [
      'auth/ip-not-allowed',
      21,
      'PermissionDeniedError',
      failing(403, { message: 'Your IP is not authorized', code: 'ip_not_authorized' }),
    ],
    ['auth/missing-scope', 21, 'PermissionDeniedError', failing(403, { message: 'Missing scopes: api.responses.write.' })],
    [
      'auth/unsupported-region',
      21,
      'PermissionDeniedError',
      failing(403, { message: 'Country, region, or territory not supported', code: 'unsupported_country_region_territory' }),
    ],
    ['auth/permission-denied', 21, 'PermissionDeniedError', failing(403, { message: 'no', code: null })],
    [
      'auth/organization-unverified',
      21,
      'PermissionDeniedError',
      failing(403, { message: 'Your organization must be verified to use this' }),
    ],
    [
      'limit/rate-limit',
      23,
      'RateLimitError',
      failing(429, { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' }),
    ],
    [
      'limit/request-too-large',
      23,
      'RateLimitError',
      failing(429, { message: 'Request too large for gpt-4o', code: 'rate_limit_exceeded' }),
    ],
    ['limit/slow-down', 23, 'RateLimitError', failing(429, { code: 'slow_down', message: 'Slow down' })],
    ['limit/slow-down', 23, 'InternalServerError', failing(503, { code: 'slow_down', message: 'Slow down' })],
    [
      'limit/quota-exceeded',
      24,
      'RateLimitError',
      failing(429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }),
    ],
    ['limit/credit-exhausted', 24, 'RateLimitError', failing(429, { message: 'x', code: 'credit_balance_exhausted' })],
    ['limit/spend-limit', 24, 'RateLimitError', failing(429, { message: 'x', code: 'organization_spend_limit_exceeded' })],
    ['limit/billing-inactive', 24, 'RateLimitError', failing(429, { message: 'x', code: 'billing_not_active' })],
    ['limit/billing-hard-limit', 24, 'BadRequestError', failing(400, { message: 'x', code: 'billing_hard_limit_reached' })],
    ['server/error', 25, 'InternalServerError', failing(500, { message: 'The server had an error', type: 'server_error' })],
    ['server/overloaded', 25, 'InternalServerError', failing(503, { message: 'overloaded', code: 'server_is_overloaded' })],
    [
      'server/loading',
      25,
      'InternalServerError',
      failing(503, { message: 'Loading model', type: 'unavailable_error', code: 503 }),
    ],
    [
      'server/misconfigured',
      25,
      'BadRequestError',
      failing(400, { message: 'No connected db.', type: 'no_db_connection', code: '400' }),
    ],
    [
      'auth/region-mismatch',
      20,
      'AuthenticationError',
      failing(401, { message: 'Credential should be scoped to a valid region, not us-east-1.' }),
    ],
    [
      'auth/region-mismatch',
      22,
      'BadRequestError',
      failing(400, { message: 'Credential should be scoped to a valid region, not us-east-1.' }),
    ],
    ['server/bad-gateway', 25, 'InternalServerError', page(502, '502 Bad Gateway')],
    ['http/captive-portal', 15, null, page(200, 'Hotel Wi-Fi Login')],
    ['http/captive-portal', 15, 'InternalServerError', page(511, 'Network Authentication Required')],
    ['http/block-page', 15, 'PermissionDeniedError', page(403, 'Internet Security by Zscaler')],
    ['http/edge-challenge', 15, 'PermissionDeniedError', page(403, 'Just a moment...', '_cf_chl_opt')],
    ['http/edge-challenge', 15, 'RateLimitError', page(429, 'Access denied | api.example used Cloudflare', 'cf-error-details')],
    ['http/unexpected-redirect', 15, null, { status: 302, headers: { Location: 'https://elsewhere.example/v1/models' } }],
    ['http/not-the-api', 15, null, page(200, 'Welcome to nginx!')],
    ['http/not-the-api', 15, null, { status: 200, body: { status: 'ok' } }],
    ['http/not-the-api', 15, null, { status: 200, repeat: { text: 'x'.repeat(65_536), times: 40 } }],
    ['http/not-found', 22, 'NotFoundError', page(404, '404 Not Found')],
    [
      'http/not-found',
      22,
      'NotFoundError',
      failing(404, { message: 'Invalid URL (GET /v1/models)', type: 'invalid_request_error' }),
    ],
    ['http/bad-request', 22, 'BadRequestError', failing(400, { message: 'no' })],
    ['http/conflict', 22, 'ConflictError', failing(409, { message: 'no' })],
    ['http/unprocessable', 22, 'UnprocessableEntityError', failing(422, { message: 'no' })],
    ['http/too-large', 22, null, page(431, 'Request Header Fields Too Large')],
    [
      'http/access-proxy',
      15,
      null,
      { status: 302, headers: { Location: 'https://team.cloudflareaccess.com/cdn-cgi/access/login/llm.corp.test?kid=1' } },
    ],
    ['http/access-proxy', 15, 'AuthenticationError', { status: 401, body: 'Invalid IAP credentials: empty token' }],
    ['http/access-proxy', 15, 'PermissionDeniedError', page(403, 'Sign In', '<form method="GET" action="/oauth2/start">')],
    [
      'http/nothing-behind',
      15,
      'NotFoundError',
      { status: 404, headers: { 'Ngrok-Error-Code': 'ERR_NGROK_3200' }, body: 'The endpoint x.ngrok.app is offline.' },
    ],
    [
      'http/nothing-behind',
      15,
      'InternalServerError',
      { status: 530, headers: { Server: 'cloudflare' }, body: 'error code: 1033' },
    ],
    ['http/protocol-unsupported', 15, 'APIConnectionError', { raw: Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]).toString('latin1') }],
    ['http/plain-to-tls', 15, 'BadRequestError', page(400, '400 The plain HTTP request was sent to HTTPS port')],
    [
      'http/https-required',
      15,
      'PermissionDeniedError',
      failing(403, { message: 'The OpenAI API can only be accessed over HTTPS. You should' }),
    ],
    ['http/unmapped-status', 15, null, failing(402, { message: 'Payment Required', code: 402 })],
    ['http/unmapped-status', 15, null, { keyed: true, status: 418 }],
    ['request/wrong-method', 22, null, failing(405, { message: 'Not allowed to GET on /v1/models.' })],
    ['request/content-policy', 22, 'BadRequestError', failing(400, { message: 'x', code: 'content_filter' })],
    ['request/context-length', 22, 'BadRequestError', failing(400, { message: 'x', code: 'context_length_exceeded' })],
    ['request/unsupported-parameter', 22, 'BadRequestError', failing(400, { message: 'x', code: 'unsupported_parameter' })],
    ['request/invalid-body', 22, 'BadRequestError', failing(400, { message: 'We could not parse the JSON body' })],
    [
      'request/invalid-messages',
      22,
      'BadRequestError',
      failing(400, { message: "messages with role 'tool' must be a response to" }),
    ],
    ['request/invalid-schema', 22, 'BadRequestError', failing(400, { message: 'Invalid schema for response_format' })],
    [
      'request/model-retired',
      22,
      'NotFoundError',
      failing(404, { message: 'The model x has been deprecated', code: 'model_not_found' }),
    ],
    ['http/timeout', 15, 'APITimeoutError', { finish: 'hold' }],
    ['http/timeout', 15, 'APITimeoutError', { raw: `${head('Content-Length: 50\r\n')}{`, finish: 'hold' }],
    ['http/closed', 15, 'APIConnectionError', { finish: 'end' }],
    ['http/closed', 15, 'APIConnectionError', { finish: 'reset' }],
    ['http/truncated', 15, 'APIConnectionError', { raw: `${head('Content-Length: 50\r\n')}{` }],
    ['http/truncated', 15, 'APIConnectionError', { raw: 'HTTP/1.1 200 OK\r\nContent-' }],
    ['http/malformed', 15, 'APIConnectionError', { raw: 'SSH-2.0-OpenSSH_9.2\r\n' }],
    ['http/malformed', 15, 'APIConnectionError', { raw: `${head('Transfer-Encoding: chunked\r\n')}zz\r\n` }],
    ['http/malformed', 15, 'APIConnectionError', { status: 200, body: 'x', headers: { 'Content-Encoding': 'gzip' } }],
    [
      'http/malformed',
      15,
      'APIConnectionError',
      { raw: 'HTTP/1.1 200 OK\r\n', repeat: { text: `X: ${'a'.repeat(9000)}\r\n`, times: 1000 } },
    ],
  ];
  test.each(causes)('%s (%i, %s)', async (id, exit, pythonType, answer) => {
    const found = errors(await findingsFor([answer]));
    expect(ids(found)).toEqual([id]);
    expect(found[0]).toMatchObject({ pythonType });
    expect(statusOf(found[0] as Finding)).toBe(exit);
    expectWhole(found[0] as Finding);
  });

  test('every finding of these layers that an answer can prove is among them', () => {
    const live = Object.keys(catalogue).filter((id) => /^(?:http|auth|request|limit|server)\//.test(id));
    const deep = ['http/endpoint-missing', 'http/body-limit', 'http/websocket-refused'];
    const elsewhere = [
      ...deep,
      'http/client-refused',
      'auth/model-not-found',
      'auth/unverifiable',
      'limit/near',
      'server/incident',
    ];
    expect(live.filter((id) => !causes.some(([cause]) => cause === id)).sort()).toEqual(elsewhere.sort());
  });
});

/** No half sentence, no placeholder left, something to do, and nothing of the key. */
function expectWhole(finding: Finding): void {
  const texts = [finding.title, finding.explanation, ...finding.steps];
  for (const text of texts) expect(text).not.toMatch(/\{[a-z]\w*\}|undefined|(?<!\/dev\/)null/);
  expect(finding.steps.length).toBeGreaterThan(0);
  expect(finding.evidence.length).toBeGreaterThan(0);
  expect(finding.docs).toMatch(/^https:\/\//);
  expect(JSON.stringify(finding)).not.toContain(KEY.slice(8, 20));
}

describe('a working API is not accused', () => {
  const working: [string, ApiConfig, Partial<Target>][] = [
    ['of the usual shape', {}, {}],
    ['with the model in its list', {}, { model: 'gpt-4o' }],
    [
      'with a model that it does not list',
      { answers: [{ path: '/v1/models/alias', status: 200, body: { id: 'alias', object: 'model' } }] },
      { model: 'alias' },
    ],
    [
      'that says something else to those without a key',
      { answers: [{ keyed: false, status: 403, body: { error: { message: 'unregistered caller' } } }] },
      {},
    ],
    [
      'that says 400 to those without a key',
      { answers: [{ keyed: false, status: 400, body: { error: { message: 'no key' } } }] },
      {},
    ],
    ['that hangs up on those without a key', { answers: [{ keyed: false, finish: 'end' }] }, {}],
    ['that fails for those without a key', { answers: [{ keyed: false, finish: 'reset' }] }, {}],
    ['of another vendor', { bare: true, models: ['llama'] }, {}],
    ['that sends no length', { answers: [{ keyed: true, raw: `${head()}{"object":"list","data":[{"id":"x"}]}` }] }, {}],
    ['with an empty list', { models: [] }, {}],
    ['that was asked without a key', {}, { key: null }],
    ['without any key at all', { keys: null }, { key: null }],
  ];
  test.each(working)('%s', async (_, config, changes) => {
    const beside = ['config/key-missing', 'auth/unverifiable'];
    const found = (await findingsFor(config, changes)).filter(({ id }) => !beside.includes(id));
    expect(found).toEqual([]);
  });

  test('a redirect to the very same place, or elsewhere on the host, is an error: nothing shows that calls arrive', async () => {
    for (const location of ['/v1/models', '/login']) {
      const found = errors(await findingsFor([{ path: '/v1/models', status: 302, headers: { Location: location } }]));
      expect(ids(found)).toEqual(['http/unexpected-redirect']);
    }
  });

  test('a redirect that only tidies the path is a warning', async () => {
    const same = await findingsFor([{ path: '/v1/models', status: 307, headers: { Location: '/v1/models/' } }]);
    expect(same.map(({ id, severity }) => ({ id, severity }))).toEqual([{ id: 'http/unexpected-redirect', severity: 'warning' }]);
    expect(same[0]?.steps[0]).toContain('accept the path without the redirect');
  });

  test('unless the path with the other slash leads back', async () => {
    const there = { path: '/v1/models', status: 301, headers: { Location: '/v1/models/' } };
    const back = { path: '/v1/models/', status: 301, headers: { Location: '/v1/models' } };
    const [circle, ...rest] = await findingsFor([there, back]);
    expect([circle?.id, circle?.severity, rest]).toEqual(['http/unexpected-redirect', 'error', []]);
    expect(circle?.steps[0]).toMatch(/leads in a circle, because http:.*\/v1\/models\/ redirects back/);
    const onward = { ...back, headers: { Location: '/v1/list' } };
    expect((await findingsFor([there, onward])).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test.each([
    ['lines that end in LF alone', 'HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 27\n\n', ''],
    ['a folded header', head('X-Long: a\r\n b\r\nContent-Length: 27\r\n'), ''],
    ['a length beside chunks', head('Content-Length: 27\r\nTransfer-Encoding: chunked\r\n\r\n1b'), '\r\n0\r\n\r\n'],
  ])('%s, which Node.js refuses and the reference client does not, are a warning', async (_, opening, end) => {
    const raw = `${opening}{"object":"list","data":[]}${end}`;
    const found = await findingsFor([{ path: '/v1/models', raw }]);
    expect(errors(found)).toEqual([]);
    const [loose] = found;
    expect(loose).toMatchObject({ id: 'http/malformed', severity: 'warning', pythonType: null });
    expect(loose?.explanation).toMatch(/Python and curl accept it\. Node\.js.* reject it/);
    expect(loose?.steps.join()).not.toContain('another service may use port');
  });

  test('a key that is taken, beside another refusal of who has none', async () => {
    const basic = { ...page(401, '401 Authorization Required'), keyed: false };
    expect(await findingsFor([basic])).toEqual([]);
  });
});

test('a middlebox is blamed for silence on the way to another machine alone', async () => {
  const seen = await withApi([{ finish: 'hold' }], ({ port }) => look(targetAt(port, { timeoutMs: 300 })));
  const [here] = diagnose(seen);
  expect(here).toMatchObject({ id: 'http/timeout' });
  expect([here?.explanation, ...(here?.steps ?? [])].join('\n')).not.toMatch(/middlebox|VPN/);
  const url = { ...(seen.target.url as TargetUrl), host: 'llm.example.com', isLoopback: false };
  const [remote] = diagnose({ ...seen, target: { ...seen.target, url } });
  expect(remote?.explanation).toContain('or a middlebox accepts connections in its place');
  expect(remote?.steps.join('\n')).toContain('a middlebox may hold the request to llm.example.com back');
});

describe('what only several answers together show', () => {
  test('a model that does not exist, with those that are near it', async () => {
    const [finding] = errors(await findingsFor({}, { model: 'gpt-4o-mega' }));
    expect(finding).toMatchObject({ id: 'auth/model-not-found', pythonType: 'NotFoundError', httpStatus: 404 });
    expect(finding?.steps[0]).toContain('gpt-4o');
    expectWhole(finding as Finding);
  });

  test('a model that is not listed where models have no address of their own', async () => {
    const answers = [{ ...page(404, 'Not Found'), path: '/v1/models/llama' }];
    expect(ids(errors(await findingsFor({ answers }, { model: 'llama' })))).toEqual(['auth/model-not-found']);
  });

  test('a project without access to the model', async () => {
    const message = 'Project `proj_QWERTY123` does not have access to model `o9`';
    const answers = [{ path: '/v1/models/o9', status: 403, body: { error: { message, code: 'model_not_found' } } }];
    const [finding] = errors(await findingsFor({ answers }, { model: 'o9' }));
    expect(finding).toMatchObject({ id: 'auth/model-not-found', pythonType: 'PermissionDeniedError' });
    expect(finding?.steps.join()).toContain('proj_QWERTY123');
  });

  test('a listing that is denied to a restricted key is a warning', async () => {
    for (const status of [401, 403]) {
      const found = await findingsFor([
        failing(status, {
          message: 'You have insufficient permissions for this operation. Missing scopes: api.model.read. Check',
        }),
      ]);
      expect(found.map(({ id, severity }) => ({ id, severity }))).toEqual([{ id: 'auth/missing-scope', severity: 'warning' }]);
    }
  });

  test('a server that takes any key', async () => {
    expect(ids(await findingsFor({ keys: 'any' }))).toEqual(['auth/unverifiable']);
    const [open] = await findingsFor({ keys: null });
    expect(open).toMatchObject({ id: 'auth/unverifiable', severity: 'warning' });
    expectWhole(open as Finding);
  });

  test('a listing that is open to all, beside keys that are checked, proves the key', async () => {
    const answers = [{ keyed: false, path: '/v1/models', status: 200, body: { object: 'list', data: [{ id: 'x' }] } }];
    expect(await findingsFor({ answers })).toEqual([]);
  });

  test('a limit that is nearly reached', async () => {
    const headers = {
      'x-ratelimit-limit-requests': '500',
      'x-ratelimit-remaining-requests': '12',
      'x-ratelimit-reset-requests': '6s',
    };
    const list = { object: 'list', data: [{ id: 'x' }] };
    const near = (await findingsFor([{ path: '/v1/models', status: 200, headers, body: list }])).find(
      ({ id }) => id === 'limit/near',
    );
    expect(near).toMatchObject({ severity: 'warning' });
    expectWhole(near as Finding);
    const plenty = { ...headers, 'x-ratelimit-remaining-requests': '450' };
    expect(ids(await findingsFor([{ path: '/v1/models', status: 200, headers: plenty, body: list }]))).not.toContain(
      'limit/near',
    );
  });

  test('the path below which the API does answer', async () => {
    for (const path of ['', '/v1/v1', '/v1/chat/completions', '/api']) {
      const [finding] = errors(await findingsFor({}, {}, path));
      expect(finding?.id, path).toBe('http/not-found');
      expect(finding?.steps[0], path).toMatch(
        /responds below \/v1\. Set that as the base URL: `export OPENAI_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/v1`$/,
      );
    }
  });

  test('the path below which models are listed, before those that ask for another key', async () => {
    const foreign = { path: '/v1/models', status: 200, body: { models: [{ name: 'of another API' }] } };
    const listing = { path: '/openai/v1/models', status: 200, body: { object: 'list', data: [{ id: 'm' }] } };
    const [root] = await findingsFor({ keys: ['another'], answers: [foreign, listing] });
    expect(root?.id).toBe('http/not-the-api');
    expect(root?.steps[0]).toContain('below /openai/v1 of the same host');
  });

  test('an answer without a key decides where there is no key', async () => {
    const without = { key: null };
    const cases: [ApiAnswer, string][] = [
      [page(200, 'Hotel Wi-Fi Login'), 'http/captive-portal'],
      [page(403, 'Internet Security by Zscaler'), 'http/block-page'],
      [page(200, 'It works!'), 'http/not-the-api'],
      [{ status: 302, headers: { Location: 'https://elsewhere.example/' } }, 'http/unexpected-redirect'],
      [{ status: 500, body: { error: { message: 'The server had an error' } } }, 'server/error'],
      [
        { status: 403, body: { error: { message: 'x', code: 'unsupported_country_region_territory' } } },
        'auth/unsupported-region',
      ],
      [{ finish: 'end' }, 'http/closed'],
      [{ finish: 'hold' }, 'http/timeout'],
    ];
    for (const [answer, id] of cases) expect(ids(errors(await findingsFor([answer], without))), id).toContain(id);
  });
});

describe('judged from literal observations', () => {
  const openAi = { ...targetAt(1), baseUrl: 'https://api.openai.com/v1' };
  const url = {
    ...openAi.url,
    scheme: 'https',
    host: 'api.openai.com',
    port: 443,
    isLoopback: false,
    isOpenAi: true,
    ipVersion: 0,
  } as Target['url'];
  const target: Target = { ...openAi, url };
  const exchange = (changes: Partial<ExchangeFacts>): ExchangeFacts => ({
    method: 'GET',
    url: 'https://api.openai.com/v1/models',
    requestHeaders: { authorization: 'Bearer sk-proj-…(44chars)' },
    stage: 'done',
    problem: null,
    answer: null,
    ms: 50,
    firstByteMs: 40,
    ...changes,
  });
  const ok = <F>(facts: F) => ({ startMs: 0, durationMs: 1, status: 'ok' as const, facts });
  const judged = (seen: DiagnosisInput['observations'], changes: Partial<Target> = {}) =>
    diagnose({
      observations: seen,
      alternateObservations: {},
      target: { ...target, ...changes },
      startedAt: '2026-11-24T10:00:00.000+00:00',
    });
  const problem = (code: string, alert: number | null = null) => ({
    code,
    errno: null,
    syscall: null,
    message: code,
    alert,
    address: null,
    port: null,
    errors: [],
  });
  const answer = (status: number, headers: Record<string, string> = {}, body = '') => ({
    status,
    headers,
    body,
    cut: false,
    bytes: body.length,
  });

  test('what a lower layer stopped is not this layer’s to name', () => {
    for (const facts of [
      exchange({ stage: 'connect', problem: problem('ECONNREFUSED') }),
      exchange({ stage: 'tls', problem: problem('CERT_HAS_EXPIRED') }),
      exchange({ stage: 'headers', problem: problem('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 116) }),
    ]) {
      expect(ids(judged({ 'http/models': ok(facts) })).filter((id) => id.startsWith('http/'))).toEqual([]);
    }
  });

  test('a portal that answers plain HTTP explains what HTTPS met', () => {
    const dead = ok(exchange({ stage: 'tls', problem: problem('ECONNRESET') }));
    const plain = (given: ReturnType<typeof answer>) =>
      ok(exchange({ url: 'http://api.openai.com/', requestHeaders: {}, answer: given }));
    const portals = [
      answer(302, { location: 'http://login.hotel.example/?next=api' }),
      answer(511),
      answer(200, {}, '<html><title>Welcome, guest</title></html>'),
    ];
    for (const given of portals)
      expect(ids(judged({ 'http/models': dead, 'http/plaintext': plain(given) })), String(given.status)).toEqual([
        'http/captive-portal',
      ]);
    const normal = [
      answer(301, { location: 'https://api.openai.com/' }),
      answer(404),
      answer(403, {}, '{"error":{"message":"x"}}'),
    ];
    for (const given of normal)
      expect(ids(judged({ 'http/models': dead, 'http/plaintext': plain(given) })), String(given.status)).not.toContain(
        'http/captive-portal',
      );
    const sound = ok(exchange({ answer: answer(200, {}, '{"object":"list","data":[]}') }));
    expect(
      judged({ 'http/models': sound, 'http/plaintext': plain(answer(302, { location: 'http://login.hotel.example/' })) }),
    ).toEqual([]);
  });

  test('plain HTTP that is sent on to HTTPS is part of another warning', () => {
    const http = {
      ...target,
      baseUrl: 'http://api.example.com/v1',
      url: { ...url, scheme: 'http', host: 'api.example.com', port: 80, isOpenAi: false } as Target['url'],
    };
    const at = (location: string) =>
      ok(exchange({ url: 'http://api.example.com/v1/models', requestHeaders: {}, answer: answer(301, { location }) }));
    expect(ids(judged({ 'http/unauthenticated': at('https://api.example.com/v1/models') }, http))).toEqual([]);
    expect(ids(judged({ 'http/unauthenticated': at('https://www.example.org/') }, http))).toEqual(['http/unexpected-redirect']);
  });

  test('an incident is named beside a failure of the server, and nowhere else', () => {
    const status = (changes: Partial<StatusFacts>) =>
      ok({
        url: 'https://status.openai.com',
        indicator: 'none',
        description: 'All Systems Operational',
        incidents: [],
        degraded: [],
        problem: null,
        ...changes,
      });
    const incident = status({ incidents: [{ name: 'Elevated error rates', impact: 'major', status: 'investigating' }] });
    const down = ok(
      exchange({ answer: answer(500, {}, '{"error":{"message":"The server had an error","type":"server_error"}}') }),
    );
    expect(ids(judged({ 'http/models': down, 'status/page': incident }))).toEqual(['server/error', 'server/incident']);
    expect(
      ids(
        judged({
          'http/models': down,
          'status/page': status({ degraded: [{ name: 'Chat Completions', status: 'major_outage' }] }),
        }),
      ),
    ).toContain('server/incident');
    expect(ids(judged({ 'http/models': down, 'status/page': status({}) }))).toEqual(['server/error']);
    expect(ids(judged({ 'http/models': down, 'status/page': status({ indicator: null, problem: problem('TIMEOUT') }) }))).toEqual(
      ['server/error'],
    );
    const refused = ok(exchange({ answer: answer(401, {}, '{"error":{"message":"x","code":"invalid_api_key"}}') }));
    expect(ids(judged({ 'http/models': refused, 'status/page': incident }))).toEqual(['auth/incorrect-key']);
    const silent = ok(exchange({ stage: 'headers', problem: problem('TIMEOUT') }));
    expect(ids(judged({ 'http/models': silent, 'status/page': incident }))).toEqual(['http/timeout', 'server/incident']);
  });

  test('the request without a key shows the same of the servers, and nothing of a key that it does not have', () => {
    const refused = ok(exchange({ answer: answer(401, {}, '{"error":{"message":"x","code":"invalid_api_key"}}') }));
    const down = ok(exchange({ answer: answer(500, {}, '{"error":{"message":"x","type":"server_error"}}') }));
    expect(judged({ 'http/models': refused, 'http/unauthenticated': refused })[0]?.causes).toEqual(['http/models']);
    expect(judged({ 'http/models': down, 'http/unauthenticated': down })[0]?.causes).toEqual([
      'http/models',
      'http/unauthenticated',
    ]);
  });
});

describe('who refused', () => {
  const json = (status: number, body: unknown): ApiAnswer => ({ status, body: body as ApiAnswer['body'] });
  const stock = (status: number, reason: string) =>
    `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>`;
  const html = (status: number, body: string): ApiAnswer => ({ status, headers: { 'Content-Type': 'text/html' }, body });

  async function rootFor(answer: ApiAnswer, changes: Partial<Target> = {}): Promise<Finding> {
    const [root] = errors(await findingsFor([answer], changes));
    return root as Finding;
  }

  test.each([
    ['nginx', stock(403, 'Forbidden')],
    [
      'Apache',
      "<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1><p>You don't have permission to access this resource.</p></body></html>",
    ],
    ['IIS', '<!DOCTYPE html><html><body><h2>403 - Forbidden: Access is denied.</h2></body></html>'],
    ['a page of one’s own', '<html><body><h1>Access denied</h1></body></html>'],
  ])('the page of a web server on this machine is that server’s refusal: %s', async (_, body) => {
    const root = await rootFor(html(403, body));
    expect(root.id).toBe('http/not-the-api');
    expect(root.explanation).toMatch(/web server or gateway refused the request/);
    expect(root.explanation).not.toMatch(/filter|credentials are valid/);
  });

  test.each([
    'Web Filter Violation',
    'This website is blocked',
    'Access denied in accordance with the acceptable use policy',
    'Restricted by company policy',
  ])('the words of a filter are a filter’s there too: %s', async (words) => {
    expect((await rootFor(page(403, words))).id).toBe('http/block-page');
  });

  test.each([[{ message: 'forbidden by gateway policy' }], [{ detail: 'Forbidden' }], [{ error: 'forbidden' }]])(
    'a refusal in no API’s format does not vouch for the key: %j',
    async (body) => {
      const root = await rootFor(json(403, body));
      expect(root.id).toBe('auth/permission-denied');
      expect(root.explanation).toContain('nothing shows that the credentials were checked');
      expect(root.steps.join('\n')).not.toContain('openai.com');
    },
  );

  test('the same refusal without a key does not vouch for it in any format', async () => {
    const root = await rootFor(json(403, { error: { message: 'Access is denied.', type: 'forbidden', code: 'forbidden' } }));
    expect(root.id).toBe('auth/permission-denied');
    expect(root.explanation).toMatch(/The same response comes without a key/);
    expect(root.explanation).not.toContain('credentials are valid');
  });

  test('a refusal in an API’s format does', async () => {
    const root = await rootFor(failing(403, { message: 'You have no role here.', type: 'invalid_request_error', code: null }));
    expect(root.id).toBe('auth/permission-denied');
    expect(root.explanation).toContain('The credentials are valid');
  });

  test('a limit outside an API’s format may be a gateway’s, and in it is the account’s', async () => {
    for (const answer of [html(429, stock(429, 'Too Many Requests')), json(429, { message: 'API rate limit exceeded' })]) {
      const root = await rootFor(answer);
      expect(root.id).toBe('limit/rate-limit');
      expect(root.explanation).not.toContain('organization');
      expect(root.steps.join('\n')).not.toContain('openai.com');
    }
    expect((await rootFor(html(429, stock(429, 'Too Many Requests')))).steps[0]).toContain('limit_req');
    const own = await rootFor(failing(429, { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' }));
    expect(own.explanation).toContain('The organization or project');
    expect(own.steps.join('\n')).not.toContain('limit_req');
  });

  test('a server that is not OpenAI’s gets no step that sends its key there', async () => {
    const message = 'Invalid URL (GET /v1/v1/models). See https://platform.openai.com/docs/api-reference.';
    const root = await rootFor(json(404, { error: { message, type: 'invalid_request_error', code: null } }));
    expect(root.id).toBe('http/not-found');
    expect(root.steps.join('\n')).not.toContain('OPENAI_BASE_URL unset');
  });

  test('a model that such a server does not have is on none of OpenAI’s pages', async () => {
    const message = 'The model `gpt-9` does not exist or you do not have access to it.';
    const root = await rootFor(json(404, { error: { message, type: 'invalid_request_error', code: 'model_not_found' } }));
    expect(root.id).toBe('auth/model-not-found');
    expect(root.steps.join('\n')).not.toContain('openai.com');
  });

  test('and on theirs where its responses link them, as a relay passes them on', async () => {
    const message = 'The model `gpt-9` does not exist or you do not have access to it.';
    const root = await rootFor(failing(404, { message, type: 'invalid_request_error', code: 'model_not_found' }));
    expect(root.steps.join('\n')).toContain('platform.openai.com');
  });
});
