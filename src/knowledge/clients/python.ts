import { UNIX, WITH_STORE } from '../steps.ts';
import { trusting } from './build.ts';
import type { ClientEntry } from './entry.ts';

const BUNDLE = {
  text: 'For Python, create a CA bundle with both, because SSL_CERT_FILE replaces its own CA store: `cat {pythonBundle} root.pem > roots.pem && export SSL_CERT_FILE="$PWD/roots.pem"`',
  on: UNIX,
};
const STORE = {
  text: 'For Python as a whole, use the trust store of the system: `pip install pip-system-certs`',
  where: WITH_STORE,
};

/** Python's clients, from the official SDK down to its HTTP libraries. */
export const python: ClientEntry[] = [
  {
    id: 'openai-python',
    name: 'OpenAI SDK for Python',
    runtime: 'Python',
    uses: ['httpx'],
    recognition: [
      { installed: /^python openai \d/, certainty: 'proved', source: 'PyPI, openai' },
      {
        log: /\bopenai\.(?:_base_client|_exceptions|resources|(?:API|Authentication|RateLimit|BadRequest|NotFound|PermissionDenied|InternalServer|Conflict|UnprocessableEntity)\w*Error)\b|\bopenai[/\\]_base_client\.py/,
        certainty: 'proved',
        source: 'openai/openai-python, src/openai/_base_client.py and _exceptions.py',
      },
    ],
    rules: {
      baseUrl:
        'OPENAI_BASE_URL, or base_url=…; /chat/completions and so on are appended. An empty variable is an empty base URL.',
      proxy: 'HTTPS_PROXY, ALL_PROXY and NO_PROXY, in both spellings; SOCKS needs httpx[socks].',
      trust:
        'Before 3.0, SSL_CERT_FILE or SSL_CERT_DIR in place of the bundled CA store (certifi); since 3.0, the trust store of the system.',
      timers: '600 seconds for a response, 5 seconds to connect; two retries.',
      dns: 'getaddrinfo, with IPv6 and IPv4 one after the other.',
    },
    installed: { registry: 'python', name: 'openai' },
    steps: {
      ...trusting(BUNDLE),
      'tcp/timeout': ['Give the connection more time if the network is slow: OpenAI(timeout=httpx.Timeout(600, connect=20))'],
      'http/timeout': ['Give slow models more time, or stream the response: OpenAI(timeout=1200)'],
    },
    source: 'openai/openai-python, README and src/openai/_constants.py',
  },
  {
    id: 'httpx',
    name: 'httpx',
    aliases: ['httpcore'],
    runtime: 'Python',
    recognition: [
      { installed: /^python httpx2? \d/, certainty: 'likely', source: 'PyPI, httpx' },
      {
        log: /\bhttpx\.\w+(?:Error|Timeout|Exception)\b|\bhttpcore\.\w+/,
        certainty: 'proved',
        source: 'encode/httpx, httpx/_exceptions.py',
      },
    ],
    rules: {
      proxy: 'HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, unless trust_env=False or a transport is passed.',
      trust: 'SSL_CERT_FILE or SSL_CERT_DIR, else the bundled CA store (certifi); httpx2: else that of the system.',
      timers: '5 seconds for each of connect, read, write and pool, unless the program sets others.',
    },
    steps: {
      ...trusting(BUNDLE),
      'proxy/socks-support-missing': ['Install what httpx needs for SOCKS: `pip install "httpx[socks]"`'],
    },
    source: 'HTTPX documentation, environment variables and SSL',
  },
  {
    id: 'requests',
    name: 'requests and urllib3',
    aliases: ['urllib3', 'python-requests'],
    runtime: 'Python',
    recognition: [
      { installed: /^python requests \d/, certainty: 'likely', source: 'PyPI, requests' },
      {
        log: /\brequests\.exceptions\.|\burllib3\.(?:exceptions|connection)|\bHTTPS?ConnectionPool\(host=/,
        certainty: 'proved',
        source: 'psf/requests, src/requests/exceptions.py; urllib3/urllib3, src/urllib3/exceptions.py',
      },
    ],
    rules: {
      proxy:
        'HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, lower case first; on Windows and macOS the settings of the system too.',
      trust: 'REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE in place of the bundled CA store (certifi). It does not read SSL_CERT_FILE.',
      timers: 'None, unless the program passes timeout=…',
    },
    steps: {
      ...trusting(
        {
          text: 'For requests, which does not read SSL_CERT_FILE, create a bundle of its own: `cat {systemBundle} root.pem > roots.pem && export REQUESTS_CA_BUNDLE="$PWD/roots.pem"`',
          on: UNIX,
        },
        STORE,
      ),
      'proxy/socks-support-missing': ['Install what requests needs for SOCKS: `pip install "requests[socks]"`'],
      'proxy/not-a-proxy': [
        'urllib3 1.26 and later uses TLS to a proxy whose URL begins with https://: write http:// before nearly every proxy.',
      ],
    },
    source: 'Requests documentation, SSL cert verification and proxies',
  },
  {
    id: 'aiohttp',
    name: 'aiohttp',
    runtime: 'Python',
    recognition: [
      { installed: /^python aiohttp \d/, certainty: 'likely', source: 'PyPI, aiohttp' },
      {
        log: /\baiohttp\.(?:client|connector|client_exceptions)|\bClientConnector\w*Error\b|Cannot connect to host \S{1,200} ssl:/,
        certainty: 'proved',
        source: 'aio-libs/aiohttp, aiohttp/client_exceptions.py',
      },
    ],
    rules: {
      proxy: 'No variables, unless the session has trust_env=True; no SOCKS without aiohttp-socks.',
      trust: 'The default paths of OpenSSL, which SSL_CERT_FILE and SSL_CERT_DIR replace.',
      timers: '300 seconds in all.',
    },
    steps: {
      'proxy/required': ['Let aiohttp read the proxy variables: ClientSession(trust_env=True)'],
      'tcp/timeout': ['If a proxy is set, let aiohttp read it: ClientSession(trust_env=True)'],
      'tls/verification-failed': [
        {
          text: 'Python from python.org has no CA store on a Mac until this is run: `open "/Applications/Python 3.13/Install Certificates.command"`',
          on: ['macos'],
        },
      ],
    },
    source: 'aiohttp documentation, client reference: ClientSession, trust_env',
  },
  {
    id: 'litellm-sdk',
    name: 'LiteLLM (Python library)',
    runtime: 'Python',
    uses: ['httpx', 'aiohttp'],
    recognition: [
      { installed: /^python litellm \d/, certainty: 'proved', source: 'PyPI, litellm' },
      {
        log: /\blitellm\.(?:exceptions|llms|main|utils|\w+Error)\b/,
        certainty: 'proved',
        source: 'BerriAI/litellm, litellm/exceptions.py',
      },
    ],
    rules: {
      baseUrl: 'api_base=…, or OPENAI_BASE_URL or OPENAI_API_BASE; the model needs the prefix openai/ for a compatible server.',
      trust: 'SSL_CERT_FILE or litellm.ssl_verify = "roots.pem"; SSL_VERIFY=False disables verification.',
      proxy:
        'HTTPS_PROXY, HTTP_PROXY and NO_PROXY; with aiohttp, which acompletion() uses, unless DISABLE_AIOHTTP_TRUST_ENV is set.',
    },
    steps: {
      ...trusting(BUNDLE, 'Or set litellm.ssl_verify = "roots.pem" in the program.'),
      'http/not-found': ['Write api_base with /v1 at its end, and the model as openai/NAME, for a compatible server.'],
      'auth/model-not-found': ['Write the model as openai/NAME, so that LiteLLM passes NAME to the server at api_base.'],
    },
    source: 'LiteLLM documentation, SSL and HTTP proxy security settings',
  },
  {
    id: 'langchain-python',
    name: 'LangChain for Python (langchain-openai)',
    aliases: ['langchain', 'langchain-openai'],
    runtime: 'Python',
    uses: ['openai-python'],
    recognition: [
      { installed: /^python langchain-openai \d/, certainty: 'proved', source: 'PyPI, langchain-openai' },
      {
        log: /\blangchain_(?:openai|core|community)\b|\blangchain\.(?:chat_models|llms|schema)\b/,
        certainty: 'proved',
        source: 'langchain-ai/langchain, libs/partners/openai',
      },
    ],
    rules: {
      baseUrl: 'base_url=…, OPENAI_API_BASE, or OPENAI_BASE_URL of the SDK below.',
      proxy: 'OPENAI_PROXY, else as the SDK for Python.',
      trust: 'As the SDK for Python, or http_client=httpx.Client(verify=…).',
    },
    steps: {
      ...trusting(BUNDLE),
      'config/variable-ignored': [
        'ChatOpenAI reads OPENAI_API_BASE, unlike the SDK: to be understood by both, set OPENAI_BASE_URL too.',
      ],
    },
    source: 'LangChain documentation, ChatOpenAI',
  },
  {
    id: 'llama-index',
    name: 'LlamaIndex',
    aliases: ['llamaindex'],
    runtime: 'Python',
    uses: ['openai-python'],
    recognition: [
      { installed: /^python llama-index(?:-llms-openai(?:-like)?)? \d/, certainty: 'proved', source: 'PyPI, llama-index' },
      { log: /\bllama_index[./\\](?:llms|core|embeddings)\b/, certainty: 'proved', source: 'run-llama/llama_index' },
    ],
    rules: { baseUrl: 'api_base=… or OPENAI_API_BASE; for other servers OpenAILike with is_chat_model=True.' },
    steps: {
      'auth/model-not-found': [
        'OpenAI(…) of LlamaIndex knows only OpenAI’s models: use OpenAILike(model=…, api_base=…, is_chat_model=True) for another server.',
      ],
    },
    source: 'LlamaIndex documentation, OpenAILike',
  },
  {
    id: 'conda',
    name: 'Python in a conda environment',
    aliases: ['anaconda', 'miniconda', 'miniforge'],
    runtime: 'Python',
    recognition: [
      { variable: ['CONDA_PREFIX', /./], certainty: 'likely', source: 'conda documentation, activation' },
      {
        log: /[/\\](?:ana|mini)conda3?[/\\](?:envs[/\\]|lib[/\\])/i,
        certainty: 'likely',
        source: 'conda documentation, environments',
      },
    ],
    rules: {
      trust:
        'A CA store of its own for each environment (the packages ca-certificates and certifi), not that of the system; some activations set SSL_CERT_FILE to it.',
    },
    steps: {
      ...trusting({
        text: 'For Python of conda, whose environment has a CA store of its own, set a bundle with both at each activation: `cat {pythonBundle} root.pem > roots.pem && conda env config vars set SSL_CERT_FILE="$PWD/roots.pem"`',
        on: UNIX,
      }),
    },
    source: 'conda documentation, environment variables and using non-standard certificates',
  },
];
