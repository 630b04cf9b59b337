import type { Wording } from '../providers/entry.ts';
import type { AnswerId, ApiError } from './reading.ts';

/** How much of a message the patterns are run on. */
const MESSAGE_LIMIT = 4000;

/** `error.code`, lower case: the first thing to believe, because it never changes with the wording. */
const byCode: Record<string, AnswerId> = {
  invalid_api_key: 'auth/incorrect-key',
  invalid_key: 'auth/incorrect-key',
  account_deactivated: 'auth/account-deactivated',
  mismatched_organization: 'auth/organization-mismatch',
  mismatched_project: 'auth/organization-mismatch',
  invalid_organization: 'auth/organization-mismatch',
  invalid_project: 'auth/organization-mismatch',
  missing_scope: 'auth/missing-scope',
  insufficient_permissions: 'auth/missing-scope',
  incorrect_hostname: 'auth/regional-hostname',
  ip_not_authorized: 'auth/ip-not-allowed',
  ip_not_allowed: 'auth/ip-not-allowed',
  token_expired: 'auth/invalid-authentication',
  no_organization: 'auth/not-in-organization',
  unsupported_country_region_territory: 'auth/unsupported-region',
  organization_must_be_verified: 'auth/organization-unverified',
  model_not_found: 'auth/model-not-found',
  model_decommissioned: 'request/model-retired',
  model_deprecated: 'request/model-retired',
  rate_limit_exceeded: 'limit/rate-limit',
  rate_limit_reached: 'limit/rate-limit',
  too_many_requests: 'limit/rate-limit',
  slow_down: 'limit/slow-down',
  insufficient_quota: 'limit/quota-exceeded',
  credit_balance_exhausted: 'limit/credit-exhausted',
  organization_spend_limit_exceeded: 'limit/spend-limit',
  project_spend_limit_exceeded: 'limit/spend-limit',
  organization_usage_limit_exceeded: 'limit/spend-limit',
  billing_not_active: 'limit/billing-inactive',
  billing_hard_limit_reached: 'limit/billing-hard-limit',
  unknown_url: 'http/not-found',
  context_length_exceeded: 'request/context-length',
  unsupported_parameter: 'request/unsupported-parameter',
  unsupported_value: 'request/unsupported-parameter',
  unknown_parameter: 'request/unsupported-parameter',
  content_filter: 'request/content-policy',
  content_policy_violation: 'request/content-policy',
  moderation_blocked: 'request/content-policy',
  cyber_policy: 'request/content-policy',
  bio_policy: 'request/content-policy',
  unsupported_content_type: 'request/invalid-body',
  invalid_json: 'request/invalid-body',
  invalid_function_parameters: 'request/invalid-schema',
  invalid_json_schema: 'request/invalid-schema',
  invalid_schema: 'request/invalid-schema',
  server_is_overloaded: 'server/overloaded',
  engine_overloaded: 'server/overloaded',
  overloaded: 'server/overloaded',
  server_error: 'server/error',
  internal_server_error: 'server/error',
  conversation_locked: 'http/conflict',
  request_too_large: 'http/too-large',
};

/** `error.type`, lower case, for the types that say more than the status does. */
const byType: Record<string, AnswerId> = {
  insufficient_quota: 'limit/quota-exceeded',
  billing_not_active: 'limit/billing-inactive',
  requests: 'limit/rate-limit',
  tokens: 'limit/rate-limit',
  input_tokens: 'limit/rate-limit',
  tokens_usage_based: 'limit/rate-limit',
  rate_limit_error: 'limit/rate-limit',
  service_unavailable_error: 'server/overloaded',
  engine_overloaded_error: 'server/overloaded',
  overloaded_error: 'server/overloaded',
  access_terminated: 'auth/account-deactivated',
};

const REQUEST = [400, 404, 413, 415, 422];

