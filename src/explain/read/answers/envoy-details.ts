import type { FindingId } from '../../../catalogue/index.ts';

/**
 * Why Envoy's own call to the server behind it failed: the details and the transport's reason, which stand with `_` for each space in lines
 * and in fields. https://github.com/envoyproxy/envoy/blob/main/source/common/router/router.cc, raw_buffer_socket.cc, default_validator.cc
 */
const DETAILS = /\b(?:upstream_reset_(?:before|after)_response_started\{|delayed_connect_error:|TLS_error:)[^"\s]{1,400}/g;

/** Sockets by name and by number of Linux; OpenSSL's reasons; what the validator of certificates adds. In this order the cause stands first. */
const REASONS: readonly [RegExp, FindingId][] = [
  [/certificate_has_expired|CERTIFICATE_EXPIRED/, 'tls/expired'],
  [/certificate_is_not_yet_valid/, 'tls/not-yet-valid'],
  [/unable_to_get_(?:local_)?issuer|self.signed_certificate_in|UNKNOWN_CA\b/i, 'tls/unknown-issuer'],
  [/self.signed_certificate/, 'tls/self-signed'],
  [/verify_(?:SAN_list|subject_alt_name)|SAN_matcher/, 'tls/hostname-mismatch'],
  [/CERTIFICATE_VERIFY_FAILED/, 'tls/verification-failed'],
  [/WRONG_VERSION_NUMBER/, 'tls/not-tls'],
  [/UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION/, 'tls/protocol-version'],
  [/ALERT_HANDSHAKE_FAILURE/, 'tls/handshake-failure'],
  [/CERTIFICATE_REQUIRED/, 'tls/client-certificate-required'],
  [/connect_error:_(?:Connection_refused|111\b)/, 'tcp/refused'],
  [/connect_error:_(?:No_route_to_host|Network_is_unreachable|113\b|101\b)/, 'tcp/unreachable'],
  [/connect_error:_(?:Connection_timed_out|110\b)|\{connection_timeout\b/, 'tcp/timeout'],
];

/** What the details in the line or the fields of one entry mean; undefined where they name no cause. */
export function detailedId(entry: string): FindingId | undefined {
  const details = [...entry.matchAll(DETAILS)].map(([text]) => text).join(' ');
  return details === '' ? undefined : REASONS.find(([pattern]) => pattern.test(details))?.[1];
}
