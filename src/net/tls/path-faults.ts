import type { ChainFault } from '../../model/facts/tls.ts';
import type { Certificate } from './certificate.ts';
import { authorityKeyId, basicConstraints, isoTime, keyTypeOf, signatureName, subjectKeyId } from './certificate-facts.ts';
import { members, membersOfFirst, oidOf } from './der.ts';
import { EXTENSION } from './identifiers.ts';
import { breaksNameConstraints } from './name-constraints.ts';
import { isSelfIssued } from './path.ts';

/** A verification error, before the index of its certificate is known. */
export interface PathFault {
  kind: ChainFault['kind'];
  certificate: Certificate;
  detail: string;
}

/** All rules that the certificates of a path violate. */
export function pathFaults(path: Certificate[], now: number): PathFault[] {
  return path.flatMap((certificate, at) => {
    const found: Found[] = [
      ...(certificate.flaw ? [['malformed', `${certificate.subject}: ${certificate.flaw}`] as Found] : []),
      ...dateFaults(certificate, now),
      ...strengthFaults(certificate, at === path.length - 1),
      ...(at === 0 ? leafFaults(certificate) : issuerFaults(path, at)),
      ...strayExtensions(certificate),
      ...strictFaults(path, at),
    ];
    return found.map(([kind, detail]) => ({ kind, certificate, detail }));
  });
}

type Found = [kind: ChainFault['kind'], detail: string];

function dateFaults(certificate: Certificate, now: number): Found[] {
  const { subject, notBefore, notAfter } = certificate;
  if (notAfter < now) return [['expired', `${subject} was valid until ${isoTime(notAfter)}`]];
  return notBefore > now ? [['not-yet-valid', `${subject} is valid from ${isoTime(notBefore)}`]] : [];
}

/** OpenSSL's security level 2 requires 112 bits: RSA of 2048 bits, curves of 224 bits, and no SHA-1, which level 1 rejects already. */
function strengthFaults(certificate: Certificate, last: boolean): Found[] {
  const found: Found[] = [];
  const key = keyTypeOf(certificate);
  const rsaBits = Number(/^RSA\S* (\d+)$/.exec(key)?.[1] ?? Number.NaN);
  if (rsaBits < 2048 || key.startsWith('DSA')) found.push(['weak-key', `${certificate.subject} has a key of type ${key}`]);
  const signature = signatureName(certificate);
  const isRoot = last && isSelfIssued(certificate);
  if (!isRoot && /md2|md5|sha1/i.test(signature))
    found.push(['weak-signature', `${certificate.subject} is signed with ${signature}`]);
  return found;
}

const SERVER_AUTH = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

function leafFaults(leaf: Certificate): Found[] {
  const uses = extendedUses(leaf);
  if (uses && !uses.some((use) => SERVER_AUTH.includes(use))) {
    return [['purpose', `${leaf.subject} is for ${uses.map(useName).join(', ')}, not for servers`]];
  }
  const usage = keyUsage(leaf);
  // Bits 0, 2 and 4: digital signature, key encipherment, key agreement. A TLS server needs one of them.
  return usage !== null && (usage & 0b1010_1000) === 0
    ? [['purpose', `the key usage of ${leaf.subject} does not allow TLS`]]
    : [];
}

function issuerFaults(path: Certificate[], at: number): Found[] {
  const issuer = path[at] as Certificate;
  const found: Found[] = [];
  const { ca, pathLength } = basicConstraints(issuer);
  const usage = keyUsage(issuer);
  // Roots of version 1 have no extensions and count as CAs.
  const ancient = issuer.extensions.size === 0 && isSelfIssued(issuer);
  if (!ca && !ancient) found.push(['not-a-ca', `${issuer.subject} is not a CA, but signed another certificate`]);
  else if (usage !== null && (usage & 0b100) === 0) found.push(['not-a-ca', `${issuer.subject} may not sign certificates`]);
  const below = path.slice(1, at).filter((certificate) => !isSelfIssued(certificate)).length;
  if (pathLength !== null && below > pathLength) {
    found.push(['path-length', `${issuer.subject} allows ${pathLength} CAs below it, and there are ${below}`]);
  }
  const uses = extendedUses(issuer);
  if (uses && !uses.some((use) => SERVER_AUTH.includes(use)))
    found.push(['purpose', `${issuer.subject} may not issue server certificates`]);
  const refused = breaksNameConstraints(path[0] as Certificate, issuer);
  if (refused) found.push(['name-constraint', `${issuer.subject} may not issue for ${refused}`]);
  return found;
}

/** Extensions that OpenSSL handles; any other critical extension fails verification (RFC 5280 4.2). */
const HANDLED: string[] = [
  ...Object.values(EXTENSION),
  '2.5.29.18',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.54',
  '1.3.6.1.5.5.7.1.14',
  '1.3.6.1.5.5.7.1.7',
  '1.3.6.1.5.5.7.1.8',
  '2.16.840.1.113730.1.1',
];

function strayExtensions(certificate: Certificate): Found[] {
  return [...certificate.extensions]
    .filter(([id, { critical }]) => critical && !HANDLED.includes(id))
    .map(([id]) => [
      'critical-extension',
      `${certificate.subject} has the critical extension ${id.slice(0, 80)}, which is unknown`,
    ]);
}

/** What Python 3.13 also requires (`VERIFY_X509_STRICT`): OpenSSL's `check_extensions` in x509_vfy.c. */
function strictFaults(path: Certificate[], at: number): Found[] {
  const certificate = path[at] as Certificate;
  const lacks: string[] = [];
  const { ca, critical } = basicConstraints(certificate);
  if (ca && !critical) lacks.push('its basic constraints are not marked critical');
  if (ca && keyUsage(certificate) === null) lacks.push('it has no key usage');
  if (ca && subjectKeyId(certificate) === null) lacks.push('it has no subject key identifier');
  if (at < path.length - 1 && authorityKeyId(certificate) === null) lacks.push('it has no authority key identifier');
  return lacks.length > 0 ? [['noncompliant-ca', `${certificate.subject}: ${lacks.join(', ')}`]] : [];
}

/** First byte of the key usage's bits, the highest first; null where there is none. */
function keyUsage({ extensions }: Certificate): number | null {
  const extension = extensions.get(EXTENSION.keyUsage);
  // The first byte of a BIT STRING counts the unused bits.
  return extension ? (members(extension.value)[0]?.value[1] ?? 0) : null;
}

function extendedUses({ extensions }: Certificate): string[] | null {
  const extension = extensions.get(EXTENSION.extendedKeyUsage);
  return extension ? membersOfFirst(extension.value).map(({ value }) => oidOf(value)) : null;
}

const USES: Record<string, string> = {
  '1.3.6.1.5.5.7.3.2': 'TLS clients',
  '1.3.6.1.5.5.7.3.3': 'code signing',
  '1.3.6.1.5.5.7.3.4': 'e-mail',
  '1.3.6.1.5.5.7.3.8': 'time stamping',
  '1.3.6.1.5.5.7.3.9': 'OCSP',
};

function useName(use: string): string {
  return USES[use] ?? use;
}
