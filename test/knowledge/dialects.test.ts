import { describe, expect, test } from 'vitest';
import { findingIds } from '../../src/catalogue/index.ts';
import { readAnswer } from '../../src/knowledge/answer/read-answer.ts';
import type { AnswerId } from '../../src/knowledge/answer/reading.ts';
import { providers } from '../../src/knowledge/providers/index.ts';

const OWN = 'llm.company.example';

/** Reads an answer to a request with a key. `host` may end in a port. */
function read(host: string, status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const [name = '', port] = host.split(':');
  const answer = { status, headers, body: text, cut: false, bytes: text.length };
  const about = {
    host: name,
    port: port ? Number(port) : 443,
    isOpenAi: name === 'api.openai.com',
    keySent: true,
    path: '/v1/chat/completions',
    model: null,
  };
  return readAnswer(answer, about);
}

const error = (message: string, more: object = {}) => ({ error: { message, ...more } });

const said: [host: string, status: number, body: unknown, id: AnswerId][] = [
  // Azure OpenAI and API Management
  [
    'c.openai.azure.com',
    401,
    error(
      'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
      { code: '401' },
    ),
    'config/key-wrong-header',
  ],
  [
    'c.openai.azure.com',
    403,
    error('Access denied due to Virtual Network/Firewall rules.', { code: '403' }),
    'auth/ip-not-allowed',
  ],
  [
    'c.openai.azure.com',
    403,
    error('Public access is disabled. Please configure private endpoint.', { code: '403' }),
    'auth/ip-not-allowed',
  ],
  [
    'c.openai.azure.com',
    404,
    error(
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
      { code: 'DeploymentNotFound' },
    ),
    'auth/model-not-found',
  ],
  ['c.openai.azure.com', 404, error('Resource not found', { code: '404' }), 'http/not-found'],
  [
    'c.openai.azure.com',
    401,
    error(
      'The principal `p` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action`',
      { code: 'PermissionDenied' },
    ),
    'auth/missing-scope',
  ],
  [
    'c.openai.azure.com',
    429,
    error(
      'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-06-01 have exceeded token rate limit of your current OpenAI S0 pricing tier.',
      { code: '429' },
    ),
    'limit/rate-limit',
  ],
  [
    'c.azure-api.net',
    401,
    {
      statusCode: 401,
      message:
        'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
    },
    'config/key-wrong-header',
  ],
  [
    'c.azure-api.net',
    403,
    { statusCode: 403, message: 'Out of call volume quota. Quota will be replenished in 02:10:11.' },
    'limit/quota-exceeded',
  ],
  ['c.azure-api.net', 404, { statusCode: 404, message: 'Unable to match incoming request to an operation.' }, 'http/not-found'],
  // vendors
  ['openrouter.ai', 401, error('No auth credentials found', { code: 401 }), 'auth/invalid-authentication'],
  [
    'openrouter.ai',
    402,
    error('This request requires more credits, or fewer max_tokens.', { code: 402 }),
    'limit/credit-exhausted',
  ],
  ['openrouter.ai', 403, error('Key limit exceeded (monthly limit).', { code: 403 }), 'limit/spend-limit'],
  [
    'openrouter.ai',
    404,
    error('No endpoints found matching your data policy (Paid model training).', { code: 404 }),
    'auth/permission-denied',
  ],
  [
    'openrouter.ai',
    200,
    error('Provider returned error', {
      code: 429,
      metadata: { raw: '{"error":{"message":"m is temporarily rate-limited upstream"}}', provider_name: 'X' },
    }),
    'limit/rate-limit',
  ],
  [
    'api.groq.com',
    413,
    error(
      'Request too large for model `m` in organization `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested 9000',
      { type: 'tokens', code: 'rate_limit_exceeded' },
    ),
    'limit/request-too-large',
  ],
  ['api.groq.com', 498, error('Flex tier capacity exceeded', { code: 'capacity_exceeded' }), 'server/overloaded'],
  ['api.groq.com', 403, error('Access denied. Please check your network settings.'), 'http/edge-challenge'],
  ['api.mistral.ai', 402, { message: 'Workspace monthly spending limit reached.' }, 'limit/spend-limit'],
  [
    'api.mistral.ai',
    400,
    { object: 'error', message: 'Invalid model: mistral-huge', type: 'invalid_model', code: '1500' },
    'auth/model-not-found',
  ],
  ['api.mistral.ai', 429, { message: 'Service tier capacity exceeded for this model.' }, 'server/overloaded'],
  [
    'api.deepseek.com',
    402,
    error('Insufficient Balance', { type: 'unknown_error', code: 'invalid_request_error' }),
    'limit/credit-exhausted',
  ],
  ['api.deepseek.com', 401, error('Authentication Fails (no such user)'), 'auth/incorrect-key'],
  ['api.deepseek.com', 400, error('Model Not Exist'), 'auth/model-not-found'],
  [
    'generativelanguage.googleapis.com',
    400,
    [{ error: { code: 400, message: 'User location is not supported for the API use.', status: 'FAILED_PRECONDITION' } }],
    'auth/unsupported-region',
  ],
  [
    'generativelanguage.googleapis.com',
    400,
    [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' } }],
    'auth/incorrect-key',
  ],
  [
    'generativelanguage.googleapis.com',
    429,
    [
      {
        error: {
          code: 429,
          message: 'You exceeded your current quota, please check your plan and billing details. Please retry in 22s.',
          status: 'RESOURCE_EXHAUSTED',
        },
      },
    ],
    'limit/rate-limit',
  ],
  [
    'generativelanguage.googleapis.com',
    403,
    [
      {
        error: {
          code: 403,
          message: 'Generative Language API has not been used in project 1 before or it is disabled.',
          status: 'PERMISSION_DENIED',
        },
      },
    ],
    'auth/permission-denied',
  ],
  [
    'api.anthropic.com',
    400,
    {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'Your credit balance is too low to access the Anthropic API.' },
    },
    'limit/credit-exhausted',
  ],
  [
    'api.anthropic.com',
    401,
    { type: 'error', error: { type: 'authentication_error', message: 'x-api-key header is required' } },
    'config/key-wrong-header',
  ],
  [
    'api.anthropic.com',
    404,
    { type: 'error', error: { type: 'not_found_error', message: 'model: gpt-4o' } },
    'auth/model-not-found',
  ],
  ['api.anthropic.com', 529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'server/overloaded'],
  [
    'api.x.ai',
    403,
    {
      code: 'The caller does not have permission to execute the specified operation',
      error: "Your newly created team doesn't have any credits yet.",
    },
    'limit/credit-exhausted',
  ],
  [
    'api.together.xyz',
    404,
    error('Unable to access model m. Please visit https://api.together.ai/models', { code: 'model_not_available' }),
    'auth/model-not-found',
  ],
  [
    'api.fireworks.ai',
    412,
    error('Account a is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices.', {
      code: 'PRECONDITION_FAILED',
    }),
    'limit/billing-inactive',
  ],
  [
    'api.moonshot.cn',
    429,
    error('Your account org-1<ak-1> is suspended, please check your plan and billing details', {
      type: 'exceeded_current_quota_error',
    }),
    'limit/billing-inactive',
  ],
  [
    'api.moonshot.cn',
    401,
    error('Invalid Authentication', { type: 'invalid_authentication_error' }),
    'auth/invalid-authentication',
  ],
  [
    'api.minimax.io',
    200,
    { id: '', choices: null, base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
    'limit/credit-exhausted',
  ],
  ['api.minimax.io', 200, { base_resp: { status_code: 2049, status_msg: 'invalid api key' } }, 'auth/incorrect-key'],
  ['api.minimax.io', 200, { base_resp: { status_code: 1004, status_msg: 'token not match group' } }, 'auth/region-mismatch'],
  [
    'dashscope.aliyuncs.com',
    400,
    error('Access denied, please make sure your account is in good standing.', { type: 'Arrearage', code: 'Arrearage' }),
    'limit/billing-inactive',
  ],
  [
    'dashscope.aliyuncs.com',
    401,
    { code: 'InvalidApiKey', message: 'Invalid API-key provided.', request_id: 'r' },
    'auth/incorrect-key',
  ],
  [
    'dashscope.aliyuncs.com',
    403,
    { code: 'AllocationQuota.FreeTierOnly', message: 'The free tier of the model has been exhausted.' },
    'limit/quota-exceeded',
  ],
  ['open.bigmodel.cn', 429, error('余额不足或无可用资源包,请充值。', { code: '1113' }), 'limit/credit-exhausted'],
  ['api.z.ai', 400, error('Model does not exist', { code: '1211' }), 'auth/model-not-found'],
  [
    'api.siliconflow.cn',
    403,
    { code: 30001, message: 'Sorry, your account balance is insufficient', data: null },
    'limit/credit-exhausted',
  ],
  ['api.siliconflow.cn', 401, '"Invalid token"', 'auth/incorrect-key'],
  ['api.perplexity.ai', 401, '<html><head><title>401 Authorization Required</title></head></html>', 'auth/incorrect-key'],
  [
    'integrate.api.nvidia.com',
    404,
    { status: 404, title: 'Not Found', detail: "Function 'f': Not found for account 'a'" },
    'auth/model-not-found',
  ],
  [
    'api.cerebras.ai',
    429,
    {
      message: "We're experiencing high traffic right now! Please try again soon.",
      type: 'too_many_requests_error',
      code: 'queue_exceeded',
    },
    'server/overloaded',
  ],
  [
    'bedrock-runtime.us-east-1.amazonaws.com',
    403,
    { message: "Credential should be scoped to a valid region, not 'eu-west-1'." },
    'auth/region-mismatch',
  ],
  [
    'bedrock-runtime.us-east-1.amazonaws.com',
    403,
    { Message: 'User: arn:aws:iam::1:user/u is not authorized to perform: bedrock:InvokeModel on resource' },
    'auth/missing-scope',
  ],
  ['a1.execute-api.us-east-1.amazonaws.com', 403, { message: 'Missing Authentication Token' }, 'http/not-found'],
  ['a1.execute-api.us-east-1.amazonaws.com', 403, { message: 'Forbidden' }, 'config/key-wrong-header'],
  [
    'models.github.ai',
    413,
    error('Request body too large for gpt-4o model. Max size: 8000 tokens.', { code: 'tokens_limit_reached' }),
    'request/context-length',
  ],
  [
    'router.huggingface.co',
    402,
    { error: 'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more.' },
    'limit/credit-exhausted',
  ],
  ['router.huggingface.co', 503, { error: 'Model m is currently loading', estimated_time: 20 }, 'server/loading'],
  [
    'ark.cn-beijing.volces.com',
    403,
    error('The request failed because your account has an overdue balance.', { code: 'AccountOverdueError', type: 'Forbidden' }),
    'limit/billing-inactive',
  ],
  [
    'api.hunyuan.cloud.tencent.com',
    200,
    { Response: { Error: { Code: 'ResourceInsufficient.ChargeResourceExhaust', Message: 'No resource' }, RequestId: 'r' } },
    'limit/credit-exhausted',
  ],
  ['aip.baidubce.com', 200, { error_code: 17, error_msg: 'Open api daily request limit reached' }, 'limit/quota-exceeded'],
  // gateways
  [
    OWN,
    429,
    error('No deployments available - crossed budget: Exceeded budget for deployment model_name: x', {
      type: 'None',
      code: '429',
    }),
    'limit/spend-limit',
  ],
  [
    OWN,
    400,
    error('Budget has been exceeded! Current cost: 11.2, Max budget: 10.0', { type: 'budget_exceeded', code: '400' }),
    'limit/spend-limit',
  ],
  [OWN, 400, error('No connected db.', { type: 'no_db_connection', code: '400' }), 'server/misconfigured'],
  [
    OWN,
    401,
    error(
      'Authentication Error, Invalid proxy server token passed. Unable to find token in cache or `LiteLLM_VerificationTable`',
      { type: 'token_not_found_in_db', code: '401' },
    ),
    'auth/incorrect-key',
  ],
  [
    OWN,
    401,
    error('key not allowed to access model. This key can only access models=[a]', {
      type: 'key_model_access_denied',
      code: '401',
    }),
    'auth/model-not-found',
  ],
  [
    OWN,
    401,
    error('该令牌额度已用尽 !token.UnlimitedQuota && token.RemainQuota = -1 (request id: 20250423020142736330894dKqZtMw8)', {
      type: 'one_api_error',
    }),
    'limit/quota-exceeded',
  ],
  [OWN, 503, error('当前分组 default 下对于模型 gpt-9 无可用渠道', { type: 'new_api_error' }), 'auth/model-not-found'],
  [
    OWN,
    503,
    error('No available channel for model gpt-9 under group default (distributor)', {
      type: 'new_api_error',
      code: 'model_not_found',
    }),
    'auth/model-not-found',
  ],
  [
    OWN,
    403,
    error('预扣费额度失败, 用户剩余额度: ＄0.01', { type: 'new_api_error', code: 'insufficient_user_quota' }),
    'limit/quota-exceeded',
  ],
  [OWN, 500, error('no keys', { type: 'new_api_error', code: 'channel:no_available_key' }), 'server/misconfigured'],
  [OWN, 404, { message: 'no Route matched with those values', request_id: 'r' }, 'http/not-found'],
  [
    'gateway.ai.cloudflare.com',
    401,
    { success: false, result: [], messages: [], error: [{ code: 2009, message: 'Unauthorized' }] },
    'config/key-wrong-header',
  ],
  [
    'gateway.ai.cloudflare.com',
    400,
    {
      success: false,
      result: [],
      messages: [],
      error: [{ code: 2001, message: 'Please configure AI Gateway in the Cloudflare dashboard' }],
    },
    'server/misconfigured',
  ],
  ['api.portkey.ai', 401, { status: 'failure', message: 'Invalid API key. Error Code: 03' }, 'auth/incorrect-key'],
  [OWN, 401, 'Request denied by Key Auth check. Invalid API key', 'auth/incorrect-key'],
  // local servers
  [
    'localhost:11434',
    404,
    error('model "llama9" not found, try pulling it first', { type: 'not_found_error' }),
    'auth/model-not-found',
  ],
  [
    'localhost:11434',
    400,
    error('registry.ollama.ai/library/m does not support tools', { type: 'invalid_request_error' }),
    'request/unsupported-parameter',
  ],
  [
    'localhost:11434',
    500,
    error('model requires more system memory (9.1 GiB) than is available (3.2 GiB)', { type: 'api_error' }),
    'server/error',
  ],
  ['ollama:11434', 403, '', 'auth/permission-denied'],
  ['localhost:8080', 503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 'server/loading'],
  [
    'localhost:8080',
    400,
    {
      error: {
        code: 400,
        message: 'the request exceeds the available context size. try increasing the context size',
        type: 'exceed_context_size_error',
      },
    },
    'request/context-length',
  ],
  ['localhost:1234', 200, { error: 'Unexpected endpoint or method. (GET /models). Returning 200 anyway' }, 'http/not-found'],
  [
    'localhost:1234',
    404,
    error('No models loaded. Please load a model in the developer page or use the `lms load` command.', {
      code: 'model_not_found',
    }),
    'auth/model-not-found',
  ],
  [
    'localhost:8000',
    404,
    { object: 'error', message: 'The model `m` does not exist.', type: 'NotFoundError', param: null, code: 404 },
    'auth/model-not-found',
  ],
  [
    'localhost:8000',
    400,
    {
      object: 'error',
      message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      type: 'BadRequestError',
      code: 400,
    },
    'request/unsupported-parameter',
  ],
  [
    'localhost:8080',
    500,
    { error: { code: 500, message: 'could not load model - all backends returned error: rpc error', type: '' } },
    'server/misconfigured',
  ],
  [
    'localhost:8080',
    422,
    {
      error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens',
      error_type: 'validation',
    },
    'request/context-length',
  ],
];

test.each(said)('%s %i %j', (host, status, body, id) => {
  expect(read(host, status, body)?.id).toBe(id);
});

describe('look-alikes', () => {
  test.each<[string, number, unknown, AnswerId]>([
    // Another server's numbers and plain words are not a vendor's codes.
    [OWN, 400, { code: 1008, message: 'field x is required' }, 'http/bad-request'],
    [OWN, 401, error('unauthorized'), 'auth/invalid-authentication'],
    [OWN, 403, { message: 'Forbidden' }, 'auth/permission-denied'],
    [OWN, 402, error('Payment Required'), 'http/unmapped-status'],
    [OWN, 429, error('Too many requests'), 'limit/rate-limit'],
    [OWN, 503, error('Try again'), 'server/overloaded'],
    [OWN, 403, '', 'auth/permission-denied'],
    [
      'api.openai.com',
      429,
      error('You exceeded your current quota, please check your plan and billing details.', {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      }),
      'limit/quota-exceeded',
    ],
    [
      'api.openai.com',
      401,
      error("You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth"),
      'auth/header-stripped',
    ],
    [
      OWN,
      401,
      error('Missing API key. Send it in the Authorization header, or as x-api-key header'),
      'auth/invalid-authentication',
    ],
    [OWN, 401, error('Missing x-api-key header'), 'config/key-wrong-header'],
  ])('%s %i %j is read by the general rules', (host, status, body, id) => {
    expect(read(host, status, body)?.id).toBe(id);
  });

  test('a reply that speaks of balance is a reply', () => {
    expect(read(OWN, 200, { choices: [{ message: { content: 'insufficient balance' } }] })).toBeNull();
  });

  test('an answer in no known dialect says that it was read by the general rules', () => {
    expect(read(OWN, 500, error('boom'))?.lines.at(-1)).toContain('general rules');
    expect(read('api.groq.com', 500, error('boom'))?.lines.join()).not.toContain('general rules');
  });
});

describe('another form of body', () => {
  test('XML', () => {
    const body = '<?xml version="1.0"?><Error><Code>InvalidApiKey</Code><Message>Incorrect API key provided</Message></Error>';
    expect(read(OWN, 403, body)).toMatchObject({ id: 'auth/incorrect-key', error: { code: 'InvalidApiKey' } });
  });

  test('a challenge names the header', () => {
    const challenge = 'AzureApiManagementKey realm="https://c/openai",name="Ocp-Apim-Subscription-Key",type="header"';
    const reading = read(
      'c.azure-api.net',
      401,
      { statusCode: 401, message: 'Access denied due to missing subscription key.' },
      { 'www-authenticate': challenge },
    );
    expect(reading).toMatchObject({ id: 'config/key-wrong-header', values: { wantedHeader: 'Ocp-Apim-Subscription-Key' } });
  });
});

test('every finding that a dialect names exists', () => {
  const named = providers.flatMap(({ dialect = { source: '' } }) => [
    ...(dialect.words ?? []).map(({ id }) => id),
    ...Object.values(dialect.codes ?? {}),
    ...Object.values(dialect.types ?? {}),
    ...Object.values(dialect.statuses ?? {}),
  ]);
  expect(named.filter((id) => !(findingIds as string[]).includes(id))).toEqual([]);
});
