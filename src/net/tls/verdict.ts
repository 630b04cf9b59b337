import type { ChainFault } from '../../model/facts/tls.ts';

type Kind = ChainFault['kind'];

/** OpenSSL's verification errors, by Node's code or, where Node has none, by the message (nodejs/node src/crypto/crypto_common.cc has 28). */
const MEANINGS: [RegExp, Kind][] = [
  [/^CERT_HAS_EXPIRED/, 'expired'],
  [/^CERT_NOT_YET_VALID/, 'not-yet-valid'],
  [/^ERROR_IN_CERT_NOT_|format error in certificate|inconsistent certificate|explicit ECC parameters/, 'malformed'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID|^HOSTNAME_MISMATCH/, 'hostname-mismatch'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT/, 'self-signed'],
  [/^SELF_SIGNED_CERT_IN_CHAIN|^UNABLE_TO_/, 'unknown-issuer'],
  [/^CERT_SIGNATURE_FAILURE/, 'bad-signature'],
  [/^INVALID_PURPOSE/, 'purpose'],
  [/^INVALID_CA/, 'not-a-ca'],
  [/^PATH_LENGTH_EXCEEDED|^CERT_CHAIN_TOO_LONG/, 'path-length'],
  [/key too weak/, 'weak-key'],
  [/digest algorithm too weak/, 'weak-signature'],
  [/subtree violation|name constraint/, 'name-constraint'],
  [/critical extension/, 'critical-extension'],
  [/key identifier|key usage|basic constraints/i, 'noncompliant-ca'],
];

/** Maps an OpenSSL verification error to a kind; null if unknown. */
export function meaningOf(authorizationError: string): Kind | null {
  return MEANINGS.find(([pattern]) => pattern.test(authorizationError))?.[1] ?? null;
}
