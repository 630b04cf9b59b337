import type { Certificate } from './certificate.ts';
import { attributeOf } from './certificate-facts.ts';
import { membersOfFirst } from './der.ts';
import { EXTENSION } from './identifiers.ts';
import { isSelfIssued, keysDiffer, namesakes, type Path, type RootIndex, rootsNamed, signed, subjectKeysOf } from './path.ts';
import type { PathFault } from './path-faults.ts';

/** The trusted root certificates, and those of them that were added to the public ones. */
export interface KnownRoots {
  all: RootIndex;
  added: RootIndex;
}

/** Why a path ends in no trusted root. */
export function anchorFaults(path: Path, sent: Certificate[], roots: KnownRoots): PathFault[] {
  if (path.anchored) return [];
  const top = path.certificates.at(-1) as Certificate;
  const broken = brokenSignature(top, sent, roots.all);
  if (broken) return [broken];
  if (path.certificates.length === 1 && isSelfIssued(top)) {
    return [{ kind: 'self-signed', certificate: top, detail: `${top.subject} is self-signed` }];
  }
  const stale = staleRoot(top, roots.all);
  return [...(stale ? [stale] : []), unknownTop(path, sent, roots)];
}

function unknownTop(path: Path, sent: Certificate[], roots: KnownRoots): PathFault {
  const certificate = path.certificates.at(-1) as Certificate;
  if (isSelfIssued(certificate)) {
    return {
      kind: 'unknown-issuer',
      certificate,
      detail: `the chain ends in ${certificate.subject}, which no trust store here contains`,
    };
  }
  const sign = staleRoot(certificate, roots.all) ? null : signOfGap(path, roots);
  const namesake = namesakes(certificate, sent).length > 0 ? ' (the certificate of that name in the chain has another key)' : '';
  const detail = `${certificate.subject} was issued by ${certificate.issuer}, which was not sent${namesake}`;
  if (holds(roots.all, certificate)) {
    const half = `a trust store here contains ${certificate.subject}, but not its root, ${certificate.issuer}`;
    return { kind: 'unknown-issuer', certificate, detail: half };
  }
  if (sign) return { kind: 'missing-intermediate', certificate, detail: `${detail}; ${sign}` };
  return { kind: 'unknown-issuer', certificate, detail: `${detail} and which no trust store here contains` };
}

function holds(roots: RootIndex, certificate: Certificate): boolean {
  return rootsNamed(roots, certificate.subjectKey).some(({ der }) => der.equals(certificate.der));
}

/**
 * Why the missing issuer is an intermediate CA of a known root, and not a CA of its own. Nothing is fetched: certificate timestamps in the
 * leaf mean a public CA, and a CA and its root share a name.
 */
function signOfGap(path: Path, { all, added }: KnownRoots): string | null {
  const [leaf] = path.certificates as [Certificate];
  const top = path.certificates.at(-1) as Certificate;
  const relative = rootLike(added, (rootKey) => areRelated(top.issuerKey, rootKey));
  if (relative) return `the trusted root ${relative} has the same name`;
  if (leaf.extensions.has(EXTENSION.timestamps)) return 'its signed certificate timestamps show a public CA';
  const source = issuerAddress(top);
  const organization = attributeOf(top.issuerKey, 'O');
  const known = organization && rootLike(all, (rootKey) => attributeOf(rootKey, 'O') === organization);
  return source && known ? `it is available at ${source}, and the root ${known} belongs to the same organization` : null;
}

/** The name of the first matching root. */
function rootLike(roots: RootIndex, fits: (rootKey: string) => boolean): string | null {
  const key = subjectKeysOf(roots).find(fits);
  return key === undefined ? null : (rootsNamed(roots, key)[0]?.subject ?? null);
}

/** Words for the role of a CA, not for its owner. */
const ROLES =
  /\b(root|intermediate|issuing|subordinate|sub|signing|server|ssl|tls|certificate|certification|authority|ca|[a-z]?\d+)\b/g;

function areRelated(issuerKey: string, rootKey: string): boolean {
  const [a, b] = [attributeOf(issuerKey, 'O'), attributeOf(rootKey, 'O')];
  if (a !== null && b !== null) return a === b;
  const stem = (key: string) => (attributeOf(key, 'CN') ?? '').replace(ROLES, ' ').replace(/\W+/g, ' ').trim();
  return stem(issuerKey) !== '' && stem(issuerKey) === stem(rootKey);
}

/** The issuer by name and key identifier, whose key did not make the signature: the certificate is damaged or forged. */
function brokenSignature(certificate: Certificate, sent: Certificate[], roots: RootIndex): PathFault | null {
  const issuers = [...namesakes(certificate, sent), ...rootsNamed(roots, certificate.issuerKey).filter(hasKeyId)];
  const issuer = issuers.find((candidate) => !keysDiffer(certificate, candidate));
  if (!issuer || signed(certificate, issuer) || issuer.der.equals(certificate.der)) return null;
  return {
    kind: 'bad-signature',
    certificate,
    detail: `the signature of ${certificate.subject} was not made by ${issuer.subject}`,
  };
}

function hasKeyId({ extensions }: Certificate): boolean {
  return extensions.has(EXTENSION.subjectKeyId);
}

/** A trusted root of that name with another key: the CA has renewed its root, and the trust store has the old one. */
function staleRoot(certificate: Certificate, roots: RootIndex): PathFault | null {
  const [root] = rootsNamed(roots, certificate.issuerKey).filter((candidate) => !candidate.der.equals(certificate.der));
  if (!root || signed(certificate, root)) return null;
  return { kind: 'stale-root', certificate, detail: `a root named ${root.subject} is trusted here, but it has another key` };
}

/** URL of the issuer's certificate (RFC 5280 4.2.2.1). Shown, never fetched. */
function issuerAddress({ extensions }: Certificate): string | null {
  const extension = extensions.get(EXTENSION.authorityInfo);
  const urls = extension ? membersOfFirst(extension.value).map(({ value }) => value.toString('latin1')) : [];
  // 1.3.6.1.5.5.7.48.2, and after it the URL.
  const issuers = urls.find((text) => text.includes('\x2b\x06\x01\x05\x05\x07\x30\x02'));
  return /https?:\/\/[\x21-\x7e]{1,200}/.exec(issuers ?? '')?.[0] ?? null;
}
