import type { AnswerId } from '../../answer/reading.ts';
import type { ProviderEntry } from '../entry.ts';

/** Business codes, which are more telling than the status. */
const CODES: Record<number, AnswerId> = {
  1000: 'auth/invalid-authentication',
  1001: 'auth/invalid-authentication',
  1002: 'auth/incorrect-key',
  1003: 'auth/invalid-authentication',
  1004: 'auth/incorrect-key',
  1100: 'auth/permission-denied',
  1110: 'auth/account-deactivated',
  1111: 'auth/account-deactivated',
  1112: 'auth/account-deactivated',
  1113: 'limit/credit-exhausted',
  1120: 'server/error',
  1121: 'auth/account-deactivated',
  1200: 'http/bad-request',
  1210: 'http/bad-request',
  1211: 'auth/model-not-found',
  1212: 'request/unsupported-parameter',
  1213: 'http/bad-request',
  1214: 'http/bad-request',
  1215: 'http/bad-request',
  1220: 'auth/permission-denied',
  1221: 'request/model-retired',
  1222: 'http/not-found',
  1230: 'server/error',
  1231: 'http/conflict',
  1234: 'server/error',
  1261: 'request/context-length',
  1300: 'request/content-policy',
  1301: 'request/content-policy',
  1302: 'limit/rate-limit',
  1303: 'limit/rate-limit',
  1304: 'limit/rate-limit',
  1305: 'server/overloaded',
  1308: 'limit/quota-exceeded',
  1309: 'limit/billing-inactive',
  1310: 'limit/quota-exceeded',
  1311: 'auth/model-not-found',
  1312: 'server/overloaded',
  1313: 'limit/rate-limit',
};

export const zhipu = {
  id: 'zhipu',
  name: 'Zhipu',
  aliases: ['z.ai', 'glm', 'bigmodel'],
  kind: 'vendor',
  recognition: [
    { host: /^(?:open\.bigmodel\.cn|api\.z\.ai)$/, certainty: 'proved', source: 'https://docs.z.ai/api-reference' },
    { log: /\bopen\.bigmodel\.cn\b|\bapi\.z\.ai\b|ZhipuException/, certainty: 'likely', source: 'its hosts' },
  ],
  api: {
    baseUrl: 'https://api.z.ai/api/paas/v4',
    host: /^(?:open\.bigmodel\.cn|api\.z\.ai)$/,
    paths: ['/api/paas/v4', '/api/coding/paas/v4'],
    lacks: ['/responses'],
    bills: true,
    regions: [
      { name: 'international (z.ai)', host: 'api.z.ai' },
      { name: 'mainland China (bigmodel.cn)', host: 'open.bigmodel.cn' },
    ],
  },
  keys: [{ pattern: /^[0-9a-f]{32}\.[A-Za-z0-9]{16}$/ }],
  dialect: {
    source: 'https://docs.z.ai/api-reference/api-code',
    codes: Object.fromEntries(Object.entries(CODES).map(([code, id]) => [code, id])),
  },
  pages: {
    keys: 'https://z.ai/manage-apikey/apikey-list (international) or https://bigmodel.cn/usercenter/proj-mgmt/apikeys (China)',
    billing: 'https://z.ai/manage-apikey/billing (international) or https://bigmodel.cn/finance/overview (China)',
    limits: 'https://z.ai/manage-apikey/rate-limits',
    errors: 'https://docs.z.ai/api-reference/api-code',
  },
  steps: {
    'limit/credit-exhausted': [
      'If you pay for the Coding Plan, use its own base URL: https://api.z.ai/api/coding/paas/v4. The usual one is paid from the balance.',
      'Top up the balance: https://z.ai/manage-apikey/billing (international) or https://bigmodel.cn/finance/overview (China)',
    ],
  },
} satisfies ProviderEntry;
