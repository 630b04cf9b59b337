import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { commonTls } from './evidence.ts';
import { observed } from './observed.ts';

/** The message of nginx, which completes the handshake without the certificate and responds with 400 (496 in its log). */
const WANTED = /No required SSL certificate was sent/;

/** A missing client certificate that the server reports over HTTP instead of with an alert. */
export function certificatePage(c: DiagnosisInput): Evidence | null {
  const tls = observed(c);
  for (const probe of ['http/models', 'http/unauthenticated'] as const) {
    const seen = c.observations[probe];
    const answer = seen?.status === 'ok' ? seen.facts.answer : null;
    if (!tls || answer?.status !== 400 || !WANTED.test(answer.body)) continue;
    return {
      details: ['HTTP 400: No required SSL certificate was sent'],
      templateValues: { ...commonTls(c, tls.facts), what: 'it responded with HTTP 400: No required SSL certificate was sent' },
      probeIds: [probe],
      pythonType: 'BadRequestError',
      httpStatus: 400,
    };
  }
  return null;
}
