import type { ClientName } from './proxy-rules/prediction.ts';

/** A client of the table of `--clients`. */
export interface MatrixClient {
  client: string;
  /** Whose proxy and trust rules hold for it. */
  rules: ClientName;
  /** The package that it is, where it is one. */
  package?: { registry: 'npm' | 'python'; name: string };
  /** The row of the HTTP client that it sends with, which is run in its place. */
  sendsAs?: string;
  /** Where it looks for a key by itself, and for a base URL; empty where it has to be told in code or in a file of its own. */
  key: readonly string[];
  baseUrl: readonly string[];
  /** An empty variable counts as not set; otherwise it hides those after it. */
  skipsEmpty?: boolean;
  source: string;
}

const HTTPX = 'openai for Python (httpx)';
const NODE_FETCH = 'Node fetch';

const SDK = { key: ['OPENAI_API_KEY'], baseUrl: ['OPENAI_BASE_URL'] } as const;
const NONE = { key: [], baseUrl: [] } as const;
const LANGCHAIN = { key: ['OPENAI_API_KEY'], baseUrl: ['OPENAI_API_BASE', 'OPENAI_BASE_URL'], skipsEmpty: true } as const;

/** The libraries and programs whose calls people ask about, each after the one that it sends with. */
export const matrix = {
  httpx2: {
    client: 'openai for Python (httpx2)',
    rules: 'httpx2',
    ...SDK,
    source: 'openai/openai-python, src/openai/_client.py',
  },
  httpx: {
    client: HTTPX,
    rules: 'httpx',
    ...SDK,
    source: 'openai/openai-python, src/openai/_base_client.py',
  },
  langchainPython: {
    client: 'LangChain for Python',
    rules: 'httpx',
    package: { registry: 'python', name: 'langchain-openai' },
    sendsAs: HTTPX,
    ...LANGCHAIN,
    source: 'langchain-ai/langchain, libs/partners/openai/langchain_openai/chat_models/_client_utils.py',
  },
  litellm: {
    client: 'LiteLLM',
    rules: 'httpx',
    package: { registry: 'python', name: 'litellm' },
    sendsAs: HTTPX,
    key: ['OPENAI_API_KEY'],
    baseUrl: ['OPENAI_BASE_URL', 'OPENAI_API_BASE'],
    skipsEmpty: true,
    source: 'BerriAI/litellm, litellm/llms/custom_httpx/http_handler.py; its documentation, environment variables',
  },
  requests: { client: 'Python requests', rules: 'requests', ...NONE, source: 'psf/requests, src/requests/sessions.py' },
  aiohttp: { client: 'aiohttp', rules: 'aiohttp', ...NONE, source: 'aiohttp documentation, ClientSession(trust_env=False)' },
  nodeFetch: { client: NODE_FETCH, rules: 'node-fetch', ...NONE, source: 'Node.js documentation, NODE_USE_ENV_PROXY' },
  nodeTold: {
    client: 'Node fetch with env proxies',
    rules: 'node-fetch',
    ...NONE,
    source: 'Node.js documentation, NODE_USE_ENV_PROXY',
  },
  openaiNode: {
    client: 'openai for Node',
    rules: 'openai-node',
    package: { registry: 'npm', name: 'openai' },
    sendsAs: NODE_FETCH,
    ...SDK,
    skipsEmpty: true,
    source: 'openai/openai-node, src/client.ts',
  },
  langchainJs: {
    client: 'LangChain for JavaScript',
    rules: 'openai-node',
    package: { registry: 'npm', name: '@langchain/openai' },
    sendsAs: NODE_FETCH,
    ...LANGCHAIN,
    source: 'langchain-ai/langchainjs, libs/providers/langchain-openai/src/chat_models/base.ts',
  },
  aiSdk: {
    client: 'AI SDK',
    rules: 'node-fetch',
    package: { registry: 'npm', name: '@ai-sdk/openai' },
    sendsAs: NODE_FETCH,
    ...SDK,
    source: 'vercel/ai, packages/openai/src/openai-provider.ts',
  },
  undici: {
    client: 'undici EnvHttpProxyAgent',
    rules: 'undici',
    ...NONE,
    source: 'nodejs/undici, lib/dispatcher/env-http-proxy-agent.js',
  },
  bun: { client: 'Bun fetch', rules: 'bun', ...NONE, source: 'Bun documentation, fetch; Bun 1.3.14 and 1.4.5 were run' },
  deno: { client: 'Deno fetch', rules: 'deno', ...NONE, source: 'denoland/deno, ext/fetch/proxy.rs; Deno 2.9.6 was run' },
  curl: { client: 'curl', rules: 'curl', ...NONE, source: 'curl, manual page, environment' },
  go: { client: 'Go', rules: 'go', ...NONE, source: 'Go, golang.org/x/net/http/httpproxy' },
  codex: {
    client: 'Codex',
    rules: 'reqwest',
    package: { registry: 'npm', name: '@openai/codex' },
    key: ['CODEX_API_KEY'],
    baseUrl: [],
    skipsEmpty: true,
    source:
      'openai/codex, codex-rs/codex-client/src/custom_ca.rs; hyperium/hyper-util, src/client/proxy/matcher.rs; 0.171 was run',
  },
  claudeCode: {
    client: 'Claude Code',
    rules: 'claude-code',
    package: { registry: 'npm', name: '@anthropic-ai/claude-code' },
    key: ['ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY'],
    baseUrl: ['ANTHROPIC_BASE_URL'],
    skipsEmpty: true,
    source: 'Claude Code documentation, network configuration and environment variables',
  },
} as const satisfies Record<string, MatrixClient>;

/** The variable that a client takes a setting from in this environment; null where none is set. */
export function variableOf(
  names: readonly string[],
  { skipsEmpty }: Pick<MatrixClient, 'skipsEmpty'>,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  return names.find((name) => (skipsEmpty ? env[name] : env[name] !== undefined)) ?? null;
}
