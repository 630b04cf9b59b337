import { type Own, owned, type Printed } from './table.ts';

/** What programs around the libraries, gateways and providers say, each in words of its own. */
const OWN: Own[] = [
  [
    'codex',
    '0.20 to 0.153',
    'https://github.com/openai/codex/blob/main/codex-rs/core/src/error.rs',
    [
      [
        '■ stream disconnected before completion: error sending request for url (https://chatgpt.com/backend-api/codex/responses)',
        'client/inconclusive',
      ],
      ['■ stream disconnected before completion: stream closed before response.completed', 'stream/cut'],
      [
        "■ Codex ran out of room in the model's context window. Start a new conversation or clear earlier history before retrying.",
        'request/context-length',
      ],
      ['■ Quota exceeded. Check your plan and billing details.', 'limit/quota-exceeded'],
      ["■ We're currently experiencing high demand, which may cause temporary errors.", 'server/overloaded'],
      ["■ You've hit your usage limit. Try again later.", 'limit/quota-exceeded'],
      ['■ exceeded retry limit, last status: 429 Too Many Requests, request id: req_1', 'limit/rate-limit'],
      ['■ exceeded retry limit, last status: 503 Service Unavailable', 'server/overloaded'],
      [
        '■ Access blocked by Cloudflare. This usually happens when connecting from a restricted region (status 403 Forbidden)',
        'http/edge-challenge',
      ],
      ['■ unexpected status 401 Unauthorized: Missing bearer or basic authentication in header', 'auth/invalid-authentication'],
      ['Missing environment variable: `OPENAI_API_KEY`.', 'config/key-missing'],
      ['■ Connection failed: error sending request for url (https://api.openai.com/v1/responses)', 'client/inconclusive'],
    ],
  ],
  [
    'Aider',
    '0.60 to 0.86',
    'https://github.com/Aider-AI/aider/blob/main/aider/exceptions.py',
    [
      ['The API provider is not able to authenticate you. Check your API key.', 'auth/incorrect-key'],
      ['The API provider has rate limited you. Try again later or check your quotas.', 'limit/rate-limit'],
      ["The API provider's servers are down or overloaded.", 'server/overloaded'],
      ['The API provider has refused the request due to a safety policy about the content.', 'request/content-policy'],
      ['The API provider timed out without returning a response. They may be down or overloaded.', 'http/timeout'],
    ],
  ],
  [
    'LiteLLM',
    '1',
    'https://github.com/BerriAI/litellm/blob/main/litellm/exceptions.py',
    [
      ['litellm.APIConnectionError: APIConnectionError: OpenAIException - Connection error.', 'client/inconclusive'],
      ['litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.', 'client/inconclusive'],
      ['litellm.Timeout: Timeout: OpenAIException - Request timed out.', 'client/inconclusive'],
      [
        'litellm.ContextWindowExceededError: ContextWindowExceededError: OpenAIException - prompt too long',
        'request/context-length',
      ],
      ['litellm.ContentPolicyViolationError: ContentPolicyViolationError: AzureException - filtered', 'request/content-policy'],
      [
        "litellm.UnsupportedParamsError: openai does not support parameters: ['top_k'], for model=gpt-5",
        'request/unsupported-parameter',
      ],
      ['litellm.BudgetExceededError: Budget has been exceeded! Current cost: 12.3, Max budget: 10.0', 'limit/spend-limit'],
      ['litellm.ServiceUnavailableError: ServiceUnavailableError: OpenAIException - The server is down', 'server/overloaded'],
      [
        'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided: sk-abc.',
        'auth/incorrect-key',
      ],
      [
        'litellm.NotFoundError: NotFoundError: OpenAIException - The model `gpt-9` does not exist or you do not have access to it.',
        'auth/model-not-found',
      ],
      [
        'litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider you are trying to call. You passed model=foo',
        'auth/model-not-found',
      ],
    ],
  ],
  [
    'OpenAI',
    '2026',
    'https://platform.openai.com/docs/guides/error-codes',
    [
      [
        "Error: 401 You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth",
        'auth/invalid-authentication',
      ],
      [
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth",
        'auth/invalid-authentication',
      ],
      [
        'Incorrect API key provided: sk-abc****xyz. You can find your API key at https://platform.openai.com/account/api-keys.',
        'auth/incorrect-key',
      ],
      ['You exceeded your current quota, please check your plan and billing details.', 'limit/quota-exceeded'],
      [
        'Rate limit reached for gpt-5 in organization org-x on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000.',
        'limit/rate-limit',
      ],
      [
        'Request too large for gpt-5 in organization org-x on tokens per min (TPM): Limit 30000, Requested 50000.',
        'limit/request-too-large',
      ],
      ['The model `gpt-9` does not exist or you do not have access to it.', 'auth/model-not-found'],
      [
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 140000 tokens.",
        'request/context-length',
      ],
      [
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        'request/unsupported-parameter',
      ],
      [
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
        'request/unsupported-parameter',
      ],
      ['Your organization must be verified to use the model `gpt-5`.', 'auth/organization-unverified'],
      ['Country, region, or territory not supported', 'auth/unsupported-region'],
      ['The server had an error while processing your request. Sorry about that!', 'server/error'],
      ['The engine is currently overloaded, please try again later', 'server/overloaded'],
      ['Billing hard limit has been reached', 'limit/billing-hard-limit'],
      ['There was an issue with your request. Please check your inputs and try again', 'http/bad-request'],
      [
        'An error occurred while processing your request. You can retry your request, or contact us through our help center',
        'server/error',
      ],
      ["Invalid schema for function 'f': In context=(), 'required' is required to be supplied", 'request/invalid-schema'],
      ['No tool output found for function call call_1.', 'request/invalid-messages'],
    ],
  ],
  [
    'Anthropic',
    '2023-06-01',
    'https://docs.anthropic.com/en/api/errors',
    [
      [
        "Error code: 401 - {'type': 'error', 'error': {'type': 'authentication_error', 'message': 'invalid x-api-key'}}",
        'auth/incorrect-key',
      ],
      [
        "Error code: 429 - {'type': 'error', 'error': {'type': 'rate_limit_error', 'message': 'This request would exceed the rate limit'}}",
        'limit/rate-limit',
      ],
      [
        "Error code: 529 - {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}}",
        'server/overloaded',
      ],
      [
        "Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'Your credit balance is too low to access the Anthropic API.'}}",
        'limit/credit-exhausted',
      ],
      [
        "Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'prompt is too long: 205000 tokens > 200000 maximum'}}",
        'request/context-length',
      ],
      ['API Error: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', 'server/overloaded'],
    ],
  ],
  [
    'Google',
    'v1beta',
    'https://ai.google.dev/gemini-api/docs/troubleshooting',
    [
      [
        '{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}',
        'auth/incorrect-key',
      ],
      [
        '{"error":{"code":429,"message":"Resource has been exhausted (e.g. check quota).","status":"RESOURCE_EXHAUSTED"}}',
        'limit/rate-limit',
      ],
      [
        '{"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}',
        'server/overloaded',
      ],
      [
        '{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}',
        'auth/unsupported-region',
      ],
    ],
  ],
  [
    'OpenRouter',
    '2026',
    'https://openrouter.ai/docs/api-reference/errors',
    [
      ['{"error":{"message":"No auth credentials found","code":401}}', 'auth/invalid-authentication'],
      ['{"error":{"message":"User not found.","code":401}}', 'auth/invalid-authentication'],
      [
        '{"error":{"message":"This request requires more credits, or fewer max_tokens. You requested up to 32000 tokens, but can only afford 100.","code":402}}',
        'limit/credit-exhausted',
      ],
      ['{"error":{"message":"No endpoints found for foo/bar.","code":404}}', 'auth/model-not-found'],
      ['{"error":{"message":"foo/bar is not a valid model ID","code":400}}', 'auth/model-not-found'],
    ],
  ],
  [
    'DeepSeek, Moonshot, Alibaba and kin',
    '2026',
    'https://api-docs.deepseek.com/quick_start/error_codes',
    [
      [
        '{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}',
        'limit/credit-exhausted',
      ],
      ['402 Insufficient Balance', 'limit/credit-exhausted'],
      ['{"error":{"message":"Authentication Fails (no such user)","type":"authentication_error"}}', 'auth/incorrect-key'],
      ['{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}', 'auth/model-not-found'],
      [
        '{"code":"Arrearage","message":"Access denied, please make sure your account is in good standing."}',
        'limit/billing-inactive',
      ],
      ['{"code":"InvalidApiKey","message":"Invalid API-key provided."}', 'auth/incorrect-key'],
      ['{"code":"Throttling.RateQuota","message":"Requests rate limit exceeded, please try again later."}', 'limit/rate-limit'],
      ['{"code":"DataInspectionFailed","message":"Input data may contain inappropriate content."}', 'request/content-policy'],
    ],
  ],
  [
    'Azure OpenAI',
    '2024-10-21',
    'https://learn.microsoft.com/azure/ai-foundry/openai/',
    [
      [
        "Error code: 401 - {'error': {'code': '401', 'message': 'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'}}",
        'auth/incorrect-key',
      ],
      [
        "Error code: 404 - {'error': {'code': 'DeploymentNotFound', 'message': 'The API deployment for this resource does not exist.'}}",
        'auth/model-not-found',
      ],
      ["Error code: 404 - {'error': {'code': '404', 'message': 'Resource not found'}}", 'http/not-found'],
      [
        "Error code: 403 - {'error': {'code': '403', 'message': 'Public access is disabled. Please configure private endpoint.'}}",
        'auth/ip-not-allowed',
      ],
      [
        "Error code: 403 - {'error': {'code': 'AccessDenied', 'message': 'Access denied due to Virtual Network/Firewall rules.'}}",
        'auth/ip-not-allowed',
      ],
      [
        "Error code: 429 - {'error': {'code': '429', 'message': 'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded token rate limit of your current pricing tier. Please retry after 26 seconds.'}}",
        'limit/rate-limit',
      ],
      [
        "Error code: 400 - {'error': {'code': 'content_filter', 'message': \"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.\"}}",
        'request/content-policy',
      ],
    ],
  ],
  [
    'Ollama, as a client meets it',
    '0.1 to 0.13',
    'https://github.com/ollama/ollama/blob/main/server/routes.go',
    [
      ['{"error":"model \'llama3\' not found"}', 'auth/model-not-found'],
      ['{"error":"model \\"llama3\\" not found, try pulling it first"}', 'auth/model-not-found'],
      ['ollama._types.ResponseError: model "llama3" not found, try pulling it first (status code: 404)', 'auth/model-not-found'],
      [
        'ConnectionError: Failed to connect to Ollama. Please check that Ollama is downloaded, running and accessible. https://ollama.com/download',
        'tcp/refused',
      ],
      ['{"error":"registry.ollama.ai/library/gemma:latest does not support tools"}', 'request/unsupported-parameter'],
      ['{"error":"model requires more system memory (8.4 GiB) than is available (5.6 GiB)"}', 'server/error'],
    ],
  ],
  [
    'editors and desktop programs',
    '',
    'https://github.com/continuedev/continue/blob/main/core/llm/index.ts',
    [
      ['HTTP 401 Unauthorized from https://api.openai.com/v1/chat/completions', 'auth/invalid-authentication'],
      ['HTTP 404 Not Found from http://localhost:11434/api/chat', 'http/not-found'],
      ['HTTP 502 Bad Gateway from https://gw.example/v1/chat/completions', 'server/bad-gateway'],
      ['Ollama may not be running. Unable to connect to http://localhost:11434', 'tcp/refused'],
      ['Open WebUI: Server Connection Error', 'client/inconclusive'],
      ['WebUI could not connect to Ollama', 'client/inconclusive'],
      ['Connection failed. If the problem persists, please check your internet connection or VPN', 'client/inconclusive'],
    ],
  ],
];

export const applications: Printed[] = owned(OWN);
