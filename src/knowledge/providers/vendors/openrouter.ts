import type { ProviderEntry } from '../entry.ts';

/** OpenRouter: passes calls on to many vendors, and puts their errors into its own. */
export const openrouter = {
  id: 'openrouter',
  name: 'OpenRouter',
  kind: 'vendor',
  recognition: [
    { host: /^(?:[a-z]+\.)?openrouter\.ai$/, certainty: 'proved', source: 'https://openrouter.ai/docs/api-reference/overview' },
    {
      body: /"metadata":\s?\{[^{}]{0,4000}"provider_name"|openrouter\.ai\/(?:settings|docs|credits|keys)/,
      certainty: 'likely',
      source: 'https://openrouter.ai/docs/api-reference/errors',
    },
    { log: /\bopenrouter\.ai\b|OpenrouterException/i, certainty: 'likely', source: 'its host' },
  ],
  api: { baseUrl: 'https://openrouter.ai/api/v1', host: /^(?:[a-z]+\.)?openrouter\.ai$/, bills: true },
  keys: [{ pattern: /^sk-or-[\w-]{8,}$/ }],
  dialect: {
    source: 'https://openrouter.ai/docs/api-reference/errors; claude-code-router#227, opencode#14252, openclaude#43',
    words: [
      { id: 'auth/incorrect-key', pattern: /user not found/i, statuses: [401] },
      { anywhere: true, id: 'auth/invalid-authentication', pattern: /no (?:cookie )?auth credentials found/i, statuses: [401] },
      { id: 'limit/spend-limit', pattern: /key limit exceeded/i, statuses: [402, 403] },
      {
        anywhere: true,
        id: 'limit/credit-exhausted',
        pattern: /insufficient credits|requires more credits|never purchased credits/i,
        statuses: [402, 429],
      },
      { id: 'request/content-policy', pattern: /requires moderation|was flagged/i, statuses: [400, 403] },
      {
        anywhere: true,
        id: 'auth/permission-denied',
        pattern: /data policy|no allowed providers|guardrail restrictions/i,
        statuses: [403, 404],
      },
      { anywhere: true, id: 'request/unsupported-parameter', pattern: /no endpoints found that support/i, statuses: [404] },
      { id: 'auth/model-not-found', pattern: /no endpoints found|not a valid model id/i, statuses: [400, 404] },
      {
        anywhere: true,
        id: 'limit/rate-limit',
        pattern: /free-models-per-|rate-limited upstream|rate limit exceeded/i,
        statuses: [429],
      },
      {
        id: 'server/bad-gateway',
        pattern: /no instances available|no available model provider|upstream error from/i,
        statuses: [502, 503],
      },
    ],
    statuses: { 402: 'limit/credit-exhausted', 408: 'server/error', 502: 'server/bad-gateway', 503: 'server/overloaded' },
  },
  pages: {
    keys: 'https://openrouter.ai/settings/keys',
    billing: 'https://openrouter.ai/settings/credits',
    usage: 'https://openrouter.ai/activity',
    limits: 'https://openrouter.ai/settings/keys',
    models: 'https://openrouter.ai/models',
    errors: 'https://openrouter.ai/docs/api-reference/errors',
    status: 'https://status.openrouter.ai',
  },
  steps: {
    'limit/spend-limit': ['Raise or remove the credit limit of this key: https://openrouter.ai/settings/keys'],
    'limit/rate-limit': [
      'For models with the suffix :free, add credit: accounts that bought credit once get a higher daily limit.',
      'Allow other providers of the model to answer, or add a key of your own for the provider: https://openrouter.ai/settings/integrations',
    ],
    'auth/permission-denied': [
      'Allow the providers of this model in the privacy settings: https://openrouter.ai/settings/privacy',
      'If the response says that the provider requires a key of yours for this model, add it: https://openrouter.ai/settings/integrations',
    ],
    'auth/model-not-found': ['Use the full id with its maker in front, such as openai/gpt-4o-mini: https://openrouter.ai/models'],
    'request/unsupported-parameter': ['Choose a model whose page lists the parameter as supported: https://openrouter.ai/models'],
  },
  notes: [
    'The listing of models is public: it says nothing about the key. GET /key does.',
    'Errors can come with status 200; the real status is the code in the body.',
  ],
} satisfies ProviderEntry;
