import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { answered, exchangeOf, isListingSound } from '../answered.ts';
import { pages } from '../documented.ts';

/** What helps against every limit by time. */
const SLOW_DOWN = [
  'Wait {waitShown}, then go on more slowly.',
  'Retry with a growing and random pause, as the official libraries do by themselves: `OpenAI(max_retries=5)` in Python, `new OpenAI({ maxRetries: 5 })` in Node.',
];

/** What helps against none of those that are about money. */
const NO_RETRY =
  'Do not retry: waiting does not help, and the libraries repeat this error in vain because they look at its status alone. Set max_retries=0 while you look into it.';

/** Findings of the layer `limit`. */
export const limit = {
  'limit/rate-limit': {
    severity: 'error',
    title: 'Rate limit reached',
    explanation:
      '{who} answered {answer}. More requests or tokens were sent in a span of time than the organization or project may send to this model. Everybody who uses the same organization counts.',
    steps: [
      ...SLOW_DOWN,
      '{limitShown}. {otherApi} sets it: see there what applies to your account, or to your key where it is a gateway.',
      `{limitShown}. See yours, and have it raised, at ${pages.limits}`,
      'Spread requests out, batch small ones, and ask for no more tokens than needed: max_completion_tokens counts in full.',
      `Read how limits work: ${pages.rateLimits}`,
    ],
    pythonType: 'RateLimitError',
    apiError: '429-rate-limit',
    when: answered('limit/rate-limit'),
  },
  'limit/request-too-large': {
    severity: 'error',
    title: 'One request larger than the rate limit',
    explanation:
      '{who} answered {answer}. This one request asks for more tokens than a whole minute’s limit allows, so waiting never helps.',
    steps: [
      'Make the request smaller: {requested} tokens were asked for, and {limit} are allowed.',
      'Send less text, drop old messages, or lower max_completion_tokens.',
      `Have the limit of the model raised at ${pages.limits}, or use a model with a higher one.`,
    ],
    pythonType: 'RateLimitError',
    apiError: '429-rate-limit',
    when: answered('limit/request-too-large'),
  },
  'limit/slow-down': {
    severity: 'error',
    title: 'Traffic that rises too fast',
    explanation: '{who} answered {answer}. No limit was reached, but the requests grew faster than the servers can follow.',
    steps: [
      'Wait {waitShown}, go back to the rate of some minutes ago, hold it for a quarter of an hour, and raise it bit by bit.',
      'Let parallel workers start one after the other instead of all at once.',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-rate-limit',
    when: answered('limit/slow-down'),
  },
  'limit/quota-exceeded': {
    severity: 'error',
    title: 'Quota used up',
    explanation:
      '{who} answered {answer}. There is no credit left, or a monthly budget is spent. The key is right, and the request too.',
    steps: [
      'Look at the balance of the account at {otherApi}, or at the budget of the key where it is a gateway.',
      `Look at the balance and buy credit: ${pages.billing}`,
      `If there is credit, a budget is spent: compare ${pages.usage} with ${pages.limits}, for the organization and for the project.`,
      NO_RETRY,
      `Make sure that the key belongs to the organization that was paid for: ${pages.keys}. A subscription to ChatGPT does not pay for the API.`,
      'After buying credit give it some minutes; if the error stays, create a new key.',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-quota-exceeded',
    when: answered('limit/quota-exceeded'),
  },
  'limit/credit-exhausted': {
    severity: 'error',
    title: 'Prepaid credit used up',
    explanation: '{who} answered {answer}. The prepaid credit of the account is used up.',
    steps: [
      `Buy credit, or switch on automatic top-up: ${pages.billing}`,
      NO_RETRY,
      'If the base URL is another provider’s, buy the credit there.',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-quota-exceeded',
    when: answered('limit/credit-exhausted'),
  },
  'limit/spend-limit': {
    severity: 'error',
    title: 'Spend limit reached',
    explanation:
      '{who} answered {answer}. The organization or the project spent as much as a limit allows that somebody set for it. There may well be credit left.',
    steps: [
      `Have an owner raise the limit, of the organization or of the project: ${pages.limits}`,
      NO_RETRY,
      'Or wait for the next month, when monthly limits begin anew.',
      'If a gateway keeps budgets of its own, as LiteLLM does, have the budget of this key raised there.',
    ],
    pythonType: 'RateLimitError',
    apiError: '429-quota-exceeded',
    when: answered('limit/spend-limit'),
  },
  'limit/billing-inactive': {
    severity: 'error',
    title: 'Billing not active',
    explanation: '{who} answered {answer}. The account has no working means of payment, or a bill was not paid.',
    steps: [
      `Add or correct the means of payment, and pay what is open: ${pages.billing}`,
      NO_RETRY,
      `If all is paid, write to ${pages.help} with the request id {requestId}.`,
    ],
    pythonType: 'RateLimitError',
    apiError: '429-quota-exceeded',
    when: answered('limit/billing-inactive'),
  },
  'limit/billing-hard-limit': {
    severity: 'error',
    title: 'Hard limit of the billing reached',
    explanation:
      '{who} answered {answer}. The monthly hard limit is spent. It comes as a faulty request (400), though nothing is wrong with the request.',
    steps: [
      `Have an owner raise the hard limit: ${pages.limits}`,
      'Or wait for the next month, when it begins anew.',
      `See what was spent: ${pages.usage}`,
    ],
    pythonType: 'BadRequestError',
    apiError: '429-quota-exceeded',
    when: answered('limit/billing-hard-limit'),
  },
  'limit/near': {
    severity: 'warning',
    title: 'Rate limit nearly reached',
    explanation:
      'Of {limit} {kind} only {remaining} are left at the moment, by the headers of the answer. The next burst will be refused.',
    steps: [
      'Slow down for {reset}, when the limit is full again.',
      `See what else uses this organization: ${pages.usage}`,
      `Have the limit raised: ${pages.limits}`,
    ],
    pythonType: null,
    apiError: null,
    when: near,
  },
} satisfies Record<`limit/${string}`, CatalogueEntry>;

/** Below this share of a limit the next burst is likely to meet it. */
const NEAR = 0.1;

/** Speaks only of a sound answer: an answer that refuses says more than its headers. */
function near(c: Case): Evidence | null {
  const headers = exchangeOf(c, 'http/models')?.answer?.headers;
  if (!headers || !isListingSound(c)) return null;
  for (const kind of ['requests', 'tokens']) {
    const limit = count(headers[`x-ratelimit-limit-${kind}`]);
    const remaining = count(headers[`x-ratelimit-remaining-${kind}`]);
    if (limit === null || remaining === null || limit <= 0 || remaining / limit >= NEAR) continue;
    const reset = headers[`x-ratelimit-reset-${kind}`];
    return {
      lines: [
        `x-ratelimit-limit-${kind}: ${limit}`,
        `x-ratelimit-remaining-${kind}: ${remaining}`,
        ...(reset ? [`x-ratelimit-reset-${kind}: ${reset.slice(0, 40)}`] : []),
      ],
      causes: ['http/models'],
      values: { limit, remaining, kind, ...(reset ? { reset: reset.slice(0, 40) } : {}) },
    };
  }
  return null;
}

function count(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
}
