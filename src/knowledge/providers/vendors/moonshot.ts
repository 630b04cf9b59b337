import type { ProviderEntry } from '../entry.ts';

/** Two platforms with accounts of their own: keys of one are refused by the other, and look the same. */
export const moonshot = {
  id: 'moonshot',
  name: 'Moonshot',
  aliases: ['kimi'],
  kind: 'vendor',
  recognition: [
    { host: /^api\.moonshot\.(?:ai|cn)$/, certainty: 'proved', source: 'https://platform.moonshot.ai/docs' },
    { headers: [['msh-request-id', /./]], certainty: 'proved', source: 'headers of api.moonshot.cn' },
    { log: /\bapi\.moonshot\.(?:ai|cn)\b|MoonshotException/, certainty: 'likely', source: 'its hosts' },
  ],
  api: {
    baseUrl: 'https://api.moonshot.ai/v1',
    host: /^api\.moonshot\.(?:ai|cn)$/,
    bills: true,
    regions: [
      { name: 'international (platform.moonshot.ai)', host: 'api.moonshot.ai' },
      { name: 'mainland China (platform.moonshot.cn)', host: 'api.moonshot.cn' },
    ],
  },
  dialect: {
    source: 'https://platform.moonshot.ai/docs/api/errors; https://www.kimi.com/code/docs/en/kimi-code/error-reference.html',
    words: [
      {
        anywhere: true,
        id: 'limit/billing-inactive',
        pattern: /account \S{0,100}\s?(?:<[^>]{1,100}>\s)?is suspended|unable to verify your membership/i,
      },
      {
        anywhere: true,
        id: 'request/context-length',
        pattern: /exceeded model token limit|input token length too long|total message size \d+ exceeds/i,
      },
      { anywhere: true, id: 'auth/model-not-found', pattern: /not found the model/i },
      { id: 'limit/quota-exceeded', pattern: /reached (?:your|kimi) (?:monthly )?usage limit/i },
      { id: 'auth/account-deactivated', pattern: /access terminated/i },
      { id: 'http/client-refused', pattern: /only available for coding agents/i, statuses: [403] },
    ],
    types: {
      content_filter: 'request/content-policy',
      invalid_authentication_error: 'auth/invalid-authentication',
      incorrect_api_key_error: 'auth/incorrect-key',
      permission_denied_error: 'auth/permission-denied',
      resource_not_found_error: 'auth/model-not-found',
      exceeded_current_quota_error: 'limit/quota-exceeded',
      engine_overloaded_error: 'server/overloaded',
      rate_limit_reached_error: 'limit/rate-limit',
      server_error: 'server/error',
      unexpected_output: 'server/error',
    },
  },
  pages: {
    keys: 'https://platform.moonshot.ai/console/api-keys (international) or https://platform.moonshot.cn/console/api-keys (China)',
    billing: 'https://platform.moonshot.ai/console/pay (international) or https://platform.moonshot.cn/console/pay (China)',
    limits: 'https://platform.moonshot.ai/docs/pricing/limits',
    errors: 'https://platform.moonshot.ai/docs/api/errors',
  },
  notes: [
    'Keys of platform.moonshot.ai work with api.moonshot.ai alone, keys of platform.moonshot.cn with api.moonshot.cn alone.',
  ],
} satisfies ProviderEntry;
