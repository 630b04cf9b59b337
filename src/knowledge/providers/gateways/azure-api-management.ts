import { callWith } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

/** Azure API Management in front of an API. */
export const azureApiManagement = {
  id: 'azure-api-management',
  name: 'Azure API Management',
  aliases: ['apim'],
  kind: 'gateway',
  recognition: [
    {
      host: /^[a-z0-9-]+\.azure-api\.(?:net|us|cn)$/,
      certainty: 'proved',
      source: 'https://learn.microsoft.com/azure/api-management',
    },
    {
      headers: [['www-authenticate', /AzureApiManagementKey/]],
      certainty: 'proved',
      source: 'https://learn.microsoft.com/azure/api-management/api-management-subscriptions',
    },
    {
      body: /"statusCode":\s?\d{3},\s?"message":\s?"(?:Access denied due to (?:missing|invalid) subscription key|Rate limit is exceeded|Out of call volume quota|Token (?:limit|quota) is exceeded|Unable to match incoming request)/,
      certainty: 'proved',
      source: 'https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies',
    },
  ],
  api: { baseUrl: null, keyHeaders: ['ocp-apim-subscription-key', 'api-key', 'authorization'], takesKeysOf: 'any', bills: false },
  dialect: {
    source: 'https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies',
    words: [
      { id: 'config/key-wrong-header', pattern: /missing subscription key/i, statuses: [401] },
      { id: 'auth/incorrect-key', pattern: /invalid subscription key/i, statuses: [401] },
      { id: 'auth/invalid-authentication', pattern: /access token is missing or invalid|JWT/i, statuses: [401] },
      {
        anywhere: true,
        id: 'limit/quota-exceeded',
        pattern: /out of call volume quota|out of bandwidth quota|token quota is exceeded/i,
      },
      { id: 'limit/rate-limit', pattern: /(?:rate|token) limit is exceeded/i },
      { anywhere: true, id: 'http/not-found', pattern: /unable to match incoming request to an operation|resource not found/i },
      { id: 'auth/ip-not-allowed', pattern: /caller IP address|IP\b[^.]{0,40}(?:forbidden|not allowed)/i, statuses: [403] },
      {
        id: 'server/bad-gateway',
        pattern: /backend connection failure|error occurred while (?:sending|calling)/i,
        statuses: [500, 502, 503],
      },
    ],
  },
  steps: {
    'config/key-wrong-header': [
      callWith(
        'Send the subscription key in the header that this API names, usually Ocp-Apim-Subscription-Key:',
        'Ocp-Apim-Subscription-Key: ',
      ),
      callWith('If its operator renamed the header, try api-key:', 'api-key: '),
      'In Python pass it with default_headers={"Ocp-Apim-Subscription-Key": key} to OpenAI(…), or use AzureOpenAI(…), which sends api-key.',
    ],
    'auth/incorrect-key': [
      'Use a subscription key of API Management, not the key of the model behind it: developer portal of {host}, Profile, Subscriptions.',
      'Check with the operator that the subscription is active and covers this API.',
    ],
    'http/not-found': [
      'Check the path with the operator: API Management needs the API suffix in front of it and the operation defined for it.',
    ],
    'limit/quota-exceeded': ['Ask the operator of {host} to raise the quota of your subscription.'],
    'limit/rate-limit': ['Ask the operator of {host} to raise the rate limit of your subscription.'],
  },
} satisfies ProviderEntry;
