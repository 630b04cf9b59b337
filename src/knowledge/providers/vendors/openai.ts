import type { Step } from '../../../model/finding.ts';
import { UNIX } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

const PLATFORM = 'https://platform.openai.com';

const pages = {
  keys: `${PLATFORM}/api-keys`,
  organization: `${PLATFORM}/settings/organization/general`,
  members: `${PLATFORM}/settings/organization/people`,
  limits: `${PLATFORM}/settings/organization/limits`,
  billing: `${PLATFORM}/settings/organization/billing/overview`,
  usage: `${PLATFORM}/usage`,
  countries: `${PLATFORM}/docs/supported-countries`,
  rateLimits: `${PLATFORM}/docs/guides/rate-limits`,
  models: `${PLATFORM}/docs/models`,
  deprecations: `${PLATFORM}/docs/deprecations`,
  reference: `${PLATFORM}/docs/api-reference`,
  errors: `${PLATFORM}/docs/guides/error-codes`,
  status: 'https://status.openai.com',
  help: 'https://help.openai.com',
} satisfies ProviderEntry['pages'];

const KEY_LIST = `Check whether the key from {keySource} ({key}) still exists, and in which project: ${pages.keys}`;

/** Only where a variable sets one. */
const WITHOUT_ORGANIZATION: [Step, Step] = [
  {
    text: 'Remove the organization and project, which a project key does not need: `unset {idVariables}`',
    on: UNIX,
  },
  {
    text: 'Remove the organization and project, which a project key does not need: `Remove-Item {idVariablesPowerShell}`',
    on: ['windows'],
  },
];

/** OpenAI's API with its regional hosts. Its codes are those of the general reading: compatible servers repeat them. */
export const openai = {
  id: 'openai',
  name: 'OpenAI',
  kind: 'vendor',
  recognition: [
    { host: /^(?:[a-z0-9-]+\.)?api\.openai\.com$/, certainty: 'proved', source: `${PLATFORM}/docs/guides/your-data` },
    {
      log: /\b(?:platform|help|status|(?:[a-z0-9-]{1,20}\.)?api)\.openai\.com\b/,
      certainty: 'likely',
      source: 'texts of the API name these pages',
    },
  ],
  api: {
    baseUrl: 'https://api.openai.com/v1',
    host: /^(?:[a-z0-9-]+\.)?api\.openai\.com$/,
    bills: true,
  },
  keys: [
    { pattern: /^sk-admin-[\w-]+$/, kind: 'openai-admin' },
    { pattern: /^sk-(?:proj|svcacct)-[\w-]{8,}$/, kind: 'openai' },
    // The middle of every older key: base64 of "OpenAI".
    { pattern: /^sk-[\w-]{0,200}T3BlbkFJ[\w-]{0,400}$/, kind: 'openai' },
    { pattern: /^sess-[\w-]{8,}$/, kind: 'session' },
  ],
  pages,
  steps: {
    'auth/invalid-authentication': [KEY_LIST, ...WITHOUT_ORGANIZATION],
    // The organization is nothing that a key which does not exist fails for.
    'auth/incorrect-key': [
      `Compare the key from {keySource} ({key}) with the list of your keys. If it is not there, create a new key and replace the old one: ${pages.keys}`,
    ],
    'auth/account-deactivated': [`Check the state of the account: ${pages.organization}`],
    'auth/not-in-organization': [
      `Ask an owner of the organization to invite the account again: ${pages.members}`,
      `Or ask for an organization of your own: ${pages.help}`,
      `Then create a new key in that organization and replace this one: ${pages.keys}`,
    ],
    'auth/organization-mismatch': [
      { text: 'Remove the names, which the key does not need: `unset {idVariables}`', on: UNIX },
      { text: 'Remove the names, which the key does not need: `Remove-Item {idVariablesPowerShell}`', on: ['windows'] },
      `Or set the project that the key belongs to: ${pages.keys}`,
      `Or set the ID of its organization: ${pages.organization}`,
    ],
    'auth/missing-scope': [`Give the key the permission {permission}, or ask an owner of the project: ${pages.keys}`],
    'auth/ip-not-allowed': [
      'The list needs the public IP address of this machine: `curl -sS https://api.ipify.org`',
      `Ask an owner to add it to the IP allowlist of the organization, or of the project where that has one. The change takes up to 15 minutes: ${pages.organization}`,
    ],
    'auth/permission-denied': [
      `Check the permissions of the key: ${pages.keys}`,
      `Check the roles of the members: ${pages.members}`,
      ...WITHOUT_ORGANIZATION,
    ],
    'auth/model-not-found': [
      'List the models that this key has access to: `curl -sS {modelsUrl} -H "Authorization: Bearer {keyShell}"`',
      `If the model exists, ask an owner to allow it for {projectShown}: ${pages.limits}`,
      `A new account has access to few models until credit was bought once; the others follow within some minutes: ${pages.billing}`,
    ],
    'auth/organization-unverified': [
      `Ask an owner to verify the organization. Access follows within 15 minutes: ${pages.organization}`,
    ],
    'limit/rate-limit': [`{limitShown}. Check your limits, or request an increase: ${pages.limits}`],
    'limit/quota-exceeded': [
      `Check the balance, and buy credit. A ChatGPT subscription does not include any for the API: ${pages.billing}`,
      `If there is credit, check that the key belongs to the organization and the project that have it: ${pages.keys}`,
      `If it does, a budget is used up. Compare the usage of the organization and the project with their budgets: ${pages.limits}`,
      `The usage itself is here: ${pages.usage}`,
    ],
    'http/not-found': ['Leave OPENAI_BASE_URL unset or set it to https://api.openai.com/v1'],
    'request/content-policy': [
      `Check texts in advance with the moderation endpoint, which is free: ${pages.reference}/moderations`,
    ],
  },
} satisfies ProviderEntry;
