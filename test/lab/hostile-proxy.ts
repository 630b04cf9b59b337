import { connect, type Socket } from 'node:net';
import { type Act, bytesOf, drips, holds, pours, resets, says } from './hostile.ts';

/** Proxies that misbehave, and what is true of each. The host behind them is an API with sound TLS on this machine. */
export interface ProxyMisbehaviour {
  name: string;
  act: Act;
  truth: (string | null)[];
  from?: 'head' | 'byte' | 'connection' | undefined;
}

/** Answers with these bytes and then leads on to the host that was asked for. */
export const opens =
  (...parts: (string | Buffer)[]): Act =>
  (socket, request) => {
    for (const part of parts) socket.write(bytesOf(part));
    const port = /^CONNECT \S+:(\d+) /.exec(request.toString('latin1'))?.[1];
    if (port) leadOn(socket, Number(port));
    else socket.end();
  };

function leadOn(socket: Socket, port: number): void {
  const host = connect(port, '127.0.0.1');
  // What is not read any more would hide that the other side hangs up.
  host.on('error', () => socket.destroy()).on('close', () => socket.resume());
  socket.on('close', () => host.destroy());
  socket.pipe(host).pipe(socket);
}

/** Sends pieces one after the other with a pause before each. */
const inPieces =
  (pieces: (string | Buffer)[], everyMs: number, then: (socket: Socket, request: Buffer) => void = () => {}): Act =>
  (socket, request) => {
    const next = (at: number) => {
      if (socket.destroyed) return;
      socket.write(bytesOf(pieces[at] as string));
      if (at + 1 < pieces.length) setTimeout(() => next(at + 1), everyMs);
      else then(socket, request);
    };
    next(0);
  };

const OK = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** Opens the way, and does this with what is said over it first. */
const atHello =
  (then: (socket: Socket) => void): Act =>
  (socket) => {
    socket.write(OK);
    socket.once('data', () => then(socket));
  };

/** What the first connection gets, and what all later ones. */
function afterwards(first: Act, later: Act): Act {
  let count = 0;
  return (socket, request) => (count++ === 0 ? first : later)(socket, request);
}

/** One way at a time; whoever comes meanwhile gets the other treatment. */
function oneAtATime(refusal: Act): Act {
  let busy = false;
  return (socket, request) => {
    if (busy) return refusal(socket, request);
    busy = true;
    socket.on('close', () => {
      busy = false;
    });
    opens(OK)(socket, request);
  };
}

const PAGE = '<html><head><title>Sign in</title></head><body>Welcome to the network</body></html>';
const refused = (line: string, more = '', body = ''): Act =>
  holds(`HTTP/1.1 ${line}\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`);
const ESC = '\x1b[31m\x1b]0;owned\x07\u009b1m ::error::forged ##[error]x </testcase>]]> <script>alert(1)</script> ```';

const AUTH = 'proxy/auth-required';
const REJECTED = 'proxy/auth-rejected';
const NO_PROXY = 'proxy/not-a-proxy';
const SCHEMES = Array.from({ length: 300 }, (_, n) => `Proxy-Authenticate: Scheme${n} realm="x"\r\n`).join('');

