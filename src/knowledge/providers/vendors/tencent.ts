import type { ProviderEntry } from '../entry.ts';

export const tencent = {
  id: 'tencent-hunyuan',
  name: 'Tencent Hunyuan',
  aliases: ['hunyuan'],
  kind: 'vendor',
  recognition: [
    {
      host: /^(?:hunyuan|api\.hunyuan)(?:\.[a-z0-9-]+)?\.(?:cloud\.tencent\.com|tencentcloudapi\.com)$/,
      certainty: 'proved',
      source: 'https://cloud.tencent.com/document/product/1729',
    },
    { host: /^api\.lkeap\.cloud\.tencent\.com$/, certainty: 'proved', source: 'https://cloud.tencent.com/document/product/1772' },
  ],
  api: {
    baseUrl: 'https://api.hunyuan.cloud.tencent.com/v1',
    host: /^api\.(?:hunyuan|lkeap)\.cloud\.tencent\.com$/,
    bills: true,
  },
  dialect: {
    source: 'https://cloud.tencent.com/document/product/1729/105701 (error codes)',
    codes: {
      'authfailure.secretidnotfound': 'auth/incorrect-key',
      'authfailure.signaturefailure': 'auth/incorrect-key',
      'authfailure.invalidauthorization': 'auth/incorrect-key',
      'authfailure.unauthorizedoperation': 'auth/missing-scope',
      'failedoperation.freeresourcepackexhausted': 'limit/quota-exceeded',
      'failedoperation.resourcepackexhausted': 'limit/quota-exceeded',
      'failedoperation.servicenotactivated': 'limit/billing-inactive',
      'failedoperation.servicestop': 'limit/billing-inactive',
      'failedoperation.servicestoparrears': 'limit/billing-inactive',
      'resourceinsufficient.chargeresourceexhaust': 'limit/credit-exhausted',
      'resourceunavailable.inarrears': 'limit/billing-inactive',
      limitexceeded: 'limit/rate-limit',
      requestlimitexceeded: 'limit/rate-limit',
      'failedoperation.engineserverlimitexceeded': 'server/overloaded',
      'failedoperation.engineservererror': 'server/error',
      'failedoperation.enginerequesttimeout': 'server/error',
      'operationdenied.textillegaldetected': 'request/content-policy',
      'operationdenied.imageillegaldetected': 'request/content-policy',
      'invalidparametervalue.model': 'auth/model-not-found',
      internalerror: 'server/error',
    },
  },
  pages: {
    keys: 'https://console.cloud.tencent.com/hunyuan/start',
    billing: 'https://console.cloud.tencent.com/expense/overview',
  },
} satisfies ProviderEntry;
