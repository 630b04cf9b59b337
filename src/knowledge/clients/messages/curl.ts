import { type Message, messagesOf } from './message.ts';

/** curl_easy_strerror's table, which programs print without the number: https://github.com/curl/curl/blob/master/lib/strerror.c */
const G = { weight: 'general' } as const;

/** curl takes brackets in an address for ranges; these came from JSON that a shell took apart. */
const TAKEN_APART = { type: null } as const;

export const curl: Message[] = [
  // https://github.com/curl/curl/blob/master/src/tool_urlglob.c
  ...messagesOf('curl, ranges in addresses', '7 and 8', [
    ['curl: (3) bad range', 'client/usage-error', 'curl: (3) bad range in URL position 11:', TAKEN_APART],
    ['curl: (3) unmatched', 'client/usage-error', 'curl: (3) unmatched close brace/bracket in URL position 1:', TAKEN_APART],
    ['curl: (3) nested brace', 'client/usage-error', 'curl: (3) nested brace in URL position 12:', TAKEN_APART],
    ['curl: (3) empty string within braces', 'client/usage-error', undefined, TAKEN_APART],
    ['curl: (3) [globbing]', 'client/usage-error', 'curl: (3) [globbing] nested brace in column 14', TAKEN_APART],
  ]),
  ...messagesOf('libcurl', '7 and 8', [
    ['Timeout was reached', 'http/timeout', 'curl_easy_perform() failed: Timeout was reached', G],
    ['SSL connect error', 'tls/handshake-failure', 'request failed: SSL connect error', G],
    ['Failure when receiving data from the peer', 'tcp/reset', 'Failure when receiving data from the peer', G],
    ['Failed sending data to the peer', 'tcp/reset', 'Failed sending data to the peer', G],
    ['Transferred a partial file', 'http/truncated', 'Transferred a partial file', G],
    ['Stream error in the HTTP/2 framing layer', 'http/truncated', 'Stream error in the HTTP/2 framing layer', G],
    ['Error in the HTTP2 framing layer', 'http/closed', 'Error in the HTTP2 framing layer', G],
    [
      'HTTP/2 stream <n> was not closed cleanly',
      'http/truncated',
      'curl: (92) HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)',
    ],
    ['Could not resolve hostname', 'dns/nxdomain', 'libcurl: Could not resolve hostname', { weight: 'code' }],
    ["Couldn't resolve host name", 'dns/nxdomain', "Couldn't resolve host name", { weight: 'code' }],
    ['Could not resolve proxy name', 'proxy/dns'],
    ["Couldn't resolve proxy name", 'proxy/dns'],
    ['Server returned nothing (no headers, no data)', 'http/closed'],
    ['Weird server reply', 'http/malformed', 'Weird server reply', G],
    ['Unrecognized or bad HTTP Content or Transfer-Encoding', 'http/malformed'],
    ['Number of redirects hit maximum amount', 'http/unexpected-redirect'],
    ['Problem with the local SSL certificate', 'tls/client-certificate-required', 'Problem with the local SSL certificate', G],
    ["Couldn't use specified SSL cipher", 'tls/handshake-failure'],
    ['SSL crypto engine not found', 'tls/handshake-failure'],
    ['Requested SSL level failed', 'tls/protocol-version'],
    ['Failed to load CRL file', 'config/ca-file-unreadable'],
    ['Invalid SSL certificate status', 'tls/verification-failed', 'Invalid SSL certificate status', G],
    ['SSL public key does not match pinned public key', 'tls/interception'],
    ['proxy handshake error', 'proxy/upstream-failed', 'proxy handshake error', G],
    ['SSL Client Certificate required', 'tls/client-certificate-required'],
    ['Error in the HTTP/3 layer', 'http/closed', 'HTTP/3 error: Error in the HTTP/3 layer', G],
    ['QUIC connection error', 'http/closed', 'QUIC connection error', G],
    ['Unsupported protocol', 'config/base-url-invalid', 'curl_easy_perform() failed: Unsupported protocol', { weight: 'hidden' }],
    ['URL using bad/illegal format or missing URL', 'config/base-url-invalid'],
    ['HTTP response code said error', 'client/inconclusive', 'HTTP response code said error', { weight: 'hidden' }],
    ['Resolving timed out after <n> milliseconds', 'dns/timeout', 'Resolving timed out after 10000 milliseconds'],
    [
      'Connection timed out after <n> milliseconds',
      'tcp/timeout',
      'curl: (28) Connection timed out after 10001 milliseconds',
      { type: 'APITimeoutError' },
    ],
    [
      'Operation timed out after <n> milliseconds with',
      'http/timeout',
      'Operation timed out after 30001 milliseconds with 0 bytes received',
    ],
    [
      'Recv failure: Connection reset by peer',
      'tcp/reset',
      'curl: (56) Recv failure: Connection reset by peer',
      { weight: 'code' },
    ],
    [
      'OpenSSL SSL_connect: Connection reset by peer in connection to <host>',
      'tls/reset',
      'curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to api.openai.com:443',
    ],
    [
      'OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to <host>',
      'tls/reset',
      'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to api.openai.com:443',
    ],
    [
      'LibreSSL SSL_connect: SSL_ERROR_SYSCALL in connection to <host>',
      'tls/reset',
      'curl: (35) LibreSSL SSL_connect: SSL_ERROR_SYSCALL in connection to api.openai.com:443',
    ],
    [
      'OpenSSL SSL_read: <...>unexpected eof while reading',
      'http/closed',
      'curl: (56) OpenSSL SSL_read: OpenSSL/3.0.2: error:0A000126:SSL routines::unexpected eof while reading, errno 0',
    ],
    [
      'OpenSSL SSL_read: Connection reset by peer',
      'tcp/reset',
      'curl: (56) OpenSSL SSL_read: Connection reset by peer, errno 104',
      { weight: 'code' },
    ],
    ['Send failure: Broken pipe', 'tcp/reset', 'curl: (55) Send failure: Broken pipe', { weight: 'code' }],
    ['CONNECT phase completed', 'none', '* CONNECT phase completed!'],
  ]),
  // https://github.com/curl/curl/blob/master/src/tool_getparam.c: it was called without what it needs.
  ...messagesOf('curl, its command line', '7 and 8', [
    ['curl: no URL specified', 'config/base-url-invalid', 'curl: no URL specified!', { type: null }],
    ['curl: (2) no URL specified', 'config/base-url-invalid', undefined, { type: null }],
    ['curl: option <word>: requires parameter', 'client/usage-error', 'curl: option -H: requires parameter', { type: null }],
    ['curl: option <word>: is unknown', 'client/usage-error', 'curl: option --fail-body: is unknown', { type: null }],
    ['curl: option <word>: is badly used here', 'client/usage-error', 'curl: option -d: is badly used here', { type: null }],
    ['curl: (26) Failed to open/read local data', 'client/usage-error', undefined, { type: null }],
  ]),
  ...messagesOf('PHP streams and Guzzle', '', [
    [
      'Failed to open stream: HTTP request failed!',
      'client/inconclusive',
      'PHP Warning: file_get_contents(https://api.openai.com/v1/models): Failed to open stream: HTTP request failed!',
      { weight: 'hidden' },
    ],
    [
      'failed to open stream: operation failed',
      'client/inconclusive',
      'file_get_contents(): failed to open stream: operation failed',
      { weight: 'hidden' },
    ],
    [
      'php_network_getaddresses: getaddrinfo failed',
      'dns/nxdomain',
      'php_network_getaddresses: getaddrinfo failed: Name or service not known',
      { weight: 'code' },
    ],
    [
      'php_network_getaddresses: getaddrinfo for <host> failed',
      'dns/nxdomain',
      'php_network_getaddresses: getaddrinfo for api.openai.com failed: Name or service not known',
      { weight: 'code' },
    ],
    ['Failed to enable crypto', 'tls/handshake-failure', 'file_get_contents(): Failed to enable crypto', G],
    [
      'Unable to find the wrapper "https"',
      'client/dependency-conflict',
      'Unable to find the wrapper "https" - did you forget to enable it when you configured PHP?',
    ],
  ]),
];
