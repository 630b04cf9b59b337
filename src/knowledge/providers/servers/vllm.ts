import { callWith } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

export const vllm = {
  id: 'vllm',
  name: 'vLLM',
  kind: 'server',
  recognition: [
    { body: /"owned_by":\s?"vllm"/, certainty: 'proved', source: 'vllm-project/vllm vllm/entrypoints/openai/protocol.py' },
    { body: /EngineDeadError|vllm\.(?:engine|v1|entrypoints)/, certainty: 'proved', source: 'vllm-project/vllm' },
    { host: /^vllm(?:$|[.-])/, certainty: 'likely', source: 'the usual name of its container' },
    {
      log: /\bvllm\.(?:engine|v1|entrypoints)|\[(?:serving_chat|serving_engine|api_server)\.py:\d|Hosted_vllmException|['"]type['"]: ?['"]NotFoundError['"]/,
      certainty: 'likely',
      source: 'vllm-project/vllm vllm/entrypoints/openai',
    },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'vllm-project/vllm vllm/entrypoints/openai (serving_engine.py, api_server.py)',
    words: [
      { id: 'auth/model-not-found', pattern: /the model `[^`]{1,200}` does not exist/i },
      {
        anywhere: true,
        id: 'request/context-length',
        pattern: /maximum (?:context|model) length|max_(?:completion_)?tokens must be at least 1, got -\d/i,
      },
      { id: 'auth/incorrect-key', pattern: /^unauthorized$/i, statuses: [401] },
      {
        anywhere: true,
        id: 'server/misconfigured',
        pattern: /chat template is no longer allowed|(?:must|to) provide a chat template|does not have a chat template/i,
      },
      {
        anywhere: true,
        id: 'request/unsupported-parameter',
        pattern:
          /"?auto"? tool choice requires --enable-auto-tool-choice|does not support (?:chat completions|embeddings|completions) api|chat template/i,
      },
      { anywhere: true, id: 'server/error', pattern: /EngineDeadError|EngineCore encountered/i },
    ],
    types: { notfounderror: 'auth/model-not-found', internalservererror: 'server/error', badrequesterror: 'http/bad-request' },
  },
  steps: {
    'auth/model-not-found': [
      callWith(
        'Use the name that the server was started with, or give it one with --served-model-name:',
        'Authorization: Bearer ',
      ),
    ],
    'auth/incorrect-key': [
      'Use the key that the server was started with: vllm serve … --api-key KEY, or the variable VLLM_API_KEY there.',
    ],
    'tcp/refused': [
      'Wait until the server says “Application startup complete”: vLLM listens only when the model is loaded.',
      'If this is another machine or a container, start it with --host 0.0.0.0 and publish the port.',
    ],
    'request/unsupported-parameter': [
      'For tools start the server with --enable-auto-tool-choice and --tool-call-parser for this model.',
    ],
    'request/context-length': ['Start the server with a larger --max-model-len, as far as model and memory allow.'],
    'server/misconfigured': [
      'Start the server with a chat template for this model, whose tokenizer has none: --chat-template FILE.jinja',
      'Or serve a variant of the model that is made for chat (Instruct, Chat), or call /completions instead of /chat/completions.',
    ],
    'server/error': ['Restart the server and check its log for the first error: when its engine has died it answers no more.'],
  },
} satisfies ProviderEntry;
