import { type Message, messagesOf, named } from './message.ts';

const G = { weight: 'general' } as const;

/** What transfers, streams and SOCKS proxies end with, by name and number. */
export const transfers: Message[] = [
  // https://github.com/curl/curl/blob/master/include/curl/curl.h
  ...messagesOf('libcurl, by name', '7 and 8', [
    ...named(
      {
        'config/base-url-invalid': 'CURLE_URL_MALFORMAT',
        'proxy/dns': 'CURLE_COULDNT_RESOLVE_PROXY',
        'dns/nxdomain': 'CURLE_COULDNT_RESOLVE_HOST',
        'tcp/refused': 'CURLE_COULDNT_CONNECT',
        'http/malformed': 'CURLE_WEIRD_SERVER_REPLY CURLE_BAD_CONTENT_ENCODING',
        'http/closed': 'CURLE_GOT_NOTHING CURLE_HTTP3 CURLE_QUIC_CONNECT_ERROR',
        'http/truncated': 'CURLE_PARTIAL_FILE CURLE_HTTP2_STREAM',
        'http/timeout': 'CURLE_OPERATION_TIMEDOUT CURLE_OPERATION_TIMEOUTED',
        'tls/handshake-failure': 'CURLE_SSL_CONNECT_ERROR CURLE_SSL_CIPHER CURLE_SSL_ENGINE_NOTFOUND',
        'tls/client-certificate-required': 'CURLE_SSL_CERTPROBLEM CURLE_SSL_CLIENTCERT',
        'tls/verification-failed': 'CURLE_PEER_FAILED_VERIFICATION CURLE_SSL_CACERT CURLE_SSL_INVALIDCERTSTATUS',
        'tls/unknown-issuer': 'CURLE_SSL_ISSUER_ERROR',
        'tls/interception': 'CURLE_SSL_PINNEDPUBKEYNOTMATCH',
        'config/ca-file-unreadable': 'CURLE_SSL_CACERT_BADFILE CURLE_SSL_CRL_BADFILE',
        'http/unexpected-redirect': 'CURLE_TOO_MANY_REDIRECTS',
        'tcp/reset': 'CURLE_SEND_ERROR CURLE_RECV_ERROR',
        'proxy/upstream-failed': 'CURLE_PROXY',
      },
      G,
    ),
    ['CURLE_HTTP2', 'http/closed', 'request failed: CURLE_HTTP2', G],
    ['Issuer check against peer certificate failed', 'tls/unknown-issuer', 'Issuer check against peer certificate failed', G],
    [
      'server certificate status verification FAILED',
      'tls/verification-failed',
      'SSL server certificate status verification FAILED',
      G,
    ],
  ]),
  // https://github.com/nodejs/node/blob/main/lib/internal/http2/core.js
  ...messagesOf('http2 of Node.js', '18 to 26', [
    [
      'Stream closed with error code NGHTTP2_',
      'stream/cut',
      'Error [ERR_HTTP2_STREAM_ERROR]: Stream closed with error code NGHTTP2_INTERNAL_ERROR',
      G,
    ],
    ['Session closed with error code', 'http/closed', 'Error [ERR_HTTP2_SESSION_ERROR]: Session closed with error code 2', G],
    [
      'ERR_HTTP2_GOAWAY_SESSION',
      'http/closed',
      'Error [ERR_HTTP2_GOAWAY_SESSION]: New streams cannot be created after receiving a GOAWAY',
      G,
    ],
    ['ERR_HTTP2_STREAM_CANCEL', 'stream/cut', 'Error [ERR_HTTP2_STREAM_CANCEL]: The pending stream has been canceled', G],
    ['ERR_HTTP2_SERVER_REFUSED_STREAM', 'http/closed', 'net::ERR_HTTP2_SERVER_REFUSED_STREAM', G],
    ['ERR_HTTP2_PING_FAILED', 'http/closed', 'net::ERR_HTTP2_PING_FAILED', G],
    ['ERR_QUIC_PROTOCOL_ERROR', 'http/closed', 'net::ERR_QUIC_PROTOCOL_ERROR', G],
  ]),
  // https://github.com/gorilla/websocket/blob/main/conn.go and https://github.com/coder/websocket/blob/master/close.go
  ...messagesOf('gorilla/websocket', '1', [
    ['websocket: close 1001', 'stream/cut', 'websocket: close 1001 (going away)'],
    ['websocket: close 1012', 'stream/cut', 'websocket: close 1012 (service restart)'],
    ['websocket: close 1013', 'server/overloaded', 'websocket: close 1013 (try again later)'],
  ]),
  ...messagesOf('coder/websocket', '1', [
    ['close frame: status = StatusGoingAway', 'stream/cut', 'received close frame: status = StatusGoingAway and reason = ""'],
    [
      'close frame: status = StatusServiceRestart',
      'stream/cut',
      'received close frame: status = StatusServiceRestart and reason = ""',
    ],
    [
      'close frame: status = StatusMessageTooBig',
      'http/too-large',
      'received close frame: status = StatusMessageTooBig and reason = ""',
    ],
    [
      'close frame: status = StatusInternalError',
      'server/error',
      'received close frame: status = StatusInternalError and reason = ""',
    ],
    [
      'close frame: status = StatusTryAgainLater',
      'server/overloaded',
      'received close frame: status = StatusTryAgainLater and reason = ""',
    ],
    [
      'close frame: status = StatusPolicyViolation',
      'auth/permission-denied',
      'received close frame: status = StatusPolicyViolation and reason = ""',
      G,
    ],
  ]),
  // https://www.iana.org/assignments/websocket/websocket.xhtml
  ...messagesOf('programs that print the code of a closed WebSocket', '', [
    ['closed with code 1001', 'stream/cut', 'WebSocket closed with code 1001', { weight: 'code' }],
    ['closed with code 1009', 'http/too-large', 'WebSocket closed with code 1009', { weight: 'code' }],
    ['closed with code 1011', 'server/error', 'WebSocket closed with code 1011', { weight: 'code' }],
    ['closed with code 1012', 'stream/cut', 'WebSocket closed with code 1012', { weight: 'code' }],
    ['closed with code 1013', 'server/overloaded', 'WebSocket closed with code 1013', { weight: 'code' }],
    [
      "scheme isn't ws or wss",
      'config/base-url-invalid',
      "https://api.example/v1/realtime isn't a valid URI: scheme isn't ws or wss",
    ],
    [
      'connection closed unexpectedly (status_code=-1',
      'stream/cut',
      'OpenAI Realtime STT connection closed unexpectedly (status_code=-1, request_id=None, body=None)',
    ],
  ]),
  // https://github.com/romis2012/python-socks, https://github.com/encode/httpcore, https://github.com/golang/net/blob/master/internal/socks/socks.go
  ...messagesOf('clients of SOCKS proxies', '', [
    [
      'Connection refused by destination host',
      'proxy/upstream-failed',
      'python_socks._errors.ProxyError: Connection refused by destination host',
    ],
    ['ProxyError: Network unreachable', 'proxy/upstream-failed', 'python_socks._errors.ProxyError: Network unreachable'],
    ['ProxyError: Host unreachable', 'proxy/upstream-failed', 'python_socks._errors.ProxyError: Host unreachable'],
    ['ProxyError: TTL expired', 'proxy/upstream-failed', 'python_socks._errors.ProxyError: TTL expired'],
    [
      'ProxyError: General SOCKS server failure',
      'proxy/upstream-failed',
      'python_socks._errors.ProxyError: General SOCKS server failure',
    ],
    [
      'ProxyError: Connection not allowed by ruleset',
      'proxy/forbidden',
      'python_socks._errors.ProxyError: Connection not allowed by ruleset',
    ],
    [
      'Proxy Server could not connect: Connection not allowed',
      'proxy/forbidden',
      'httpx.ProxyError: Proxy Server could not connect: Connection not allowed by ruleset.',
    ],
    [
      'Proxy Server could not connect: Connection refused',
      'proxy/upstream-failed',
      'httpx.ProxyError: Proxy Server could not connect: Connection refused.',
    ],
    [
      'Proxy Server could not connect: Network unreachable',
      'proxy/upstream-failed',
      'httpx.ProxyError: Proxy Server could not connect: Network unreachable.',
    ],
    [
      'Proxy Server could not connect: Host unreachable',
      'proxy/upstream-failed',
      'httpx.ProxyError: Proxy Server could not connect: Host unreachable.',
    ],
    [
      'Proxy Server could not connect: TTL expired',
      'proxy/upstream-failed',
      'httpx.ProxyError: Proxy Server could not connect: TTL expired.',
    ],
    [
      'Proxy Server could not connect: General SOCKS',
      'proxy/upstream-failed',
      'httpx.ProxyError: Proxy Server could not connect: General SOCKS server failure.',
    ],
    [
      'unknown error connection refused',
      'proxy/upstream-failed',
      'socks connect tcp 127.0.0.1:1080->api.example:443: unknown error connection refused',
    ],
    [
      'unknown error host unreachable',
      'proxy/upstream-failed',
      'socks connect tcp 127.0.0.1:1080->api.example:443: unknown error host unreachable',
    ],
    [
      'unknown error network unreachable',
      'proxy/upstream-failed',
      'socks connect tcp 127.0.0.1:1080->api.example:443: unknown error network unreachable',
    ],
  ]),
  // https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/java/net/SocksSocketImpl.java
  ...messagesOf('SOCKS of the JDK', '8 to 24', [
    ['SOCKS server general failure', 'proxy/upstream-failed', 'java.net.SocketException: SOCKS server general failure'],
    [
      'SOCKS: Connection not allowed by ruleset',
      'proxy/forbidden',
      'java.net.SocketException: SOCKS: Connection not allowed by ruleset',
    ],
    ['SOCKS: Network unreachable', 'proxy/upstream-failed', 'java.net.SocketException: SOCKS: Network unreachable'],
    ['SOCKS: Host unreachable', 'proxy/upstream-failed', 'java.net.SocketException: SOCKS: Host unreachable'],
    ['SOCKS: Connection refused', 'proxy/upstream-failed', 'java.net.SocketException: SOCKS: Connection refused'],
    ['SOCKS: TTL expired', 'proxy/upstream-failed', 'java.net.SocketException: SOCKS: TTL expired'],
    ['SOCKS: authentication failed', 'proxy/auth-rejected', 'java.net.SocketException: SOCKS: authentication failed'],
    ['SOCKS: No acceptable methods', 'proxy/auth-required', 'java.net.SocketException: SOCKS: No acceptable methods'],
    ['Malformed reply from SOCKS server', 'proxy/not-a-proxy', 'java.net.SocketException: Malformed reply from SOCKS server'],
  ]),
];
