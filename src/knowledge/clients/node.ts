import type { Step } from '../../model/finding.ts';
import { UNIX, WITH_STORE } from '../steps.ts';
import { proxied, trusting } from './build.ts';
import type { ClientEntry } from './entry.ts';

const EXTRA: [Step, Step] = [
  {
    text: 'For Node.js, which has its own CA store, set this before the program starts: `export NODE_EXTRA_CA_CERTS="$PWD/root.pem"`',
    on: UNIX,
  },
  {
    text: 'For Node.js, which has its own CA store, set this before the program starts: `$env:NODE_EXTRA_CA_CERTS = "$PWD\\root.pem"`',
    on: ['windows'],
  },
];

const SYSTEM: [Step, Step] = [
  {
    text: 'For Node.js since 22.19 or 24.6 (root.pem in the system store), trust what the system trusts: `export NODE_USE_SYSTEM_CA=1`',
    on: UNIX,
    where: WITH_STORE,
  },
  {
    text: 'For Node.js since 22.19 or 24.6 (root.pem in the system store), trust what the system trusts: `$env:NODE_USE_SYSTEM_CA = "1"`',
    on: ['windows'],
  },
];

const READ_VARIABLES: [Step, Step] = [
  { text: 'Let Node.js 22.21, 24.5, and later read the proxy variables: `export NODE_USE_ENV_PROXY=1`', on: UNIX },
  {
    text: 'Let Node.js 22.21, 24.5, and later read the proxy variables: `$env:NODE_USE_ENV_PROXY = "1"`',
    on: ['windows'],
  },
];

