import type { ProviderEntry } from '../entry.ts';

export const llamaCpp = {
  id: 'llama.cpp',
  name: 'llama.cpp',
  aliases: ['llama-cpp', 'llama-server', 'llamafile'],
  kind: 'server',
  recognition: [
    { headers: [['server', /^llama\.cpp/i]], certainty: 'proved', source: 'ggml-org/llama.cpp tools/server/server.cpp' },
    {
      body: /"owned_by":\s?"llamacpp"|"type":\s?"(?:unavailable_error|exceed_context_size_error|not_supported_error)"/,
      certainty: 'proved',
      source: 'ggml-org/llama.cpp tools/server/README.md',
    },
    {
      log: /\bsrv\s+(?:log_server_r|update_slots|oaicompat)|\bllama[-_]server\b|slot (?:update_slots|launch_slot)/,
      certainty: 'likely',
      source: 'ggml-org/llama.cpp tools/server',
    },
  ],
  api: { baseUrl: null, paths: ['/v1', ''], takesKeysOf: 'own or none', bills: false },
  dialect: {
    source: 'ggml-org/llama.cpp tools/server/README.md, utils.hpp (error types)',
    words: [
      { anywhere: true, id: 'server/loading', pattern: /^loading model/i, statuses: [503] },
      { id: 'auth/incorrect-key', pattern: /invalid API key/i, statuses: [401] },
      {
        anywhere: true,
        id: 'request/context-length',
        pattern: /exceeds the available context size|larger than the context size/i,
      },
      {
        anywhere: true,
        id: 'request/unsupported-parameter',
        pattern: /does not support (?:embeddings|reranking|completions|multimodal)|requires --jinja|tools param requires/i,
      },
      { id: 'server/overloaded', pattern: /no slot available/i },
      { id: 'http/not-found', pattern: /^file not found$/i, statuses: [404] },
    ],
    types: {
      unavailable_error: 'server/loading',
      exceed_context_size_error: 'request/context-length',
      not_supported_error: 'request/unsupported-parameter',
      authentication_error: 'auth/incorrect-key',
    },
  },
  steps: {
    'server/loading': [
      'Wait until the model is loaded, and ask the server itself: `curl -sS {origin}/health`',
      'In a container give the readiness probe the path /health, so that no call comes before.',
    ],
    'auth/incorrect-key': ['Use the key that the server was started with: --api-key or LLAMA_API_KEY there.'],
    'request/context-length': ['Start the server with a larger context: -c 16384. It is divided among the slots (--parallel).'],
    'request/unsupported-parameter': [
      'Start the server with the option that the response names, such as --jinja for tools or --embeddings.',
    ],
    'tcp/refused': [
      'If this is another machine or a container, start the server with --host 0.0.0.0: it listens on 127.0.0.1 alone unless told otherwise.',
    ],
  },
} satisfies ProviderEntry;
