import { type Own, owned, type Printed, type Rendering, rendered } from './table.ts';

/** An alert of TLS (RFC 8446 section 6) that a peer sends, by number and name. */
interface Alert {
  number: number;
  name: string;
  /** OpenSSL's prefix: those of SSL 3 keep it. */
  era: 'sslv3' | 'tlsv1' | 'tlsv13';
  /** OpenSSL's words where they are not the name's. */
  openssl?: string;
  go: string;
  finding: string;
}

const ALERTS: Alert[] = [
  { number: 10, name: 'unexpected_message', era: 'sslv3', go: 'unexpected message', finding: 'tls/handshake-failure' },
  { number: 20, name: 'bad_record_mac', era: 'sslv3', go: 'bad record MAC', finding: 'tls/handshake-failure' },
  { number: 40, name: 'handshake_failure', era: 'sslv3', go: 'handshake failure', finding: 'tls/handshake-failure' },
  { number: 42, name: 'bad_certificate', era: 'sslv3', go: 'bad certificate', finding: 'tls/handshake-failure' },
  { number: 43, name: 'unsupported_certificate', era: 'sslv3', go: 'unsupported certificate', finding: 'tls/handshake-failure' },
  { number: 44, name: 'certificate_revoked', era: 'sslv3', go: 'revoked certificate', finding: 'tls/handshake-failure' },
  { number: 46, name: 'certificate_unknown', era: 'sslv3', go: 'unknown certificate', finding: 'tls/handshake-failure' },
  { number: 47, name: 'illegal_parameter', era: 'sslv3', go: 'illegal parameter', finding: 'tls/handshake-failure' },
  { number: 48, name: 'unknown_ca', era: 'tlsv1', go: 'unknown certificate authority', finding: 'tls/handshake-failure' },
  { number: 49, name: 'access_denied', era: 'tlsv1', go: 'access denied', finding: 'tls/handshake-failure' },
  { number: 50, name: 'decode_error', era: 'tlsv1', go: 'error decoding message', finding: 'tls/handshake-failure' },
  { number: 51, name: 'decrypt_error', era: 'tlsv1', go: 'error decrypting message', finding: 'tls/handshake-failure' },
  { number: 70, name: 'protocol_version', era: 'tlsv1', go: 'protocol version not supported', finding: 'tls/protocol-version' },
  {
    number: 71,
    name: 'insufficient_security',
    era: 'tlsv1',
    go: 'insufficient security level',
    finding: 'tls/handshake-failure',
  },
  { number: 80, name: 'internal_error', era: 'tlsv1', go: 'internal error', finding: 'tls/handshake-failure' },
  { number: 86, name: 'inappropriate_fallback', era: 'tlsv1', go: 'inappropriate fallback', finding: 'tls/handshake-failure' },
  {
    number: 112,
    name: 'unrecognized_name',
    era: 'tlsv1',
    openssl: 'tlsv1 unrecognized name',
    go: 'unrecognized name',
    finding: 'tls/handshake-failure',
  },
  {
    number: 116,
    name: 'certificate_required',
    era: 'tlsv13',
    go: 'certificate required',
    finding: 'tls/client-certificate-required',
  },
  { number: 120, name: 'no_application_protocol', era: 'tlsv1', go: 'no application protocol', finding: 'tls/handshake-failure' },
];

const spaced = ({ name }: Alert) => name.replaceAll('_', ' ');
const openssl = (alert: Alert) => alert.openssl ?? `${alert.era} alert ${spaced(alert)}`;
const reason = (alert: Alert) => openssl(alert).toUpperCase().replaceAll(' ', '_');
const camel = ({ name }: Alert) =>
  name
    .split('_')
    .map((word) => (word[0] as string).toUpperCase() + word.slice(1))
    .join('')
    .replace('UnknownCa', 'UnknownCA')
    .replace('Mac', 'Mac');
