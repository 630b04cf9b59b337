import { type Message, messagesOf, named } from './message.ts';

/** What verifiers of certificates say, besides the words that most of them share. */
export const certificates: Message[] = [
  // https://github.com/openssl/openssl/blob/master/crypto/x509/x509_txt.c
  ...messagesOf('OpenSSL', '1.1 to 3', [
    ['unable to get certificate CRL', 'tls/verification-failed'],
    ['certificate not trusted', 'tls/unknown-issuer', 'reason: certificate not trusted'],
    ['key usage does not include certificate signing', 'tls/invalid-chain'],
    ['invalid non-CA certificate (has CA markings)', 'tls/invalid-chain'],
    ['excluded subtree violation', 'tls/invalid-chain'],
    ['reason: certificate revoked', 'tls/verification-failed'],
    ['reason: certificate rejected', 'tls/verification-failed'],
    ['invalid or inconsistent certificate extension', 'tls/invalid-chain'],
    ['unable to get CRL issuer certificate', 'tls/verification-failed'],
    ['subject issuer mismatch', 'tls/invalid-chain'],
    ['unsupported name constraint type', 'tls/invalid-chain'],
    ['OCSP verification failed', 'tls/verification-failed'],
  ]),
  // https://github.com/golang/go/blob/master/src/crypto/x509/verify.go and x509.go
  ...messagesOf('crypto/x509 (Go)', '1.18 to 1.25', [
    ['certificate is not authorized to sign other certificates', 'tls/invalid-chain'],
    ['not authorized to sign for this name', 'tls/invalid-chain'],
    ['issuer name does not match subject from issuing certificate', 'tls/invalid-chain'],
    ['cannot verify signature: algorithm unimplemented', 'tls/invalid-chain'],
    ['failed to load system roots and no roots provided', 'config/ca-file-unreadable'],
  ]),
  // https://github.com/rustls/rustls/blob/main/rustls/src/error/mod.rs
  ...messagesOf('rustls and webpki', '0.20 to 0.23', [
    [
      'peer certificate: certificate not valid yet',
      'tls/not-yet-valid',
      'invalid peer certificate: certificate not valid yet: now',
    ],
    ['invalid peer certificate: BadSignature', 'tls/invalid-chain'],
    ['invalid peer certificate: InvalidPurpose', 'tls/invalid-chain'],
    ['invalid peer certificate: UnhandledCriticalExtension', 'tls/invalid-chain'],
    ['invalid peer certificate: BadEncoding', 'tls/invalid-chain'],
    ['invalid peer certificate: UnsupportedSignatureAlgorithm', 'tls/weak'],
    ['CaUsedAsEndEntity', 'tls/self-signed', 'invalid peer certificate: CaUsedAsEndEntity'],
  ]),
  // https://github.com/openjdk/jdk/tree/master/src/java.base/share/classes/sun/security/validator and provider/certpath
  ...messagesOf('JDK', '8 to 24', [
    ['Path does not chain with any of the trust anchors', 'tls/unknown-issuer'],
    ['Algorithm constraints check failed', 'tls/weak'],
    ['does not permit use for TLS server authentication', 'tls/invalid-chain'],
    ['basic constraints check failed', 'tls/invalid-chain'],
    ['CertificateRevokedException', 'tls/verification-failed'],
    ['Could not determine revocation status', 'tls/verification-failed'],
    ['Keystore was tampered with, or password was incorrect', 'config/ca-file-unreadable'],
    [
      'TrustManagerFactory has not been initialized',
      'config/ca-file-unreadable',
      'IllegalStateException: TrustManagerFactory has not been initialized',
    ],
  ]),
  // https://github.com/dotnet/runtime/blob/main/src/libraries/System.Security.Cryptography/src/System/Security/Cryptography/X509Certificates/X509ChainStatusFlags.cs
  ...messagesOf('.NET', '5 to 10', [
    ['errors in the certificate chain: NotSignatureValid', 'tls/invalid-chain'],
    ['errors in the certificate chain: InvalidBasicConstraints', 'tls/invalid-chain'],
    ['errors in the certificate chain: NotValidForUsage', 'tls/invalid-chain'],
    ['errors in the certificate chain: HasWeakSignature', 'tls/weak'],
    [
      'An unexpected error occurred on a send',
      'client/inconclusive',
      'The underlying connection was closed: An unexpected error occurred on a send.',
      { weight: 'hidden' },
    ],
  ]),
  // https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts and wincrypt.h
  ...messagesOf(
    'Schannel and the chain engine of Windows',
    '7 to 11',
    named({
      'tls/verification-failed':
        'SEC_E_CERT_UNKNOWN CERT_TRUST_REVOCATION_STATUS_UNKNOWN CERT_TRUST_IS_OFFLINE_REVOCATION CERT_TRUST_IS_REVOKED CERT_E_REVOKED CERT_E_REVOCATION_FAILURE 0x80090327 0x80092010 0x800B010C',
      'tls/protocol-version': 'SEC_E_UNSUPPORTED_FUNCTION SEC_E_ALGORITHM_MISMATCH 0x80090302 0x80090331',
      'tls/expired': 'CERT_TRUST_IS_NOT_TIME_VALID CERT_E_EXPIRED 0x800B0101',
      'tls/unknown-issuer':
        'CERT_TRUST_IS_UNTRUSTED_ROOT CERT_TRUST_IS_PARTIAL_CHAIN CERT_E_CHAINING CERT_E_UNTRUSTEDCA 0x800B010A 0x800B0112',
      'tls/hostname-mismatch': 'CERT_E_CN_NO_MATCH 0x800B010F',
      'tls/invalid-chain':
        'CERT_TRUST_IS_NOT_SIGNATURE_VALID CERT_TRUST_IS_NOT_VALID_FOR_USAGE CERT_TRUST_INVALID_BASIC_CONSTRAINTS CERT_TRUST_INVALID_NAME_CONSTRAINTS CERT_E_WRONG_USAGE CERT_E_PURPOSE CERT_E_PATHLENCONST 0x800B0110',
      'tls/weak': 'CERT_TRUST_HAS_WEAK_SIGNATURE',
      'tls/client-certificate-required': 'SEC_I_INCOMPLETE_CREDENTIALS SEC_E_NO_CREDENTIALS 0x00090320',
      'tls/handshake-failure':
        'SEC_E_DECRYPT_FAILURE SEC_E_MESSAGE_ALTERED SEC_E_INTERNAL_ERROR 0x80090330 0x80090304 0x80090326',
    }),
  ),
  // https://gitlab.com/gnutls/gnutls/-/blob/master/lib/cert-session.c (gnutls_certificate_verification_status_print)
  ...messagesOf('GnuTLS', '3', [
    ['certificate chain uses expired certificate', 'tls/expired'],
    ['certificate chain uses not yet valid certificate', 'tls/not-yet-valid'],
    ['certificate chain uses insecure algorithm', 'tls/weak'],
    ['name in the certificate does not match the expected', 'tls/hostname-mismatch'],
    ['signature in the certificate is invalid', 'tls/invalid-chain'],
    ['The certificate chain is revoked', 'tls/verification-failed'],
    ['certificate chain violates the signer', 'tls/invalid-chain', "The certificate chain violates the signer's constraints."],
  ]),
  // https://github.com/nss-dev/nss/blob/master/lib/util/SECerrs.h, lib/ssl/SSLerrs.h, and Firefox' security/nss/lib/mozpkix
  ...messagesOf(
    'NSS and Firefox',
    '3',
    named({
      'tls/unknown-issuer':
        'SEC_ERROR_UNKNOWN_ISSUER SEC_ERROR_UNTRUSTED_ISSUER SEC_ERROR_CA_CERT_INVALID MOZILLA_PKIX_ERROR_ADDITIONAL_POLICY_CONSTRAINT_FAILED',
      'tls/expired': 'SEC_ERROR_EXPIRED_CERTIFICATE SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE SSL_ERROR_EXPIRED_CERT_ALERT',
      'tls/not-yet-valid': 'MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE MOZILLA_PKIX_ERROR_NOT_YET_VALID_ISSUER_CERTIFICATE',
      'tls/clock-skew': 'SEC_ERROR_OCSP_FUTURE_RESPONSE SEC_ERROR_OCSP_OLD_RESPONSE',
      'tls/self-signed':
        'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT SEC_ERROR_UNTRUSTED_CERT MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY',
      'tls/interception': 'MOZILLA_PKIX_ERROR_MITM_DETECTED MOZILLA_PKIX_ERROR_KEY_PINNING_FAILURE',
      'tls/hostname-mismatch': 'SSL_ERROR_BAD_CERT_DOMAIN',
      'tls/verification-failed':
        'SEC_ERROR_REVOKED_CERTIFICATE SSL_ERROR_REVOKED_CERT_ALERT SEC_ERROR_OCSP_SERVER_ERROR SEC_ERROR_OCSP_TRY_SERVER_LATER MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING MOZILLA_PKIX_ERROR_INSUFFICIENT_CERTIFICATE_TRANSPARENCY',
      'tls/invalid-chain':
        'SEC_ERROR_INADEQUATE_KEY_USAGE SEC_ERROR_INADEQUATE_CERT_TYPE SEC_ERROR_PATH_LEN_CONSTRAINT_INVALID SEC_ERROR_CERT_NOT_IN_NAME_SPACE SEC_ERROR_UNKNOWN_CRITICAL_EXTENSION SEC_ERROR_EXTENSION_VALUE_INVALID MOZILLA_PKIX_ERROR_V1_CERT_USED_AS_CA MOZILLA_PKIX_ERROR_EMPTY_ISSUER_NAME MOZILLA_PKIX_ERROR_INVALID_INTEGER_ENCODING',
      'tls/weak':
        'SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE SSL_ERROR_WEAK_SERVER_EPHEMERAL_DH_KEY',
      'tls/protocol-version': 'SSL_ERROR_UNSUPPORTED_VERSION SSL_ERROR_PROTOCOL_VERSION_ALERT SSL_ERROR_SSL_DISABLED',
      'tls/handshake-failure':
        'SSL_ERROR_NO_CYPHER_OVERLAP SSL_ERROR_HANDSHAKE_FAILURE_ALERT SSL_ERROR_INTERNAL_ERROR_ALERT SSL_ERROR_UNRECOGNIZED_NAME_ALERT SSL_ERROR_ILLEGAL_PARAMETER_ALERT SSL_ERROR_DECODE_ERROR_ALERT SSL_ERROR_DECRYPT_ERROR_ALERT SSL_ERROR_BAD_MAC_READ SSL_ERROR_BAD_MAC_ALERT SSL_ERROR_UNKNOWN_CA_ALERT SSL_ERROR_ACCESS_DENIED_ALERT SSL_ERROR_INSUFFICIENT_SECURITY_ALERT SSL_ERROR_NO_CIPHERS_SUPPORTED SSL_ERROR_UNSUPPORTED_SIGNATURE_ALGORITHM SSL_ERROR_INAPPROPRIATE_FALLBACK_ALERT SSL_ERROR_NEXT_PROTOCOL_NO_PROTOCOL SSL_ERROR_RX_UNEXPECTED_SERVER_HELLO SSL_ERROR_RX_MALFORMED_SERVER_HELLO',
      'tls/not-tls': 'SSL_ERROR_RX_RECORD_TOO_LONG SSL_ERROR_RX_UNKNOWN_RECORD_TYPE',
      'tls/reset': 'PR_END_OF_FILE_ERROR',
      'tls/client-certificate-required':
        'SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT SSL_ERROR_BAD_CERT_ALERT SSL_ERROR_NO_CERTIFICATE',
      'tcp/reset': 'PR_CONNECT_RESET_ERROR',
      'tcp/refused': 'PR_CONNECT_REFUSED_ERROR',
      'tcp/timeout': 'PR_CONNECT_TIMEOUT_ERROR',
    }),
  ),
  // https://github.com/rustls/rustls/blob/main/rustls/src/error/mod.rs and enums.rs
  ...messagesOf('rustls', '0.20 to 0.23', [
    ['received fatal alert: ProtocolVersion', 'tls/protocol-version'],
    ['received fatal alert: CertificateRequired', 'tls/client-certificate-required'],
    ['peer closed connection without sending TLS close_notify', 'http/truncated'],
    ['peer misbehaved: <word>', 'tls/handshake-failure', 'peer misbehaved: TooMuchEarlyDataReceived'],
    ['no native root CA certificates found', 'config/ca-file-unreadable'],
  ]),
  // https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/security/ssl and Netty's SslHandler
  ...messagesOf('JDK and Netty, handshakes', '8 to 24', [
    [
      'The server selected protocol version <word> is not accepted',
      'tls/protocol-version',
      'The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]',
    ],
    ['Connection closed while SSL/TLS handshake was in progress', 'tls/reset'],
  ]),
  // https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Security/src/Resources/Strings.resx
  ...messagesOf('.NET, handshakes', '5 to 10', [
    ["remote party sent a TLS alert: 'ProtocolVersion'", 'tls/protocol-version'],
    ["remote party sent a TLS alert: 'CertificateRequired'", 'tls/client-certificate-required'],
    [
      "remote party sent a TLS alert: '<word>'",
      'tls/handshake-failure',
      "Authentication failed because the remote party sent a TLS alert: 'HandshakeFailure'.",
      { weight: 'code' },
    ],
  ]),
  // https://github.com/erlang/otp/blob/master/lib/ssl/src/ssl_alert.erl
  ...messagesOf('ssl (Erlang)', '22 to 28', [
    ['SERVER ALERT: Fatal - Protocol Version', 'tls/protocol-version'],
    ['CLIENT ALERT: Fatal - Protocol Version', 'tls/protocol-version'],
  ]),
  // https://gitlab.com/gnutls/gnutls/-/blob/master/lib/errors.c
  ...messagesOf('GnuTLS, handshakes', '3', [
    ['Error in the pull function', 'tls/reset', 'gnutls_handshake() failed: Error in the pull function.'],
    ['A packet with illegal or unsupported version was received', 'tls/protocol-version'],
    ['gnutls_handshake() failed: Certificate is required', 'tls/client-certificate-required'],
    ['prime sent by the server is not acceptable', 'tls/weak'],
    ['involved algorithms has insufficient security level', 'tls/weak'],
    ['No common key share with peer', 'tls/handshake-failure'],
    ['No supported cipher suites have been found', 'tls/handshake-failure'],
    [
      'Error in the certificate verification.',
      'tls/verification-failed',
      'gnutls: Error in the certificate verification.',
      { weight: 'general' },
    ],
  ]),
  // https://github.com/openssl/openssl/blob/master/ssl/ssl_err.c
  ...messagesOf('OpenSSL, handshakes', '1.1 to 3', [
    ['routines::no protocols available', 'tls/protocol-version', 'error:0A0000BF:SSL routines::no protocols available'],
    ['no ciphers available', 'tls/handshake-failure', 'error:0A0000B5:SSL routines::no ciphers available'],
    ['TLS/SSL connection has been closed (EOF)', 'tls/reset'],
    ['version too low', 'tls/protocol-version', 'error:0A00018C:SSL routines::version too low'],
    ['no shared cipher', 'tls/handshake-failure', 'error:0A0000C1:SSL routines::no shared cipher'],
    ['bad signature', 'tls/handshake-failure', 'error:0A00007B:SSL routines::bad signature'],
    ['wrong signature type', 'tls/handshake-failure', 'error:0A000172:SSL routines::wrong signature type'],
    [
      'inappropriate fallback',
      'tls/handshake-failure',
      'error:0A000175:SSL routines::inappropriate fallback',
      { weight: 'code' },
    ],
  ]),
  // https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
  ...messagesOf(
    'Chromium and Electron',
    '',
    named({
      'tls/weak': 'ERR_CERT_WEAK_SIGNATURE_ALGORITHM ERR_CERT_WEAK_KEY',
      'tls/invalid-chain':
        'ERR_CERT_NAME_CONSTRAINT_VIOLATION ERR_CERT_VALIDITY_TOO_LONG ERR_CERT_NON_UNIQUE_NAME ERR_CERT_CONTAINS_ERRORS',
      'tls/verification-failed':
        'ERR_CERTIFICATE_TRANSPARENCY_REQUIRED ERR_CERT_UNABLE_TO_CHECK_REVOCATION ERR_CERT_NO_REVOCATION_MECHANISM ERR_SSL_SERVER_CERT_BAD_FORMAT',
      'tls/interception': 'ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN ERR_CERT_KNOWN_INTERCEPTION_BLOCKED',
      'tls/unknown-issuer': 'ERR_CERT_SYMANTEC_LEGACY ERR_CERT_SELF_SIGNED_LOCAL_NETWORK',
      'tls/handshake-failure':
        'ERR_SSL_UNRECOGNIZED_NAME_ALERT ERR_SSL_BAD_RECORD_MAC_ALERT ERR_SSL_DECRYPT_ERROR_ALERT ERR_SSL_KEY_USAGE_INCOMPATIBLE ERR_BAD_SSL_CLIENT_AUTH_CERT ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED ERR_SSL_DECOMPRESSION_FAILURE_ALERT ERR_EARLY_DATA_REJECTED ERR_ECH_NOT_NEGOTIATED',
      'tls/protocol-version':
        'ERR_SSL_OBSOLETE_VERSION ERR_SSL_FALLBACK_BEYOND_MINIMUM_VERSION ERR_TLS13_DOWNGRADE_DETECTED ERR_WRONG_VERSION_ON_EARLY_DATA',
      'tls/client-certificate-required': 'ERR_SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED',
    }),
  ),
  // https://docs.unity3d.com/ScriptReference/Networking.UnityWebRequest.html: the names of its library for TLS, and the sentences of 2021 and later
  ...messagesOf('Unity', '2018 to 6', [
    ...named({
      'tls/expired': 'UNITYTLS_X509VERIFY_FLAG_EXPIRED',
      'tls/hostname-mismatch': 'UNITYTLS_X509VERIFY_FLAG_CN_MISMATCH',
      'tls/unknown-issuer': 'UNITYTLS_X509VERIFY_FLAG_NOT_TRUSTED',
    }),
    [
      'Certificate is not correctly signed by a',
      'tls/unknown-issuer',
      'Curl error 60: Cert verify failed. Certificate is not correctly signed by a trusted CA. UnityTls error code: 7',
    ],
    [
      'Certificate Common Name (CN) does not match',
      'tls/hostname-mismatch',
      'Curl error 60: Cert verify failed. Certificate Common Name (CN) does not match. UnityTls error code: 7',
    ],
  ]),
  // https://github.com/dart-lang/sdk/blob/main/runtime/bin/secure_socket_filter.cc
  ...messagesOf('Dart', '2 and 3', [['HandshakeException: Connection terminated during handshake', 'tls/reset']]),
];
