import { type Message, messagesOf, saying } from './message.ts';

const CLEAR = {};
const GENERAL = { weight: 'general' } as const;
const BY_MODEL = { weight: 'general', type: 'BadRequestError' } as const;

/** What servers of models and gateways answer in words alone. */
export const backends: Message[] = [
  // https://github.com/ollama/ollama/blob/main/server/routes.go, llm/server.go, types/errtypes
  ...messagesOf('Ollama, its answers', '0.1 to 0.13', [
    ...saying('auth/invalid-authentication', GENERAL, 'you are not currently signed in'),
    ['"error":"model is required"', 'http/bad-request', '{"error":"model is required"}', GENERAL],
    ['"error":"missing request body"', 'http/bad-request', '{"error":"missing request body"}', GENERAL],
    ...saying(
      'server/error',
      GENERAL,
      'llama-server process has terminated',
      'llama-server process no longer running',
      'llama-server reported out-of-memory during startup',
      'timed out waiting for llama-server to start',
    ),
    ...saying('request/unsupported-parameter', BY_MODEL, 'image URLs are not currently supported, please use base64'),
    [
      'invalid think value: <...>',
      'request/unsupported-parameter',
      '{"error":"invalid think value: \\"max\\" (must be \\"high\\" or true)"}',
      BY_MODEL,
    ],
    [
      "ResponseError: model '<...>' not found",
      'auth/model-not-found',
      "ollama._types.ResponseError: model 'acme-7b' not found (status code: 404)",
    ],
    ...saying('request/context-length', CLEAR, 'input exceeds maximum context length and cannot be truncated further'),
  ]),
  // https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/serving_engine.py
  ...messagesOf('vLLM, its answers', '0.4 to 0.12', [
    ...saying(
      'request/invalid-body',
      BY_MODEL,
      'Either prompt or prompt_ids should be provided',
      'Only one of prompt or prompt_ids should be provided',
    ),
  ]),
  // https://github.com/songquanpeng/one-api/blob/main/model/token.go and middleware/auth.go
  ...messagesOf('one-api, of its own keys', '0.5 and 0.6', [
    ['令牌验证失败', 'auth/invalid-authentication', undefined, { type: 'AuthenticationError' }],
    ['该令牌只能在指定网段使用', 'auth/ip-not-allowed', undefined, { type: 'PermissionDeniedError' }],
  ]),
  // https://github.com/langchain-ai/langchain/blob/master/libs/partners/openai/langchain_openai/chat_models/base.py
  ...messagesOf('LangChain, of an answer', '0.3 and 1', [
    ...saying('http/not-the-api', { weight: 'general', type: null }, 'Received response with null value for `choices`'),
  ]),
];
