import type { ProviderEntry } from '../entry.ts';

export const siliconflow = {
  id: 'siliconflow',
  name: 'SiliconFlow',
  kind: 'vendor',
  recognition: [
    { host: /^api(?:-st)?\.siliconflow\.(?:cn|com)$/, certainty: 'proved', source: 'https://docs.siliconflow.com' },
    {
      headers: [['x-siliconcloud-trace-id', /./]],
      certainty: 'proved',
      source: 'https://docs.siliconflow.cn/cn/faqs/error-code',
    },
    { log: /\bapi\.siliconflow\.(?:cn|com)\b/, certainty: 'likely', source: 'its hosts' },
  ],
  api: {
    baseUrl: 'https://api.siliconflow.com/v1',
    host: /^api(?:-st)?\.siliconflow\.(?:cn|com)$/,
    paths: ['/v1'],
    bills: true,
    regions: [
      { name: 'international (siliconflow.com)', host: 'api.siliconflow.com' },
      { name: 'mainland China (siliconflow.cn)', host: 'api.siliconflow.cn' },
    ],
  },
  dialect: {
    source: 'https://docs.siliconflow.cn/cn/faqs/error-code',
    words: [
      { anywhere: true, id: 'limit/credit-exhausted', pattern: /balance is insufficient|insufficient balance|余额不足/i },
      { id: 'auth/incorrect-key', pattern: /^"?(?:invalid token|api key is invalid)/i, statuses: [401, 403] },
      { id: 'auth/organization-unverified', pattern: /real[- ]name|实名/i, statuses: [403] },
      { anywhere: true, id: 'limit/rate-limit', pattern: /rejected due to rate limiting|(?:TPM|RPM|IPM|RPD) limit reached/i },
      { id: 'server/overloaded', pattern: /service overloaded|system is too busy/i },
    ],
    codes: {
      20012: 'auth/model-not-found',
      20015: 'http/bad-request',
      20024: 'http/bad-request',
      30001: 'limit/credit-exhausted',
      30003: 'request/model-retired',
      30011: 'auth/permission-denied',
      50501: 'server/error',
      50505: 'server/overloaded',
      50507: 'server/error',
      50508: 'server/overloaded',
      50603: 'server/overloaded',
      50604: 'server/overloaded',
    },
  },
  pages: {
    keys: 'https://cloud.siliconflow.com/account/ak (international) or https://cloud.siliconflow.cn/account/ak (China)',
    billing: 'https://cloud.siliconflow.com/expensebill (international) or https://cloud.siliconflow.cn/expensebill (China)',
    limits: 'https://docs.siliconflow.com/en/userguide/rate-limits/rate-limit-and-upgradation',
  },
  steps: {
    'auth/organization-unverified': ['Verify your identity in the console: https://cloud.siliconflow.cn/account/authentication'],
  },
} satisfies ProviderEntry;
