import type { ProviderEntry } from '../entry.ts';

export const fireworks = {
  id: 'fireworks',
  name: 'Fireworks',
  kind: 'vendor',
  recognition: [
    { host: /^api\.fireworks\.ai$/, certainty: 'proved', source: 'https://docs.fireworks.ai/api-reference/introduction' },
    { headers: [['fireworks-server-time-to-first-token', /./]], certainty: 'proved', source: 'https://docs.fireworks.ai' },
    {
      body: /Model not found, inaccessible, and\/or not deployed|fireworks\.ai\//,
      certainty: 'likely',
      source: 'https://docs.fireworks.ai/guides/inference-error-codes',
    },
    { log: /\bapi\.fireworks\.ai\b|Fireworks_aiException/i, certainty: 'likely', source: 'its host' },
  ],
  api: { baseUrl: 'https://api.fireworks.ai/inference/v1', host: /^api\.fireworks\.ai$/, bills: true },
  keys: [{ pattern: /^fw_\w{16,}$/ }],
  dialect: {
    source: 'https://docs.fireworks.ai/guides/inference-error-codes',
    words: [
      {
        anywhere: true,
        id: 'limit/billing-inactive',
        pattern: /account \S{1,100} is suspended|spending limit or failure to pay/i,
      },
      { anywhere: true, id: 'auth/model-not-found', pattern: /model not found, inaccessible/i },
      { id: 'auth/incorrect-key', pattern: /^unauthorized$|the API key you provided is invalid/i, statuses: [401, 403] },
      {
        id: 'server/loading',
        pattern: /deployment (?:is )?(?:scaling up|currently scaled to zero)|DEPLOYMENT_SCALING_UP/i,
        statuses: [503],
      },
    ],
    statuses: { 402: 'limit/billing-inactive', 412: 'limit/billing-inactive' },
  },
  pages: {
    keys: 'https://app.fireworks.ai/settings/users/api-keys',
    billing: 'https://app.fireworks.ai/account/billing',
    models: 'https://app.fireworks.ai/models',
    limits: 'https://docs.fireworks.ai/guides/quotas_usage/rate-limits',
    errors: 'https://docs.fireworks.ai/guides/inference-error-codes',
    status: 'https://status.fireworks.ai',
  },
  steps: {
    'limit/billing-inactive': [
      'Pay open invoices, add credit, or raise the monthly spending limit: https://app.fireworks.ai/account/billing',
    ],
    'auth/model-not-found': [
      'Use the full id, accounts/fireworks/models/NAME, and check that the model is deployed: https://app.fireworks.ai/models',
    ],
  },
} satisfies ProviderEntry;
