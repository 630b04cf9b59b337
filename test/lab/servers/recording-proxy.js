/**
 * A proxy for HTTP, CONNECT and SOCKS5 on one port that keeps every byte a client sends it.
 *
 *   node test/lab/servers/recording-proxy.js '<JSON>'      prints `ready`
 *
 *   listen     [{ "host": "10.77.0.1", "port": 3128, "tls": false }]
 *   cert, key  files in PEM, for listeners with `tls`
 *   record     the file that gets every byte received (inside TLS: what was decrypted)
 *   names      { "api.example": "203.0.113.10" }: how the proxy itself resolves
 *   denies     true: answers 407 whatever it is told
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

const config = JSON.parse(process.argv[2]);
const DENIAL = 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="lab"\r\nContent-Length: 0\r\n\r\n';

function converse(socket) {
  socket.on('error', () => {});
  let got = Buffer.alloc(0);
  let state = 'new';
  socket.on('data', (chunk) => {
    appendFileSync(config.record, chunk);
    if (state === 'open') return;
    got = Buffer.concat([got, chunk]);
    const before = state;
    if (got[0] === 5 || state !== 'new') state = socks(socket, got, state);
    else if (got.includes('\r\n\r\n')) state = http(socket, got.toString('latin1'));
    if (state !== before || config.denies) got = Buffer.alloc(0);
  });
}

function http(socket, head) {
  const [method, target = ''] = head.split(' ');
  if (config.denies) socket.write(DENIAL);
  else if (method === 'CONNECT') open(socket, target, 'HTTP/1.1 200 Connection established\r\n\r\n');
  else socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  return config.denies ? 'new' : 'open';
}

/** RFC 1928, with the password of RFC 1929 where it is offered. */
function socks(socket, got, state) {
  if (state === 'new') {
    const wantsPassword = got.subarray(2, 2 + got[1]).includes(2);
    socket.write(Buffer.from([5, wantsPassword ? 2 : 0]));
    return wantsPassword ? 'password' : 'greeted';
  }
  if (state === 'password') {
    socket.write(Buffer.from([1, 0]));
    return 'greeted';
  }
  const isName = got[3] === 3;
  const host = isName ? got.toString('latin1', 5, 5 + got[4]) : [...got.subarray(4, 8)].join('.');
  const port = got.readUInt16BE(isName ? 5 + got[4] : 8);
  open(socket, `${host}:${port}`, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  return 'open';
}

function open(socket, target, welcome) {
  const split = target.lastIndexOf(':');
  const host = target.slice(0, split).replace(/^\[|\]$/g, '');
  const upstream = connect({ host: config.names?.[host] ?? host, port: Number(target.slice(split + 1)) });
  upstream.on('error', () => socket.destroy());
  upstream.once('connect', () => {
    socket.write(welcome);
    socket.pipe(upstream).pipe(socket);
  });
}

const servers = config.listen.map(({ tls }) =>
  tls
    ? createTlsServer({ cert: readFileSync(config.cert), key: readFileSync(config.key) }, converse).on('tlsClientError', () => {})
    : createServer(converse),
);
await Promise.all(
  servers.map((server, at) => {
    const { host, port } = config.listen[at];
    return new Promise((resolve) => server.listen({ host, port }, resolve));
  }),
);
console.log('ready');
