import type { ProviderEntry } from '../entry.ts';

export const together = {
  id: 'together',
  name: 'Together',
  kind: 'vendor',
  recognition: [
    {
      host: /^api\.together\.(?:xyz|ai)$/,
      certainty: 'proved',
      source: 'https://docs.together.ai/docs/openai-api-compatibility',
    },
    {
      body: /api\.together\.(?:xyz|ai)\/(?:settings|models)/,
      certainty: 'proved',
      source: 'https://docs.together.ai/docs/error-codes',
    },
    { log: /\bapi\.together\.(?:xyz|ai)\b|Together_aiException|TogetherAIException/i, certainty: 'likely', source: 'its host' },
  ],
  api: { baseUrl: 'https://api.together.xyz/v1', host: /^api\.together\.(?:xyz|ai)$/, lacks: ['/responses'], bills: true },
  keys: [{ pattern: /^tgp_v1_[\w-]{16,}$/ }],
  dialect: {
    source: 'https://docs.together.ai/docs/error-codes',
    words: [
      {
        anywhere: true,
        id: 'request/context-length',
        pattern: /input token count|`?inputs`? tokens \+ `?max_new_tokens`?/i,
        statuses: [400, 403, 422],
      },
      { anywhere: true, id: 'auth/model-not-found', pattern: /unable to access model|non-serverless model/i },
      { anywhere: true, id: 'limit/credit-exhausted', pattern: /credit limit exceeded|insufficient (?:credits?|funds)/i },
    ],
    codes: {
      model_not_available: 'auth/model-not-found',
      dynamic_request_limited: 'limit/rate-limit',
      dynamic_token_limited: 'limit/rate-limit',
    },
    statuses: { 402: 'limit/credit-exhausted' },
  },
  pages: {
    keys: 'https://api.together.ai/settings/api-keys',
    billing: 'https://api.together.ai/settings/billing',
    models: 'https://api.together.ai/models',
    errors: 'https://docs.together.ai/docs/error-codes',
    status: 'https://status.together.ai',
  },
  steps: {
    'auth/model-not-found': [
      'Use a serverless model, or start a dedicated endpoint for this one: https://api.together.ai/models',
    ],
  },
} satisfies ProviderEntry;
