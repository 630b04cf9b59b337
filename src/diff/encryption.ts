import type { HandshakeFacts } from '../types.ts';
import { type Comparer, type Difference, differing, listed } from './difference.ts';
import type { Side } from './side.ts';

/** Certificates, who trusts them, and how the connection is encrypted. */

const handshakeOf = ({ facts }: Side): HandshakeFacts | null => facts['tls/handshake'] ?? null;

/** A leaf is renewed every few weeks; who made it is what tells one way from another. */
const issuer: Comparer = (a, b) => {
  const [here, there] = [issuerOf(handshakeOf(a)), issuerOf(handshakeOf(b))];
  if (here === null || there === null || here === there) return [];
  const opened = [handshakeOf(a)?.inspector ? 'A' : '', handshakeOf(b)?.inspector ? 'B' : ''].filter(Boolean);
  const text =
    opened.length === 1
      ? `Something on the way opens the encrypted connection of ${opened[0]} and puts its own certificate in the place of the host’s.`
      : 'Another authority made the certificate.';
  return [{ topic: 'certificate', text, a: here, b: there }];
};

function issuerOf(found: HandshakeFacts | null): string | null {
  const leaf = found?.chain[0];
  if (!found || !leaf) return null;
  return found.inspector ? `${leaf.issuer} (${found.inspector})` : leaf.issuer;
}

const faults = differing('certificate', 'The certificate has faults in one that it has not in the other.', (side) => {
  const found = handshakeOf(side);
  if (!found || found.chain.length === 0) return null;
  return listed([...new Set(found.faults.map(({ kind }) => kind))].sort()) || 'none';
});

const sent = differing('certificate', 'The server sends another number of certificates.', (side) => {
  const length = handshakeOf(side)?.chain.length ?? 0;
  return length === 0 ? null : String(length);
});

/** One line a store of roots: whether it accepts what came. */
const trust: Comparer = (a, b) => {
  const [here, there] = [storesOf(a), storesOf(b)];
  if (!here || !there) return [];
  const names = [...new Set([...here.keys(), ...there.keys()])];
  return names.flatMap((name): Difference[] => {
    const [first, second] = [here.get(name) ?? 'not set', there.get(name) ?? 'not set'];
    const isMissing = first === 'not set' || second === 'not set';
    const text = isMissing
      ? `${labelOf(name)} ${isVariable(name) ? 'is set' : 'is there'} in one alone.`
      : `${labelOf(name)} accept the certificate in one and refuse it in the other.`;
    return first === second ? [] : [{ topic: 'trust', text, a: first, b: second }];
  });
};

function storesOf(side: Side): Map<string, string> | null {
  const found = handshakeOf(side);
  if (!found || found.chain.length === 0) return null;
  return new Map(found.trust.map(({ name, accepts }) => [name, accepts ? 'accepts the certificate' : 'refuses the certificate']));
}

const isVariable = (name: string) => /^[A-Z_]+$|^--/.test(name);

function labelOf(name: string): string {
  if (name === 'node-bundled') return 'Node’s own roots';
  if (name === 'system') return 'The roots of the system’s store';
  return isVariable(name) ? name : `The roots of ${name}`;
}

const ended = differing('protocol', 'The handshake ends differently.', (side) => {
  const found = handshakeOf(side);
  if (!found) return null;
  return found.stage === 'done' ? 'done' : (found.problem?.code ?? `stopped at ${found.stage}`);
});

const protocol = differing('protocol', 'Another version of TLS was agreed on.', (side) => handshakeOf(side)?.protocol ?? null);

const asks = differing('protocol', 'A client certificate is asked for in one alone.', (side) => {
  const found = handshakeOf(side);
  return found?.stage === 'done' ? (found.clientCertificateAsked ? 'asked for' : 'not asked for') : null;
});

/** A clock that is right to the minute does nobody harm. */
const MOST_SKEW_SECONDS = 60;

const clock = differing('clock', 'The clock of one machine is wrong.', ({ facts }) => {
  const readings = facts['tls/clock']?.readings ?? [];
  const [skew = 0] = readings.map(({ skewSeconds }) => skewSeconds).sort((a, b) => Math.abs(a) - Math.abs(b));
  if (readings.length === 0) return null;
  if (Math.abs(skew) < MOST_SKEW_SECONDS) return 'right';
  return `${Math.round(Math.abs(skew))} s ${skew > 0 ? 'ahead' : 'behind'}`;
});

const files = differing('roots', 'Other files of roots are named, or their state is another one.', ({ facts }) => {
  const found = facts['config/ca-files'];
  if (!found) return null;
  return listed(found.files.map(({ name, path, flaw }) => `${name}=${path}${flaw ? ` (${flaw})` : ''}`)) || 'none';
});

export const encryption: Comparer[] = [issuer, faults, trust, files, sent, ended, protocol, asks, clock];
