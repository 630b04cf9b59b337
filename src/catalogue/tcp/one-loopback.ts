import { endpoint } from '../../model/endpoint.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { attemptLines, connectCauses, connectFacts, isLive, isLoopback } from './attempts.ts';

/**
 * A server on this machine that listens on one of the two addresses of `localhost`, as most do. Clients that try both are not affected, so
 * this is worth knowing and no fault.
 */
export function oneLoopback(c: DiagnosisInput): Evidence | null {
  const facts = connectFacts(c);
  const { url } = c.target;
  const open = facts?.attempts.find(isLive);
  const shut = facts?.attempts.find(({ outcome }) => outcome === 'refused');
  if (!facts || !url || !open || !shut || !facts.attempts.every(isLoopback)) return null;
  const taker =
    shut.family === 6 ? 'Node.js before version 20 and programs that take the first address' : 'Programs that take IPv4 alone';
  return {
    severity: 'info',
    details: attemptLines(facts),
    templateValues: {
      reading: `${url.host} has two addresses on this machine, and the server on port ${facts.port} listens on ${open.address} alone. Clients that try both succeed. ${taker} get “connection refused” from ${shut.address}.`,
      loopbackUrl: `${url.scheme}://${endpoint(open.address, facts.port)}${url.path}`,
    },
    probeIds: connectCauses(c),
  };
}
