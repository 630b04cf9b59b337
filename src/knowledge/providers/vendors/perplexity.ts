import type { ProviderEntry } from '../entry.ts';

export const perplexity = {
  id: 'perplexity',
  name: 'Perplexity',
  kind: 'vendor',
  recognition: [
    { host: /^api\.perplexity\.ai$/, certainty: 'proved', source: 'https://docs.perplexity.ai/guides/chat-completions-sdk' },
    { log: /\bapi\.perplexity\.ai\b|PerplexityException/, certainty: 'likely', source: 'its host' },
  ],
  api: {
    baseUrl: 'https://api.perplexity.ai',
    host: /^api\.perplexity\.ai$/,
    paths: ['', '/v1'],
    lacks: ['/models', '/embeddings'],
    bills: true,
  },
  keys: [{ pattern: /^pplx-\w{8,}$/ }],
  dialect: {
    source: 'https://docs.perplexity.ai/guides/troubleshooting',
    words: [
      { id: 'auth/model-not-found', pattern: /invalid model '/i, statuses: [400] },
      { id: 'limit/quota-exceeded', pattern: /exceeded your current quota/i, statuses: [401, 429] },
    ],
    types: { invalid_model: 'auth/model-not-found', insufficient_quota: 'limit/quota-exceeded' },
    statuses: { 401: 'auth/incorrect-key', 402: 'limit/credit-exhausted' },
  },
  pages: {
    keys: 'https://www.perplexity.ai/account/api/keys',
    billing: 'https://www.perplexity.ai/account/api/billing',
    limits: 'https://docs.perplexity.ai/guides/rate-limits-usage-tiers',
    models: 'https://docs.perplexity.ai/getting-started/models',
    status: 'https://status.perplexity.com',
  },
  notes: ['It has no listing of models. A refused key is answered with a web page.'],
} satisfies ProviderEntry;
