import type { PythonType } from '../model/layers.ts';
import type { PracticeRow } from './row.ts';

/** An error object in the API's envelope. Fields that it leaves null are null in the real one too. */
interface ApiError {
  message: string;
  type?: string;
  param?: string | null;
  code?: string | null;
}

interface Case {
  says: string;
  python: PythonType | null;
  on?: PracticeRow['on'];
  headers?: Record<string, string>;
  error: ApiError;
}

/** Answers with an error of the API: its status is the first number of the name. */
function refused(name: string, { says, python, on = 'generation', headers = {}, error }: Case): PracticeRow {
  const { message, type = 'invalid_request_error', param = null, code = null } = error;
  const body = { error: { message, type, param, code } };
  return { name, says, python, on, plays: { kind: 'answer', status: Number(name.slice(0, 3)), headers, body } };
}

const KEY_PAGE = 'https://platform.openai.com/account/api-keys';
const HELP = 'Please contact us through our help center at help.openai.com.';

/** What the rate-limit headers say when the last request was one too many. */
const USED_UP = {
  'x-ratelimit-limit-requests': '3',
  'x-ratelimit-remaining-requests': '0',
  'x-ratelimit-reset-requests': '20s',
  'x-ratelimit-limit-tokens': '10000',
  'x-ratelimit-remaining-tokens': '8554',
  'x-ratelimit-reset-tokens': '8.676s',
  'retry-after': '20',
  'retry-after-ms': '20000',
};

