import type { ProviderEntry } from '../entry.ts';

export const xai = {
  id: 'xai',
  name: 'xAI',
  aliases: ['grok'],
  kind: 'vendor',
  recognition: [
    { host: /^(?:[a-z0-9-]+\.)?api\.x\.ai$/, certainty: 'proved', source: 'https://docs.x.ai/docs/api-reference' },
    { body: /console\.x\.ai/, certainty: 'proved', source: 'https://docs.x.ai/docs/key-information/debugging' },
    { log: /\bapi\.x\.ai\b|console\.x\.ai|XaiException/i, certainty: 'likely', source: 'its host' },
  ],
  api: { baseUrl: 'https://api.x.ai/v1', host: /^(?:[a-z0-9-]+\.)?api\.x\.ai$/, bills: true },
  keys: [{ pattern: /^xai-\w{8,}$/ }],
  dialect: {
    source: 'https://docs.x.ai/docs/key-information/debugging',
    words: [
      { anywhere: true, id: 'limit/spend-limit', pattern: /used all available credits or reached its monthly spending limit/i },
      {
        anywhere: true,
        id: 'limit/credit-exhausted',
        pattern: /doesn't have any credits|has no credits|does not have any credits/i,
      },
      { id: 'auth/incorrect-key', pattern: /incorrect API key provided|invalid or expired credentials/i },
      {
        id: 'auth/permission-denied',
        pattern: /api[ -]key\b[^.]{0,60}(?:disabled|blocked)|does not have permission/i,
        statuses: [403],
      },
      { id: 'request/content-policy', pattern: /violates usage guidelines|SAFETY_CHECK/i, statuses: [400, 403] },
    ],
    codes: {
      'some resource has been exhausted': 'limit/rate-limit',
      'the service is currently unavailable': 'server/overloaded',
    },
  },
  pages: {
    keys: 'https://console.x.ai/team/default/api-keys',
    billing: 'https://console.x.ai/team/default/billing',
    usage: 'https://console.x.ai/team/default/usage',
    limits: 'https://console.x.ai/team/default/models',
    models: 'https://docs.x.ai/docs/models',
    status: 'https://status.x.ai',
  },
  steps: {
    'limit/spend-limit': ['Buy credit or raise the monthly limit of the team: https://console.x.ai/team/default/billing'],
    'auth/permission-denied': ['Allow the endpoint and the model for this key: https://console.x.ai/team/default/api-keys'],
  },
} satisfies ProviderEntry;
