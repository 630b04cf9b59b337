import type { ProviderEntry } from '../entry.ts';

export const textGenerationWebui = {
  id: 'text-generation-webui',
  name: 'text-generation-webui',
  aliases: ['oobabooga'],
  kind: 'server',
  recognition: [
    {
      body: /"internal_message"|No model is loaded/,
      certainty: 'likely',
      source: 'oobabooga/text-generation-webui modules/api (extensions/openai/errors.py)',
    },
    { port: 5000, path: /^\/v1$/, certainty: 'likely', source: 'oobabooga/text-generation-webui docs/12 - OpenAI API.md' },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'oobabooga/text-generation-webui extensions/openai/errors.py',
    words: [
      { id: 'auth/model-not-found', pattern: /no model is loaded|failed to load/i },
      { id: 'request/context-length', pattern: /maximum context length/i },
    ],
    types: { openaierror: 'server/error', serviceunavailableerror: 'server/overloaded', invalidrequesterror: 'http/bad-request' },
  },
  steps: {
    'auth/model-not-found': ['Load a model: web page of the server, tab Model, or start it with --model NAME.'],
    'tcp/refused': ['Start the server with --api, and with --listen where this is another machine or a container.'],
  },
} satisfies ProviderEntry;
