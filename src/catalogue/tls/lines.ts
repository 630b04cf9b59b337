import type { CertificateFacts, ClientHelloProbeFacts, HandshakeFacts } from '../../model/facts/tls.ts';
import type { DiagnosisInput, ProbeId } from '../../model/observation.ts';
import { clockReadings } from './time.ts';
import { bannerFacts, helloFacts } from './verdict.ts';

/** More certificates are not shown. */
const MAX_CERTIFICATES = 6;

/** What a handshake showed, one fact a line. */
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
    ...(facts.authorizationError ? [`OpenSSL: ${facts.authorizationError}`] : []),
    ...(isAboutTrust(facts) ? acceptanceLines(facts) : []),
  ];
}

/** With an invalid date or chain no trust store accepts it, so that says nothing about the stores. */
function isAboutTrust({ trust, verificationErrors: faults }: HandshakeFacts): boolean {
  const untrusted = ['self-signed', 'unknown-issuer', 'missing-intermediate', 'stale-root'];
  return trust.some(({ accepts }) => accepts) || faults.some(({ kind }) => untrusted.includes(kind));
}

function certificateLine(certificate: CertificateFacts, place: string): string {
  const { subject, issuer, notBefore, notAfter, keyType, signature } = certificate;
  return `certificate ${place}: ${subject || 'no subject'}, issued by ${issuer}, valid from ${notBefore} to ${notAfter}, ${keyType}, ${signature}`;
}

/** Which trust stores accept the chain and which do not. */
export function acceptanceLines({ trust }: HandshakeFacts): string[] {
  const named = (accepts: boolean) => trustNames(trust.filter((set) => set.accepts === accepts));
  const [yes, no] = [named(true), named(false)];
  return [
    ...(yes.length > 0 ? [`accepted by ${yes.join(', ')}`] : []),
    ...(no.length > 0 ? [`rejected by ${no.join(', ')}`] : []),
  ];
}

/** Trust stores in a text, each file once with all the variables that are set to it. */
export function trustNames(trust: HandshakeFacts['trust']): string[] {
  const files = new Set(trust.map(({ path }) => path).filter((path) => path !== null));
  const grouped = [...files].map((path) => {
    const same = trust.filter((set) => set.path === path).map((set) => trustName({ ...set, path: null }));
    return `${path} (${same.join(', ')})`;
  });
  return [...trust.filter(({ path }) => path === null).map(trustName), ...grouped];
}

/** A trust store in a text. */
export function trustName({ name, path }: HandshakeFacts['trust'][number]): string {
  const readable: Record<string, string> = { 'node-bundled': 'the Node.js bundled CA store', system: 'the system trust store' };
  return path ? `${readable[name] ?? name} (${path})` : (readable[name] ?? name);
}

/** Results of the auxiliary probes, each with its line. */
export function helperLines(c: DiagnosisInput, { stage }: HandshakeFacts): [ProbeId, string][] {
  const [hellos, banner, clocks] = [helloFacts(c), bannerFacts(c), clockReadings(c)];
  const said = banner && (banner.banner || banner.httpResponse);
  return [
    ...(stage === 'handshake' && hellos ? [['tls/client-hello-variants', helloWords(hellos)] as [ProbeId, string]] : []),
    ...(stage === 'handshake' && said ? [['tls/banner', `response without TLS: “${said}”`] as [ProbeId, string]] : []),
    ...clocks.map(({ from, skewSeconds }): [ProbeId, string] => [
      'tls/clock',
      `${from}: clock skew of this machine ${skewSeconds} s`,
    ]),
  ];
}

function helloWords({ normal, normalOtherSni, minimal, minimalOtherSni, withoutPostQuantum }: ClientHelloProbeFacts): string {
  return `normal ClientHello ${normal}; with another SNI ${normalOtherSni}; minimal ClientHello ${minimal}; minimal with another SNI ${minimalOtherSni}; without a post-quantum key ${withoutPostQuantum}`;
}
