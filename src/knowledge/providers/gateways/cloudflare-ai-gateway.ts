import type { ProviderEntry } from '../entry.ts';

export const cloudflareAiGateway = {
  id: 'cloudflare-ai-gateway',
  name: 'Cloudflare AI Gateway',
  aliases: ['ai-gateway'],
  kind: 'gateway',
  recognition: [
    { host: /^gateway\.ai\.cloudflare\.com$/, certainty: 'proved', source: 'https://developers.cloudflare.com/ai-gateway' },
    {
      headers: [['cf-aig-log-id', /./]],
      certainty: 'proved',
      source: 'https://developers.cloudflare.com/ai-gateway/observability/logging',
    },
    {
      body: /Please configure AI Gateway/,
      certainty: 'proved',
      source: 'https://developers.cloudflare.com/ai-gateway/reference',
    },
    { log: /\bgateway\.ai\.cloudflare\.com\b|cf-aig-authorization/, certainty: 'likely', source: 'its host' },
  ],
  api: {
    baseUrl: null,
    host: /^gateway\.ai\.cloudflare\.com$/,
    takesKeysOf: 'any',
    keyHeaders: ['authorization', 'cf-aig-authorization'],
    bills: false,
  },
  dialect: {
    source: 'https://developers.cloudflare.com/ai-gateway (authentication, guardrails, caching); community reports of its codes',
    words: [
      { anywhere: true, id: 'server/misconfigured', pattern: /please configure AI gateway|gateway not found/i },
      { id: 'request/content-policy', pattern: /(?:prompt|response) blocked due to security/i },
    ],
    codes: {
      2001: 'server/misconfigured',
      2003: 'limit/rate-limit',
      2005: 'server/bad-gateway',
      2009: 'config/key-wrong-header',
      2016: 'request/content-policy',
      2017: 'request/content-policy',
      10000: 'config/key-wrong-header',
    },
  },
  pages: { keys: 'https://dash.cloudflare.com/?to=/:account/ai/ai-gateway', status: 'https://www.cloudflarestatus.com' },
  steps: {
    'config/key-wrong-header': [
      'This gateway wants a token of its own beside the key: create one with the permission AI Gateway Run and send it as cf-aig-authorization: Bearer TOKEN: https://dash.cloudflare.com/?to=/:account/ai/ai-gateway',
      'In Python pass it with default_headers={"cf-aig-authorization": f"Bearer {token}"} to OpenAI(…).',
      'Or switch off Authenticated Gateway in the settings of the gateway.',
    ],
    'server/misconfigured': [
      'Create the gateway that the path names, or correct the account ID and name in the path: https://dash.cloudflare.com/?to=/:account/ai/ai-gateway',
    ],
    'limit/rate-limit': ['If the vendor behind is not the one who limits, raise the rate limit in the settings of the gateway.'],
  },
} satisfies ProviderEntry;
