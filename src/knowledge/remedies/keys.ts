import { setVariable } from '../steps.ts';
import type { Remedy } from './remedy.ts';

const OF_KEY = ['auth/incorrect-key', 'auth/invalid-authentication', 'config/key-wrong-provider'] as const;

/** A key that OpenAI refused, whose form is that of another vendor with an OpenAI-compatible API. */
function ofVendor(prefix: RegExp, vendor: string, { url, sample }: { url: string; sample: string }): Remedy {
  return {
    of: OF_KEY,
    said: new RegExp(`Incorrect API key provided: ${prefix.source}`, 'i'),
    steps: setVariable(
      `The key is one of ${vendor}, and was sent to OpenAI. Set the base URL of ${vendor}:`,
      'OPENAI_BASE_URL',
      url,
    ),
    sample: `Incorrect API key provided: ${sample}. You can find your API key at https://platform.openai.com/account/api-keys.`,
  };
}

/** Claude Code takes the address of a gateway from ANTHROPIC_BASE_URL, and the key for it from here. */
const FOR_THE_GATEWAY = setVariable(
  'Through a gateway, set the key that the gateway takes, where Claude Code is started:',
  'ANTHROPIC_AUTH_TOKEN',
  'KEY',
);

/** Messages that show what is wrong with the key. */
export const keys: Remedy[] = [
  ofVendor(/sk-or-/, 'OpenRouter', { url: 'https://openrouter.ai/api/v1', sample: 'sk-or-v1*****cdfa' }),
  ofVendor(/gsk_/, 'Groq', { url: 'https://api.groq.com/openai/v1', sample: 'gsk_Vx*****kQ2f' }),
  ofVendor(/AIza/, 'Google', { url: 'https://generativelanguage.googleapis.com/v1beta/openai', sample: 'AIzaSy*****vWcs' }),
  {
    of: ['config/key-malformed'],
    said: /can't encode characters? .{0,3}(?<badCharacter>\\u[\da-f]{4}|\\x[\da-f]{2})' in position (?<badPlace>\d{1,4})/,
    steps: [
      'Copy the key again, or create a new one: the key in use has the character {badCharacter}, which a text program or chat put there, and which no key has.',
      'If the key is right, look for the character in the other headers that the program sends, such as an organization or a title.',
    ],
    sample: "UnicodeEncodeError: 'ascii' codec can't encode character '\\u2014' in position 58: ordinal not in range(128)",
  },
  {
    // https://docs.anthropic.com/en/docs/claude-code/llm-gateway
    of: OF_KEY,
    said: /\bInvalid API key \u00b7 (?:Please run \/login|Fix external API key)/,
    steps: [
      ...FOR_THE_GATEWAY,
      'Remove another value of ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN from the shell, from env in settings.json, and from apiKeyHelper: Claude Code sends that one.',
      'Without a gateway, unset both and ANTHROPIC_BASE_URL, and sign in with /login.',
    ],
    alone: true,
    sample: 'Invalid API key \u00b7 Please run /login',
  },
  {
    of: OF_KEY,
    said: /\bAPI Error:? ?\(?401\b.{0,400} \u00b7 (?:Retrying in \d+ seconds?|Please run \/login)/,
    steps: [
      ...FOR_THE_GATEWAY,
      'Without a gateway, check the key of Anthropic in ANTHROPIC_API_KEY, or unset it and sign in with /login.',
      'If the gateway takes the key, the refused one is that which the gateway itself sends to its provider: check its log and its settings.',
      'Remove another value of ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN from the shell, from env in settings.json, and from apiKeyHelper.',
    ],
    alone: true,
    sample: 'API Error (401 {"error":"Unauthorized"}) \u00b7 Retrying in 1 seconds\u2026 (attempt 1/10)',
  },
];
