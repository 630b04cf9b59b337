import type { Certificate } from './certificate.ts';
import { namesOf } from './certificate-facts.ts';
import { type Element, members, membersOfFirst } from './der.ts';
import { EXTENSION } from './identifiers.ts';

/** The leaf's first DNS name that the issuer may not issue for (RFC 5280 4.2.1.10); null where all are allowed. Other kinds are left to OpenSSL. */
export function breaksNameConstraints(leaf: Certificate, issuer: Certificate): string | null {
  const extension = issuer.extensions.get(EXTENSION.nameConstraints);
  if (!extension) return null;
  const parts = membersOfFirst(extension.value);
  const permitted = dnsNamesIn(parts.find(({ tag }) => tag === 0xa0));
  const excluded = dnsNamesIn(parts.find(({ tag }) => tag === 0xa1));
  const allowed = (name: string) => permitted.length === 0 || permitted.some((base) => isWithin(name, base));
  const names = namesOf(leaf).filter((name) => !/^[\d.]+$|:/.test(name));
  return names.find((name) => !allowed(name) || excluded.some((base) => isWithin(name, base))) ?? null;
}

function dnsNamesIn(subtrees: Element | undefined): string[] {
  return members(subtrees?.value ?? Buffer.alloc(0)).flatMap(({ value }) => {
    const [base] = members(value);
    return base?.tag === 0x82 ? base.value.toString('latin1').toLowerCase() : [];
  });
}

function isWithin(name: string, base: string): boolean {
  const lower = name.toLowerCase();
  const domain = base.startsWith('.') ? base : `.${base}`;
  return base === '' || lower === base || lower.endsWith(domain);
}
