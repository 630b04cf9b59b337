import type { ProviderEntry } from '../entry.ts';

export const localai = {
  id: 'localai',
  name: 'LocalAI',
  kind: 'server',
  recognition: [
    {
      body: /could not load model - all backends returned error|could not load model: |grpc service not ready|<title>LocalAI/,
      certainty: 'proved',
      source: 'mudler/LocalAI pkg/model/initializers.go',
    },
    { host: /^local-?ai(?:$|[.-])/, certainty: 'likely', source: 'the usual name of its container' },
    { log: /grpc service not ready|\bLocalAI\b/, certainty: 'likely', source: 'mudler/LocalAI' },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'mudler/LocalAI core/http, pkg/model; LocalAI#1733',
    words: [
      { anywhere: true, id: 'server/misconfigured', pattern: /could not load model|backend not found|grpc service not ready/i },
      { id: 'auth/incorrect-key', pattern: /an authentication key is required|invalid api key/i, statuses: [401] },
      { id: 'auth/model-not-found', pattern: /(?:model|config)\b[^.]{0,80} not found/i },
    ],
  },
  steps: {
    'server/misconfigured': [
      'Check the log of LocalAI for the backend that the model needs, and install it: local-ai backends install NAME',
      'Check the configuration of the model (file, backend, memory) in the directory models.',
    ],
    'auth/model-not-found': [
      'Install the model: local-ai models install NAME, or use a name of the list: `curl -sS {modelsUrl}`',
    ],
    'auth/incorrect-key': ['Use a key of the list that the server was started with: --api-keys or API_KEY there.'],
  },
} satisfies ProviderEntry;
