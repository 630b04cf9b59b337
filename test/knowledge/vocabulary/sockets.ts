import { type Printed, type Rendering, rendered } from './table.ts';

/** An error of sockets as the systems number and word it. */
interface SocketError {
  name: string;
  linux: number;
  mac: number;
  windows: number | null;
  /** glibc's words; macOS words two of them differently. */
  words: string;
  macWords?: string;
  /** Windows' words in English. */
  windowsWords?: string;
  finding: string;
  /** In what call it comes up. */
  while: 'connect' | 'read' | 'write' | 'open';
}

const ERRORS: SocketError[] = [
  {
    name: 'ECONNREFUSED',
    linux: 111,
    mac: 61,
    windows: 10061,
    words: 'Connection refused',
    windowsWords: 'No connection could be made because the target machine actively refused it.',
    finding: 'tcp/refused',
    while: 'connect',
  },
  {
    name: 'ETIMEDOUT',
    linux: 110,
    mac: 60,
    windows: 10060,
    words: 'Connection timed out',
    macWords: 'Operation timed out',
    windowsWords:
      'A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.',
    finding: 'tcp/timeout',
    while: 'connect',
  },
  {
    name: 'ENETUNREACH',
    linux: 101,
    mac: 51,
    windows: 10051,
    words: 'Network is unreachable',
    windowsWords: 'A socket operation was attempted to an unreachable network.',
    finding: 'tcp/unreachable',
    while: 'connect',
  },
  {
    name: 'EHOSTUNREACH',
    linux: 113,
    mac: 65,
    windows: 10065,
    words: 'No route to host',
    windowsWords: 'A socket operation was attempted to an unreachable host.',
    finding: 'tcp/unreachable',
    while: 'connect',
  },
  {
    name: 'EHOSTDOWN',
    linux: 112,
    mac: 64,
    windows: 10064,
    words: 'Host is down',
    windowsWords: 'A socket operation failed because the destination host was down.',
    finding: 'tcp/unreachable',
    while: 'connect',
  },
  {
    name: 'ENETDOWN',
    linux: 100,
    mac: 50,
    windows: 10050,
    words: 'Network is down',
    windowsWords: 'A socket operation encountered a dead network.',
    finding: 'tcp/unreachable',
    while: 'connect',
  },
  {
    name: 'EADDRNOTAVAIL',
    linux: 99,
    mac: 49,
    windows: 10049,
    words: 'Cannot assign requested address',
    macWords: "Can't assign requested address",
    windowsWords: 'The requested address is not valid in its context.',
    finding: 'tcp/unreachable',
    while: 'connect',
  },
  {
    name: 'EACCES',
    linux: 13,
    mac: 13,
    windows: 10013,
    words: 'Permission denied',
    windowsWords: 'An attempt was made to access a socket in a way forbidden by its access permissions.',
    finding: 'tcp/local-denied',
    while: 'connect',
  },
  {
    name: 'EPERM',
    linux: 1,
    mac: 1,
    windows: null,
    words: 'Operation not permitted',
    finding: 'tcp/local-denied',
    while: 'connect',
  },
  {
    name: 'ECONNRESET',
    linux: 104,
    mac: 54,
    windows: 10054,
    words: 'Connection reset by peer',
    windowsWords: 'An existing connection was forcibly closed by the remote host.',
    finding: 'tcp/reset',
    while: 'read',
  },
  {
    name: 'ECONNABORTED',
    linux: 103,
    mac: 53,
    windows: 10053,
    words: 'Software caused connection abort',
    windowsWords: 'An established connection was aborted by the software in your host machine.',
    finding: 'tcp/reset',
    while: 'read',
  },
  { name: 'EPIPE', linux: 32, mac: 32, windows: null, words: 'Broken pipe', finding: 'tcp/reset', while: 'write' },
  {
    name: 'EMFILE',
    linux: 24,
    mac: 24,
    windows: 10024,
    words: 'Too many open files',
    windowsWords: 'Too many open sockets.',
    finding: 'config/descriptor-limit',
    while: 'open',
  },
];

