import type { ProviderEntry } from '../entry.ts';

export const cerebras = {
  id: 'cerebras',
  name: 'Cerebras',
  kind: 'vendor',
  recognition: [
    { host: /^api\.cerebras\.ai$/, certainty: 'proved', source: 'https://inference-docs.cerebras.ai' },
    { log: /\bapi\.cerebras\.ai\b|CerebrasException/, certainty: 'likely', source: 'its host' },
  ],
  api: { baseUrl: 'https://api.cerebras.ai/v1', host: /^api\.cerebras\.ai$/, lacks: ['/responses', '/embeddings'], bills: true },
  keys: [{ pattern: /^csk-\w{16,}$/ }],
  dialect: {
    source: 'https://inference-docs.cerebras.ai/support/error',
    words: [{ id: 'server/overloaded', pattern: /experiencing high traffic/i, statuses: [429, 503] }],
    codes: {
      wrong_api_key: 'auth/incorrect-key',
      queue_exceeded: 'server/overloaded',
      request_quota_exceeded: 'limit/rate-limit',
      token_quota_exceeded: 'limit/rate-limit',
      payment_required: 'limit/credit-exhausted',
    },
    types: { too_many_requests_error: 'limit/rate-limit' },
    statuses: { 402: 'limit/credit-exhausted' },
  },
  pages: {
    keys: 'https://cloud.cerebras.ai/platform/apikeys',
    billing: 'https://cloud.cerebras.ai/platform/billing',
    limits: 'https://cloud.cerebras.ai/platform/limits',
    models: 'https://inference-docs.cerebras.ai/models/overview',
    status: 'https://status.cerebras.ai',
  },
} satisfies ProviderEntry;
