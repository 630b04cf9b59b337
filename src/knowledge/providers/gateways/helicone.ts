import type { ProviderEntry } from '../entry.ts';

export const helicone = {
  id: 'helicone',
  name: 'Helicone',
  kind: 'gateway',
  recognition: [
    {
      host: /^(?:oai|ai-gateway|gateway|openrouter)\.helicone\.ai$|^oai\.hconeai\.com$/,
      certainty: 'proved',
      source: 'https://docs.helicone.ai',
    },
    { headers: [['helicone-id', /./]], certainty: 'proved', source: 'https://docs.helicone.ai/helicone-headers' },
    { headers: [['helicone-status', /./]], certainty: 'proved', source: 'https://docs.helicone.ai/helicone-headers' },
    { log: /\b(?:oai|ai-gateway)\.helicone\.ai\b|helicone-auth/i, certainty: 'likely', source: 'its host and headers' },
  ],
  api: {
    baseUrl: null,
    host: /^(?:oai|ai-gateway|gateway)\.helicone\.ai$/,
    takesKeysOf: 'any',
    keyHeaders: ['authorization', 'helicone-auth'],
    bills: false,
  },
  dialect: {
    source: 'https://docs.helicone.ai; Helicone/helicone worker/src',
    words: [
      { id: 'config/key-wrong-header', pattern: /helicone(?:-auth| api key| authorization)/i, statuses: [400, 401, 403] },
      { id: 'limit/rate-limit', pattern: /rate limit(?:ed)? reached/i, statuses: [429] },
    ],
  },
  pages: { keys: 'https://us.helicone.ai/settings/api-keys', status: 'https://status.helicone.ai' },
  steps: {
    'config/key-wrong-header': [
      'Send the key of Helicone as Helicone-Auth: Bearer KEY beside the key of the vendor: https://us.helicone.ai/settings/api-keys',
    ],
  },
} satisfies ProviderEntry;
