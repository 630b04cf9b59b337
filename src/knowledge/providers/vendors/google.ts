import { callWith, UNIX } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

/** Google's Gemini API through its OpenAI-compatible endpoint: errors come as a list around an object. */
export const google = {
  id: 'google',
  name: 'Google',
  aliases: ['gemini'],
  kind: 'vendor',
  recognition: [
    {
      host: /^generativelanguage\.googleapis\.com$/,
      certainty: 'proved',
      source: 'https://ai.google.dev/gemini-api/docs/openai',
    },
    {
      body: /type\.googleapis\.com\/google\.rpc|"domain":\s?"googleapis\.com"/,
      certainty: 'proved',
      source: 'https://cloud.google.com/apis/design/errors',
    },
    {
      log: /generativelanguage\.googleapis\.com|type\.googleapis\.com|ai\.google\.dev|GeminiException|VertexAIException|API key not valid\. Please pass a valid API key/,
      certainty: 'likely',
      source: 'its host and its words',
    },
  ],
  api: {
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    host: /^generativelanguage\.googleapis\.com$/,
    paths: ['/v1beta/openai', '/v1/openai', '/v1alpha/openai'],
    lacks: ['/responses'],
    bills: true,
  },
  keys: [{ pattern: /^AIza[\w-]{16,}$/ }, { pattern: /^AQ\.[\w-]{20,}$/ }],
  dialect: {
    source: 'https://ai.google.dev/gemini-api/docs/troubleshooting; google/rpc/error_details.proto (reasons)',
    words: [
      {
        // The native paths take a key in a header of their own; below /openai the same words are about the key.
        id: 'config/key-wrong-header',
        pattern: /expected OAuth 2 access token/i,
        statuses: [401],
        below: /^\/v1(?:beta|alpha)?\/(?!openai\b)/,
      },
      { anywhere: true, id: 'auth/unsupported-region', pattern: /location is not supported/i, statuses: [400, 403] },
      {
        anywhere: true,
        id: 'auth/invalid-authentication',
        pattern: /API key expired|reported as leaked|unregistered callers|missing or invalid authorization header/i,
      },
      {
        anywhere: true,
        id: 'auth/incorrect-key',
        pattern: /API key not valid|API_KEY_INVALID|invalid authentication credentials/i,
      },
      { anywhere: true, id: 'auth/ip-not-allowed', pattern: /IP address restriction|API_KEY_IP_ADDRESS_BLOCKED/i },
      {
        anywhere: true,
        id: 'auth/missing-scope',
        pattern:
          /API_KEY_SERVICE_BLOCKED|requests to this API \S{1,100} method \S{1,200} are blocked|insufficient authentication scopes/i,
      },
      {
        anywhere: true,
        id: 'auth/permission-denied',
        pattern: /has not been used in project|SERVICE_DISABLED|referer .{0,200} are blocked|denied access/i,
        statuses: [403],
      },
      {
        anywhere: true,
        id: 'auth/account-deactivated',
        pattern: /CONSUMER_SUSPENDED|(?:project|consumer)\b[^.]{0,80} has been suspended/i,
      },
      {
        anywhere: true,
        id: 'auth/invalid-authentication',
        pattern: /multiple authentication credentials/i,
        statuses: [400, 401],
      },
      { anywhere: true, id: 'limit/credit-exhausted', pattern: /prepayment credits are depleted/i },
      { id: 'limit/spend-limit', pattern: /spend(?:ing)? cap/i, statuses: [429] },
      { anywhere: true, id: 'limit/billing-inactive', pattern: /BILLING_DISABLED|requires billing to be enabled/i },
      { id: 'limit/quota-exceeded', pattern: /\blimit: 0\b/, statuses: [429] },
      {
        id: 'limit/rate-limit',
        pattern: /(?:please )?retry in \d|resource has been exhausted|quota exceeded for/i,
        statuses: [429],
      },
      { id: 'server/overloaded', pattern: /model is overloaded|high demand/i, statuses: [429, 503] },
      {
        anywhere: true,
        id: 'auth/model-not-found',
        pattern: /is not found for API version|models\/\S{1,200} is not found/i,
        statuses: [404],
      },
    ],
    types: {
      unavailable: 'server/overloaded',
      resource_exhausted: 'limit/rate-limit',
      unauthenticated: 'auth/invalid-authentication',
      permission_denied: 'auth/permission-denied',
      internal: 'server/error',
      deadline_exceeded: 'server/error',
    },
  },
  pages: {
    keys: 'https://aistudio.google.com/apikey',
    billing: 'https://aistudio.google.com/usage',
    usage: 'https://aistudio.google.com/usage',
    limits: 'https://ai.google.dev/gemini-api/docs/rate-limits',
    models: 'https://ai.google.dev/gemini-api/docs/models',
    deprecations: 'https://ai.google.dev/gemini-api/docs/deprecations',
    errors: 'https://ai.google.dev/gemini-api/docs/troubleshooting',
    countries: 'https://ai.google.dev/gemini-api/docs/available-regions',
    status: 'https://aistudio.google.com/status',
  },
  steps: {
    'config/key-wrong-header': [
      {
        text: 'Use the base URL of the OpenAI-compatible endpoint, which takes the key as the SDKs send it: `export OPENAI_BASE_URL=https://generativelanguage.googleapis.com/v1beta/openai`',
        on: UNIX,
      },
      {
        text: 'Use the base URL of the OpenAI-compatible endpoint, which takes the key as the SDKs send it: `$env:OPENAI_BASE_URL = "https://generativelanguage.googleapis.com/v1beta/openai"`',
        on: ['windows'],
      },
      callWith('Gemini’s own paths take the key in the header x-goog-api-key:', 'x-goog-api-key: '),
    ],
    'auth/invalid-authentication': [
      'Compare the key with the list of your keys. If it is not there, or has expired, create a new key: https://aistudio.google.com/apikey',
      'If the message says that more than one credential came, send one: remove ?key= from the base URL and x-goog-api-key from the headers of the client, which sends Authorization by itself.',
    ],
    'auth/permission-denied': [
      'Enable the Generative Language API in the project of the key: https://console.cloud.google.com/apis/library/generativelanguage.googleapis.com',
      'Check the application restrictions of the key (referrers, addresses, APIs): https://console.cloud.google.com/apis/credentials',
    ],
    'auth/missing-scope': [
      'Allow the Generative Language API in the restrictions of the key: https://console.cloud.google.com/apis/credentials',
    ],
    'auth/ip-not-allowed': ['Add the address to the restrictions of the key: https://console.cloud.google.com/apis/credentials'],
    'limit/quota-exceeded': [
      'If the message states a limit of 0, the free tier does not cover this model or region: set up billing for the project: https://aistudio.google.com/usage',
    ],
    'limit/rate-limit': [
      'Wait {waitShown}, or set up billing: the free tier allows few requests a minute and a day: https://ai.google.dev/gemini-api/docs/rate-limits',
    ],
    'auth/model-not-found': [
      'List the models of this API version and use a name of the list: https://ai.google.dev/gemini-api/docs/models',
    ],
  },
} satisfies ProviderEntry;
