import { type Own, owned, type Printed, type Rendering, rendered } from './table.ts';

/** How a name does not resolve, in the words and numbers of each resolver. */
interface NameError {
  /** glibc and the BSDs. */
  code: string;
  glibc: number;
  words: string;
  musl?: string;
  mac?: [number, string];
  windows?: [number, string];
  finding: string;
}

const ERRORS: NameError[] = [
  {
    code: 'EAI_NONAME',
    glibc: -2,
    words: 'Name or service not known',
    musl: 'Name does not resolve',
    mac: [8, 'nodename nor servname provided, or not known'],
    windows: [11001, 'No such host is known.'],
    finding: 'dns/nxdomain',
  },
  {
    code: 'EAI_AGAIN',
    glibc: -3,
    words: 'Temporary failure in name resolution',
    musl: 'Try again',
    mac: [2, 'Temporary failure in name resolution'],
    windows: [
      11002,
      'This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server.',
    ],
    finding: 'dns/temporary-failure',
  },
  {
    code: 'EAI_FAIL',
    glibc: -4,
    words: 'Non-recoverable failure in name resolution',
    musl: 'Non-recoverable error',
    mac: [4, 'Non-recoverable failure in name resolution'],
    windows: [11003, 'A non-recoverable error occurred during a database lookup.'],
    finding: 'dns/servfail',
  },
  {
    code: 'EAI_NODATA',
    glibc: -5,
    words: 'No address associated with hostname',
    musl: 'Name has no usable address',
    mac: [7, 'No address associated with hostname'],
    windows: [11004, 'The requested name is valid, but no data of the requested type was found.'],
    finding: 'dns/no-address',
  },
];

const HOST = 'api.openai.com';
const CPYTHON = 'https://github.com/python/cpython/blob/main/Modules/socketmodule.c';

