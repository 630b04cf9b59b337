/** The hosts of APIs that everybody reaches by public DNS and public certificates. */
export interface Vendor {
  name: string;
  host: RegExp;
  /** Base paths that work, the usual one first; empty where they differ from customer to customer. */
  paths: string[];
  /** Whose keys it takes, by the names in `key-formats.ts`; `any` for gateways that pass on the key of the vendor behind. */
  keys: string;
}

const vendor = (name: string, host: RegExp, paths: string[], keys = name): Vendor => ({ name, host, paths, keys });

const NO_PATHS: string[] = [];

/** The vendors that this tool knows, OpenAI with its regional hosts first. */
export const knownVendors: Vendor[] = [
  vendor('OpenAI', /^(?:[a-z0-9-]+\.)?api\.openai\.com$/, ['/v1']),
  vendor('Azure OpenAI', /^[a-z0-9-]+\.(?:openai|cognitiveservices|services\.ai)\.azure\.com$/, NO_PATHS),
  vendor('OpenRouter', /^(?:[a-z]+\.)?openrouter\.ai$/, ['/api/v1']),
  vendor('Groq', /^api\.groq\.com$/, ['/openai/v1']),
  vendor('Mistral', /^api\.mistral\.ai$/, ['/v1']),
  vendor('DeepSeek', /^api\.deepseek\.com$/, ['', '/v1', '/beta']),
  vendor('Google', /^generativelanguage\.googleapis\.com$/, ['/v1beta/openai', '/v1/openai', '/v1alpha/openai']),
  vendor('Anthropic', /^api\.anthropic\.com$/, ['/v1']),
  vendor('xAI', /^(?:[a-z0-9-]+\.)?api\.x\.ai$/, ['/v1']),
  vendor('Together', /^api\.together\.(?:xyz|ai)$/, ['/v1']),
  vendor('Perplexity', /^api\.perplexity\.ai$/, ['', '/v1']),
  vendor('Fireworks', /^api\.fireworks\.ai$/, ['/inference/v1']),
  vendor('NVIDIA', /^integrate\.api\.nvidia\.com$/, ['/v1']),
  vendor('Moonshot', /^api\.moonshot\.(?:ai|cn)$/, ['/v1']),
  vendor('DashScope', /^dashscope(?:-[a-z]+)?\.aliyuncs\.com$/, ['/compatible-mode/v1']),
  vendor('Cerebras', /^api\.cerebras\.ai$/, ['/v1']),
  vendor('DeepInfra', /^api\.deepinfra\.com$/, ['/v1/openai']),
  vendor('SambaNova', /^api\.sambanova\.ai$/, ['/v1']),
  vendor('Cohere', /^api\.cohere\.(?:ai|com)$/, ['/compatibility/v1']),
  vendor('Hugging Face', /^router\.huggingface\.co$/, NO_PATHS),
  vendor('GitHub', /^models\.(?:github\.ai|inference\.ai\.azure\.com)$/, NO_PATHS),
  vendor('AWS', /^bedrock-[a-z]+\.[a-z0-9-]+\.(?:amazonaws\.com|api\.aws)$/, NO_PATHS),
  vendor('Cloudflare AI Gateway', /^gateway\.ai\.cloudflare\.com$/, NO_PATHS, 'any'),
  vendor('Helicone', /^oai\.helicone\.ai$/, ['/v1'], 'any'),
];

/** The vendor behind a host, or null for a server of somebody's own. */
export function vendorOf(host: string): Vendor | null {
  return knownVendors.find((one) => one.host.test(host)) ?? null;
}
