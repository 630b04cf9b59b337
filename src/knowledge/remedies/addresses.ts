import { setVariable, UNIX } from '../steps.ts';
import type { Remedy } from './remedy.ts';

const OF_ADDRESS = [
  'config/base-url-path',
  'http/not-found',
  'http/not-the-api',
  'http/unmapped-status',
  'request/wrong-method',
  'client/inconclusive',
] as const;

/** Messages that show the address which was called, and what is wrong with it. */
export const addresses: Remedy[] = [
  {
    of: OF_ADDRESS,
    said: /(?<endpointTwice>\/(?:chat\/completions|embeddings|responses|messages))(?:\/v1)?\k<endpointTwice>\b/,
    steps: ['Take {endpointTwice} out of the base URL: the client adds it, so that it stands twice in the URL that was called.'],
    sample: 'Invalid URL (POST /v1/chat/completions/chat/completions)',
  },
  {
    of: OF_ADDRESS,
    said: /(?<versionTwice>\/v1)\/v1\//,
    steps: ['Take {versionTwice} out of the base URL: the program adds it, so that it stands twice in the URL that was called.'],
    sample: 'POST http://llm.example:8000/v1/v1/chat/completions 404',
  },
  {
    of: OF_ADDRESS,
    said: /(?:Invalid URL \(|Unknown request URL: )(?:POST|GET) (?<pathWithoutVersion>\/(?:chat\/completions|completions|embeddings|models|responses)\b)(?!\/)/,
    steps: [
      'Add /v1 at the end of the base URL, as in https://api.openai.com/v1: the request went to {pathWithoutVersion}, without it.',
    ],
    sample: 'Invalid URL (POST /chat/completions)',
  },
  {
    of: OF_ADDRESS,
    said: /Unexpected endpoint or method\. \((?:POST|GET) (?<pathWithoutVersion>\/(?:chat\/completions|completions|embeddings|models|responses))\)/,
    steps: [
      'Add /v1 at the end of the base URL, as in http://localhost:1234/v1: the request went to {pathWithoutVersion}, without it.',
    ],
    sample: 'Unexpected endpoint or method. (POST /chat/completions). Returning 200 anyway',
  },
  {
    of: OF_ADDRESS,
    said: /(?<endpointInBase>\/(?:embeddings|chat\/completions|completions|responses))\/models\b/,
    steps: ['Take {endpointInBase} out of the base URL: the program adds paths of its own to it, such as /models.'],
    sample: 'Unexpected endpoint or method. (HEAD /v1/embeddings/models). Returning 200 anyway',
  },
  {
    of: OF_ADDRESS,
    said: /(?<slashTwice>\/v1\/\/(?:chat\/completions|models|embeddings|responses))\b/,
    steps: ['Remove the slash at the end of the base URL: the program adds one, so that it called {slashTwice}.'],
    sample: 'Unexpected endpoint or method. (GET /v1//models). Returning 200 anyway',
  },
  {
    of: OF_ADDRESS,
    said: /Ollama call failed with status code 404\b.{0,40}404 page not found/,
    steps: [
      'Set the base URL of Ollama without a path, as in http://localhost:11434: this client adds /api/chat or /api/generate itself.',
    ],
    sample: 'LLM Call Exception: Ollama call failed with status code 404. Details: 404 page not found',
  },
  {
    of: ['http/not-found'],
    said: /:11434(?<nativePath>\/api\/(?:chat|generate|embed|embeddings|show))(?![/\w])/,
    means:
      'Ollama has the path {nativePath}. There it returns HTTP 404 only for a model that it does not have, or has under another name.',
    steps: [
      'Fetch the model that the program asks for: `ollama pull MODEL`',
      'Or use a name of the list, with its tag: `ollama list`',
    ],
    local: true,
    sample: "httpx.HTTPStatusError: Client error '404 Not Found' for url 'http://localhost:11434/api/chat'",
  },
  {
    of: ['http/not-found', 'request/wrong-method', 'http/unmapped-status'],
    said: /:(?:3000|8080)\/api\/v1\/chat\/completions\b/,
    steps: ['If this is Open WebUI, take /v1 out of the base URL: its endpoint is /api/chat/completions.'],
    sample: 'HTTP 405 Method Not Allowed from http://localhost:3000/api/v1/chat/completions',
  },
  {
    of: ['tcp/refused'],
    said: /connect ECONNREFUSED ::1:(?<portOfIpv6>\d{2,5})/,
    unless: /ECONNREFUSED 127\.0\.0\.1:/,
    steps: [
      {
        text: 'Write 127.0.0.1 instead of localhost in the base URL: Node.js took ::1 for it, where a server that listens on IPv4 alone does not answer: `export OPENAI_BASE_URL=http://127.0.0.1:{portOfIpv6}/v1`',
        on: UNIX,
      },
      {
        text: 'Write 127.0.0.1 instead of localhost in the base URL: Node.js took ::1 for it, where a server that listens on IPv4 alone does not answer: `$env:OPENAI_BASE_URL = "http://127.0.0.1:{portOfIpv6}/v1"`',
        on: ['windows'],
      },
    ],
    sample: 'Error: connect ECONNREFUSED ::1:1234',
  },
  {
    of: ['tcp/refused'],
    said: /(?<loopbackName>\blocalhost|\b127\.0\.0\.1)(?:', port=|:)11434\b/,
    steps: [
      'If the program that failed runs in a container, write host.docker.internal instead of {loopbackName} in its base URL; otherwise start Ollama: `ollama serve`',
    ],
    sample: "HTTPConnectionPool(host='localhost', port=11434): Max retries exceeded ... Connection refused",
  },
  {
    of: ['dns/nxdomain', 'dns/temporary-failure', 'dns/no-address'],
    said: /(?:\bhost='|\bENOTFOUND |\bEAI_AGAIN |\bdial tcp: lookup )(?<serviceName>(?!localhost)[a-z][a-z0-9_-]{0,40})(?=$|[\s'":,])/,
    steps: [
      'Start the container {serviceName}, in a network of Docker that the program is in too: {serviceName} is the name of a service there, and no other resolver has it.',
      'If the server runs on the machine itself and the program in a container, write host.docker.internal instead of {serviceName}; if no container is involved, localhost.',
    ],
    sample: "HTTPConnectionPool(host='llm', port=11434): Max retries exceeded (Temporary failure in name resolution)",
  },
  {
    of: ['tcp/', 'dns/', 'http/', 'server/bad-gateway', 'client/inconclusive'],
    said: /Set Ollama API Base via .{0,2}OLLAMA_API_BASE/,
    steps: setVariable(
      'Set the address of Ollama for LiteLLM, and restart the program:',
      'OLLAMA_API_BASE',
      'http://localhost:11434',
    ),
    sample: 'OllamaError: Error getting model info for house. Set Ollama API Base via `OLLAMA_API_BASE` environment variable.',
  },
  {
    of: ['config/proxy-scheme-unsupported'],
    said: /Unknown scheme for proxy URL URL\('socks:\/\/(?<socksAddress>[\w.-]{1,100}:\d{1,5})/,
    steps: [
      {
        text: 'Write socks5:// instead of socks:// in the proxy variable, and install what httpx needs for it: `export ALL_PROXY=socks5://{socksAddress} && pip install "httpx[socks]"`',
        on: UNIX,
      },
      {
        text: 'Write socks5:// instead of socks:// in the proxy variable: `$env:ALL_PROXY = "socks5://{socksAddress}"`',
        on: ['windows'],
      },
      { text: 'If no proxy is needed, remove the variable: `unset ALL_PROXY all_proxy`', on: UNIX },
    ],
    sample: "ValueError: Unknown scheme for proxy URL URL('socks://127.0.0.1:7891/')",
  },
  {
    of: ['client/inconclusive', 'http/', 'tcp/', 'auth/permission-denied'],
    said: /:11434\/.{0,200}from origin '(?<pageOrigin>[^']{1,100})' has been blocked by CORS policy/,
    means:
      'The browser did not pass the answer on, because Ollama does not allow pages of {pageOrigin} (CORS). The network is not involved.',
    steps: setVariable('Allow the origin {pageOrigin}; set this where Ollama runs and restart it:', 'OLLAMA_ORIGINS', '*'),
    local: true,
    sample: "Access to fetch at 'http://127.0.0.1:11434/api/generate' from origin 'app://house' has been blocked by CORS policy",
  },
  {
    of: ['client/inconclusive', 'http/', 'tcp/', 'auth/permission-denied'],
    said: /from origin '(?<pageOrigin>[^']{1,100})' has been blocked by CORS policy/,
    means:
      'The browser did not pass the answer on, because the server does not allow pages of {pageOrigin} (CORS). The network is not involved.',
    steps: [
      'If the server is yours, let it allow the origin {pageOrigin}: --allowed-origins in vLLM, Enable CORS in LM Studio, Access-Control-Allow-Origin in a reverse proxy.',
      'Otherwise call the API from a server of your own, where the key is safe too.',
    ],
    local: true,
    sample:
      "Access to fetch at 'https://llm.example/v1/models' from origin 'https://app.example' has been blocked by CORS policy",
  },
  {
    of: ['auth/incorrect-key', 'auth/invalid-authentication', 'dns/nxdomain'],
    said: /(?<placeholderHost>\b(?:my|your)-?resource(?:-?name)?[\w-]{0,30}\.openai\.azure\.com)/i,
    steps: [
      'Set the name of your own resource: {placeholderHost} is a placeholder of a template. Its endpoint is in the Azure portal, Keys and Endpoint.',
    ],
    sample: 'https://my-resource-name-goes-here.openai.azure.com/openai/deployments/chat',
  },
  {
    of: OF_ADDRESS,
    said: /Unexpected endpoint or method\. \(POST \/(?:v1\/?)?\)|\bPOST https?:\/\/[\w.-]{1,100}(?::\d{1,5})?(?:\/api)?\/v1\/?(?=["'\s]|$)/,
    steps: [
      'Write the whole URL into the setting of this program, with /v1/chat/completions at its end: it called the base URL itself, so it appends nothing.',
    ],
    sample: 'HTTP 404 POST https://llm.example/v1',
  },
  {
    of: OF_ADDRESS,
    said: /(?<hostWithout>api\.deepseek\.com|api\.mistral\.ai|api\.moonshot\.(?:cn|ai)|open\.bigmodel\.cn\/api\/paas)(?:\/v\d)?\/responses\b/,
    steps: [
      'Set the program to chat completions: {hostWithout} has no /responses.',
      'A program that calls /responses alone, such as newer versions of Codex, needs a gateway that translates, such as LiteLLM.',
    ],
    sample: 'unexpected status 404 Not Found: Unknown error, url: https://api.deepseek.com/responses',
  },
  {
    of: ['client/inconclusive', 'auth/permission-denied', 'http/', 'dns/private-address'],
    said: /ssrf_blocked|connection to private IP is blocked/,
    means:
      'The call is made by the servers of the program’s vendor, not by this machine, and they do not call private addresses such as localhost.',
    steps: [
      'Give the program a public https:// address of the server, such as that of a tunnel (cloudflared or ngrok), with a key that the server checks.',
    ],
    local: true,
    sample: '{"error":{"type":"client","reason":"ssrf_blocked","message":"connection to private IP is blocked"}}',
  },
  {
    of: ['proxy/refused'],
    said: /ProxyError\('Cannot connect to proxy/,
    steps: [
      'Start the proxy or VPN program, and compare the port in its settings with the one in HTTPS_PROXY or in the proxy settings of the system.',
      { text: 'If no proxy is needed, remove the variables: `unset HTTPS_PROXY HTTP_PROXY ALL_PROXY`', on: UNIX },
      {
        text: 'If no proxy is needed, remove the variables: `Remove-Item Env:HTTPS_PROXY, Env:HTTP_PROXY, Env:ALL_PROXY`',
        on: ['windows'],
      },
    ],
    sample:
      "ProxyError('Cannot connect to proxy.', NewConnectionError('Failed to establish a new connection: [WinError 10061]'))",
  },
  {
    of: ['proxy/tls', 'proxy/not-a-proxy'],
    said: /ProxyError\('(?:Unable|Cannot) (?:to )?connect to proxy\.?', SSLError/,
    steps: [
      'Write http:// before the address of the proxy: `export HTTPS_PROXY=http://PROXY:PORT`',
      'On Windows, set that variable too where only the system settings have the proxy: Python then takes https:// for it.',
    ],
    sample: "ProxyError('Unable to connect to proxy', SSLError(SSLEOFError(8, 'EOF occurred in violation of protocol')))",
  },
];
