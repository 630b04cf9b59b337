import { type Element, members, membersOfFirst, oidOf, readHead, TAG, textOf, timeOf } from './der.ts';
import { ATTRIBUTES } from './identifiers.ts';

/** A certificate with its parsed content: Node exposes neither the signature algorithm nor the extensions. */
export interface Certificate {
  der: Buffer;
  /** Names for reading, `O=Example, CN=Example Root`. */
  subject: string;
  issuer: string;
  /** Names for comparing: without regard to case, white space and string type, as RFC 5280 7.1 asks. */
  subjectKey: string;
  issuerKey: string;
  notBefore: number;
  notAfter: number;
  /** Dotted identifier of the signature's algorithm. */
  signature: string;
  extensions: Map<string, Extension>;
  /** Why the certificate is malformed: an invalid date, a duplicate extension. */
  flaw: string | null;
}

export interface Extension {
  critical: boolean;
  value: Buffer;
}

/** The tag of the version. */
const VERSION = 0xa0;

/** Longest distinguished name and list of names that are kept: what a peer sends goes into reports. */
const MAX_NAME_LENGTH = 4_096;

/** The encoded subject of a certificate, without decoding anything else; null where the bytes are no certificate. */
export function subjectIn(der: Buffer): Buffer | null {
  const certificate = readHead(der, 0);
  const body = certificate && readHead(der, certificate.start);
  let at = body?.start ?? der.length;
  // Serial number, algorithm, issuer, validity; before them the version, where it is tagged.
  for (let skipped = der[at] === VERSION ? -1 : 0; skipped < 4; skipped += 1) at = readHead(der, at)?.end ?? der.length;
  const subject = readHead(der, at);
  return subject && subject.end <= der.length ? der.subarray(subject.start, subject.end) : null;
}

/** The comparable name of a certificate's subject alone: a store is searched by it, and reading 150 certificates whole takes time. */
export function subjectKeyOf(der: Buffer): string | null {
  const [body] = membersOfFirst(der);
  const subject = body && fieldsOf(body).subject;
  return subject ? comparableName(subject.value) : null;
}

/** Reads one certificate; null where the bytes are none. */
export function readCertificate(der: Buffer): Certificate | null {
  const [body, algorithm] = membersOfFirst(der);
  if (!body || !algorithm) return null;
  const { issuer, validity, subject, fields } = fieldsOf(body);
  if (!issuer || !validity || !subject) return null;
  const [notBefore, notAfter] = members(validity.value);
  const last = fields.at(-1);
  const extensions = last?.tag === 0xa3 ? extensionsIn(last) : [];
  const dates = [notBefore, notAfter].map((date) => (date ? timeOf(date) : Number.NaN)) as [number, number];
  return {
    der,
    subject: readableName(subject.value),
    issuer: readableName(issuer.value),
    subjectKey: comparableName(subject.value),
    issuerKey: comparableName(issuer.value),
    notBefore: dates[0],
    notAfter: dates[1],
    signature: firstOid(algorithm),
    extensions: new Map(extensions),
    flaw: flawIn(dates, extensions),
  };
}

/** The version is tagged and may be missing; after it come serial number, algorithm, issuer, validity, subject, key (RFC 5280 4.1). */
function fieldsOf(body: Element) {
  const fields = members(body.value);
  const [, , issuer, validity, subject] = fields.slice(fields[0]?.tag === VERSION ? 1 : 0);
  return { issuer, validity, subject, fields };
}

function readableName(name: Buffer): string {
  const parts = attributesIn(name).map(([type, text]) => `${type}=${text}`);
  return parts.join(', ').slice(0, MAX_NAME_LENGTH);
}

function comparableName(name: Buffer): string {
  return attributesIn(name)
    .map(([type, text]) => `${type}=${text.toLowerCase().trim().replace(/\s+/g, ' ')}`)
    .join('\n');
}

function attributesIn(name: Buffer): [string, string][] {
  return members(name).flatMap(({ value }) => members(value).map(attribute));
}

function attribute({ value }: Element): [string, string] {
  const [type, text] = members(value);
  const id = type ? oidOf(type.value) : '';
  return [ATTRIBUTES[id] ?? id, text ? textOf(text).slice(0, MAX_NAME_LENGTH) : ''];
}

function extensionsIn(wrapper: Element): [string, Extension][] {
  return membersOfFirst(wrapper.value).flatMap((entry) => {
    const [id, ...rest] = members(entry.value);
    const value = rest.at(-1);
    if (!id || !value) return [];
    const critical = rest[0]?.tag === TAG.boolean && rest[0].value[0] !== 0;
    return [[oidOf(id.value), { critical, value: value.value }]];
  });
}

function flawIn(dates: number[], extensions: [string, Extension][]): string | null {
  if (dates.some(Number.isNaN)) return 'one of its dates is invalid';
  const twice = extensions.find(([id], at) => extensions.findIndex(([other]) => other === id) < at);
  return twice ? `it contains the extension ${twice[0].slice(0, 80)} twice` : null;
}

function firstOid(sequence: Element): string {
  const [id] = members(sequence.value);
  return id?.tag === TAG.oid ? oidOf(id.value) : '';
}
