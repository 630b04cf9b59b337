import { type Message, messagesOf } from './message.ts';

const NO_CALL = { type: null } as const;

/** Programs and frameworks around the libraries: agents, editors, user interfaces, bots. */
export const programs: Message[] = [
  ...messagesOf('OpenClaw, its guard against requests to private networks', '2026', [
    [
      'Blocked hostname or private/internal/special-use IP address',
      'dns/private-address',
      '[security] blocked URL fetch (url-fetch) targetOrigin=https://api.openai.com reason=Blocked hostname or private/internal/special-use IP address',
      { weight: 'code' },
    ],
    ['resolves to private/internal/special-use IP address', 'dns/private-address', undefined, { weight: 'code' }],
  ]),
  // https://docs.docker.com/ai/sandboxes/
  ...messagesOf('Docker Sandboxes', '0.34', [
    [
      'Blocked by network policy: domain <host>',
      'proxy/forbidden',
      'Forbidden: Blocked by network policy: domain api.openai.com:443 detail: no matching allow rule',
    ],
  ]),
  ...messagesOf('Salesforce Apex', '', [
    [
      'Unauthorized endpoint, please check Setup',
      'tcp/local-denied',
      'System.CalloutException: Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = https://api.openai.com/v1/chat/completions',
    ],
  ]),
  ...messagesOf('codex', '0.20 to 0.153', [
    [
      '`wire_api = "chat"` is no longer supported',
      'client/outdated-library',
      'Error loading configuration: `wire_api = "chat"` is no longer supported. How to fix: set `wire_api = "responses"` in your provider config.',
      NO_CALL,
    ],
    [
      "We're currently experiencing high demand",
      'server/overloaded',
      "■ We're currently experiencing high demand, which may cause temporary errors.",
      { type: 'InternalServerError' },
    ],
    [
      'Selected model is at capacity',
      'server/overloaded',
      '■ Selected model is at capacity. Please try a different model.',
      { type: 'InternalServerError' },
    ],
    [
      "You've hit your usage limit",
      'limit/quota-exceeded',
      "■ You've hit your usage limit. Upgrade to Pro or try again in 3 days.",
      { type: 'RateLimitError' },
    ],
    [
      'exceeded retry limit, last status: 429',
      'limit/rate-limit',
      '■ exceeded retry limit, last status: 429 Too Many Requests',
      { type: 'RateLimitError' },
    ],
    [
      'Your access token could not be refreshed',
      'auth/invalid-authentication',
      'Your access token could not be refreshed because your refresh token was already used. Please log out and sign in again.',
      { type: 'AuthenticationError' },
    ],
    [
      'Missing environment variable: `<word>`',
      'config/key-missing',
      'Missing environment variable: `OPENAI_API_KEY`. Create an API key and export it as an environment variable.',
      NO_CALL,
    ],
    [
      'Missing bearer or basic authentication in header',
      'auth/invalid-authentication',
      'unexpected status 401 Unauthorized: Missing bearer or basic authentication in header',
      { type: 'AuthenticationError' },
    ],
    [
      'Codex ran out of room in the model',
      'request/context-length',
      "■ Codex ran out of room in the model's context window. Start a new conversation or clear earlier history before retrying.",
      { type: 'BadRequestError' },
    ],
    [
      'idle timeout waiting for websocket',
      'stream/stalled',
      '■ stream disconnected before completion: idle timeout waiting for websocket',
    ],
    [
      'Falling back from WebSockets to HTTPS transport',
      'none',
      'warning: Falling back from WebSockets to HTTPS transport. stream disconnected before completion',
    ],
  ]),
  // https://github.com/openai/codex/blob/main/codex-rs/core/src/error.rs
  ...messagesOf('codex, its own sentences', '0.60 to 0.153', [
    [
      'Incomplete response returned, reason: content_filter',
      'request/content-policy',
      'stream disconnected before completion: Incomplete response returned, reason: content_filter',
      { type: 'BadRequestError' },
    ],
    [
      'stream disconnected - retrying sampling request',
      'stream/cut',
      'stream disconnected - retrying sampling request (4/5 in 1.698s)...',
      { weight: 'general' },
    ],
    ['Quota exceeded. Check your plan and billing details', 'limit/quota-exceeded', undefined, { type: 'RateLimitError' }],
    ['Access blocked by Cloudflare', 'http/edge-challenge', undefined, { type: 'PermissionDeniedError' }],
  ]),
  // https://github.com/explodinggradients/ragas/blob/main/src/ragas/executor.py
  ...messagesOf('Ragas', '0.1 and 0.2', [
    [
      'Exception raised in Job[<n>]: TimeoutError()',
      'client/inconclusive',
      'ERROR:ragas.executor:Exception raised in Job[25]: TimeoutError()',
      { weight: 'hidden', type: 'APITimeoutError' },
    ],
  ]),
  // https://github.com/Aider-AI/aider/blob/main/aider/exceptions.py
  ...messagesOf('Aider', '0.60 to 0.86', [
    [
      'API provider is not able to authenticate you',
      'auth/incorrect-key',
      undefined,
      { weight: 'general', type: 'AuthenticationError' },
    ],
    ['API provider has rate limited you', 'limit/rate-limit', undefined, { weight: 'general', type: 'RateLimitError' }],
    [
      "API provider's servers are down or overloaded",
      'server/overloaded',
      undefined,
      { weight: 'general', type: 'InternalServerError' },
    ],
    [
      'refused the request due to a safety policy',
      'request/content-policy',
      undefined,
      { weight: 'general', type: 'BadRequestError' },
    ],
    [
      'API provider timed out without returning a response',
      'http/timeout',
      undefined,
      { weight: 'general', type: 'APITimeoutError' },
    ],
  ]),
  // https://github.com/BerriAI/litellm/blob/main/litellm/utils.py: the call went well, and its price is not known.
  ...messagesOf('LiteLLM, its table of prices', '1', [
    [
      'Model not in model_prices_and_context_window.json',
      'none',
      'litellm.exceptions.NotFoundError: Model not in model_prices_and_context_window.json. You passed model=house/small',
    ],
    [
      "This model isn't mapped yet. model=<...>model_prices_and_context_window.json",
      'none',
      "Exception: This model isn't mapped yet. model=small, custom_llm_provider=house. Add it here - https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json.",
    ],
  ]),
  // https://github.com/BerriAI/litellm/blob/main/litellm/exceptions.py
  ...messagesOf('LiteLLM, its classes', '1', [
    [
      'ContextWindowExceededError: ',
      'request/context-length',
      'litellm.ContextWindowExceededError: too long',
      { type: 'BadRequestError' },
    ],
    [
      'ContentPolicyViolationError: ',
      'request/content-policy',
      'litellm.ContentPolicyViolationError: filtered',
      { type: 'BadRequestError' },
    ],
  ]),
  // https://platform.openai.com/docs/guides/error-codes: events of a stream carry no status
  ...messagesOf('OpenAI, in a stream', '2026', [
    [
      'There was an issue with your request. Please check your inputs',
      'http/bad-request',
      undefined,
      { type: 'BadRequestError' },
    ],
    [
      'No tool output found for function call',
      'request/invalid-messages',
      'No tool output found for function call call_1.',
      { type: 'BadRequestError' },
    ],
    ['No tool call found for function call output', 'request/invalid-messages', undefined, { type: 'BadRequestError' }],
  ]),
  // https://help.aliyun.com/zh/model-studio/error-code
  ...messagesOf('Alibaba Model Studio', '2026', [
    ['make sure your account is in good standing', 'limit/billing-inactive', undefined, { type: 'BadRequestError' }],
    ['Invalid API-key provided', 'auth/incorrect-key', undefined, { type: 'AuthenticationError' }],
    ['Throttling.RateQuota', 'limit/rate-limit', undefined, { type: 'RateLimitError' }],
    ['Throttling.AllocationQuota', 'limit/rate-limit', undefined, { type: 'RateLimitError' }],
    ['DataInspectionFailed', 'request/content-policy', undefined, { type: 'BadRequestError' }],
  ]),
  // https://github.com/ollama/ollama-python/blob/main/ollama/_client.py, https://github.com/continuedev/continue, https://github.com/open-webui/open-webui
  ...messagesOf('clients of Ollama', '', [
    ['Failed to connect to Ollama. Please check that Ollama is downloaded', 'tcp/refused', undefined, { weight: 'general' }],
    ['Ollama may not be running', 'tcp/refused', undefined, { weight: 'general' }],
    ['WebUI could not connect to Ollama', 'client/inconclusive', undefined, { weight: 'hidden' }],
    ['Open WebUI: Server Connection Error', 'client/inconclusive', undefined, { weight: 'hidden' }],
  ]),
  // https://docs.cursor.com/troubleshooting/common-issues, https://github.com/microsoft/vscode-copilot-chat
  ...messagesOf('editors', '', [
    ['please check your internet connection or VPN', 'client/inconclusive', undefined, { weight: 'hidden' }],
    ['Sorry, your request was rate-limited', 'limit/rate-limit', undefined, { type: 'RateLimitError' }],
    ['Sorry, you have been rate-limited', 'limit/rate-limit', undefined, { type: 'RateLimitError' }],
    ['Sorry, your request failed. Please try again', 'client/inconclusive', undefined, { weight: 'hidden' }],
  ]),
  ...messagesOf('Claude Code', '1 and 2', [
    [
      'response exceeded the <n> output token maximum',
      'request/context-length',
      "API Error: Claude's response exceeded the 32000 output token maximum. To configure this behavior, set the CLAUDE_CODE_MAX_OUTPUT_TOKENS environment variable.",
      { type: null },
    ],
    [
      'apiKeyHelper did not return a valid value',
      'config/key-missing',
      'Error getting API key from apiKeyHelper (in settings or ~/.claude.json): apiKeyHelper did not return a valid value',
      { type: null },
    ],
    [
      'API returned an empty or malformed response',
      'http/not-the-api',
      'API Error: API returned an empty or malformed response (HTTP 200)',
      { type: null, weight: 'general' },
    ],
    ['Credit balance is too low', 'limit/credit-exhausted', 'Credit balance is too low', { type: 'BadRequestError' }],
    [
      'Invalid API key · Please run /login',
      'auth/incorrect-key',
      'Invalid API key · Please run /login',
      { type: 'AuthenticationError' },
    ],
    [
      'OAuth token has expired',
      'auth/invalid-authentication',
      'API Error: 401 OAuth token has expired. Please obtain a new token',
      { type: 'AuthenticationError' },
    ],
    [
      'Connection error.<...>retrying',
      'client/inconclusive',
      'API Error (Connection error.) · Retrying in 1 seconds… (attempt 1/10) retrying',
      { weight: 'hidden' },
    ],
  ]),
  ...messagesOf('AI SDK', '3 to 6', [
    [
      'AI_LoadAPIKeyError',
      'config/key-missing',
      "AI_LoadAPIKeyError: OpenAI API key is missing. Pass it using the 'apiKey' parameter or the OPENAI_API_KEY environment variable.",
      NO_CALL,
    ],
    ['AI_NoSuchModelError', 'auth/model-not-found', 'AI_NoSuchModelError: No such languageModel: gpt-9', NO_CALL],
    ['AI_NoSuchProviderError', 'client/usage-error', 'AI_NoSuchProviderError: No such provider: opnai', NO_CALL],
    [
      'AI_UnsupportedModelVersionError',
      'client/dependency-conflict',
      'AI_UnsupportedModelVersionError: Unsupported model version v1 for provider "x". AI SDK 5 only supports models that implement specification version "v2".',
      NO_CALL,
    ],
    ['AI_InvalidPromptError', 'client/usage-error', 'AI_InvalidPromptError: Invalid prompt: messages must not be empty', NO_CALL],
    [
      'AI_UnsupportedFunctionalityError',
      'client/usage-error',
      "AI_UnsupportedFunctionalityError: 'image URLs' functionality not supported.",
      NO_CALL,
    ],
    [
      'AI_TypeValidationError',
      'http/not-the-api',
      'AI_TypeValidationError: Type validation failed: Value: {"foo":1}.',
      { type: null, weight: 'general' },
    ],
    ['AI_EmptyResponseBodyError', 'http/not-the-api', 'AI_EmptyResponseBodyError: Empty response body', NO_CALL],
    ['AI_ProviderSpecificError: Stream timeout', 'stream/stalled', 'AI_ProviderSpecificError: Stream timeout'],
    ['Stream timeout', 'stream/stalled', 'Error: Stream timeout', { weight: 'code' }],
  ]),
  // https://github.com/anomalyco/opencode/blob/dev/packages/opencode/src/provider/provider.ts
  ...messagesOf('opencode', '0.2 to 1', [
    [
      'ProviderModelNotFoundError',
      'auth/model-not-found',
      'ProviderModelNotFoundError: ProviderModelNotFoundError',
      { type: null, weight: 'general' },
    ],
  ]),
  ...messagesOf('LangChain', '', [
    [
      'OpenAI or Azure OpenAI API key or Token Provider not found',
      'config/key-missing',
      'Error: OpenAI or Azure OpenAI API key or Token Provider not found',
      NO_CALL,
    ],
    [
      'Azure OpenAI API instance name not found',
      'config/key-missing',
      'Error: Azure OpenAI API instance name not found',
      NO_CALL,
    ],
    [
      'Azure deployment name is required',
      'client/usage-error',
      'Error: Azure deployment name is required for Azure OpenAI provider',
      NO_CALL,
    ],
    [
      'Azure OpenAI API deployment name not found',
      'client/usage-error',
      'Error: Azure OpenAI API deployment name not found',
      NO_CALL,
    ],
    [
      'Unable to infer model provider for',
      'client/usage-error',
      "ValueError: Unable to infer model provider for model='my-model', please specify model_provider directly.",
      NO_CALL,
    ],
  ]),
  ...messagesOf('programs that miss a key', '', [
    ['No OpenAI API key', 'config/key-missing', 'Error: No OpenAI API key found', NO_CALL],
    ['OpenAI API key is not set', 'config/key-missing', 'Error: OpenAI API key is not set', NO_CALL],
    ['OpenAI API key not configured', 'config/key-missing', 'OpenAI API key not configured. Add it in the settings.', NO_CALL],
    ['OpenAI API key is required', 'config/key-missing', 'ValueError: OpenAI API key is required', NO_CALL],
    ['OpenAI API key required', 'config/key-missing', 'OpenAI API key required', NO_CALL],
    ['API key is not configured', 'config/key-missing', 'Error: API key is not configured', NO_CALL],
    ['API key not configured', 'config/key-missing', 'Error: API key not configured', NO_CALL],
    ['API key not set', 'config/key-missing', 'Error: API key not set', NO_CALL],
    ['API key is not set', 'config/key-missing', 'Error: API key is not set', NO_CALL],
    ['API key is empty', 'config/key-missing', 'panic: API key is empty', NO_CALL],
    ['No API key found', 'config/key-missing', 'Error: No API key found for provider openai', NO_CALL],
    ['No API key set', 'config/key-missing', 'No API key set for openai', NO_CALL],
    ['No API key was provided', 'config/key-missing', 'Error: No API key was provided', NO_CALL],
    ['no api key configured', 'config/key-missing', 'Error: no api key configured', NO_CALL],
    ['Please set your OpenAI API key', 'config/key-missing', 'Please set your OpenAI API key', NO_CALL],
    ['Please set the OPENAI_API_KEY', 'config/key-missing', 'Error: Please set the OPENAI_API_KEY environment variable', NO_CALL],
    ['Please provide an OpenAI API key', 'config/key-missing', 'Please provide an OpenAI API key', NO_CALL],
    ['Please enter your API key', 'config/key-missing', 'Error: Please enter your API key', { type: null, weight: 'code' }],
    ['Please provide a valid API key', 'auth/incorrect-key', 'Error: Please provide a valid API key', { weight: 'code' }],
    [
      'missing required environment variable OPENAI_API_KEY',
      'config/key-missing',
      'Error: missing required environment variable OPENAI_API_KEY',
      NO_CALL,
    ],
    [
      'Missing key inputs argument',
      'config/key-missing',
      'ValueError: Missing key inputs argument! To use the Google AI API, provide (`api_key`) arguments.',
      NO_CALL,
    ],
    ['api_key must be provided', 'config/key-missing', 'ValueError: api_key must be provided', NO_CALL],
    [
      'Could not resolve authentication method',
      'config/key-missing',
      'TypeError: "Could not resolve authentication method. Expected either api_key or auth_token to be set."',
      NO_CALL,
    ],
    [
      'environment variable not found: <word>_API_KEY',
      'config/key-missing',
      'Error: environment variable not found: OPENAI_API_KEY',
      NO_CALL,
    ],
    ['No API-key provided', 'config/key-missing', '**ERROR**: No API-key provided.', NO_CALL],
    ['Must provide an API key', 'config/key-missing', 'Must provide an API key', NO_CALL],
    ['You must provide an API key', 'config/key-missing', 'Error: You must provide an API key', NO_CALL],
    ['To use OpenAI models, set', 'config/key-missing', 'To use OpenAI models, set OPENAI_API_KEY', NO_CALL],
    ['authentication error: no API key', 'config/key-missing', 'authentication error: no API key', NO_CALL],
    [
      'Missing Authentication header',
      'auth/invalid-authentication',
      '401 Missing Authentication header',
      { type: 'AuthenticationError' },
    ],
    [
      'Authorization header is missing',
      'auth/invalid-authentication',
      'Authorization header is missing',
      { type: 'AuthenticationError', weight: 'code' },
    ],
    [
      'Missing Authorization header',
      'auth/invalid-authentication',
      'Missing Authorization header',
      { type: 'AuthenticationError', weight: 'code' },
    ],
  ]),
  ...messagesOf('libraries of another version', '', [
    [
      "'OpenAI' object has no attribute '<word>'",
      'client/outdated-library',
      "AttributeError: 'OpenAI' object has no attribute 'responses'",
      NO_CALL,
    ],
    [
      "'AsyncOpenAI' object has no attribute '<word>'",
      'client/outdated-library',
      "AttributeError: 'AsyncOpenAI' object has no attribute 'responses'",
      NO_CALL,
    ],
    [
      "'AzureOpenAI' object has no attribute '<word>'",
      'client/outdated-library',
      "AttributeError: 'AzureOpenAI' object has no attribute 'responses'",
      NO_CALL,
    ],
    [
      "'Responses' object has no attribute '<word>'",
      'client/outdated-library',
      "AttributeError: 'Responses' object has no attribute 'parse'",
      NO_CALL,
    ],
    [
      "'Beta' object has no attribute '<word>'",
      'client/outdated-library',
      "AttributeError: 'Beta' object has no attribute 'vector_stores'",
      NO_CALL,
    ],
    [
      "'Completions' object has no attribute '<word>'",
      'client/outdated-library',
      "AttributeError: 'Completions' object has no attribute 'parse'",
      NO_CALL,
    ],
    [
      'openai.createChatCompletion is not a function',
      'client/outdated-library',
      'TypeError: openai.createChatCompletion is not a function',
      NO_CALL,
    ],
    [
      '.createChatCompletion is not a function',
      'client/outdated-library',
      'TypeError: client.createChatCompletion is not a function',
      NO_CALL,
    ],
    [
      '.createCompletion is not a function',
      'client/outdated-library',
      'TypeError: openai.createCompletion is not a function',
      NO_CALL,
    ],
    ['.createImage is not a function', 'client/outdated-library', 'TypeError: openai.createImage is not a function', NO_CALL],
    [
      '.createEmbedding is not a function',
      'client/outdated-library',
      'TypeError: openai.createEmbedding is not a function',
      NO_CALL,
    ],
    [
      '.responses.create is not a function',
      'client/outdated-library',
      'TypeError: client.responses.create is not a function',
      NO_CALL,
    ],
    [
      '.chat.completions.parse is not a function',
      'client/outdated-library',
      'TypeError: client.chat.completions.parse is not a function',
      NO_CALL,
    ],
    [
      '.chat.completions.stream is not a function',
      'client/outdated-library',
      'TypeError: client.chat.completions.stream is not a function',
      NO_CALL,
    ],
    [
      '.beta.chat.completions.<word> is not a function',
      'client/outdated-library',
      'TypeError: openai.beta.chat.completions.parse is not a function',
      NO_CALL,
    ],
    [
      "Cannot read properties of undefined (reading 'completions')",
      'client/outdated-library',
      "TypeError: Cannot read properties of undefined (reading 'completions')",
      { type: null, weight: 'code' },
    ],
    [
      "Cannot read properties of undefined (reading 'responses')",
      'client/outdated-library',
      "TypeError: Cannot read properties of undefined (reading 'responses')",
      { type: null, weight: 'general' },
    ],
    ["Cannot find module 'openai", 'client/dependency-conflict', "Error: Cannot find module 'openai'", NO_CALL],
    [
      "Cannot find package 'openai'",
      'client/dependency-conflict',
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'openai' imported from /app/index.js",
      NO_CALL,
    ],
    ["No module named 'openai'", 'client/dependency-conflict', "ModuleNotFoundError: No module named 'openai'", NO_CALL],
    ["No module named 'httpx'", 'client/dependency-conflict', "ModuleNotFoundError: No module named 'httpx'", NO_CALL],
    [
      'Package subpath \'<...>\' is not defined by "exports" in <...>openai/package.json',
      'client/outdated-library',
      'Error [ERR_PACKAGE_PATH_NOT_EXPORTED]: Package subpath \'./shims/node\' is not defined by "exports" in /app/node_modules/openai/package.json',
      NO_CALL,
    ],
    [
      '`fetch` is not defined as a global',
      'client/runtime-outdated',
      'Error: `fetch` is not defined as a global; Either pass `fetch` to the client, `new OpenAI({ fetch })` or polyfill the global, `globalThis.fetch = fetch`',
      NO_CALL,
    ],
    ['fetch is not defined', 'client/runtime-outdated', 'ReferenceError: fetch is not defined', { type: null, weight: 'code' }],
  ]),
  ...messagesOf('Go clients', '', [
    [
      'http2: client connection lost',
      'http/closed',
      'Post "https://api.openai.com/v1/chat/completions": http2: client connection lost',
    ],
    [
      'http2: server sent GOAWAY and closed the connection',
      'http/closed',
      'http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug=""',
    ],
    [
      'http: server gave HTTP response to HTTPS client',
      'tls/not-tls',
      'Post "https://localhost:8000/v1": http: server gave HTTP response to HTTPS client',
    ],
    [
      'transport connection broken',
      'http/truncated',
      'net/http: HTTP/1.x transport connection broken: unexpected EOF',
      { weight: 'general' },
    ],
    [
      'socks connect tcp <host>-><host>: unknown error',
      'proxy/upstream-failed',
      'socks connect tcp 127.0.0.1:1080->api.openai.com:443: unknown error host unreachable',
    ],
    ['error reading from server: EOF', 'http/closed', 'error reading from server: EOF', { weight: 'general' }],
  ]),
  ...messagesOf('Bun and Deno', '', [
    [
      'InvalidHTTPResponse fetching',
      'http/malformed',
      'InvalidHTTPResponse fetching "https://api.openai.com/v1/models". For more information, pass `verbose: true` in the second argument to fetch()',
    ],
    [
      'Malformed_HTTP_Response fetching',
      'http/malformed',
      'Malformed_HTTP_Response fetching "https://api.openai.com/v1/models". For more information, pass `verbose: true` in the second argument to fetch()',
    ],
    ['Decompression error: ZlibError', 'http/malformed', 'TypeError: Decompression error: ZlibError'],
    [
      'ZlibError fetching',
      'http/malformed',
      'ZlibError fetching "https://api.openai.com/v1/models". For more information, pass `verbose: true` in the second argument to fetch()',
    ],
    [
      'UnsupportedRedirectProtocol fetching',
      'http/unexpected-redirect',
      'UnsupportedRedirectProtocol fetching "https://api.openai.com/v1/models". For more information, pass `verbose: true` in the second argument to fetch()',
    ],
    [
      'UnsupportedProxyProtocol fetching',
      'config/proxy-scheme-unsupported',
      'UnsupportedProxyProtocol fetching "https://api.openai.com/v1/models". For more information, pass `verbose: true` in the second argument to fetch()',
    ],
    [
      'proto error: no records found for Query',
      'dns/nxdomain',
      'NotFound: proto error: no records found for Query { name: Name("api.openai.com."), query_type: A, query_class: IN }',
      { weight: 'code' },
    ],
    [
      'Failed opening CA file',
      'config/ca-file-unreadable',
      'Error: Failed opening CA file: No such file or directory (os error 2)',
    ],
    [
      'The socket connection was closed unexpectedly',
      'http/closed',
      'error: The socket connection was closed unexpectedly. For more information, pass `verbose: true` in the second argument to fetch()',
    ],
    [
      'Unable to connect. Is the computer able to access the url?',
      'tcp/refused',
      'error: Unable to connect. Is the computer able to access the url?',
      { weight: 'general' },
    ],
    [
      'client error (Connect): dns error',
      'dns/nxdomain',
      'TypeError: error sending request for url (https://api.openai.com/v1/models): client error (Connect): dns error: failed to lookup address information',
      { weight: 'code' },
    ],
    [
      'client error (Connect): tcp connect error',
      'tcp/refused',
      'TypeError: error sending request for url (https://api.openai.com/v1/models): client error (Connect): tcp connect error',
      { weight: 'general' },
    ],
    [
      'client error (Connect): tls handshake eof',
      'tls/reset',
      'error sending request for url (https://api.openai.com/v1/models): client error (Connect): tls handshake eof',
    ],
    [
      'client error (SendRequest)',
      'http/closed',
      'error sending request for url (https://api.openai.com/v1/models): client error (SendRequest)',
      { weight: 'general' },
    ],
    [
      'Requires net access to "<host>"',
      'tcp/local-denied',
      'NotCapable: Requires net access to "api.openai.com:443", run again with the --allow-net flag',
    ],
  ]),
  ...messagesOf('R, Perl, Lua', '', [
    [
      'Failed to perform HTTP request',
      'client/inconclusive',
      'Error in `req_perform()`: ! Failed to perform HTTP request.',
      { weight: 'hidden' },
    ],
    [
      "Can't connect to <host>:<n>",
      'tcp/refused',
      "500 Can't connect to api.openai.com:443 (Connection refused)",
      { weight: 'general' },
    ],
    ["Can't verify SSL peers without knowing which Certificate Authorities to trust", 'config/ca-file-unreadable'],
  ]),
];
