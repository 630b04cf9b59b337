import { callWith, UNIX } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

/** Of a resource, or of a region, where resources without a name of their own are called. */
const HOST =
  /^[a-z0-9-]+\.(?:(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)|api\.cognitive\.(?:microsoft\.com|azure\.(?:us|cn)))$/;

/** Azure OpenAI and Foundry resources: every customer has a host, and on the older paths a deployment and an API version. */
export const azureOpenai = {
  id: 'azure-openai',
  name: 'Azure OpenAI',
  aliases: ['azure', 'foundry'],
  kind: 'vendor',
  recognition: [
    {
      host: HOST,
      certainty: 'proved',
      source: 'https://learn.microsoft.com/azure/ai-services/openai/reference',
    },
    {
      alias: /\.privatelink\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)$/,
      certainty: 'proved',
      source: 'https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks',
    },
    {
      log: /\bAzureOpenAI\b|\.openai\.azure\.com\b|AzureException|AzureChatOpenAI|\bDeploymentNotFound\b|API deployment for this resource does not exist|\bAzure OpenAI API version\b|\baka\.ms\/oai\b/,
      certainty: 'likely',
      source: 'names of its host and of its client classes',
    },
  ],
  api: {
    baseUrl: null,
    host: HOST,
    keyHeaders: ['api-key', 'authorization'],
    bills: true,
  },
  // What is issued since 2024; the 32 hexadecimal digits of before are other vendors' form too.
  keys: [{ pattern: /^[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}$/ }],
  dialect: {
    source:
      'learn.microsoft.com/azure/ai-services/openai (errors, network, keys); issues semantic-kernel#10337, chatbox#861, azure-sql-db-chatbot#3',
    words: [
      { id: 'config/key-wrong-header', pattern: /missing subscription key/i, statuses: [401] },
      { anywhere: true, id: 'auth/incorrect-key', pattern: /invalid subscription key/i, statuses: [401] },
      {
        anywhere: true,
        id: 'auth/ip-not-allowed',
        pattern:
          /virtual network\/firewall rules|virtual network is configured for this resource|public access is disabled|(?:not|only) from (?:an )?approved private endpoint/i,
      },
      { id: 'auth/permission-denied', pattern: /(?:key based|key-based|local) auth\w* is disabled/i },
      { anywhere: true, id: 'auth/missing-scope', pattern: /lacks the required data action/i },
      { anywhere: true, id: 'auth/model-not-found', pattern: /API deployment for this resource does not exist/i },
      { anywhere: true, id: 'auth/invalid-authentication', pattern: /token tenant .{0,80}does not match resource tenant/i },
      { id: 'server/overloaded', pattern: /currently experiencing high demand|no capacity/i, statuses: [429, 503] },
      { anywhere: true, id: 'limit/rate-limit', pattern: /exceeded (?:the )?(?:call|token) rate limit/i },
      { anywhere: true, id: 'request/unsupported-parameter', pattern: /operation does not work with the specified model/i },
      { id: 'request/model-retired', pattern: /model\b[^.]{0,80} (?:has been|is) (?:deprecated|retired)/i },
    ],
    codes: {
      deploymentnotfound: 'auth/model-not-found',
      operationnotsupported: 'request/unsupported-parameter',
      content_filter: 'request/content-policy',
      responsibleaipolicyviolation: 'request/content-policy',
      authenticationtypedisabled: 'auth/permission-denied',
      permissiondenied: 'auth/missing-scope',
      nocapacity: 'server/overloaded',
      modeldeprecated: 'request/model-retired',
      ratelimitreached: 'limit/rate-limit',
      toomanyrequests: 'limit/rate-limit',
    },
  },
  pages: {
    keys: 'the Azure portal, Keys and Endpoint of the resource',
    billing: 'https://portal.azure.com/#view/Microsoft_Azure_GTM',
    limits: 'https://learn.microsoft.com/azure/ai-services/openai/quotas-limits',
    models: 'https://learn.microsoft.com/azure/ai-services/openai/concepts/models',
    status: 'https://azure.status.microsoft',
  },
  steps: {
    'config/key-wrong-header': [
      callWith('Send the key in the header api-key:', 'api-key: '),
      'In Python make the client with AzureOpenAI(api_key=…, azure_endpoint=…, api_version=…) instead of OpenAI(…): it sends that header.',
      'With the plain client use the base URL of the v1 API, which takes Authorization too: https://RESOURCE.openai.azure.com/openai/v1/',
    ],
    'auth/invalid-authentication': [
      'The token is of the tenant {tokenTenant}, and the resource belongs to another one. Sign in to that one: `az login --tenant TENANT`',
      'Compare the key with the keys of this very resource: Azure portal, {host}, Keys and Endpoint. A key of another resource or region is refused.',
      callWith('Send it as the older paths want it:', 'api-key: '),
      'If a token of Entra ID is sent, request it for the scope https://cognitiveservices.azure.com/.default and renew it when it expires.',
    ],
    'auth/incorrect-key': [
      'Compare the key with the keys of this very resource: Azure portal, {host}, Keys and Endpoint. A key of another resource or region is refused.',
    ],
    'auth/ip-not-allowed': [
      {
        text: 'A resource with a virtual network is called by its own name, not by that of the region, {regionalHost}: `export OPENAI_BASE_URL=https://RESOURCE.openai.azure.com/openai/v1`',
        on: UNIX,
      },
      {
        text: 'A resource with a virtual network is called by its own name, not by that of the region, {regionalHost}: `$env:OPENAI_BASE_URL = "https://RESOURCE.openai.azure.com/openai/v1"`',
        on: ['windows'],
      },
      'Allow the network of this machine: Azure portal, {host}, Networking, Firewalls and virtual networks. It takes some minutes.',
      'If the resource has a private endpoint, call it from its virtual network, and check that the name leads to the private address there: `nslookup {host}`',
      'If the name leads to a public address inside that network, link the private DNS zone privatelink.openai.azure.com to it.',
    ],
    'auth/missing-scope': [
      'Assign the role Cognitive Services OpenAI User on the resource to the identity that the response names; it takes some minutes.',
    ],
    'auth/permission-denied': [
      'If the resource has key authentication disabled, call it with a token of Entra ID: `az account get-access-token --resource https://cognitiveservices.azure.com`',
      'Check the networking of the resource in the Azure portal: a private endpoint or a firewall rule refuses calls with 403, whatever the key.',
    ],
    'auth/model-not-found': [
      'Use the name of the deployment, which you chose yourself, and not that of the model: Azure portal or ai.azure.com, Deployments.',
      'If the deployment is new, wait five minutes.',
      'Check that the deployment belongs to this resource: {host}',
    ],
    'http/not-found': [
      'The older paths need the parameter api-version, which {unversionedUrl} lacks: OpenAI(default_query={"api-version": "2024-10-21"}), or AzureOpenAI(api_version="2024-10-21").',
      { text: 'Use the base URL of the v1 API of this resource: `export OPENAI_BASE_URL={resourceUrl}/openai/v1`', on: UNIX },
      {
        text: 'Use the base URL of the v1 API of this resource: `$env:OPENAI_BASE_URL = "{resourceUrl}/openai/v1"`',
        on: ['windows'],
      },
      'Or, with AzureOpenAI(…), pass only the resource as azure_endpoint, {resourceUrl}, beside api_version; it adds the path itself.',
      'Use a base URL of one of the two forms: https://RESOURCE.openai.azure.com/openai/v1/ or https://RESOURCE.openai.azure.com/openai/deployments/DEPLOYMENT?api-version=VERSION',
      'On the second form check the api-version: the name of a version that does not exist gives 404 too.',
      'Check the name of the deployment: Azure portal or ai.azure.com, Deployments.',
    ],
    'http/bad-request': ['On paths without /v1 add the parameter api-version, with a version that the endpoint has.'],
    'limit/rate-limit': [
      'Raise the tokens per minute of the deployment: ai.azure.com, Deployments, Edit. The quota belongs to the subscription and the region.',
    ],
    'limit/quota-exceeded': ['Check the quota of the subscription in this region: ai.azure.com, Management center, Quota'],
    'request/content-policy': ['Adjust the content filter of the deployment: ai.azure.com, Guardrails and controls.'],
    'dns/nxdomain': [
      'Check the name of the resource in the Azure portal: a resource without a custom subdomain, or a deleted one, has no such host.',
      'If the resource has a private endpoint, link the private DNS zone privatelink.openai.azure.com to this network.',
    ],
    'dns/private-address': [
      'If the resource has a private endpoint, this is its address and right: check that this network reaches it.',
    ],
    'tcp/timeout': [
      'If the resource has a private endpoint, check that this machine is in its virtual network or a peered one, and that the name leads to the private address: `nslookup {host}`',
    ],
  },
  notes: [
    'Keys are 32 hexadecimal digits, or 84 letters and digits in newer resources.',
    'The older paths contain the deployment and require the parameter api-version; /openai/v1 does not.',
  ],
} satisfies ProviderEntry;
