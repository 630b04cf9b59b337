import type { Sign } from './sign.ts';

const LIBRARY = /openai|langchain|llama_?index|litellm|anthropic|httpx|autogen|crewai|instructor/i;

/** Words of libraries about their own use, and of connections that failed without a cause. */
export const clientSigns: Sign[] = [
  // pydantic, of a field that has a key: it came in a type of another version.
  {
    says: 'input_type=SecretStr',
    id: 'client/dependency-conflict',
    near: /valid string[^{}]{0,200}input_type=SecretStr/i,
    type: null,
  },

  // Libraries that do not fit together, or not this use.
  { says: "unexpected keyword argument 'proxies'", id: 'client/dependency-conflict', type: null },
  // Ruby: a client that wants Faraday 2, whose registry is that of Faraday 1.
  { says: 'is not registered on Faraday::', id: 'client/dependency-conflict', type: null },
  {
    says: "unexpected keyword argument 'extra_headers'",
    id: 'client/dependency-conflict',
    near: /websocket|create_connection/i,
    type: null,
  },
  {
    says: "unexpected keyword argument 'additional_headers'",
    id: 'client/dependency-conflict',
    near: /websocket|create_connection/i,
    type: null,
  },
  { says: "unexpected keyword argument 'proxy'", id: 'client/dependency-conflict', near: LIBRARY, type: null },
  { says: "module 'httpx' has no attribute", id: 'client/dependency-conflict', type: null },
  { says: 'urllib3 v2 only supports OpenSSL', id: 'client/dependency-conflict', type: null },
  // undici, where a client of one version has an agent of another
  {
    says: 'InvalidArgumentError: invalid on',
    id: 'client/dependency-conflict',
    near: /invalid on[A-Z]\w{3,30} method/,
    type: null,
  },
  { says: 'invalid onRequestStart method', id: 'client/dependency-conflict', type: null },
  {
    says: 'cannot import name',
    id: 'client/dependency-conflict',
    near: /from ['"](?:pydantic|typing_extensions|httpx|httpcore|urllib3|anyio|jiter|pydantic_core)[\w.]{0,40}['"]/,
    type: null,
  },
  { says: 'no longer supported in openai>=1.0.0', id: 'client/outdated-library', type: null },
  { says: "No module named 'openai.", id: 'client/outdated-library', type: null },
  {
    says: "module 'openai' has no attribute",
    id: 'client/outdated-library',
    notNear: /partially initialized module/,
    type: null,
  },
  {
    says: 'cannot import name',
    id: 'client/outdated-library',
    near: /from ['"]openai[\w.]{0,40}['"]/,
    notNear: /partially initialized module|\((?![^\s(]{0,300}(?:site|dist)-packages)[^\s(]{1,300}openai\.py\)/,
    type: null,
  },
  {
    says: 'is not a constructor',
    id: 'client/outdated-library',
    near: /(?:Configuration|OpenAIApi|OpenAI|openai_1\.\w{1,30}) is not a constructor/,
    type: null,
  },
  { says: 'does not provide an export named', id: 'client/outdated-library', near: /openai/i, type: null },
  { says: "'openai' does not have", id: 'client/outdated-library', type: null },
  {
    says: 'Call to undefined method',
    id: 'client/outdated-library',
    near: /Call to undefined method \\{0,4}(?:OpenAI|Anthropic|Gemini)\\/,
    type: null,
  },
  {
    says: 'partially initialized module',
    id: 'client/shadowed-module',
    near: /openai|httpx|requests|ssl|socket|http|json|typing|email|queue|random/,
    type: null,
  },
  {
    says: 'cannot import name',
    id: 'client/shadowed-module',
    near: /\((?![^\s(]{0,300}(?:site|dist)-packages)[^\s(]{1,300}openai\.py\)/,
    type: null,
  },
  {
    says: 'got an unexpected keyword argument',
    id: 'client/usage-error',
    weight: 'code',
    near: /(?:Completions?|Responses|Embeddings|Images|Models|Client|OpenAI|Audio\w{0,20}|Chat\w{0,20}|create|parse|__init__)(?:\.create|\.parse|\.__init__|\.generate|\.list)?\(\) got an unexpected/,
    notNear: /'prox(?:y|ies)'/,
    type: null,
  },
  { says: 'Missing required arguments; Expected either', id: 'client/usage-error', type: null },
  {
    says: 'object is not subscriptable',
    id: 'client/usage-error',
    near: /'(?:ChatCompletion\w{0,20}|Choice|Completion\w{0,20}|CreateEmbeddingResponse|Embedding|Response\w{0,20}|ImagesResponse)' object is not subscriptable/,
    type: null,
  },
  {
    says: "' object has no attribute '",
    id: 'client/usage-error',
    near: /'(?:ChatCompletion\w{0,20}|Choice|CreateEmbeddingResponse|ImagesResponse|AsyncStream)' object has no attribute '/,
    type: null,
  },
  { says: "can't be used in 'await' expression", id: 'client/usage-error', near: LIBRARY, type: null },
  { says: "object can't be used in", id: 'client/usage-error', near: /ChatCompletion|Stream/, type: null },
  { says: 'running in a browser-like environment', id: 'client/usage-error', type: null },
  { says: "must provide an 'engine' or 'deployment_id' parameter", id: 'client/usage-error', type: null },
  { says: 'Must provide one of the `base_url` or `azure_endpoint`', id: 'client/usage-error', type: null },
  {
    says: "'coroutine' object has no attribute",
    id: 'client/usage-error',
    near: /'(?:choices|data|content|output_text|usage)'/,
    type: null,
  },

  // What browsers say of a call from a page, in their languages: the page is told nothing else of the answer.
  {
    says: 'Access-Control-Allow-Origin',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /\bCORS\b[^\n]{0,80}(?:missing|manquant|fehlt|falta|ausente|缺少|отсутствует|없|ありません|不足)|(?:blocked|blockiert|bloqu|拦截|封鎖|ブロック|заблокирован|차단)[^\n]{0,400}Access-Control-Allow-Origin/i,
  },
  {
    says: 'CORS preflight',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /CORS preflight (?:response )?(?:did not succeed|failed|channel)/i,
  },
  { says: 'CORS-Preflight', id: 'client/inconclusive', weight: 'hidden', near: /CORS-Preflight[^\n]{0,40}nicht/i },
  { says: 'CORS 预检', id: 'client/inconclusive', weight: 'hidden', near: /CORS 预检[^\n]{0,20}(?:未|失败)/ },

  // Streamlit shows the class alone.
  {
    says: 'original error message is redacted',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /\b(?:openai|litellm|anthropic|httpx)\.(?:\w{1,40}\.){0,4}\w{0,40}Error: This app/,
  },
  { says: 'http.RealResponseBody@', id: 'client/inconclusive', weight: 'hidden' },

  // Something failed, and the words hide what. The official libraries, undici, axios in a browser, reqwest, .NET, LangChain.
  {
    says: 'Connection error.',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /(?:^|[^\w ] ?|\n|\b(?:[Ff]ailed|FAILED|[Ee]rror) )Connection error\./,
  },
  { says: 'APIConnectionError', id: 'client/inconclusive', weight: 'hidden' },
  // What a stream brings in place of an answer, in whatever words.
  { says: 'litellm.APIError: ', id: 'client/inconclusive', weight: 'hidden', type: null },
  { says: 'openai.APIError: ', id: 'client/inconclusive', weight: 'hidden', type: null },
  { says: 'Error communicating with OpenAI', id: 'client/inconclusive', weight: 'hidden' },
  { says: 'fetch failed', id: 'client/inconclusive', weight: 'hidden', near: /TypeError|Error|error|cause|openai/ },
  {
    says: 'Failed to fetch',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /TypeError|API (?:请求失败|Request Failed)|Network Error|"error": ?true, ?"message": ?"Failed/i,
  },
  {
    says: '"empty response"',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /"error": ?true, ?"message": ?"empty/i,
    type: null,
  },
  { says: 'Load failed', id: 'client/inconclusive', weight: 'hidden', near: /API (?:请求失败|Request Failed)|Network Error/i },
  // React Native's
  { says: 'TypeError: Network request failed', id: 'client/inconclusive', weight: 'hidden' },
  { says: 'NetworkError when attempting to fetch', id: 'client/inconclusive', weight: 'hidden' },
  { says: 'AxiosError: Network Error', id: 'client/inconclusive', weight: 'hidden' },
  { says: 'ERR_NETWORK', id: 'client/inconclusive', weight: 'hidden', notNear: /ERR_NETWORK_/ },
  { says: 'error sending request for url', id: 'client/inconclusive', weight: 'hidden' },
  {
    says: 'I/O error on ',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /I\/O error on (?:GET|POST|PUT|PATCH|DELETE|HEAD) request for \\?"[^"\s]{3,400}": ?(?:null\b|$|\s)/,
  },
  // Old clients and programs took the error, or the reply, out of a body that has none.
  {
    says: "KeyError: 'error'",
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /openai|chat\/completions|\bgpt|\bllm/i,
    type: null,
  },
  {
    says: "KeyError: 'choices'",
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /openai|completion|\bgpt|\bllm|deepseek|openrouter|\bgroq|\['choices'\]\[0\]|\["choices"\]\[0\]/i,
    type: null,
  },
  {
    says: 'realtime.response',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /\bstatus\\?['"]?\s?[:=]\s?\\?['"][*_]{0,2}failed\b/,
    type: null,
  },
  { says: 'Retrying request to /', id: 'client/inconclusive', weight: 'hidden' },
  { says: 'Cannot connect to API', id: 'client/inconclusive', weight: 'hidden' },
  { says: 'Cannot connect to host', id: 'client/inconclusive', weight: 'hidden' },
  { says: 'SSL connection could not be established', id: 'tls/verification-failed', weight: 'hidden' },
  // The timer of OkHttp and of Mint runs over the whole call.
  { says: 'InterruptedIOException: timeout', id: 'client/inconclusive', weight: 'hidden', type: 'APITimeoutError' },
  {
    says: 'Mint.TransportError',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /Mint\.TransportError(?:\{reason: :timeout\b|\) timeout\b)/,
    type: 'APITimeoutError',
  },
  { says: 'Request timed out.', id: 'client/inconclusive', weight: 'hidden', type: 'APITimeoutError' },
  { says: 'APITimeoutError', id: 'client/inconclusive', weight: 'hidden', type: 'APITimeoutError' },
  { says: 'APIConnectionTimeoutError', id: 'client/inconclusive', weight: 'hidden', type: 'APITimeoutError' },
  { says: 'openai.error.Timeout', id: 'client/inconclusive', weight: 'hidden', type: 'APITimeoutError' },
  { says: 'litellm.Timeout', id: 'client/inconclusive', weight: 'hidden', type: 'APITimeoutError' },
  { says: 'Error: Request timed out', id: 'client/inconclusive', weight: 'hidden', type: 'APITimeoutError' },
  {
    says: 'operation was aborted due to timeout',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /undici|fetch|openai|completions|api\./i,
    type: 'APITimeoutError',
  },
  {
    says: 'TimeoutError',
    id: 'client/inconclusive',
    weight: 'hidden',
    near: /aiohttp|openai|httpx|langchain|litellm/i,
    type: 'APITimeoutError',
  },
];
