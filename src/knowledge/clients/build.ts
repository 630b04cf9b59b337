import type { Step } from '../../model/finding.ts';
import type { Steps } from '../entry.ts';

/** Findings that end when the client trusts one more root certificate. */
const OF_TRUST = ['tls/unknown-issuer', 'tls/missing-intermediate', 'tls/verification-failed'] as const;

/** Those of them where it may be one that nobody should trust, with the placeholder that is empty then. */
const WITH_CARE = { 'tls/self-signed': 'rootFile', 'tls/interception': 'inspectionFile' } as const;

/** How a client is made to trust root.pem. */
export function trusting(...steps: [string | Step, ...(string | Step)[]]): Steps {
  const careful = Object.entries(WITH_CARE).map(([id, file]) => [id, steps.map((step) => withFile(step, file))]);
  return Object.fromEntries([...OF_TRUST.map((id) => [id, steps]), ...careful]);
}

function withFile(step: string | Step, file: string): Step {
  const { text, ...rest } = typeof step === 'string' ? { text: step } : step;
  return { ...rest, text: text.replaceAll('root.pem', `{${file}}`) };
}

/** Findings that end when the client goes through a proxy, or past one. */
const OF_ROUTE = ['proxy/required', 'tcp/timeout', 'proxy/client-divergence'] as const;

/** How a client is given a proxy. */
export function proxied(...steps: [string | Step, ...(string | Step)[]]): Steps {
  return Object.fromEntries(OF_ROUTE.map((id) => [id, steps]));
}
