import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { type Answered, exchangeOf, isListingSound, onApiError } from '../answered.ts';

/** Steps for every limit per unit of time. */
const SLOW_DOWN = [
  'Wait {waitShown}, then send requests more slowly.',
  'Retry with exponential backoff and jitter, as the official SDKs do: OpenAI(max_retries=5) in Python, new OpenAI({ maxRetries: 5 }) in Node.js.',
];

/** For every limit on spending. */
const NO_RETRY =
  'Do not retry: waiting does not help. The SDKs retry HTTP {retriedStatus} by themselves; set max_retries=0 while you investigate.';

/** Findings of the layer `limit`. */
export const limit = {
  'limit/rate-limit': {
    severity: 'error',
    title: 'Rate limit reached',
    explanation: '{who} returned {answer}. {whoseLimit}',
    steps: [
      'With {gatewayLimit} in this format, check the limits of the web server or gateway in front of {ownApi}: its log says whether it refused the request or passed it on.',
      ...SLOW_DOWN,
      '{limitShown}. Check the limits of your account or key at {otherApi}.',
      'Check your limits, or request an increase: {limitsPage}',
      'Spread requests over time, batch small ones, and lower max_completion_tokens, which counts in full.',
      'Read how rate limits work: {rateLimitsPage}',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-rate-limit',
    matches: onApiError('limit/rate-limit', whoseLimit),
  },
  'limit/request-too-large': {
    severity: 'error',
    title: 'Request exceeds the tokens-per-minute limit',
    explanation:
      '{who} returned {answer}. This single request needs more tokens than the limit for a whole minute, so waiting does not help.',
    steps: [
      'Reduce the request: it needs {requested} tokens, and the limit is {limit}.',
      'Send less text, remove old messages, or lower max_completion_tokens.',
      'Request a higher limit for the model, or use a model with a higher one: {limitsPage}',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-rate-limit',
    matches: onApiError('limit/request-too-large'),
  },
  'limit/slow-down': {
    severity: 'error',
    title: 'Request rate increased too quickly',
    explanation:
      '{who} returned {answer}. No limit was reached, but the request rate increased faster than the servers can scale.',
    steps: [
      'Wait {waitShown}, return to the earlier request rate, keep it for 15 minutes, then increase it gradually.',
      'Start parallel workers one after another, not all at once.',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-rate-limit',
    matches: onApiError('limit/slow-down'),
  },
  'limit/quota-exceeded': {
    severity: 'error',
    title: 'Quota exceeded',
    explanation: '{who} returned {answer}. The credit or the monthly budget is used up. The key and the request are valid.',
    steps: [
      'Check the balance, and buy credit: {billingPage}',
      'Ask the operator of {ownApi} for more quota: the budget of the key or account there is used up.',
      NO_RETRY,
      'Check that the key belongs to the account that has the credit: {keysPage}',
      'After you buy credit, wait a few minutes. If the error persists, create a new key.',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-quota-exceeded',
    matches: onApiError('limit/quota-exceeded'),
  },
  'limit/credit-exhausted': {
    severity: 'error',
    title: 'Prepaid credit is used up',
    explanation: '{who} returned {answer}. The prepaid credit of the account is used up.',
    steps: [
      'Buy credit, or enable automatic recharge: {billingPage}',
      'Ask the operator of {ownApi} to top up the account.',
      NO_RETRY,
      'If there is credit, check that the key belongs to the account that has it: {keysPage}',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-quota-exceeded',
    matches: onApiError('limit/credit-exhausted'),
  },
  'limit/spend-limit': {
    severity: 'error',
    title: 'Spend limit reached',
    explanation:
      '{who} returned {answer}. The organization or the project reached a spend limit that an owner set. There may still be credit.',
    steps: [
      'Raise the limit of the account, the project, or the key: {limitsPage}',
      'Ask the operator of {ownApi} to raise the budget of this key or team.',
      NO_RETRY,
      'Or wait until the period of the limit ends, usually the month.',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-quota-exceeded',
    matches: onApiError('limit/spend-limit'),
  },
  'limit/billing-inactive': {
    severity: 'error',
    title: 'Billing is not active',
    explanation: '{who} returned {answer}. The account has no valid payment method, or a bill is unpaid.',
    steps: [
      'Add or correct the payment method, and pay open bills: {billingPage}',
      'Ask the operator of {ownApi} to check the account and its bills.',
      NO_RETRY,
      'If everything is paid, give the request ID {requestId} to support: {helpPage}',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-quota-exceeded',
    matches: onApiError('limit/billing-inactive'),
  },
  'limit/billing-hard-limit': {
    severity: 'error',
    title: 'Billing hard limit reached',
    explanation:
      '{who} returned {answer}. The monthly hard limit is used up. The API reports it with status 400, although the request is valid.',
    steps: [
      'Ask an owner to raise the hard limit: {limitsPage}',
      'Or wait until the next month, when it resets.',
      'Check the usage: {usagePage}',
    ],
    pythonType: 'BadRequestError',
    apiError: '429-quota-exceeded',
    matches: onApiError('limit/billing-hard-limit'),
  },
  'limit/near': {
    severity: 'warning',
    title: 'Rate limit is almost reached',
    explanation:
      'Only {remaining} of {limit} {kind} are left, according to the response headers. A burst of requests will be rejected.',
    steps: [
      'Send fewer requests for {reset}, until the limit resets.',
      'Check what else uses this organization: {usagePage}',
      'Request a higher limit: {limitsPage}',
    ],
    pythonType: null,
    apiError: null,
    matches: near,
  },
} satisfies Record<`limit/${string}`, CatalogueEntry>;

/** The limit of a gateway is on no page of an account, and not in a message of the API. */
function whoseLimit({ reading }: Answered): Partial<Evidence> {
  return reading.values.gatewayLimit ? { templateValues: { limitsPage: '', rateLimitsPage: '', otherApi: '' } } : {};
}

/** Below this share of a limit, a burst is likely to exceed it. */
const NEAR = 0.1;

/** Only for a successful response: an error response is a finding of its own. */
function near(c: DiagnosisInput): Evidence | null {
  const headers = exchangeOf(c, 'http/models')?.answer?.headers;
  if (!headers || !isListingSound(c)) return null;
  for (const kind of ['requests', 'tokens']) {
    const limit = count(headers[`x-ratelimit-limit-${kind}`]);
    const remaining = count(headers[`x-ratelimit-remaining-${kind}`]);
    if (limit === null || remaining === null || limit <= 0 || remaining / limit >= NEAR) continue;
    const reset = headers[`x-ratelimit-reset-${kind}`];
    return {
      details: [
        `x-ratelimit-limit-${kind}: ${limit}`,
        `x-ratelimit-remaining-${kind}: ${remaining}`,
        ...(reset ? [`x-ratelimit-reset-${kind}: ${reset.slice(0, 40)}`] : []),
      ],
      probeIds: ['http/models'],
      templateValues: { limit, remaining, kind, ...(reset ? { reset: reset.slice(0, 40) } : {}) },
    };
  }
  return null;
}

function count(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
}
