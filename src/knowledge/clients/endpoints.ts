/** What clients call: which endpoint they need, whether they use WebSockets, and how each is told to use something else. */
export interface ClientCalls {
  name: string;
  /** Packages by registry, the lowest version that does so behind the name where older ones did not. */
  packages: { registry: 'npm' | 'python'; name: string; from?: number }[];
  /** The endpoint that it calls unless it is told otherwise. */
  endpoint: '/responses' | '/chat/completions';
  /** How it is told to call the other one; null where it cannot. */
  otherwise: string | null;
  /** How it is told to use HTTP in place of WebSockets; absent where it uses none by itself. */
  overHttp?: string;
  source: string;
}

const clientCalls: ClientCalls[] = [
  {
    name: 'Codex',
    packages: [{ registry: 'npm', name: '@openai/codex' }],
    endpoint: '/responses',
    otherwise: null,
    overHttp:
      'In Codex, add a provider with this base URL to ~/.codex/config.toml, set supports_websockets = false in it, and select it with model_provider.',
    source: 'https://developers.openai.com/codex/config-reference; openai/codex#19821',
  },
  {
    name: 'the AI SDK',
    packages: [{ registry: 'npm', name: '@ai-sdk/openai', from: 2 }],
    endpoint: '/responses',
    otherwise:
      'In the AI SDK, call openai.chat(MODEL) in place of openai(MODEL), or use createOpenAICompatible of @ai-sdk/openai-compatible.',
    source: 'https://ai-sdk.dev/providers/ai-sdk-providers/openai; vercel/ai#17944',
  },
  {
    name: 'the OpenAI Agents SDK',
    packages: [
      { registry: 'python', name: 'openai-agents' },
      { registry: 'npm', name: '@openai/agents' },
    ],
    endpoint: '/responses',
    otherwise:
      'In the OpenAI Agents SDK, call set_default_openai_api("chat_completions") in Python, or setOpenAIAPI("chat_completions") in JavaScript.',
    source: 'https://openai.github.io/openai-agents-python/config/',
  },
  {
    name: 'LangChain',
    packages: [
      { registry: 'python', name: 'langchain-openai' },
      { registry: 'npm', name: '@langchain/openai' },
    ],
    endpoint: '/chat/completions',
    otherwise: 'In LangChain, set use_responses_api=True in Python, or useResponsesApi: true in JavaScript.',
    source: 'https://docs.langchain.com/oss/python/integrations/chat/openai',
  },
  {
    name: 'LiteLLM',
    packages: [{ registry: 'python', name: 'litellm' }],
    endpoint: '/chat/completions',
    otherwise: 'In LiteLLM, call litellm.responses(…) in place of litellm.completion(…).',
    source: 'https://docs.litellm.ai/docs/response_api',
  },
];

/** The packages that are looked for. */
export function packagesThatCall(registry: 'npm' | 'python'): string[] {
  return clientCalls.flatMap(({ packages }) => packages.filter((one) => one.registry === registry).map(({ name }) => name));
}

/** The clients of the table among what is installed, each with its version. */
export function clientsAmong(
  installed: { registry: string; name: string; version: string }[],
): (ClientCalls & { version: string })[] {
  return clientCalls.flatMap((client) => {
    const found = installed.find((one) =>
      client.packages.some(
        ({ registry, name, from = 0 }) =>
          one.registry === registry && one.name === name && Number.parseInt(one.version, 10) >= from,
      ),
    );
    return found ? [{ ...client, version: found.version }] : [];
  });
}
