import type { ProviderEntry } from '../entry.ts';

const TOKENS = 'https://dash.cloudflare.com/profile/api-tokens';

/** Cloudflare's own models: tokens of the account's API in place of keys, and its errors in a list. */
export const workersAi = {
  id: 'workers-ai',
  name: 'Cloudflare Workers AI',
  aliases: ['cloudflare-workers-ai'],
  kind: 'vendor',
  recognition: [
    {
      host: /^api\.cloudflare\.com$/,
      certainty: 'proved',
      source: 'https://developers.cloudflare.com/workers-ai/configuration/open-ai-compatibility/',
    },
    {
      log: /\bapi\.cloudflare\.com\/client\/v4\/accounts\/\w{1,40}\/ai\b/,
      certainty: 'likely',
      source: 'its host and path',
    },
  ],
  api: { baseUrl: null, host: /^api\.cloudflare\.com$/, lacks: ['/models'], bills: true },
  dialect: {
    source:
      'https://developers.cloudflare.com/workers-ai/platform/errors/; https://developers.cloudflare.com/fundamentals/api/troubleshooting/',
    words: [
      { id: 'auth/invalid-authentication', pattern: /^(?:authentication error|invalid access token|unable to authenticate)/i },
      { id: 'http/not-found', pattern: /could not route to |no route for that uri/i },
      { id: 'limit/quota-exceeded', pattern: /daily free allocation/i },
      { id: 'auth/model-not-found', pattern: /no such model|model not found|invalid model id/i },
      { id: 'server/overloaded', pattern: /capacity temporarily exceeded/i },
    ],
  },
  pages: {
    keys: TOKENS,
    models: 'https://developers.cloudflare.com/workers-ai/models/',
    limits: 'https://developers.cloudflare.com/workers-ai/platform/limits/',
    billing: 'https://dash.cloudflare.com/?to=/:account/billing',
    errors: 'https://developers.cloudflare.com/workers-ai/platform/errors/',
    status: 'https://www.cloudflarestatus.com',
  },
  steps: {
    'auth/invalid-authentication': [
      `Create an API token with the permission Workers AI (Read) for the account that the base URL names; a Global API Key does not work: ${TOKENS}`,
      'Compare the account in the base URL with the one of the token: …/accounts/ACCOUNT_ID/ai/v1',
    ],
    'http/not-found': [
      'Compare the base URL with https://api.cloudflare.com/client/v4/accounts/ACCOUNT_ID/ai/v1: copy the account ID (32 digits) from the dashboard.',
    ],
    'auth/model-not-found': [
      'Write the model with its path, as @cf/meta/llama-3.1-8b-instruct: https://developers.cloudflare.com/workers-ai/models/',
    ],
    'limit/quota-exceeded': ['Wait until 00:00 UTC, when the free allocation begins again, or use the plan Workers Paid.'],
  },
  notes: ['It has no list of models below /ai/v1.'],
} satisfies ProviderEntry;
