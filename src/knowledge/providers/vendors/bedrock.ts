import type { ProviderEntry } from '../entry.ts';

export const bedrock = {
  id: 'bedrock',
  name: 'AWS',
  aliases: ['aws', 'amazon-bedrock'],
  kind: 'vendor',
  recognition: [
    {
      host: /^bedrock-[a-z]+\.[a-z0-9-]+\.(?:amazonaws\.com|api\.aws)$/,
      certainty: 'proved',
      source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html',
    },
    {
      body: /when calling the (?:Converse|InvokeModel)(?:Stream|WithResponseStream)? operation|BedrockException/,
      certainty: 'likely',
      source: 'boto3, its exceptions as gateways pass them on (aws-samples/bedrock-access-gateway)',
    },
    {
      log: /\bbedrock-(?:runtime|mantle)\.[a-z0-9-]+\.|BedrockException|bedrock:InvokeModel/,
      certainty: 'likely',
      source: 'its hosts',
    },
  ],
  api: { baseUrl: null, host: /^bedrock-[a-z]+\.[a-z0-9-]+\.(?:amazonaws\.com|api\.aws)$/, bills: true },
  keys: [{ pattern: /^(?:A[KS]IA[A-Z0-9]{16}|ABSK[\w+/=]{16,}|bedrock-api-key-[\w+/=-]{16,})$/ }],
  dialect: {
    source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html, troubleshooting-api-error-codes.html',
    words: [
      {
        anywhere: true,
        id: 'auth/region-mismatch',
        pattern: /credential should be scoped to a valid region|API key\b[^.]{0,60} (?:different|another|wrong) region/i,
      },
      { id: 'auth/unsupported-region', pattern: /unsupported countries, regions/i },
      { id: 'auth/invalid-authentication', pattern: /token (?:included in the request is |has )expired/i },
      {
        anywhere: true,
        id: 'auth/incorrect-key',
        pattern:
          /security token included in the request is invalid|make sure your API key is valid|signature we calculated does not match/i,
      },
      { anywhere: true, id: 'auth/missing-scope', pattern: /is not authorized to perform: bedrock/i },
      { id: 'limit/billing-inactive', pattern: /INVALID_PAYMENT_INSTRUMENT|valid payment (?:instrument|method)/i },
      { anywhere: true, id: 'auth/permission-denied', pattern: /use case details have not been submitted/i },
      {
        anywhere: true,
        id: 'auth/model-not-found',
        pattern:
          /don't have access to the model|model identifier is invalid|on-demand throughput isn.t supported|could not resolve the foundation model/i,
      },
      { id: 'request/model-retired', pattern: /end of (?:its|the) life/i },
      {
        id: 'limit/rate-limit',
        pattern: /too many (?:tokens|requests)|on-demand capacity|please wait before trying again/i,
        statuses: [400, 429],
      },
      { anywhere: true, id: 'server/loading', pattern: /model is not ready/i },
      { id: 'request/context-length', pattern: /input is too long/i },
    ],
    types: {
      throttlingexception: 'limit/rate-limit',
      accessdeniedexception: 'auth/permission-denied',
      unrecognizedclientexception: 'auth/incorrect-key',
      incompletesignature: 'auth/invalid-authentication',
      expiredtokenexception: 'auth/invalid-authentication',
      modelnotreadyexception: 'server/loading',
      modeltimeoutexception: 'server/error',
      modelerrorexception: 'server/error',
      serviceunavailableexception: 'server/overloaded',
      servicequotaexceededexception: 'limit/quota-exceeded',
      internalserverexception: 'server/error',
      resourcenotfoundexception: 'auth/model-not-found',
    },
  },
  pages: {
    keys: 'https://console.aws.amazon.com/bedrock/home#/api-keys',
    limits: 'https://console.aws.amazon.com/servicequotas',
    models: 'https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html',
    status: 'https://health.aws.amazon.com/health/status',
  },
  steps: {
    'auth/model-not-found': [
      'For newer models use the id of an inference profile, such as us.MODEL or global.MODEL, in place of the id of the model.',
      'Allow the model in the region that is called: https://console.aws.amazon.com/bedrock/home#/modelaccess',
    ],
    'auth/missing-scope': [
      'Allow bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream on the model, in the IAM policy of the principal that the response names.',
    ],
    'auth/incorrect-key': [
      'Use an API key of Bedrock for the region of this host; access keys of IAM (AKIA…) are no bearer tokens: https://console.aws.amazon.com/bedrock/home#/api-keys',
    ],
    'auth/invalid-authentication': [
      'Create a new API key: short-term keys end after 12 hours, or with the session that made them: https://console.aws.amazon.com/bedrock/home#/api-keys',
    ],
    'auth/permission-denied': [
      'Submit the use case details for the models of this provider: https://console.aws.amazon.com/bedrock/home#/modelaccess',
    ],
  },
} satisfies ProviderEntry;