const titled = ({ name }: Alert) =>
  name
    .split('_')
    .map((word) => (word[0] as string).toUpperCase() + word.slice(1))
    .join(' ')
    .replace('Unknown Ca', 'Unknown CA')
    .replace('Record Mac', 'Record MAC');

const RENDERINGS: Rendering<Alert>[] = [
  {
    program: 'OpenSSL',
    seen: '3',
    source: 'https://github.com/openssl/openssl/blob/master/ssl/record/rec_layer_s3.c',
    print: (alert) =>
      `error:0A000${(1000 + alert.number).toString(16).toUpperCase()}:SSL routines::${openssl(alert)}:../ssl/record/rec_layer_s3.c:1605:SSL alert number ${alert.number}`,
  },
  {
    program: 'OpenSSL',
    seen: '1.1',
    source: 'https://github.com/openssl/openssl/blob/OpenSSL_1_1_1-stable/ssl/record/rec_layer_s3.c',
    print: (alert) =>
      `error:14094${(1000 + alert.number).toString(16).toUpperCase()}:SSL routines:ssl3_read_bytes:${openssl(alert)}:../ssl/record/rec_layer_s3.c:1544:SSL alert number ${alert.number}`,
  },
  {
    program: 'ssl (Python)',
    seen: '3.8 to 3.14',
    source: 'https://github.com/python/cpython/blob/main/Modules/_ssl.c',
    print: (alert) => `ssl.SSLError: [SSL: ${reason(alert)}] ${openssl(alert)} (_ssl.c:1006)`,
  },
  {
    program: 'httpx',
    seen: '0.13 to 0.28',
    source: 'https://github.com/encode/httpcore/blob/master/httpcore/_backends/sync.py',
    print: (alert) => `httpx.ConnectError: [SSL: ${reason(alert)}] ${openssl(alert)} (_ssl.c:1006)`,
  },
  {
    program: 'requests',
    seen: '2',
    source: 'https://github.com/psf/requests/blob/main/src/requests/adapters.py',
    print: (alert) =>
      `requests.exceptions.SSLError: HTTPSConnectionPool(host='api.openai.com', port=443): Max retries exceeded with url: /v1/models (Caused by SSLError(SSLError(1, '[SSL: ${reason(alert)}] ${openssl(alert)} (_ssl.c:1006)')))`,
  },
  {
    program: 'Node.js',
    seen: '18 to 26',
    source: 'https://github.com/nodejs/node/blob/main/src/crypto/crypto_tls.cc',
    print: (alert) =>
      `Error: 00A8E6F87F7F0000:error:0A000${(1000 + alert.number).toString(16).toUpperCase()}:SSL routines:ssl3_read_bytes:${openssl(alert)}:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1605:SSL alert number ${alert.number}\n {\n  library: 'SSL routines',\n  reason: '${openssl(alert)}',\n  code: 'ERR_SSL_${reason(alert)}'\n}`,
  },
  {
    program: 'curl on OpenSSL',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/vtls/openssl.c',
    print: (alert) =>
      `curl: (35) OpenSSL/3.0.19: error:0A000${(1000 + alert.number).toString(16).toUpperCase()}:SSL routines::${openssl(alert)}`,
  },
  {
    program: 'Ruby',
    seen: '2.7 to 3.4',
    source: 'https://github.com/ruby/openssl/blob/master/ext/openssl/ossl_ssl.c',
    print: (alert) =>
      `SSL_connect returned=1 errno=0 peeraddr=162.159.140.245:443 state=error: ${openssl(alert)} (OpenSSL::SSL::SSLError)`,
  },
  {
    program: 'PHP streams',
    seen: '7 and 8',
    source: 'https://github.com/php/php-src/blob/master/ext/openssl/xp_ssl.c',
    print: (alert) =>
      `file_get_contents(): SSL operation failed with code 1. OpenSSL Error messages:\nerror:0A000${(1000 + alert.number).toString(16).toUpperCase()}:SSL routines::${openssl(alert)}`,
  },
  {
    program: 'crypto/tls (Go)',
    seen: '1.18 to 1.25',
    source: 'https://github.com/golang/go/blob/master/src/crypto/tls/alert.go',
    print: ({ go }) => `Post "https://api.openai.com/v1/chat/completions": remote error: tls: ${go}`,
  },
  {
    program: 'rustls',
    seen: '0.20 to 0.23',
    source: 'https://github.com/rustls/rustls/blob/main/rustls/src/error/mod.rs',
    print: (alert) => `client error (Connect): received fatal alert: ${camel(alert)}`,
  },
  {
    program: 'JDK',
    seen: '8 to 24',
    source: 'https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/security/ssl/Alert.java',
    print: ({ name }) => `javax.net.ssl.SSLHandshakeException: Received fatal alert: ${name}`,
  },
  {
    program: 'ssl (Erlang)',
    seen: '24 to 28',
    source: 'https://github.com/erlang/otp/blob/master/lib/ssl/src/ssl_alert.erl',
    print: (alert) =>
      `{:tls_alert, {:${alert.name}, ~c"TLS client: In state hello received SERVER ALERT: Fatal - ${titled(alert)}\\n"}}`,
  },
  {
    program: 'BoringSSL (Dart, Electron)',
    source: 'https://github.com/google/boringssl/blob/main/ssl/tls_record.cc',
    print: (alert) =>
      alert.number === 116 || alert.number === 112
        ? null
        : `HandshakeException: Handshake error in client (OS Error: \n\t${reason(alert)}(tls_record.cc:592))`,
  },
];