/** Wording, where neither code nor type decides. The first that fits; `statuses` limits a rule to where it was seen. */
const wordings: Wording[] = [
  { id: 'auth/organization-unverified', pattern: /organization must be verified|verify (?:your )?organization/i },
  {
    id: 'auth/unsupported-region',
    pattern: /country, region,? or territory not supported|unsupported_country|services are not available in your country/i,
  },
  { id: 'http/https-required', pattern: /only be accessed over HTTPS/i },
  {
    // One vendor's plan, tier or sign-in for the programs that it names.
    id: 'auth/permission-denied',
    statuses: [400, 401, 403],
    pattern:
      /\b(?:tier|plan|subscription|credentials?|token|key|models?|access)\b[^.\n]{0,60}\b(?:can|may|is|are) only (?:be )?(?:used|available|authorized|allowed|accessible)(?: for use)? (?:from )?(?:within|inside|with|in|for|through|via) (?:the )?(?:[A-Z]|official|coding agents)/,
  },
  { id: 'auth/regional-hostname', pattern: /incorrect regional hostname/i },
  {
    id: 'auth/ip-not-allowed',
    pattern:
      /\bIP(?: address)? (?:[\w.:]{3,45} )?(?:is )?not (?:authorized|allowed|permitted|(?:on|in) (?:the|your|its) (?:IP )?allow)/i,
  },
  { id: 'auth/missing-scope', pattern: /missing scopes?:|insufficient permissions for this operation/i },
  {
    id: 'auth/invalid-authentication',
    pattern:
      /didn't provide an api key|missing bearer or basic auth|(?:no|missing) (?:api[ _-]?key|auth(?:entication|orization)? (?:header|credentials|token)|credentials|access token)\b|(?:api[ _-]?key(?: header)?|auth(?:orization|entication)? header|access token) (?:is )?(?:missing|required|not (?:provided|found|supplied))|(?:token|session) (?:has |is )?expired|not authenticated|\b(?:invalid|missing|incorrect|wrong) or (?:invalid|missing|incorrect|wrong|expired|no) (?:api[ _-]?key|credentials|token)\b/i,
    statuses: [401, 403],
  },
  { id: 'limit/billing-hard-limit', pattern: /billing hard limit/i },
  { id: 'limit/billing-inactive', pattern: /account is not active, please check your billing/i },
  {
    id: 'limit/spend-limit',
    pattern:
      /(?:spend|spending|usage|budget) limit (?:has been |was |is )?(?:reached|exceeded)|(?:exceeded|reached) [\w' ]{0,40}(?:spend|spending|usage|budget) limit|budget has been exceeded/i,
  },
  {
    id: 'limit/credit-exhausted',
    pattern: /credit balance (?:is )?(?:exhausted|too low)|(?:run )?out of credits/i,
    statuses: [429],
  },
  { id: 'limit/request-too-large', pattern: /request too large for/i },
  {
    id: 'limit/credit-exhausted',
    pattern:
      /insufficient (?:account )?(?:balance|credits?|funds)|(?:balance|credit)s? (?:is |are )?(?:insufficient|not enough|too low)|余额不足|欠费/i,
    statuses: [400, 402, 403, 429],
  },
  { id: 'limit/quota-exceeded', pattern: /exceeded your current quota/i },
  { id: 'limit/slow-down', pattern: /^"?slow down\W{0,3}$/i, statuses: [429, 503] },
  {
    id: 'server/overloaded',
    pattern: /overloaded|at capacity|over capacity|no capacity|experiencing high (?:demand|load|traffic)/i,
    statuses: [429, 498, 500, 503, 529],
  },
  {
    id: 'limit/rate-limit',
    pattern:
      /rate[ _-]?limit|too many requests|quota exceeded for|too many tokens, please wait|resource (?:has been )?exhausted\b|\bthrottling ?exception\b/i,
    statuses: [400, 403, 413, 429, 503],
  },
  { id: 'auth/account-deactivated', pattern: /deactivated|access was terminated/i, statuses: [401, 403] },
  { id: 'auth/not-in-organization', pattern: /must be a member of an organization/i },
  { id: 'auth/organization-mismatch', pattern: /header should match (?:organization|project)|no such (?:organization|project)/i },
  {
    id: 'auth/incorrect-key',
    pattern:
      /incorrect api[ _-]?key|invalid (?:x-)?api[ _-]?(?:key|token)|api[ _-]?key\b[^.]{0,60}(?:not valid|invalid|incorrect)|token seems invalid|invalid (?:access|virtual|proxy)[ _-](?:key|token)|invalid proxy server token|\b(?:api[ _-]?key|ak|access[ _-]?key|token) (?:does not|doesn't|is not|not) exists?\b|expected to start with 'sk-'/i,
    statuses: [400, 401, 403],
  },
  {
    id: 'request/model-retired',
    pattern:
      /\bmodels?\b[^.]{0,200}(?:deprecated|decommissioned|retired|discontinued|shut ?down|no longer (?:available|supported|exists?))/i,
  },
  {
    id: 'auth/model-not-found',
    pattern:
      /does not have access to model|\bmodels?\b(?! (?:instances?|files?|workers?|replicas?|config(?:uration)?s?)\b)[^.]{0,30}[^\s]{0,200} (?:does not exist|doesn't exist|(?:is |was )?not found|is not a valid model)|(?:not a valid|invalid) model id|no endpoints found (?:for|that|matching)|no models? (?:is |are )?loaded|deployment for this resource does not exist|unknown model|requested model is not (?:supported|available)|not allowed to access model/i,
    statuses: [400, 401, 403, 404, 422],
  },
  {
    id: 'http/not-found',
    pattern:
      /invalid url \(|unknown request url|this is a chat model and not supported|\/v1\/\S{1,60}[^.]{0,80}\ballowed\b[^.]{0,40}\byour path\b/i,
  },
  {
    id: 'request/wrong-method',
    pattern: /not allowed to [A-Z]{3,7} on|method not allowed|only accepts? (?:GET|POST|PUT|DELETE) requests/i,
    statuses: [400, 404, 405],
  },
  {
    // axum's words for a body that it read and that has another shape
    id: 'request/invalid-messages',
    pattern: /deserialize the json body into the target type: (?:messages|input)\b/i,
  },
  {
    id: 'request/invalid-schema',
    pattern:
      /deserialize the json body into the target type: (?:tools|functions|response_format)\b[^:\n]{0,80}: (?:missing field|invalid type)/i,
  },
  { id: 'request/invalid-body', pattern: /deserialize the json body into the target type/i },
  {
    id: 'request/invalid-body',
    pattern:
      /could not parse the json body|what was sent was not valid json|json (?:decode|parse|decoding|parsing) error|invalid json(?! payload received[^\n]{0,160}function_declarations)|not valid json|valid json body|malformed json(?! in (?:the )?response)|unsupported content type|invalid content-type|expected multipart\/form-data|unsupported media type|failed to parse (?:the )?request body/i,
    statuses: [400, 415, 422, 500],
  },
  {
    id: 'server/misconfigured',
    pattern:
      /\bno (?:available|healthy|active|usable) (?:upstream |provider |model )?(?:candidates?|channels?|providers?|backends?|accounts?|upstreams?)\b/i,
    statuses: [400, 500, 502, 503],
  },
  {
    id: 'http/too-large',
    pattern: /maximum content size limit|(?:payload|request entity|body) (?:is )?too large/i,
    statuses: [400, 413],
  },
  {
    id: 'request/context-length',
    pattern:
      /maximum context length|context[ _](?:length|window|size)[^.]{0,60}exceed|exceeds?[^.]{0,60}context|(?:prompt|input) is too long|reduce the length of|too many tokens|max_(?:completion_)?tokens must be at least 1, got -\d/i,
    statuses: [...REQUEST, 500],
  },
  {
    id: 'request/invalid-schema',
    pattern:
      /invalid schema for|invalid (?:json )?schema|json schema is invalid|function_declarations\[\d{1,3}\]|schema(?![^.]{0,60}not supported (?:with|by|for|in) this model)[^.]{0,80}(?:(?:is not|isn't) (?:valid|supported|permitted)|should be of type)/i,
    statuses: REQUEST,
  },
  {
    id: 'request/content-policy',
    pattern: /content (?:management )?polic|usage polic|safety (?:system|policy)|content[ _-]?filter|flagged|responsible ai/i,
    statuses: [400, 403],
  },
  {
    id: 'request/invalid-messages',
    pattern:
      /messages? with role|\bcontent\b[^.]{0,30}\btool_calls\b[^.]{0,30}\b(?:non-?empty|must|required|should)\b|reasoning_content\b[^.]{0,40} must be passed back|\b(?:first|last|final|system|user|assistant|tool) messages?\b[^.]{0,80}\bmust\b|must be (?:a response to|followed by)|\btool_(?:calls?|use|result)s?\b[^.]{0,120}\bmust\b|\bunexpected role\b|roles? must (?:be|alternate)|too short - 'messages'|is not one of \[[^\]]{0,80}'system'|\b(?:invalid|missing(?! field `message`)|expected)\b[^.]{0,80}\bmessages?\b(?!\\?")\[?\d{0,4}\]?|no messages? (?:provided|given)|image_url/i,
    statuses: [400, 422],
  },
  {
    id: 'request/unsupported-parameter',
    pattern:
      /not a chat model|unsupported (?:parameter|value)|unrecognized request argument|unknown (?:parameter|field|argument)|(?:is|are) not supported (?:with|by|for|in) this model|\b(?:argument|parameter|option|setting)s? not supported (?:on|by|for|with|in) (?:this|the) (?:model|endpoint)|\b(?:property|parameter|field|argument) ['"`]?[\w.]{1,60}['"`]? is (?:unsupported|not supported|unknown)|does not support(?! (?:item|index|iteration|slic|the (?:asynchronous )?context manager))|not supported by (?:the )?model|extra (?:inputs|fields) (?:are )?not permitted|invalid service_tier/i,
    statuses: [400, 404, 422],
  },
  { id: 'server/error', pattern: /^"?the server had an error while processing/i, statuses: [429] },
  {
    id: 'server/error',
    pattern: /server had an error|internal server error|an error occurred while processing/i,
    statuses: [500, 501, 503, 520, 529],
  },
];

/** The meaning of the status alone in a response of the API. A 403 does not prove the documented region row. */
const byStatus: Record<number, AnswerId> = {
  400: 'http/bad-request',
  401: 'auth/invalid-authentication',
  403: 'auth/permission-denied',
  404: 'http/not-found',
  409: 'http/conflict',
  413: 'http/too-large',
  422: 'http/unprocessable',
  429: 'limit/rate-limit',
  431: 'http/too-large',
  500: 'server/error',
  502: 'server/bad-gateway',
  503: 'server/overloaded',
  504: 'server/bad-gateway',
  529: 'server/overloaded',
};

/** The finding for an error of the API: code, then type, then wording, then status. Null where nothing is known. */
export function findingFor(error: ApiError | null, text: string, status: number | null): AnswerId | null {
  return findingByWords(error, text, status) ?? (status === null ? null : forStatus(status, error));
}

/** The finding that code, type or wording prove, whatever the status. */
export function findingByWords(error: ApiError | null, text: string, status: number | null): AnswerId | null {
  const code = error?.code?.toLowerCase() ?? '';
  const type = error?.type?.toLowerCase() ?? '';
  const message = (error?.message ?? text).slice(0, MESSAGE_LIMIT).replace(/\s+/g, ' ');
  if (type.startsWith('cf_')) return 'server/bad-gateway';
  const named = namedIn(byCode, code) ?? namedIn(byType, code) ?? namedIn(byType, type) ?? quotedIn(message);
  if (named) return refined(named, message);
  const worded = wordings.find(
    ({ pattern, statuses }) => (status === null || !statuses || statuses.includes(status)) && pattern.test(message),
  );
  if (worded) return refined(worded.id, message);
  if (status === null || status === 400) {
    // For an invalid value inside the messages only `param` shows the position.
    if (/^(?:messages|input)\b/.test(error?.param ?? '')) return 'request/invalid-messages';
  }
  return null;
}

/** A code that a message repeats, as clients print it beside a status; null where several stand in it, as in a list of codes. */
function quotedIn(message: string): AnswerId | null {
  const words = message.slice(0, QUOTED_WITHIN).match(/(?<![\w./-])[a-z]{2,20}(?:_[a-z]{2,20}){1,4}(?![\w./-])/g) ?? [];
  const codes = new Set(words.filter((word) => Object.hasOwn(byCode, word)));
  return codes.size === 1 ? namedIn(byCode, [...codes][0] as string) : null;
}

/** How far into a message a code is looked for. */
const QUOTED_WITHIN = 400;

/** A server may call its error `constructor`, which every record has. */
function namedIn(ids: Record<string, AnswerId>, name: string): AnswerId | null {
  return Object.hasOwn(ids, name) ? (ids[name] ?? null) : null;
}

/** The same code is used for causes with different fixes; the message distinguishes them. */
function refined(id: AnswerId, message: string): AnswerId {
  if (id === 'limit/rate-limit' && /request too large for/i.test(message)) return 'limit/request-too-large';
  // Gemini's compatible endpoint words its rate limit like OpenAI's quota, and adds how long to wait.
  if (id === 'limit/quota-exceeded' && /(?:retry|try again) (?:in|after) \d/i.test(message)) return 'limit/rate-limit';
  if (
    id === 'limit/rate-limit' &&
    /exceeded your current quota, please check your plan/i.test(message) &&
    !/\bin \d/.test(message)
  )
    return 'limit/quota-exceeded';
  if ((id === 'auth/model-not-found' || id === 'request/unsupported-parameter') && /must be verified/i.test(message))
    return 'auth/organization-unverified';
  if (id === 'auth/model-not-found' && /deprecated|decommissioned|retired|shut ?down/i.test(message))
    return 'request/model-retired';
  return id;
}

/** The meaning of the status alone in a response of the API. */
function forStatus(status: number, error: ApiError | null): AnswerId | null {
  if (status === 405 && error) return 'request/wrong-method';
  const known = byStatus[status];
  if (known) return known;
  if (status >= 520 && status <= 530) return 'server/bad-gateway';
  if (status >= 500 && status <= 599) return 'server/error';
  return status >= 400 ? 'http/unmapped-status' : null;
}
