import type { CertificateFacts, HandshakeFacts, HelloFacts } from '../../model/facts/tls.ts';
import type { Case, ProbeId } from '../../model/observation.ts';
import { clockReadings } from './time.ts';
import { bannerFacts, helloFacts } from './verdict.ts';

/** More of a chain says nothing that a person reads. */
const MAX_CERTIFICATES = 6;

/** What a handshake showed, one observed fact a line. */
export function handshakeLines(facts: HandshakeFacts): string[] {
  const { problem, bytesRead, ms, chain, protocol, peer } = facts;
  const met = problem ? `${problem.code ?? 'no code'}: ${problem.message.trim()}` : null;
  const stopped = met && `${met} (after ${ms} ms and ${bytesRead} bytes from ${peer ?? 'the peer'})`;
  const made = facts.stage === 'done' && protocol ? `${protocol} with ${peer ?? facts.host}` : null;
  return [
    ...(made ? [made] : []),
    ...(stopped ? [stopped] : []),
    ...(facts.pythonHandshakeError ? [`with Python’s ciphers: ${facts.pythonHandshakeError.message.trim()}`] : []),
    ...chain.slice(0, MAX_CERTIFICATES).map((certificate, at) => certificateLine(certificate, `${at + 1} of ${chain.length}`)),
    ...facts.verificationErrors.map(({ kind, detail }) => `${kind}: ${detail}`),
    ...(facts.authorizationError ? [`OpenSSL says ${facts.authorizationError}`] : []),
    ...(isAboutTrust(facts) ? acceptanceLines(facts) : []),
  ];
}

/** Where a date or a rule is broken no store accepts the chain, which says nothing of the stores. */
function isAboutTrust({ trust, verificationErrors: faults }: HandshakeFacts): boolean {
  const untrusted = ['self-signed', 'unknown-issuer', 'missing-intermediate', 'stale-root'];
  return trust.some(({ accepts }) => accepts) || faults.some(({ kind }) => untrusted.includes(kind));
}

function certificateLine(certificate: CertificateFacts, place: string): string {
  const { subject, issuer, notBefore, notAfter, keyType, signature } = certificate;
  return `certificate ${place}: ${subject || 'no subject'}, issued by ${issuer}, valid from ${notBefore} to ${notAfter}, ${keyType}, ${signature}`;
}

/** Which stores accept the chain and which do not. */
export function acceptanceLines({ trust }: HandshakeFacts): string[] {
  const named = (accepts: boolean) => trust.filter((set) => set.accepts === accepts).map(trustName);
  const [yes, no] = [named(true), named(false)];
  return [
    ...(yes.length > 0 ? [`accepted by ${yes.join(', ')}`] : []),
    ...(no.length > 0 ? [`not accepted by ${no.join(', ')}`] : []),
  ];
}

/** A set of roots as a text names it. */
export function trustName({ name, path }: HandshakeFacts['trust'][number]): string {
  const readable: Record<string, string> = { 'node-bundled': 'Node’s own roots', system: 'this system’s store' };
  return path ? `${readable[name] ?? name} (${path})` : (readable[name] ?? name);
}

/** What the probes saw that ran because of the fault, each with its line. */
export function helperLines(c: Case, { stage }: HandshakeFacts): [ProbeId, string][] {
  const [hellos, banner, clocks] = [helloFacts(c), bannerFacts(c), clockReadings(c)];
  const said = banner && (banner.banner || banner.httpResponse);
  return [
    ...(stage === 'handshake' && hellos ? [['tls/client-hello-variants', helloWords(hellos)] as [ProbeId, string]] : []),
    ...(stage === 'handshake' && said ? [['tls/banner', `without TLS it says “${said}”`] as [ProbeId, string]] : []),
    ...clocks.map(({ from, skewSeconds }): [ProbeId, string] => ['tls/clock', `${from}: this clock is off by ${skewSeconds} s`]),
  ];
}

function helloWords({ normal, normalOtherSni, minimal, minimalOtherSni, withoutPostQuantum }: HelloFacts): string {
  return `normal ClientHello ${normal}; with another SNI ${normalOtherSni}; minimal ClientHello ${minimal}; minimal with another SNI ${minimalOtherSni}; without a post-quantum key ${withoutPostQuantum}`;
}
