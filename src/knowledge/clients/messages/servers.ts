import { type Message, messagesOf } from './message.ts';

/** What servers of models and gateways write into their own logs when a call to them, or from them, fails. */
export const servers: Message[] = [
  // https://docs.anthropic.com/en/api/errors
  ...messagesOf('Anthropic API', '2023-06-01', [
    [
      'max_tokens: <n> > <n>, which is the maximum allowed number of output tokens',
      'request/unsupported-parameter',
      'max_tokens: 10240 > 4096, which is the maximum allowed number of output tokens for house-small',
      { type: 'BadRequestError' },
    ],
  ]),
  ...messagesOf('Ollama', '0.1 to 0.13', [
    [
      'model requires more system memory',
      'server/error',
      'Error: model requires more system memory (8.4 GiB) than is available (5.6 GiB)',
    ],
    [
      'model runner has unexpectedly stopped',
      'server/error',
      'model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details',
    ],
    ['llama runner process has terminated', 'server/error', 'error="llama runner process has terminated: signal: killed"'],
    ['llama runner process no longer running', 'server/error', 'llama runner process no longer running: -1'],
    [
      'timed out waiting for llama runner to start',
      'server/error',
      'timed out waiting for llama runner to start - progress 0.00',
    ],
    ['could not connect to ollama app, is it running?', 'tcp/refused', 'Error: could not connect to ollama app, is it running?'],
    [
      'could not connect to ollama server, run',
      'tcp/refused',
      "Error: could not connect to ollama server, run 'ollama serve' to start it",
    ],
    ['could not connect to a running Ollama instance', 'tcp/refused', 'Warning: could not connect to a running Ollama instance'],
    ['server busy, please try again. maximum pending requests exceeded', 'server/overloaded'],
    ['truncating input prompt', 'none', 'level=WARN source=runner.go:128 msg="truncating input prompt" limit=2048 prompt=3120'],
    [
      'bind: Only one usage of each socket address',
      'client/not-an-api-error',
      'Error: listen tcp 127.0.0.1:11434: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
    ],
    [
      'bind: address already in use',
      'client/not-an-api-error',
      'Error: listen tcp 127.0.0.1:11434: bind: address already in use',
    ],
  ]),
  // https://github.com/mudler/LocalAI/blob/master/pkg/model/initializers.go: its backends are programs of their own, behind gRPC.
  ...messagesOf('LocalAI', '1 to 3', [
    [
      'could not load model: rpc error: code = <word> desc =',
      'server/error',
      'ERR Server error error="could not load model: rpc error: code = Unavailable desc = error reading from server: EOF"',
      { weight: 'code', type: 'InternalServerError' },
    ],
    [
      'could not load model - all backends returned error',
      'server/error',
      'could not load model - all backends returned error: [llama-cpp]: could not load model: rpc error: code = Canceled desc =',
      { weight: 'code', type: 'InternalServerError' },
    ],
  ]),
  // https://github.com/huggingface/text-embeddings-inference/blob/main/router/src/http/server.rs, and axum under it
  ...messagesOf('Text Embeddings Inference', '0.3 to 1', [
    [
      'Failed to buffer the request body: length limit exceeded',
      'http/too-large',
      'POST http://127.0.0.1:8080/embeddings -> 413 Failed to buffer the request body: length limit exceeded',
      { type: null },
    ],
    [
      'batch size <n> > maximum allowed batch size <n>',
      'http/unprocessable',
      '{"error":"batch size 64 > maximum allowed batch size 32","error_type":"Validation"}',
      { weight: 'general', type: 'UnprocessableEntityError' },
    ],
  ]),
  ...messagesOf('Groq and OpenAI, what the model wrote', '', [
    [
      'Failed to call a function. Please adjust your prompt',
      'http/bad-request',
      "openai.APIError: Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
      { weight: 'general', type: 'BadRequestError' },
    ],
    [
      'The model produced invalid content. Consider modifying your prompt',
      'server/error',
      'openai.APIError: The model produced invalid content. Consider modifying your prompt if you are seeing this error persistently.',
      { weight: 'general', type: 'InternalServerError' },
    ],
  ]),
  // https://github.com/lmstudio-ai/lmstudio-bug-tracker
  ...messagesOf('LM Studio', '0.2 and 0.3', [
    [
      "'messages' field is required",
      'request/invalid-body',
      "[ERROR] 'messages' field is required",
      { weight: 'general', type: 'BadRequestError' },
    ],
    [
      "'input' field must be a",
      'request/invalid-body',
      "[ERROR] 'input' field must be a string or an array of strings",
      { weight: 'general', type: 'BadRequestError' },
    ],
  ]),
  ...messagesOf('llama.cpp', '', [
    [
      'the request exceeds the available context size',
      'request/context-length',
      'error = the request exceeds the available context size. try increasing the context size or enable context shift',
      { type: 'BadRequestError' },
    ],
    [
      'exceeds the available context size',
      'request/context-length',
      'request (9042 tokens) exceeds the available context size (8192 tokens), try increasing it',
      { type: 'BadRequestError' },
    ],
    [
      'input is too large to process. increase the physical batch size',
      'request/context-length',
      'input is too large to process. increase the physical batch size',
      { type: 'InternalServerError' },
    ],
    ['context shift is disabled', 'request/context-length', 'error = context shift is disabled', { type: 'BadRequestError' }],
    [
      'failed to find free space in the KV cache',
      'server/error',
      'update_slots: failed to find free space in the KV cache, retrying with smaller batch size',
      { weight: 'general' },
    ],
  ]),
  ...messagesOf('vLLM and SGLang', '', [
    [
      'AsyncEngineDeadError',
      'server/error',
      'vllm.engine.async_llm_engine.AsyncEngineDeadError: Background loop has errored already.',
    ],
    ['EngineDeadError', 'server/error', 'vllm.v1.engine.exceptions.EngineDeadError: EngineCore encountered an issue.'],
    ['EngineCore encountered a fatal error', 'server/error', 'ERROR core.py:400 EngineCore encountered a fatal error.'],
    [
      'longer than the maximum model length',
      'request/context-length',
      'The prompt (total length 40000) is longer than the maximum model length of 32768',
      { type: 'BadRequestError' },
    ],
    [
      "the model's context length",
      'request/context-length',
      "The input (40000 tokens) is longer than the model's context length (32768 tokens).",
      { type: 'BadRequestError' },
    ],
    [
      'Error in preprocessing prompt inputs',
      'http/bad-request',
      'ERROR 11-30 09:00:01 [serving_chat.py:200] Error in preprocessing prompt inputs',
      { weight: 'hidden', type: 'BadRequestError' },
    ],
    [
      '"auto" tool choice requires --enable-auto-tool-choice',
      'request/unsupported-parameter',
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      { type: 'BadRequestError' },
    ],
    [
      'chat template is not set',
      'request/invalid-messages',
      'As of transformers v4.44, default chat template is no longer allowed, the chat template is not set',
      { type: 'BadRequestError' },
    ],
  ]),
  ...messagesOf('LM Studio', '0.2 to 0.4', [
    [
      'No models loaded. Please load a model',
      'auth/model-not-found',
      '[ERROR] No models loaded. Please load a model in the developer page or use the `lms load` command.',
    ],
    ['Model unloaded.', 'auth/model-not-found', '[LM STUDIO SERVER] [ERROR] Model unloaded.', { weight: 'code' }],
    [
      'Trying to keep the first <n> tokens when context the overflows',
      'request/context-length',
      'Error: Trying to keep the first 12000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens',
    ],
    ['The number of tokens to keep from the initial prompt is greater than the context length', 'request/context-length'],
    [
      'The model has crashed without additional information',
      'server/error',
      'Error: The model has crashed without additional information. (Exit code: null)',
    ],
    [
      'Client disconnected. Stopping generation',
      'none',
      '[LM STUDIO SERVER] Client disconnected. Stopping generation... (If the model is busy processing the prompt, it will finish first.)',
    ],
    ['insufficient system resources', 'server/error', 'Model loading was stopped due to insufficient system resources.'],
  ]),
  ...messagesOf('LiteLLM proxy', '1', [
    [
      'No deployments available for selected model',
      'limit/rate-limit',
      'litellm.types.router.RouterRateLimitError: No deployments available for selected model, Try again in 5 seconds.',
    ],
    [
      'LLM Provider NOT provided',
      'auth/model-not-found',
      'litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider you are trying to call.',
      { type: 'BadRequestError' },
    ],
    ['No connected db.', 'server/error', 'Authentication Error, No connected db.'],
    [
      'ExceededBudget:',
      'limit/spend-limit',
      'Budget has been exceeded! ExceededBudget: Key=sk-x over budget',
      { weight: 'code' },
    ],
    [
      'Invalid proxy server token passed',
      'auth/incorrect-key',
      'Authentication Error, Invalid proxy server token passed. Received API Key = sk-...abcd',
    ],
    [
      'LiteLLM Virtual Key expected',
      'auth/incorrect-key',
      "Authentication Error, LiteLLM Virtual Key expected. Received=abcd, expected to start with 'sk-'.",
    ],
    [
      'key not allowed to access model',
      'auth/model-not-found',
      "key not allowed to access model. This key can only access models=['gpt-4o']. Tried to access gpt-5",
      { type: 'AuthenticationError' },
    ],
    [
      'team not allowed to access model',
      'auth/model-not-found',
      'team not allowed to access model. This team can only access models=[]',
      { type: 'AuthenticationError' },
    ],
  ]),
  ...messagesOf('Azure OpenAI', '', [
    [
      'is not in the allowed FQDN list for this resource',
      'auth/permission-denied',
      "Outbound network access is restricted. The hostname 'search.example.net' for parameter 'endpoint' is not in the allowed FQDN list for this resource.",
    ],
  ]),
  ...messagesOf('one-api and new-api', '', [
    ['do request failed', 'client/inconclusive', 'do request failed: upstream error: do request failed', { weight: 'hidden' }],
    ['无效的令牌', 'auth/incorrect-key', '无效的令牌 (request id: 20260327)'],
    ['未提供令牌', 'auth/invalid-authentication', '未提供令牌 (request id: 20260327)'],
    ['该令牌已过期', 'auth/invalid-authentication', '该令牌已过期 (request id: 20260327)'],
    ['该令牌状态不可用', 'auth/invalid-authentication', '该令牌状态不可用 (request id: 20260327)'],
    ['该令牌额度已用尽', 'limit/quota-exceeded', '该令牌额度已用尽 !token.UnlimitedQuota && token.RemainQuota = 0'],
    ['令牌额度不足', 'limit/quota-exceeded', '令牌额度不足'],
    ['用户额度不足', 'limit/quota-exceeded', '用户额度不足, 剩余额度: ＄0.000000'],
    ['预扣费额度失败', 'limit/quota-exceeded', '预扣费额度失败, 用户剩余额度: ＄0.01, 需要预扣费额度: ＄0.02'],
    ['额度已用完', 'limit/quota-exceeded', '您的额度已用完，请充值'],
    ['账户余额不足', 'limit/credit-exhausted', '账户余额不足，请及时充值'],
    ['余额不足或无可用资源包', 'limit/credit-exhausted', '余额不足或无可用资源包,请充值。'],
    ['无可用渠道', 'auth/model-not-found', '当前分组 default 下对于模型 gpt-5 无可用渠道'],
    ['上游负载已饱和', 'server/overloaded', '当前分组上游负载已饱和，请稍后再试'],
    ['请求数限制', 'limit/rate-limit', '您已达到请求数限制：1分钟内最多请求10次'],
    ['请求过于频繁', 'limit/rate-limit', '请求过于频繁，请稍后再试'],
    ['该用户已被封禁', 'auth/account-deactivated', '该用户已被封禁'],
    ['用户已被封禁', 'auth/account-deactivated', '用户已被封禁'],
    ['该令牌无权访问模型', 'auth/model-not-found', '该令牌无权访问模型 gpt-5'],
    ['该令牌无权使用模型', 'auth/model-not-found', '该令牌无权使用模型：gpt-5'],
    ['您的 IP 不在令牌允许访问的列表中', 'auth/ip-not-allowed'],
    ['该渠道已被禁用', 'server/error', '该渠道已被禁用'],
    [
      'Invalid token (request id',
      'auth/incorrect-key',
      'Invalid token (request id: 20260327022811345667216)',
      { type: 'AuthenticationError' },
    ],
    ['user quota is not enough', 'limit/quota-exceeded', 'user quota is not enough'],
    ['token quota is not enough', 'limit/quota-exceeded', 'token quota is not enough, token remain quota: 0'],
    ['pre-consume quota failed', 'limit/quota-exceeded', 'pre-consume quota failed, user remaining quota: 0'],
    [
      'No available channel for model <word>',
      'auth/model-not-found',
      'No available channel for model gpt-5 under group default (distributor)',
    ],
    ['upstream load is saturated', 'server/overloaded', 'The upstream load is saturated, please try again later'],
  ]),
  // https://www.privoxy.org: its own failure, in the status line of a call that was for another
  ...messagesOf('Privoxy', '3', [
    [
      'Internal Privoxy Error',
      'proxy/upstream-failed',
      "httpx.HTTPStatusError: Server error '500 Internal Privoxy Error' for url 'http://localhost:11434/api/chat'",
    ],
  ]),
  ...messagesOf('nginx', '1', [
    [
      'upstream prematurely closed connection while reading response header from upstream',
      'server/bad-gateway',
      '2026/11/30 09:00:01 [error] 31#31: *7 upstream prematurely closed connection while reading response header from upstream, client: 10.0.0.2, server: , request: "POST /v1/chat/completions HTTP/1.1", upstream: "http://10.0.0.3:8000/v1/chat/completions"',
      { weight: 'code' },
    ],
    [
      'upstream prematurely closed connection while reading upstream',
      'stream/cut',
      '2026/11/30 09:00:01 [error] 31#31: *7 upstream prematurely closed connection while reading upstream, client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1", upstream: "http://10.0.0.3:8000/v1/chat/completions"',
    ],
    [
      'no live upstreams while connecting to upstream',
      'server/bad-gateway',
      '[error] 31#31: *7 no live upstreams while connecting to upstream, client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1", upstream: "http://llm/v1/chat/completions"',
    ],
    [
      'could not be resolved (<n>: Host not found)',
      'dns/nxdomain',
      '[error] 31#31: *7 api.opnai.com could not be resolved (3: Host not found), client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1"',
    ],
    [
      'could not be resolved (110: Operation timed out)',
      'dns/timeout',
      '[error] 31#31: *7 api.openai.com could not be resolved (110: Operation timed out), client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1"',
    ],
    [
      'could not be resolved (2: Server failure)',
      'dns/servfail',
      '[error] 31#31: *7 api.openai.com could not be resolved (2: Server failure), client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1"',
    ],
    [
      'could not be resolved (5: Operation refused)',
      'dns/refused',
      '[error] 31#31: *7 api.openai.com could not be resolved (5: Operation refused), client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1"',
    ],
    [
      'no resolver defined to resolve <host>',
      'dns/no-resolver',
      '[error] 31#31: *7 no resolver defined to resolve api.openai.com, client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1"',
    ],
    [
      'host not found in upstream "<host>"',
      'dns/nxdomain',
      'nginx: [emerg] host not found in upstream "llm-backend" in /etc/nginx/conf.d/default.conf:12',
    ],
    [
      'client intended to send too large body',
      'http/too-large',
      '[error] 31#31: *7 client intended to send too large body: 5242880 bytes, client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1"',
    ],
    [
      'client intended to send too large chunked body',
      'http/too-large',
      '[error] 31#31: *7 client intended to send too large chunked body: 5242880 bytes, request: "POST /v1/audio/transcriptions HTTP/1.1"',
    ],
    [
      'upstream sent too big header while reading response header from upstream',
      'http/malformed',
      '[error] 31#31: *7 upstream sent too big header while reading response header from upstream, client: 10.0.0.2, request: "POST /v1/responses HTTP/1.1"',
    ],
    [
      'SSL_do_handshake() failed (<...>) while SSL handshaking to upstream',
      'tls/handshake-failure',
      '[error] 31#31: *7 SSL_do_handshake() failed (SSL: error:0A000410:SSL routines::ssl/tls alert handshake failure:SSL alert number 40) while SSL handshaking to upstream, client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1", upstream: "https://162.159.140.245:443/v1/chat/completions"',
      { weight: 'code' },
    ],
    [
      'upstream SSL certificate verify error: (20:',
      'tls/unknown-issuer',
      '[error] 31#31: *7 upstream SSL certificate verify error: (20:unable to get local issuer certificate) while SSL handshaking to upstream, client: 10.0.0.2',
    ],
    [
      'upstream SSL certificate verify error: (10:',
      'tls/expired',
      '[error] 31#31: *7 upstream SSL certificate verify error: (10:certificate has expired) while SSL handshaking to upstream, client: 10.0.0.2',
    ],
    [
      'upstream SSL certificate does not match "<host>"',
      'tls/hostname-mismatch',
      '[error] 31#31: *7 upstream SSL certificate does not match "api.openai.com" while SSL handshaking to upstream, client: 10.0.0.2',
    ],
    [
      'limiting requests, excess: <n>',
      'limit/rate-limit',
      '[error] 31#31: *7 limiting requests, excess: 5 by zone "llm", client: 10.0.0.2, request: "POST /v1/chat/completions HTTP/1.1"',
      { weight: 'code' },
    ],
  ]),
  ...messagesOf('Envoy and Istio', '1', [
    [
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      'server/bad-gateway',
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      { weight: 'general' },
    ],
    [
      'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
      'server/bad-gateway',
      'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
      { weight: 'general' },
    ],
    [
      'upstream connect error or disconnect/reset before headers. reset reason: overflow',
      'server/overloaded',
      'upstream connect error or disconnect/reset before headers. reset reason: overflow',
    ],
    [
      'upstream connect error or disconnect/reset before headers',
      'server/bad-gateway',
      'upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure',
      { weight: 'general' },
    ],
    ['no healthy upstream', 'server/bad-gateway', 'no healthy upstream'],
    ['upstream request timeout', 'server/bad-gateway', 'upstream request timeout', { weight: 'general' }],
  ]),
  ...messagesOf('Traefik, Caddy, Kong, Apache, cloudflared', '', [
    [
      'AH01114: HTTP: failed to make connection to backend',
      'server/bad-gateway',
      '[proxy_http:error] [pid 12] AH01114: HTTP: failed to make connection to backend: 10.0.0.3',
    ],
    [
      'AH01102: error reading status line from remote server',
      'server/bad-gateway',
      '[proxy_http:error] [pid 12] AH01102: error reading status line from remote server api.openai.com:443',
    ],
    [
      'An invalid response was received from the upstream server',
      'server/bad-gateway',
      '{"message":"An invalid response was received from the upstream server"}',
    ],
    ['no Route matched with those values', 'http/not-found', '{"message":"no Route matched with those values"}'],
    [
      'name resolution failed for host <host>',
      'dns/nxdomain',
      'failed the initial dns/balancer resolve for "llm-backend": name resolution failed for host llm-backend',
      { weight: 'code' },
    ],
  ]),
];
