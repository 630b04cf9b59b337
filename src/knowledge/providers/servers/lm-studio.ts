import { WITH_VERSION } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

export const lmStudio = {
  id: 'lm-studio',
  name: 'LM Studio',
  aliases: ['lmstudio'],
  kind: 'server',
  recognition: [
    {
      body: /Unexpected endpoint or method\. \(|`lms load`|"owned_by":\s?"organization_owner"|LM Studio/,
      certainty: 'proved',
      source: 'https://lmstudio.ai/docs/developer; issues of lmstudio-ai/lmstudio-bug-tracker',
    },
    { port: 1234, certainty: 'likely', source: 'https://lmstudio.ai/docs/developer/core/server' },
    {
      log: /\blms (?:load|server)\b|Unexpected endpoint or method|Lm_studioException|LM Studio/,
      certainty: 'likely',
      source: 'https://lmstudio.ai/docs/developer',
    },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'https://lmstudio.ai/docs/developer; lmstudio-ai/lmstudio-bug-tracker',
    words: [
      { anywhere: true, id: 'http/not-found', pattern: /unexpected endpoint or method/i },
      { anywhere: true, id: 'server/error', pattern: /insufficient system resources|model loading was stopped/i },
      { id: 'server/loading', pattern: /model (?:is )?(?:still )?loading/i },
      {
        anywhere: true,
        id: 'auth/model-not-found',
        pattern:
          /no models? (?:is |are )?loaded|model (?:has )?(?:been )?(?:unloaded|not loaded)|failed to load model|multiple models are loaded/i,
      },
      {
        anywhere: true,
        id: 'request/context-length',
        pattern: /context (?:overflows?|length of only)|number of tokens to keep/i,
      },
      {
        anywhere: true,
        id: 'auth/invalid-authentication',
        pattern: /LM Studio API token is required|malformed LM Studio API token/i,
        statuses: [401],
      },
      { id: 'server/error', pattern: /the model has crashed/i },
    ],
  },
  steps: {
    'auth/model-not-found': [
      'Load a model: `lms load`',
      'Or switch on just-in-time loading: LM Studio, Developer, Settings. List what is there: `lms ls`',
    ],
    'http/not-found': [...WITH_VERSION, 'Check which endpoints the server has: LM Studio, Developer, Supported endpoints.'],
    'tcp/refused': [
      {
        text: 'From a container, call LM Studio on the container host by its name instead of localhost (port {localPort}): `export OPENAI_BASE_URL=http://host.docker.internal:{port}/v1`',
        on: ['container'],
      },
      'Start the server: LM Studio, Developer, Status: Running, or `lms server start`',
      'If this is another machine or a container, switch on Serve on Local Network: LM Studio, Developer, Settings.',
    ],
    'server/error': [
      'Use a smaller model, a smaller quantization, or a shorter context, if the response mentions resources; or relax the guardrails: LM Studio, Settings, Hardware, Model loading guardrails.',
    ],
    'request/context-length': [
      'Load the model with a larger context: LM Studio, Developer, the settings of the model, Context Length.',
    ],
    'auth/invalid-authentication': ['Create a token and use it as the key: LM Studio, Developer, Settings, API tokens.'],
  },
  notes: ['An endpoint that it does not have is answered with status 200 and an error text.'],
} satisfies ProviderEntry;
