import type { ProviderEntry } from '../entry.ts';

export const groq = {
  id: 'groq',
  name: 'Groq',
  kind: 'vendor',
  recognition: [
    { host: /^api\.groq\.com$/, certainty: 'proved', source: 'https://console.groq.com/docs/openai' },
    { headers: [['x-groq-region', /./]], certainty: 'proved', source: 'https://console.groq.com/docs/rate-limits' },
    { body: /"x_groq"|console\.groq\.com/, certainty: 'proved', source: 'https://console.groq.com/docs/errors' },
    { log: /\bapi\.groq\.com\b|console\.groq\.com|GroqException/, certainty: 'likely', source: 'its host' },
  ],
  api: { baseUrl: 'https://api.groq.com/openai/v1', host: /^api\.groq\.com$/, bills: true },
  keys: [{ pattern: /^gsk_\w{8,}$/ }],
  dialect: {
    source: 'https://console.groq.com/docs/errors; autohandai/code-cli#338, continuedev#11010',
    words: [
      { anywhere: true, id: 'limit/request-too-large', pattern: /request too large for model/i },
      { anywhere: true, id: 'auth/account-deactivated', pattern: /organization has been restricted/i },
      {
        anywhere: true,
        id: 'auth/permission-denied',
        pattern: /requires terms acceptance|blocked at the (?:organization|project) level/i,
      },
      {
        anywhere: true,
        id: 'http/edge-challenge',
        pattern: /access denied\. please check your network settings/i,
        statuses: [403],
      },
      { id: 'limit/spend-limit', pattern: /spend (?:limit|alert)/i, statuses: [400, 403, 429] },
    ],
    codes: {
      capacity_exceeded: 'server/overloaded',
      organization_restricted: 'auth/account-deactivated',
      model_terms_required: 'auth/permission-denied',
      model_permission_blocked_org: 'auth/permission-denied',
      model_permission_blocked_project: 'auth/permission-denied',
      blocked_api_access: 'limit/spend-limit',
      tool_use_failed: 'http/bad-request',
      json_validate_failed: 'request/invalid-schema',
    },
    statuses: { 424: 'server/bad-gateway', 498: 'server/overloaded', 499: 'http/unmapped-status' },
  },
  pages: {
    keys: 'https://console.groq.com/keys',
    billing: 'https://console.groq.com/settings/billing',
    usage: 'https://console.groq.com/dashboard/usage',
    limits: 'https://console.groq.com/settings/limits',
    models: 'https://console.groq.com/docs/models',
    deprecations: 'https://console.groq.com/docs/deprecations',
    errors: 'https://console.groq.com/docs/errors',
    status: 'https://groqstatus.com',
  },
  steps: {
    'limit/request-too-large': [
      'Send fewer tokens in one request, or use a model with more tokens per minute: https://console.groq.com/settings/limits',
      'On the free plan the tokens per minute are few: upgrade to the Developer plan: https://console.groq.com/settings/billing',
    ],
    'http/edge-challenge': [
      'Send the request from another address: Groq refuses some VPNs, hosting providers and countries before it reads the key.',
    ],
    'auth/permission-denied': [
      'Allow the model for the organization and the project, and accept its terms: https://console.groq.com/settings/limits',
    ],
  },
} satisfies ProviderEntry;
