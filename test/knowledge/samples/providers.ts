import type { Traces } from '../../../src/knowledge/parties.ts';

/** What was seen of a provider, in short: a host with its port and path, an answer, an alias, a passage of a log. */
export interface Sample {
  host?: string;
  port?: number;
  path?: string;
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  alias?: string;
  log?: string;
}

const at = (...hosts: string[]): Sample[] => hosts.map((host) => ({ host }));
const logs = (...passages: string[]): Sample[] => passages.map((log) => ({ log }));
const says = (body: string, status = 400): Sample => ({ host: 'llm.company.example', status, body });
const sends = (name: string, value: string): Sample => ({
  host: 'llm.company.example',
  status: 401,
  headers: { [name]: value },
  body: '{}',
});
const listens = (port: number): Sample => ({ host: 'localhost', port, path: '/v1' });

/** For each entry what it must be known by; every mark of an entry is met by one of them. */
export const providerSamples: Record<string, Sample[]> = {
  openai: [
    ...at('api.openai.com', 'eu.api.openai.com'),
    ...logs('You can find your API key at https://platform.openai.com/account/api-keys.'),
  ],
  'azure-openai': [
    ...at('contoso.openai.azure.com', 'contoso.cognitiveservices.azure.com', 'contoso.services.ai.azure.com'),
    { host: 'llm.company.example', alias: 'contoso.privatelink.openai.azure.com' },
    ...logs('openai.lib.azure.AzureOpenAI: Error code: 401'),
  ],
  openrouter: [
    ...at('openrouter.ai'),
    says('{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"x","provider_name":"Chutes"}}}'),
    ...logs('POST https://openrouter.ai/api/v1/chat/completions 402'),
  ],
  groq: [
    ...at('api.groq.com'),
    sends('x-groq-region', 'us-west-1'),
    says('{"error":{"message":"Rate limit reached. Visit https://console.groq.com/docs/rate-limits"}}'),
    ...logs('httpx: HTTP Request: POST https://api.groq.com/openai/v1/chat/completions'),
  ],
  mistral: [
    ...at('api.mistral.ai', 'codestral.mistral.ai'),
    sends('mistral-correlation-id', '0199-1'),
    ...logs('litellm.APIError: MistralException - boom'),
  ],
  deepseek: [
    ...at('api.deepseek.com'),
    sends('x-ds-trace-id', '6a1'),
    says('{"error":{"message":"Authentication Fails, Your api key: ****aaaa is invalid"}}', 401),
    ...logs('https://api.deepseek.com/v1/chat/completions "HTTP/1.1 402 Payment Required"'),
  ],
  google: [
    ...at('generativelanguage.googleapis.com'),
    says('[{"error":{"code":400,"status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo"}]}}]'),
    ...logs('see https://ai.google.dev/gemini-api/docs/rate-limits'),
  ],
  'vertex-ai': [
    ...at('us-central1-aiplatform.googleapis.com', 'aiplatform.googleapis.com'),
    ...logs('POST https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/endpoints/openapi'),
  ],
  anthropic: [
    ...at('api.anthropic.com'),
    sends('anthropic-organization-id', 'b1'),
    ...logs('AnthropicException - overloaded_error'),
  ],
  xai: [
    ...at('api.x.ai', 'us-east-1.api.x.ai'),
    says(
      '{"code":"Client specified an invalid argument","error":"Incorrect API key provided: xa***. You can obtain an API key from https://console.x.ai."}',
    ),
    ...logs('POST https://api.x.ai/v1/chat/completions'),
  ],
  together: [
    ...at('api.together.xyz', 'api.together.ai'),
    says(
      '{"error":{"message":"Invalid API key provided. You can find your API key at https://api.together.xyz/settings/api-keys."}}',
      401,
    ),
    ...logs('POST https://api.together.xyz/v1/chat/completions'),
  ],
  fireworks: [
    ...at('api.fireworks.ai'),
    sends('fireworks-server-time-to-first-token', '0.1'),
    says('{"error":{"message":"Model not found, inaccessible, and/or not deployed","code":"NOT_FOUND"}}', 404),
    ...logs('Fireworks_aiException - boom'),
  ],
  moonshot: [
    ...at('api.moonshot.ai', 'api.moonshot.cn'),
    sends('msh-request-id', 'c1'),
    ...logs('https://api.moonshot.cn/v1/chat/completions'),
  ],
  minimax: [
    ...at('api.minimax.io', 'api.minimaxi.com', 'api.minimax.chat'),
    says('{"base_resp":{"status_code":1004,"status_msg":"login fail"}}', 200),
    ...logs("{'base_resp': {'status_code': 1008}}"),
  ],
  dashscope: [
    ...at('dashscope.aliyuncs.com', 'dashscope-intl.aliyuncs.com', 'coding-intl.dashscope.aliyuncs.com'),
    sends('x-dashscope-call-gateway', 'true'),
    says(
      '{"error":{"message":"For details, see: https://help.aliyun.com/zh/model-studio/error-code#apikey-error","code":"invalid_api_key"}}',
      401,
    ),
    ...logs('POST https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions 400'),
  ],
  zhipu: [...at('open.bigmodel.cn', 'api.z.ai'), ...logs('https://open.bigmodel.cn/api/paas/v4/chat/completions')],
  siliconflow: [
    ...at('api.siliconflow.cn', 'api.siliconflow.com'),
    sends('x-siliconcloud-trace-id', 'ti_1'),
    ...logs('https://api.siliconflow.cn/v1'),
  ],
  perplexity: [...at('api.perplexity.ai'), ...logs('https://api.perplexity.ai/chat/completions')],
  nvidia: [...at('integrate.api.nvidia.com'), sends('nvcf-reqid', 'd1'), ...logs('https://integrate.api.nvidia.com/v1')],
  cerebras: [...at('api.cerebras.ai'), ...logs('https://api.cerebras.ai/v1')],
  bedrock: [
    ...at('bedrock-runtime.us-east-1.amazonaws.com', 'bedrock-mantle.us-west-2.api.aws'),
    says('{"detail":"An error occurred (ThrottlingException) when calling the ConverseStream operation: x"}', 500),
    ...logs('is not authorized to perform: bedrock:InvokeModel on resource'),
  ],
  'github-models': [
    ...at('models.github.ai', 'models.inference.ai.azure.com'),
    says('{"error":{"code":"RateLimitReached","message":"Rate limit of 50 per 86400s exceeded for UserByModelByDay."}}', 429),
    ...logs('https://models.github.ai/inference/chat/completions'),
  ],
  'hugging-face': [
    ...at('router.huggingface.co', 'abc.us-east-1.aws.endpoints.huggingface.cloud'),
    ...logs('https://router.huggingface.co/v1'),
  ],
  volcengine: [
    ...at('ark.cn-beijing.volces.com', 'ark.ap-southeast.bytepluses.com'),
    ...logs('https://ark.cn-beijing.volces.com/api/v3'),
  ],
  'tencent-hunyuan': at('api.hunyuan.cloud.tencent.com', 'hunyuan.tencentcloudapi.com', 'api.lkeap.cloud.tencent.com'),
  qianfan: at('qianfan.baidubce.com'),
  deepinfra: at('api.deepinfra.com'),
  sambanova: at('api.sambanova.ai'),
  cohere: at('api.cohere.ai'),
  replicate: at('openai-proxy.replicate.com'),
  'workers-ai': [
    ...at('api.cloudflare.com'),
    ...logs('POST https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1/chat/completions 403'),
  ],
  'databricks-serving': [
    ...at('dbc-1234abcd-5678.cloud.databricks.com', 'adb-123456789.7.azuredatabricks.net'),
    ...logs('POST https://dbc-1234abcd-5678.cloud.databricks.com/serving-endpoints/chat/completions 403'),
  ],
  litellm: [
    sends('x-litellm-version', '1.81.9'),
    sends('x-litellm-call-id', 'e1'),
    sends('x-litellm-key-spend', '0.1'),
    says(
      '{"error":{"message":"Authentication Error, LiteLLM Virtual Key expected. Received=abc, expected to start with \'sk-\'.","type":"auth_error","code":"401"}}',
      401,
    ),
    says(
      '{"error":{"message":"No deployments available - crossed budget: Exceeded budget for deployment model_name: x","type":"None","code":"429"}}',
      429,
    ),
    { host: 'localhost', port: 4000, path: '' },
    ...logs('LiteLLM Proxy:ERROR: proxy_server.py:4721'),
  ],
  'one-api': [
    sends('x-oneapi-request-id', '20250423020142736330894dKqZtMw8'),
    sends('x-new-api-version', 'v0.8'),
    says('{"error":{"message":"无效的令牌","type":"one_api_error"}}', 401),
    says(
      '{"error":{"message":"当前分组 default 下对于模型 gpt-9 无可用渠道 (request id: 20250423020142736330894dKqZtMw8)","type":""}}',
      503,
    ),
    ...logs('当前分组 default 下对于模型 gpt-9 无可用渠道'),
  ],
  kong: [
    sends('server', 'kong/3.9.0'),
    sends('via', '1.1 kong/3.9.0'),
    sends('x-kong-proxy-latency', '3'),
    sends('x-kong-response-latency', '1'),
    sends('x-kong-request-id', 'f1'),
    says('{"message":"no Route matched with those values","request_id":"f1"}', 404),
    ...logs('failure to get a peer from the ring-balancer'),
  ],
  'cloudflare-ai-gateway': [
    ...at('gateway.ai.cloudflare.com'),
    sends('cf-aig-log-id', '01H'),
    says('{"success":false,"error":[{"code":2001,"message":"Please configure AI Gateway in the Cloudflare dashboard"}]}'),
    ...logs('https://gateway.ai.cloudflare.com/v1/abc/default/openai'),
  ],
  portkey: [
    ...at('api.portkey.ai'),
    sends('x-portkey-trace-id', 'g1'),
    sends('x-portkey-last-used-option-index', 'config.targets[0]'),
    says('{"status":"failure","message":"Either x-portkey-config or x-portkey-provider header is required"}'),
    ...logs('https://api.portkey.ai/v1'),
  ],
  helicone: [
    ...at('oai.helicone.ai', 'ai-gateway.helicone.ai'),
    sends('helicone-id', 'h1'),
    sends('helicone-status', '401'),
    ...logs('https://oai.helicone.ai/v1'),
  ],
  higress: [
    says('Request denied by Key Auth check. Invalid API key', 401),
    { host: 'llm.company.example', status: 403, headers: { server: 'istio-envoy' }, body: 'Request denied by ai quota check' },
    ...logs('Request denied by Key Auth check. No API key found in request'),
  ],
  'azure-api-management': [
    ...at('contoso.azure-api.net'),
    sends(
      'www-authenticate',
      'AzureApiManagementKey realm="https://contoso/openai",name="Ocp-Apim-Subscription-Key",type="header"',
    ),
    says(
      '{ "statusCode": 401, "message": "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API." }',
      401,
    ),
  ],
  'aws-api-gateway': [
    ...at('a1b2c3.execute-api.us-east-1.amazonaws.com'),
    sends('x-amz-apigw-id', 'i1='),
    sends('apigw-requestid', 'j1='),
  ],
  'open-webui': [
    says('<html><head><title>Open WebUI</title>', 200),
    says('{"detail":"Your session has expired or the token is invalid. Please sign in again."}', 401),
  ],
  ollama: [
    says('Ollama is running', 200),
    says('{"object":"list","data":[{"id":"llama3.2:latest","object":"model","created":1,"owned_by":"library"}]}', 200),
    says('{"error":{"message":"model \\"llama9\\" not found, try pulling it first","type":"not_found_error"}}', 404),
    ...at('ollama.com', 'ollama'),
    listens(11434),
    ...logs('connect ECONNREFUSED 127.0.0.1:11434'),
  ],
  vllm: [
    says('{"object":"list","data":[{"id":"qwen","object":"model","owned_by":"vllm"}]}', 200),
    says('{"object":"error","message":"EngineCore encountered an issue. vllm.v1.engine.exceptions.EngineDeadError"}', 500),
    ...at('vllm'),
    ...logs('ERROR 07-03 03:19:15 [serving_chat.py:200] Error in preprocessing prompt inputs'),
  ],
  sglang: [
    says('{"object":"list","data":[{"id":"qwen","object":"model","owned_by":"sglang"}]}', 200),
    listens(30000),
    ...at('sglang'),
    ...logs('sglang.srt.managers.scheduler'),
  ],
  'lm-studio': [
    says('{"error":"Unexpected endpoint or method. (GET /models). Returning 200 anyway"}', 200),
    listens(1234),
    ...logs('Please load a model in the developer page or use the `lms load` command.'),
  ],
  'docker-model-runner': [
    ...at('model-runner.docker.internal'),
    says('Docker Model Runner\n\nThe service is running.', 200),
    listens(12434),
    ...logs('connect ECONNREFUSED 127.0.0.1:12434'),
  ],
  'llama.cpp': [
    sends('server', 'llama.cpp'),
    says('{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}', 503),
    ...logs('srv  update_slots: all slots are idle'),
  ],
  localai: [
    says('{"error":{"code":500,"message":"could not load model - all backends returned error","type":""}}', 500),
    ...at('localai'),
    ...logs('rpc error: grpc service not ready'),
  ],
  koboldcpp: [
    says('{"object":"list","data":[{"id":"koboldcpp/qwen","object":"model","created":1,"owned_by":"koboldcpp"}]}', 200),
    listens(5001),
    ...at('koboldcpp'),
    ...logs('Welcome to KoboldCpp - Version 1.99'),
  ],
  'tabby-api': [
    says('{"detail":"Invalid API key"}', 401),
    says('{"detail":"Please provide an API key"}', 401),
    ...at('tabbyapi'),
    ...logs('TabbyAPI: loading with exllamav3'),
  ],
  'text-generation-webui': [
    says('{"error":{"message":"No model is loaded","code":503,"type":"ServiceUnavailableError","param":""}}', 503),
    listens(5000),
  ],
  jan: [listens(1337)],
  gpt4all: [listens(4891)],
  xinference: [says('{"detail":"Model not found in the model list, uid: qwen"}', 400), listens(9997)],
  fastchat: [
    says('{"object":"error","message":"Only vicuna-7b-v1.5 allowed now, your model gpt-4","code":40301}', 400),
    ...logs('INFO fastchat.serve.controller: Register a new worker'),
  ],
  tgi: [
    says('{"error":"Model is overloaded","error_type":"overloaded"}', 429),
    { host: 'llm.company.example', status: 200, headers: { 'x-compute-type': 'gpu+optimized' }, body: '{}' },
    ...logs('text_generation_router::server'),
  ],
};

/** A sample as the recognition takes it. */
export function tracesOf({ host, port, path, status, headers, body, alias, log }: Sample, none: Traces): Traces {
  const isAnswer = status !== undefined || headers !== undefined || body !== undefined;
  return {
    ...none,
    host: host ?? null,
    port: port ?? null,
    path: path ?? (host ? '/v1' : null),
    aliases: alias ? [alias] : [],
    answers: isAnswer ? [{ status: status ?? 200, headers: headers ?? {}, body: body ?? '' }] : [],
    text: log ?? null,
  };
}