/** The eight errors of the documentation, by the ids that `api-doctor codes` lists. */
const DOCUMENTED: PracticeRow[] = [
  refused('401-invalid-authentication', {
    says: 'no key in the request, or one that is no longer valid',
    python: 'AuthenticationError',
    on: 'every request',
    headers: { 'www-authenticate': 'Basic realm="OpenAI API"' },
    error: {
      message: `You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from ${KEY_PAGE}.`,
    },
  }),
  refused('401-incorrect-api-key', {
    says: 'a key that does not exist',
    python: 'AuthenticationError',
    on: 'every request',
    error: {
      message: `Incorrect API key provided: sk-proj-********************1234. You can find your API key at ${KEY_PAGE}.`,
      code: 'invalid_api_key',
    },
  }),
  refused('401-not-in-organization', {
    says: 'the account is in no organization',
    python: 'AuthenticationError',
    on: 'every request',
    error: { message: `You must be a member of an organization to use the API. ${HELP}`, code: 'no_organization' },
  }),
  refused('403-unsupported-region', {
    says: 'the request comes from a country that is not supported',
    python: 'PermissionDeniedError',
    on: 'every request',
    error: {
      message: 'Country, region, or territory not supported',
      type: 'request_forbidden',
      code: 'unsupported_country_region_territory',
    },
  }),
  refused('429-rate-limit', {
    says: 'too many requests in a minute; the headers say how long to wait',
    python: 'RateLimitError',
    headers: USED_UP,
    error: {
      message:
        'Rate limit reached for gpt-4o-mini in organization org-practice on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. Visit https://platform.openai.com/account/rate-limits to learn more.',
      type: 'requests',
      code: 'rate_limit_exceeded',
    },
  }),
  refused('429-quota-exceeded', {
    says: 'no credit is left: waiting does not help',
    python: 'RateLimitError',
    error: {
      message:
        'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    },
  }),
  refused('500-server-error', {
    says: 'a failure in the API itself: retry',
    python: 'InternalServerError',
    error: { message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error' },
  }),
  refused('503-overloaded', {
    says: 'the servers are busy: retry later',
    python: 'InternalServerError',
    headers: { 'retry-after': '5' },
    error: {
      message:
        'That model is currently overloaded with other requests. You can retry your request, or contact us through our help center at help.openai.com if the error persists.',
      type: 'server_error',
      code: 'server_is_overloaded',
    },
  }),
];

/** What else the API refuses, with a code or a status of its own. */
const OTHERS: PracticeRow[] = [
  refused('400-bad-request', {
    says: 'the body is not JSON',
    python: 'BadRequestError',
    error: {
      message:
        'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)',
    },
  }),
  refused('400-context-length', {
    says: 'more tokens than the model can read',
    python: 'BadRequestError',
    error: {
      message:
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 129502 tokens. Please reduce the length of the messages.",
      param: 'messages',
      code: 'context_length_exceeded',
    },
  }),
  refused('400-unsupported-parameter', {
    says: 'a parameter that this model does not take',
    python: 'BadRequestError',
    error: {
      message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      param: 'max_tokens',
      code: 'unsupported_parameter',
    },
  }),
  refused('400-billing-hard-limit', {
    says: 'the spending limit of the account',
    python: 'BadRequestError',
    error: { message: 'Billing hard limit has been reached', code: 'billing_hard_limit_reached' },
  }),
  refused('401-account-deactivated', {
    says: 'the account was closed',
    python: 'AuthenticationError',
    on: 'every request',
    error: {
      message:
        'The OpenAI account associated with this API key has been deactivated. Please check your email for more information or contact us through our help center at help.openai.com.',
      code: 'account_deactivated',
    },
  }),
  refused('401-missing-scope', {
    says: 'a restricted key that may not generate',
    python: 'AuthenticationError',
    error: {
      message:
        "You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if you're using a restricted API key, that it has the necessary scopes.",
      code: 'missing_scope',
    },
  }),
  refused('403-model', {
    says: 'the project may not use this model',
    python: 'PermissionDeniedError',
    error: {
      message: 'Project `proj_practice` does not have access to model `gpt-4o-mini`',
      code: 'model_not_found',
    },
  }),
  refused('404-model-not-found', {
    says: 'a model that does not exist',
    python: 'NotFoundError',
    error: {
      message: 'The model `gpt-practice` does not exist or you do not have access to it.',
      code: 'model_not_found',
    },
  }),
  refused('404-unknown-url', {
    says: 'a path that does not exist',
    python: 'NotFoundError',
    on: 'every request',
    error: {
      message:
        'Unknown request URL: POST /chat/completions. Please check the URL for typos, or see the docs at https://platform.openai.com/docs/api-reference/.',
      code: 'unknown_url',
    },
  }),
  refused('405-wrong-method', {
    says: 'a method that the path does not take',
    python: null,
    error: {
      message: 'Not allowed to POST on /v1/chat/completions. (HINT: Perhaps you meant to use a different HTTP method?)',
    },
  }),
  refused('409-conflict', {
    says: 'another request changes the same conversation',
    python: 'ConflictError',
    error: {
      message: 'Another process is currently operating on this conversation. Please retry in a few seconds.',
      code: 'conversation_locked',
    },
  }),
  refused('413-too-large', {
    says: 'a body larger than the API takes',
    python: null,
    error: { message: 'Maximum content size limit (26214400) exceeded (222592852 bytes read)', type: 'server_error' },
  }),
  {
    name: '422-unprocessable',
    says: 'a value that a compatible server (FastAPI) does not take',
    python: 'UnprocessableEntityError',
    on: 'generation',
    plays: {
      kind: 'answer',
      status: 422,
      headers: { server: 'uvicorn' },
      body: { detail: [{ type: 'missing', loc: ['body', 'messages'], msg: 'Field required', input: null }] },
    },
  },
  refused('429-tokens', {
    says: 'too many tokens in a minute',
    python: 'RateLimitError',
    headers: { ...USED_UP, 'x-ratelimit-remaining-requests': '2', 'retry-after': '10', 'retry-after-ms': '9816' },
    error: {
      message:
        'Rate limit reached for gpt-4o-mini in organization org-practice on tokens per min (TPM): Limit 10000, Used 8554, Requested 3082. Please try again in 9.816s. Visit https://platform.openai.com/account/rate-limits to learn more.',
      type: 'tokens',
      code: 'rate_limit_exceeded',
    },
  }),
  refused('429-request-too-large', {
    says: 'one request is larger than the limit: waiting does not help',
    python: 'RateLimitError',
    error: {
      message:
        'Request too large for gpt-4o-mini in organization org-practice on tokens per min (TPM): Limit 10000, Requested 40122. The input or output tokens must be reduced in order to run successfully.',
      type: 'tokens',
      code: 'rate_limit_exceeded',
    },
  }),
  {
    name: '429-slow-down',
    says: 'an error that is a string and no object',
    python: 'RateLimitError',
    on: 'generation',
    plays: { kind: 'answer', status: 429, body: { error: 'slow down' } },
  },
  refused('429-billing-not-active', {
    says: 'the account has no valid payment method',
    python: 'RateLimitError',
    error: {
      message: 'Your account is not active, please check your billing details on our website.',
      type: 'billing_not_active',
      code: 'billing_not_active',
    },
  }),
];

export const errorRows: PracticeRow[] = [...DOCUMENTED, ...OTHERS];
