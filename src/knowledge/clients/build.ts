import type { Step } from '../../model/finding.ts';
import type { Steps } from '../entry.ts';

/** Findings that end when the client trusts one more root certificate. */
const OF_TRUST = ['tls/interception', 'tls/unknown-issuer', 'tls/missing-intermediate', 'tls/verification-failed'] as const;

/** How a client is made to trust root.pem. Not for a self-signed certificate that proves nothing: it has no {rootFile}. */
export function trusting(...steps: [string | Step, ...(string | Step)[]]): Steps {
  const [first, ...rest] = steps;
  return { ...Object.fromEntries(OF_TRUST.map((id) => [id, steps])), 'tls/self-signed': [ofOne(first), ...rest.map(ofOne)] };
}

function ofOne(step: string | Step): Step {
  const { text, ...rest } = typeof step === 'string' ? { text: step } : step;
  return { ...rest, text: text.replaceAll('root.pem', '{rootFile}') };
}

/** Findings that end when the client goes through a proxy, or past one. */
const OF_ROUTE = ['proxy/required', 'tcp/timeout', 'proxy/client-divergence'] as const;

/** How a client is given a proxy. */
export function proxied(...steps: [string | Step, ...(string | Step)[]]): Steps {
  return Object.fromEntries(OF_ROUTE.map((id) => [id, steps]));
}
