import type { NetworkError } from '../../model/problem.ts';

interface Alert {
  name: string;
  /** Its meaning for a client, as a predicate of “the server”. */
  meaning: string;
}

/** The alerts of TLS (RFC 8446 6.2, RFC 5246 7.2.2, RFC 6066, RFC 7301): numbers are stable, the names of libraries are not. */
const ALERTS: Record<number, Alert> = {
  0: { name: 'close_notify', meaning: 'closes the connection and reports that as an error' },
  10: {
    name: 'unexpected_message',
    meaning: 'received an unexpected message, for example because a middlebox modifies traffic',
  },
  20: { name: 'bad_record_mac', meaning: 'received a record that was modified in transit' },
  21: { name: 'decryption_failed', meaning: 'could not decrypt a record' },
  22: { name: 'record_overflow', meaning: 'received a record that is too long' },
  30: { name: 'decompression_failure', meaning: 'could not decompress a record' },
  40: {
    name: 'handshake_failure',
    meaning:
      'found no common parameters: no common cipher suite or curve, a server name that it does not serve, or a missing client certificate',
  },
  41: { name: 'no_certificate', meaning: 'received no certificate' },
  42: { name: 'bad_certificate', meaning: 'rejects a certificate' },
  43: { name: 'unsupported_certificate', meaning: 'does not support that type of certificate' },
  44: { name: 'certificate_revoked', meaning: 'regards a certificate as revoked' },
  45: { name: 'certificate_expired', meaning: 'regards a certificate as expired' },
  46: { name: 'certificate_unknown', meaning: 'rejects a certificate for an unspecified reason' },
  47: { name: 'illegal_parameter', meaning: 'found an invalid value in the handshake' },
  48: { name: 'unknown_ca', meaning: 'does not trust the issuer of a certificate' },
  49: { name: 'access_denied', meaning: 'denies access to this client by policy' },
  50: { name: 'decode_error', meaning: 'could not decode a handshake message' },
  51: { name: 'decrypt_error', meaning: 'could not verify the handshake' },
  60: { name: 'export_restriction', meaning: 'found a key that the export rules of the 1990s forbid' },
  70: { name: 'protocol_version', meaning: 'supports none of the offered TLS versions' },
  71: { name: 'insufficient_security', meaning: 'requires stronger cipher suites than were offered' },
  80: { name: 'internal_error', meaning: 'has an internal error that is unrelated to this client' },
  86: { name: 'inappropriate_fallback', meaning: 'regards the offered version as a forced downgrade' },
  90: { name: 'user_canceled', meaning: 'canceled the handshake' },
  100: { name: 'no_renegotiation', meaning: 'does not renegotiate' },
  109: { name: 'missing_extension', meaning: 'misses an extension in the ClientHello' },
  110: { name: 'unsupported_extension', meaning: 'does not allow an extension in the ClientHello' },
  111: { name: 'certificate_unobtainable', meaning: 'could not fetch a certificate' },
  112: { name: 'unrecognized_name', meaning: 'does not serve the requested server name (SNI)' },
  113: { name: 'bad_certificate_status_response', meaning: 'rejects the status of a certificate' },
  114: { name: 'bad_certificate_hash_value', meaning: 'rejects the hash of a certificate' },
  115: { name: 'unknown_psk_identity', meaning: 'does not know the pre-shared key' },
  116: { name: 'certificate_required', meaning: 'requires a client certificate' },
  121: { name: 'ech_required', meaning: 'accepts only an encrypted ClientHello' },
  120: { name: 'no_application_protocol', meaning: 'does not support HTTP/1.1, which was offered; it may support only HTTP/2' },
};

/** An alert in a text, as `alert 112, unrecognized_name`. */
export function alertName(number: number): string {
  const alert = ALERTS[number];
  return alert ? `alert ${number}, ${alert.name}` : `alert ${number}`;
}

/** The meaning of an alert, as a predicate of “the server”. */
export function alertMeaning(number: number): string {
  return ALERTS[number]?.meaning ?? 'reports an unknown reason';
}

/** Whether an alert is about a certificate: from a server, after its own was received, that is the client's. */
export function concernsClientCertificate(number: number | null): boolean {
  return number !== null && [41, 42, 43, 44, 45, 46, 48, 116].includes(number);
}

/** Whether OpenSSL could not read a record of an established session: something on the way changed its bytes. */
export function isCorruptRecord({ code, alert }: NetworkError): boolean {
  return (
    alert === null &&
    /^ERR_SSL_.*(?:BAD_RECORD_MAC|BAD_RECORD_TYPE|WRONG_VERSION_NUMBER|(?:PACKET|DATA)_LENGTH_TOO_LONG|UNEXPECTED_RECORD)/.test(
      code ?? '',
    )
  );
}
