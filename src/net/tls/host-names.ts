import { isIP } from 'node:net';
import type { Certificate } from './certificate.ts';
import { namesOf, opened } from './certificate-facts.ts';
import type { PathFault } from './path-faults.ts';

/** Whether the leaf is for this host. Checked on its own, because verification stops before it where the chain is not trusted. */
export function nameFaults(leaf: Certificate, host: string): PathFault[] {
  const names = namesOf(leaf);
  const x509 = opened(leaf);
  if (isIP(host)) return x509.checkIP(host) ? [] : [mismatch(leaf, names, host)];
  if (!x509.checkHost(host, WHOLE_LABELS)) return [mismatch(leaf, names, host)];
  if (x509.checkHost(host, { ...WHOLE_LABELS, subject: 'never' })) return [];
  return [{ kind: 'common-name-only', certificate: leaf, detail: `${leaf.subject} contains the host only in its common name` }];
}

/** Whether Node takes the certificate for this host and others do not: a star within a label counts there, and nowhere else (RFC 9525 6.3). */
export function countsInNodeAlone(leaf: Certificate, host: string): boolean {
  const x509 = opened(leaf);
  return !isIP(host) && x509.checkHost(host) !== undefined && x509.checkHost(host, WHOLE_LABELS) === undefined;
}

const WHOLE_LABELS = { partialWildcards: false };

function mismatch(leaf: Certificate, names: string[], host: string): PathFault {
  const others =
    names.length > 0
      ? names.slice(0, 10).join(', ') + (names.length > 10 ? ' and others' : '')
      : leaf.subject || 'no name at all';
  return { kind: 'hostname-mismatch', certificate: leaf, detail: `the certificate is for ${others}, not for ${host}` };
}
