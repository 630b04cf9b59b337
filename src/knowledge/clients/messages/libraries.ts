import { type Message, messagesOf, type Row } from './message.ts';

const G = { weight: 'general' } as const;
const HIDDEN = { weight: 'hidden' } as const;

/** The names and words of Rust's `url` for what is no URL. */
const NO_URL_IN_RUST = {
  EmptyHost: 'empty host',
  IdnaError: 'invalid international domain name',
  InvalidPort: 'invalid port number',
  InvalidIpv4Address: 'invalid IPv4 address',
  InvalidIpv6Address: 'invalid IPv6 address',
  InvalidDomainCharacter: 'invalid domain character',
  RelativeUrlWithoutBase: 'relative URL without a base',
};

/** What HTTP libraries say of an exchange that fails, where other words do not tell it. */
export const libraries: Message[] = [
  // https://github.com/encode/httpcore/blob/master/httpcore/_sync/http2.py and _backends/anyio.py
  ...messagesOf('httpx and httpcore', '0.13 to 0.28', [
    [
      '<ConnectionTerminated error_code:',
      'http/closed',
      'httpx.RemoteProtocolError: <ConnectionTerminated error_code:0, last_stream_id:19>',
    ],
    ['httpx.WriteTimeout', 'http/timeout'],
    ['httpcore.WriteTimeout', 'http/timeout'],
    ['httpx.PoolTimeout', 'client/usage-error'],
    ['httpcore.PoolTimeout', 'client/usage-error'],
    ['All connection attempts failed', 'client/inconclusive', 'httpx.ConnectError: All connection attempts failed', HIDDEN],
  ]),
  // https://github.com/urllib3/urllib3/blob/main/src/urllib3/poolmanager.py
  ...messagesOf('urllib3', '1.26 and 2', [
    ['Not supported proxy scheme', 'config/proxy-scheme-unsupported', 'ProxySchemeUnknown: Not supported proxy scheme socks'],
    [
      'Proxy URL had unsupported scheme',
      'config/proxy-scheme-unsupported',
      'ProxySchemeUnknown: Proxy URL had unsupported scheme socks5, should use http:// or https://',
    ],
  ]),
  // https://github.com/aio-libs/aiohttp/blob/master/aiohttp/client_exceptions.py
  ...messagesOf('aiohttp', '3', [
    ['NonHttpUrlClientError', 'config/base-url-invalid'],
    ['RuntimeError: Session is closed', 'client/usage-error'],
    [
      'aiohttp only supports http(s) proxies',
      'config/proxy-scheme-unsupported',
      "ValueError: aiohttp only supports http(s) proxies (got: 'socks5').",
    ],
  ]),
  // https://github.com/node-fetch/node-fetch/blob/main/src/index.js
  ...messagesOf('node-fetch', '2 and 3', [
    [
      'maximum redirect reached at',
      'http/unexpected-redirect',
      'FetchError: maximum redirect reached at: https://api.example/v1',
    ],
  ]),
  // https://github.com/golang/go/blob/master/src/net/http/transport.go and src/net/url/url.go
  ...messagesOf('net/http (Go)', '1.18 to 1.25', [
    [
      'canceled while waiting for connection',
      'tcp/timeout',
      'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ],
    ['invalid port <...> after host', 'config/base-url-invalid', 'parse "https://api.example:v1": invalid port ":v1" after host'],
    ['first path segment in URL cannot contain colon', 'config/base-url-invalid'],
  ]),
  // https://github.com/openjdk/jdk/tree/master/src/java.net.http and https://github.com/square/okhttp
  ...messagesOf('java.net.http', '11 to 24', [
    ['Received RST_STREAM', 'stream/cut', 'java.io.IOException: Received RST_STREAM: Internal error'],
  ]),
  ...messagesOf('OkHttp', '3 to 5', [
    ['Too many follow-up requests', 'http/unexpected-redirect', 'java.net.ProtocolException: Too many follow-up requests: 21'],
    [
      'CLEARTEXT communication',
      'config/base-url-insecure',
      'java.net.UnknownServiceException: CLEARTEXT communication to 10.0.0.7 not permitted by network security policy',
    ],
  ]),
  // https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Http/src/Resources/Strings.resx
  ...messagesOf('HttpClient (.NET)', '5 to 10', [
    [
      'An error occurred while sending the request',
      'client/inconclusive',
      'HttpRequestException: An error occurred while sending the request.',
      HIDDEN,
    ],
  ]),
  // https://github.com/seanmonstar/reqwest/blob/master/src/error.rs, https://github.com/hyperium/hyper and h2
  ...messagesOf('hyper and reqwest', '0.11 to 1', [
    [
      'client error (Connect): operation timed out',
      'tcp/timeout',
      'error sending request: client error (Connect): operation timed out',
      { type: 'APITimeoutError' },
    ],
    [
      'error trying to connect: operation timed out',
      'tcp/timeout',
      'error sending request: error trying to connect: operation timed out',
      { type: 'APITimeoutError' },
    ],
    ['response body error: operation timed out', 'stream/stalled', 'request or response body error: operation timed out'],
    ['invalid HTTP version parsed', 'http/malformed'],
    ['invalid HTTP status-code parsed', 'http/malformed'],
    [
      'error following redirect for url',
      'http/unexpected-redirect',
      'error following redirect for url (https://api.example/v1): too many redirects',
    ],
    [
      'http2 error: stream error received',
      'stream/cut',
      'http2 error: stream error received: unexpected internal error encountered',
      G,
    ],
    [
      'http2 error: connection error received',
      'http/closed',
      'http2 error: connection error received: not a result of an error',
      G,
    ],
    ['http2 error: keep-alive timed out', 'stream/stalled'],
    ['builder error for url', 'config/base-url-invalid', 'builder error for url (llm:4000/v1): URL scheme is not allowed'],
    ['source: BadScheme', 'config/base-url-invalid', 'reqwest::Error { kind: Builder, source: BadScheme }'],
    // https://github.com/servo/rust-url/blob/main/url/src/parser.rs
    ...Object.entries(NO_URL_IN_RUST).flatMap(([name, words]): Row[] => [
      [`builder error: ${words}`, 'config/base-url-invalid'],
      [`kind: Builder, source: ${name}`, 'config/base-url-invalid', `reqwest::Error { kind: Builder, source: ${name} }`],
    ]),
  ]),
  // https://github.com/ruby/net-http/blob/master/lib/net/http/response.rb and header.rb
  ...messagesOf('Net::HTTP (Ruby)', '2.7 to 3.4', [
    ['wrong status line: ', 'http/malformed', 'Net::HTTPBadResponse: wrong status line: "SSH-2.0-OpenSSH_9.6"'],
    [
      'header Authorization has field value',
      'config/key-malformed',
      'header Authorization has field value "Bearer sk-abc\\n", this cannot include CR/LF',
    ],
  ]),
  // https://github.com/php/php-src/blob/master/ext/openssl/xp_ssl.c
  ...messagesOf('PHP streams', '7 and 8', [
    [
      'did not match expected CN=',
      'tls/hostname-mismatch',
      "Peer certificate CN=`corp.example' did not match expected CN=`api.example'",
    ],
    [
      'Unable to find the socket transport "ssl"',
      'client/dependency-conflict',
      'Unable to find the socket transport "ssl" - did you forget to enable it when you configured PHP?',
    ],
  ]),
  // https://github.com/curl/curl/blob/master/lib/socks.c
  ...messagesOf('SOCKS of curl', '7 and 8', [
    ['SOCKS5: connection refused', 'proxy/upstream-failed', 'curl: (97) SOCKS5: connection refused'],
    ['User was rejected by the SOCKS5 server', 'proxy/auth-rejected', 'curl: (97) User was rejected by the SOCKS5 server (1 1).'],
    [
      'SOCKS5 connection to <host> The <...> unreachable',
      'proxy/upstream-failed',
      "curl: (97) Can't complete SOCKS5 connection to api.example. The network is unreachable",
    ],
  ]),
  // https://github.com/dart-lang/sdk/blob/main/sdk/lib/_http/http_impl.dart and https://github.com/cfug/dio
  ...messagesOf('Dart and dio', '2 and 3', [
    ['Connection closed before full header was received', 'http/closed'],
    ['Connection closed while receiving data', 'http/truncated', 'HttpException: Connection closed while receiving data'],
    ['Future not completed', 'http/timeout', 'TimeoutException after 0:00:30.000000: Future not completed', G],
    [
      'The request connection took longer than',
      'tcp/timeout',
      'DioException [connection timeout]: The request connection took longer than 0:00:05.000000.',
      { type: 'APITimeoutError' },
    ],
    [
      'The request took longer than <...> to receive data',
      'http/timeout',
      'DioException [receive timeout]: The request took longer than 0:00:30.000000 to receive data.',
    ],
    [
      'The request took longer than <...> to send data',
      'http/timeout',
      'DioException [send timeout]: The request took longer than 0:00:30.000000 to send data.',
    ],
    [
      'ClientException: XMLHttpRequest error',
      'client/inconclusive',
      'ClientException: XMLHttpRequest error., uri=https://api.example/v1',
      HIDDEN,
    ],
  ]),
  // https://webkit.org
  ...messagesOf('WebKit', '', [['TypeError: Load failed', 'client/inconclusive', 'TypeError: Load failed', HIDDEN]]),
  // https://github.com/libwww-perl/libwww-perl/blob/master/lib/LWP/Protocol.pm
  ...messagesOf('LWP (Perl)', '6', [
    ['500 read timeout', 'http/timeout'],
    ["501 Protocol scheme 'https' is not supported", 'client/dependency-conflict'],
  ]),
];
