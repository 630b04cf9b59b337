import type { ProviderEntry } from '../entry.ts';

const CONSUMER = 'Use the key of a consumer of this gateway: console of Higress, Consumers.';

export const higress = {
  id: 'higress',
  name: 'Higress',
  kind: 'gateway',
  recognition: [
    {
      body: /Request denied by (?:Key|Jwt|Basic|Hmac) Auth check|higress-(?:ai|llm)/i,
      certainty: 'proved',
      source: 'alibaba/higress plugins/wasm-go/extensions/key-auth',
    },
    {
      headers: [['server', /^istio-envoy|^higress/i]],
      body: /ai-(?:proxy|quota|token-ratelimit)|Denied by ai quota check/i,
      certainty: 'proved',
      source: 'alibaba/higress plugins/wasm-go/extensions',
    },
    { log: /Request denied by Key Auth check|Denied by ai quota check/, certainty: 'likely', source: 'alibaba/higress plugins' },
  ],
  api: { baseUrl: null, bills: false },
  dialect: {
    source: 'alibaba/higress plugins/wasm-go/extensions/{key-auth,ai-quota,ai-token-ratelimit,ai-proxy}',
    words: [
      { anywhere: true, id: 'auth/incorrect-key', pattern: /Key Auth check\. Invalid API key/i },
      { id: 'config/key-wrong-header', pattern: /Key Auth check\. No API key found/i },
      { id: 'auth/permission-denied', pattern: /Unauthorized consumer/i },
      { anywhere: true, id: 'limit/quota-exceeded', pattern: /Denied by ai quota check/i },
      { id: 'server/misconfigured', pattern: /ai-proxy[^.]{0,80}(?:not (?:configured|supported)|failed)/i },
    ],
  },
  steps: {
    'config/key-missing': [CONSUMER],
    'config/key-placeholder': [CONSUMER],
    'auth/incorrect-key': [CONSUMER],
    'limit/quota-exceeded': ['Ask the operator to raise the quota of your consumer: plugin ai-quota of the route.'],
  },
} satisfies ProviderEntry;
