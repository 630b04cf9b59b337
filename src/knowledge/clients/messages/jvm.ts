import { type Message, messagesOf } from './message.ts';

export const jvm: Message[] = [
  ...messagesOf('Reactor Netty', '0.9 to 1.2', [
    [
      'Connection prematurely closed BEFORE response',
      'http/closed',
      'reactor.netty.http.client.PrematureCloseException: Connection prematurely closed BEFORE response',
    ],
    [
      'Connection prematurely closed DURING response',
      'http/truncated',
      'reactor.netty.http.client.PrematureCloseException: Connection prematurely closed DURING response',
    ],
    [
      'Connection has been closed BEFORE send operation',
      'http/closed',
      'reactor.netty.channel.AbortedException: Connection has been closed BEFORE send operation',
    ],
    [
      'Connection has been closed BEFORE response',
      'http/closed',
      'java.io.IOException: Connection has been closed BEFORE response, while sending request body',
    ],
    [
      'Pending acquire queue has reached its maximum size',
      'client/usage-error',
      'reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException: Pending acquire queue has reached its maximum size of 1000',
    ],
    [
      'Pool#acquire(Duration) has been pending for more than the configured timeout',
      'client/usage-error',
      'reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException: Pool#acquire(Duration) has been pending for more than the configured timeout of 45000ms',
    ],
    [
      'Did not observe any item or terminal signal within',
      'http/timeout',
      "java.util.concurrent.TimeoutException: Did not observe any item or terminal signal within 60000ms in 'flatMap' (and no fallback has been configured)",
      { weight: 'code' },
    ],
    [
      'Timeout on blocking read for',
      'http/timeout',
      'java.lang.IllegalStateException: Timeout on blocking read for 5000000000 NANOSECONDS',
      { weight: 'code' },
    ],
    [
      'Exceeded limit on max bytes to buffer',
      'client/usage-error',
      'org.springframework.core.io.buffer.DataBufferLimitException: Exceeded limit on max bytes to buffer : 262144',
    ],
  ]),
  ...messagesOf('Netty', '4', [
    [
      'connection timed out after <n> ms',
      'tcp/timeout',
      'io.netty.channel.ConnectTimeoutException: connection timed out after 10000 ms: api.openai.com/162.159.140.245:443',
    ],
    [
      'ConnectTimeoutException: connection timed out',
      'tcp/timeout',
      'io.netty.channel.ConnectTimeoutException: connection timed out: api.openai.com/162.159.140.245:443',
    ],
    ['ReadTimeoutException', 'http/timeout', 'io.netty.handler.timeout.ReadTimeoutException'],
    ['WriteTimeoutException', 'http/timeout', 'io.netty.handler.timeout.WriteTimeoutException'],
    [
      'AnnotatedConnectException: Connection refused',
      'tcp/refused',
      'io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: localhost/127.0.0.1:11434',
    ],
    [
      'AnnotatedNoRouteToHostException',
      'tcp/unreachable',
      'io.netty.channel.AbstractChannel$AnnotatedNoRouteToHostException: No route to host: 10.0.0.1/10.0.0.1:443',
    ],
    [
      'NativeIoException: recvAddress(..) failed',
      'tcp/reset',
      'io.netty.channel.unix.Errors$NativeIoException: recvAddress(..) failed: Connection reset by peer',
      { weight: 'code' },
    ],
    [
      'not an SSL/TLS record',
      'tls/not-tls',
      'io.netty.handler.ssl.NotSslRecordException: not an SSL/TLS record: 485454502f312e31',
    ],
    [
      'SslHandshakeTimeoutException',
      'tls/timeout',
      'io.netty.handler.ssl.SslHandshakeTimeoutException: handshake timed out after 10000ms',
    ],
    ['StacklessClosedChannelException', 'http/closed', 'io.netty.channel.StacklessClosedChannelException', { weight: 'general' }],
    [
      'ProxyConnectException',
      'proxy/upstream-failed',
      'io.netty.handler.proxy.HttpProxyHandler$HttpProxyConnectException: http, none, proxy.corp/10.0.0.9:3128 => api.openai.com/:443, disconnected',
      { weight: 'general' },
    ],
  ]),
  ...messagesOf('Vert.x and Quarkus', '4', [
    [
      'The timeout period of <n>ms has been exceeded while executing',
      'http/timeout',
      'io.vertx.core.http.impl.NoStackTraceTimeoutException: The timeout period of 10000ms has been exceeded while executing POST /v1/chat/completions for server api.openai.com:443',
    ],
    [
      'The timeout period of <n>ms has been exceeded while getting a connection',
      'tcp/timeout',
      'java.util.concurrent.TimeoutException: The timeout period of 10000ms has been exceeded while getting a connection to api.openai.com:443',
    ],
    [
      'HttpClosedException: Connection was closed',
      'http/closed',
      'io.vertx.core.http.HttpClosedException: Connection was closed',
    ],
    ['HttpClosedException: Stream was closed', 'http/closed', 'io.vertx.core.http.HttpClosedException: Stream was closed'],
    ['StreamResetException: Stream reset', 'http/truncated', 'io.vertx.core.http.StreamResetException: Stream reset: 2'],
    ['SSL handshake timed out', 'tls/timeout', 'io.vertx.core.VertxException: SSL handshake timed out'],
  ]),
  ...messagesOf('Ktor', '2 and 3', [
    [
      'Request timeout has expired',
      'http/timeout',
      'io.ktor.client.plugins.HttpRequestTimeoutException: Request timeout has expired [url=https://api.openai.com/v1/chat/completions, request_timeout=30000 ms]',
    ],
    [
      'Connect timeout has expired',
      'tcp/timeout',
      'io.ktor.client.network.sockets.ConnectTimeoutException: Connect timeout has expired [url=https://api.openai.com/v1/models, connect_timeout=10000 ms]',
    ],
    [
      'Socket timeout has expired',
      'http/timeout',
      'io.ktor.client.network.sockets.SocketTimeoutException: Socket timeout has expired [url=https://api.openai.com/v1/chat/completions, socket_timeout=30000] ms',
    ],
    [
      'Expected response body of the type',
      'http/not-the-api',
      "io.ktor.client.call.NoTransformationFoundException: Expected response body of the type 'class com.a.B' but was 'class io.ktor.utils.io.SourceByteReadChannel'",
    ],
    ['UnresolvedAddressException', 'dns/nxdomain', 'java.nio.channels.UnresolvedAddressException', { weight: 'code' }],
  ]),
  ...messagesOf('JDK', '8 to 24', [
    ['header parser received no bytes', 'http/closed', 'java.io.IOException: HTTP/1.1 header parser received no bytes'],
    [
      'fixed content length: <n>, bytes received',
      'http/truncated',
      'java.io.IOException: fixed content length: 512, bytes received: 120',
    ],
    ['EOF reached while reading', 'http/closed', 'java.io.IOException: EOF reached while reading'],
    [
      'chunked transfer encoding, state: READING_LENGTH',
      'http/truncated',
      'java.io.IOException: chunked transfer encoding, state: READING_LENGTH',
    ],
    ['GOAWAY received', 'http/closed', 'java.io.IOException: /10.0.0.2:51000: GOAWAY received'],
    ['too many concurrent streams', 'client/usage-error', 'java.io.IOException: too many concurrent streams'],
    [
      'HttpConnectTimeoutException: HTTP connect timed out',
      'tcp/timeout',
      'java.net.http.HttpConnectTimeoutException: HTTP connect timed out',
    ],
    ['Network is unreachable: connect', 'tcp/unreachable', 'java.net.SocketException: Network is unreachable: connect'],
    ['Connection refused: connect', 'tcp/refused', 'java.net.ConnectException: Connection refused: connect'],
    [
      'Connection timed out: connect',
      'tcp/timeout',
      'java.net.ConnectException: Connection timed out: connect',
      { type: 'APIConnectionError' },
    ],
    ['Permission denied: connect', 'tcp/local-denied', 'java.net.SocketException: Permission denied: connect'],
    [
      'SocketException: Connection closed by remote host',
      'tcp/reset',
      'java.net.SocketException: Connection closed by remote host',
      { weight: 'code' },
    ],
    [
      'No name matching <host> found',
      'tls/hostname-mismatch',
      'java.security.cert.CertificateException: No name matching api.openai.com found',
    ],
    ['Could not find or load default trust', 'config/ca-file-unreadable'],
    [
      'Tunnel proxy',
      'proxy/upstream-failed',
      'java.io.IOException: Tunnel failed, got: 502, Tunnel proxy',
      { weight: 'general' },
    ],
  ]),
  ...messagesOf('Apache HttpClient', '4 and 5', [
    [
      'The target server failed to respond',
      'http/closed',
      'org.apache.http.NoHttpResponseException: The target server failed to respond',
    ],
    [
      'Premature end of Content-Length delimited message body',
      'http/truncated',
      'org.apache.http.ConnectionClosedException: Premature end of Content-Length delimited message body (expected: 512; received: 0)',
    ],
    [
      'Premature end of chunk coded message body',
      'http/truncated',
      'org.apache.http.ConnectionClosedException: Premature end of chunk coded message body: closing chunk expected',
    ],
    [
      'Timeout waiting for connection from pool',
      'client/usage-error',
      'org.apache.http.conn.ConnectionPoolTimeoutException: Timeout waiting for connection from pool',
    ],
    [
      "doesn't match any of the subject alternative names",
      'tls/hostname-mismatch',
      "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <api.openai.com> doesn't match any of the subject alternative names: [*.corp.example]",
    ],
  ]),
];
