import { inspectorKind } from '../../knowledge/middleboxes/inspectors.ts';
import type { BannerFacts, ChainFault, ClientHelloProbeFacts, HandshakeFacts, HelloOutcome } from '../../model/facts/tls.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { concernsClientCertificate, isCorruptRecord } from '../../net/tls/alerts.ts';
import { correctedTime } from './time.ts';

/** The findings that a handshake can prove; one of them is its root cause. */
export type TlsId =
  | 'tls/expired'
  | 'tls/not-yet-valid'
  | 'tls/clock-skew'
  | 'tls/hostname-mismatch'
  | 'tls/self-signed'
  | 'tls/missing-intermediate'
  | 'tls/unknown-issuer'
  | 'tls/interception'
  | 'tls/protocol-version'
  | 'tls/handshake-failure'
  | 'tls/not-tls'
  | 'tls/reset'
  | 'tls/timeout'
  | 'tls/client-certificate-required'
  | 'tls/weak'
  | 'tls/invalid-chain';

/** The finding that a handshake proves; null where there is none. */
export function verdictOn(c: DiagnosisInput, facts: HandshakeFacts): TlsId | null {
  if (facts.stage === 'handshake') return brokenHandshake(c, facts);
  const verdict = refusedChain(c, facts) ?? rejectedAfterHandshake(facts);
  return verdict ?? (facts.pythonHandshakeError ? 'tls/handshake-failure' : null);
}

/**
 * Which of several verification errors is the root cause: the one to fix first. An untrusted CA comes before the dates, and a certificate
 * for another host is the wrong one, whatever its dates.
 */
function refusedChain(c: DiagnosisInput, facts: HandshakeFacts): TlsId | null {
  const kinds = new Set(facts.verificationErrors.map(({ kind }) => kind));
  const has = (...wanted: ChainFault['kind'][]) => wanted.some((kind) => kinds.has(kind));
  if (facts.trusted) return has('weak-key') || isWeakExchange(facts) ? 'tls/weak' : null;
  if (has('bad-signature')) return 'tls/invalid-chain';
  if (has('self-signed')) return isInspector(facts) ? 'tls/interception' : 'tls/self-signed';
  if (has('unknown-issuer')) return isInspector(facts) || c.target.url?.isPublicApi ? 'tls/interception' : 'tls/unknown-issuer';
  if (has('missing-intermediate')) return isInspector(facts) ? 'tls/interception' : 'tls/missing-intermediate';
  if (has('purpose', 'not-a-ca', 'path-length', 'name-constraint', 'critical-extension', 'malformed')) return 'tls/invalid-chain';
  if (has('hostname-mismatch')) return 'tls/hostname-mismatch';
  if (has('expired', 'not-yet-valid')) return outOfDate(c, facts, has('expired') ? 'tls/expired' : 'tls/not-yet-valid');
  return has('weak-key', 'weak-signature') ? 'tls/weak' : null;
}

/** The clock is wrong where all dates are valid by the clock of the peer. */
function outOfDate(c: DiagnosisInput, { verificationErrors: faults, chain }: HandshakeFacts, otherwise: TlsId): TlsId {
  const now = correctedTime(c);
  const dated = faults.filter(({ kind }) => kind === 'expired' || kind === 'not-yet-valid');
  const inDate = dated.every(({ certificate }) => {
    const { notBefore = '', notAfter = '' } = chain[certificate] ?? {};
    return now !== null && !(now < Date.parse(notBefore)) && !(now > Date.parse(notAfter));
  });
  return now !== null && inDate ? 'tls/clock-skew' : otherwise;
}

/** Whether a known inspection product issued the chain. A development CA inspects nothing. */
export function isInspector({ inspector }: HandshakeFacts): boolean {
  return inspector !== null && inspectorKind(inspector) !== 'development CA';
}

/** Python requires 112 bits of security, which a Diffie-Hellman group below 2048 bits does not provide. */
function isWeakExchange({ keyExchange }: HandshakeFacts): boolean {
  const bits = Number(/^DH (\d+)$/.exec(keyExchange ?? '')?.[1] ?? Number.NaN);
  return bits < 2048;
}

/** A session that the peer ended with an alert, or that a changed record ended. */
function rejectedAfterHandshake({ problem, clientCertificateRequested }: HandshakeFacts): TlsId | null {
  if (problem && isCorruptRecord(problem)) return 'tls/handshake-failure';
  if (problem?.alert == null) return null;
  return clientCertificateRequested ? 'tls/client-certificate-required' : 'tls/handshake-failure';
}

/** Bytes: more than the largest certificate list that clients accept. A peer that sends more is not unresponsive. */
const LONGEST_HANDSHAKE = 200_000;

function brokenHandshake(c: DiagnosisInput, facts: HandshakeFacts): TlsId | null {
  const { problem, protocolSeen: spoke } = facts;
  const code = problem?.code ?? '';
  if (problem?.alert != null) return refusedByAlert(problem.alert, facts);
  if (spoke === 'ssl2' || /UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|NO_PROTOCOLS_AVAILABLE/.test(code)) return 'tls/protocol-version';
  if (spoke === 'other' || isOtherLanguage(c)) return 'tls/not-tls';
  if (/KEY_TOO_SMALL|TOO_WEAK|UNSAFE_LEGACY_RENEGOTIATION/.test(code)) return 'tls/weak';
  if (code === 'TIMEOUT' && facts.bytesRead > LONGEST_HANDSHAKE) return 'tls/handshake-failure';
  if (code === 'TIMEOUT' || code === 'ETIMEDOUT') return 'tls/timeout';
  if (/^(ECONNRESET|ECONNABORTED|EPIPE)$/.test(code)) return 'tls/reset';
  // Without bytes, OpenSSL's error for data that is not a TLS record.
  if (spoke === 'nothing' && /WRONG_VERSION_NUMBER|(PACKET|DATA)_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code)) return 'tls/not-tls';
  return /^ERR_SSL_/.test(code) ? 'tls/handshake-failure' : null;
}

function refusedByAlert(alert: number, { clientCertificateRequested }: HandshakeFacts): TlsId {
  if (alert === 70) return 'tls/protocol-version';
  const asked = clientCertificateRequested && (alert === 40 || concernsClientCertificate(alert));
  return asked || alert === 116 ? 'tls/client-certificate-required' : 'tls/handshake-failure';
}

/** Whether a peer that responds to no ClientHello with TLS uses another protocol. */
function isOtherLanguage(c: DiagnosisInput): boolean {
  const banner = bannerFacts(c);
  const hellos = helloFacts(c);
  if (!banner || !hellos || Object.values(hellos).includes('answered' satisfies HelloOutcome)) return false;
  return banner.protocol !== 'silent' && banner.protocol !== 'tls';
}

export function bannerFacts(c: DiagnosisInput): BannerFacts | null {
  const seen = c.observations['tls/banner'];
  return seen?.status === 'ok' ? seen.facts : null;
}

export function helloFacts(c: DiagnosisInput): ClientHelloProbeFacts | null {
  const seen = c.observations['tls/client-hello-variants'];
  return seen?.status === 'ok' ? seen.facts : null;
}