const RENDERINGS: Rendering<NameError>[] = [
  { program: 'Python', source: CPYTHON, print: ({ glibc, words }) => `socket.gaierror: [Errno ${glibc}] ${words}` },
  {
    program: 'Python on musl',
    source: CPYTHON,
    print: ({ glibc, musl }) => `socket.gaierror: [Errno ${glibc}] ${musl}`,
  },
  {
    program: 'Python on macOS',
    source: CPYTHON,
    print: ({ mac }) => mac && `socket.gaierror: [Errno ${mac[0]}] ${mac[1]}`,
  },
  {
    program: 'Python on Windows',
    source: CPYTHON,
    print: ({ windows }) => windows && `socket.gaierror: [Errno ${windows[0]}] getaddrinfo failed`,
  },
  {
    program: 'httpx',
    seen: '0.13 to 0.28',
    source: 'https://github.com/encode/httpx/blob/master/httpx/_transports/default.py',
    print: ({ glibc, words }) => `httpx.ConnectError: [Errno ${glibc}] ${words}`,
  },
  {
    program: 'httpx on Windows',
    seen: '0.13 to 0.28',
    source: 'https://github.com/encode/httpx/blob/master/httpx/_transports/default.py',
    print: ({ windows }) => windows && `httpx.ConnectError: [Errno ${windows[0]}] getaddrinfo failed`,
  },
  {
    program: 'urllib3',
    seen: '2',
    source: 'https://github.com/urllib3/urllib3/blob/main/src/urllib3/exceptions.py',
    print: ({ glibc, words }) =>
      `urllib3.exceptions.NameResolutionError: <urllib3.connection.HTTPSConnection object at 0x7f0a>: Failed to resolve '${HOST}' ([Errno ${glibc}] ${words})`,
  },
  {
    program: 'urllib3',
    seen: '1.26',
    source: 'https://github.com/urllib3/urllib3/blob/1.26.x/src/urllib3/connection.py',
    print: ({ glibc, words }) =>
      `NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f0a>: Failed to establish a new connection: [Errno ${glibc}] ${words}')`,
  },
  {
    program: 'requests',
    seen: '2',
    source: 'https://github.com/psf/requests/blob/main/src/requests/adapters.py',
    print: ({ glibc, words }) =>
      `requests.exceptions.ConnectionError: HTTPSConnectionPool(host='${HOST}', port=443): Max retries exceeded with url: /v1/models (Caused by NameResolutionError("<urllib3.connection.HTTPSConnection object at 0x7f0a>: Failed to resolve '${HOST}' ([Errno ${glibc}] ${words})"))`,
  },
  {
    program: 'aiohttp',
    seen: '3.10 to 3.13',
    source: 'https://github.com/aio-libs/aiohttp/blob/master/aiohttp/connector.py',
    print: ({ words }) =>
      `aiohttp.client_exceptions.ClientConnectorDNSError: Cannot connect to host ${HOST}:443 ssl:default [${words}]`,
  },
  {
    program: 'urllib (Python)',
    seen: '3',
    source: 'https://github.com/python/cpython/blob/main/Lib/urllib/request.py',
    print: ({ glibc, words }) => `urllib.error.URLError: <urlopen error [Errno ${glibc}] ${words}>`,
  },
  {
    program: 'Node.js',
    seen: '18 to 26',
    source: 'https://github.com/nodejs/node/blob/main/lib/dns.js',
    // libuv turns EAI_NODATA into ENOTFOUND too.
    print: ({ code }) =>
      code === 'EAI_NODATA'
        ? null
        : `Error: getaddrinfo ${code === 'EAI_NONAME' ? 'ENOTFOUND' : code} ${HOST}\n    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:120:26)`,
  },
  {
    program: 'fetch of Node.js (undici)',
    seen: '5 to 8',
    source: 'https://github.com/nodejs/undici/blob/main/lib/web/fetch/index.js',
    print: ({ code }) =>
      code === 'EAI_NODATA'
        ? null
        : `TypeError: fetch failed\n  [cause]: Error: getaddrinfo ${code === 'EAI_NONAME' ? 'ENOTFOUND' : code} ${HOST} {\n    syscall: 'getaddrinfo'\n  }`,
  },
  {
    program: 'node-fetch',
    seen: '2 and 3',
    source: 'https://github.com/node-fetch/node-fetch/blob/main/src/index.js',
    print: ({ code }) =>
      code === 'EAI_NODATA'
        ? null
        : `FetchError: request to https://${HOST}/v1/chat/completions failed, reason: getaddrinfo ${code === 'EAI_NONAME' ? 'ENOTFOUND' : code} ${HOST}`,
  },
  {
    program: 'axios',
    seen: '0.21 to 1',
    source: 'https://github.com/axios/axios/blob/v1.x/lib/core/AxiosError.js',
    print: ({ code }) =>
      code === 'EAI_NODATA' ? null : `AxiosError: getaddrinfo ${code === 'EAI_NONAME' ? 'ENOTFOUND' : code} ${HOST}`,
  },
  {
    program: 'Go with cgo',
    seen: '1.18 to 1.25',
    source: 'https://github.com/golang/go/blob/master/src/net/cgo_unix.go',
    print: ({ code, words }) =>
      code === 'EAI_NODATA'
        ? null
        : `Post "https://${HOST}/v1/chat/completions": dial tcp: lookup ${HOST}: ${code === 'EAI_NONAME' ? 'no such host' : words}`,
  },
  {
    program: 'reqwest',
    seen: '0.11 and 0.12',
    source: 'https://github.com/rust-lang/rust/blob/master/library/std/src/sys/net/connection/socket/unix.rs',
    print: ({ words }) =>
      `error sending request for url (https://${HOST}/v1/chat/completions): client error (Connect): dns error: failed to lookup address information: ${words}`,
  },
  {
    program: 'reqwest on musl',
    seen: '0.11 and 0.12',
    source: 'https://github.com/rust-lang/rust/blob/master/library/std/src/sys/net/connection/socket/unix.rs',
    print: ({ musl }) =>
      `error sending request for url (https://${HOST}/v1/chat/completions): client error (Connect): dns error: failed to lookup address information: ${musl}`,
  },
  {
    program: 'reqwest on macOS',
    seen: '0.11 and 0.12',
    source: 'https://github.com/rust-lang/rust/blob/master/library/std/src/sys/net/connection/socket/unix.rs',
    print: ({ mac, code }) =>
      mac && code === 'EAI_NONAME' ? `client error (Connect): dns error: failed to lookup address information: ${mac[1]}` : null,
  },
  {
    program: 'Rust on Windows',
    source: 'https://github.com/rust-lang/rust/blob/master/library/std/src/sys/net/connection/socket/windows.rs',
    print: ({ windows }) => windows && `error trying to connect: dns error: ${windows[1]} (os error ${windows[0]})`,
  },
  {
    program: 'JDK',
    seen: '8 to 24',
    source: 'https://github.com/openjdk/jdk/blob/master/src/java.base/unix/native/libnet/net_util_md.c',
    print: ({ words }) => `java.net.UnknownHostException: ${HOST}: ${words}`,
    // Android says the same of a name that does not exist.
    means: withoutNoData,
  },
  {
    program: 'OkHttp on Android',
    seen: '3 to 5',
    source:
      'https://android.googlesource.com/platform/libcore/+/refs/heads/main/ojluni/src/main/java/java/net/Inet6AddressImpl.java',
    print: ({ code }) =>
      code === 'EAI_NODATA'
        ? `java.net.UnknownHostException: Unable to resolve host "${HOST}": No address associated with hostname`
        : null,
    means: () => 'dns/nxdomain',
  },
  {
    program: '.NET on Linux',
    seen: '5 to 10',
    source:
      'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.NameResolution/src/System/Net/NameResolutionPal.Unix.cs',
    print: ({ code, words }) => {
      const number = { EAI_NONAME: -131073, EAI_AGAIN: 11, EAI_FAIL: 11, EAI_NODATA: 11 }[code];
      return code === 'EAI_NONAME' ? `System.Net.Sockets.SocketException (${number}): ${words}` : null;
    },
  },
  {
    program: '.NET on Windows',
    seen: '5 to 10',
    source: 'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Primitives/src/System/Net/SocketException.cs',
    print: ({ windows }) => windows && `System.Net.Sockets.SocketException (${windows[0]}): ${windows[1]}`,
  },
  {
    program: '.NET HttpRequestException',
    seen: '5 to 10',
    source:
      'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Http/src/System/Net/Http/SocketsHttpHandler/ConnectHelper.cs',
    print: ({ words }) => `System.Net.Http.HttpRequestException: ${words} (${HOST}:443)`,
  },
  {
    program: 'Ruby Net::HTTP',
    seen: '2.7 to 3.4',
    source: 'https://github.com/ruby/net-http/blob/master/lib/net/http.rb',
    print: ({ words }) => `Failed to open TCP connection to ${HOST}:443 (getaddrinfo: ${words}) (SocketError)`,
  },
  {
    program: 'Ruby Net::HTTP',
    seen: '3.4',
    source: 'https://github.com/ruby/ruby/blob/master/ext/socket/raddrinfo.c',
    print: ({ words }) => `Failed to open TCP connection to ${HOST}:443 (getaddrinfo(3): ${words}) (Socket::ResolutionError)`,
  },
  {
    program: 'Faraday',
    seen: '1 and 2',
    source: 'https://github.com/lostisland/faraday/blob/main/lib/faraday/error.rb',
    print: ({ words }) => `Faraday::ConnectionFailed: Failed to open TCP connection to ${HOST}:443 (getaddrinfo: ${words})`,
  },
  {
    program: 'PHP streams',
    seen: '7 and 8',
    source: 'https://github.com/php/php-src/blob/master/main/network.c',
    print: ({ words }) => `PHP Warning:  file_get_contents(): php_network_getaddresses: getaddrinfo for ${HOST} failed: ${words}`,
  },
  {
    program: 'LWP (Perl)',
    seen: '6',
    source: 'https://github.com/libwww-perl/libwww-perl/blob/master/lib/LWP/Protocol/http.pm',
    print: ({ words }) => `500 Can't connect to ${HOST}:443 (${words})`,
  },
  {
    program: 'GNU Wget',
    seen: '1',
    source: 'https://git.savannah.gnu.org/cgit/wget.git/tree/src/host.c',
    print: ({ words }) => `Resolving ${HOST} (${HOST})... failed: ${words}.\nwget: unable to resolve host address '${HOST}'`,
  },
  {
    program: 'Dart',
    seen: '2 and 3',
    source: 'https://github.com/dart-lang/sdk/blob/main/sdk/lib/io/socket.dart',
    print: ({ glibc, words, code }) =>
      code === 'EAI_NONAME' || code === 'EAI_AGAIN'
        ? `SocketException: Failed host lookup: '${HOST}' (OS Error: ${words}, errno = ${glibc})`
        : null,
  },
  {
    program: 'Dart on Windows',
    seen: '2 and 3',
    source: 'https://github.com/dart-lang/sdk/blob/main/sdk/lib/io/socket.dart',
    print: ({ windows }) =>
      windows && `SocketException: Failed host lookup: '${HOST}' (OS Error: ${windows[1]}, errno = ${windows[0]})`,
  },
  {
    program: 'Haskell',
    source: 'https://github.com/haskell/network/blob/master/Network/Socket/Info.hsc',
    print: ({ words }) =>
      `(ConnectionFailure Network.Socket.getAddrInfo (called with preferred socket type/protocol: Just AddrInfo {addrFlags = [AI_ADDRCONFIG]}, host name: Just "${HOST}", service name: Just "443"): does not exist (${words}))`,
  },
  {
    program: 'nginx, at start',
    seen: '1',
    source: 'https://github.com/nginx/nginx/blob/master/src/core/ngx_inet.c',
    print: ({ code }) =>
      code === 'EAI_NONAME' ? `nginx: [emerg] host not found in upstream "${HOST}" in /etc/nginx/conf.d/default.conf:12` : null,
  },
];

