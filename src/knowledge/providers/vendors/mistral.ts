import type { ProviderEntry } from '../entry.ts';

export const mistral = {
  id: 'mistral',
  name: 'Mistral',
  kind: 'vendor',
  recognition: [
    { host: /^(?:api|codestral)\.mistral\.ai$/, certainty: 'proved', source: 'https://docs.mistral.ai/api' },
    { headers: [['mistral-correlation-id', /./]], certainty: 'proved', source: 'headers of api.mistral.ai' },
    { log: /\bapi\.mistral\.ai\b|MistralException/, certainty: 'likely', source: 'its host' },
  ],
  api: { baseUrl: 'https://api.mistral.ai/v1', host: /^(?:api|codestral)\.mistral\.ai$/, paths: ['/v1'], bills: true },
  dialect: {
    source: 'https://docs.mistral.ai/resources/error-codes; issues of mistralai/client-python',
    words: [
      { anywhere: true, id: 'limit/spend-limit', pattern: /monthly spending limit/i },
      { anywhere: true, id: 'limit/billing-inactive', pattern: /(?:no active|inactive) subscription/i },
      { anywhere: true, id: 'server/overloaded', pattern: /service tier capacity exceeded/i, statuses: [429] },
      { id: 'auth/model-not-found', pattern: /invalid model:/i, statuses: [400, 404] },
      { id: 'request/invalid-messages', pattern: /expected last role|unexpected role|invalid_request_message_order/i },
    ],
    codes: {
      1500: 'auth/model-not-found',
      1300: 'limit/rate-limit',
      3505: 'server/overloaded',
      3230: 'request/invalid-messages',
      3051: 'request/invalid-messages',
    },
    types: {
      invalid_model: 'auth/model-not-found',
      rate_limited: 'limit/rate-limit',
      service_tier_capacity_exceeded: 'server/overloaded',
      invalid_request_message_order: 'request/invalid-messages',
      invalid_request_prompt: 'request/invalid-messages',
    },
    statuses: { 402: 'limit/billing-inactive' },
  },
  pages: {
    keys: 'https://console.mistral.ai/api-keys',
    billing: 'https://admin.mistral.ai/organization/billing',
    usage: 'https://console.mistral.ai/usage',
    limits: 'https://admin.mistral.ai/plateforme/limits',
    models: 'https://docs.mistral.ai/getting-started/models',
    status: 'https://status.mistral.ai',
  },
  steps: {
    'auth/invalid-authentication': [
      'Check which product the key is for: keys of Codestral work with codestral.mistral.ai alone, keys of La Plateforme with api.mistral.ai.',
      'If the key was just created, wait a few minutes until it is active, and check that the workspace has a plan: https://admin.mistral.ai/organization/billing',
    ],
    'limit/billing-inactive': [
      'Choose a plan for the workspace, Experiment (free) or Scale: https://admin.mistral.ai/organization/billing',
    ],
  },
} satisfies ProviderEntry;
