import { UNIX } from '../steps.ts';
import { proxied, trusting } from './build.ts';
import type { ClientEntry } from './entry.ts';

/** Agents and other programs that bring their own clients. */
export const programs: ClientEntry[] = [
  {
    id: 'codex',
    name: 'Codex CLI',
    aliases: ['codex-cli'],
    runtime: 'Rust',
    uses: ['reqwest'],
    recognition: [
      {
        log: /\bcodex(?:_core|_api|_client|_exec|-rs)\b|\bCodex ran out of room|stream disconnected before completion/,
        certainty: 'proved',
        source: 'openai/codex, codex-rs/core/src/error.rs',
      },
    ],
    rules: {
      baseUrl:
        'base_url of the provider in ~/.codex/config.toml (model_providers), or openai_base_url there for the built-in one; before 0.119 also OPENAI_BASE_URL.',
      proxy: 'HTTPS_PROXY, else ALL_PROXY, upper case first, and NO_PROXY.',
      trust: 'The trust store of the system; CODEX_CA_CERTIFICATE, else SSL_CERT_FILE, adds a file.',
      timers: 'stream_idle_timeout_ms of the provider (300 seconds), request_max_retries and stream_max_retries.',
    },
    steps: {
      ...trusting(
        { text: 'For Codex, set this before it starts: `export CODEX_CA_CERTIFICATE="$PWD/root.pem"`', on: UNIX },
        { text: 'For Codex, set this before it starts: `$env:CODEX_CA_CERTIFICATE = "$PWD\\root.pem"`', on: ['windows'] },
      ),
      'http/not-found': [
        'Codex calls /responses below base_url of its provider: check that the server has it, and that base_url ends in /v1: ~/.codex/config.toml',
      ],
      'stream/stalled': ['Raise stream_idle_timeout_ms in the provider’s section of ~/.codex/config.toml.'],
      'config/key-missing': ['Sign in, or set the variable that env_key of the provider names: `codex login`'],
    },
    source: 'openai/codex, docs/config.md; openai/codex, codex-rs/codex-client/src/custom_ca.rs',
  },
  {
    id: 'claude-code',
    name: 'Claude Code',
    runtime: 'Node',
    recognition: [
      { variable: ['CLAUDECODE', /^1$/], certainty: 'likely', source: 'Claude Code documentation, environment variables' },
      { log: /\bClaude Code\b|@anthropic-ai[/\\]claude-code/, certainty: 'proved', source: 'npm, @anthropic-ai/claude-code' },
    ],
    rules: {
      baseUrl: 'ANTHROPIC_BASE_URL; a gateway has to offer /v1/messages.',
      proxy: 'HTTPS_PROXY, HTTP_PROXY and NO_PROXY; no SOCKS.',
      trust:
        'The bundled CA store and that of the system, and NODE_EXTRA_CA_CERTS; installed with npm, the system’s needs Node.js 22.15.',
    },
    steps: {
      ...trusting({ text: 'For Claude Code, set this before it starts: `export NODE_EXTRA_CA_CERTS="$PWD/root.pem"`', on: UNIX }),
    },
    source: 'Claude Code documentation, enterprise network configuration',
  },
  {
    id: 'aider',
    name: 'aider',
    runtime: 'Python',
    uses: ['litellm-sdk'],
    recognition: [
      { log: /\baider (?:v\d|--)|\baider[/\\](?:models|coders|main)\b/i, certainty: 'proved', source: 'Aider-AI/aider' },
    ],
    rules: {
      baseUrl: '--openai-api-base or OPENAI_API_BASE; the model needs the prefix openai/ for a compatible server.',
      trust: 'As LiteLLM; --no-verify-ssl disables verification.',
    },
    steps: {
      'auth/model-not-found': ['Write the model as openai/NAME for a compatible server: aider --model openai/NAME'],
      'config/key-missing': ['Give aider the key, or set OPENAI_API_KEY: aider --api-key openai=KEY'],
    },
    source: 'aider documentation, OpenAI compatible APIs',
  },
  {
    id: 'dify',
    name: 'Dify',
    runtime: 'Python',
    uses: ['httpx', 'requests'],
    recognition: [
      {
        log: /\bssrf_proxy\b|\bdify[-_](?:api|plugin)|\bPluginInvokeError\b|core[/\\.]model_runtime\b/,
        certainty: 'proved',
        source: 'langgenius/dify, docker/ssrf_proxy and api/core',
      },
    ],
    rules: {
      proxy:
        'Requests of tools go through its own Squid (ssrf_proxy), which refuses private addresses; models are called by plugin_daemon, which passes on its HTTP_PROXY, HTTPS_PROXY and NO_PROXY.',
      baseUrl: 'API Base of the model provider, as seen from its containers.',
    },
    steps: {
      'tcp/refused': [
        'In the containers of Dify, localhost is the container itself: use http://host.docker.internal:PORT/v1 as API Base, and add extra_hosts: host.docker.internal:host-gateway to the services api, worker and plugin_daemon.',
      ],
      'proxy/forbidden': ['Allow the address in docker/ssrf_proxy/squid.conf.template of Dify, and restart ssrf_proxy.'],
    },
    source:
      'Dify documentation, self-hosting FAQ; langgenius/dify, docker/ssrf_proxy/squid.conf.template; langgenius/dify-plugin-daemon, internal/types/app/config.go',
  },
  {
    id: 'curl',
    name: 'curl and libcurl',
    aliases: ['libcurl'],
    recognition: [
      {
        log: /(?:^|\n|\s)curl: ?\(\d{1,2}\) /,
        certainty: 'proved',
        source: 'curl/curl, src/tool_operate.c',
      },
    ],
    rules: {
      proxy:
        'http_proxy in lower case alone; HTTPS_PROXY, ALL_PROXY and NO_PROXY in both spellings; without a port it takes 1080.',
      trust: 'CURL_CA_BUNDLE, SSL_CERT_FILE, SSL_CERT_DIR, else the system; on Windows the store of the system, with Schannel.',
      timers: '300 seconds to connect, none for the rest.',
    },
    steps: {
      ...trusting(
        { text: 'For curl, give one call the file: `curl --cacert root.pem {origin}/`', on: UNIX },
        { text: 'Set it for all of its calls: `export CURL_CA_BUNDLE="$PWD/roots.pem"`', on: UNIX },
      ),
      'client/usage-error': [
        'Put the body into a file named body.json, and pass it with --data @body.json. cmd and PowerShell take the quotes of arguments apart, so curl reads pieces of the JSON and of the headers as addresses.',
        'In cmd, put arguments between double quotes. Single quotes do not hold them together there.',
      ],
      'config/ca-file-unreadable': [
        'curl from a snap reads no files outside of your home directory: install the one of the system instead: `sudo apt-get install curl`',
      ],
    },
    source: 'curl documentation, SSL certificate verification and environment',
  },
  {
    id: 'powershell',
    name: 'PowerShell',
    recognition: [
      { log: /\bInvoke-(?:RestMethod|WebRequest)\b/, certainty: 'proved', source: 'Microsoft Learn, Invoke-RestMethod' },
    ],
    rules: {
      proxy: 'Windows PowerShell 5.1: the proxy of the system. PowerShell 7: HTTPS_PROXY and similar, else the system.',
      trust: 'The trust store of Windows.',
      timers: '100 seconds in 5.1, none in 7.',
    },
    steps: {
      ...trusting({
        text: 'As administrator, add root.pem to the trust store of Windows: `certutil -addstore -f Root root.pem`',
        on: ['windows'],
      }),
      'tls/protocol-version': [
        {
          text: 'Windows PowerShell 5.1 may offer TLS 1.0 only: `[Net.ServicePointManager]::SecurityProtocol = "Tls12"`',
          on: ['windows'],
        },
      ],
      ...proxied({ text: 'Pass the proxy: `Invoke-RestMethod {origin}/ -Proxy http://PROXY:PORT`', on: ['windows'] }),
    },
    source: 'Microsoft Learn, Invoke-RestMethod and about_Environment_Variables',
  },
];
