import { callWith } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

export const awsApiGateway = {
  id: 'aws-api-gateway',
  name: 'Amazon API Gateway',
  kind: 'gateway',
  recognition: [
    {
      host: /^[a-z0-9]+\.execute-api\.[a-z0-9-]+\.(?:amazonaws\.com|vpce\.amazonaws\.com)$/,
      certainty: 'proved',
      source: 'https://docs.aws.amazon.com/apigateway',
    },
    {
      headers: [['x-amz-apigw-id', /./]],
      certainty: 'proved',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html',
    },
    {
      headers: [['apigw-requestid', /./]],
      certainty: 'proved',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html',
    },
  ],
  api: { baseUrl: null, keyHeaders: ['x-api-key', 'authorization'], takesKeysOf: 'any', bills: false },
  dialect: {
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
    words: [
      { id: 'http/not-found', pattern: /^missing authentication token$|^not found$/i, statuses: [403, 404] },
      { id: 'config/key-wrong-header', pattern: /^forbidden$/i, statuses: [403] },
      { id: 'auth/permission-denied', pattern: /explicit deny|not authorized to access this resource/i, statuses: [403] },
      { id: 'http/access-proxy', pattern: /^unauthorized$/i, statuses: [401] },
      {
        id: 'http/access-proxy',
        pattern: /authorization header requires 'Credential'|not a valid key=value pair .{0,80}in Authorization header/i,
        statuses: [403],
      },
      { id: 'limit/quota-exceeded', pattern: /^limit exceeded/i, statuses: [429] },
      { id: 'limit/rate-limit', pattern: /^too many requests$/i, statuses: [429] },
      {
        id: 'server/bad-gateway',
        pattern: /endpoint request timed out|^service unavailable$|^internal server error$/i,
        statuses: [500, 502, 503, 504],
      },
    ],
  },
  steps: {
    'config/key-wrong-header': [
      callWith('If the API wants a key of API Gateway, send it as x-api-key:', 'x-api-key: '),
      'In Python pass it with default_headers={"x-api-key": key} to OpenAI(…).',
      'If it wants none, check its resource policy and its WAF: both answer 403 Forbidden.',
    ],
    'http/not-found': [
      'Check stage and path of the base URL: for a path that it does not have, API Gateway answers “Missing Authentication Token”.',
    ],
    'http/access-proxy': [
      'On “Authorization header requires Credential”, the method wants requests that are signed with AWS credentials (IAM): sign them in the HTTP client, OpenAI(http_client=httpx.Client(auth=…)) with httpx-aws-auth or requests-aws4auth, or set the authorization of the method to NONE and protect it with an API key.',
      'On “Unauthorized”, an authorizer of the gateway (Cognito, Lambda, JWT) wants its own token in Authorization: ask its operator for one.',
    ],
    'server/bad-gateway': ['Check the log of the function behind: API Gateway ends a call after 29 seconds.'],
  },
} satisfies ProviderEntry;