/** A name without an address counts as unknown there. */
function withoutNoData({ code, finding }: NameError): string {
  return code === 'EAI_NODATA' ? 'dns/nxdomain' : finding;
}

/** c-ares' errors, which Node's `dns.resolve` and gRPC print: https://c-ares.org/docs/ares_strerror.html */
const ARES: { code: string; words: string; finding: string }[] = [
  { code: 'ENODATA', words: 'DNS server returned answer with no data', finding: 'dns/no-address' },
  { code: 'EFORMERR', words: 'DNS server claims query was misformatted', finding: 'dns/malformed' },
  { code: 'ESERVFAIL', words: 'DNS server returned general failure', finding: 'dns/servfail' },
  { code: 'ENOTFOUND', words: 'Domain name not found', finding: 'dns/nxdomain' },
  { code: 'ENOTIMP', words: 'DNS server does not implement requested operation', finding: 'dns/malformed' },
  { code: 'EREFUSED', words: 'DNS server refused query', finding: 'dns/refused' },
  { code: 'EBADNAME', words: 'Misformatted domain name', finding: 'config/base-url-invalid' },
  { code: 'EBADRESP', words: 'Misformatted DNS reply', finding: 'dns/malformed' },
  { code: 'ECONNREFUSED', words: 'Could not contact DNS servers', finding: 'dns/no-resolver' },
  { code: 'ETIMEOUT', words: 'Timeout while contacting DNS servers', finding: 'dns/timeout' },
];

