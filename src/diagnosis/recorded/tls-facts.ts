import type {
  BannerFacts,
  CertificateFacts,
  ChainFault,
  ClientHelloProbeFacts,
  ClockFacts,
  FamilyHello,
  HandshakeFacts,
  HelloOutcome,
  TrustFacts,
} from '../../model/facts/tls.ts';
import { problem } from './network-facts.ts';
import { address, amount, flag, list, maybeMoment, number, oneOf, orNull, record, text, type Validator } from './shape.ts';

/** Shapes of the facts of TLS probes. */

const certificate = record<CertificateFacts>({
  subject: text,
  issuer: text,
  notBefore: maybeMoment,
  notAfter: maybeMoment,
  names: list(text),
  isCa: flag,
  selfIssued: flag,
  keyType: text,
  signature: text,
  fingerprint256: text,
  hasScts: flag,
});

const fault = record<ChainFault>({
  kind: oneOf(
    'expired',
    'not-yet-valid',
    'hostname-mismatch',
    'self-signed',
    'missing-intermediate',
    'unknown-issuer',
    'stale-root',
    'weak-key',
    'weak-signature',
    'purpose',
    'not-a-ca',
    'path-length',
    'name-constraint',
    'bad-signature',
    'critical-extension',
    'noncompliant-ca',
    'common-name-only',
    'malformed',
  ),
  certificate: amount,
  detail: text,
});

export const handshakeFacts: Validator<HandshakeFacts> = record<HandshakeFacts>({
  host: text,
  peer: orNull(text),
  stage: oneOf('connect', 'handshake', 'done'),
  problem: orNull(problem),
  bytesRead: amount,
  protocolSeen: oneOf('tls', 'ssl2', 'other', 'nothing'),
  ms: amount,
  protocol: orNull(text),
  cipher: orNull(text),
  keyExchange: orNull(text),
  alpn: orNull(text),
  chain: list(certificate),
  verificationErrors: list(fault),
  trust: list(record<TrustFacts>({ name: text, path: orNull(text), accepts: flag })),
  authorizationError: orNull(text),
  inspector: orNull(text),
  clientCertificateRequested: flag,
  pythonHandshakeError: orNull(problem),
  trusted: flag,
});

const outcome = oneOf<HelloOutcome>('answered', 'not-tls', 'stalled', 'reset', 'closed', 'unreachable');

export const helloFacts: Validator<ClientHelloProbeFacts> = record<ClientHelloProbeFacts>({
  normal: outcome,
  normalOtherSni: outcome,
  minimal: outcome,
  minimalOtherSni: outcome,
  withoutPostQuantum: outcome,
  families: orNull(list(record<FamilyHello>({ family: oneOf<4 | 6>(4, 6), address, normal: outcome, minimal: outcome }))),
});

export const bannerFacts: Validator<BannerFacts> = record<BannerFacts>({ banner: text, httpResponse: text, protocol: text });

/** Limits a skew to the range of `Date`. */
const skew: Validator<number> = (value) => Math.max(-1e11, Math.min(1e11, number(value)));

export const clockFacts: Validator<ClockFacts> = record<ClockFacts>({
  readings: list(record<ClockFacts['readings'][number]>({ from: text, skewSeconds: skew })),
});
