import { type Message, messagesOf, saying } from './message.ts';

const CLEAR = {};
const GENERAL = { weight: 'general' } as const;
const HIDDEN = { weight: 'hidden' } as const;
const NO_CALL = { type: null } as const;

/** What agents and editors say of a call that fails, each in words of its own. */
export const agents: Message[] = [
  // https://code.claude.com/docs/en/errors
  ...messagesOf('Claude Code, its own sentences', '1 and 2', [
    ...saying('limit/quota-exceeded', CLEAR, "You've hit your session limit", "You've hit your weekly limit"),
    ...saying('limit/rate-limit', CLEAR, 'Server is temporarily limiting requests'),
    ...saying('config/key-missing', NO_CALL, 'Not logged in · Please run /login'),
    ...saying('auth/invalid-authentication', CLEAR, 'OAuth token revoked'),
    ...saying('auth/missing-scope', CLEAR, 'does not meet scope requirement user:profile'),
    ...saying('auth/account-deactivated', { type: 'PermissionDeniedError' }, 'This organization has been disabled'),
    ...saying('client/inconclusive', HIDDEN, 'Unable to connect to API. Check your internet connection'),
    ...saying('http/too-large', CLEAR, 'Request too large (max'),
    ...saying('request/context-length', CLEAR, 'Error during compaction: Conversation too long'),
    ...saying('none', CLEAR, 'Opus is experiencing high load, please use /model to switch'),
  ]),
  // https://github.com/cline/cline/blob/main/sdk/packages/llms/src/providers/errors.ts and apps/cli/src/utils/cline-pass-errors.ts
  ...messagesOf('Cline', '3 and 4', [
    ...saying('limit/quota-exceeded', CLEAR, 'ClinePass limit reached', 'Daily free model limit reached'),
    ['You have reached your <...> ClinePass limit', 'limit/quota-exceeded', 'You have reached your 5-hour ClinePass limit.'],
    ['Free limit reached on model', 'limit/quota-exceeded', 'Free limit reached on model acme-large. Try again in 3 hours'],
    ...saying(
      'auth/permission-denied',
      CLEAR,
      'No access to ClinePass subscription models',
      'the user is not subscribed to required model plan',
      'Organization accounts cannot use individual model inference subscriptions',
      'Organization accounts cannot use ClinePass subscriptions',
    ),
    ...saying('request/model-retired', CLEAR, 'Free model promotion ended'),
  ]),
  // https://github.com/RooCodeInc/Roo-Code/blob/main/webview-ui/src/i18n/locales/en/chat.json
  ...messagesOf('Roo Code and Kilo Code', '3 to 5', [
    ...saying('auth/invalid-authentication', CLEAR, "Couldn't authenticate with provider. Please check your API key"),
    ...saying('limit/credit-exhausted', CLEAR, 'You seem to have run out of funds/credits in your account'),
    ...saying('auth/permission-denied', CLEAR, 'Your API key is valid, but the provider refused'),
    ...saying('limit/rate-limit', GENERAL, "You're being rate-limited by the provider"),
    ...saying('server/error', GENERAL, 'Provider server error. Something is wrong on the provider side'),
    ...saying('http/bad-request', GENERAL, "The provider couldn't process the request as made"),
    ...saying(
      'client/inconclusive',
      HIDDEN,
      'Unknown API error. Please contact Roo Code support',
      'Response interrupted by API error',
    ),
    ...saying('none', CLEAR, 'Response interrupted by user'),
  ]),
  // https://github.com/RooCodeInc/Roo-Code/blob/main/src/i18n/locales/en/common.json
  ...messagesOf('Roo Code and Kilo Code, of a provider', '3 to 5', [
    ...saying('auth/permission-denied', CLEAR, 'Your ChatGPT subscription may not include Codex access'),
    ...saying('http/bad-request', GENERAL, 'Invalid request to Codex API'),
    ...saying('http/not-found', GENERAL, 'Codex API endpoint not found'),
    ...saying('server/error', GENERAL, 'OpenAI Codex service error'),
    ...saying('http/not-the-api', NO_CALL, 'Codex API error: No response body', 'Responses API error: No response body'),
    ['Failed to connect to <word> API:', 'client/inconclusive', 'Failed to connect to Responses API: fetch failed', HIDDEN],
    ...saying('config/key-missing', NO_CALL, 'Roo provider requires cloud authentication'),
    ...saying('config/key-malformed', NO_CALL, 'API key contains invalid characters'),
  ]),
  // https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/utils/googleQuotaErrors.ts and errorParsing.ts
  ...messagesOf('Gemini CLI', '0.1 to 0.20', [
    ...saying('client/inconclusive', HIDDEN, '[API Error: An unknown error occurred'),
    ['RetryableQuotaError: ', 'limit/rate-limit', 'RetryableQuotaError: Quota exceeded for this minute', GENERAL],
    ['TerminalQuotaError: ', 'limit/quota-exceeded', 'TerminalQuotaError: Quota exceeded for this day', GENERAL],
  ]),
  // https://github.com/openai/codex/blob/main/codex-rs/protocol/src/error.rs
  ...messagesOf('codex, of an account', '0.90 to 0.153', [
    ['You hit your spend cap set ', 'limit/spend-limit', '■ You hit your spend cap set in your workspace.'],
    [
      'To use Codex with your ChatGPT plan, upgrade to',
      'limit/quota-exceeded',
      '■ To use Codex with your ChatGPT plan, upgrade to Plus',
    ],
  ]),
  // https://github.com/Aider-AI/aider/blob/main/aider/exceptions.py
  ...messagesOf('Aider, the rest of its table', '0.60 to 0.86', [
    ...saying('auth/permission-denied', GENERAL, 'Permission was denied. Check your API key and/or credentials'),
    ...saying('limit/credit-exhausted', GENERAL, 'Insufficient credits with the API provider'),
    ...saying('http/bad-request', GENERAL, 'The API provider was unable to fetch one or more images'),
  ]),
];
