import { type Own, owned, type Printed, type Rendering, rendered } from './table.ts';

/** OpenSSL's verdict on a certificate: https://github.com/openssl/openssl/blob/master/crypto/x509/x509_txt.c */
interface Verdict {
  number: number;
  words: string;
  /** Node's name of it; none where Node has none. */
  node?: string;
  finding: string;
}

const VERDICTS: Verdict[] = [
  { number: 2, words: 'unable to get issuer certificate', node: 'UNABLE_TO_GET_ISSUER_CERT', finding: 'tls/unknown-issuer' },
  { number: 3, words: 'unable to get certificate CRL', node: 'UNABLE_TO_GET_CRL', finding: 'tls/verification-failed' },
  { number: 7, words: 'certificate signature failure', node: 'CERT_SIGNATURE_FAILURE', finding: 'tls/invalid-chain' },
  { number: 9, words: 'certificate is not yet valid', node: 'CERT_NOT_YET_VALID', finding: 'tls/not-yet-valid' },
  { number: 10, words: 'certificate has expired', node: 'CERT_HAS_EXPIRED', finding: 'tls/expired' },
  { number: 18, words: 'self-signed certificate', node: 'DEPTH_ZERO_SELF_SIGNED_CERT', finding: 'tls/self-signed' },
  {
    number: 19,
    words: 'self-signed certificate in certificate chain',
    node: 'SELF_SIGNED_CERT_IN_CHAIN',
    finding: 'tls/interception',
  },
  {
    number: 20,
    words: 'unable to get local issuer certificate',
    node: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    finding: 'tls/unknown-issuer',
  },
  {
    number: 21,
    words: 'unable to verify the first certificate',
    node: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    finding: 'tls/missing-intermediate',
  },
  { number: 22, words: 'certificate chain too long', node: 'CERT_CHAIN_TOO_LONG', finding: 'tls/invalid-chain' },
  { number: 23, words: 'certificate revoked', node: 'CERT_REVOKED', finding: 'tls/verification-failed' },
  { number: 25, words: 'path length constraint exceeded', node: 'PATH_LENGTH_EXCEEDED', finding: 'tls/invalid-chain' },
  { number: 26, words: 'unsuitable certificate purpose', node: 'INVALID_PURPOSE', finding: 'tls/invalid-chain' },
  { number: 27, words: 'certificate not trusted', node: 'CERT_UNTRUSTED', finding: 'tls/unknown-issuer' },
  { number: 28, words: 'certificate rejected', node: 'CERT_REJECTED', finding: 'tls/verification-failed' },
  { number: 32, words: 'key usage does not include certificate signing', finding: 'tls/invalid-chain' },
  { number: 34, words: 'unhandled critical extension', finding: 'tls/invalid-chain' },
  { number: 37, words: 'invalid non-CA certificate (has CA markings)', finding: 'tls/invalid-chain' },
  { number: 47, words: 'permitted subtree violation', finding: 'tls/invalid-chain' },
  { number: 48, words: 'excluded subtree violation', finding: 'tls/invalid-chain' },
  { number: 62, words: 'hostname mismatch', node: 'HOSTNAME_MISMATCH', finding: 'tls/hostname-mismatch' },
  { number: 64, words: 'IP address mismatch', finding: 'tls/hostname-mismatch' },
  { number: 66, words: 'EE certificate key too weak', finding: 'tls/weak' },
  { number: 67, words: 'CA certificate key too weak', finding: 'tls/weak' },
  { number: 68, words: 'CA signature digest algorithm too weak', finding: 'tls/weak' },
  { number: 79, words: 'invalid CA certificate', node: 'INVALID_CA', finding: 'tls/invalid-chain' },
  { number: 85, words: 'Missing Authority Key Identifier', finding: 'tls/noncompliant-ca' },
  { number: 86, words: 'Missing Subject Key Identifier', finding: 'tls/noncompliant-ca' },
  { number: 89, words: 'Basic Constraints of CA cert not marked critical', finding: 'tls/noncompliant-ca' },
  { number: 92, words: 'CA cert does not include key usage extension', finding: 'tls/noncompliant-ca' },
];

