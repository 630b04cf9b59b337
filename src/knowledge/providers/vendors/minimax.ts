import type { AnswerId, ApiError } from '../../answer/reading.ts';
import type { ProviderEntry } from '../entry.ts';

/** The table of error codes, by `base_resp.status_code`; it comes with status 200 too. */
const CODES: Record<number, AnswerId> = {
  1000: 'server/error',
  1001: 'server/error',
  1002: 'limit/rate-limit',
  1004: 'auth/incorrect-key',
  1008: 'limit/credit-exhausted',
  1013: 'server/error',
  1024: 'server/error',
  1026: 'request/content-policy',
  1027: 'request/content-policy',
  1028: 'limit/quota-exceeded',
  1030: 'limit/quota-exceeded',
  1033: 'server/error',
  1039: 'limit/rate-limit',
  1041: 'limit/rate-limit',
  1042: 'http/bad-request',
  1043: 'http/bad-request',
  1044: 'http/bad-request',
  2013: 'http/bad-request',
  2037: 'http/bad-request',
  2039: 'http/bad-request',
  2042: 'auth/permission-denied',
  2045: 'limit/slow-down',
  2048: 'http/bad-request',
  2049: 'auth/incorrect-key',
  2056: 'limit/quota-exceeded',
  2061: 'auth/model-not-found',
};

export const minimax = {
  id: 'minimax',
  name: 'MiniMax',
  kind: 'vendor',
  recognition: [
    {
      host: /^api(?:-[a-z]+)?\.(?:minimax\.(?:io|chat)|minimaxi?\.com|minimaxi\.chat)$/,
      certainty: 'proved',
      source: 'https://platform.minimax.io/docs/api-reference',
    },
    { body: /"base_resp":\s?\{/, certainty: 'proved', source: 'https://platform.minimax.io/docs/api-reference/errorcode' },
    {
      log: /\bapi\.minimax(?:i?\.(?:io|chat|com))\b|["']base_resp["']/,
      certainty: 'likely',
      source: 'its hosts and the shape of its answers',
    },
  ],
  api: {
    baseUrl: 'https://api.minimax.io/v1',
    host: /^api(?:-[a-z]+)?\.(?:minimax\.(?:io|chat)|minimaxi?\.com|minimaxi\.chat)$/,
    lacks: ['/models'],
    bills: true,
    regions: [
      { name: 'international (platform.minimax.io)', host: 'api.minimax.io' },
      { name: 'mainland China (platform.minimaxi.com)', host: 'api.minimaxi.com' },
    ],
  },
  dialect: {
    source: 'https://platform.minimax.io/docs/api-reference/errorcode',
    words: [
      { anywhere: true, id: 'auth/region-mismatch', pattern: /token not match group/i },
      { id: 'limit/credit-exhausted', pattern: /insufficient balance/i },
    ],
    codes: Object.fromEntries(Object.entries(CODES).map(([code, id]) => [code, id])),
    errorIn: statusIn,
  },
  pages: {
    keys: 'https://platform.minimax.io/user-center/basic-information/interface-key',
    billing: 'https://platform.minimax.io/user-center/payment/balance',
    errors: 'https://platform.minimax.io/docs/api-reference/errorcode',
  },
  notes: [
    'Errors come with status 200 and base_resp.status_code other than 0.',
    'Keys of platform.minimax.io work with api.minimax.io alone, keys of platform.minimaxi.com with api.minimaxi.com alone.',
  ],
} satisfies ProviderEntry;

/** `base_resp.status_code` other than 0, or the same number in brackets behind the message. */
function statusIn(body: unknown): ApiError | null {
  const record = body as { base_resp?: { status_code?: unknown; status_msg?: unknown }; error?: { message?: unknown } } | null;
  const code = record?.base_resp?.status_code;
  if (typeof code === 'number' && code !== 0)
    return { code: String(code), type: null, message: String(record?.base_resp?.status_msg ?? '').slice(0, 4000), param: null };
  const message = record?.error?.message;
  const numbered = typeof message === 'string' ? /\((\d{4})\)\s*$/.exec(message.slice(-40))?.[1] : undefined;
  return numbered ? { code: numbered, type: null, message: (message as string).slice(0, 4000), param: null } : null;
}
