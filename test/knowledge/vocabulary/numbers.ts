import { type Printed, type Rendering, rendered } from './table.ts';

interface Numbered {
  number: number;
  words: string;
  finding: string;
}

const URL = 'https://api.openai.com/v1/chat/completions';

/** NSURLErrorDomain: https://developer.apple.com/documentation/foundation/urlerror-codes */
const APPLE: Numbered[] = [
  { number: -1000, words: 'bad URL', finding: 'config/base-url-invalid' },
  { number: -1001, words: 'The request timed out.', finding: 'http/timeout' },
  { number: -1002, words: 'unsupported URL', finding: 'config/base-url-invalid' },
  { number: -1003, words: 'A server with the specified hostname could not be found.', finding: 'dns/nxdomain' },
  { number: -1004, words: 'Could not connect to the server.', finding: 'tcp/refused' },
  { number: -1005, words: 'The network connection was lost.', finding: 'http/closed' },
  { number: -1006, words: 'DNS lookup failed', finding: 'dns/temporary-failure' },
  { number: -1007, words: 'too many HTTP redirects', finding: 'http/unexpected-redirect' },
  { number: -1009, words: 'The Internet connection appears to be offline.', finding: 'tcp/unreachable' },
  { number: -1017, words: 'cannot parse response', finding: 'http/malformed' },
  { number: -1020, words: 'data not allowed', finding: 'tcp/unreachable' },
  {
    number: -1022,
    words: 'The resource could not be loaded because the App Transport Security policy requires the use of a secure connection.',
    finding: 'config/base-url-insecure',
  },
  {
    number: -1200,
    words: 'An SSL error has occurred and a secure connection to the server cannot be made.',
    finding: 'tls/handshake-failure',
  },
  { number: -1201, words: 'server certificate has bad date', finding: 'tls/expired' },
  { number: -1203, words: 'server certificate has unknown root', finding: 'tls/unknown-issuer' },
  { number: -1204, words: 'server certificate is not yet valid', finding: 'tls/not-yet-valid' },
  { number: -1205, words: 'client certificate rejected', finding: 'tls/client-certificate-required' },
  { number: -1206, words: 'client certificate required', finding: 'tls/client-certificate-required' },
];

const OF_APPLE: Rendering<Numbered>[] = [
  {
    program: 'NSError',
    source: 'https://developer.apple.com/documentation/foundation/nserror',
    print: ({ number, words }) =>
      `Error Domain=NSURLErrorDomain Code=${number} "${words}" UserInfo={NSErrorFailingURLKey=${URL}}`,
  },
  {
    program: 'Alamofire',
    seen: '5',
    source: 'https://github.com/Alamofire/Alamofire/blob/master/Source/Core/AFError.swift',
    print: ({ number, words }) =>
      `sessionTaskFailed(error: Error Domain=NSURLErrorDomain Code=${number} "${words}" UserInfo={NSErrorFailingURLStringKey=${URL}})`,
  },
  {
    program: 'CFNetwork, in its log',
    source: 'https://developer.apple.com/documentation/cfnetwork',
    print: ({ number }) =>
      `Task <EE7418E9-5813-4225-8A80-6612421C9C55>.<3> finished with error [${number}] Error Domain=NSURLErrorDomain Code=${number} "(null)"`,
  },
  {
    program: 'Swift, in other languages',
    source: 'https://developer.apple.com/documentation/foundation/urlerror',
    print: ({ number }) => `The operation couldn’t be completed. (NSURLErrorDomain error ${number}.)`,
  },
];

/** Secure Transport's results: https://opensource.apple.com/source/Security/Security-59306.140.5/OSX/libsecurity_ssl/lib/SecureTransport.h */
const SECURE_TRANSPORT: Numbered[] = (
  [
    [-9800, 'tls/handshake-failure'],
    [-9801, 'tls/handshake-failure'],
    [-9802, 'tls/handshake-failure'],
    [-9805, 'tls/reset'],
    [-9806, 'tls/reset'],
    [-9807, 'tls/verification-failed'],
    [-9808, 'tls/verification-failed'],
    [-9812, 'tls/unknown-issuer'],
    [-9813, 'tls/unknown-issuer'],
    [-9814, 'tls/expired'],
    [-9815, 'tls/not-yet-valid'],
    [-9816, 'tls/reset'],
    [-9820, 'tls/handshake-failure'],
    [-9824, 'tls/handshake-failure'],
    [-9825, 'tls/client-certificate-required'],
    [-9829, 'tls/client-certificate-required'],
    [-9836, 'tls/protocol-version'],
    [-9837, 'tls/weak'],
    [-9838, 'tls/handshake-failure'],
    [-9843, 'tls/hostname-mismatch'],
    [-9847, 'tls/handshake-failure'],
    [-9850, 'tls/weak'],
  ] as const
).map(([number, finding]) => ({ number, finding, words: '' }));