const OF_ARES: Rendering<(typeof ARES)[number]>[] = [
  {
    program: 'dns.resolve of Node.js',
    seen: '18 to 26',
    source: 'https://github.com/nodejs/node/blob/main/src/cares_wrap.cc',
    print: ({ code }) =>
      `Error: queryA ${code} ${HOST}\n    at QueryReqWrap.onresolve [as oncomplete] (node:internal/dns/callback_resolver:45:19)`,
  },
  {
    program: 'dns.resolve of Node.js, IPv6',
    seen: '18 to 26',
    source: 'https://github.com/nodejs/node/blob/main/src/cares_wrap.cc',
    print: ({ code }) =>
      `{ errno: undefined, code: '${code}', syscall: 'queryAaaa', hostname: '${HOST}' } Error: queryAaaa ${code} ${HOST}`,
  },
  {
    program: 'gRPC (c-ares)',
    seen: '1',
    source: 'https://github.com/grpc/grpc/blob/master/src/core/resolver/dns/c_ares/grpc_ares_wrapper.cc',
    print: ({ words }) =>
      `DNS resolution failed for ${HOST}:443: C-ares status is not ARES_SUCCESS qtype=A name=${HOST} is_balancer=0: ${words}`,
  },
  {
    program: 'aiodns',
    seen: '3',
    source: 'https://github.com/aio-libs/aiodns/blob/master/aiodns/__init__.py',
    print: ({ words }) => `Cannot connect to host ${HOST}:443 ssl:default [${words}]`,
  },
  {
    program: 'curl with c-ares',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/asyn-ares.c',
    print: ({ words, code }) =>
      code === 'ECONNREFUSED' || code === 'ETIMEOUT' ? `curl: (6) Could not resolve host: ${HOST} (${words})` : null,
  },
];