const HOST = 'api.openai.com';
/** Hostname checks are reported by most clients in words of their own. */
const ofNames = ({ number }: Verdict) => number === 62 || number === 64;

const RENDERINGS: Rendering<Verdict>[] = [
  {
    program: 'ssl (Python)',
    seen: '3.8 to 3.14',
    source: 'https://github.com/python/cpython/blob/main/Modules/_ssl.c',
    print: (one) =>
      ofNames(one)
        ? null
        : `ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${one.words} (_ssl.c:1006)`,
  },
  {
    program: 'httpx',
    seen: '0.13 to 0.28',
    source: 'https://github.com/encode/httpcore/blob/master/httpcore/_backends/sync.py',
    print: (one) =>
      ofNames(one)
        ? null
        : `httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${one.words} (_ssl.c:1000)`,
  },
  {
    program: 'requests',
    seen: '2',
    source: 'https://github.com/psf/requests/blob/main/src/requests/adapters.py',
    print: (one) =>
      ofNames(one)
        ? null
        : `requests.exceptions.SSLError: HTTPSConnectionPool(host='${HOST}', port=443): Max retries exceeded with url: /v1/models (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${one.words} (_ssl.c:1006)')))`,
  },
  {
    program: 'aiohttp',
    seen: '3',
    source: 'https://github.com/aio-libs/aiohttp/blob/master/aiohttp/client_exceptions.py',
    print: (one) =>
      ofNames(one)
        ? null
        : `aiohttp.client_exceptions.ClientConnectorCertificateError: Cannot connect to host ${HOST}:443 ssl:True [SSLCertVerificationError: (1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${one.words} (_ssl.c:1006)')]`,
  },
  {
    program: 'Node.js',
    seen: '18 to 26',
    source: 'https://github.com/nodejs/node/blob/main/src/crypto/crypto_common.cc',
    print: ({ node, words }) =>
      node && `Error: ${words}\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34) {\n  code: '${node}'\n}`,
  },
  {
    program: 'fetch of Node.js (undici)',
    seen: '5 to 8',
    source: 'https://github.com/nodejs/undici/blob/main/lib/web/fetch/index.js',
    print: ({ node, words }) => node && `TypeError: fetch failed\n  [cause]: Error: ${words} {\n    code: '${node}'\n  }`,
  },
  {
    program: 'node-fetch and axios',
    source: 'https://github.com/node-fetch/node-fetch/blob/main/src/index.js',
    print: (one) =>
      one.node && !ofNames(one) ? `FetchError: request to https://${HOST}/v1/models failed, reason: ${one.words}` : null,
  },
  {
    program: 'curl',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/vtls/openssl.c',
    print: (one) => (ofNames(one) ? null : `curl: (60) SSL certificate problem: ${one.words}`),
  },
  {
    program: 'Guzzle',
    seen: '6 and 7',
    source: 'https://github.com/guzzle/guzzle/blob/7.9/src/Handler/CurlFactory.php',
    print: (one) =>
      ofNames(one)
        ? null
        : `GuzzleHttp\\Exception\\RequestException: cURL error 60: SSL certificate problem: ${one.words} (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://${HOST}/v1/chat/completions`,
  },
  {
    program: 'Ruby Net::HTTP',
    seen: '3.0 to 3.4',
    source: 'https://github.com/ruby/openssl/blob/master/ext/openssl/ossl_ssl.c',
    print: ({ words }) =>
      `SSL_connect returned=1 errno=0 peeraddr=162.159.140.245:443 state=error: certificate verify failed (${words}) (OpenSSL::SSL::SSLError)`,
  },
  {
    program: 'Faraday',
    seen: '1 and 2',
    source: 'https://github.com/lostisland/faraday/blob/main/lib/faraday/error.rb',
    print: ({ words }) =>
      `Faraday::SSLError: SSL_connect returned=1 errno=0 peeraddr=162.159.140.245:443 state=error: certificate verify failed (${words})`,
  },
  {
    program: 'openssl (Rust)',
    seen: '0.10',
    source: 'https://github.com/sfackler/rust-openssl/blob/master/openssl/src/ssl/error.rs',
    print: ({ number, words }) =>
      `hyper::Error(Connect, Ssl(Error { code: ErrorCode(1), cause: Some(Ssl(ErrorStack([Error { code: 167772294, library: "SSL routines", function: "tls_post_process_server_certificate", reason: "certificate verify failed" }]))) }, X509VerifyResult { code: ${number}, error: "${words}" }))`,
  },
  {
    program: 'native-tls (Rust)',
    seen: '0.2',
    source: 'https://github.com/sfackler/rust-native-tls/blob/master/src/imp/openssl.rs',
    print: ({ words }) =>
      `error trying to connect: error:0A000086:SSL routines:tls_post_process_server_certificate:certificate verify failed:ssl/statem/statem_clnt.c:2092: (${words})`,
  },
  {
    program: 'openssl s_client',
    seen: '1.1 and 3',
    source: 'https://github.com/openssl/openssl/blob/master/apps/s_client.c',
    print: ({ number, words }) => `Verify return code: ${number} (${words})`,
  },
  {
    program: 'openssl s_client, at each depth',
    seen: '1.1 and 3',
    source: 'https://github.com/openssl/openssl/blob/master/apps/lib/s_cb.c',
    print: ({ number, words }) => `depth=0 CN = ${HOST}\nverify error:num=${number}:${words}`,
  },
  {
    program: 'nginx',
    seen: '1',
    source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    print: ({ number, words }) =>
      `2026/11/30 09:00:01 [error] 31#31: *1 upstream SSL certificate verify error: (${number}:${words}) while SSL handshaking to upstream, client: 10.0.0.9, server: _, request: "POST /v1/chat/completions HTTP/1.1", upstream: "https://162.159.140.245:443/v1/chat/completions", host: "gw.example"`,
  },
  {
    program: 'LWP (Perl)',
    seen: '6',
    source: 'https://github.com/noxxi/p5-io-socket-ssl/blob/master/lib/IO/Socket/SSL.pm',
    print: ({ number }) =>
      number === 20
        ? `500 Can't connect to ${HOST}:443 (SSL connect attempt failed error:0A000086:SSL routines::certificate verify failed)`
        : null,
    means: () => 'tls/verification-failed',
  },
];

