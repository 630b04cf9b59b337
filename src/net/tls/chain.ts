import { inspectorIn } from '../../knowledge/middleboxes/inspectors.ts';
import type { ChainFault, HandshakeFacts, TrustFacts } from '../../model/facts/tls.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { certificateFacts } from './certificate-facts.ts';
import { countsInNodeAlone, nameFaults } from './host-names.ts';
import { findPath, firstPath, indexRoots, type Path } from './path.ts';
import { type PathFault, pathFaults } from './path-faults.ts';
import type { TrustSet } from './trust.ts';
import { anchorFaults } from './untrusted.ts';
import { meaningOf } from './verdict.ts';

/** The input for judging a chain. */
export interface ChainCase {
  /** DER of the certificates, in the order in which they were sent. */
  sent: Buffer[];
  host: string;
  sets: TrustSet[];
  now: number;
  /** OpenSSL's result with the trust store of this run. */
  authorizationError: string | null;
}

export type ChainReading = Pick<
  HandshakeFacts,
  'chain' | 'verificationErrors' | 'trust' | 'inspector' | 'trusted' | 'authorizationError'
>;

/** OpenSSL's limit, unless a program sets another. */
const FOLLOWED = 100;

/** Errors that some verifying clients ignore. */
const LENIENT: ChainFault['kind'][] = ['common-name-only', 'noncompliant-ca', 'weak-key'];

/** Judges a chain: all errors, where OpenSSL stops at the first, and which trust stores accept it. */
export function readChain(c: ChainCase): ChainReading {
  const [leaf, ...others] = c.sent.map(readCertificate);
  const authorizationError = c.authorizationError ?? (leaf && countsInNodeAlone(leaf, c.host) ? 'HOSTNAME_MISMATCH' : null);
  const trusted = authorizationError === null;
  if (!leaf) return { chain: [], verificationErrors: [], trust: [], inspector: null, trusted, authorizationError };
  const sent = [leaf, ...others.filter((other) => other !== null)];
  const found = dedupe(allFaults(leaf, sent, c));
  const faults = trusted ? found.filter(({ kind }) => LENIENT.includes(kind)) : withVerdict(found, authorizationError, leaf);
  return {
    chain: sent.map(certificateFacts),
    verificationErrors: faults.map((fault) => placed(fault, sent)),
    trust: c.sets.map((set) => acceptance(set, leaf, sent, c.now)),
    inspector: inspectorIn(sent.flatMap(({ subject, issuer }) => [issuer, subject])),
    trusted,
    authorizationError,
  };
}

function allFaults(leaf: Certificate, sent: Certificate[], c: ChainCase): PathFault[] {
  const { sets, host, now } = c;
  const own = sets.filter(({ ours }) => ours);
  const publicOnes = new Set(own.find(({ name }) => name === 'node-bundled')?.certificates);
  const pems = own.flatMap(({ certificates }) => certificates);
  const all = indexRoots(new Set(pems));
  const added = indexRoots(new Set(pems.filter((pem) => !publicOnes.has(pem))));
  const path = findPath(leaf, sent, all, now);
  const anchor = path.anchored
    ? unseenAnchor(firstPath(leaf, sent, all, now), path, c)
    : anchorFaults(path, sent, { all, added });
  return [...anchor, ...pathFaults(path.certificates, now), ...nameFaults(leaf, host)];
}

/** Why OpenSSL finds no issuer where there is one: it followed another path, or it cannot decode a certificate. */
function unseenAnchor(first: Path, path: Path, { authorizationError }: ChainCase): PathFault[] {
  if (authorizationError === null || meaningOf(authorizationError) !== 'unknown-issuer') return [];
  const certificate = first.certificates.at(-1) as Certificate;
  const root = path.certificates.at(-1)?.subject;
  const way = `the first certification path ends in ${certificate.subject}, which no trust store here contains; the other, to ${root}, is not tried`;
  if (!first.anchored) return [{ kind: 'unknown-issuer', certificate, detail: way }];
  if (path.certificates.length > FOLLOWED) {
    const detail = `the chain contains ${path.certificates.length - 1} CAs, and clients follow only ${FOLLOWED}`;
    return [{ kind: 'path-length', certificate, detail }];
  }
  const [leaf] = path.certificates as [Certificate];
  const unread = `${leaf.subject} or one of its CAs cannot be decoded: OpenSSL reports ${authorizationError}, although the signatures are valid`;
  return path.certificates.some(({ flaw }) => flaw) ? [] : [{ kind: 'malformed', certificate: leaf, detail: unread }];
}

/** Adds the error of OpenSSL where nothing else was found. */
function withVerdict(found: PathFault[], authorizationError: string | null, certificate: Certificate): PathFault[] {
  const kind = authorizationError && meaningOf(authorizationError);
  const named = !kind || found.some((fault) => fault.kind === kind) || found.some(({ kind }) => !LENIENT.includes(kind));
  return named ? found : [...found, { kind, certificate, detail: `OpenSSL reports ${authorizationError}` }];
}

function acceptance(set: TrustSet, leaf: Certificate, sent: Certificate[], now: number): TrustFacts {
  const { name, path: file, certificates } = set;
  const path = findPath(leaf, sent, indexRoots(certificates), now);
  const refused = pathFaults(path.certificates, now).some(({ kind }) => !LENIENT.includes(kind));
  return { name, path: file, accepts: path.anchored && !refused };
}

function placed({ kind, certificate, detail }: PathFault, sent: Certificate[]): ChainFault {
  const at = sent.findIndex(({ der }) => der.equals(certificate.der));
  return { kind, certificate: at < 0 ? sent.length : at, detail };
}

function dedupe(faults: PathFault[]): PathFault[] {
  return faults.filter(
    ({ kind, certificate }, at) => at === faults.findIndex((f) => f.kind === kind && f.certificate === certificate),
  );
}