const OF_SECURE_TRANSPORT: Rendering<Numbered>[] = [
  {
    program: 'NSURLSession, in its log',
    source: 'https://developer.apple.com/documentation/foundation/urlsession',
    print: ({ number }) => `NSURLSession/NSURLConnection HTTP load failed (kCFStreamErrorDomainSSL, ${number})`,
  },
  {
    program: 'CFNetwork',
    source: 'https://developer.apple.com/documentation/cfnetwork',
    print: ({ number }) => `CFNetwork SSLHandshake failed (${number})`,
  },
  {
    program: 'curl on Secure Transport',
    seen: '7',
    source: 'https://github.com/curl/curl/blob/curl-8_7_1/lib/vtls/sectransp.c',
    print: ({ number }) =>
      [-9806, -9802, -9824].includes(number)
        ? `curl: (35) Unknown SSL protocol error in connection to api.openai.com:443 OSStatus ${number}`
        : null,
  },
  {
    program: 'NSError of a handshake',
    source: 'https://developer.apple.com/documentation/foundation/nserror',
    print: ({ number }) =>
      `Error Domain=NSURLErrorDomain Code=-1200 "An SSL error has occurred" UserInfo={_kCFStreamErrorCodeKey=${number}, _kCFStreamErrorDomainKey=3, _kCFNetworkCFStreamSSLErrorOriginalValue=${number}}`,
  },
];

/** WinHTTP and WinINet: https://learn.microsoft.com/windows/win32/winhttp/error-messages */
const WINHTTP: Numbered[] = [
  { number: 12002, words: 'The operation timed out', finding: 'http/timeout' },
  { number: 12005, words: 'The URL is invalid', finding: 'config/base-url-invalid' },
  { number: 12006, words: 'The URL does not use a recognized protocol', finding: 'config/base-url-invalid' },
  { number: 12007, words: 'The server name or address could not be resolved', finding: 'dns/nxdomain' },
  { number: 12029, words: 'A connection with the server could not be established', finding: 'tcp/refused' },
  { number: 12030, words: 'The connection with the server was terminated abnormally', finding: 'http/closed' },
  { number: 12031, words: 'The connection with the server was reset', finding: 'tcp/reset' },
  { number: 12037, words: 'The date in the certificate is invalid or has expired', finding: 'tls/expired' },
  { number: 12038, words: 'The host name in the certificate is invalid or does not match', finding: 'tls/hostname-mismatch' },
  {
    number: 12044,
    words: 'A certificate is required to complete client authentication',
    finding: 'tls/client-certificate-required',
  },
  { number: 12045, words: 'The certificate authority is invalid or incorrect', finding: 'tls/unknown-issuer' },
  { number: 12057, words: 'Certificate revocation check failed', finding: 'tls/verification-failed' },
  { number: 12152, words: 'The server returned an invalid or unrecognized response', finding: 'http/malformed' },
  { number: 12157, words: 'An error occurred in the secure channel support', finding: 'tls/handshake-failure' },
  { number: 12175, words: 'A security error occurred', finding: 'tls/verification-failed' },
];

const OF_WINHTTP: Rendering<Numbered>[] = [
  {
    program: 'WinHTTP',
    source: 'https://learn.microsoft.com/windows/win32/winhttp/error-messages',
    print: ({ number }) => `WinHttpSendRequest failed with error ${number}`,
  },
  {
    program: 'XMLHTTP and VBA, by HRESULT',
    source: 'https://learn.microsoft.com/windows/win32/wininet/wininet-errors',
    print: ({ number }) => `Run-time error '-2147012${String(number).slice(-3)}': 0x8007${number.toString(16).toUpperCase()}`,
  },
  {
    program: 'HttpClient on WinHTTP (.NET)',
    seen: '3 to 9',
    source: 'https://github.com/dotnet/runtime/blob/main/src/libraries/Common/src/System/Net/Http/WinHttpException.cs',
    print: ({ number, words }) =>
      `System.Net.Http.WinHttpException (0x80072${number.toString(16).toUpperCase().slice(1)}, ${number}): Error ${number} calling WinHttpSendRequest, '${words}'.`,
  },
];

