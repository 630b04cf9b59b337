import type { ProviderEntry } from '../entry.ts';

export const githubModels = {
  id: 'github-models',
  name: 'GitHub',
  aliases: ['github'],
  kind: 'vendor',
  recognition: [
    {
      host: /^models\.(?:github\.ai|inference\.ai\.azure\.com)$/,
      certainty: 'proved',
      source: 'https://docs.github.com/rest/models/inference',
    },
    {
      log: /\bmodels\.(?:github\.ai|inference\.ai\.azure\.com)\b|UserByModelBy(?:Day|Minute)/,
      certainty: 'likely',
      source: 'its hosts and its words',
    },
    {
      body: /UserByModelBy(?:Day|Minute)/,
      certainty: 'proved',
      source: 'https://docs.github.com/github-models/use-github-models/prototyping-with-ai-models',
    },
  ],
  api: {
    baseUrl: null,
    host: /^models\.(?:github\.ai|inference\.ai\.azure\.com)$/,
    lacks: ['/responses'],
    bills: false,
    retired: { 'models.inference.ai.azure.com': 'https://models.github.ai/inference' },
  },
  keys: [{ pattern: /^(?:gh[pousr]_\w{16,}|github_pat_\w{16,})$/ }],
  dialect: {
    source: 'https://docs.github.com/github-models; issues of github/models',
    words: [
      { id: 'auth/incorrect-key', pattern: /bad credentials/i, statuses: [401] },
      { anywhere: true, id: 'auth/missing-scope', pattern: /`?models`? permission is required/i },
      { id: 'limit/rate-limit', pattern: /rate limit of \d+ per/i, statuses: [429] },
      { id: 'request/context-length', pattern: /request body too large for/i, statuses: [413] },
      { id: 'limit/spend-limit', pattern: /budget limit/i },
      { anywhere: true, id: 'auth/model-not-found', pattern: /no access to model|unknown model/i },
    ],
    codes: {
      unauthorized: 'auth/incorrect-key',
      unknown_model: 'auth/model-not-found',
      unavailable_model: 'auth/model-not-found',
      no_access: 'auth/model-not-found',
      ratelimitreached: 'limit/rate-limit',
      tokens_limit_reached: 'request/context-length',
    },
  },
  pages: {
    keys: 'https://github.com/settings/personal-access-tokens',
    limits: 'https://docs.github.com/github-models/use-github-models/prototyping-with-ai-models#rate-limits',
    models: 'https://github.com/marketplace/models',
    status: 'https://www.githubstatus.com',
  },
  steps: {
    'auth/incorrect-key': [
      'Create a fine-grained token with the permission Models: Read and use it: https://github.com/settings/personal-access-tokens',
    ],
    'auth/missing-scope': [
      'Give the token the permission Models: Read: https://github.com/settings/personal-access-tokens',
      'In GitHub Actions add to the workflow: permissions: models: read',
    ],
    'limit/rate-limit': ['Wait {waitShown}: free use has limits by minute and by day; opt in to paid use to raise them.'],
    'auth/model-not-found': ['Use the id with its publisher, such as openai/gpt-4o-mini: https://github.com/marketplace/models'],
  },
} satisfies ProviderEntry;