const asked: ProxyMisbehaviour[] = [
  {
    name: '407 with no length of its page, and the connection stays',
    act: holds('HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n'),
    truth: [AUTH],
  },
  {
    name: '407 with a page in chunks, and the connection stays',
    act: holds(
      'HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="x"\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    ),
    truth: [AUTH],
  },
  {
    name: '407 with a page shorter than it says',
    act: holds('HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 500\r\n\r\nhello'),
    truth: [AUTH],
  },
  {
    name: '407 with a page that drips',
    act: drips('HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 5000\r\n\r\n', 'x'.repeat(5000)),
    truth: [AUTH],
  },
  {
    name: '407 with a page of 1 GB',
    act: pours('HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n', 'x'.repeat(65_536), 15_259),
    truth: [AUTH],
  },
  {
    name: '407 and a reset',
    act: resets('HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 500\r\n\r\n'),
    truth: [AUTH],
  },
  {
    name: '407 with hundreds of schemes, Basic last',
    act: refused('407 Auth', `${SCHEMES}Proxy-Authenticate: Basic realm="x"\r\n`),
    truth: [AUTH],
  },
  {
    name: '407 with hundreds of schemes in one line, Basic last',
    act: refused(
      '407 Auth',
      `Proxy-Authenticate: ${Array.from({ length: 300 }, (_, n) => `S${n}`).join(', ')}, Basic realm="x"\r\n`,
    ),
    truth: [AUTH],
  },
  { name: '407 with hundreds of schemes and no Basic', act: refused('407 Auth', SCHEMES), truth: [REJECTED] },
  { name: '407 without a scheme', act: refused('407 Auth'), truth: [AUTH] },
  { name: '407 with an empty scheme', act: refused('407 Auth', 'Proxy-Authenticate: \r\n'), truth: [AUTH] },
  {
    name: '407 with a scheme of 60 kB',
    act: refused('407 Auth', `Proxy-Authenticate: Basic realm="${'x'.repeat(60_000)}"\r\n`),
    truth: [AUTH],
  },
  {
    name: '407 with words for terminals and CI',
    act: refused(
      `407 ${ESC}`,
      `Proxy-Authenticate: Basic realm="${ESC}"\r\nServer: ${ESC}\r\nVia: ${ESC}\r\n`,
      `<html><title>${ESC}</title>${ESC}`,
    ),
    truth: [AUTH],
  },
];

const statuses: ProxyMisbehaviour[] = [
  {
    name: '403 with no length of its page, and the connection stays',
    act: holds(`HTTP/1.1 403 Forbidden\r\nServer: squid\r\n\r\n${PAGE}`),
    truth: ['proxy/forbidden'],
  },
  {
    name: '302 to a sign-in',
    act: refused('302 Found', 'Location: https://login.example/?next=x\r\n'),
    truth: ['proxy/forbidden'],
  },
  { name: '302 to itself without a length', act: holds('HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n'), truth: ['proxy/forbidden'] },
  { name: '511', act: refused('511 Network Authentication Required', '', PAGE), truth: ['proxy/forbidden'] },
  {
    name: '502 with a page that never ends',
    act: pours('HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n', `10\r\n${'x'.repeat(16)}\r\n`),
    truth: ['proxy/upstream-failed'],
  },
  { name: '503', act: refused('503 Unavailable'), truth: ['proxy/upstream-failed'] },
  { name: '404', act: refused('404 Not Found', '', PAGE), truth: [NO_PROXY] },
  { name: '405', act: refused('405 Method Not Allowed', 'Allow: GET\r\n'), truth: [NO_PROXY] },
  { name: '304', act: holds('HTTP/1.1 304 Not Modified\r\n\r\n'), truth: ['proxy/forbidden'] },
  { name: 'status 000', act: refused('000 Zero'), truth: [NO_PROXY] },
  { name: 'status 99', act: refused('99 Low'), truth: [NO_PROXY] },
  { name: 'status 2000', act: refused('2000 High'), truth: [NO_PROXY] },
  { name: 'status 200junk', act: refused('200junk'), truth: [NO_PROXY] },
  { name: 'status 999', act: refused('999 Denied'), truth: [NO_PROXY] },
  { name: 'status +20', act: refused('+20 OK'), truth: [NO_PROXY] },
  { name: '101 and no more', act: holds('HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n'), truth: ['proxy/timeout', NO_PROXY] },
  { name: '100 and no more', act: holds('HTTP/1.1 100 Continue\r\n\r\n'), truth: ['proxy/timeout'] },
  { name: '100s without end', act: pours('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(500)), truth: [NO_PROXY] },
];

const opened: ProxyMisbehaviour[] = [
  { name: '200', act: opens(OK), truth: [null] },
  { name: '200 with nothing but a number', act: opens('HTTP/1.1 200\r\n\r\n'), truth: [null] },
  {
    name: '200 by HTTP/1.0 with headers of a body',
    act: opens('HTTP/1.0 200 OK\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n'),
    truth: [null],
  },
  {
    name: '200 with a length of a body that does not come',
    act: opens('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'),
    truth: [null],
  },
  { name: '201', act: opens('HTTP/1.1 201 Created\r\n\r\n'), truth: [null] },
  { name: '204', act: opens('HTTP/1.1 204 No Content\r\n\r\n'), truth: [null] },
  { name: '299', act: opens('HTTP/1.1 299 Odd\r\n\r\n'), truth: [null] },
  {
    name: '100s and 200',
    act: opens('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n', OK),
    truth: [null],
  },
  { name: '200 in bare line feeds', act: opens('HTTP/1.1 200 OK\nVia: x\n\n'), truth: [null] },
  { name: '200 with a reason of 60 kB', act: opens(`HTTP/1.1 200 ${'r'.repeat(60_000)}\r\n\r\n`), truth: [null] },
  { name: '200 with two thousand headers', act: opens(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(2000)}\r\n`), truth: [null] },
  { name: '200 a byte at a time', act: inPieces([...OK], 4, opens()), truth: [null] },
  {
    name: '200 with a NUL and no colon in its headers',
    act: opens('HTTP/1.1 200 OK\r\nX\0: y\r\nno colon\r\n\r\n'),
    truth: [null, NO_PROXY],
  },
  {
    name: '200 and a body of five bytes before the tunnel',
    act: opens('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'),
    truth: ['tls/not-tls'],
  },
  { name: '200 twice', act: opens(OK, OK), truth: [NO_PROXY] },
  { name: '200 and a page', act: holds(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${PAGE}`), truth: [NO_PROXY] },
  { name: '200 and a page later', act: inPieces([OK, PAGE], 80), truth: [NO_PROXY, 'tls/not-tls', 'probe/unrecognised'] },
  {
    name: '200 and a page in answer to the hello',
    act: atHello((socket) => socket.write(`HTTP/1.1 400 Bad Request\r\n\r\n${PAGE}`)),
    truth: [NO_PROXY, 'tls/not-tls'],
  },
  { name: '200 and garbage', act: holds(OK, Buffer.alloc(5000, 0xa5)), truth: ['tls/not-tls'] },
  {
    name: '200 and garbage later',
    act: inPieces([OK, Buffer.alloc(5000, 0xa5)], 80),
    truth: [NO_PROXY, 'tls/not-tls', 'probe/unrecognised'],
  },
  { name: '200 and garbage without end', act: pours(OK, Buffer.alloc(65_536, 0xa5)), truth: [NO_PROXY, 'tls/not-tls'] },
  { name: '200 and silence', act: holds(OK), truth: ['tls/timeout'] },
  { name: '200 and the end', act: says(OK), truth: ['tls/reset', 'proxy/closed'] },
  { name: '200 and a reset', act: resets(OK), truth: ['tls/reset', 'proxy/closed'] },
  {
    name: '200 and a reset at the hello',
    act: atHello((socket) => socket.resetAndDestroy()),
    truth: ['tls/reset'],
  },
  {
    name: '200 and an alert',
    act: atHello((socket) => socket.write(Buffer.from([0x15, 3, 3, 0, 2, 2, 40]))),
    truth: ['tls/handshake-failure'],
  },
  { name: '503 while another way is open', act: oneAtATime(refused('503 Busy')), truth: [null] },
  { name: '429 while another way is open', act: oneAtATime(refused('429 Too Many')), truth: [null] },
  { name: 'a reset while another way is open', act: oneAtATime((socket) => void socket.resetAndDestroy()), truth: [null] },
  {
    name: 'one tunnel, then 503',
    act: afterwards(opens(OK), refused('503 Unavailable')),
    truth: ['proxy/forbidden'],
  },
  { name: 'one tunnel, then resets', act: afterwards(opens(OK), resets()), truth: ['proxy/closed'] },
  { name: 'one tunnel, then silence', act: afterwards(opens(OK), holds()), truth: ['proxy/timeout'] },
  {
    name: 'one tunnel, then 407',
    act: afterwards(opens(OK), refused('407 Auth', 'Proxy-Authenticate: Basic\r\n')),
    truth: ['proxy/forbidden'],
  },
];

const noHttp: ProxyMisbehaviour[] = [
  { name: 'HTTP/0.9', act: says(PAGE), truth: [NO_PROXY] },
  { name: 'HTTP/2.0', act: holds('HTTP/2.0 200 OK\r\n\r\n'), truth: [NO_PROXY] },
  {
    name: 'HTTP/2 frames',
    act: holds(Buffer.from('00001204000000000000030000008000040001000000050000400000', 'hex')),
    truth: [NO_PROXY],
  },
  { name: 'ICY', act: holds('ICY 200 OK\r\n\r\n'), truth: [NO_PROXY] },
  { name: 'an empty line first', act: holds(`\r\n${OK}`), truth: [NO_PROXY] },
  { name: 'SSH at once', act: holds('SSH-2.0-OpenSSH_9.2\r\n'), from: 'connection', truth: [NO_PROXY] },
  { name: 'SMTP at once', act: holds('220 mail.example ESMTP Postfix\r\n'), from: 'connection', truth: [NO_PROXY] },
  { name: 'an alert of TLS', act: says(Buffer.from([0x15, 3, 3, 0, 2, 2, 50])), truth: [NO_PROXY] },
  { name: 'bytes without end', act: pours('', Buffer.alloc(65_536, 0)), truth: [NO_PROXY] },
  { name: 'H without end', act: pours('', 'H'.repeat(65_536)), truth: [NO_PROXY] },
  { name: 'headers without end', act: pours('HTTP/1.1 200 OK\r\n', `X-More: ${'y'.repeat(8000)}\r\n`), truth: [NO_PROXY] },
  { name: 'a status line without end', act: pours('HTTP/1.1 200 ', 'r'.repeat(65_536)), truth: [NO_PROXY] },
  { name: 'headers that drip', act: drips('HTTP/1.1 200 OK\r\n', 'X-Slow: very\r\n'.repeat(100)), truth: ['proxy/timeout'] },
  { name: 'a status line that drips', act: drips('', 'HTTP/1.1 200 very slow indeed\r\n'.repeat(10)), truth: ['proxy/timeout'] },
  { name: 'silence', act: holds(), truth: ['proxy/timeout'] },
  { name: 'silence from the connection on', act: holds(), from: 'connection', truth: ['proxy/timeout'] },
  { name: 'the end', act: says(), truth: ['proxy/closed'] },
  { name: 'the end at the connection', act: says(), from: 'connection', truth: ['proxy/closed'] },
  { name: 'a reset', act: (socket) => void socket.resetAndDestroy(), truth: ['proxy/closed'] },
  {
    name: 'a reset at the connection',
    act: (socket) => void socket.resetAndDestroy(),
    from: 'connection',
    truth: ['proxy/closed'],
  },
  { name: 'the end in the status line', act: says('HTTP/1.1 20'), truth: ['proxy/closed'] },
  { name: 'the end in the headers', act: says('HTTP/1.1 200 OK\r\nVia: x'), truth: ['proxy/closed'] },
  { name: 'a reset in the headers', act: resets('HTTP/1.1 200 OK\r\nVia: x'), truth: ['proxy/closed'] },
];

/** A SOCKS server: an answer for each thing that it is told; `lead` means that it leads on. */
const socks =
  (...answers: (number[] | Buffer | 'lead' | 'end' | 'reset' | ((socket: Socket) => void))[]): Act =>
  (socket, first) => {
    const left = [...answers];
    const answer = (said: Buffer) => {
      const next = left.shift();
      if (typeof next === 'function') next(socket);
      else if (typeof next === 'object') socket.write(Buffer.from(next));
      const end = typeof left[0] === 'string' ? left.shift() : null;
      if (end === 'lead') leadOn(socket.off('data', answer), said.readUInt16BE(said[0] === 4 ? 2 : said.length - 2));
      if (end === 'end') socket.end();
      if (end === 'reset') setTimeout(() => socket.resetAndDestroy(), 30);
    };
    socket.on('data', answer);
    answer(first);
  };

const byteByByte = (bytes: number[]) => (socket: Socket) =>
  inPieces(
    bytes.map((byte) => Buffer.from([byte])),
    5,
  )(socket, Buffer.alloc(0));
const GRANTED = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];

export const socks5: ProxyMisbehaviour[] = [
  { name: 'granted', act: socks([5, 0], GRANTED, 'lead'), truth: [null] },
  {
    name: 'granted with a name of 255 letters',
    act: socks([5, 0], [5, 0, 0, 3, 255, ...Array(255).fill(97), 0, 0], 'lead'),
    truth: [null],
  },
  { name: 'granted with a name of no letters', act: socks([5, 0], [5, 0, 0, 3, 0, 0, 0], 'lead'), truth: [null] },
  { name: 'granted with an IPv6 address', act: socks([5, 0], [5, 0, 0, 4, ...Array(18).fill(0)], 'lead'), truth: [null] },
  { name: 'the first answer a byte at a time', act: socks(byteByByte([5, 0]), GRANTED, 'lead'), truth: [null] },
  {
    name: 'a name that is longer than what comes, and silence',
    act: socks([5, 0], [5, 0, 0, 3, 255, 97, 97]),
    truth: ['proxy/timeout'],
  },
  {
    name: 'a name that is longer than what comes, and the end',
    act: socks([5, 0], [5, 0, 0, 3, 255, 97, 97], 'end'),
    truth: ['proxy/closed'],
  },
  { name: 'an unknown type of address', act: socks([5, 0], [5, 0, 0, 99, 0, 0, 0, 0, 0, 0]), truth: [NO_PROXY] },
  { name: 'version 4 in the first answer', act: socks([4, 0]), truth: [NO_PROXY] },
  { name: 'version 0 in the reply', act: socks([5, 0], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]), truth: [NO_PROXY] },
  { name: 'half of the first answer, and silence', act: socks([5]), truth: ['proxy/timeout'] },
  { name: 'half of the first answer, and the end', act: socks([5], 'end'), truth: ['proxy/closed'] },
  { name: 'half of the reply, and a reset', act: socks([5, 0], [5, 0, 0], 'reset'), truth: ['proxy/closed'] },
  { name: 'no method that is acceptable', act: socks([5, 255], 'end'), truth: [AUTH] },
  { name: 'a method that was not offered', act: socks([5, 1]), truth: [REJECTED] },
  { name: 'a password although none was offered', act: socks([5, 2]), truth: [AUTH] },
  { name: 'a refusal by rule', act: socks([5, 0], [5, 2, 0, 1, 0, 0, 0, 0, 0, 0]), truth: ['proxy/forbidden'] },
  { name: 'a refusal in two bytes', act: socks([5, 0], [5, 5]), truth: ['proxy/upstream-failed'] },
  { name: 'a refusal of no known number', act: socks([5, 0], [5, 200, 7, 7, 7]), truth: ['proxy/upstream-failed'] },
  { name: 'HTTP', act: says('HTTP/1.1 400 Bad Request\r\n\r\n'), truth: [NO_PROXY] },
  { name: 'bytes without end', act: pours('', Buffer.alloc(65_536, 5)), truth: [NO_PROXY] },
  {
    name: 'a reply and bytes without end',
    act: socks([5, 0], (socket) => pours('\x05\0\0\x01\0\0\0\0\0\0', Buffer.alloc(65_536, 0xa5))(socket, Buffer.alloc(0))),
    truth: [NO_PROXY, 'tls/not-tls'],
  },
  { name: 'granted and silence', act: socks([5, 0], GRANTED), truth: ['tls/timeout'] },
  { name: 'granted and the end', act: socks([5, 0], GRANTED, 'end'), truth: ['tls/reset', 'proxy/closed'] },
  { name: 'silence', act: holds(), truth: ['proxy/timeout'] },
  { name: 'the end', act: says(), truth: ['proxy/closed'] },
];

export const socks4: ProxyMisbehaviour[] = [
  { name: 'granted', act: socks([0, 0x5a, 0, 0, 0, 0, 0, 0], 'lead'), truth: [null] },
  { name: 'a byte at a time', act: socks(byteByByte([0, 0x5b, 0, 0, 0, 0, 0, 0])), truth: ['proxy/upstream-failed'] },
  { name: 'version 4 in the reply', act: socks([4, 0x5a, 0, 0, 0, 0, 0, 0]), truth: [NO_PROXY] },
  { name: 'an identity that is not accepted', act: socks([0, 0x5d, 0, 0, 0, 0, 0, 0]), truth: [REJECTED] },
  { name: 'a reply of no known number', act: socks([0, 0, 0, 0, 0, 0, 0, 0]), truth: [NO_PROXY] },
  { name: 'half of the reply, and the end', act: socks([0, 0x5a, 0], 'end'), truth: ['proxy/closed'] },
  { name: 'half of the reply, and silence', act: socks([0, 0x5a, 0]), truth: ['proxy/timeout'] },
];

export const connects = { asked, statuses, opened, noHttp };
