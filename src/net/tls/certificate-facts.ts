import { createHash, X509Certificate } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { CertificateFacts } from '../../model/facts/tls.ts';
import type { Certificate } from './certificate.ts';
import { members, membersOfFirst, TAG } from './der.ts';
import { EXTENSION, MAX_NAMES, SIGNATURES } from './identifiers.ts';

/** No longer name is read; a fact keeps less of it. */
const MAX_NAME_LENGTH = 4_096;

/** The facts of a certificate that a report contains. */
export function certificateFacts(certificate: Certificate): CertificateFacts {
  const { subject, issuer, subjectKey, issuerKey, der, extensions } = certificate;
  return {
    subject,
    issuer,
    notBefore: isoTime(certificate.notBefore),
    notAfter: isoTime(certificate.notAfter),
    names: namesOf(certificate),
    isCa: basicConstraints(certificate).ca,
    selfIssued: subjectKey === issuerKey,
    keyType: keyTypeOf(certificate),
    signature: signatureName(certificate),
    fingerprint256: (createHash('sha256').update(der).digest('hex').match(/../g) ?? []).join(':').toUpperCase(),
    hasScts: extensions.has(EXTENSION.timestamps),
  };
}

/** DNS names and IP addresses of the subject alternative name. */
export function namesOf({ extensions }: Certificate): string[] {
  const names = extensions.get(EXTENSION.alternativeNames);
  if (!names) return [];
  return membersOfFirst(names.value)
    .slice(0, MAX_NAMES)
    .flatMap(({ tag, value }) => {
      if (tag === 0x82) return value.toString('latin1').slice(0, MAX_NAME_LENGTH);
      return tag === 0x87 ? addressOf(value) : [];
    });
}

/** One attribute of a comparable name, such as its `O`; null where it has none. */
export function attributeOf(nameKey: string, type: string): string | null {
  const found = nameKey.split('\n').find((part) => part.startsWith(`${type}=`));
  return found ? found.slice(type.length + 1) : null;
}

/** Whether it may issue certificates, and how many intermediate CAs may be between it and a leaf. */
export function basicConstraints({ extensions }: Certificate): { ca: boolean; critical: boolean; pathLength: number | null } {
  const extension = extensions.get(EXTENSION.basicConstraints);
  const fields = extension ? membersOfFirst(extension.value) : [];
  const ca = fields[0]?.tag === TAG.boolean && fields[0].value[0] !== 0;
  const length = fields.find(({ tag }) => tag === TAG.integer);
  const pathLength = length?.value.length === 1 ? (length.value[0] ?? null) : null;
  return { ca, critical: extension?.critical ?? false, pathLength };
}

/** The certificate as Node holds it, for its key and its checks of names. Made once: parsing takes a tenth of a millisecond. */
export function opened(certificate: Certificate): X509Certificate {
  const known = parsed.get(certificate) ?? new X509Certificate(certificate.der);
  parsed.set(certificate, known);
  return known;
}

const parsed = new WeakMap<Certificate, X509Certificate>();

/** The public key's kind and size, `RSA 2048` or `EC prime256v1`. */
export function keyTypeOf(certificate: Certificate): string {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = opened(certificate).publicKey;
    const size = details?.namedCurve ?? details?.modulusLength ?? '';
    return `${(type ?? 'unknown').toUpperCase()} ${size}`.trim();
  } catch {
    // A key of a type that this OpenSSL does not support.
    return 'unknown';
  }
}

/** The key identifiers that tie a certificate to its issuer's key; null where they are missing. */
export function subjectKeyId({ extensions }: Certificate): string | null {
  const extension = extensions.get(EXTENSION.subjectKeyId);
  return extension ? (members(extension.value)[0]?.value.toString('hex') ?? null) : null;
}

export function authorityKeyId({ extensions }: Certificate): string | null {
  const extension = extensions.get(EXTENSION.authorityKeyId);
  const id = extension && membersOfFirst(extension.value).find(({ tag }) => tag === 0x80);
  return id ? id.value.toString('hex') : null;
}

function addressOf(value: Buffer): string[] {
  if (value.length === 4) return [[...value].join('.')].filter(isIPv4);
  if (value.length !== 16) return [];
  const groups = value.toString('hex').match(/.{4}/g) ?? [];
  return [new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)];
}

/** The signature's algorithm by name, or its identifier where it is none of the usual ones. */
export function signatureName({ signature }: Certificate): string {
  return SIGNATURES[signature] ?? signature;
}

/** RFC 3339, in UTC. */
export function isoTime(ms: number): string {
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().replace('.000Z', 'Z');
}