/** libcurl: https://github.com/curl/curl/blob/master/lib/strerror.c and docs/libcurl/libcurl-errors.md */
const CURL: (Numbered & { name: string })[] = [
  {
    number: 3,
    name: 'CURLE_URL_MALFORMAT',
    words: 'URL using bad/illegal format or missing URL',
    finding: 'config/base-url-invalid',
  },
  { number: 5, name: 'CURLE_COULDNT_RESOLVE_PROXY', words: "Couldn't resolve proxy name", finding: 'proxy/dns' },
  { number: 6, name: 'CURLE_COULDNT_RESOLVE_HOST', words: "Couldn't resolve host name", finding: 'dns/nxdomain' },
  { number: 7, name: 'CURLE_COULDNT_CONNECT', words: "Couldn't connect to server", finding: 'tcp/refused' },
  { number: 8, name: 'CURLE_WEIRD_SERVER_REPLY', words: 'Weird server reply', finding: 'http/malformed' },
  { number: 16, name: 'CURLE_HTTP2', words: 'Error in the HTTP2 framing layer', finding: 'http/closed' },
  { number: 18, name: 'CURLE_PARTIAL_FILE', words: 'Transferred a partial file', finding: 'http/truncated' },
  { number: 28, name: 'CURLE_OPERATION_TIMEDOUT', words: 'Timeout was reached', finding: 'http/timeout' },
  { number: 35, name: 'CURLE_SSL_CONNECT_ERROR', words: 'SSL connect error', finding: 'tls/handshake-failure' },
  {
    number: 47,
    name: 'CURLE_TOO_MANY_REDIRECTS',
    words: 'Number of redirects hit maximum amount',
    finding: 'http/unexpected-redirect',
  },
  { number: 52, name: 'CURLE_GOT_NOTHING', words: 'Server returned nothing (no headers, no data)', finding: 'http/closed' },
  { number: 55, name: 'CURLE_SEND_ERROR', words: 'Failed sending data to the peer', finding: 'tcp/reset' },
  { number: 56, name: 'CURLE_RECV_ERROR', words: 'Failure when receiving data from the peer', finding: 'tcp/reset' },
  {
    number: 58,
    name: 'CURLE_SSL_CERTPROBLEM',
    words: 'Problem with the local SSL certificate',
    finding: 'tls/client-certificate-required',
  },
  { number: 59, name: 'CURLE_SSL_CIPHER', words: "Couldn't use specified SSL cipher", finding: 'tls/handshake-failure' },
  {
    number: 60,
    name: 'CURLE_PEER_FAILED_VERIFICATION',
    words: 'SSL peer certificate or SSH remote key was not OK',
    finding: 'tls/verification-failed',
  },
  {
    number: 61,
    name: 'CURLE_BAD_CONTENT_ENCODING',
    words: 'Unrecognized or bad HTTP Content or Transfer-Encoding',
    finding: 'http/malformed',
  },
  {
    number: 77,
    name: 'CURLE_SSL_CACERT_BADFILE',
    words: 'Problem with the SSL CA cert (path? access rights?)',
    finding: 'config/ca-file-unreadable',
  },
  {
    number: 82,
    name: 'CURLE_SSL_CRL_BADFILE',
    words: 'Failed to load CRL file (path? access rights?, format?)',
    finding: 'config/ca-file-unreadable',
  },
  {
    number: 83,
    name: 'CURLE_SSL_ISSUER_ERROR',
    words: 'Issuer check against peer certificate failed',
    finding: 'tls/unknown-issuer',
  },
  {
    number: 90,
    name: 'CURLE_SSL_PINNEDPUBKEYNOTMATCH',
    words: 'SSL public key does not match pinned public key',
    finding: 'tls/interception',
  },
  {
    number: 91,
    name: 'CURLE_SSL_INVALIDCERTSTATUS',
    words: 'SSL server certificate status verification FAILED',
    finding: 'tls/verification-failed',
  },
  { number: 92, name: 'CURLE_HTTP2_STREAM', words: 'Stream error in the HTTP/2 framing layer', finding: 'http/truncated' },
  { number: 97, name: 'CURLE_PROXY', words: 'proxy handshake error', finding: 'proxy/upstream-failed' },
  {
    number: 98,
    name: 'CURLE_SSL_CLIENTCERT',
    words: 'SSL Client Certificate required',
    finding: 'tls/client-certificate-required',
  },
];