/** Alerts by what else prints them. */
const OWN: Own[] = [
  [
    'GnuTLS',
    '3',
    'https://gitlab.com/gnutls/gnutls/-/blob/master/lib/errors.c',
    [
      ['curl: (35) gnutls_handshake() failed: Handshake failed', 'tls/handshake-failure'],
      ['curl: (35) gnutls_handshake() failed: The TLS connection was non-properly terminated.', 'tls/reset'],
      ['curl: (35) gnutls_handshake() failed: An unexpected TLS packet was received.', 'tls/not-tls'],
      ['curl: (35) gnutls_handshake() failed: A TLS fatal alert has been received.', 'tls/handshake-failure'],
      ['curl: (35) gnutls_handshake() failed: Error in the pull function.', 'tls/reset'],
      [
        'curl: (35) gnutls_handshake() failed: A packet with illegal or unsupported version was received.',
        'tls/protocol-version',
      ],
      ['curl: (35) gnutls_handshake() failed: Could not negotiate a supported cipher suite.', 'tls/handshake-failure'],
      ['curl: (35) gnutls_handshake() failed: The SNI host name not recognised.', 'tls/handshake-failure'],
      ['curl: (35) gnutls_handshake() failed: Certificate is required.', 'tls/client-certificate-required'],
      ['curl: (35) gnutls_handshake() failed: No common application protocol could be negotiated.', 'tls/handshake-failure'],
      [
        'curl: (35) gnutls_handshake() failed: The Diffie-Hellman prime sent by the server is not acceptable (not long enough).',
        'tls/weak',
      ],
      ['curl: (35) gnutls_handshake() failed: One of the involved algorithms has insufficient security level.', 'tls/weak'],
      ['GnuTLS error -110: The TLS connection was non-properly terminated.', 'tls/reset'],
    ],
  ],
  [
    'curl',
    '7 and 8',
    'https://github.com/curl/curl/blob/master/lib/vtls/openssl.c',
    [
      ['curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to api.openai.com:443', 'tls/reset'],
      ['curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to api.openai.com:443', 'tls/reset'],
      ['curl: (35) TLS connect error: error:0A00010B:SSL routines::wrong version number', 'tls/not-tls'],
      ['curl: (35) error:0A000152:SSL routines::unsafe legacy renegotiation disabled', 'tls/weak'],
      ['curl: (35) error:0A00018A:SSL routines::dh key too small', 'tls/weak'],
      ['curl: (35) error:0A000102:SSL routines::unsupported protocol', 'tls/protocol-version'],
      ['curl: (35) error:0A0000BF:SSL routines::no protocols available', 'tls/protocol-version'],
      ['curl: (35) error:0A0000B5:SSL routines::no ciphers available', 'tls/handshake-failure'],
      ['curl: (35) error:0A00006C:SSL routines::bad extension', 'tls/handshake-failure'],
      ['curl: (35) schannel: failed to receive handshake, SSL/TLS connection failed', 'tls/reset'],
      [
        'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012)',
        'tls/verification-failed',
      ],
      ['curl: (35) Recv failure: Connection reset by peer', 'tls/reset'],
      ['curl: (28) SSL connection timeout', 'tls/timeout'],
    ],
  ],
  [
    'Go',
    '1.18 to 1.25',
    'https://github.com/golang/go/blob/master/src/crypto/tls/conn.go',
    [
      ['Post "https://api.openai.com/v1/models": net/http: TLS handshake timeout', 'tls/timeout'],
      ['Post "https://api.openai.com/v1/models": tls: first record does not look like a TLS handshake', 'tls/not-tls'],
      ['Post "https://api.openai.com/v1/models": http: server gave HTTP response to HTTPS client', 'tls/not-tls'],
      ['Post "https://api.openai.com/v1/models": tls: server selected unsupported protocol version 301', 'tls/protocol-version'],
      ['Post "https://api.openai.com/v1/models": tls: oversized record received with length 20527', 'tls/not-tls'],
      ['Post "https://api.openai.com/v1/models": local error: tls: bad record MAC', 'tls/handshake-failure'],
      [
        'Post "https://api.openai.com/v1/models": read tcp 10.0.0.2:51234->162.159.140.245:443: read: connection reset by peer',
        'tcp/reset',
      ],
      ['Post "https://api.openai.com/v1/models": EOF', 'http/closed'],
      ['Post "https://api.openai.com/v1/models": unexpected EOF', 'http/closed'],
    ],
  ],
  [
    'rustls',
    '0.20 to 0.23',
    'https://github.com/rustls/rustls/blob/main/rustls/src/error/mod.rs',
    [
      ['client error (Connect): tls handshake eof', 'tls/reset'],
      ['client error (Connect): received corrupt message of type InvalidContentType', 'tls/not-tls'],
      ['client error (Connect): peer is incompatible: ServerDoesNotSupportTls12Or13', 'tls/protocol-version'],
      [
        'client error (Connect): peer closed connection without sending TLS close_notify: https://docs.rs/rustls/latest/rustls/manual/_03_howto/index.html#unexpected-eof',
        'http/truncated',
      ],
      ['client error (Connect): peer misbehaved: TooMuchEarlyDataReceived', 'tls/handshake-failure'],
      [
        'client error (Connect): unexpected error: no native root CA certificates found (errors: [])',
        'config/ca-file-unreadable',
      ],
      ['no native root CA certificates found', 'config/ca-file-unreadable'],
    ],
  ],
  [
    'JDK',
    '8 to 24',
    'https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/security/ssl/SSLSocketImpl.java',
    [
      ['javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake', 'tls/reset'],
      ['javax.net.ssl.SSLHandshakeException: Remote host closed connection during handshake', 'tls/reset'],
      ['java.io.EOFException: SSL peer shut down incorrectly', 'tls/reset'],
      ['javax.net.ssl.SSLException: Unsupported or unrecognized SSL message', 'tls/not-tls'],
      ['javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?', 'tls/not-tls'],
      [
        'javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)',
        'tls/protocol-version',
      ],
      [
        'javax.net.ssl.SSLHandshakeException: The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]',
        'tls/protocol-version',
      ],
      ['javax.net.ssl.SSLException: Connection reset', 'tcp/reset'],
      ['io.netty.handler.ssl.NotSslRecordException: not an SSL/TLS record: 485454502f312e3120343030', 'tls/not-tls'],
      ['io.netty.handler.ssl.SslHandshakeTimeoutException: handshake timed out after 10000ms', 'tls/timeout'],
      [
        'io.netty.handler.ssl.StacklessSSLHandshakeException: Connection closed while SSL/TLS handshake was in progress',
        'tls/reset',
      ],
    ],
  ],
  [
    '.NET',
    '5 to 10',
    'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Security/src/Resources/Strings.resx',
    [
      ['System.IO.IOException: Received an unexpected EOF or 0 bytes from the transport stream.', 'tls/reset'],
      [
        "System.Security.Authentication.AuthenticationException: Authentication failed because the remote party sent a TLS alert: 'HandshakeFailure'.",
        'tls/handshake-failure',
      ],
      [
        "System.Security.Authentication.AuthenticationException: Authentication failed because the remote party sent a TLS alert: 'ProtocolVersion'.",
        'tls/protocol-version',
      ],
      [
        'System.Security.Authentication.AuthenticationException: Cannot determine the frame size or a corrupted frame was received.',
        'tls/not-tls',
      ],
      ['System.IO.IOException: Unable to read data from the transport connection: Connection reset by peer.', 'tcp/reset'],
      [
        'System.ComponentModel.Win32Exception (0x80090326): The message received was unexpected or badly formatted.',
        'tls/handshake-failure',
      ],
      [
        'System.ComponentModel.Win32Exception (0x80090331): The client and server cannot communicate, because they do not possess a common algorithm.',
        'tls/protocol-version',
      ],
    ],
  ],
  [
    'Python',
    '3.8 to 3.14',
    'https://github.com/python/cpython/blob/main/Modules/_ssl.c',
    [
      ['ssl.SSLEOFError: EOF occurred in violation of protocol (_ssl.c:1131)', 'tls/reset'],
      ['ssl.SSLError: [SSL: UNEXPECTED_EOF_WHILE_READING] unexpected eof while reading (_ssl.c:1006)', 'tls/reset'],
      ['ssl.SSLEOFError: [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:1000)', 'tls/reset'],
      ['ssl.SSLZeroReturnError: TLS/SSL connection has been closed (EOF) (_ssl.c:1006)', 'tls/reset'],
      ['ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)', 'tls/not-tls'],
      ['ssl.SSLError: [SSL: RECORD_LAYER_FAILURE] record layer failure (_ssl.c:1032)', 'tls/not-tls'],
      ['ssl.SSLError: [SSL: UNSUPPORTED_PROTOCOL] unsupported protocol (_ssl.c:1006)', 'tls/protocol-version'],
      ['ssl.SSLError: [SSL: NO_PROTOCOLS_AVAILABLE] no protocols available (_ssl.c:1006)', 'tls/protocol-version'],
      ['ssl.SSLError: [SSL: DH_KEY_TOO_SMALL] dh key too small (_ssl.c:1006)', 'tls/weak'],
      [
        'ssl.SSLError: [SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] unsafe legacy renegotiation disabled (_ssl.c:1006)',
        'tls/weak',
      ],
      ['ssl.SSLError: [X509] no certificate or crl found (_ssl.c:4149)', 'config/ca-file-unreadable'],
      [
        'ssl.SSLError: [X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:4149)',
        'config/ca-file-unreadable',
      ],
      ['httpx.ConnectTimeout: _ssl.c:989: The handshake operation timed out', 'tls/timeout'],
      ['TimeoutError: _ssl.c:989: The handshake operation timed out', 'tls/timeout'],
      [
        'OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /etc/ssl/corp.pem',
        'config/ca-file-unreadable',
      ],
      [
        'aiohttp.client_exceptions.ClientConnectorSSLError: Cannot connect to host api.openai.com:443 ssl:default [[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)]',
        'tls/not-tls',
      ],
    ],
  ],
];

export const alerts: Printed[] = [...rendered(ALERTS, RENDERINGS), ...owned(OWN)];
