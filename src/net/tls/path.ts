import { type Certificate, readCertificate, subjectIn, subjectKeyOf } from './certificate.ts';
import { authorityKeyId, opened, subjectKeyId } from './certificate-facts.ts';
import { derOf } from './pem.ts';

/** A certification path, leaf first (RFC 5280 section 6). */
export interface Path {
  /** Leaf first; the trust anchor last, whether it was sent or not. */
  certificates: Certificate[];
  /** Whether it ends in a root of the trust store. */
  anchored: boolean;
}

/**
 * The roots of a trust store, as PEM texts, each with its subject as it is encoded, without regard to case. A name is compared only with those
 * that may be the same: to decode 150 names takes longer than a handshake.
 */
export interface RootIndex {
  roots: { pem: string; encoded: string }[];
}

/** Real chains have four certificates; OpenSSL follows a hundred. The search tries every branch, and each step costs a signature check. */
const MAX_LENGTH = 120;
const MAX_CHECKS = 400;

/** Prepares roots for `findPath`. What is no certificate is left out. */
export function indexRoots(pems: Iterable<string>): RootIndex {
  const roots = [...pems].flatMap((pem) => {
    const encoded = once(encodings, pem, encodedSubject);
    return encoded === null ? [] : [{ pem, encoded }];
  });
  return { roots };
}

/** UTF-16 and UTF-32 put zeros before the letters of ASCII. */
function encodedSubject(pem: string): string | null {
  const subject = subjectIn(derOf(pem));
  return subject === null ? null : subject.toString('latin1').replaceAll('\0', '').toLowerCase();
}

/** The decoded roots of a name. */
export function rootsNamed({ roots }: RootIndex, subjectKey: string): Certificate[] {
  const word = longestWord(subjectKey);
  // A letter of another alphabet may be one of ASCII in lower case.
  const alike = roots.filter(({ encoded }) => encoded.includes(word) || /[^\0-\x7f]/.test(encoded));
  const same = alike.filter(({ pem }) => subjectKeyIn(pem) === subjectKey);
  return same.flatMap(({ pem }) => once(certificates, pem, (text) => readCertificate(derOf(text))) ?? []);
}

/** The comparable names of all roots. */
export function subjectKeysOf({ roots }: RootIndex): string[] {
  return roots.flatMap(({ pem }) => subjectKeyIn(pem) ?? []);
}

function subjectKeyIn(pem: string): string | null {
  return once(names, pem, (text) => subjectKeyOf(derOf(text)));
}

/** Letters and digits of ASCII that are encoded alike in all types of strings; empty where a name has none. */
function longestWord(subjectKey: string): string {
  const values = subjectKey.split('\n').map((line) => line.slice(line.indexOf('=') + 1));
  const words = values.flatMap((value) => value.match(/[a-z\d]+/g) ?? []);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** The same certificate is in several trust stores: each is decoded once. */
const encodings = new Map<string, string | null>();
const names = new Map<string, string | null>();
const certificates = new Map<string, Certificate | null>();

function once<T>(known: Map<string, T>, text: string, read: (text: string) => T): T {
  const before = known.get(text);
  if (before !== undefined) return before;
  const value = read(text);
  known.set(text, value);
  return value;
}

/**
 * Builds the certification path as OpenSSL does: trusted certificates before those that were sent, in any order, ending in a self-signed
 * root. Of several paths, the first with valid dates wins. Checks no other rule.
 */
export function findPath(leaf: Certificate, sent: Certificate[], roots: RootIndex, now: number): Path {
  const paths = allPaths(leaf, sent, roots);
  const inDate = (path: Path) => path.certificates.every((certificate) => isInDate(certificate, now));
  return (
    paths.find((path) => path.anchored && inDate(path)) ??
    paths.find((path) => path.anchored) ??
    paths.reduce((best, path) => (path.certificates.length > best.certificates.length ? path : best))
  );
}

/** OpenSSL's algorithm: takes the first matching issuer with valid dates; no backtracking. */
export function firstPath(leaf: Certificate, sent: Certificate[], roots: RootIndex, now: number): Path {
  const first = sent.filter((certificate) => isInDate(certificate, now));
  const rest = sent.filter((certificate) => !isInDate(certificate, now));
  return allPaths(leaf, [...first, ...rest], roots)[0] as Path;
}

function allPaths(leaf: Certificate, sent: Certificate[], roots: RootIndex): Path[] {
  const distinct = new Map(sent.map((certificate) => [certificate.der.toString('latin1'), certificate]));
  return extend([leaf], { sent: [...distinct.values()], roots, checks: MAX_CHECKS });
}

interface Search {
  sent: Certificate[];
  roots: RootIndex;
  /** Signatures that may still be checked. */
  checks: number;
}

function extend(certificates: Certificate[], search: Search): Path[] {
  const top = certificates.at(-1) as Certificate;
  if (isAnchor(top, search.roots)) return [{ certificates, anchored: true }];
  const next = certificates.length < MAX_LENGTH ? issuersOf(top, search) : [];
  const longer = next.filter((issuer) => !certificates.some((known) => known.der.equals(issuer.der)));
  if (longer.length === 0) return [{ certificates, anchored: false }];
  return longer.flatMap((issuer) => extend([...certificates, issuer], search));
}

function issuersOf(certificate: Certificate, search: Search): Certificate[] {
  const candidates = [...rootsNamed(search.roots, certificate.issuerKey), ...namesakes(certificate, search.sent)];
  return candidates.filter((candidate) => {
    if (keysDiffer(certificate, candidate) || search.checks <= 0) return false;
    search.checks -= 1;
    return signed(certificate, candidate);
  });
}

/** Those of `certificates` whose subject is the issuer of this one. */
export function namesakes(certificate: Certificate, certificates: Certificate[]): Certificate[] {
  return certificates.filter((other) => other.subjectKey === certificate.issuerKey && other !== certificate);
}

/** Whether the key identifiers of both exist and differ. */
export function keysDiffer(certificate: Certificate, issuer: Certificate): boolean {
  const [wanted, found] = [authorityKeyId(certificate), subjectKeyId(issuer)];
  return wanted !== null && found !== null && wanted !== found;
}

/** Whether the issuer's key made this certificate's signature. Cached, because each trust store checks the same pairs. */
export function signed(certificate: Certificate, issuer: Certificate): boolean {
  const known = signatures.get(certificate) ?? new WeakMap<Certificate, boolean>();
  const sound = known.get(issuer) ?? verify(certificate, issuer);
  signatures.set(certificate, known.set(issuer, sound));
  return sound;
}

const signatures = new WeakMap<Certificate, WeakMap<Certificate, boolean>>();

function verify(certificate: Certificate, issuer: Certificate): boolean {
  try {
    return opened(certificate).verify(opened(issuer).publicKey);
  } catch {
    return false;
  }
}

export function isSelfIssued(certificate: Certificate): boolean {
  return certificate.subjectKey === certificate.issuerKey;
}

function isAnchor(certificate: Certificate, roots: RootIndex): boolean {
  return isSelfIssued(certificate) && rootsNamed(roots, certificate.subjectKey).some((root) => root.der.equals(certificate.der));
}

function isInDate(certificate: Certificate, now: number): boolean {
  return certificate.notBefore <= now && now <= certificate.notAfter;
}
