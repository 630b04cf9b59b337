import type { ProviderEntry } from '../entry.ts';

const HOST =
  /^(?:dbc-[\w-]+\.(?:\w+\.)?cloud\.databricks\.com|[\w-]+\.cloud\.databricks\.com|adb-[\d.]+\.azuredatabricks\.net|[\w.-]+\.gcp\.databricks\.com)$/;
const TOKENS = 'in the workspace, Settings, Developer, Access tokens';

/** Models that a workspace of Databricks serves: each model is a serving endpoint, and tokens end. */
export const databricksServing = {
  id: 'databricks-serving',
  name: 'Databricks model serving',
  aliases: ['mosaic-ai'],
  kind: 'vendor',
  recognition: [
    {
      host: HOST,
      certainty: 'proved',
      source: 'https://docs.databricks.com/machine-learning/model-serving/score-foundation-models',
    },
    { log: /\bdatabricks\.com\/serving-endpoints\b|DatabricksException/, certainty: 'likely', source: 'its path' },
  ],
  api: { baseUrl: null, host: HOST, paths: ['/serving-endpoints'], lacks: ['/models'], bills: true },
  keys: [{ pattern: /^dapi[a-f0-9]{24,}(?:-\d+)?$/ }],
  dialect: {
    source: 'https://docs.databricks.com/api/workspace/introduction (error codes)',
    words: [
      { id: 'auth/invalid-authentication', pattern: /invalid access token|token is expired|credential was not sent/i },
      { id: 'auth/ip-not-allowed', pattern: /source IP address: .{0,80} is blocked/i, statuses: [403] },
      { id: 'auth/model-not-found', pattern: /endpoint with name .{0,200} does not exist|given endpoint does not exist/i },
      { id: 'limit/rate-limit', pattern: /exceeded (?:the )?(?:rate|\w+) limit|REQUEST_LIMIT_EXCEEDED/i, statuses: [403, 429] },
    ],
    codes: {
      permission_denied: 'auth/permission-denied',
      resource_does_not_exist: 'auth/model-not-found',
      endpoint_not_found: 'auth/model-not-found',
      request_limit_exceeded: 'limit/rate-limit',
      temporarily_unavailable: 'server/overloaded',
    },
  },
  pages: {
    keys: TOKENS,
    limits: 'https://docs.databricks.com/machine-learning/model-serving/model-serving-limits',
    models: 'https://docs.databricks.com/machine-learning/foundation-model-apis/supported-models',
    status: 'https://status.databricks.com',
  },
  steps: {
    'auth/invalid-authentication': [
      `Create a new token, because tokens end after the days that were chosen: ${TOKENS}.`,
      'Use a token of the workspace in the base URL: those of another workspace are refused.',
      'For a service principal, get a token by OAuth: it ends after an hour: `databricks auth token --host {origin}`',
    ],
    'auth/permission-denied': [
      'Give the owner of the token Can Query on the serving endpoint: in the workspace, Serving, Permissions.',
    ],
    'auth/model-not-found': [
      'Use the name of a serving endpoint as the model, as databricks-claude-sonnet-4: `databricks serving-endpoints list`',
    ],
    'auth/ip-not-allowed': ['Add the address of this machine to the IP access list of the workspace, or call from its network.'],
    'http/not-found': [
      'Set the base URL to https://WORKSPACE/serving-endpoints, without the name of an endpoint and without /invocations.',
    ],
  },
} satisfies ProviderEntry;
