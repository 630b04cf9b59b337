import { type Message, messagesOf, type Row, saying } from './message.ts';

const CLEAR = {};
const HIDDEN = { weight: 'hidden' } as const;
const NO_CALL = { type: null } as const;

/** A failure that Mint prints in words of its own, in the one class for them. */
const mint = (finding: Message['finding'], words: string, rest = '', more: NonNullable<Row[3]> = {}): Row => [
  `Mint.HTTPError) ${words}`,
  finding,
  `** (Mint.HTTPError) ${words}${rest}`,
  more,
];

/** The rest of what libraries say in words that no other prints: of an answer, or before a call was sent. */
export const ownWords: Message[] = [
  // https://github.com/openai/openai-node/blob/master/src/client.ts, azure.ts, core/streaming.ts, lib
  ...messagesOf('openai (Node), its own words', '4 to 6', [
    ...saying(
      'client/usage-error',
      NO_CALL,
      'Must provide one of the `baseURL` or `endpoint` arguments',
      'The OPENAI_API_VERSION environment variable is missing or empty',
      '`apiKey` and `azureADTokenProvider` arguments are mutually exclusive',
      'baseURL and endpoint are mutually exclusive',
    ),
    ...saying(
      'config/key-missing',
      NO_CALL,
      "Expected 'apiKey' function argument to return a string",
      'Could not find credentials for Bedrock',
    ),
    ...saying('config/base-url-invalid', NO_CALL, 'Realtime WebSocket URLs must use the wss: protocol'),
    ...saying('stream/invalid-events', NO_CALL, 'Error reading response: malformed server-sent event JSON'),
    ...saying('stream/cut', CLEAR, 'request ended without sending any events'),
    ['missing finish_reason for choice <n>', 'stream/cut', 'OpenAIError: missing finish_reason for choice 0'],
    ...saying('http/not-the-api', NO_CALL, 'missing message in ChatCompletion response'),
  ]),
  // https://github.com/openai/openai-python/blob/main/src/openai/_exceptions.py, _client.py, lib/azure.py
  ...messagesOf('openai (Python), its own words', '1 to 3', [
    ...saying(
      'http/not-the-api',
      NO_CALL,
      'Data returned by API invalid for expected schema',
      'ValueError: No embedding data received',
    ),
    ...saying('stream/cut', CLEAR, "Didn't receive a `response.completed` event"),
    ...saying(
      'client/usage-error',
      NO_CALL,
      'You need to install `openai[realtime]` to use this method',
      'Must provide either the `api_version` argument or the `OPENAI_API_VERSION`',
      'base_url and azure_endpoint are mutually exclusive',
      'you must have installed the package with the `aiohttp` extra',
    ),
    ...saying('config/key-missing', NO_CALL, 'Expected `azure_ad_token_provider` argument to return a non-empty string'),
    [
      'SubjectTokenProviderError: The token file at',
      'config/key-missing',
      'openai.SubjectTokenProviderError: The token file at /var/run/token is empty.',
      NO_CALL,
    ],
  ]),
  // https://github.com/pydantic/httpx2/blob/main/src/httpx2/httpx2/_transports/jsfetch.py
  ...messagesOf('httpx2 in a browser', '0.1 to 2', [
    ...saying('client/inconclusive', HIDDEN, 'httpx2.ConnectError: Failed to fetch', 'httpx.ConnectError: Failed to fetch'),
  ]),
  // https://github.com/eclipse-vertx/vert.x/tree/master/vertx-core/src/main/java/io/vertx/core/http/impl
  ...messagesOf('Vert.x, its own words', '3 to 5', [
    [
      'ms has been exceeded when getting a connection to <host>',
      'client/inconclusive',
      'io.vertx.core.impl.NoStackTraceTimeoutException: The timeout of 3000 ms has been exceeded when getting a connection to api.openai.com:443',
      HIDDEN,
    ],
    ...saying(
      'http/not-the-api',
      { weight: 'general', type: null },
      'io.vertx.core.VertxException: Missing response content type',
    ),
  ]),
  // https://github.com/ktorio/ktor/tree/main/ktor-client/ktor-client-cio and ktor-network/ktor-network-tls
  ...messagesOf('Ktor, its own words', '2 and 3', [
    ...saying('http/closed', CLEAR, 'Failed to parse HTTP response: the server prematurely closed the connection'),
    ...saying('proxy/closed', CLEAR, 'Failed to parse CONNECT response: unexpected EOF'),
    ...saying('client/inconclusive', HIDDEN, 'java.io.IOException: Can not establish tunnel connection'),
    [
      "DNS resolution of '<host>' via <host> timed out after",
      'dns/timeout',
      "DNS resolution of 'api.openai.com' via 10.0.0.53 timed out after 5s",
    ],
    [
      'TLSException: No server host: <host> in the server certificate',
      'tls/hostname-mismatch',
      'io.ktor.network.tls.TLSException: No server host: api.openai.com in the server certificate. Provided in certificate: gw.example',
    ],
    [
      'CIO engine does not currently support <word> proxies',
      'proxy/socks-support-missing',
      'CIO engine does not currently support SOCKS proxies.',
      NO_CALL,
    ],
  ]),
  // https://github.com/elixir-mint/mint/blob/main/lib/mint/http1.ex, http2.ex, transport_error.ex
  ...messagesOf('Mint, its own words', '1', [
    mint('http/closed', 'the connection is closed'),
    mint('http/malformed', 'received unexpected data', ': "HTTP"'),
    mint('http/malformed', 'invalid header'),
    mint('http/malformed', 'invalid chunk size'),
    mint('http/malformed', 'missing CRLF after chunk'),
    mint('http/malformed', 'the response contain', 's two or more Content-Length headers'),
    mint('http/malformed', 'invalid Content-Length header', ': "-1"'),
    mint(
      'config/key-malformed',
      'invalid value for header (only printable ASCII',
      ' characters are allowed) "authorization": "x"',
      NO_CALL,
    ),
    mint('http/closed', 'server closed request with error code', ' :internal_error'),
    mint('http/closed', 'request was not processed by the server', ', which means that it is safe to retry'),
    [
      'Mint.TransportError) ALPN protocol not negotiated',
      'http/protocol-unsupported',
      '** (Mint.TransportError) ALPN protocol not negotiated',
    ],
  ]),
  // https://gitlab.com/gnutls/gnutls/-/blob/master/lib/errors.c
  ...messagesOf('GnuTLS, of a connection that ended', '3', [
    ...saying(
      'tls/reset',
      CLEAR,
      'gnutls_handshake() failed: Error in the push function',
      'gnutls_handshake() failed: Peer has terminated the connection',
    ),
    ...saying('tls/timeout', CLEAR, 'gnutls_handshake() failed: The operation timed out'),
  ]),
  // https://github.com/noxxi/p5-io-socket-ssl/blob/master/lib/IO/Socket/SSL.pm
  ...messagesOf('IO::Socket::SSL (Perl)', '2', [
    [
      "Can't connect to <host>:<n> (SSL connect attempt failed)",
      'tls/handshake-failure',
      "500 Can't connect to api.openai.com:443 (SSL connect attempt failed)",
      { weight: 'code' },
    ],
    [
      "Can't connect to <host>:<n> (hostname verification failed",
      'tls/hostname-mismatch',
      "500 Can't connect to api.openai.com:443 (hostname verification failed)",
    ],
  ]),
];