/** What resolvers of languages of their own say, each alone. */
const OWN: Own[] = [
  [
    'Go, its own resolver',
    '1.18 to 1.25',
    'https://github.com/golang/go/blob/master/src/net/dnsclient_unix.go',
    [
      [`dial tcp: lookup ${HOST} on 10.0.0.53:53: no such host`, 'dns/nxdomain'],
      [`dial tcp: lookup ${HOST} on 10.0.0.53:53: server misbehaving`, 'dns/temporary-failure'],
      [`dial tcp: lookup ${HOST} on 10.0.0.53:53: read udp 10.0.0.2:41234->10.0.0.53:53: i/o timeout`, 'dns/timeout'],
      [`dial tcp: lookup ${HOST} on 10.0.0.53:53: dial udp 10.0.0.53:53: i/o timeout`, 'dns/timeout'],
      [`dial tcp: lookup ${HOST} on [::1]:53: read udp [::1]:46086->[::1]:53: read: connection refused`, 'dns/no-resolver'],
      [`dial tcp: lookup ${HOST} on 10.0.0.53:53: dial udp 10.0.0.53:53: connect: network is unreachable`, 'dns/no-resolver'],
      [
        `dial tcp: lookup ${HOST} on 8.8.4.4:53: read udp 172.17.0.2:37286->8.8.4.4:53: read: no route to host`,
        'dns/no-resolver',
      ],
      [`dial tcp: lookup ${HOST} on 10.0.0.53:53: cannot unmarshal DNS message`, 'dns/malformed'],
      [`dial tcp: lookup ${HOST}: device or resource busy`, 'dns/temporary-failure'],
      [`dial tcp: lookup ${HOST}: no such host`, 'dns/nxdomain'],
      [`dial tcp: lookup ${HOST}: i/o timeout`, 'dns/timeout'],
      [`dial tcp: lookup ${HOST}: too many open files`, 'config/descriptor-limit'],
      [`dial tcp: lookup ${HOST}: getaddrinfow: No such host is known.`, 'dns/nxdomain'],
      [
        `dial tcp: lookup ${HOST}: getaddrinfow: The requested name is valid, but no data of the requested type was found.`,
        'dns/no-address',
      ],
    ],
  ],
  [
    'hickory-resolver (Rust)',
    '0.24 and 0.25',
    'https://github.com/hickory-dns/hickory-dns/blob/main/crates/proto/src/error.rs',
    [
      [`dns error: no record found for Query { name: Name("${HOST}."), query_type: A, query_class: IN }`, 'dns/nxdomain'],
      ['dns error: request timed out', 'dns/timeout'],
      [`dns error: no connections available`, 'dns/no-resolver'],
    ],
  ],
  [
    'Netty',
    '4.1 and 4.2',
    'https://github.com/netty/netty/blob/4.2/resolver-dns/src/main/java/io/netty/resolver/dns/DnsResolveContext.java',
    [
      [`java.net.UnknownHostException: Failed to resolve '${HOST}' [A(1), AAAA(28)] after 2 queries`, 'dns/nxdomain'],
      [
        `io.netty.resolver.dns.DnsNameResolverTimeoutException: [12345: /10.0.0.53:53] DefaultDnsQuestion(${HOST}. IN A) query '12345' via UDP timed out after 5000 milliseconds (no stack trace available)`,
        'dns/timeout',
      ],
      [`io.netty.resolver.dns.DnsErrorCauseException: Query failed with SERVFAIL`, 'dns/servfail'],
      [`io.netty.resolver.dns.DnsErrorCauseException: Query failed with REFUSED`, 'dns/refused'],
      [`io.netty.resolver.dns.DnsErrorCauseException: Query failed with NXDOMAIN`, 'dns/nxdomain'],
    ],
  ],
  [
    'curl',
    '7 and 8',
    'https://github.com/curl/curl/blob/master/lib/hostip.c',
    [
      [`curl: (6) Could not resolve host: ${HOST}`, 'dns/nxdomain'],
      ['curl: (5) Could not resolve proxy: proxy.corp.example', 'proxy/dns'],
      ['curl: (28) Resolving timed out after 5000 milliseconds', 'dns/timeout'],
      [`* Could not resolve host: ${HOST} (Timeout while contacting DNS servers)`, 'dns/timeout'],
      [
        `cURL error 6: Could not resolve host: ${HOST} (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://${HOST}/v1/chat/completions`,
        'dns/nxdomain',
      ],
    ],
  ],
  [
    'dig, nslookup, host',
    '9',
    'https://gitlab.isc.org/isc-projects/bind9',
    [
      [';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4711', 'dns/nxdomain'],
      [';; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4711', 'dns/servfail'],
      [';; ->>HEADER<<- opcode: QUERY, status: REFUSED, id: 4711', 'dns/refused'],
      [';; communications error to 10.0.0.53#53: timed out', 'dns/timeout'],
      [';; connection timed out; no servers could be reached', 'dns/timeout'],
      [`** server can't find ${HOST}: NXDOMAIN`, 'dns/nxdomain'],
      [`** server can't find ${HOST}: SERVFAIL`, 'dns/servfail'],
      [`** server can't find ${HOST}: REFUSED`, 'dns/refused'],
      [`Host ${HOST} not found: 3(NXDOMAIN)`, 'dns/nxdomain'],
      [`Host ${HOST} not found: 2(SERVFAIL)`, 'dns/servfail'],
    ],
  ],
  [
    'systemd-resolved',
    '',
    'https://github.com/systemd/systemd/blob/main/src/resolve/resolvectl.c',
    [
      [`${HOST}: resolve call failed: '${HOST}' not found`, 'dns/nxdomain'],
      [`${HOST}: resolve call failed: All attempts to contact name servers or networks failed`, 'dns/timeout'],
      [`${HOST}: resolve call failed: DNSSEC validation failed: no-signature`, 'dns/servfail'],
      [`${HOST}: resolve call failed: No appropriate name servers or networks for name found`, 'dns/no-resolver'],
    ],
  ],
  [
    'Erlang and Elixir',
    '24 to 28',
    'https://github.com/erlang/otp/blob/master/lib/kernel/src/inet.erl',
    [
      ['** (Mint.TransportError) non-existing domain', 'dns/nxdomain'],
      [`{:error, %Req.TransportError{reason: :nxdomain}}`, 'dns/nxdomain'],
      ['** (HTTPoison.Error) :nxdomain', 'dns/nxdomain'],
    ],
  ],
  [
    'browsers',
    '',
    'https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h',
    [
      [`GET https://${HOST}/v1/models net::ERR_NAME_NOT_RESOLVED`, 'dns/nxdomain'],
      [`POST https://${HOST}/v1/chat/completions net::ERR_DNS_TIMED_OUT`, 'dns/timeout'],
      [`POST https://${HOST}/v1/chat/completions net::ERR_DNS_SERVER_FAILED`, 'dns/servfail'],
      [`POST https://${HOST}/v1/chat/completions net::ERR_DNS_MALFORMED_RESPONSE`, 'dns/malformed'],
      [`POST https://${HOST}/v1/chat/completions net::ERR_NAME_RESOLUTION_FAILED`, 'dns/temporary-failure'],
    ],
  ],
];

export const names: Printed[] = [...rendered(ERRORS, RENDERINGS), ...rendered(ARES, OF_ARES), ...owned(OWN)];
