import { isIP } from 'node:net';
import type { Certificate } from './certificate.ts';
import { namesOf, opened } from './certificate-facts.ts';
import type { PathFault } from './path-faults.ts';

/** Whether the leaf is for this host. Checked on its own, because verification stops before it where the chain is not trusted. */
export function nameFaults(leaf: Certificate, host: string): PathFault[] {
  const names = namesOf(leaf);
  const x509 = opened(leaf);
  if (isIP(host)) return x509.checkIP(host) ? [] : [mismatch(leaf, names, host)];
  if (!x509.checkHost(host)) return [mismatch(leaf, names, host)];
  if (x509.checkHost(host, { subject: 'never' })) return [];
  return [{ kind: 'common-name-only', certificate: leaf, detail: `${leaf.subject} names the host in its common name alone` }];
}

function mismatch(leaf: Certificate, names: string[], host: string): PathFault {
  const others = names.length > 0 ? names.slice(0, 10).join(', ') : leaf.subject;
  return { kind: 'hostname-mismatch', certificate: leaf, detail: `the certificate is for ${others}, not for ${host}` };
}