const OF_CURL: Rendering<(typeof CURL)[number]>[] = [
  {
    program: 'curl',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/src/tool_operate.c',
    print: ({ number, words }) => `curl: (${number}) ${words}`,
  },
  {
    program: 'Guzzle and Laravel',
    seen: '6 and 7',
    source: 'https://github.com/guzzle/guzzle/blob/7.9/src/Handler/CurlFactory.php',
    print: ({ number, words }) =>
      `GuzzleHttp\\Exception\\ConnectException: cURL error ${number}: ${words} (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for ${URL}`,
  },
  {
    program: 'WordPress',
    seen: '4 to 6',
    source: 'https://github.com/WordPress/Requests/blob/develop/src/Transport/Curl.php',
    print: ({ number, words }) => `WP_Error: http_request_failed: cURL error ${number}: ${words}`,
  },
  {
    program: 'libcurl, by its own table',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/strerror.c',
    print: ({ words }) => `curl_easy_perform() failed: ${words}`,
  },
  {
    program: 'pycurl',
    seen: '7',
    source: 'https://github.com/pycurl/pycurl/blob/master/src/easyperform.c',
    print: ({ number, words }) => `pycurl.error: (${number}, "${words}")`,
  },
  {
    program: 'curl_cffi',
    seen: '0.5 to 0.13',
    source: 'https://github.com/lexiforest/curl_cffi/blob/main/curl_cffi/requests/exceptions.py',
    print: ({ number, words }) =>
      `curl_cffi.requests.exceptions.RequestException: Failed to perform, curl: (${number}) ${words}. See https://curl.se/libcurl/c/libcurl-errors.html first for more details.`,
  },
  {
    program: 'libcurl, by name',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/include/curl/curl.h',
    print: ({ name }) => `request to ${URL} failed: ${name}`,
  },
];

/** HTTP/2's error codes (RFC 9113 section 7). */
const HTTP2: (Numbered & { name: string })[] = [
  { number: 1, name: 'PROTOCOL_ERROR', words: 'protocol error', finding: 'http/truncated' },
  { number: 2, name: 'INTERNAL_ERROR', words: 'internal error', finding: 'http/truncated' },
  { number: 7, name: 'REFUSED_STREAM', words: 'refused stream', finding: 'http/truncated' },
  { number: 8, name: 'CANCEL', words: 'cancel', finding: 'http/truncated' },
  { number: 11, name: 'ENHANCE_YOUR_CALM', words: 'enhance your calm', finding: 'http/truncated' },
];

const OF_HTTP2: Rendering<(typeof HTTP2)[number]>[] = [
  {
    program: 'curl',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/http2.c',
    print: ({ number, name }) => `curl: (92) HTTP/2 stream 1 was not closed cleanly: ${name} (err ${number})`,
  },
  {
    program: 'net/http (Go)',
    seen: '1.18 to 1.25',
    source: 'https://github.com/golang/net/blob/master/http2/errors.go',
    print: ({ name }) => `stream error: stream ID 1; ${name}; received from peer`,
    means: () => 'stream/cut',
  },
  {
    program: 'OkHttp',
    seen: '3 to 5',
    source:
      'https://github.com/square/okhttp/blob/master/okhttp/src/commonJvmAndroid/kotlin/okhttp3/internal/http2/StreamResetException.kt',
    print: ({ name }) => `okhttp3.internal.http2.StreamResetException: stream was reset: ${name}`,
  },
  {
    program: 'Node.js',
    seen: '18 to 26',
    source: 'https://github.com/nodejs/node/blob/main/lib/internal/http2/core.js',
    print: ({ name }) => `Error [ERR_HTTP2_STREAM_ERROR]: Stream closed with error code NGHTTP2_${name}`,
    means: () => 'stream/cut',
  },
];

/** WebSocket's close codes (RFC 6455 section 7.4.1 and the registry). */
const CLOSED: Numbered[] = [
  { number: 1001, words: 'going away', finding: 'stream/cut' },
  { number: 1006, words: 'abnormal closure', finding: 'stream/cut' },
  { number: 1009, words: 'message too big', finding: 'http/too-large' },
  { number: 1011, words: 'internal error', finding: 'server/error' },
  { number: 1012, words: 'service restart', finding: 'stream/cut' },
  { number: 1013, words: 'try again later', finding: 'server/overloaded' },
];

