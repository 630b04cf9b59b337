interface Alert {
  name: string;
  /** What it says when a client gets it, as the end of a sentence that begins with the server. */
  meaning: string;
}

/** The alerts of TLS (RFC 8446 6.2, RFC 5246 7.2.2, RFC 6066, RFC 7301): numbers are stable, the names of libraries are not. */
const ALERTS: Record<number, Alert> = {
  0: { name: 'close_notify', meaning: 'has no more to say, and calls that an error' },
  10: {
    name: 'unexpected_message',
    meaning: 'got a message that it did not expect, as where something between changes the traffic',
  },
  20: { name: 'bad_record_mac', meaning: 'got a record that had been changed on the way' },
  21: { name: 'decryption_failed', meaning: 'got a record that it could not decrypt' },
  22: { name: 'record_overflow', meaning: 'got a record that was too long' },
  30: { name: 'decompression_failure', meaning: 'could not unpack a record' },
  40: {
    name: 'handshake_failure',
    meaning:
      'found nothing to agree on: no cipher or curve in common, a name that it does not serve, or a client certificate that it misses',
  },
  41: { name: 'no_certificate', meaning: 'misses a certificate' },
  42: { name: 'bad_certificate', meaning: 'does not accept a certificate' },
  43: { name: 'unsupported_certificate', meaning: 'does not accept that kind of certificate' },
  44: { name: 'certificate_revoked', meaning: 'takes a certificate for revoked' },
  45: { name: 'certificate_expired', meaning: 'takes a certificate for expired' },
  46: { name: 'certificate_unknown', meaning: 'does not accept a certificate, for a reason of its own' },
  47: { name: 'illegal_parameter', meaning: 'found a value that makes no sense in the handshake' },
  48: { name: 'unknown_ca', meaning: 'does not know who issued a certificate' },
  49: { name: 'access_denied', meaning: 'does not let this client in: a policy, not a fault' },
  50: { name: 'decode_error', meaning: 'could not read a message of the handshake' },
  51: { name: 'decrypt_error', meaning: 'could not verify a part of the handshake' },
  60: { name: 'export_restriction', meaning: 'found a key that the export rules of the nineties forbid' },
  70: { name: 'protocol_version', meaning: 'speaks none of the versions of TLS that were offered' },
  71: { name: 'insufficient_security', meaning: 'wants stronger ciphers than were offered' },
  80: { name: 'internal_error', meaning: 'has a fault of its own, which has nothing to do with this client' },
  86: { name: 'inappropriate_fallback', meaning: 'takes the offered version for a forced downgrade' },
  90: { name: 'user_canceled', meaning: 'gave the handshake up' },
  100: { name: 'no_renegotiation', meaning: 'does not negotiate anew' },
  109: { name: 'missing_extension', meaning: 'misses a part of the hello' },
  110: { name: 'unsupported_extension', meaning: 'found a part of the hello that it does not allow' },
  111: { name: 'certificate_unobtainable', meaning: 'could not fetch a certificate' },
  112: { name: 'unrecognized_name', meaning: 'serves no site of the name that was asked for' },
  113: { name: 'bad_certificate_status_response', meaning: 'does not accept the status of a certificate' },
  114: { name: 'bad_certificate_hash_value', meaning: 'does not accept the hash of a certificate' },
  115: { name: 'unknown_psk_identity', meaning: 'does not know the shared key' },
  116: { name: 'certificate_required', meaning: 'wants a client certificate' },
  121: { name: 'ech_required', meaning: 'takes hellos with an encrypted name alone' },
  120: { name: 'no_application_protocol', meaning: 'does not speak HTTP/1.1, which was offered: it may be for HTTP/2 alone' },
};

/** An alert as a text names it, `alert 112, unrecognized_name`. */
export function alertName(number: number): string {
  const alert = ALERTS[number];
  return alert ? `alert ${number}, ${alert.name}` : `alert ${number}`;
}

/** What the server says with it, as the end of a sentence. */
export function alertMeaning(number: number): string {
  return ALERTS[number]?.meaning ?? 'gives a reason that has no name';
}

/** Whether an alert speaks of a certificate: from a server, after its own was seen, that can only be the client's. */
export function concernsClientCertificate(number: number | null): boolean {
  return number !== null && [41, 42, 43, 44, 45, 46, 48, 116].includes(number);
}