const HOST = 'api.openai.com';
const lower = (text: string) => text.toLowerCase();
const macWords = ({ macWords: own, words }: SocketError) => own ?? words;
const connecting = ({ while: call }: SocketError) => call === 'connect';
/** Python's own class for a number, which stands before it where there is one. */
const PYTHON: Record<string, string> = {
  ECONNREFUSED: 'ConnectionRefusedError',
  ETIMEDOUT: 'TimeoutError',
  ECONNRESET: 'ConnectionResetError',
  ECONNABORTED: 'ConnectionAbortedError',
  EPIPE: 'BrokenPipeError',
  EACCES: 'PermissionError',
  EPERM: 'PermissionError',
};
const CPYTHON = 'https://github.com/python/cpython/blob/main/Objects/exceptions.c';
/** Rust's ErrorKind. */
const RUST: Record<string, string> = {
  ECONNREFUSED: 'ConnectionRefused',
  ETIMEDOUT: 'TimedOut',
  ENETUNREACH: 'NetworkUnreachable',
  EHOSTUNREACH: 'HostUnreachable',
  ENETDOWN: 'NetworkDown',
  EADDRNOTAVAIL: 'AddrNotAvailable',
  EACCES: 'PermissionDenied',
  EPERM: 'PermissionDenied',
  ECONNRESET: 'ConnectionReset',
  ECONNABORTED: 'ConnectionAborted',
  EPIPE: 'BrokenPipe',
};
const RUST_SOURCE = 'https://github.com/rust-lang/rust/blob/master/library/std/src/io/error/repr_bitpacked.rs';
/** .NET's SocketError. */
const DOTNET: Record<string, string> = {
  ECONNREFUSED: 'ConnectionRefused',
  ETIMEDOUT: 'TimedOut',
  ENETUNREACH: 'NetworkUnreachable',
  EHOSTUNREACH: 'HostUnreachable',
  EHOSTDOWN: 'HostDown',
  ENETDOWN: 'NetworkDown',
  EADDRNOTAVAIL: 'AddressNotAvailable',
  EACCES: 'AccessDenied',
  ECONNRESET: 'ConnectionReset',
  ECONNABORTED: 'ConnectionAborted',
};

