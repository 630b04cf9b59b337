import { describe, expect, test } from 'vitest';
import { reportOn } from '../support/labelled-logs.ts';

/** The steps for a log that shows little: what it does not say is named by its usual value, and never by a step that leads elsewhere. */
async function stepsOn(log: string): Promise<string[]> {
  return (await reportOn(log)).findings[0]?.steps ?? [];
}

test('a proxy that the log does not name gets credentials before anything else', async () => {
  const [first, ...rest] = await stepsOn('httpx.ProxyError: 407 Proxy Authentication Required\n');
  expect(first).toContain('`export HTTPS_PROXY=http://USER:PASSWORD@PROXY:PORT`');
  expect(rest.join('\n')).not.toContain('NO_PROXY');
});

test('an incorrect key is compared with the list of keys, once', async () => {
  const log =
    "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-a', 'code': 'invalid_api_key'}}\n";
  const steps = await stepsOn(log);
  expect(steps[0]).toMatch(/^Compare the key from OPENAI_API_KEY .*: https:\/\/platform\.openai\.com\/api-keys$/);
  expect(steps.filter((step) => step.includes('/api-keys'))).toHaveLength(1);
});

/** A log, and what its first step has to say. */
const FIRST: [name: string, log: string, first: RegExp, absent?: RegExp][] = [
  [
    'a model of another vendor that OpenAI was asked for',
    "openai.NotFoundError: Error code: 404 - {'error': {'message': 'The model `qwen2.5-coder` does not exist or you do not have access to it.', 'type': 'invalid_request_error', 'param': None, 'code': 'model_not_found'}}",
    /^Set the base URL of the server that has qwen2\.5-coder\b/,
  ],
  [
    'a model that a provider of open models does not have',
    "groq.NotFoundError: Error code: 404 - {'error': {'message': 'The model `llama-9` does not exist or you do not have access to it.', 'type': 'invalid_request_error', 'code': 'model_not_found'}}",
    /^(?!Set the base URL)/,
  ],
  [
    'a base URL without its version',
    "openai.NotFoundError: Error code: 404 - {'error': {'type': 'invalid_request_error', 'code': 'unknown_url', 'message': 'Unknown request URL: POST /chat/completions. Please check the URL for typos, or see the docs at https://platform.openai.com/docs/api-reference/.', 'param': None}}",
    /^Add \/v1 at the end of the base URL/,
  ],
  [
    'an endpoint in the base URL',
    "NotFoundError: Error code: 404 - {'error': {'message': 'Invalid URL (POST /v1/chat/completions/chat/completions)', 'type': 'invalid_request_error', 'param': None, 'code': None}}",
    /^Take \/chat\/completions out of the base URL/,
  ],
  [
    'a model without its provider, before any server was asked',
    "2026-03-02 15:07:51 | WARNING | rank.py:62 | litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider you are trying to call. You passed model=house-chat\n Pass model as E.g. For 'Huggingface' inference endpoints pass in `completion(model='huggingface/starcoder',..)` Learn more: https://docs.litellm.ai/docs/providers",
    /openai\/house-chat/,
    /Azure|platform\.openai\.com|curl/,
  ],
  [
    'a parameter that has another name now',
    'chat failed: 400 {"error": {"message": "Unsupported parameter: \'max_tokens\' is not supported with this model. Use \'max_completion_tokens\' instead.", "code": "invalid_request_body"}}',
    /^Send max_completion_tokens instead of max_tokens\.$/,
  ],
  [
    'a value that the model does not take',
    "Error: 400 Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
    /^Remove temperature from the request, or set it to 1/,
  ],
  [
    'tools for a server that was started without them',
    "openai.BadRequestError: Error code: 400 - {'object': 'error', 'message': '\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set', 'type': 'BadRequestError', 'param': None, 'code': 400}",
    /^Start vLLM with --enable-auto-tool-choice/,
  ],
  [
    'a model that Ollama does not have, on its native path',
    "httpx.HTTPStatusError: Client error '404 Not Found' for url 'http://localhost:11434/api/chat'",
    /ollama pull/,
    /\/v1/,
  ],
  [
    'a context that LM Studio loaded too small',
    '[ERROR] Trying to keep the first 9120 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input.',
    /LM Studio with a context length above 9120/,
    /platform\.openai\.com/,
  ],
  [
    'the loopback address of the other family',
    "TypeError: fetch failed\n  cause: Error: connect ECONNREFUSED ::1:1234\n    errno: -4078,\n    code: 'ECONNREFUSED',\n    syscall: 'connect',\n    address: '::1',\n    port: 1234",
    /^Write 127\.0\.0\.1 instead of localhost/,
  ],
  [
    'a character that no key has',
    "  File \"/srv/app/lib/python3.12/site-packages/httpx/_models.py\", line 76, in _normalize_header_value\n    return value.encode(encoding or \"ascii\")\nUnicodeEncodeError: 'ascii' codec can't encode character '\\u2014' in position 58: ordinal not in range(128)",
    /^Copy the key again.*u2014/,
  ],
  [
    'a key of another vendor',
    "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-or-v1********cdfa. You can find your API key at https://platform.openai.com/account/api-keys.', 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}}",
    /OpenRouter.*https:\/\/openrouter\.ai\/api\/v1/,
  ],
  [
    'plain HTTP to a public API',
    'OPENAI_BASE_URL=http://api.together.xyz/v1\n[API Error: OpenAI API Error: 405 Method not allowed. Only POST requests are supported.]',
    /^Use https:\/\/ in the base URL: .*https:\/\/api\.together\.xyz\/v1/,
  ],
  [
    'a deployment, in a body alone',
    '{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again."}}',
    /^Use the name of the deployment/,
    /platform\.openai\.com/,
  ],
  [
    'a version that stands twice, in the log of the server',
    '[2026-01-28 14:58:31.771] [ERROR] Unexpected endpoint or method. (POST /v1/v1/chat/completions). Returning 200 anyway',
    /^Take \/v1 out of the base URL/,
  ],
  [
    'a path without version, in the log of the server',
    '[ERROR] Unexpected endpoint or method. (POST /chat/completions). Returning 200 anyway',
    /^Add \/v1 at the end of the base URL/,
  ],
  [
    'a limit of output that the program has itself',
    "API Error: Claude's response exceeded the 32000 output token maximum. To configure this behavior, set the CLAUDE_CODE_MAX_OUTPUT_TOKENS environment variable.",
    /CLAUDE_CODE_MAX_OUTPUT_TOKENS=64000/,
    /platform\.openai\.com|api-doctor/,
  ],
  [
    'a limit of output that the model has',
    'max_tokens: 10240 > 4096, which is the maximum allowed number of output tokens for house-small',
    /^Set max_tokens to at most 4096/,
  ],
  [
    'the name of a service of Compose',
    "ConnectionError: HTTPConnectionPool(host='llm', port=11434): Max retries exceeded with url: /api/generate/ (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f8f44052160>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution'))",
    /^Start the container llm/,
  ],
  [
    'a field of OpenAI that another vendor refuses',
    'API Error: 422 {"detail":[{"type":"extra_forbidden","loc":["body","store"],"msg":"Extra inputs are not permitted","input":false}]}',
    /^Remove store from the request/,
  ],
  ['a class that only a newer version has', "AttributeError: module 'openai' has no attribute 'OpenAI'", /^Upgrade the SDK/],
  [
    'a setting that the program no longer takes',
    'Error loading configuration: `wire_api = "chat"` is no longer supported. How to fix: set `wire_api = "responses"` in your provider config.',
    /wire_api = "responses"/,
  ],
  [
    'a history with half of a tool call',
    'API Error: 400 {"type":"error","error":{"type":"invalid_request_error","message":"messages.218.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_015house. Each `tool_result` block must have a corresponding `tool_use` block in the previous message."}}',
    /go back to the message before the interrupted tool/,
  ],
  [
    'a page that the server does not allow',
    "Access to fetch at 'http://127.0.0.1:11434/api/generate' from origin 'app://notes' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    /OLLAMA_ORIGINS/,
  ],
  [
    'a server that was started without tools',
    "{'error': {'code': 500, 'message': 'tools param requires --jinja flag', 'type': 'server_error'}}",
    /--jinja/,
  ],
  [
    'a model without tools',
    "API error: Error code: 400 - {'error': {'message': 'registry.ollama.ai/library/house:1b does not support tools', 'type': 'api_error', 'param': None, 'code': None}}",
    /^Choose a model that supports tools/,
  ],
  [
    'a key of Azure, where no address shows',
    'openai.error.AuthenticationError: Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    /^Compare the key with the keys of this very resource/,
    /api\.openai\.com/,
  ],
  [
    'a proxy with the scheme of a desktop',
    "ValueError: Unknown scheme for proxy URL URL('socks://127.0.0.1:7891/')",
    /socks5:\/\/127\.0\.0\.1:7891/,
  ],
  [
    'a chat model at the endpoint for prompts',
    'Error: 404 This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?',
    /^Call this model at \/v1\/chat\/completions/,
  ],
  [
    'a name that the server was not started with',
    "openai.NotFoundError: Error code: 404 - {'object': 'error', 'message': 'The model `/srv/house-9b/` does not exist.', 'type': 'NotFoundError', 'param': None, 'code': 404}",
    /--served-model-name/,
    /openai\.com/,
  ],
  [
    'a header that the message names',
    '{"error":{"message":"The v1 Assistants API has been deprecated. Please try again by setting the header \'OpenAI-Beta: assistants=v2\'.","type":"invalid_beta","param":null,"code":null}}',
    /^Send the header OpenAI-Beta: assistants=v2/,
  ],
  [
    'a local proxy that is not there',
    "openai.error.APIConnectionError: Error communicating with OpenAI: HTTPSConnectionPool(host='api.openai.com', port=443): Max retries exceeded with url: /v1/chat/completions (Caused by ProxyError('Cannot connect to proxy.', NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x000001A5B8C1CB88>: Failed to establish a new connection: [WinError 10061] No connection could be made because the target machine actively refused it')))",
    /^Start the proxy or VPN program/,
  ],
  [
    'a word for none in place of a parameter',
    'API Error: 400 {"error":{"message":"Something in it is wrong.","type":"None","param":"None","code":"400"}}',
    /^(?!Change the parameter None)/,
  ],
  [
    'the filter of a deployment of Azure',
    `openai.BadRequestError: Error code: 400 - {'error': {'message': "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.", 'type': None, 'param': 'prompt', 'code': 'content_filter', 'status': 400, 'innererror': {'code': 'ResponsibleAIPolicyViolation', 'content_filter_result': {'hate': {'filtered': True, 'severity': 'medium'}, 'jailbreak': {'filtered': False, 'detected': False}}}}}`,
    /^Adjust the content filter of the deployment/,
    /moderation/,
  ],
  [
    'the same filter that took a prompt for a jailbreak',
    `openai.BadRequestError: Error code: 400 - {'error': {'message': "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.", 'type': None, 'param': 'prompt', 'code': 'content_filter', 'status': 400, 'innererror': {'code': 'ResponsibleAIPolicyViolation', 'content_filter_result': {'hate': {'filtered': False, 'severity': 'safe'}, 'jailbreak': {'filtered': True, 'detected': True}}}}}`,
    /prompt shield of Azure/,
    /moderation/,
  ],
  [
    'the filter of another vendor',
    "openai.BadRequestError: Error code: 400 - {'error': {'message': 'Your request was rejected by our safety system.', 'type': 'invalid_request_error', 'param': None, 'code': 'content_policy_violation'}}",
    /moderation/,
    /Azure/,
  ],
  [
    'a key that Claude Code did not take to a gateway',
    'ANTHROPIC_BASE_URL=http://localhost:9191 claude\n> /init is analyzing your codebase…\n  ⎿  Invalid API key · Please run /login',
    /ANTHROPIC_AUTH_TOKEN/,
    /OPENAI_API_KEY/,
  ],
  [
    'a gateway that refuses Claude Code',
    '> what are you\n  ⎿  API Error (401 {"error":"Unauthorized"}) · Retrying in 2 seconds… (attempt 3/10)',
    /ANTHROPIC_AUTH_TOKEN/,
    /OPENAI_API_KEY/,
  ],
  [
    'the same status of the API itself',
    "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Unauthorized', 'type': 'invalid_request_error'}}",
    /OPENAI_API_KEY/,
    /ANTHROPIC/,
  ],
];

describe('the first step is what the message asks for', () => {
  test.each(FIRST)('%s', async (_name, log, first, absent) => {
    const finding = (await reportOn(`${log}\n`)).findings[0];
    expect(finding?.steps[0]).toMatch(first);
    if (absent) expect([finding?.explanation, ...(finding?.steps ?? [])].join('\n')).not.toMatch(absent);
  });
});

describe('a step for one message is not shown for another of the same finding', () => {
  test.each([
    [
      'LiteLLM that asked',
      'litellm.NotFoundError: OpenAIException - The model `house-chat` does not exist or you do not have access to it.',
      /before the model/,
    ],
    [
      'IPv4 refused too',
      'connect ECONNREFUSED ::1:1234\nconnect ECONNREFUSED 127.0.0.1:1234\nAPIConnectionError: Connection error.',
      /^Write 127/,
    ],
    [
      'a path of Ollama for OpenAI clients',
      'INFO HTTP Request: POST http://127.0.0.1:11434/chat/completions "HTTP/1.1 404 Not Found"\nopenai.NotFoundError: 404 page not found',
      /ollama pull/,
    ],
  ])('%s', async (_name, log, absent) => {
    expect((await stepsOn(`${log}\n`)).join('\n')).not.toMatch(absent);
  });
});
