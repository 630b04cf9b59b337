import { type Own, owned, type Printed } from './table.ts';

const URL = 'https://api.openai.com/v1/chat/completions';

/** What libraries say of a call that fails or was never sent, the rest of their own tables. */
const OWN: Own[] = [
  [
    'openai (Node), before a call',
    '4 to 6',
    'https://github.com/openai/openai-node/blob/master/src/client.ts',
    [
      ["OpenAIError: It looks like you're running in a browser-like environment.", 'client/usage-error'],
      [
        'OpenAIError: Must provide one of the `baseURL` or `endpoint` arguments, or the `AZURE_OPENAI_ENDPOINT` environment variable',
        'client/usage-error',
      ],
      [
        'OpenAIError: The OPENAI_API_VERSION environment variable is missing or empty; either provide it, or instantiate the AzureOpenAI client with an apiVersion option',
        'client/usage-error',
      ],
      [
        'OpenAIError: Missing credentials. Please pass one of `apiKey` and `azureADTokenProvider`, or set the `AZURE_OPENAI_API_KEY` environment variable.',
        'config/key-missing',
      ],
      [
        'OpenAIError: Missing credentials. Please pass an `apiKey`, `workloadIdentity`, `adminAPIKey`, or set the `OPENAI_API_KEY` or `OPENAI_ADMIN_KEY` environment variable.',
        'config/key-missing',
      ],
      [
        'OpenAIError: The `apiKey` and `azureADTokenProvider` arguments are mutually exclusive; only one can be passed at a time.',
        'client/usage-error',
      ],
      ["OpenAIError: Expected 'apiKey' function argument to return a string but it returned undefined", 'config/key-missing'],
      [
        'Error: Could not resolve authentication method. Expected either apiKey or adminAPIKey to be set. Or for one of the "Authorization" or "api-key" headers to be explicitly omitted',
        'config/key-missing',
      ],
      ['OpenAIError: baseURL and endpoint are mutually exclusive', 'client/usage-error'],
      ['OpenAIError: Realtime WebSocket URLs must use the wss: protocol.', 'config/base-url-invalid'],
      [
        'OpenAIError: Could not find credentials for Bedrock. Set `AWS_BEARER_TOKEN_BEDROCK` or configure AWS credential authentication.',
        'config/key-missing',
      ],
      ['InvalidWebhookSignatureError: The given webhook signature does not match the expected signature', 'none'],
    ],
  ],
  [
    'openai (Node), of an answer',
    '4 to 6',
    'https://github.com/openai/openai-node/blob/master/src/core/streaming.ts',
    [
      ['SyntaxError: Error reading response: malformed server-sent event JSON.', 'stream/invalid-events'],
      ['OpenAIError: request ended without sending any chunks', 'stream/cut'],
      ['OpenAIError: request ended without sending any events', 'stream/cut'],
      ['OpenAIError: stream ended without producing a ChatCompletion', 'stream/cut'],
      ['OpenAIError: stream ended without producing a ChatCompletionMessage with role=assistant', 'stream/cut'],
      ['OpenAIError: stream ended without producing a Response', 'stream/cut'],
      ['OpenAIError: missing finish_reason for choice 0', 'stream/cut'],
      [
        'ContentFilterFinishReasonError: Could not parse response content as the request was rejected by the content filter',
        'request/content-policy',
      ],
      ['OpenAIError: missing message in ChatCompletion response', 'http/not-the-api'],
    ],
  ],
  [
    'openai (Python), of an answer or before a call',
    '1 to 3',
    'https://github.com/openai/openai-python/blob/main/src/openai/_exceptions.py',
    [
      ['openai.APIResponseValidationError: Data returned by API invalid for expected schema.', 'http/not-the-api'],
      [
        'openai.ContentFilterFinishReasonError: Could not parse response content as the request was rejected by the content filter',
        'request/content-policy',
      ],
      ["RuntimeError: Didn't receive a `response.completed` event.", 'stream/cut'],
      ['ValueError: No embedding data received', 'http/not-the-api'],
      ['openai.OpenAIError: You need to install `openai[realtime]` to use this method', 'client/usage-error'],
      [
        'ValueError: Must provide one of the `base_url` or `azure_endpoint` arguments, or the `AZURE_OPENAI_ENDPOINT` environment variable',
        'client/usage-error',
      ],
      [
        'ValueError: Must provide either the `api_version` argument or the `OPENAI_API_VERSION` environment variable',
        'client/usage-error',
      ],
      ['ValueError: base_url and azure_endpoint are mutually exclusive', 'client/usage-error'],
      ['ValueError: Expected `azure_ad_token_provider` argument to return a non-empty string.', 'config/key-missing'],
      ['openai.SubjectTokenProviderError: The token file at /var/run/token is empty.', 'config/key-missing'],
      ['openai.OAuthError: OAuth authentication error.', 'auth/invalid-authentication'],
      [
        'RuntimeError: To use the aiohttp client you must have installed the package with the `aiohttp` extra',
        'client/usage-error',
      ],
      ['ValueError: The webhook secret must either be set using the env var, OPENAI_WEBHOOK_SECRET', 'none'],
    ],
  ],
  [
    'httpx2',
    '0.1 to 2',
    'https://github.com/pydantic/httpx2/blob/main/src/httpx2/httpx2/_exceptions.py',
    [
      ['httpx2.ConnectError: [Errno 111] Connection refused', 'tcp/refused'],
      ['httpx2.ConnectError: [Errno -2] Name or service not known', 'dns/nxdomain'],
      ['httpx2.ConnectError: All connection attempts failed', 'client/inconclusive'],
      ['httpx2.ReadError: [Errno 104] Connection reset by peer', 'tcp/reset'],
      [
        'httpx2.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1028)',
        'tls/interception',
      ],
      ['httpx2.ConnectTimeout: timed out', 'tcp/timeout'],
      ['httpx2.ReadTimeout: The read operation timed out', 'http/timeout'],
      ['httpx2.ConnectTimeout', 'tcp/timeout'],
      ['httpx2.ReadTimeout', 'http/timeout'],
      ['httpcore2.ReadTimeout', 'http/timeout'],
      ['httpx2.RemoteProtocolError: Server disconnected without sending a response.', 'http/closed'],
      [
        'httpx2.RemoteProtocolError: peer closed connection without sending complete message body (incomplete chunked read)',
        'http/truncated',
      ],
      ['httpx2.ProxyError: 407 Proxy Authentication Required', 'proxy/auth-required'],
      ['httpx2.ProxyError: 403 Forbidden', 'proxy/forbidden'],
      ["httpx2.UnsupportedProtocol: Request URL is missing an 'http://' or 'https://' protocol.", 'config/base-url-invalid'],
      [`httpx2.HTTPStatusError: Client error '401 Unauthorized' for url '${URL}'`, 'auth/invalid-authentication'],
      [`httpx2.HTTPStatusError: Server error '503 Service Unavailable' for url '${URL}'`, 'server/overloaded'],
      ['httpx2.TooManyRedirects: Exceeded maximum allowed redirects.', 'http/unexpected-redirect'],
    ],
  ],
  [
    'httpx2 in a browser (Pyodide)',
    '0.1 to 2',
    'https://github.com/pydantic/httpx2/blob/main/src/httpx2/httpx2/_transports/jsfetch.py',
    [['httpx2.ConnectError: Failed to fetch', 'client/inconclusive']],
  ],
  [
    'Vert.x, its own words',
    '3 to 5',
    'https://github.com/eclipse-vertx/vert.x/tree/master/vertx-core/src/main/java/io/vertx/core/http/impl',
    [
      [
        'io.vertx.core.impl.NoStackTraceTimeoutException: The timeout period of 30000ms has been exceeded while executing POST /v1/chat/completions for server api.openai.com:443',
        'http/timeout',
      ],
      [
        'io.vertx.core.impl.NoStackTraceTimeoutException: The timeout of 3000 ms has been exceeded when getting a connection to api.openai.com:443',
        'client/inconclusive',
      ],
      ['io.vertx.core.http.HttpClosedException: Connection was closed', 'http/closed'],
      ['io.vertx.core.http.HttpClosedException: Stream was closed', 'http/closed'],
      ['io.vertx.core.VertxException: Response status code 401 is not equal to 200', 'auth/invalid-authentication'],
      ['io.vertx.core.VertxException: Response status code 503 is not between 200 and 300', 'server/overloaded'],
      ['io.vertx.core.VertxException: Missing response content type', 'http/not-the-api'],
      ['javax.net.ssl.SSLHandshakeException: Failed to create SSL connection', 'tls/handshake-failure'],
    ],
  ],
  [
    'Ktor, its own words',
    '2 and 3',
    'https://github.com/ktorio/ktor/tree/main/ktor-client',
    [
      [
        `io.ktor.client.plugins.HttpRequestTimeoutException: Request timeout has expired [url=${URL}, request_timeout=30000 ms]`,
        'http/timeout',
      ],
      ['io.ktor.client.engine.cio.FailToConnectException: Connect timed out or retry attempts exceeded', 'tcp/timeout'],
      ['java.io.EOFException: Failed to parse HTTP response: the server prematurely closed the connection', 'http/closed'],
      ['java.io.EOFException: Failed to parse HTTP response: unexpected EOF', 'http/closed'],
      ['java.io.EOFException: Failed to parse CONNECT response: unexpected EOF', 'proxy/closed'],
      ['java.io.IOException: Can not establish tunnel connection', 'client/inconclusive'],
      ["java.io.IOException: DNS resolution of 'api.openai.com' via 10.0.0.53 timed out after 5s", 'dns/timeout'],
      ['io.ktor.client.plugins.sse.SSEClientException: Expected status code 200 but was 401', 'auth/invalid-authentication'],
      ['io.ktor.client.plugins.sse.SSEClientException: Expected status code 200 but was 429', 'limit/rate-limit'],
      [
        'io.ktor.client.plugins.sse.SSEClientException: Expected Content-Type text/event-stream but was text/html; charset=UTF-8',
        'http/not-the-api',
      ],
      [
        'io.ktor.network.tls.TLSException: No server host: api.openai.com in the server certificate. Provided in certificate: gw.example',
        'tls/hostname-mismatch',
      ],
      ['java.lang.IllegalStateException: CIO engine does not currently support SOCKS proxies.', 'proxy/socks-support-missing'],
      [
        'io.ktor.client.network.sockets.ConnectTimeoutException: Connect timeout has expired [url=https://api.openai.com/v1/models, connect_timeout=5000 ms]',
        'tcp/timeout',
      ],
      [
        'io.ktor.client.network.sockets.SocketTimeoutException: Socket timeout has expired [url=https://api.openai.com/v1/models, socket_timeout=5000] ms',
        'http/timeout',
      ],
    ],
  ],
  [
    'Mint, its own words',
    '1',
    'https://github.com/elixir-mint/mint/blob/main/lib/mint/http1.ex',
    [
      ['** (Mint.HTTPError) the connection is closed', 'http/closed'],
      ['** (Mint.HTTPError) received unexpected data: "HTTP"', 'http/malformed'],
      ['** (Mint.HTTPError) invalid status line', 'http/malformed'],
      ['** (Mint.HTTPError) invalid header', 'http/malformed'],
      ['** (Mint.HTTPError) invalid chunk size', 'http/malformed'],
      ['** (Mint.HTTPError) missing CRLF after chunk', 'http/malformed'],
      ['** (Mint.HTTPError) the response contains two or more Content-Length headers', 'http/malformed'],
      [
        '** (Mint.HTTPError) the response contained both a Transfer-Encoding header as well as a Content-Length header',
        'http/malformed',
      ],
      ['** (Mint.HTTPError) invalid Content-Length header: "-1"', 'http/malformed'],
      [
        '** (Mint.HTTPError) invalid value for header (only printable ASCII characters are allowed) "authorization": "Bearer x\\n"',
        'config/key-malformed',
      ],
      ['** (Mint.TransportError) socket closed', 'http/closed'],
      ['** (Mint.TransportError) ALPN protocol not negotiated', 'http/protocol-unsupported'],
      ['** (Mint.HTTPError) server closed request with error code :internal_error', 'http/closed'],
      ["** (Mint.HTTPError) request was not processed by the server, which means that it's safe to retry", 'http/closed'],
    ],
  ],
  [
    'GnuTLS, through git or curl',
    '3',
    'https://gitlab.com/gnutls/gnutls/-/blob/master/lib/errors.c',
    [
      ['gnutls_handshake() failed: The TLS connection was non-properly terminated.', 'tls/reset'],
      ['gnutls_handshake() failed: A TLS fatal alert has been received.', 'tls/handshake-failure'],
      ['gnutls_handshake() failed: Could not negotiate a supported cipher suite.', 'tls/handshake-failure'],
      ['gnutls_handshake() failed: An unexpected TLS packet was received.', 'tls/not-tls'],
      ['gnutls_handshake() failed: Error decoding the received TLS packet.', 'tls/handshake-failure'],
      ['gnutls_handshake() failed: Error in the push function.', 'tls/reset'],
      ['gnutls_handshake() failed: Peer has terminated the connection', 'tls/reset'],
      ['gnutls_handshake() failed: The operation timed out', 'tls/timeout'],
      ['gnutls_handshake() failed: No common application protocol could be negotiated.', 'tls/handshake-failure'],
      ['gnutls_handshake() failed: Public key signature verification has failed.', 'tls/handshake-failure'],
      ['gnutls_handshake() failed: Safe renegotiation failed.', 'tls/handshake-failure'],
      ['gnutls_handshake() failed: An illegal parameter has been received.', 'tls/handshake-failure'],
      ['gnutls_handshake() failed: Insufficient credentials for that request.', 'tls/handshake-failure'],
    ],
  ],
  [
    'IO::Socket::SSL (Perl)',
    '2',
    'https://github.com/noxxi/p5-io-socket-ssl/blob/master/lib/IO/Socket/SSL.pm',
    [
      [
        "500 Can't connect to api.openai.com:443 (SSL connect attempt failed because of handshake problems error:0A000086:SSL routines::certificate verify failed)",
        'tls/verification-failed',
      ],
      [
        "500 Can't connect to api.openai.com:443 (SSL connect attempt failed error:0A000410:SSL routines::ssl/tls alert handshake failure)",
        'tls/handshake-failure',
      ],
      ["500 Can't connect to api.openai.com:443 (SSL connect attempt failed)", 'tls/handshake-failure'],
      ["500 Can't connect to api.openai.com:443 (hostname verification failed)", 'tls/hostname-mismatch'],
    ],
  ],
  [
    'NSURLError, the rest of its numbers',
    '',
    'https://developer.apple.com/documentation/foundation/nsurlerror-code',
    [
      ['Error Domain=NSURLErrorDomain Code=-999 "cancelled"', 'none'],
      ['Error Domain=NSURLErrorDomain Code=-1000 "bad URL"', 'config/base-url-invalid'],
      ['Error Domain=NSURLErrorDomain Code=-1001 "The request timed out."', 'http/timeout'],
      ['Error Domain=NSURLErrorDomain Code=-1002 "unsupported URL"', 'config/base-url-invalid'],
      ['Error Domain=NSURLErrorDomain Code=-1005 "The network connection was lost."', 'http/closed'],
      ['Error Domain=NSURLErrorDomain Code=-1006 "(null)"', 'dns/temporary-failure'],
      ['Error Domain=NSURLErrorDomain Code=-1007 "too many HTTP redirects"', 'http/unexpected-redirect'],
      ['Error Domain=NSURLErrorDomain Code=-1009 "The Internet connection appears to be offline."', 'tcp/unreachable'],
      ['Error Domain=NSURLErrorDomain Code=-1011 "(null)"', 'http/not-the-api'],
      ['Error Domain=NSURLErrorDomain Code=-1017 "cannot parse response"', 'http/malformed'],
      [
        'Error Domain=NSURLErrorDomain Code=-1022 "The resource could not be loaded because the App Transport Security policy requires the use of a secure connection."',
        'config/base-url-insecure',
      ],
      [
        'Error Domain=NSURLErrorDomain Code=-1200 "An SSL error has occurred and a secure connection to the server cannot be made."',
        'tls/handshake-failure',
      ],
      ['Error Domain=NSURLErrorDomain Code=-1205 "(null)"', 'tls/client-certificate-required'],
      ['Error Domain=NSURLErrorDomain Code=-1206 "The server requires a client certificate."', 'tls/client-certificate-required'],
    ],
  ],
];

export const clients: Printed[] = owned(OWN);
