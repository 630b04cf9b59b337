import type { ProviderEntry } from '../entry.ts';

export const volcengine = {
  id: 'volcengine',
  name: 'Volcengine Ark',
  aliases: ['doubao', 'ark'],
  kind: 'vendor',
  recognition: [
    {
      host: /^ark\.(?:[a-z0-9-]+\.)?(?:volces|bytepluses)\.com$/,
      certainty: 'proved',
      source: 'https://www.volcengine.com/docs/82379',
    },
    { log: /\bark\.[a-z0-9-]+\.(?:volces|bytepluses)\.com\b/, certainty: 'likely', source: 'its host' },
  ],
  api: {
    baseUrl: 'https://ark.cn-beijing.volces.com/api/v3',
    host: /^ark\.(?:[a-z0-9-]+\.)?(?:volces|bytepluses)\.com$/,
    bills: true,
  },
  dialect: {
    source: 'https://www.volcengine.com/docs/82379/1299023 (error codes)',
    words: [{ id: 'limit/rate-limit', pattern: /(?:request|token)s? (?:rate )?limit/i, statuses: [429] }],
    codes: {
      authenticationerror: 'auth/incorrect-key',
      invalidaccountstatus: 'auth/account-deactivated',
      accessdenied: 'auth/permission-denied',
      accountoverdueerror: 'limit/billing-inactive',
      operationdenied: 'auth/permission-denied',
      'operationdenied.serviceoverdue': 'limit/billing-inactive',
      'operationdenied.servicenotopen': 'auth/model-not-found',
      modelnotopen: 'auth/model-not-found',
      'invalidendpointormodel.notfound': 'auth/model-not-found',
      'invalidendpointormodel.modelidaccessdisabled': 'auth/model-not-found',
      'invalidendpoint.closedendpoint': 'auth/model-not-found',
      sensitivecontentdetected: 'request/content-policy',
      inputtextsensitivecontentdetected: 'request/content-policy',
      outputtextsensitivecontentdetected: 'request/content-policy',
      quotaexceeded: 'limit/quota-exceeded',
      setlimitexceeded: 'limit/spend-limit',
      inferencequotaexceeded: 'limit/quota-exceeded',
      modelloadingerror: 'server/loading',
      requestbursttoofast: 'limit/slow-down',
      ratelimitexceeded: 'limit/rate-limit',
      'ratelimitexceeded.endpointrpmexceeded': 'limit/rate-limit',
      'ratelimitexceeded.endpointtpmexceeded': 'limit/rate-limit',
      modelaccountrpmratelimitexceeded: 'limit/rate-limit',
      modelaccounttpmratelimitexceeded: 'limit/rate-limit',
      serveroverloaded: 'server/overloaded',
      internalserviceerror: 'server/error',
    },
  },
  pages: {
    keys: 'https://console.volcengine.com/ark/region:ark+cn-beijing/apiKey',
    billing: 'https://console.volcengine.com/finance/account-overview',
    models: 'https://console.volcengine.com/ark/region:ark+cn-beijing/openManagement',
  },
  steps: {
    'auth/model-not-found': [
      'Activate the model, or use the id of your own endpoint (ep-…): https://console.volcengine.com/ark/region:ark+cn-beijing/openManagement',
    ],
  },
} satisfies ProviderEntry;
