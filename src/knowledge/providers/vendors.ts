/** An API that everybody reaches by public DNS and public certificates. */
export interface Vendor {
  name: string;
  /** What the vendor's documentation gives for clients of this API; null where every customer has one of their own. */
  baseUrl: string | null;
  host: RegExp;
  /** Base paths that work; empty where they differ from customer to customer. */
  paths: string[];
  /** Whose keys it takes, by the names in `key-formats.ts`; `any` for gateways that pass on the key of the vendor behind. */
  keys: string;
}

/** A vendor with one address for all. */
function publicVendor(name: string, baseUrl: string, host: RegExp, otherPaths: string[] = []): Vendor {
  return { name, baseUrl, host, paths: [baseUrl.replace(/^https:\/\/[^/]*/, ''), ...otherPaths], keys: name };
}

/** A vendor whose base URL differs from customer to customer. */
function tenantVendor(name: string, host: RegExp, keys = name): Vendor {
  return { name, baseUrl: null, host, paths: [], keys };
}

/** The vendors that this tool knows, OpenAI with its regional hosts first. */
export const knownVendors: Vendor[] = [
  publicVendor('OpenAI', 'https://api.openai.com/v1', /^(?:[a-z0-9-]+\.)?api\.openai\.com$/),
  tenantVendor('Azure OpenAI', /^[a-z0-9-]+\.(?:openai|cognitiveservices|services\.ai)\.azure\.com$/),
  publicVendor('OpenRouter', 'https://openrouter.ai/api/v1', /^(?:[a-z]+\.)?openrouter\.ai$/),
  publicVendor('Groq', 'https://api.groq.com/openai/v1', /^api\.groq\.com$/),
  publicVendor('Mistral', 'https://api.mistral.ai/v1', /^api\.mistral\.ai$/),
  publicVendor('DeepSeek', 'https://api.deepseek.com', /^api\.deepseek\.com$/, ['/v1', '/beta']),
  publicVendor('Google', 'https://generativelanguage.googleapis.com/v1beta/openai', /^generativelanguage\.googleapis\.com$/, [
    '/v1/openai',
    '/v1alpha/openai',
  ]),
  publicVendor('Anthropic', 'https://api.anthropic.com/v1', /^api\.anthropic\.com$/),
  publicVendor('xAI', 'https://api.x.ai/v1', /^(?:[a-z0-9-]+\.)?api\.x\.ai$/),
  publicVendor('Together', 'https://api.together.xyz/v1', /^api\.together\.(?:xyz|ai)$/),
  publicVendor('Perplexity', 'https://api.perplexity.ai', /^api\.perplexity\.ai$/, ['/v1']),
  publicVendor('Fireworks', 'https://api.fireworks.ai/inference/v1', /^api\.fireworks\.ai$/),
  publicVendor('NVIDIA', 'https://integrate.api.nvidia.com/v1', /^integrate\.api\.nvidia\.com$/),
  publicVendor('Moonshot', 'https://api.moonshot.ai/v1', /^api\.moonshot\.(?:ai|cn)$/),
  publicVendor('DashScope', 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1', /^dashscope(?:-[a-z]+)?\.aliyuncs\.com$/),
  publicVendor('Cerebras', 'https://api.cerebras.ai/v1', /^api\.cerebras\.ai$/),
  publicVendor('DeepInfra', 'https://api.deepinfra.com/v1/openai', /^api\.deepinfra\.com$/),
  publicVendor('SambaNova', 'https://api.sambanova.ai/v1', /^api\.sambanova\.ai$/),
  publicVendor('Cohere', 'https://api.cohere.ai/compatibility/v1', /^api\.cohere\.(?:ai|com)$/),
  tenantVendor('Hugging Face', /^router\.huggingface\.co$/),
  tenantVendor('GitHub', /^models\.(?:github\.ai|inference\.ai\.azure\.com)$/),
  tenantVendor('AWS', /^bedrock-[a-z]+\.[a-z0-9-]+\.(?:amazonaws\.com|api\.aws)$/),
  tenantVendor('Cloudflare AI Gateway', /^gateway\.ai\.cloudflare\.com$/, 'any'),
  tenantVendor('Helicone', /^oai\.helicone\.ai$/, 'any'),
];

/** The vendor behind a host, or null for a server of somebody's own. */
export function vendorOf(host: string): Vendor | null {
  return knownVendors.find((vendor) => vendor.host.test(host)) ?? null;
}
