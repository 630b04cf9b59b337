import type { ProviderEntry } from '../entry.ts';

/** Vendors that repeat OpenAI's errors: of these no words of their own are known. */
export const deepinfra = {
  id: 'deepinfra',
  name: 'DeepInfra',
  kind: 'vendor',
  recognition: [{ host: /^api\.deepinfra\.com$/, certainty: 'proved', source: 'https://deepinfra.com/docs/openai_api' }],
  api: { baseUrl: 'https://api.deepinfra.com/v1/openai', host: /^api\.deepinfra\.com$/, lacks: ['/responses'], bills: true },
  dialect: {
    source: 'https://deepinfra.com/docs',
    words: [
      {
        id: 'limit/credit-exhausted',
        pattern: /balance\b[^.]{0,60}(?:negative|insufficient|low)|add (?:payment|funds)/i,
        statuses: [402, 403],
      },
    ],
    statuses: { 402: 'limit/credit-exhausted' },
  },
  pages: {
    keys: 'https://deepinfra.com/dash/api_keys',
    billing: 'https://deepinfra.com/dash/billing',
    models: 'https://deepinfra.com/models',
    status: 'https://status.deepinfra.com',
  },
} satisfies ProviderEntry;

export const sambanova = {
  id: 'sambanova',
  name: 'SambaNova',
  kind: 'vendor',
  recognition: [{ host: /^api\.sambanova\.ai$/, certainty: 'proved', source: 'https://docs.sambanova.ai' }],
  api: { baseUrl: 'https://api.sambanova.ai/v1', host: /^api\.sambanova\.ai$/, bills: true },
  dialect: {
    source: 'https://docs.sambanova.ai/docs/en/get-started/api-error-codes',
    statuses: { 402: 'limit/credit-exhausted', 410: 'request/model-retired' },
  },
  pages: {
    keys: 'https://cloud.sambanova.ai/apis',
    billing: 'https://cloud.sambanova.ai/plans/billing',
    status: 'https://status.sambanova.ai',
  },
} satisfies ProviderEntry;

export const cohere = {
  id: 'cohere',
  name: 'Cohere',
  kind: 'vendor',
  recognition: [
    { host: /^api\.cohere\.(?:ai|com)$/, certainty: 'proved', source: 'https://docs.cohere.com/docs/compatibility-api' },
  ],
  api: {
    baseUrl: 'https://api.cohere.ai/compatibility/v1',
    host: /^api\.cohere\.(?:ai|com)$/,
    lacks: ['/responses'],
    bills: true,
  },
  dialect: {
    source: 'https://docs.cohere.com/reference/errors',
    words: [
      { id: 'limit/rate-limit', pattern: /trial (?:key|token)/i, statuses: [429] },
      { id: 'auth/incorrect-key', pattern: /invalid api token/i, statuses: [401] },
    ],
    statuses: { 402: 'limit/billing-inactive', 498: 'request/content-policy', 499: 'http/unmapped-status' },
  },
  pages: {
    keys: 'https://dashboard.cohere.com/api-keys',
    billing: 'https://dashboard.cohere.com/billing',
    status: 'https://status.cohere.com',
  },
} satisfies ProviderEntry;

export const replicate = {
  id: 'replicate',
  name: 'Replicate',
  kind: 'vendor',
  recognition: [{ host: /^(?:api|openai-proxy)\.replicate\.com$/, certainty: 'proved', source: 'https://replicate.com/docs' }],
  keys: [{ pattern: /^r8_\w{16,}$/ }],
  dialect: {
    source: 'https://replicate.com/docs/topics/predictions',
    words: [{ id: 'limit/credit-exhausted', pattern: /insufficient credit/i }],
    statuses: { 402: 'limit/credit-exhausted' },
  },
  pages: {
    keys: 'https://replicate.com/account/api-tokens',
    billing: 'https://replicate.com/account/billing',
    status: 'https://www.replicatestatus.com',
  },
} satisfies ProviderEntry;
