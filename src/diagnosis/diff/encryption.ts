import type { HandshakeFacts } from '../../model/facts/tls.ts';
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

const faults: Comparer = (a, b) => {
  const [here, there] = [faultsOf(a), faultsOf(b)];
  if (here === null || there === null || here === there) return [];
  const only = here === '' ? 'B' : there === '' ? 'A' : null;
  const text = only ? `The certificate has a fault in ${only} alone.` : 'The certificate has other faults.';
  return [{ topic: isOfTrust(a, b) ? 'roots' : 'certificate', text, a: here || 'none', b: there || 'none' }];
};

/** The same certificate that is not known here and known there: then what is trusted makes the difference, and the fault follows from it. */
function isOfTrust(a: Side, b: Side): boolean {
  const [here, there] = [handshakeOf(a), handshakeOf(b)];
  const ofRoots = [...(here?.verificationErrors ?? []), ...(there?.verificationErrors ?? [])].every(({ kind }) =>
    /^(?:unknown-issuer|self-signed)$/.test(kind),
  );
  return ofRoots && issuerOf(here) === issuerOf(there);
}

function faultsOf(side: Side): string | null {
  const found = handshakeOf(side);
  if (!found || found.chain.length === 0) return null;
  return listed([...new Set(found.verificationErrors.map(({ kind }) => kind))].sort());
}

const sent = differing('certificate', 'The server sends another number of certificates.', (side) => {
  const length = handshakeOf(side)?.chain.length ?? 0;
  return length === 0 ? null : String(length);
});

const ACCEPTS = 'accepts the certificate';
const REFUSES = 'refuses the certificate';
const ABSENT = 'not there';

/** Whether the stores of roots accept what came: those that say the same stand in one line. */
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
  const stores = `The roots of ${names.join(' and of ')}`;
  if (first === ABSENT || second === ABSENT) return `${stores} are there in ${first === ABSENT ? 'B' : 'A'} alone.`;
  const [yes, no] = first === ACCEPTS ? ['A', 'B'] : ['B', 'A'];
  return `${stores} accept the certificate in ${yes} and refuse it in ${no}.`;
}

function storesOf(side: Side): Map<string, string> | null {
  const found = handshakeOf(side);
  if (!found || found.chain.length === 0) return null;
  return new Map(found.trust.map(({ name, accepts }) => [name, accepts ? ACCEPTS : REFUSES]));
}

function labelOf(name: string): string {
  if (name === 'node-bundled') return 'Node itself';
  return name === 'system' ? 'the system’s store' : name;
}

const ended = differing('protocol', 'The handshake ends differently.', (side) => {
  const found = handshakeOf(side);
  // What did not connect was stopped before there was a handshake.
  if (!found || found.stage === 'connect') return null;
  return found.stage === 'done' ? 'done' : (found.problem?.code ?? `stopped at ${found.stage}`);
});

const protocol = differing('protocol', 'Another version of TLS was agreed on.', (side) => handshakeOf(side)?.protocol ?? null);

const asks = differing('protocol', 'A client certificate is asked for in one alone.', (side) => {
  const found = handshakeOf(side);
  return found?.stage === 'done' ? (found.clientCertificateRequested ? 'asked for' : 'not asked for') : null;
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