/** Clients that run on Node.js, Bun, Deno and Electron. */
export const node: ClientEntry[] = [
  {
    id: 'openai-node',
    name: 'OpenAI SDK for Node.js',
    runtime: 'Node',
    uses: ['undici'],
    recognition: [
      { installed: /^npm openai \d/, certainty: 'proved', source: 'npm, openai' },
      {
        log: /node_modules[/\\]openai[/\\]|\bAPIError\.generate\b|\bAPIConnectionTimeoutError\b/,
        certainty: 'proved',
        source: 'openai/openai-node, src/error.ts',
      },
    ],
    rules: {
      baseUrl: 'OPENAI_BASE_URL, or baseURL: …; an empty variable counts as not set.',
      proxy:
        'From 5.0 on what fetch reads: no variables unless NODE_USE_ENV_PROXY=1, or fetchOptions: { dispatcher }. Before, httpAgent.',
      trust: 'The bundled CA store of Node.js, and NODE_EXTRA_CA_CERTS.',
      timers: '600 seconds for a response; two retries.',
    },
    installed: { registry: 'npm', name: 'openai' },
    steps: { ...trusting(...EXTRA, ...SYSTEM), ...proxied(...READ_VARIABLES) },
    source: 'openai/openai-node, README: fetch options, proxies, timeouts',
  },
  {
    id: 'undici',
    name: 'fetch of Node.js (undici)',
    aliases: ['node-fetch-builtin', 'node'],
    runtime: 'Node',
    recognition: [
      {
        log: /\bUND_ERR_\w+|\bTypeError: fetch failed\b|\bnode:internal\/deps\/undici|node_modules[/\\]undici[/\\]/,
        certainty: 'proved',
        source: 'nodejs/undici, lib/core/errors.js',
      },
    ],
    rules: {
      proxy: 'None, unless NODE_USE_ENV_PROXY=1 (22.21, 24.0 and later) or a ProxyAgent is set.',
      trust: 'The bundled CA store and NODE_EXTRA_CA_CERTS; --use-system-ca or NODE_USE_SYSTEM_CA=1 for that of the system.',
      timers:
        '10 seconds to connect, 300 seconds for the headers, 300 seconds between two pieces of the body; 250 ms for each address.',
      dns: 'getaddrinfo, in the order of the system; --dns-result-order=ipv4first changes it.',
    },
    steps: {
      ...trusting(...EXTRA, ...SYSTEM),
      ...proxied(...READ_VARIABLES),
      'http/timeout': [
        'fetch gives up after 300 seconds without headers: set a longer limit with new Agent({ headersTimeout: 0, bodyTimeout: 0 }) of undici as dispatcher, or stream the response.',
      ],
      'stream/stalled': ['fetch gives up after 300 seconds without data: set bodyTimeout: 0 in the Agent of undici.'],
    },
    source: 'Node.js documentation, enterprise network configuration; undici documentation, Client options',
  },
  {
    id: 'node-fetch',
    name: 'node-fetch',
    runtime: 'Node',
    recognition: [
      { installed: /^npm node-fetch \d/, certainty: 'likely', source: 'npm, node-fetch' },
      {
        log: /\bFetchError: request to |node_modules[/\\]node-fetch[/\\]/,
        certainty: 'proved',
        source: 'node-fetch/node-fetch, src/index.js',
      },
    ],
    rules: {
      proxy: 'None: pass agent: new HttpsProxyAgent(…).',
      trust: 'The bundled CA store of Node.js, and NODE_EXTRA_CA_CERTS.',
      timers: 'None.',
    },
    steps: {
      ...trusting(...EXTRA),
      ...proxied(
        'node-fetch reads no proxy variables: pass httpAgent: new HttpsProxyAgent(process.env.HTTPS_PROXY) of https-proxy-agent.',
      ),
    },
    source: 'node-fetch/node-fetch, README',
  },
  {
    id: 'axios',
    name: 'axios',
    runtime: 'Node',
    recognition: [
      { log: /\bAxiosError\b|node_modules[/\\]axios[/\\]/, certainty: 'proved', source: 'axios/axios, lib/core/AxiosError.js' },
    ],
    rules: {
      proxy: 'HTTP_PROXY, HTTPS_PROXY and NO_PROXY; before 1.6 plain requests to the proxy instead of CONNECT.',
      trust: 'The bundled CA store of Node.js, and NODE_EXTRA_CA_CERTS; or httpsAgent: new https.Agent({ ca }).',
      timers: 'None.',
    },
    steps: {
      ...trusting(...EXTRA, ...SYSTEM),
      'proxy/not-a-proxy': [
        'Update axios: before 1.6 it sent https requests to the proxy without CONNECT: `npm install axios@latest`',
      ],
    },
    source: 'axios documentation, request config; axios/axios, lib/adapters/http.js',
  },
  {
    id: 'ai-sdk',
    name: 'AI SDK (Vercel)',
    aliases: ['vercel-ai-sdk'],
    runtime: 'Node',
    uses: ['undici'],
    recognition: [
      { installed: /^npm @ai-sdk\/openai(?:-compatible)? \d/, certainty: 'proved', source: 'npm, @ai-sdk/openai' },
      {
        log: /\bAI_\w+Error\b|node_modules[/\\]@ai-sdk[/\\]/,
        certainty: 'proved',
        source: 'vercel/ai, packages/provider/src/errors',
      },
    ],
    rules: {
      baseUrl: 'createOpenAI({ baseURL }), with /v1 at its end; OPENAI_BASE_URL since version 2.',
      proxy: 'What fetch reads, or createOpenAI({ fetch }).',
      trust: 'As fetch of Node.js.',
    },
    steps: {
      ...trusting(...EXTRA, ...SYSTEM),
      ...proxied(...READ_VARIABLES),
      'http/not-found': [
        'openai(…) calls /responses. For servers that lack it, use openai.chat(…), or createOpenAICompatible of @ai-sdk/openai-compatible, with /v1 at the end of baseURL.',
      ],
    },
    source: 'AI SDK documentation, OpenAI provider and OpenAI-compatible providers',
  },
  {
    id: 'langchain-js',
    name: 'LangChain for JavaScript',
    runtime: 'Node',
    uses: ['openai-node'],
    recognition: [
      { installed: /^npm @langchain\/openai \d/, certainty: 'proved', source: 'npm, @langchain/openai' },
      { log: /node_modules[/\\]@langchain[/\\]/, certainty: 'proved', source: 'langchain-ai/langchainjs' },
    ],
    rules: {
      baseUrl:
        'configuration: { baseURL }, else OPENAI_API_BASE, else OPENAI_BASE_URL, which the SDK below gets; a top-level baseURL is not read.',
      trust: 'As the SDK for Node.js.',
    },
    steps: {
      ...trusting(...EXTRA),
      'http/not-found': [
        'Set the base URL inside configuration: new ChatOpenAI({ configuration: { baseURL: "https://HOST/v1" } })',
      ],
    },
    source: '@langchain/openai 1.5.8, dist/chat_models/base.js; LangChain.js documentation, ChatOpenAI',
  },
  {
    id: 'bun',
    name: 'Bun',
    runtime: 'Bun',
    recognition: [
      {
        log: /\bUnable to connect\. Is the computer able to access the url\?|\bBun v\d|\bbun run\b/,
        certainty: 'proved',
        source: 'oven-sh/bun, src/http',
      },
    ],
    rules: {
      proxy: 'HTTP_PROXY, HTTPS_PROXY and NO_PROXY, ALL_PROXY from 1.4 on, or fetch(url, { proxy }); no SOCKS.',
      trust: 'The bundled CA store, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, --use-system-ca.',
    },
    steps: trusting(...EXTRA),
    source: 'Bun documentation, fetch and environment variables',
  },
  {
    id: 'deno',
    name: 'Deno',
    runtime: 'Deno',
    recognition: [
      {
        log: /\berror sending request for url \(https?:[^)]{1,300}\)(?=[\s\S]{0,400}\bext:deno_)|\bext:deno_fetch|\bDeno\.errors\./,
        certainty: 'proved',
        source: 'denoland/deno, ext/fetch',
      },
    ],
    rules: {
      proxy: 'ALL_PROXY before HTTP_PROXY and HTTPS_PROXY, upper case first, and NO_PROXY.',
      trust:
        'The bundled store of Mozilla’s CAs; DENO_TLS_CA_STORE=system for that of the system, DENO_CERT and NODE_EXTRA_CA_CERTS for one more file.',
    },
    steps: {
      ...trusting(
        { text: 'For Deno, set this before the program starts: `export DENO_CERT="$PWD/root.pem"`', on: UNIX },
        {
          text: 'For Deno with the CAs of the system, trust what the system trusts: `export DENO_TLS_CA_STORE=system,mozilla`',
          on: UNIX,
        },
        { text: 'For Deno, set this before the program starts: `$env:DENO_CERT = "$PWD\\root.pem"`', on: ['windows'] },
        {
          text: 'For Deno with the CAs of the system, trust what the system trusts: `$env:DENO_TLS_CA_STORE = "system,mozilla"`',
          on: ['windows'],
        },
      ),
      'tcp/local-denied': ['Allow the host when you start the program: deno run --allow-net={host}'],
    },
    source: 'Deno documentation, environment variables and security',
  },
  {
    id: 'electron',
    name: 'Electron apps and Chromium',
    aliases: ['chromium', 'chrome'],
    runtime: 'Electron',
    recognition: [{ log: /\bnet::ERR_[A-Z_]{3,60}/, certainty: 'proved', source: 'Chromium, net/base/net_error_list.h' }],
    rules: {
      proxy: 'The proxy settings of the system, or --proxy-server; requests of their Node.js part read none.',
      trust: 'The trust store of the system and Chromium’s own; requests of their Node.js part that of Node.js.',
      dns: 'Their own resolver with the system’s servers, or DNS over HTTPS.',
    },
    steps: trusting(
      'Add root.pem to the trust store of the system: the windows of such apps use it. For their Node.js part, set NODE_EXTRA_CA_CERTS before the app starts.',
    ),
    source: 'Electron documentation, command line switches and net module',
  },
  {
    id: 'vscode',
    name: 'Visual Studio Code and its extensions',
    aliases: ['cline', 'continue', 'roo-code'],
    runtime: 'Electron',
    recognition: [
      {
        log: /\bvscode-file:\/\/|\[Extension Host\]|\bextensionHostProcess\.js|\.vscode(?:-server)?[/\\]extensions[/\\]/,
        certainty: 'proved',
        source: 'microsoft/vscode',
      },
    ],
    rules: {
      proxy: 'The setting http.proxy, else the variables and the system; http.proxySupport says for which extensions.',
      trust: 'The trust store of the system (setting http.systemCertificates), and NODE_EXTRA_CA_CERTS.',
    },
    steps: {
      ...trusting(
        'Add root.pem to the trust store of the system, leave http.systemCertificates on, and restart the editor. In a remote window (WSL, SSH, container), do it on that side.',
      ),
      ...proxied('Set http.proxy in the settings of the editor, and restart it: extensions run in its own process.'),
      'tcp/refused': [
        'In a remote window (WSL, SSH, container) extensions run on that side, where localhost is another machine: forward the port, or use an address that is reachable from there.',
      ],
    },
    source: 'Visual Studio Code documentation, network connections',
  },
  {
    id: 'n8n',
    name: 'n8n',
    runtime: 'Node',
    uses: ['axios', 'langchain-js'],
    recognition: [
      {
        log: /\bNodeApiError\b|\bn8n-nodes-base\b|@n8n[/\\]n8n-nodes-langchain/,
        certainty: 'proved',
        source: 'n8n-io/n8n, packages/workflow',
      },
    ],
    rules: {
      baseUrl: 'The field Base URL of the OpenAI credential.',
      proxy:
        'HTTPS_PROXY, else HTTP_PROXY, and NO_PROXY of its process, whose entries are whole names, addresses, or *.example.com, and no ranges.',
      trust: 'As Node.js: NODE_EXTRA_CA_CERTS in its container.',
    },
    steps: {
      ...trusting(
        'Mount root.pem into the container of n8n, which trusts what is in that directory: `docker run -v ./root.pem:/opt/custom-certificates/root.pem n8nio/n8n`',
      ),
      'tcp/refused': [
        'In the container of n8n, localhost is the container itself: use http://host.docker.internal:PORT/v1 in the credential, and --add-host=host.docker.internal:host-gateway on Linux.',
      ],
    },
    source:
      'n8n documentation, configure self-signed certificates; n8n-io/n8n, packages/@n8n/nodes-langchain/utils/httpProxyAgent.ts',
  },
];
