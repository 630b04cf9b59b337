import type { ProviderEntry } from '../entry.ts';

export const sglang = {
  id: 'sglang',
  name: 'SGLang',
  kind: 'server',
  recognition: [
    {
      body: /"owned_by":\s?"sglang"/,
      certainty: 'proved',
      source: 'sgl-project/sglang python/sglang/srt/entrypoints/openai/protocol.py',
    },
    { port: 30000, path: /^\/v1$/, certainty: 'likely', source: 'https://docs.sglang.ai' },
    { host: /^sglang(?:$|[.-])/, certainty: 'likely', source: 'the usual name of its container' },
    { log: /\bsglang\.(?:srt|launch_server)|sglang::/, certainty: 'likely', source: 'sgl-project/sglang' },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'sgl-project/sglang python/sglang/srt/entrypoints',
    words: [
      {
        anywhere: true,
        id: 'request/context-length',
        pattern: /longer than the model's context length|exceeds the (?:maximum allowed|model's context) length/i,
      },
      { id: 'auth/incorrect-key', pattern: /^unauthorized$/i, statuses: [401] },
      { id: 'server/overloaded', pattern: /request queue is full|maximum number of (?:queued|running) requests/i },
    ],
  },
  steps: {
    'auth/incorrect-key': ['Use the key that the server was started with: --api-key.'],
    'tcp/refused': [
      'Wait until the server says “The server is fired up and ready to roll!”.',
      'If this is another machine or a container, start it with --host 0.0.0.0.',
    ],
    'request/context-length': ['Start the server with a larger --context-length.'],
  },
} satisfies ProviderEntry;
