import type { ProviderEntry } from '../entry.ts';

const OWN_KEY: [string, ...string[]] = [
  'Use the api_key of the file api_tokens.yml, which TabbyAPI writes beside its config.yml at its first start and shows in its log.',
];

export const tabbyApi = {
  id: 'tabby-api',
  name: 'TabbyAPI',
  aliases: ['tabbyapi', 'exllama'],
  kind: 'server',
  recognition: [
    {
      status: [401],
      body: /^\{"detail":"(?:Invalid API key|Please provide an API key)"\}$/,
      certainty: 'likely',
      source: 'theroyallab/tabbyAPI common/auth.py',
    },
    { host: /^tabby-?api(?:$|[.-])/, certainty: 'likely', source: 'the usual name of its container' },
    { log: /\btabbyAPI\b|exllamav[23]\b/i, certainty: 'likely', source: 'theroyallab/tabbyAPI' },
  ],
  api: {
    baseUrl: null,
    paths: ['/v1'],
    keyHeaders: ['authorization', 'x-api-key'],
    takesKeysOf: 'own or none',
    bills: false,
  },
  dialect: {
    source: 'theroyallab/tabbyAPI common/auth.py',
    words: [{ id: 'auth/incorrect-key', pattern: /^invalid (?:api|admin) key$/i, statuses: [401] }],
  },
  steps: {
    'auth/incorrect-key': OWN_KEY,
    'auth/invalid-authentication': OWN_KEY,
    'config/key-placeholder': OWN_KEY,
  },
} satisfies ProviderEntry;
