import { callWith } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

export const anthropic = {
  id: 'anthropic',
  name: 'Anthropic',
  aliases: ['claude'],
  kind: 'vendor',
  recognition: [
    { host: /^api\.anthropic\.com$/, certainty: 'proved', source: 'https://docs.anthropic.com/en/api/openai-sdk' },
    { headers: [['anthropic-organization-id', /./]], certainty: 'proved', source: 'https://docs.anthropic.com/en/api/overview' },
    {
      log: /\b(?:api|docs)\.anthropic\.com\b|console\.anthropic\.com|AnthropicException|\banthropic\.(?:_exceptions\.)?[A-Z]\w{2,40}Error\b/,
      certainty: 'likely',
      source: 'its host',
    },
  ],
  api: {
    baseUrl: 'https://api.anthropic.com/v1',
    host: /^api\.anthropic\.com$/,
    keyHeaders: ['authorization', 'x-api-key'],
    lacks: ['/responses', '/embeddings'],
    bills: true,
  },
  keys: [{ pattern: /^sk-ant-[\w-]{8,}$/ }],
  dialect: {
    source: 'https://docs.anthropic.com/en/api/errors',
    words: [
      { id: 'config/key-wrong-header', pattern: /x-api-key header is required/i, statuses: [401] },
      { anywhere: true, id: 'auth/incorrect-key', pattern: /invalid x-api-key|invalid bearer token/i, statuses: [401] },
      { anywhere: true, id: 'limit/credit-exhausted', pattern: /credit balance is too low/i },
      { anywhere: true, id: 'limit/spend-limit', pattern: /reached your specified (?:workspace )?API usage limits/i },
      { anywhere: true, id: 'auth/account-deactivated', pattern: /(?:organization|account) has been disabled/i },
      { id: 'auth/unsupported-region', pattern: /^request not allowed$|unsupported (?:countries|regions)/i, statuses: [403] },
      { id: 'auth/model-not-found', pattern: /^model: \S/i, statuses: [404] },
      { anywhere: true, id: 'request/context-length', pattern: /prompt is too long/i, statuses: [400, 413] },
      { id: 'limit/rate-limit', pattern: /rate limit of|per-minute rate limit/i, statuses: [429] },
      { anywhere: true, id: 'limit/slow-down', pattern: /acceleration limit/i, statuses: [429] },
    ],
    types: {
      authentication_error: 'auth/invalid-authentication',
      billing_error: 'limit/billing-inactive',
      permission_error: 'auth/permission-denied',
      request_too_large: 'http/too-large',
      rate_limit_error: 'limit/rate-limit',
      api_error: 'server/error',
      timeout_error: 'server/error',
      overloaded_error: 'server/overloaded',
    },
    statuses: { 402: 'limit/billing-inactive' },
  },
  pages: {
    keys: 'https://console.anthropic.com/settings/keys',
    billing: 'https://console.anthropic.com/settings/billing',
    usage: 'https://console.anthropic.com/usage',
    limits: 'https://console.anthropic.com/settings/limits',
    models: 'https://docs.anthropic.com/en/docs/about-claude/models',
    errors: 'https://docs.anthropic.com/en/api/errors',
    status: 'https://status.anthropic.com',
    countries: 'https://www.anthropic.com/supported-countries',
    help: 'https://support.anthropic.com',
  },
  steps: {
    'config/key-wrong-header': [
      callWith('Send the key in the header x-api-key, beside the version:', 'anthropic-version: 2023-06-01" -H "x-api-key: '),
      'With the OpenAI library use the path of the compatible endpoint, https://api.anthropic.com/v1/, which takes Authorization for chat completions.',
    ],
    'limit/spend-limit': [
      'Raise the limit of the workspace or of the organization: https://console.anthropic.com/settings/limits',
    ],
  },
  notes: [
    'Native paths such as /messages and /models want x-api-key and anthropic-version; chat completions take Authorization: Bearer.',
  ],
} satisfies ProviderEntry;
