import type { Sign } from './sign.ts';

/** Marks of Apple's URL loading, whose log lines give the number without the domain. */
const CFNETWORK = /NSURL|CFNetwork|HTTP load failed/;

/** What programs say of a connect that fails, close before the system's words: files and processes are denied in the same words. */
const CONNECTING =
  /(?:NewConnectionError|ConnectError|ConnectException|ConnectionFailure|tcp connect error|Connect error|Failed to establish a new connection|dial tcp|connectex|[Cc](?:annot|an't|ould not) connect to|Unable to connect to|Failed to open TCP connection|connect to \S{1,60} port \d{1,5} failed|\.\.\. failed|connect\(\)|connect(?:ion)? to \S{1,60}|finishConnect|SO_ERROR|SocketException|\(https?:[^)\s]{1,300}\): Failed to open stream)[^\n]{0,160}?(?:not permitted|denied|in its context)/;

/** What a shell that takes quotes apart leaves of a header or of JSON: curl looks each piece up as a host. */
const PIECE_OF_AN_ARGUMENT =
  /Could not resolve host: (?:Bearer|application|json|Content-Type:?|Authorization:?|api-key:?|sk-[\w*.-]{4,200}|\\{0,2}["'{}[\]]\S{0,80}|(?:model|messages|role|user|system|content|input|stream|temperature|max_tokens|prompt)\\{0,2}["':]\S{0,80})(?![\w.-])/;

/** Words of resolvers, sockets and routes: the C library's, each runtime's own, and tools'. */
export const networkSigns: Sign[] = [
  // The name does not exist. glibc, musl, BSD and macOS, Windows, each with its own sentence.
  { says: 'Name or service not known', id: 'dns/nxdomain' },
  { says: 'nodename nor servname provided', id: 'dns/nxdomain' },
  { says: 'Name does not resolve', id: 'dns/nxdomain' },
  {
    says: 'getaddrinfo failed',
    id: 'dns/nxdomain',
    notNear: /Temporary failure|No address associated|Non-recoverable|1100[234]|EAI_AGAIN/i,
  },
  { says: 'No such host is known', id: 'dns/nxdomain' },
  { says: 'no such host', id: 'dns/nxdomain', near: /lookup|dial|resolve/i },
  { says: 'The requested name is valid, but no data of the requested type', id: 'dns/no-address' },
  { says: 'remote name could not be resolved', id: 'dns/nxdomain' },
  { says: 'UnknownHostException', id: 'dns/nxdomain' },
  { says: 'UnresolvedAddressException', id: 'dns/nxdomain' },
  { says: 'Could not resolve host', id: 'dns/nxdomain', notNear: PIECE_OF_AN_ARGUMENT },
  { says: 'Could not resolve host', id: 'client/usage-error', near: PIECE_OF_AN_ARGUMENT, type: null },
  { says: "Couldn't resolve host", id: 'dns/nxdomain' },
  { says: 'unable to resolve host', id: 'dns/nxdomain' },
  { says: 'hostname could not be found', id: 'dns/nxdomain' },
  { says: 'unknown host', id: 'dns/nxdomain', near: /ping|resolve|cannot|error/i },
  { says: 'Domain name not found', id: 'dns/nxdomain' },
  { says: 'Failed to resolve', id: 'dns/nxdomain', weight: 'code', near: /HTTPS?Connection|NameResolutionError|host|ERROR/ },
  {
    says: 'NXDOMAIN',
    id: 'dns/nxdomain',
    near: /status: NXDOMAIN|can't find|can.t find|query|lookup|resolv|:nxdomain|\bDNS\b|not found/i,
  },
  { says: 'NSURLErrorDomain Code=-1003', id: 'dns/nxdomain' },
  { says: 'code: -1003', id: 'dns/nxdomain', near: CFNETWORK },
  { says: 'code -1003', id: 'dns/nxdomain', near: CFNETWORK },
  // Erlang's and Mint's
  { says: 'non-existing domain', id: 'dns/nxdomain' },
  // Dart's, with the system's own words behind it, in the user's language; 11001 is Windows' WSAHOST_NOT_FOUND.
  { says: 'Failed host lookup', id: 'dns/nxdomain', weight: 'code', near: /Failed host lookup[^\n]{0,300}errno = 11001\b/ },
  { says: 'Failed host lookup', id: 'dns/temporary-failure', weight: 'code' },
  { says: 'NSURLErrorDomain error -1003', id: 'dns/nxdomain' },
  { says: 'failed to lookup address information', id: 'dns/nxdomain', weight: 'code' },
  // The name exists and has no address.
  { says: 'No address associated with hostname', id: 'dns/no-address', notNear: /Unable to resolve host|UnknownHost/ },
  { says: 'DNS server returned answer with no data', id: 'dns/no-address' },
  { says: 'ENODATA', id: 'dns/no-address', near: /query\w{0,10} ENODATA/ },
  { says: 'errno: -3007', id: 'dns/no-address' },
  { says: '"errno":-3007', id: 'dns/no-address' },
  // The resolver failed, and which way is not shown.
  { says: 'Temporary failure in name resolution', id: 'dns/temporary-failure' },
  { says: 'Temporary failure resolving', id: 'dns/temporary-failure' },
  { says: 'address information: Try again', id: 'dns/temporary-failure' },
  { says: '[Errno -3] Try again', id: 'dns/temporary-failure' },
  { says: 'Resource temporarily unavailable (', id: 'dns/temporary-failure', near: /unavailable \([\w.-]{1,200}:\d{1,5}\)/ },
  { says: 'server misbehaving', id: 'dns/temporary-failure', near: /lookup/ },
  { says: 'nonrecoverable error during a database lookup', id: 'dns/servfail' },
  { says: 'DNS server returned general failure', id: 'dns/servfail' },
  { says: 'SERVFAIL', id: 'dns/servfail', near: /status: SERVFAIL|can't find|can.t find|DNS|resolv|lookup|query/i },
  { says: 'status: REFUSED', id: 'dns/refused' },
  { says: 'DNS server refused query', id: 'dns/refused' },
  { says: 'Query refused', id: 'dns/refused', near: /DNS|resolv|lookup/i },
  { says: 'Timeout while contacting DNS servers', id: 'dns/timeout' },
  { says: 'Resolving timed out', id: 'dns/timeout' },
  { says: 'DnsNameResolverTimeoutException', id: 'dns/timeout' },
  { says: 'Lookup timed out', id: 'dns/timeout' },
  { says: 'DNS request timed out', id: 'dns/timeout' },
  { says: 'queryA ETIMEOUT', id: 'dns/timeout' },
  { says: 'queryAaaa ETIMEOUT', id: 'dns/timeout' },
  { says: 'no servers could be reached', id: 'dns/timeout' },
  { says: 'communications error to', id: 'dns/timeout', weight: 'code', near: /#53/ },
  { says: 'Could not contact DNS servers', id: 'dns/no-resolver' },
  { says: 'parsing resolv.conf', id: 'dns/no-resolver', near: /error|failed/i },
  { says: 'queryA ECONNREFUSED', id: 'dns/no-resolver' },
  { says: 'queryAaaa ECONNREFUSED', id: 'dns/no-resolver' },
  { says: ':53: i/o timeout', id: 'dns/timeout' },
  { says: ':53: read: connection refused', id: 'dns/no-resolver' },
  { says: ':53: connect: connection refused', id: 'dns/no-resolver' },
  { says: ':53: connect: network is unreachable', id: 'dns/no-resolver' },

  // Refused.
  {
    says: 'Connection refused',
    id: 'tcp/refused',
    notNear:
      /:53: (?:connect|read): connection refused|(?:Proxy Server could not connect: |SOCKS5?: |unknown error )connection refused|refused by destination host/i,
  },
  {
    says: 'connect: connection refused',
    id: 'tcp/refused',
    notNear: /:53: connect: connection refused|Proxy Server could not connect/,
  },
  // The whole message of Java's HttpClient.
  {
    says: 'java.net.ConnectException',
    id: 'tcp/refused',
    weight: 'general',
    notNear: /timed out|Network is unreachable|No route/,
  },
  // Bun's
  { says: 'Is the computer able to access the url', id: 'tcp/refused', weight: 'general' },
  { says: 'Was there a typo in the url or port', id: 'dns/nxdomain', weight: 'general' },
  { says: 'actively refused', id: 'tcp/refused' },
  { says: 'Connect call failed', id: 'tcp/refused', weight: 'general' },
  { says: 'ConnectionRefusedError', id: 'tcp/refused' },
  { says: "Couldn't connect to server", id: 'tcp/refused', weight: 'general' },
  { says: 'Could not connect to server', id: 'tcp/refused', weight: 'general' },
  { says: "Could't connect to server", id: 'tcp/refused', weight: 'general' },
  { says: 'NSURLErrorDomain Code=-1004', id: 'tcp/refused' },
  { says: 'code: -1004', id: 'tcp/refused', near: CFNETWORK },
  { says: ':econnrefused', id: 'tcp/refused' },

  // No answer to the connect.
  { says: 'Connect Timeout Error', id: 'tcp/timeout' },
  {
    says: 'ConnectTimeout',
    id: 'tcp/timeout',
    notNear: /UND_ERR_|Connect Timeout Error|handshake operation timed out|connect_?timeout['"]?\s{0,3}[=:]\s{0,2}\d/i,
  },
  { says: 'connect timed out', id: 'tcp/timeout' },
  {
    says: 'Connection timed out',
    id: 'tcp/timeout',
    notNear:
      /while reading (?:response|upstream)|while SSL handshaking|SSL connection timeout|Read error \(|\b522: Connection timed out|litellm\.Timeout:[^\n]{0,40}Connection timed out/,
    type: 'APIConnectionError',
  },
  { says: 'connection timeout after', id: 'tcp/timeout' },
  { says: 'connect timeout=', id: 'tcp/timeout' },
  { says: 'Connection timeout to host', id: 'tcp/timeout' },
  { says: 'connect: operation timed out', id: 'tcp/timeout', type: 'APIConnectionError' },
  { says: 'tcp connect error: deadline has elapsed', id: 'tcp/timeout' },
  { says: 'did not properly respond after a period of time', id: 'tcp/timeout', type: 'APIConnectionError' },
  { says: 'host has failed to respond', id: 'tcp/timeout', type: 'APIConnectionError' },
  { says: 'semaphore timeout period has expired', id: 'tcp/timeout', type: 'APIConnectionError' },
  { says: 'HttpConnectTimeoutException', id: 'tcp/timeout' },
  { says: 'Net::OpenTimeout', id: 'tcp/timeout' },
  { says: "Timeout awaiting 'connect'", id: 'tcp/timeout' },
  { says: "Timeout awaiting 'lookup'", id: 'dns/timeout' },
  { says: 'Failed to connect to', id: 'tcp/timeout', near: /after \d{5,9} ?ms/, type: 'APIConnectionError' },
  // curl on Windows, by address and by name
  {
    says: ' failed: Timed out',
    id: 'tcp/timeout',
    near: /connect to \S{1,60} port \d{1,5} failed: Timed out/i,
    type: 'APIConnectionError',
  },
  {
    says: ': Timed out',
    id: 'tcp/timeout',
    near: /Failed to connect to \S{1,253} port \d{1,5}: Timed out/i,
    type: 'APIConnectionError',
  },
  {
    says: 'failed to connect to',
    id: 'tcp/timeout',
    near: /\b[Ff]ailed to connect to [^\n]{1,80}?: (?:connection |connect )?(?:timeout|timed out)\b/,
  },
  { says: 'urlopen error timed out', id: 'tcp/timeout' },
  {
    says: 'i/o timeout',
    id: 'tcp/timeout',
    near: /dial tcp/,
    notNear: /:53: i\/o timeout|lookup [\w.-]{1,100}[: ]/,
  },

  // No way there.
  { says: 'Network is unreachable', id: 'tcp/unreachable', notNear: /:53: connect/ },
  { says: 'No route to host', id: 'tcp/unreachable', notNear: /:53: (?:connect|read)/ },
  { says: 'Host is unreachable', id: 'tcp/unreachable', notNear: /SOCKS/i },
  { says: 'Host is down', id: 'tcp/unreachable' },
  { says: 'Network is down', id: 'tcp/unreachable' },
  { says: 'destination host was down', id: 'tcp/unreachable' },
  { says: 'encountered a dead network', id: 'tcp/unreachable' },
  { says: 'requested address is not valid in its context', id: 'tcp/unreachable', near: CONNECTING },
  { says: 'unreachable network', id: 'tcp/unreachable' },
  { says: 'unreachable host', id: 'tcp/unreachable' },
  { says: 'Network unreachable', id: 'tcp/unreachable', notNear: /SOCKS|Proxy Server could not connect/i },
  { says: 'Internet connection appears to be offline', id: 'tcp/unreachable' },
  { says: 'NSURLErrorDomain Code=-1009', id: 'tcp/unreachable' },
  { says: 'code: -1009', id: 'tcp/unreachable', near: CFNETWORK },
  { says: ':ehostunreach', id: 'tcp/unreachable' },
  { says: ':enetunreach', id: 'tcp/unreachable' },
  { says: "Can't assign requested address", id: 'tcp/unreachable' },
  { says: 'Cannot assign requested address', id: 'tcp/unreachable' },
  { says: 'NoRouteToHostException', id: 'tcp/unreachable' },

  // Forbidden on this machine.
  { says: 'forbidden by its access permissions', id: 'tcp/local-denied' },
  { says: 'connect EACCES', id: 'tcp/local-denied' },
  { says: 'connect EPERM', id: 'tcp/local-denied' },
  { says: 'connect: permission denied', id: 'tcp/local-denied' },
  { says: 'connect: operation not permitted', id: 'tcp/local-denied' },
  { says: 'socket failed: EPERM', id: 'tcp/local-denied' },
  { says: 'socket failed: EACCES', id: 'tcp/local-denied' },
  { says: 'Operation not permitted', id: 'tcp/local-denied', near: CONNECTING },
  { says: 'Permission denied', id: 'tcp/local-denied', near: CONNECTING },
  { says: 'Requires net access', id: 'tcp/local-denied' },
  { says: 'missing INTERNET permission', id: 'tcp/local-denied' },
  { says: 'Too many open files', id: 'config/descriptor-limit' },

  // Reset. Where in the call it happened is read from what stands around it.
  { says: 'Connection reset', id: 'tcp/reset', weight: 'code' },
  { says: 'forcibly closed', id: 'tcp/reset', weight: 'code' },
  { says: 'ConnectionResetError', id: 'tcp/reset', weight: 'code' },
  { says: 'ConnectionAbortedError', id: 'tcp/reset', weight: 'code' },
  { says: 'connection was aborted by the software', id: 'tcp/reset', weight: 'code' },
  { says: 'established connection was aborted', id: 'tcp/reset', weight: 'code' },
  { says: 'Software caused connection abort', id: 'tcp/reset', weight: 'code' },
  {
    says: 'Broken pipe',
    id: 'tcp/reset',
    weight: 'code',
    near: /Err|Exception|write|send|urllib3|http|os error|ConnectionFailed/,
  },
  { says: 'EPIPE', id: 'tcp/reset', weight: 'code', near: /write EPIPE|code['"]?: ?['"]EPIPE|OSError|SocketError/ },
  { says: 'NSURLErrorDomain Code=-1005', id: 'http/closed' },
];
