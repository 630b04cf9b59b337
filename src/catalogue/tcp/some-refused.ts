import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';
import { attemptLines, connectFacts, isLive } from './attempts.ts';

const REQUESTS = ['http/models', 'http/unauthenticated'] as const;

/** What a peer, or something on the path, does to a connection that is one too many. */
const TURNED_AWAY = /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|CLOSED|ETIMEDOUT|TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/;

/** A connection was made, and within seconds those of the requests were not: a limit on connections, or a backend that fails now and then. */
export function someRefused(c: DiagnosisInput): Evidence | null {
  const facts = connectFacts(c);
  if (c.target.route.kind !== 'direct' || !facts?.attempts.some(isLive)) return null;
  const failed = REQUESTS.flatMap((id) => failureOf(c, id) ?? []);
  // Every request that was sent has to be among them: one that was answered is another finding.
  if (failed.length === 0 || REQUESTS.some((id) => factsOf(c, id)?.answer)) return null;
  const isShaken = factsOf(c, 'tls/handshake')?.stage === 'done';
  const tries = facts.attempts.length + (isShaken ? 1 : 0) + failed.length;
  return {
    severity: 'error',
    details: [...attemptLines(facts), ...failed.map(({ id, code, ms }) => `${id}: ${code} after ${ms} ms`)],
    probeIds: ['tcp/connect', ...failed.map(({ id }) => id)],
    templateValues: {
      failed: failed.length,
      tries,
      how: 'failed',
      codes: [...new Set(failed.map(({ code }) => code))].join(', '),
      where: 'Some were established, and those of the requests were not.',
      reading: 'Possible causes are a limit on connections, a load balancer with a failing backend, and packet loss.',
    },
  };
}

function failureOf(c: DiagnosisInput, id: (typeof REQUESTS)[number]): { id: typeof id; code: string; ms: number } | null {
  const facts = factsOf(c, id);
  const code = facts?.problem?.code ?? '';
  return facts?.stage === 'connect' && TURNED_AWAY.test(code) ? { id, code, ms: facts.ms } : null;
}
