import type { Certificate } from './certificate.ts';
import { attributeOf } from './certificate-facts.ts';
import { membersOfFirst } from './der.ts';
import { EXTENSION } from './identifiers.ts';
import { isSelfIssued, keysDiffer, namesakes, type Path, type RootIndex, rootsNamed, signed } from './path.ts';
import type { PathFault } from './path-faults.ts';

/** The roots to look for relatives in: all that are trusted, and those among them that somebody added to the public ones. */
export interface KnownRoots {
  all: RootIndex;
  added: RootIndex;
}

/** Why a path ends in no root that is trusted: each reading that the certificates themselves support. */
export function anchorFaults(path: Path, sent: Certificate[], roots: KnownRoots): PathFault[] {
  if (path.anchored) return [];
  const top = path.certificates.at(-1) as Certificate;
  const broken = brokenSignature(top, sent, roots.all);
  if (broken) return [broken];
  if (path.certificates.length === 1 && isSelfIssued(top)) {
    return [{ kind: 'self-signed', certificate: top, detail: `${top.subject} signed itself` }];
  }
  const stale = staleRoot(top, roots.all);
  return [...(stale ? [stale] : []), unknownTop(path, sent, roots)];
}

function unknownTop(path: Path, sent: Certificate[], roots: KnownRoots): PathFault {
  const certificate = path.certificates.at(-1) as Certificate;
  if (isSelfIssued(certificate)) {
    return { kind: 'unknown-issuer', certificate, detail: `the chain ends in ${certificate.subject}, which no store here holds` };
  }
  const sign = staleRoot(certificate, roots.all) ? null : signOfGap(path, roots);
  const namesake = namesakes(certificate, sent).length > 0 ? ' (the one of that name that came has another key)' : '';
  const detail = `${certificate.subject} was issued by ${certificate.issuer}, which was not sent${namesake}`;
  if (holds(roots.all, certificate)) {
    const half = `a store here holds ${certificate.subject}, and not the root above it, ${certificate.issuer}`;
    return { kind: 'unknown-issuer', certificate, detail: half };
  }
  if (sign) return { kind: 'missing-intermediate', certificate, detail: `${detail}; ${sign}` };
  return { kind: 'unknown-issuer', certificate, detail: `${detail} and which no store here holds` };
}

function holds(roots: RootIndex, certificate: Certificate): boolean {
  return rootsNamed(roots, certificate.subjectKey).some(({ der }) => der.equals(certificate.der));
}

/**
 * What shows that the issuer that was not sent belongs below a root that is known, rather than to an authority of its own. Nothing is
 * fetched: the leaf's timestamps say that a public authority made it, and an authority and its root share a name.
 */
function signOfGap(path: Path, { all, added }: KnownRoots): string | null {
  const [leaf] = path.certificates as [Certificate];
  const top = path.certificates.at(-1) as Certificate;
  const relative = rootLike(added, (rootKey) => areRelated(top.issuerKey, rootKey));
  if (relative) return `the trusted root ${relative} bears the same name`;
  if (leaf.extensions.has(EXTENSION.timestamps)) return 'the signed timestamps in it are those of a public authority';
  const source = issuerAddress(top);
  const organization = attributeOf(top.issuerKey, 'O');
  const known = organization && rootLike(all, (rootKey) => attributeOf(rootKey, 'O') === organization);
  return source && known ? `it is to be had at ${source}, and the root ${known} is of the same organization` : null;
}

/** The name of the first root that fits. */
function rootLike(roots: RootIndex, fits: (rootKey: string) => boolean): string | null {
  const key = [...roots.keys()].find(fits);
  return key === undefined ? null : (rootsNamed(roots, key)[0]?.subject ?? null);
}

/** Words that say what an authority is for, not whose it is. */
const ROLES =
  /\b(root|intermediate|issuing|subordinate|sub|signing|server|ssl|tls|certificate|certification|authority|ca|[a-z]?\d+)\b/g;

function areRelated(issuerKey: string, rootKey: string): boolean {
  const [a, b] = [attributeOf(issuerKey, 'O'), attributeOf(rootKey, 'O')];
  if (a !== null && b !== null) return a === b;
  const stem = (key: string) => (attributeOf(key, 'CN') ?? '').replace(ROLES, ' ').replace(/\W+/g, ' ').trim();
  return stem(issuerKey) !== '' && stem(issuerKey) === stem(rootKey);
}

/** An issuer by name and by key identifier whose key did not make the signature: the certificate was damaged or forged. */
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

/** A trusted root of the wanted name with another key: the authority made itself a new one, and the store holds the old. */
function staleRoot(certificate: Certificate, roots: RootIndex): PathFault | null {
  const [root] = rootsNamed(roots, certificate.issuerKey).filter((candidate) => !candidate.der.equals(certificate.der));
  if (!root || signed(certificate, root)) return null;
  return { kind: 'stale-root', certificate, detail: `a root named ${root.subject} is trusted here, and it has another key` };
}

/** Where the certificate says that its issuer's certificate is to be had (RFC 5280 4.2.2.1). Shown, never fetched. */
function issuerAddress({ extensions }: Certificate): string | null {
  const extension = extensions.get(EXTENSION.authorityInfo);
  const urls = extension ? membersOfFirst(extension.value).map(({ value }) => value.toString('latin1')) : [];
  // 1.3.6.1.5.5.7.48.2, and after it the URL.
  const issuers = urls.find((text) => text.includes('\x2b\x06\x01\x05\x05\x07\x30\x02'));
  return /https?:\/\/[\x21-\x7e]{1,200}/.exec(issuers ?? '')?.[0] ?? null;
}
