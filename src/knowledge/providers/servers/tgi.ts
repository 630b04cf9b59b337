import type { ProviderEntry } from '../entry.ts';

export const tgi = {
  id: 'tgi',
  name: 'Text Generation Inference',
  aliases: ['text-generation-inference'],
  kind: 'server',
  recognition: [
    {
      body: /"error_type":\s?"(?:validation|overloaded|generation|incomplete_generation|healthcheck|template_error|tool_error)"/,
      certainty: 'proved',
      source: 'huggingface/text-generation-inference router/src/infer/mod.rs',
    },
    {
      headers: [['x-compute-type', /./]],
      certainty: 'likely',
      source: 'huggingface/text-generation-inference router/src/server.rs',
    },
    {
      log: /\btext[-_]generation[-_](?:inference|router|launcher)\b/,
      certainty: 'likely',
      source: 'huggingface/text-generation-inference',
    },
  ],
  api: { baseUrl: null, paths: ['/v1'], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'huggingface/text-generation-inference router/src/{validation,server}.rs',
    words: [
      {
        anywhere: true,
        id: 'request/context-length',
        pattern: /`?inputs`? tokens \+ `?max_new_tokens`?|`inputs` must have less than/i,
      },
      { id: 'server/overloaded', pattern: /model is overloaded/i },
      { id: 'server/loading', pattern: /unhealthy/i, statuses: [503] },
      { id: 'request/invalid-messages', pattern: /template error/i },
    ],
    statuses: { 424: 'server/error' },
    errorIn: withErrorType,
  },
  steps: {
    'request/context-length': ['Start the server with larger --max-input-tokens and --max-total-tokens.'],
    'server/loading': ['Wait until the log says “Connected”: the weights are still loading.'],
    'server/overloaded': ['Raise --max-concurrent-requests, or add a second server.'],
  },
} satisfies ProviderEntry;

/** `{ error, error_type }`: the message beside its type. */
function withErrorType(body: unknown): { code: null; type: string; message: string; param: null } | null {
  const { error, error_type: type } = (body ?? {}) as { error?: unknown; error_type?: unknown };
  return typeof error === 'string' && typeof type === 'string'
    ? { code: null, type, message: error.slice(0, 4000), param: null }
    : null;
}
