import type { Step } from '../../model/finding.ts';
import type { Steps } from '../entry.ts';

/** Findings that end when the client trusts one more root certificate. */
const OF_TRUST = [
  'tls/interception',
  'tls/unknown-issuer',
  'tls/self-signed',
  'tls/missing-intermediate',
  'tls/verification-failed',
] as const;

/** How a client is made to trust root.pem. */
export function trusting(...steps: [string | Step, ...(string | Step)[]]): Steps {
  return Object.fromEntries(OF_TRUST.map((id) => [id, steps]));
}

/** Findings that end when the client goes through a proxy, or past one. */
const OF_ROUTE = ['proxy/required', 'tcp/timeout', 'proxy/client-divergence'] as const;

/** How a client is given a proxy. */
export function proxied(...steps: [string | Step, ...(string | Step)[]]): Steps {
  return Object.fromEntries(OF_ROUTE.map((id) => [id, steps]));
}