const RENDERINGS: Rendering<SocketError>[] = [
  {
    program: 'Python',
    source: CPYTHON,
    print: ({ name, linux, words }) => `${PYTHON[name] ?? 'OSError'}: [Errno ${linux}] ${words}`,
  },
  {
    program: 'Python on macOS',
    source: CPYTHON,
    print: (error) => `${PYTHON[error.name] ?? 'OSError'}: [Errno ${error.mac}] ${macWords(error)}`,
  },
  {
    program: 'Python on Windows',
    source: CPYTHON,
    print: ({ name, windows, windowsWords }) =>
      windowsWords && `${PYTHON[name] ?? 'OSError'}: [WinError ${windows}] ${windowsWords.replace(/\.$/, '')}`,
  },
  {
    program: 'httpx',
    seen: '0.13 to 0.28',
    source: 'https://github.com/encode/httpx/blob/master/httpx/_transports/default.py',
    print: (error) => (connecting(error) ? `httpx.ConnectError: [Errno ${error.linux}] ${error.words}` : null),
  },
  {
    program: 'httpx, while reading and writing',
    seen: '0.13 to 0.28',
    source: 'https://github.com/encode/httpcore/blob/master/httpcore/_backends/sync.py',
    print: ({ while: call, linux, words }) =>
      call === 'read' || call === 'write' ? `httpx.${call === 'read' ? 'Read' : 'Write'}Error: [Errno ${linux}] ${words}` : null,
  },
  {
    program: 'httpcore on anyio',
    seen: '1',
    source: 'https://github.com/encode/httpcore/blob/master/httpcore/_backends/anyio.py',
    print: (error) => (connecting(error) ? `httpcore.ConnectError: [Errno ${error.linux}] ${error.words}` : null),
  },
  {
    program: 'urllib3',
    seen: '1.26 and 2',
    source: 'https://github.com/urllib3/urllib3/blob/main/src/urllib3/connection.py',
    print: (error) =>
      connecting(error)
        ? `urllib3.exceptions.NewConnectionError: <urllib3.connection.HTTPSConnection object at 0x7f0a4c1d5d90>: Failed to establish a new connection: [Errno ${error.linux}] ${error.words}`
        : null,
  },
  {
    program: 'requests',
    seen: '2',
    source: 'https://github.com/psf/requests/blob/main/src/requests/adapters.py',
    print: (error) =>
      connecting(error)
        ? `requests.exceptions.ConnectionError: HTTPSConnectionPool(host='${HOST}', port=443): Max retries exceeded with url: /v1/models (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f0a>: Failed to establish a new connection: [Errno ${error.linux}] ${error.words}'))`
        : null,
  },
  {
    program: 'requests, while reading',
    seen: '2',
    source: 'https://github.com/psf/requests/blob/main/src/requests/adapters.py',
    print: ({ name, while: call, linux, words }) =>
      call === 'read' || call === 'write'
        ? `requests.exceptions.ConnectionError: ('Connection aborted.', ${PYTHON[name]}(${linux}, '${words}'))`
        : null,
  },
  {
    program: 'aiohttp',
    seen: '3',
    source: 'https://github.com/aio-libs/aiohttp/blob/master/aiohttp/client_exceptions.py',
    print: (error) =>
      connecting(error)
        ? `aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host ${HOST}:443 ssl:default [${error.words}]`
        : null,
  },
  {
    program: 'aiohttp, while reading and writing',
    seen: '3',
    source: 'https://github.com/aio-libs/aiohttp/blob/master/aiohttp/client.py',
    print: ({ while: call, linux, words }) =>
      call === 'read' || call === 'write' ? `aiohttp.client_exceptions.ClientOSError: [Errno ${linux}] ${words}` : null,
  },
  {
    program: 'asyncio',
    seen: '3.8 to 3.14',
    source: 'https://github.com/python/cpython/blob/main/Lib/asyncio/selector_events.py',
    print: (error) =>
      connecting(error) && error.name !== 'EPERM' && error.name !== 'EACCES'
        ? `OSError: Multiple exceptions: [Errno ${error.linux}] Connect call failed ('162.159.140.245', 443), [Errno 101] Network is unreachable`
        : null,
    means: ({ finding }) => finding,
  },
  {
    program: 'urllib (Python)',
    seen: '3',
    source: 'https://github.com/python/cpython/blob/main/Lib/urllib/request.py',
    print: (error) => `urllib.error.URLError: <urlopen error [Errno ${error.linux}] ${error.words}>`,
  },
  {
    program: 'Node.js',
    seen: '18 to 26',
    source: 'https://github.com/nodejs/node/blob/main/lib/internal/errors.js',
    print: ({ name, while: call, linux }) =>
      call === 'connect'
        ? `Error: connect ${name} 162.159.140.245:443\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16) {\n  errno: -${linux},\n  code: '${name}',\n  syscall: 'connect',\n  address: '162.159.140.245',\n  port: 443\n}`
        : call === 'open'
          ? null
          : `Error: ${call} ${name}\n    at TLSWrap.onStreamRead (node:internal/stream_base_commons:216:20) {\n  errno: -${linux},\n  code: '${name}',\n  syscall: '${call}'\n}`,
  },
  {
    program: 'fetch of Node.js (undici)',
    seen: '5 to 8',
    source: 'https://github.com/nodejs/undici/blob/main/lib/web/fetch/index.js',
    print: (error) =>
      connecting(error)
        ? `TypeError: fetch failed\n  [cause]: Error: connect ${error.name} 162.159.140.245:443 {\n    code: '${error.name}',\n    syscall: 'connect'\n  }`
        : null,
  },
  {
    program: 'node-fetch',
    seen: '2 and 3',
    source: 'https://github.com/node-fetch/node-fetch/blob/main/src/index.js',
    print: (error) =>
      connecting(error)
        ? `FetchError: request to https://${HOST}/v1/chat/completions failed, reason: connect ${error.name} 162.159.140.245:443`
        : null,
  },
  {
    program: 'axios',
    seen: '0.21 to 1',
    source: 'https://github.com/axios/axios/blob/v1.x/lib/core/AxiosError.js',
    print: (error) => (connecting(error) ? `AxiosError: connect ${error.name} 162.159.140.245:443` : null),
  },
  {
    program: 'got',
    seen: '11 to 14',
    source: 'https://github.com/sindresorhus/got/blob/main/source/core/errors.ts',
    print: (error) =>
      error.while === 'open'
        ? null
        : `RequestError: ${connecting(error) ? 'connect' : error.while} ${error.name} 162.159.140.245:443`,
  },
  {
    program: 'AI SDK',
    seen: '4 to 6',
    source: 'https://github.com/vercel/ai/blob/main/packages/provider-utils/src/handle-fetch-error.ts',
    print: (error) =>
      connecting(error) ? `AI_APICallError: Cannot connect to API: connect ${error.name} 162.159.140.245:443` : null,
  },
  {
    program: 'Go',
    seen: '1.18 to 1.25',
    source: 'https://github.com/golang/go/blob/master/src/net/net.go',
    print: ({ while: call, words, name }) =>
      call === 'connect'
        ? `Post "https://${HOST}/v1/chat/completions": dial tcp 162.159.140.245:443: connect: ${lower(words)}`
        : call === 'open'
          ? `Post "https://${HOST}/v1/chat/completions": dial tcp 162.159.140.245:443: socket: ${lower(words)}`
          : name === 'ECONNABORTED'
            ? `Post "https://${HOST}/v1/chat/completions": read tcp 10.0.0.2:51234->162.159.140.245:443: read: ${lower(words)}`
            : `Post "https://${HOST}/v1/chat/completions": ${call} tcp 10.0.0.2:51234->162.159.140.245:443: ${call}: ${lower(words)}`,
  },
  {
    program: 'Go on Windows',
    seen: '1.18 to 1.25',
    source: 'https://github.com/golang/go/blob/master/src/net/net.go',
    print: ({ while: call, windowsWords }) =>
      windowsWords === undefined || call === 'open'
        ? null
        : call === 'connect'
          ? `Post "https://${HOST}/v1/chat/completions": dial tcp 162.159.140.245:443: connectex: ${windowsWords}`
          : `Post "https://${HOST}/v1/chat/completions": read tcp 10.0.0.2:51234->162.159.140.245:443: wsarecv: ${windowsWords}`,
  },
  {
    program: 'reqwest',
    seen: '0.11',
    source: 'https://github.com/seanmonstar/reqwest/blob/master/src/error.rs',
    print: (error) =>
      connecting(error)
        ? `error sending request for url (https://${HOST}/v1/chat/completions): error trying to connect: tcp connect error: ${error.words} (os error ${error.linux})`
        : null,
  },
  {
    program: 'reqwest',
    seen: '0.12',
    source: 'https://github.com/hyperium/hyper-util/blob/master/src/client/legacy/client.rs',
    print: (error) =>
      connecting(error)
        ? `error sending request for url (https://${HOST}/v1/chat/completions): client error (Connect): tcp connect error: ${error.words} (os error ${error.linux})`
        : null,
  },
  {
    program: 'hyper',
    seen: '0.14 and 1',
    source: 'https://github.com/hyperium/hyper/blob/master/src/error.rs',
    print: ({ while: call, words, linux }) =>
      call === 'read' || call === 'write' ? `connection error: ${words} (os error ${linux})` : null,
  },
  {
    program: 'Rust',
    source: RUST_SOURCE,
    print: ({ name, linux, words }) =>
      RUST[name] === undefined
        ? null
        : `Custom { kind: Other, error: ConnectError("tcp connect error", Os { code: ${linux}, kind: ${RUST[name]}, message: "${words}" }) }`,
  },
  {
    program: 'Rust on Windows',
    source: RUST_SOURCE,
    print: (error) =>
      error.windowsWords !== undefined && connecting(error)
        ? `error trying to connect: tcp connect error: ${error.windowsWords} (os error ${error.windows})`
        : null,
  },
  {
    program: 'ureq',
    seen: '2 and 3',
    source: 'https://github.com/algesten/ureq/blob/main/src/error.rs',
    print: (error) =>
      connecting(error)
        ? `https://${HOST}/v1/chat/completions: Connection Failed: Connect error: ${error.words} (os error ${error.linux})`
        : null,
  },
  {
    program: 'JDK',
    seen: '8 to 24',
    source: 'https://github.com/openjdk/jdk/blob/master/src/java.base/share/native/libnet/net_util.c',
    print: ({ name, while: call, words }) =>
      name === 'EHOSTUNREACH'
        ? `java.net.NoRouteToHostException: ${words}`
        : call === 'connect'
          ? `java.net.ConnectException: ${words}`
          : `java.net.SocketException: ${name === 'ECONNRESET' ? 'Connection reset' : words}`,
  },
  {
    program: 'Netty on epoll',
    seen: '4.1 and 4.2',
    source:
      'https://github.com/netty/netty/blob/4.2/transport-native-unix-common/src/main/java/io/netty/channel/unix/Errors.java',
    print: ({ while: call, words, name, linux }) =>
      call === 'connect'
        ? `io.netty.channel.AbstractChannel$AnnotatedConnectException: finishConnect(..) failed with error(-${linux}): ${words}: ${HOST}/162.159.140.245:443`
        : call === 'read'
          ? `io.netty.channel.unix.Errors$NativeIoException: recvAddress(..) failed with error(-${linux}): ${words}`
          : name === 'EPIPE'
            ? `io.netty.channel.unix.Errors$NativeIoException: writeAddress(..) failed with error(-${linux}): ${words}`
            : null,
  },
  {
    program: 'Netty on NIO',
    seen: '4.1 and 4.2',
    source: 'https://github.com/netty/netty/blob/4.2/transport/src/main/java/io/netty/channel/AbstractChannel.java',
    print: (error) =>
      connecting(error)
        ? `io.netty.channel.AbstractChannel$AnnotatedConnectException: ${error.words}: no further information: ${HOST}/162.159.140.245:443`
        : null,
  },
  {
    program: '.NET on Linux',
    seen: '5 to 10',
    source:
      'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Http/src/System/Net/Http/SocketsHttpHandler/ConnectHelper.cs',
    print: (error) =>
      connecting(error)
        ? `System.Net.Http.HttpRequestException: ${error.words} (${HOST}:443)\n ---> System.Net.Sockets.SocketException (${error.linux}): ${error.words}`
        : null,
  },
  {
    program: '.NET on Windows',
    seen: '5 to 10',
    source: 'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Primitives/src/System/Net/SocketException.cs',
    print: ({ windows, windowsWords }) =>
      windowsWords === undefined ? null : `System.Net.Sockets.SocketException (${windows}): ${windowsWords}`,
  },
  {
    program: '.NET, by name',
    seen: '',
    source: 'https://learn.microsoft.com/dotnet/api/system.net.sockets.socketerror',
    print: ({ name, windows }) =>
      DOTNET[name] === undefined ? null : `SocketErrorCode=${DOTNET[name]} ErrorCode=${windows} NativeErrorCode=${windows}`,
  },
  {
    program: 'Ruby Net::HTTP',
    seen: '2.7 to 3.4',
    source: 'https://github.com/ruby/net-http/blob/master/lib/net/http.rb',
    print: (error) =>
      connecting(error)
        ? `Failed to open TCP connection to ${HOST}:443 (${error.words} - connect(2) for "${HOST}" port 443) (Errno::${error.name})`
        : null,
  },
  {
    program: 'Ruby',
    source: 'https://github.com/ruby/ruby/blob/master/error.c',
    // Denied to a file looks the same.
    print: ({ name, words }) => (name === 'EACCES' || name === 'EPERM' ? null : `${words} (Errno::${name})`),
  },
  {
    program: 'Faraday',
    seen: '1 and 2',
    source: 'https://github.com/lostisland/faraday/blob/main/lib/faraday/error.rb',
    print: (error) =>
      connecting(error)
        ? `Faraday::ConnectionFailed: Failed to open TCP connection to ${HOST}:443 (${error.words} - connect(2) for "${HOST}" port 443)`
        : `Faraday::ConnectionFailed: ${error.words}`,
  },
  {
    program: 'PHP streams',
    seen: '7 and 8',
    source: 'https://github.com/php/php-src/blob/master/main/streams/xp_socket.c',
    print: (error) =>
      connecting(error)
        ? `PHP Warning:  stream_socket_client(): Unable to connect to tls://${HOST}:443 (${error.words}) in /app/chat.php on line 12`
        : null,
  },
  {
    program: 'PHP file_get_contents',
    seen: '7 and 8',
    source: 'https://github.com/php/php-src/blob/master/ext/standard/http_fopen_wrapper.c',
    print: (error) =>
      connecting(error)
        ? `PHP Warning:  file_get_contents(https://${HOST}/v1/models): Failed to open stream: ${error.words} in /app/chat.php on line 12`
        : null,
  },
  {
    program: 'LWP (Perl)',
    seen: '6',
    source: 'https://github.com/libwww-perl/libwww-perl/blob/master/lib/LWP/Protocol/http.pm',
    print: (error) => (connecting(error) ? `500 Can't connect to ${HOST}:443 (${error.words})` : null),
  },
  {
    program: 'curl -v',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/cf-socket.c',
    print: (error) =>
      connecting(error)
        ? `* connect to 162.159.140.245 port 443 failed: ${error.words}`
        : error.while === 'read'
          ? `* Recv failure: ${error.words}`
          : error.while === 'write'
            ? `* Send failure: ${error.words}`
            : null,
  },
  {
    program: 'GNU Wget',
    seen: '1',
    source: 'https://git.savannah.gnu.org/cgit/wget.git/tree/src/connect.c',
    print: (error) =>
      connecting(error) ? `Connecting to ${HOST} (${HOST})|162.159.140.245|:443... failed: ${error.words}.` : null,
  },
  {
    program: 'Dart',
    seen: '2 and 3',
    source: 'https://github.com/dart-lang/sdk/blob/main/sdk/lib/io/socket.dart',
    print: (error) =>
      error.while === 'open'
        ? null
        : `SocketException: ${connecting(error) ? error.words : error.while === 'read' ? 'Read failed' : 'Write failed'} (OS Error: ${error.words}, errno = ${error.linux}), address = ${HOST}, port = 52345`,
  },
  {
    program: 'Dart on Windows',
    seen: '2 and 3',
    source: 'https://github.com/dart-lang/sdk/blob/main/sdk/lib/io/socket.dart',
    print: (error) =>
      error.windowsWords !== undefined && connecting(error)
        ? `SocketException: Connection failed (OS Error: ${error.windowsWords}, errno = ${error.windows}), address = ${HOST}, port = 52345`
        : null,
  },
  {
    program: 'Mint',
    seen: '1',
    source: 'https://github.com/elixir-mint/mint/blob/main/lib/mint/transport_error.ex',
    print: ({ name }) => `** (Mint.TransportError) %Mint.TransportError{reason: :${lower(name)}}`,
  },
  {
    program: 'Req',
    seen: '0.4 and 0.5',
    source: 'https://github.com/wojtekmach/req/blob/main/lib/req/transport_error.ex',
    print: ({ name }) => `{:error, %Req.TransportError{reason: :${lower(name)}}}`,
  },
  {
    program: 'httpc (Erlang)',
    source: 'https://github.com/erlang/otp/blob/master/lib/inets/src/http_client/httpc_handler.erl',
    print: (error) =>
      connecting(error) ? `{error,{failed_connect,[{to_address,{"${HOST}",443}},{inet,[inet],${lower(error.name)}}]}}` : null,
  },
  {
    program: 'HTTPoison',
    seen: '1 and 2',
    source: 'https://github.com/edgurgel/httpoison/blob/main/lib/httpoison/base.ex',
    print: ({ name }) => `%HTTPoison.Error{id: nil, reason: :${lower(name)}}`,
  },
  {
    program: 'Foundation (Swift), POSIX',
    source: 'https://developer.apple.com/documentation/foundation/nsposixerrordomain',
    print: (error) =>
      connecting(error)
        ? `Error Domain=NSPOSIXErrorDomain Code=${error.mac} "${macWords(error)}" UserInfo={_kCFStreamErrorCodeKey=${error.mac}, _kCFStreamErrorDomainKey=1}`
        : null,
  },
  {
    program: 'Network.framework',
    source: 'https://developer.apple.com/documentation/network',
    print: (error) =>
      connecting(error) ? `nw_socket_handle_socket_event [C1.1.1:2] Socket SO_ERROR [${error.mac}: ${macWords(error)}]` : null,
  },
  {
    program: 'nginx',
    seen: '1',
    source: 'https://github.com/nginx/nginx/blob/master/src/event/ngx_event_connect.c',
    print: (error) =>
      connecting(error)
        ? `2026/11/30 09:00:01 [error] 31#31: *1 connect() failed (${error.linux}: ${error.words}) while connecting to upstream, client: 10.0.0.9, server: _, request: "POST /v1/chat/completions HTTP/1.1", upstream: "https://162.159.140.245:443/v1/chat/completions", host: "gw.example"`
        : null,
  },
  {
    program: 'Boost.Asio',
    source: 'https://github.com/boostorg/system/blob/develop/include/boost/system/detail/system_category_message.hpp',
    print: ({ while: call, words, linux }) => (call === 'open' ? null : `${call}: ${words} [system:${linux}]`),
  },
  {
    program: 'http-client (Haskell)',
    source: 'https://github.com/snoyberg/http-client/blob/master/http-client/Network/HTTP/Client/Types.hs',
    print: (error) =>
      connecting(error) ? `(ConnectionFailure Network.Socket.connect: <socket: 12>: does not exist (${error.words}))` : null,
  },
  {
    program: 'Julia',
    seen: '1',
    source: 'https://github.com/JuliaLang/julia/blob/master/base/libuv.jl',
    print: (error) => (connecting(error) ? `IOError: connect: ${lower(error.words)} (${error.name})` : null),
  },
  {
    program: 'libsoup',
    seen: '2 and 3',
    source: 'https://gitlab.gnome.org/GNOME/libsoup',
    print: (error) => (connecting(error) ? `Could not connect to ${HOST}: ${error.words}` : null),
  },
];

export const sockets: Printed[] = rendered(ERRORS, RENDERINGS);
