import type { Traces } from '../../../src/knowledge/parties.ts';

/** A passage of a log, or what is installed or set. `with` names the others that show in it. */
export type ClientSample = { with?: string[] } & Partial<Traces>;

/** By the id of the entry. */
export const clientSamples: Record<string, [ClientSample, ...ClientSample[]]> = {
  codex: [{ text: 'ERROR codex_core::client: stream disconnected before completion: error sending request' }],
  'claude-code': [
    { environment: { CLAUDECODE: '1' } },
    { text: 'at file:///usr/lib/node_modules/@anthropic-ai/claude-code/cli.js:12' },
  ],
  aider: [{ text: 'Aider v0.86.1\nModel: gpt-4o with diff edit format' }],
  dify: [{ text: 'api-1 | PluginInvokeError: {"args":{},"error_type":"InvokeConnectionError"}' }],
  curl: [{ text: 'curl: (60) SSL certificate problem: unable to get local issuer certificate' }],
  powershell: [{ text: 'Invoke-RestMethod : The underlying connection was closed' }],
  'openai-python': [
    { installed: ['python openai 2.8.1'] },
    {
      text: '  File "/usr/lib/python3/site-packages/openai/_base_client.py", line 1047, in request\nopenai.APIConnectionError: Connection error.',
    },
  ],
  httpx: [{ installed: ['python httpx 0.28.1'] }, { text: 'httpcore.ConnectError: [Errno 111] Connection refused' }],
  requests: [
    { installed: ['python requests 2.32.5'] },
    { text: "requests.exceptions.SSLError: HTTPSConnectionPool(host='api.openai.com', port=443): Max retries exceeded" },
  ],
  aiohttp: [
    { installed: ['python aiohttp 3.13.2'] },
    { text: 'aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host api.openai.com:443 ssl:default' },
  ],
  'litellm-sdk': [
    { installed: ['python litellm 1.81.0'] },
    { text: 'litellm.exceptions.AuthenticationError: litellm.AuthenticationError: OpenAIException' },
  ],
  'langchain-python': [
    { installed: ['python langchain-openai 1.0.2'] },
    { text: '  File "/app/langchain_openai/chat_models/base.py", line 900, in _generate' },
  ],
  'llama-index': [
    { installed: ['python llama-index-llms-openai 0.6.0'] },
    { text: '  File "/app/llama_index/llms/openai/base.py", line 400, in _chat' },
  ],
  conda: [
    { environment: { CONDA_PREFIX: '/opt/miniconda3/envs/app' } },
    { text: '  File "/home/me/miniconda3/envs/app/lib/python3.12/ssl.py", line 1319, in do_handshake' },
  ],
  'openai-node': [
    { installed: ['npm openai 6.9.0'] },
    { text: '    at OpenAI.makeRequest (/app/node_modules/openai/src/client.ts:500:13)' },
  ],
  undici: [
    { text: 'TypeError: fetch failed\n  [cause]: ConnectTimeoutError: Connect Timeout Error (code UND_ERR_CONNECT_TIMEOUT)' },
  ],
  'node-fetch': [
    { installed: ['npm node-fetch 2.7.0'] },
    { text: 'FetchError: request to https://api.openai.com/v1/models failed, reason: connect ECONNREFUSED' },
  ],
  axios: [{ text: 'AxiosError: Request failed with status code 401' }],
  'ai-sdk': [{ installed: ['npm @ai-sdk/openai 2.0.64'] }, { text: 'AI_APICallError: Too Many Requests' }],
  'langchain-js': [
    { installed: ['npm @langchain/openai 1.1.0'] },
    { text: '    at /app/node_modules/@langchain/core/dist/language_models/chat_models.js:64:1' },
  ],
  bun: [{ text: 'ConnectionRefused: Unable to connect. Is the computer able to access the url?' }],
  deno: [
    {
      text: 'TypeError: error sending request for url (https://api.openai.com/v1/models): tcp connect error\n    at async mainFetch (ext:deno_fetch/26_fetch.js:192:12)',
    },
  ],
  electron: [{ text: 'Failed to load resource: net::ERR_CERT_AUTHORITY_INVALID' }],
  vscode: [{ text: '2026-11-01 10:00:00.000 [error] [Extension Host] connect ECONNREFUSED 127.0.0.1:11434' }],
  n8n: [{ text: 'NodeApiError: Authorization failed - please check your credentials' }],
  java: [
    {
      text: 'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException',
    },
  ],
  okhttp: [{ text: '  at okhttp3.internal.connection.ConnectPlan.connectTls(ConnectPlan.kt:340)' }],
  'reactor-netty': [{ text: 'reactor.netty.http.client.PrematureCloseException: Connection prematurely closed BEFORE response' }],
  dotnet: [{ text: 'System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.' }],
  go: [
    {
      text: 'Post "https://api.openai.com/v1/chat/completions": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    },
  ],
  reqwest: [
    {
      text: 'reqwest::Error { kind: Request, source: hyper_util::client::legacy::Error(Connect, "invalid peer certificate: UnknownIssuer") }',
    },
  ],
  ruby: [{ text: 'Net::ReadTimeout with #<TCPSocket:(closed)> (Net::ReadTimeout)' }],
  php: [{ text: 'cURL error 60: SSL certificate problem: unable to get local issuer certificate (see https://curl.haxx.se)' }],
  elixir: [{ text: '** (Req.TransportError) connection refused' }],
  dart: [
    { text: "SocketException: Failed host lookup: 'api.openai.com' (OS Error: No address associated with hostname, errno = 7)" },
  ],
  apple: [{ text: 'Error Domain=NSURLErrorDomain Code=-1003 "A server with the specified hostname could not be found."' }],
};
