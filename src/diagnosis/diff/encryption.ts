import type { HandshakeFacts } from '../../model/facts/tls.ts';
import { type Comparer, type Difference, differing, listed } from './difference.ts';
import type { DiffInput } from './side.ts';

/** Certificates, trust stores, and the TLS connection. */

const handshakeOf = ({ facts }: DiffInput): HandshakeFacts | null => facts['tls/handshake'] ?? null;

/** A leaf certificate is renewed often; its issuer distinguishes the paths. */
const issuer: Comparer = (a, b) => {
  const [here, there] = [issuerOf(handshakeOf(a)), issuerOf(handshakeOf(b))];
  if (here === null || there === null || here === there) return [];
  const opened = [handshakeOf(a)?.inspector ? 'A' : '', handshakeOf(b)?.inspector ? 'B' : ''].filter(Boolean);
  const text =
    opened.length === 1
      ? `The TLS connection of ${opened[0]} is intercepted: its certificate is not that of the host.`
      : 'The certificate was issued by another CA.';
  return [{ topic: 'certificate', text, a: here, b: there }];
};

function issuerOf(found: HandshakeFacts | null): string | null {
  const leaf = found?.chain[0];
  if (!found || !leaf) return null;
  return found.inspector ? `${leaf.issuer} (${found.inspector})` : leaf.issuer;
}

const faults: Comparer = (a, b) => {
  const [here, there] = [faultsOf(a), faultsOf(b)];
  if (here === null || there === null || here === there) return [];
  const only = here === '' ? 'B' : there === '' ? 'A' : null;
  const text = only ? `The certificate is invalid only in ${only}.` : 'The certificate errors differ.';
  return [{ topic: isOfTrust(a, b) ? 'roots' : 'certificate', text, a: here || 'none', b: there || 'none' }];
};

/** The same certificate, trusted in one report only: then the trust stores are the cause, and the error follows from them. */
function isOfTrust(a: DiffInput, b: DiffInput): boolean {
  const [here, there] = [handshakeOf(a), handshakeOf(b)];
  const ofRoots = [...(here?.verificationErrors ?? []), ...(there?.verificationErrors ?? [])].every(({ kind }) =>
    /^(?:unknown-issuer|self-signed)$/.test(kind),
  );
  return ofRoots && issuerOf(here) === issuerOf(there);
}

function faultsOf(side: DiffInput): string | null {
  const found = handshakeOf(side);
  if (!found || found.chain.length === 0) return null;
  return listed([...new Set(found.verificationErrors.map(({ kind }) => kind))].sort());
}

const sent = differing('certificate', 'The server sends different numbers of certificates.', (side) => {
  const length = handshakeOf(side)?.chain.length ?? 0;
  return length === 0 ? null : String(length);
});

const ACCEPTS = 'accepts the certificate';
const REFUSES = 'rejects the certificate';
const ABSENT = 'not there';

/** Whether the trust stores accept the certificate: those with the same result are in one line. */
const trust: Comparer = (a, b) => {
  const [here, there] = [storesOf(a), storesOf(b)];
  if (!here || !there) return [];
  const groups = new Map<string, string[]>();
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    const pair = JSON.stringify([here.get(name) ?? ABSENT, there.get(name) ?? ABSENT]);
    groups.set(pair, [...(groups.get(pair) ?? []), labelOf(name)]);
  }
  return [...groups].flatMap(([pair, names]): Difference[] => {
    const [first, second] = JSON.parse(pair) as [string, string];
    return first === second ? [] : [{ topic: 'trust', text: trustText(names, first, second), a: first, b: second }];
  });
};

function trustText(names: string[], first: string, second: string): string {
  const stores = `The CA certificates of ${names.join(' and of ')}`;
  if (first === ABSENT || second === ABSENT) return `${stores} exist only in ${first === ABSENT ? 'B' : 'A'}.`;
  const [yes, no] = first === ACCEPTS ? ['A', 'B'] : ['B', 'A'];
  return `${stores} accept the certificate in ${yes} and reject it in ${no}.`;
}

function storesOf(side: DiffInput): Map<string, string> | null {
  const found = handshakeOf(side);
  if (!found || found.chain.length === 0) return null;
  return new Map(found.trust.map(({ name, accepts }) => [name, accepts ? ACCEPTS : REFUSES]));
}

function labelOf(name: string): string {
  if (name === 'node-bundled') return 'Node.js';
  return name === 'system' ? 'the system trust store' : name;
}

const ended = differing('protocol', 'The TLS handshakes end differently.', (side) => {
  const found = handshakeOf(side);
  // Without a connection there was no handshake.
  if (!found || found.stage === 'connect') return null;
  return found.stage === 'done' ? 'done' : (found.problem?.code ?? `stopped at ${found.stage}`);
});

const protocol = differing('protocol', 'The TLS versions differ.', (side) => handshakeOf(side)?.protocol ?? null);

const asks = differing('protocol', 'A client certificate is requested in only one.', (side) => {
  const found = handshakeOf(side);
  return found?.stage === 'done' ? (found.clientCertificateRequested ? 'requested' : 'not requested') : null;
});

/** Smaller clock skew has no effect. */
const MOST_SKEW_SECONDS = 60;

const clock = differing('clock', 'The clock of one machine is wrong.', ({ facts }) => {
  const readings = facts['tls/clock']?.readings ?? [];
  const [skew = 0] = readings.map(({ skewSeconds }) => skewSeconds).sort((a, b) => Math.abs(a) - Math.abs(b));
  if (readings.length === 0) return null;
  if (Math.abs(skew) < MOST_SKEW_SECONDS) return 'right';
  return `${Math.round(Math.abs(skew))} s ${skew > 0 ? 'ahead' : 'behind'}`;
});

const files = differing('roots', 'The CA certificate files differ.', ({ facts }) => {
  const found = facts['config/ca-files'];
  if (!found) return null;
  return listed(found.files.map(({ name, path, flaw }) => `${name}=${path}${flaw ? ` (${flaw})` : ''}`)) || 'none';
});

export const encryption: Comparer[] = [issuer, faults, trust, files, sent, ended, protocol, asks, clock];