/** What verifiers of their own say. */
const OWN: Own[] = [
  [
    'crypto/x509 (Go)',
    '1.18 to 1.25',
    'https://github.com/golang/go/blob/master/src/crypto/x509/verify.go',
    [
      ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'tls/unknown-issuer'],
      [
        'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-30T09:00:01Z is after 2026-11-01T00:00:00Z',
        'tls/expired',
      ],
      [
        'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2020-01-01T00:00:01Z is before 2026-11-01T00:00:00Z',
        'tls/not-yet-valid',
      ],
      [`tls: failed to verify certificate: x509: certificate is valid for *.corp.example, not ${HOST}`, 'tls/hostname-mismatch'],
      [
        'tls: failed to verify certificate: x509: certificate is not valid for any names, but wanted to match api.openai.com',
        'tls/hostname-mismatch',
      ],
      [
        "tls: failed to verify certificate: x509: cannot validate certificate for 10.0.0.7 because it doesn't contain any IP SANs",
        'tls/hostname-mismatch',
      ],
      [
        'tls: failed to verify certificate: x509: certificate relies on legacy Common Name field, use SANs instead',
        'tls/hostname-mismatch',
      ],
      ['x509: certificate specifies an incompatible key usage', 'tls/invalid-chain'],
      ['x509: certificate is not authorized to sign other certificates', 'tls/invalid-chain'],
      ['x509: too many intermediates for path length constraint', 'tls/invalid-chain'],
      ['x509: a root or intermediate certificate is not authorized to sign for this name: excluded', 'tls/invalid-chain'],
      ['x509: issuer name does not match subject from issuing certificate', 'tls/invalid-chain'],
      ['x509: unhandled critical extension', 'tls/invalid-chain'],
      ['x509: cannot verify signature: insecure algorithm SHA1-RSA', 'tls/weak'],
      ['x509: cannot verify signature: algorithm unimplemented', 'tls/invalid-chain'],
      ['x509: failed to load system roots and no roots provided', 'config/ca-file-unreadable'],
      ['x509: “api.openai.com” certificate is not trusted', 'tls/unknown-issuer'],
      ['x509: “api.openai.com” certificate is not standards compliant', 'tls/noncompliant-ca'],
      ['x509: “api.openai.com” certificate is expired', 'tls/expired'],
      [
        'x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "Corp Root")',
        'tls/unknown-issuer',
      ],
    ],
  ],
  [
    'rustls and webpki',
    '0.20 to 0.23',
    'https://github.com/rustls/rustls/blob/main/rustls/src/error/mod.rs',
    [
      ['invalid peer certificate: UnknownIssuer', 'tls/unknown-issuer'],
      ['invalid peer certificate: Expired', 'tls/expired'],
      [
        'invalid peer certificate: certificate expired: verification time 1764493201 (UNIX), but certificate is not valid after 1760000000 (1 seconds ago)',
        'tls/expired',
      ],
      ['invalid peer certificate: NotValidYet', 'tls/not-yet-valid'],
      [
        'invalid peer certificate: certificate not valid yet: verification time 1500000000 (UNIX), but certificate is not valid before 1760000000',
        'tls/not-yet-valid',
      ],
      ['invalid peer certificate: NotValidForName', 'tls/hostname-mismatch'],
      [
        'invalid peer certificate: certificate not valid for name "api.openai.com"; certificate is only valid for DnsName("corp.example")',
        'tls/hostname-mismatch',
      ],
      ['invalid peer certificate: BadSignature', 'tls/invalid-chain'],
      ['invalid peer certificate: Revoked', 'tls/verification-failed'],
      ['invalid peer certificate: InvalidPurpose', 'tls/invalid-chain'],
      ['invalid peer certificate: UnhandledCriticalExtension', 'tls/invalid-chain'],
      ['invalid peer certificate: BadEncoding', 'tls/invalid-chain'],
      ['invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))', 'tls/self-signed'],
      ['invalid peer certificate: Other(OtherError(UnsupportedCertVersion))', 'tls/invalid-chain'],
      ['invalid peer certificate: UnsupportedSignatureAlgorithm', 'tls/weak'],
      ['invalid peer certificate: UnknownRevocationStatus', 'tls/verification-failed'],
      ['invalid peer certificate contents: invalid peer certificate: UnknownIssuer', 'tls/unknown-issuer'],
    ],
  ],
  [
    'JDK',
    '8 to 24',
    'https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/security/validator/ValidatorException.java',
    [
      [
        'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
        'tls/unknown-issuer',
      ],
      [
        'javax.net.ssl.SSLHandshakeException: sun.security.validator.ValidatorException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
        'tls/unknown-issuer',
      ],
      [
        'sun.security.validator.ValidatorException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed',
        'tls/verification-failed',
      ],
      ['java.security.cert.CertificateExpiredException: NotAfter: Sun Nov 01 00:00:00 UTC 2026', 'tls/expired'],
      ['java.security.cert.CertificateNotYetValidException: NotBefore: Sun Nov 01 00:00:00 UTC 2026', 'tls/not-yet-valid'],
      [`javax.net.ssl.SSLHandshakeException: No subject alternative DNS name matching ${HOST} found.`, 'tls/hostname-mismatch'],
      [`java.security.cert.CertificateException: No name matching ${HOST} found`, 'tls/hostname-mismatch'],
      [
        'java.security.cert.CertificateException: No subject alternative names matching IP address 10.0.0.7 found',
        'tls/hostname-mismatch',
      ],
      ['java.security.cert.CertificateException: No subject alternative names present', 'tls/hostname-mismatch'],
      [`javax.net.ssl.SSLPeerUnverifiedException: Hostname ${HOST} not verified:`, 'tls/hostname-mismatch'],
      [
        `javax.net.ssl.SSLPeerUnverifiedException: Certificate for <${HOST}> doesn't match any of the subject alternative names: [corp.example]`,
        'tls/hostname-mismatch',
      ],
      ['java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.', 'tls/unknown-issuer'],
      ['java.security.cert.CertPathValidatorException: Path does not chain with any of the trust anchors', 'tls/unknown-issuer'],
      [
        'java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty',
        'config/ca-file-unreadable',
      ],
      [
        'java.security.cert.CertPathValidatorException: Algorithm constraints check failed on signature algorithm: SHA1withRSA',
        'tls/weak',
      ],
      [
        'sun.security.validator.ValidatorException: Extended key usage does not permit use for TLS server authentication',
        'tls/invalid-chain',
      ],
      [
        'java.security.cert.CertPathValidatorException: basic constraints check failed: this is not a CA certificate',
        'tls/invalid-chain',
      ],
      [
        'java.security.cert.CertificateRevokedException: Certificate has been revoked, reason: UNSPECIFIED',
        'tls/verification-failed',
      ],
      ['java.security.cert.CertPathValidatorException: Could not determine revocation status', 'tls/verification-failed'],
      ['java.io.IOException: Keystore was tampered with, or password was incorrect', 'config/ca-file-unreadable'],
    ],
  ],
  [
    '.NET',
    '5 to 10',
    'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Security/src/Resources/Strings.resx',
    [
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot',
        'tls/unknown-issuer',
      ],
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: PartialChain',
        'tls/unknown-issuer',
      ],
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: NotTimeValid',
        'tls/expired',
      ],
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: RevocationStatusUnknown, OfflineRevocation',
        'tls/verification-failed',
      ],
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: Revoked',
        'tls/verification-failed',
      ],
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: NotSignatureValid',
        'tls/invalid-chain',
      ],
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch',
        'tls/hostname-mismatch',
      ],
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate was rejected by the provided RemoteCertificateValidationCallback.',
        'tls/verification-failed',
      ],
      [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure.',
        'tls/verification-failed',
      ],
      [
        'System.Net.WebException: The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
        'tls/verification-failed',
      ],
      [
        'System.Net.WebException: The underlying connection was closed: An unexpected error occurred on a send.',
        'client/inconclusive',
      ],
      ['System.Net.WebException: The request was aborted: Could not create SSL/TLS secure channel.', 'tls/handshake-failure'],
    ],
  ],
  [
    'Schannel',
    'Windows 7 to 11',
    'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts',
    [
      [
        'SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.',
        'tls/unknown-issuer',
      ],
      ['SEC_E_CERT_EXPIRED (0x80090328) - The received certificate has expired.', 'tls/expired'],
      ['SEC_E_WRONG_PRINCIPAL (0x80090322) - The target principal name is incorrect.', 'tls/hostname-mismatch'],
      [
        'SEC_E_CERT_UNKNOWN (0x80090327) - An unknown error occurred while processing the certificate.',
        'tls/verification-failed',
      ],
      [
        'SEC_E_ALGORITHM_MISMATCH (0x80090331) - The client and server cannot communicate, because they do not possess a common algorithm.',
        'tls/protocol-version',
      ],
      [
        'SEC_E_ILLEGAL_MESSAGE (0x80090326) - This error usually occurs when a fatal SSL/TLS alert is received (e.g. handshake failed).',
        'tls/handshake-failure',
      ],
      ['SEC_E_INVALID_TOKEN (0x80090308) - The token supplied to the function is invalid', 'tls/handshake-failure'],
      ['SEC_E_UNSUPPORTED_FUNCTION (0x80090302) - The function requested is not supported', 'tls/protocol-version'],
      [
        'CRYPT_E_NO_REVOCATION_CHECK (0x80092012) - The revocation function was unable to check revocation for the certificate.',
        'tls/verification-failed',
      ],
      [
        'CRYPT_E_REVOCATION_OFFLINE (0x80092013) - The revocation function was unable to check revocation because the revocation server was offline.',
        'tls/verification-failed',
      ],
      ['CERT_TRUST_IS_NOT_TIME_VALID', 'tls/expired'],
      ['CERT_TRUST_IS_UNTRUSTED_ROOT', 'tls/unknown-issuer'],
      ['CERT_TRUST_IS_PARTIAL_CHAIN', 'tls/unknown-issuer'],
      ['CERT_TRUST_REVOCATION_STATUS_UNKNOWN', 'tls/verification-failed'],
      [
        'A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider. (0x800B0109)',
        'tls/unknown-issuer',
      ],
      ["The certificate's CN name does not match the passed value. (0x800B010F)", 'tls/hostname-mismatch'],
      [
        'A required certificate is not within its validity period when verifying against the current system clock. (0x800B0101)',
        'tls/expired',
      ],
      ['A certificate chain could not be built to a trusted root authority. (0x800B010A)', 'tls/unknown-issuer'],
    ],
  ],
  [
    'GnuTLS',
    '3',
    'https://gitlab.com/gnutls/gnutls/-/blob/master/lib/cert-session.c',
    [
      ['The certificate is NOT trusted. The certificate issuer is unknown.', 'tls/unknown-issuer'],
      ['The certificate is NOT trusted. The certificate chain uses expired certificate.', 'tls/expired'],
      ['The certificate is NOT trusted. The certificate chain uses not yet valid certificate.', 'tls/not-yet-valid'],
      ['The certificate is NOT trusted. The certificate chain uses insecure algorithm.', 'tls/weak'],
      ['The certificate is NOT trusted. The name in the certificate does not match the expected.', 'tls/hostname-mismatch'],
      ['The certificate is NOT trusted. The signature in the certificate is invalid.', 'tls/invalid-chain'],
      ['The certificate is NOT trusted. The certificate chain is revoked.', 'tls/verification-failed'],
      ['server certificate verification failed. CAfile: none CRLfile: none', 'tls/verification-failed'],
      ['SSL: certificate subject name (corp.example) does not match target host name', 'tls/hostname-mismatch'],
    ],
  ],
  [
    'NSS',
    '3',
    'https://github.com/nss-dev/nss/blob/master/lib/util/SECerrs.h',
    [
      ['NSS error -8172 (SEC_ERROR_UNTRUSTED_ISSUER)', 'tls/unknown-issuer'],
      ['NSS error -8179 (SEC_ERROR_UNKNOWN_ISSUER)', 'tls/unknown-issuer'],
      ['NSS error -8181 (SEC_ERROR_EXPIRED_CERTIFICATE)', 'tls/expired'],
      ['NSS error -8162 (SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE)', 'tls/expired'],
      ['NSS error -8180 (SEC_ERROR_REVOKED_CERTIFICATE)', 'tls/verification-failed'],
      ['NSS error -12276 (SSL_ERROR_BAD_CERT_DOMAIN)', 'tls/hostname-mismatch'],
      ['Error code: SEC_ERROR_UNKNOWN_ISSUER', 'tls/unknown-issuer'],
      ['Error code: MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT', 'tls/self-signed'],
      ['Error code: MOZILLA_PKIX_ERROR_MITM_DETECTED', 'tls/interception'],
      ['Error code: MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE', 'tls/not-yet-valid'],
      ['Error code: SSL_ERROR_BAD_CERT_DOMAIN', 'tls/hostname-mismatch'],
      ['Error code: SEC_ERROR_OCSP_FUTURE_RESPONSE', 'tls/clock-skew'],
      ['Error code: SEC_ERROR_INADEQUATE_KEY_USAGE', 'tls/invalid-chain'],
      ['Error code: SEC_ERROR_BAD_SIGNATURE', 'tls/invalid-chain'],
      ['Error code: SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED', 'tls/weak'],
    ],
  ],
  [
    'browsers',
    '',
    'https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h',
    [
      ['net::ERR_CERT_AUTHORITY_INVALID', 'tls/unknown-issuer'],
      ['net::ERR_CERT_DATE_INVALID', 'tls/expired'],
      ['net::ERR_CERT_COMMON_NAME_INVALID', 'tls/hostname-mismatch'],
      ['net::ERR_CERT_INVALID', 'tls/verification-failed'],
      ['net::ERR_CERT_REVOKED', 'tls/verification-failed'],
      ['net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM', 'tls/weak'],
      ['net::ERR_CERT_WEAK_KEY', 'tls/weak'],
      ['net::ERR_CERT_NAME_CONSTRAINT_VIOLATION', 'tls/invalid-chain'],
      ['net::ERR_CERT_VALIDITY_TOO_LONG', 'tls/invalid-chain'],
      ['net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED', 'tls/verification-failed'],
      ['net::ERR_CERT_UNABLE_TO_CHECK_REVOCATION', 'tls/verification-failed'],
      ['net::ERR_CERT_NO_REVOCATION_MECHANISM', 'tls/verification-failed'],
      ['net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'tls/interception'],
    ],
  ],
  [
    'Dart (BoringSSL)',
    '2 and 3',
    'https://github.com/dart-lang/sdk/blob/main/runtime/bin/secure_socket_filter.cc',
    [
      [
        'HandshakeException: Handshake error in client (OS Error: \n\tCERTIFICATE_VERIFY_FAILED: unable to get local issuer certificate(handshake.cc:393))',
        'tls/unknown-issuer',
      ],
      [
        'HandshakeException: Handshake error in client (OS Error: \n\tCERTIFICATE_VERIFY_FAILED: self signed certificate(handshake.cc:393))',
        'tls/self-signed',
      ],
      [
        'HandshakeException: Handshake error in client (OS Error: \n\tCERTIFICATE_VERIFY_FAILED: self signed certificate in certificate chain(handshake.cc:393))',
        'tls/interception',
      ],
      [
        'HandshakeException: Handshake error in client (OS Error: \n\tCERTIFICATE_VERIFY_FAILED: certificate has expired(handshake.cc:393))',
        'tls/expired',
      ],
      [
        'HandshakeException: Handshake error in client (OS Error: \n\tCERTIFICATE_VERIFY_FAILED: Hostname mismatch(handshake.cc:393))',
        'tls/hostname-mismatch',
      ],
      [
        'HandshakeException: Handshake error in client (OS Error: \n\tCERTIFICATE_VERIFY_FAILED: ok(handshake.cc:393))',
        'tls/verification-failed',
      ],
      [
        'HandshakeException: Handshake error in client (OS Error: \n\tCERTIFICATE_VERIFY_FAILED: application verification failure(handshake.cc:393))',
        'tls/verification-failed',
      ],
      ['HandshakeException: Connection terminated during handshake', 'tls/reset'],
      ['HandshakeException: Handshake error in client (OS Error: \n\tWRONG_VERSION_NUMBER(tls_record.cc:242))', 'tls/not-tls'],
    ],
  ],
  [
    'public_key (Erlang)',
    '24 to 28',
    'https://github.com/erlang/otp/blob/master/lib/ssl/src/ssl_alert.erl',
    [
      [
        '{:tls_alert, {:unknown_ca, ~c"TLS client: In state wait_cert at ssl_handshake.erl:2155 generated CLIENT ALERT: Fatal - Unknown CA\\n"}}',
        'tls/unknown-issuer',
      ],
      [
        '{:tls_alert, {:certificate_expired, ~c"TLS client: In state certify at ssl_handshake.erl:2180 generated CLIENT ALERT: Fatal - Certificate Expired\\n"}}',
        'tls/expired',
      ],
      [
        '{:tls_alert, {:bad_certificate, ~c"TLS client: In state certify at ssl_handshake.erl:2180 generated CLIENT ALERT: Fatal - Bad Certificate\\n"}}',
        'tls/handshake-failure',
      ],
      [
        '{:tls_alert, {:handshake_failure, ~c"TLS client: In state certify at ssl_handshake.erl:2180 generated CLIENT ALERT: Fatal - Handshake Failure\\n {bad_cert,hostname_check_failed}"}}',
        'tls/hostname-mismatch',
      ],
      [
        '{tls_alert,{unknown_ca,"TLS client: In state certify at ssl_handshake.erl:1887 generated CLIENT ALERT: Fatal - Unknown CA\\n"}}',
        'tls/unknown-issuer',
      ],
    ],
  ],
];

export const certificates: Printed[] = [...rendered(VERDICTS, RENDERINGS), ...owned(OWN)];
