import { callWith } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

/** LiteLLM's proxy: keys, teams and budgets of its own in front of many vendors. */
/** It takes no key of a vendor, and no text at will where it has a master key. */
const OWN_KEY =
  'Use a virtual key of this proxy (it begins with sk-), or its master key, which is LITELLM_MASTER_KEY there: UI of the proxy, Virtual Keys.';

export const litellm = {
  id: 'litellm',
  name: 'LiteLLM proxy',
  aliases: ['litellm-proxy'],
  kind: 'gateway',
  recognition: [
    {
      headers: [['x-litellm-version', /./]],
      certainty: 'proved',
      source: 'BerriAI/litellm litellm/proxy/common_request_processing.py',
    },
    {
      headers: [['x-litellm-call-id', /./]],
      certainty: 'proved',
      source: 'BerriAI/litellm litellm/proxy/common_request_processing.py',
    },
    {
      headers: [['x-litellm-key-spend', /./]],
      certainty: 'proved',
      source: 'BerriAI/litellm litellm/proxy/common_request_processing.py',
    },
    {
      body: /"type":\s?"(?:token_not_found_in_db|no_db_connection|(?:key|team|user|org)_model_access_denied|expired_key)"|LiteLLM Virtual Key expected|"litellm\.\w{1,40}Error|No connected db\.|crossed budget: /,
      certainty: 'proved',
      source: 'BerriAI/litellm litellm/proxy/_types.py, auth/user_api_key_auth.py',
    },
    { port: 4000, path: /^(?:\/v1)?$/, certainty: 'likely', source: 'https://docs.litellm.ai/docs/proxy/quick_start' },
    {
      log: /LiteLLM Proxy|litellm\.proxy\.|LiteLLM Virtual Key|token_not_found_in_db/,
      certainty: 'likely',
      source: 'BerriAI/litellm litellm/proxy',
    },
  ],
  api: { baseUrl: null, bills: false },
  dialect: {
    source:
      'BerriAI/litellm litellm/proxy/_types.py (ProxyErrorTypes, CommonProxyErrors), litellm/router.py, auth/auth_checks.py',
    words: [
      {
        anywhere: true,
        id: 'limit/spend-limit',
        pattern: /crossed budget|budget has been exceeded|ExceededBudget|exceeded (?:\w+ )?budget|over budget/i,
      },
      {
        anywhere: true,
        id: 'server/misconfigured',
        pattern:
          /no connected db|DB not connected|no_db_connection|no models configured on proxy|master key is not (?:initialized|set)|no llm router/i,
      },
      // The vendor behind refuses the key that the configuration of the proxy has.
      {
        anywhere: true,
        id: 'auth/incorrect-key',
        pattern: /litellm\.AuthenticationError: (?:AuthenticationError: )?\w{3,40}Exception/,
        statuses: [401, 403],
      },
      {
        anywhere: true,
        id: 'auth/incorrect-key',
        pattern: /virtual key expected|invalid proxy server token|unable to find token in cache or|invalid user key/i,
      },
      {
        anywhere: true,
        id: 'auth/invalid-authentication',
        pattern: /no api key passed in|malformed API key passed in|expired key|key is blocked/i,
        statuses: [400, 401, 403],
      },
      {
        anywhere: true,
        id: 'limit/rate-limit',
        pattern:
          /crossed TPM|max parallel request limit|no deployments available for selected model|rate limit (?:exceeded|type)/i,
        statuses: [429],
      },
      {
        anywhere: true,
        id: 'auth/model-not-found',
        pattern:
          /invalid model name passed in|key not allowed to access model|(?:team|user|organization) not allowed to access model|llm provider not provided|no healthy deployments?|there are no healthy/i,
      },
      {
        id: 'server/bad-gateway',
        pattern:
          /litellm\.APIConnectionError|\w{3,40}Exception - (?:Connection error|Request timed out|Cannot connect to host|(?:Error code: )?404\b|404 page not found|.{0,40}\bNot Found\b)/i,
        statuses: [404, 408, 500, 502, 503, 504],
      },
      { id: 'auth/ip-not-allowed', pattern: /access forbidden: IP address not allowed/i },
    ],
    types: {
      budget_exceeded: 'limit/spend-limit',
      no_db_connection: 'server/misconfigured',
      token_not_found_in_db: 'auth/incorrect-key',
      key_model_access_denied: 'auth/model-not-found',
      team_model_access_denied: 'auth/model-not-found',
      user_model_access_denied: 'auth/model-not-found',
      org_model_access_denied: 'auth/model-not-found',
      expired_key: 'auth/invalid-authentication',
      team_member_permission_error: 'auth/permission-denied',
      key_vector_store_access_denied: 'auth/permission-denied',
    },
  },
  steps: {
    'config/key-missing': [OWN_KEY],
    'config/key-placeholder': [OWN_KEY],
    'auth/incorrect-key': [
      'If the message names a vendor, the key in the configuration of the proxy is refused there: correct the api_key of the model in config.yaml, or the variable that it names, and restart the proxy.',
      'Otherwise use a virtual key of this proxy (it begins with sk-) or its master key, not the key of a vendor: UI of the proxy, Virtual Keys.',
    ],
    'auth/invalid-authentication': [
      'Use a virtual key of this proxy that is neither blocked nor expired: UI of the proxy, Virtual Keys.',
    ],
    'limit/spend-limit': [
      'Raise the budget of the key, the team, the user or the deployment that the message names, or wait for its reset: UI of the proxy, Virtual Keys or Teams.',
      'Do not buy credit at the vendor for this: the budget is a setting of the proxy (max_budget, budget_duration).',
    ],
    'limit/rate-limit': [
      'Check the log of the proxy: “No deployments available” means that every deployment of the model failed and is in its cooldown.',
      'Raise tpm_limit, rpm_limit or max_parallel_requests of the key or team, if the message names them.',
    ],
    'auth/model-not-found': [
      callWith('List the models of the proxy that this key may use:', 'Authorization: Bearer '),
      'Use a model_name of config.yaml; add the model there if it is missing, and allow it for the key or its team.',
    ],
    'server/bad-gateway': [
      'Correct api_base of the model in config.yaml, and restart the proxy: without /v1 for ollama/ models (http://HOST:11434), with /v1 for openai/ models.',
      'The proxy itself cannot reach the API behind it: run the check there, in its container and with its variables: `api-doctor check`',
      'Set what its network needs in its environment (HTTPS_PROXY, SSL_CERT_FILE), and restart the proxy.',
    ],
    'server/misconfigured': [
      'Start the database of the proxy and set DATABASE_URL to it: keys, teams and budgets need one.',
      'Without a database call the proxy with its master key alone, which is LITELLM_MASTER_KEY.',
      'Check the log of the proxy at its start for the first error.',
    ],
  },
} satisfies ProviderEntry;
