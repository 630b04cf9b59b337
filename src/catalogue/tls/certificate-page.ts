import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { commonTls } from './evidence.ts';
import { observed } from './observed.ts';

/** What nginx writes: it finishes the handshake without the certificate, and refuses with a page (status 400 to the client, 496 in its log). */
const WANTED = /No required SSL certificate was sent/;

/** A client certificate that was asked for and missed, where the server says so over HTTP in place of an alert. */
export function certificatePage(c: Case): Evidence | null {
  const tls = observed(c);
  for (const probe of ['http/models', 'http/unauthenticated'] as const) {
    const seen = c.seen[probe];
    const answer = seen?.status === 'ok' ? seen.facts.answer : null;
    if (!tls || answer?.status !== 400 || !WANTED.test(answer.body)) continue;
    return {
      lines: ['HTTP 400: No required SSL certificate was sent'],
      values: { ...commonTls(c, tls.facts), what: 'it says so in a page with HTTP 400' },
      causes: [probe],
      pythonType: 'BadRequestError',
      httpStatus: 400,
    };
  }
  return null;
}
