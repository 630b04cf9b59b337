import type { ProviderEntry } from '../entry.ts';

export const deepseek = {
  id: 'deepseek',
  name: 'DeepSeek',
  kind: 'vendor',
  recognition: [
    { host: /^api\.deepseek\.com$/, certainty: 'proved', source: 'https://api-docs.deepseek.com' },
    { headers: [['x-ds-trace-id', /./]], certainty: 'proved', source: 'headers of api.deepseek.com' },
    { body: /Authentication Fails[ ,(]/, certainty: 'proved', source: 'https://api-docs.deepseek.com/quick_start/error_codes' },
    {
      log: /\bapi\.deepseek\.com\b|DeepseekException|Authentication Fails[ ,(]/i,
      certainty: 'likely',
      source: 'its host and its words',
    },
  ],
  api: {
    baseUrl: 'https://api.deepseek.com',
    host: /^api\.deepseek\.com$/,
    paths: ['', '/v1', '/beta'],
    lacks: ['/embeddings', '/responses'],
    bills: true,
  },
  dialect: {
    source: 'https://api-docs.deepseek.com/quick_start/error_codes',
    words: [
      { anywhere: true, id: 'auth/incorrect-key', pattern: /authentication fails/i, statuses: [401] },
      { anywhere: true, id: 'limit/credit-exhausted', pattern: /insufficient balance/i },
      { anywhere: true, id: 'auth/model-not-found', pattern: /model not exist/i, statuses: [400, 404] },
      {
        anywhere: true,
        id: 'request/unsupported-parameter',
        pattern: /response_format type is unavailable|json_schema\W{0,3} is unavailable/i,
      },
      { anywhere: true, id: 'request/content-policy', pattern: /content exists risk/i, statuses: [400] },
    ],
    statuses: { 402: 'limit/credit-exhausted' },
  },
  pages: {
    keys: 'https://platform.deepseek.com/api_keys',
    billing: 'https://platform.deepseek.com/top_up',
    usage: 'https://platform.deepseek.com/usage',
    limits: 'https://api-docs.deepseek.com/quick_start/rate_limit',
    models: 'https://api-docs.deepseek.com/quick_start/pricing',
    errors: 'https://api-docs.deepseek.com/quick_start/error_codes',
    status: 'https://status.deepseek.com',
  },
  steps: {
    'request/unsupported-parameter': [
      'If the response is about response_format, send {"type": "json_object"} instead of json_schema, and describe the schema in the prompt.',
    ],
    'auth/model-not-found': ['Use a name that this API has, such as deepseek-chat or deepseek-reasoner.'],
  },
} satisfies ProviderEntry;
