import { randomBytes } from 'node:crypto';

/** The headers that the API and its CDN put on every answer. */
export function apiHeaders(): Record<string, string> {
  return {
    'x-request-id': `req_${randomBytes(16).toString('hex')}`,
    'openai-version': '2020-10-01',
    'openai-organization': 'user-practice',
    'openai-project': 'proj_practice',
    'openai-processing-ms': '42',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'cf-cache-status': 'DYNAMIC',
    server: 'cloudflare',
    'cf-ray': `${randomBytes(8).toString('hex')}-FRA`,
    'alt-svc': 'h3=":443"; ma=86400',
  };
}

/** What the API adds to answers that it generates. */
export const RATE_LIMITS: Record<string, string> = {
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-remaining-requests': '499',
  'x-ratelimit-reset-requests': '120ms',
  'x-ratelimit-limit-tokens': '200000',
  'x-ratelimit-remaining-tokens': '199961',
  'x-ratelimit-reset-tokens': '11ms',
};
