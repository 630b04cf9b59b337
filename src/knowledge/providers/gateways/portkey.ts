import type { ProviderEntry } from '../entry.ts';

export const portkey = {
  id: 'portkey',
  name: 'Portkey',
  kind: 'gateway',
  recognition: [
    { host: /^api\.portkey\.ai$/, certainty: 'proved', source: 'https://portkey.ai/docs' },
    { headers: [['x-portkey-trace-id', /./]], certainty: 'proved', source: 'Portkey-AI/gateway src/globals.ts' },
    { headers: [['x-portkey-last-used-option-index', /./]], certainty: 'proved', source: 'Portkey-AI/gateway src/globals.ts' },
    { body: /x-portkey-(?:config|provider)/, certainty: 'proved', source: 'Portkey-AI/gateway src/middlewares/requestValidator' },
    { log: /\bapi\.portkey\.ai\b|x-portkey-/, certainty: 'likely', source: 'its host and headers' },
  ],
  api: {
    baseUrl: 'https://api.portkey.ai/v1',
    host: /^api\.portkey\.ai$/,
    takesKeysOf: 'any',
    keyHeaders: ['x-portkey-api-key', 'authorization'],
    bills: false,
  },
  dialect: {
    source: 'Portkey-AI/gateway src/middlewares; https://portkey.ai/docs/support/common-errors-and-resolutions',
    words: [
      {
        id: 'config/key-wrong-header',
        pattern: /x-portkey-api-key|Either x-portkey-config or x-portkey-provider header is required/i,
      },
      { id: 'auth/incorrect-key', pattern: /invalid API key\. Error Code: 0?[0-9]/i },
      { id: 'limit/spend-limit', pattern: /usage limit exceeded|budget/i, statuses: [412, 429] },
      { id: 'request/content-policy', pattern: /guardrail checks? (?:defined in the config )?failed/i, statuses: [246, 446] },
    ],
    statuses: { 412: 'limit/spend-limit', 446: 'request/content-policy' },
  },
  pages: { keys: 'https://app.portkey.ai/api-keys', limits: 'https://app.portkey.ai/virtual-keys' },
  steps: {
    'config/key-wrong-header': [
      'Send the key of Portkey as x-portkey-api-key, and say which vendor or config with x-portkey-provider or x-portkey-config.',
    ],
    'limit/spend-limit': ['Raise the budget of the virtual key or of the API key: https://app.portkey.ai/virtual-keys'],
  },
} satisfies ProviderEntry;
