import { type Own, owned, type Printed } from './table.ts';

/** What servers of models and gateways answer, or write of a call that fails, each in words of its own. */
const OWN: Own[] = [
  [
    'llama.cpp',
    'b4000 to b7000',
    'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/server-http.cpp',
    [
      ['{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}', 'auth/incorrect-key'],
      ['{"error":{"message":"Loading model","type":"unavailable_error","code":503}}', 'server/loading'],
      ['{"error":{"message":"File Not Found","type":"not_found_error","code":404}}', 'http/not-found'],
      ['srv  middleware_va: unauthorized: Invalid API Key', 'auth/incorrect-key'],
    ],
  ],
  [
    'llama.cpp, its answers',
    'b4000 to b7000',
    'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/server-common.cpp',
    [
      [
        "Error code: 400 - {'error': {'code': 400, 'message': 'request (4476 tokens) exceeds the available context size (4096 tokens)', 'type': 'exceed_context_size_error', 'n_prompt_tokens': 4476, 'n_ctx': 4096}}",
        'request/context-length',
      ],
      [
        '{"error":{"code":501,"message":"This server does not support embeddings. Start it with `--embeddings`","type":"not_supported_error"}}',
        'request/unsupported-parameter',
      ],
      ['{"error":{"code":500,"message":"Compute error.","type":"server_error"}}', 'server/error'],
      ['{"error":{"code":400,"message":"Invalid slot ID","type":"invalid_request_error"}}', 'http/bad-request'],
      ['srv    send_error: task id = 12, error: context shift is disabled', 'request/context-length'],
    ],
  ],
  [
    'Ollama, its answers',
    '0.1 to 0.13',
    'https://github.com/ollama/ollama/blob/main/server/routes.go',
    [
      ['{"error":"unauthorized","signin_url":"https://ollama.com/connect?name=box&key=x"}', 'auth/invalid-authentication'],
      ['{"error":"you are not currently signed in"}', 'auth/invalid-authentication'],
      ['{"error":"\\"acme-embed\\" does not support chat"}', 'request/unsupported-parameter'],
      ['{"error":"\\"acme-embed\\" does not support generate"}', 'request/unsupported-parameter'],
      ['{"error":"\\"acme-7b\\" does not support thinking"}', 'request/unsupported-parameter'],
      ['{"error":"model is required"}', 'http/bad-request'],
      ['{"error":"missing request body"}', 'http/bad-request'],
      [
        '{"error":"model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details"}',
        'server/error',
      ],
      ['{"error":"llama-server process has terminated: signal: killed"}', 'server/error'],
      ['{"error":"llama-server process no longer running: -1 "}', 'server/error'],
      ['{"error":"llama-server reported out-of-memory during startup: cudaMalloc failed"}', 'server/error'],
      ['{"error":"timed out waiting for llama-server to start - progress 0.00"}', 'server/error'],
      ['{"error":"input exceeds maximum context length and cannot be truncated further"}', 'request/context-length'],
      [
        '{"error":"image URLs are not currently supported, please use base64 encoded data instead"}',
        'request/unsupported-parameter',
      ],
      [
        '{"error":"invalid think value: \\"max\\" (must be \\"high\\", \\"medium\\", \\"low\\", true, or false)"}',
        'request/unsupported-parameter',
      ],
    ],
  ],
  [
    'vLLM',
    '0.4 to 0.12',
    'https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/serving_engine.py',
    [
      [
        '{"object":"error","message":"The model `acme-7b` does not exist.","type":"NotFoundError","param":null,"code":404}',
        'auth/model-not-found',
      ],
      [
        '{"error":{"message":"The model `acme-7b` does not exist.","type":"NotFoundError","param":null,"code":404}}',
        'auth/model-not-found',
      ],
      [
        "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens in the messages, Please reduce the length of the messages.",
        'request/context-length',
      ],
      [
        "This model's maximum context length is 512 tokens. However, you requested 900 tokens in the input for embedding generation.",
        'request/context-length',
      ],
      ['vllm.v1.engine.exceptions.EngineDeadError: EngineCore encountered an issue.', 'server/error'],
      ['Either prompt or prompt_ids should be provided.', 'request/invalid-body'],
    ],
  ],
  [
    'new-api, its codes',
    '0.8 to 0.10',
    'https://github.com/QuantumNous/new-api/blob/main/types/error.go',
    [
      [
        'status_code=403, 用户额度不足, 剩余额度: ＄0.000000 {"code":"insufficient_user_quota","type":"new_api_error"}',
        'limit/quota-exceeded',
      ],
      [
        '{"error":{"message":"token quota is not enough","type":"new_api_error","param":"","code":"pre_consume_token_quota_failed"}}',
        'limit/quota-exceeded',
      ],
      [
        '{"error":{"message":"no available key","type":"new_api_error","param":"","code":"channel:no_available_key"}}',
        'server/misconfigured',
      ],
      [
        '{"error":{"message":"invalid key","type":"new_api_error","param":"","code":"channel:invalid_key"}}',
        'server/misconfigured',
      ],
      [
        '{"error":{"message":"prompt blocked","type":"upstream_error","param":"","code":"prompt_blocked"}}',
        'request/content-policy',
      ],
      [
        '{"error":{"message":"sensitive words detected","type":"new_api_error","param":"","code":"sensitive_words_detected"}}',
        'request/content-policy',
      ],
      ['{"error":{"message":"empty response","type":"new_api_error","param":"","code":"empty_response"}}', 'server/bad-gateway'],
    ],
  ],
  [
    'one-api',
    '0.5 and 0.6',
    'https://github.com/songquanpeng/one-api/blob/main/model/token.go',
    [
      ['{"error":{"message":"未提供令牌","type":"one_api_error"}}', 'auth/invalid-authentication'],
      ['{"error":{"message":"无效的令牌","type":"one_api_error"}}', 'auth/incorrect-key'],
      ['{"error":{"message":"令牌验证失败","type":"one_api_error"}}', 'auth/invalid-authentication'],
      ['{"error":{"message":"该令牌已过期","type":"one_api_error"}}', 'auth/invalid-authentication'],
      ['{"error":{"message":"该令牌状态不可用","type":"one_api_error"}}', 'auth/invalid-authentication'],
      ['{"error":{"message":"该令牌额度已用尽","type":"one_api_error"}}', 'limit/quota-exceeded'],
      ['{"error":{"message":"用户已被封禁","type":"one_api_error"}}', 'auth/account-deactivated'],
      ['{"error":{"message":"该令牌无权使用模型：acme-7b","type":"one_api_error"}}', 'auth/model-not-found'],
      [
        '{"error":{"message":"该令牌只能在指定网段使用：10.0.0.0/8，当前 ip：192.0.2.7","type":"one_api_error"}}',
        'auth/ip-not-allowed',
      ],
    ],
  ],
  [
    'OpenRouter, its limits and rules',
    '2026',
    'https://openrouter.ai/docs/api-reference/errors',
    [
      [
        'API Error: 403 {"error":{"message":"Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys","code":403}}',
        'limit/spend-limit',
      ],
      [
        'Error code: 404 - {"error":{"message":"No endpoints found matching your data policy (Free model publication). Configure: https://openrouter.ai/settings/privacy","code":404}}',
        'auth/permission-denied',
      ],
      ['{"error":{"message":"Insufficient credits","code":402}}', 'limit/credit-exhausted'],
    ],
  ],
  [
    'Open WebUI',
    '0.3 to 0.6',
    'https://github.com/open-webui/open-webui/blob/main/backend/open_webui/constants.py',
    [
      ['WebUI could not connect to Ollama', 'client/inconclusive'],
      [
        "open_webui.routers.openai:send_get_request:84 - Connection error: Cannot connect to host host.docker.internal:1234 ssl:default [Connect call failed ('192.168.65.254', 1234)]",
        'tcp/refused',
      ],
      ['External: Incorrect API key provided: sk-own****4kd.', 'auth/incorrect-key'],
      ['The email or password provided is incorrect. Please check for typos and try logging in again.', 'none'],
    ],
  ],
  [
    'LangChain (JavaScript), its address of a code',
    '0.3 to 1',
    'https://github.com/langchain-ai/langchainjs/blob/main/libs/langchain-core/src/errors/index.ts',
    [
      [
        'Error [InsufficientQuotaError]: 429 You exceeded your current quota, please check your plan and billing details.\n\nTroubleshooting URL: https://docs.langchain.com/oss/javascript/langchain/errors/MODEL_RATE_LIMIT/',
        'limit/quota-exceeded',
      ],
      [
        'Error: 401 status code (no body)\n\nTroubleshooting URL: https://docs.langchain.com/oss/javascript/langchain/errors/MODEL_AUTHENTICATION/',
        'auth/invalid-authentication',
      ],
      [
        'GraphRecursionError: Recursion limit of 25 reached without hitting a stop condition.\n\nTroubleshooting URL: https://docs.langchain.com/oss/javascript/langgraph/GRAPH_RECURSION_LIMIT/',
        'none',
      ],
      [
        'InvalidUpdateError: Invalid update for channel "cursor" with values [1,2]\n\nTroubleshooting URL: https://docs.langchain.com/oss/javascript/langgraph/INVALID_CONCURRENT_GRAPH_UPDATE/',
        'none',
      ],
    ],
  ],
  [
    'LangChain (Python)',
    '0.3 and 1',
    'https://github.com/langchain-ai/langchain/blob/master/libs/partners/openai/langchain_openai/chat_models/base.py',
    [['TypeError: Received response with null value for `choices`.', 'http/not-the-api']],
  ],
];

export const backends: Printed[] = owned(OWN);