const OF_CLOSED: Rendering<Numbered>[] = [
  {
    program: 'websockets (Python)',
    seen: '13 to 15',
    source: 'https://github.com/python-websockets/websockets/blob/main/src/websockets/frames.py',
    print: ({ number, words }) =>
      number === 1006
        ? 'websockets.exceptions.ConnectionClosedError: no close frame received or sent'
        : `websockets.exceptions.ConnectionClosedError: received ${number} (${words}); then sent ${number} (${words})`,
  },
  {
    program: 'gorilla/websocket',
    seen: '1',
    source: 'https://github.com/gorilla/websocket/blob/main/conn.go',
    print: ({ number, words }) => `websocket: close ${number} (${words === 'internal error' ? 'internal server error' : words})`,
  },
  {
    program: 'coder/websocket',
    seen: '1',
    source: 'https://github.com/coder/websocket/blob/master/close.go',
    print: ({ number }) =>
      number === 1006
        ? null
        : `failed to get reader: received close frame: status = ${{ 1001: 'StatusGoingAway', 1009: 'StatusMessageTooBig', 1011: 'StatusInternalError', 1012: 'StatusServiceRestart', 1013: 'StatusTryAgainLater' }[number]} and reason = ""`,
  },
  {
    program: 'ws',
    seen: '7 and 8',
    source: 'https://github.com/websockets/ws/blob/master/lib/websocket.js',
    print: ({ number }) => `WebSocket closed with code ${number}`,
  },
];

/** Replies of a SOCKS proxy (RFC 1928 section 6). */
const SOCKS: Numbered[] = [
  { number: 1, words: 'General SOCKS server failure', finding: 'proxy/upstream-failed' },
  { number: 2, words: 'Connection not allowed by ruleset', finding: 'proxy/forbidden' },
  { number: 3, words: 'Network unreachable', finding: 'proxy/upstream-failed' },
  { number: 4, words: 'Host unreachable', finding: 'proxy/upstream-failed' },
  { number: 5, words: 'Connection refused', finding: 'proxy/upstream-failed' },
  { number: 6, words: 'TTL expired', finding: 'proxy/upstream-failed' },
];

const OF_SOCKS: Rendering<Numbered>[] = [
  {
    program: 'PySocks',
    seen: '1',
    source: 'https://github.com/Anorov/PySocks/blob/master/socks.py',
    print: ({ number, words }) =>
      `<urllib3.contrib.socks.SOCKSHTTPSConnection object at 0x7f0a>: Failed to establish a new connection: 0x0${number}: ${words}`,
  },
  {
    program: 'python-socks',
    seen: '2',
    source: 'https://github.com/romis2012/python-socks/blob/master/python_socks/_protocols/socks5.py',
    print: ({ words }) => `python_socks._errors.ProxyError: ${words.replace('refused', 'refused by destination host')}`,
  },
  {
    program: 'httpcore',
    seen: '1',
    source: 'https://github.com/encode/httpcore/blob/master/httpcore/_sync/socks_proxy.py',
    print: ({ words }) => `httpx.ProxyError: Proxy Server could not connect: ${words}.`,
  },
  {
    program: 'golang.org/x/net/proxy',
    source: 'https://github.com/golang/net/blob/master/internal/socks/socks.go',
    print: ({ words }) =>
      `Post "${URL}": socks connect tcp 127.0.0.1:1080->api.openai.com:443: unknown error ${words.toLowerCase().replace('general socks', 'general SOCKS')}`,
  },
  {
    program: 'curl',
    seen: '7.73 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/socks.c',
    print: ({ number }) => `curl: (97) Can't complete SOCKS5 connection to api.openai.com. (${number})`,
    means: () => 'proxy/upstream-failed',
  },
  {
    program: 'JDK',
    seen: '8 to 24',
    source: 'https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/java/net/SocksSocketImpl.java',
    print: ({ number }) =>
      `java.net.SocketException: ${{ 1: 'SOCKS server general failure', 2: 'SOCKS: Connection not allowed by ruleset', 3: 'SOCKS: Network unreachable', 4: 'SOCKS: Host unreachable', 5: 'SOCKS: Connection refused', 6: 'SOCKS: TTL expired' }[number]}`,
  },
];

export const numbers: Printed[] = [
  ...rendered(APPLE, OF_APPLE),
  ...rendered(SECURE_TRANSPORT, OF_SECURE_TRANSPORT),
  ...rendered(WINHTTP, OF_WINHTTP),
  ...rendered(CURL, OF_CURL),
  ...rendered(HTTP2, OF_HTTP2),
  ...rendered(CLOSED, OF_CLOSED),
  ...rendered(SOCKS, OF_SOCKS),
];
