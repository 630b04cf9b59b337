import { UNIX } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

/** Gemini and other models in Google Cloud: projects, roles and short-lived access tokens in place of API keys. */
export const vertexAi = {
  id: 'vertex-ai',
  name: 'Google Vertex AI',
  aliases: ['vertex', 'google-cloud'],
  kind: 'vendor',
  recognition: [
    {
      host: /^(?:[a-z0-9-]+-)?aiplatform\.googleapis\.com$/,
      certainty: 'proved',
      source: 'https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview',
    },
    { log: /\baiplatform\.(?:googleapis\.com|endpoints\.predict)\b/, certainty: 'likely', source: 'its host and its permission' },
  ],
  api: { baseUrl: null, host: /^(?:[a-z0-9-]+-)?aiplatform\.googleapis\.com$/, lacks: ['/responses'], bills: true },
  keys: [{ pattern: /^ya29\.[\w.-]{12,}$/ }],
  dialect: {
    source: 'https://cloud.google.com/vertex-ai/generative-ai/docs/error-code; google/rpc/error_details.proto',
    words: [
      {
        id: 'auth/invalid-authentication',
        pattern: /expected OAuth 2 access token|invalid authentication credentials|API keys are not supported/i,
        statuses: [401],
      },
      { anywhere: true, id: 'auth/missing-scope', pattern: /permission '?aiplatform\.[\w.]{1,80}'? denied/i },
      { id: 'auth/permission-denied', pattern: /has not been used in project|SERVICE_DISABLED/i, statuses: [403] },
      {
        anywhere: true,
        id: 'auth/model-not-found',
        pattern: /publisher model\b.{0,300}(?:not found|does not have access)/i,
        statuses: [400, 404],
      },
      { id: 'limit/rate-limit', pattern: /resource (?:has been )?exhausted|quota exceeded for aiplatform/i, statuses: [429] },
    ],
    types: {
      unauthenticated: 'auth/invalid-authentication',
      permission_denied: 'auth/permission-denied',
      resource_exhausted: 'limit/rate-limit',
      unavailable: 'server/overloaded',
      internal: 'server/error',
    },
  },
  pages: {
    billing: 'https://console.cloud.google.com/billing',
    limits: 'https://console.cloud.google.com/iam-admin/quotas',
    models: 'https://cloud.google.com/vertex-ai/generative-ai/docs/models',
    errors: 'https://cloud.google.com/vertex-ai/generative-ai/docs/error-code',
    status: 'https://status.cloud.google.com',
  },
  steps: {
    'auth/invalid-authentication': [
      {
        text: 'Send an access token of Google Cloud as the key; it ends after an hour, so renew it: `export OPENAI_API_KEY="$(gcloud auth print-access-token)"`',
        on: UNIX,
      },
      {
        text: 'Send an access token of Google Cloud as the key; it ends after an hour, so renew it: `gcloud auth print-access-token`',
        on: ['windows'],
      },
      'In programs that run longer, get it from google.auth.default() with the scope cloud-platform, and refresh it before each call.',
      'Keys of AI Studio (AIza…) belong to another API: https://generativelanguage.googleapis.com/v1beta/openai',
    ],
    'auth/missing-scope': [
      'Give the account of the token the role Vertex AI User (roles/aiplatform.user) in the project of the base URL: https://console.cloud.google.com/iam-admin/iam',
      'Compare project and location in the base URL with those where the role was given: …/projects/PROJECT/locations/LOCATION/endpoints/openapi',
      'Check whose token it is: `gcloud auth list`',
    ],
    'auth/permission-denied': [
      'Enable the Vertex AI API in the project, and wait some minutes: `gcloud services enable aiplatform.googleapis.com`',
      'Give the account of the token the role Vertex AI User (roles/aiplatform.user) in the project of the base URL: https://console.cloud.google.com/iam-admin/iam',
    ],
    'auth/model-not-found': [
      'Write the model with its publisher, as google/gemini-2.5-flash, and use a location that has it: https://cloud.google.com/vertex-ai/generative-ai/docs/models',
      'For models of partners, enable the model for the project in Model Garden: https://console.cloud.google.com/vertex-ai/model-garden',
    ],
    'limit/rate-limit': [
      'Retry with exponential backoff and jitter, or use the location global, which has more capacity: {limitsPage}',
    ],
  },
} satisfies ProviderEntry;
