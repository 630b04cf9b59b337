import type { ProviderEntry } from '../entry.ts';

export const nvidia = {
  id: 'nvidia',
  name: 'NVIDIA',
  aliases: ['nim'],
  kind: 'vendor',
  recognition: [
    { host: /^integrate\.api\.nvidia\.com$/, certainty: 'proved', source: 'https://docs.api.nvidia.com' },
    { headers: [['nvcf-reqid', /./]], certainty: 'proved', source: 'https://docs.api.nvidia.com/cloud-functions' },
    { log: /\bintegrate\.api\.nvidia\.com\b|Nvidia_nimException/i, certainty: 'likely', source: 'its host' },
  ],
  api: { baseUrl: 'https://integrate.api.nvidia.com/v1', host: /^integrate\.api\.nvidia\.com$/, bills: true },
  keys: [{ pattern: /^nvapi-[\w-]{8,}$/ }],
  dialect: {
    source: 'https://docs.api.nvidia.com; forums.developer.nvidia.com (texts of errors)',
    words: [
      {
        anywhere: true,
        id: 'limit/credit-exhausted',
        pattern: /cloud credits expired|credits? (?:have )?(?:expired|exhausted)/i,
      },
      { anywhere: true, id: 'auth/model-not-found', pattern: /not found for account/i, statuses: [404] },
      { id: 'request/model-retired', pattern: /end of life/i, statuses: [404, 410] },
      { id: 'auth/missing-scope', pattern: /authorization failed/i, statuses: [403] },
    ],
    statuses: { 402: 'limit/credit-exhausted', 403: 'auth/permission-denied', 410: 'request/model-retired' },
  },
  pages: {
    keys: 'https://build.nvidia.com/settings/api-keys',
    models: 'https://build.nvidia.com/models',
  },
  steps: {
    'auth/missing-scope': [
      'Create a key with the service “Public API Endpoints” (or a personal key) and use it: https://build.nvidia.com/settings/api-keys',
    ],
    'auth/permission-denied': [
      'Create a key with the service “Public API Endpoints” and use it: https://build.nvidia.com/settings/api-keys',
    ],
  },
  notes: ['The listing of models is public: it says nothing about the key.'],
} satisfies ProviderEntry;
