import type net from 'node:net';

/** Peers that do to a client what no sound server does, each from the moment when the client's hello has come. */

/** One record of TLS. */
function tlsRecord(type: number, body: Buffer, version = [3, 3]): Buffer {
  return Buffer.concat([Buffer.from([type, ...version, body.length >> 8, body.length & 255]), body]);
}

export const alertRecord = (level: number, number: number) => tlsRecord(21, Buffer.from([level, number]));

/** One message of a handshake; `claims` lies about its length. */
function message(type: number, body: Buffer, claims = body.length): Buffer {
  return Buffer.concat([Buffer.from([type, claims >> 16, (claims >> 8) & 255, claims & 255]), body]);
}

interface Hello {
  version?: number[];
  random?: Buffer;
  cipher?: number[];
  extensions?: Buffer;
}

/** A ServerHello that goes on with the client's session, as TLS 1.3 asks. */
function serverHello(client: Buffer, hello: Hello = {}): Buffer {
  const {
    version = [3, 3],
    random = Buffer.alloc(32, 7),
    cipher = [0x13, 1],
    extensions = Buffer.from('002b00020304', 'hex'),
  } = hello;
  const session = client.subarray(43, 44 + (client[43] ?? 0));
  const size = Buffer.from([extensions.length >> 8, extensions.length & 255]);
  return message(2, Buffer.concat([Buffer.from(version), random, session, Buffer.from([...cipher, 0]), size, extensions]));
}

/** The random value that makes a ServerHello a request for another hello (RFC 8446 4.1.3). */
const RETRY = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
const OLD = { cipher: [0xc0, 0x2f], extensions: Buffer.from('ff01000100', 'hex') };
const NONE = Buffer.alloc(0);

/** Sends without end, as fast as it is taken. */
function flood(socket: net.Socket, bytes: Buffer): void {
  const many = Buffer.concat(Array.from({ length: Math.ceil(65_536 / Math.max(1, bytes.length)) }, () => bytes));
  const send = () => {
    while (!socket.destroyed && socket.write(many));
    socket.once('drain', send);
  };
  send();
}

function drip(socket: net.Socket, bytes: Buffer, everyMs: number): void {
  const left = [...bytes];
  const timer = setInterval(() => {
    const byte = left.shift();
    if (byte === undefined || socket.destroyed) clearInterval(timer);
    else socket.write(Buffer.from([byte]));
  }, everyMs);
}

/** What a peer does, and the finding that is true of it. */
export interface HostilePeer {
  act(socket: net.Socket, hello: Buffer): void;
  truth: string;
  words?: RegExp;
}

const FAILED = 'tls/handshake-failure';
const OTHER = 'tls/not-tls';
const VERSION = 'tls/protocol-version';
const peer = (truth: string, act: HostilePeer['act'], words?: RegExp): HostilePeer => ({
  act,
  truth,
  ...(words ? { words } : {}),
});

export const hostilePeers: Record<string, HostilePeer> = {
  // Records.
  'a record of type 99': peer(OTHER, (socket) => socket.write(tlsRecord(99, Buffer.alloc(20)))),
  'a record of version 9.9': peer(OTHER, (socket) => socket.write(tlsRecord(22, Buffer.alloc(20), [9, 9]))),
  'a record of version 3.9': peer('tls/timeout', (socket) => socket.write(tlsRecord(22, Buffer.alloc(20), [3, 9]))),
  'a record of 65,535 bytes': peer(OTHER, (socket) =>
    socket.write(Buffer.concat([Buffer.from([22, 3, 3, 255, 255]), Buffer.alloc(100)])),
  ),
  'a record of no bytes': peer(
    'tls/timeout',
    (socket) => socket.write(tlsRecord(22, NONE)),
    /only part of the response arrived \(5 bytes\)/,
  ),
  'records of no bytes without end': peer(FAILED, (socket) => flood(socket, tlsRecord(22, NONE))),
  'data without end': peer(FAILED, (socket) => flood(socket, tlsRecord(23, Buffer.alloc(16_000)))),
  'changes of cipher without end': peer(FAILED, (socket) => flood(socket, tlsRecord(20, Buffer.from([1])))),
  'a heartbeat that asks for too much': peer(FAILED, (socket) => socket.write(tlsRecord(24, Buffer.from([1, 255, 255, 0])))),
  'the hello itself': peer(FAILED, (socket, hello) => socket.write(hello)),
  'bytes at random': peer(OTHER, (socket) => socket.write(Buffer.alloc(3000, 0xa5))),
  'bytes without end': peer(OTHER, (socket) => flood(socket, Buffer.alloc(4096, 0x5a))),

  // Alerts.
  'warnings without end': peer(FAILED, (socket) => flood(socket, alertRecord(1, 112)), /too many warn/),
  'an unknown alert, and the line held open': peer(
    FAILED,
    (socket) => socket.write(alertRecord(2, 121)),
    /alert 121, ech_required/,
  ),
  'an alert of no known number': peer(FAILED, (socket) => socket.end(alertRecord(2, 200)), /alert 200/),
  'a warning, and then the end': peer(FAILED, (socket) => socket.end(alertRecord(1, 112)), /alert 112, unrecognized_name/),
  'a warning, and then silence': peer('tls/timeout', (socket) => socket.write(alertRecord(1, 112))),
  'half an alert': peer(
    'tls/reset',
    (socket) => socket.end(alertRecord(2, 40).subarray(0, 6)),
    /6 bytes into the handshake it was closed/,
  ),
  'a polite end': peer('tls/reset', (socket) => socket.end(alertRecord(1, 0))),

  // Messages.
  'requests for a hello without end': peer(
    FAILED,
    (socket) => flood(socket, tlsRecord(22, message(0, NONE))),
    /after \d{6,} bytes it was still not complete/,
  ),
  'a message that claims 16 MB': peer(
    FAILED,
    (socket) => flood(socket, tlsRecord(22, message(2, Buffer.alloc(4000), 0xffffff))),
    /larger than clients accept/,
  ),
  'certificates that claim 16 MB': peer(FAILED, (socket, hello) => {
    socket.write(tlsRecord(22, Buffer.concat([serverHello(hello, OLD), message(11, Buffer.alloc(100), 0xffffff)])));
    flood(socket, tlsRecord(22, Buffer.alloc(16_000)));
  }),
  'certificates of 100 kB that are none': peer(FAILED, (socket, hello) => {
    socket.write(tlsRecord(22, Buffer.concat([serverHello(hello, OLD), message(11, Buffer.alloc(100), 100_000)])));
    flood(socket, tlsRecord(22, Buffer.alloc(16_000)));
  }),
  'an answer in TLS 1.1': peer(VERSION, (socket, hello) =>
    socket.write(tlsRecord(22, serverHello(hello, { version: [3, 2], extensions: NONE }))),
  ),
  'an answer in a version to come': peer(
    VERSION,
    (socket, hello) => socket.write(tlsRecord(22, serverHello(hello, { version: [3, 9], extensions: NONE }))),
    /a version that was not offered/,
  ),
  'an answer in SSL 2': peer(VERSION, (socket) => socket.write(Buffer.from([0x80, 0x0b, 4, 0, 1, 0, 2, 0, 0, 0, 0, 0, 16]))),
  'a cipher that was not offered': peer(FAILED, (socket, hello) =>
    socket.write(tlsRecord(22, serverHello(hello, { cipher: [0xaa, 0xaa] }))),
  ),
  'a cipher that encrypts nothing': peer(FAILED, (socket, hello) =>
    socket.write(tlsRecord(22, serverHello(hello, { cipher: [0, 0], extensions: NONE }))),
  ),
  'another request for a hello after each': peer(FAILED, (socket, hello) => {
    const again = tlsRecord(
      22,
      serverHello(hello, { random: RETRY, extensions: Buffer.from('002b00020304003300020018', 'hex') }),
    );
    socket.write(again);
    socket.on('data', () => socket.write(again));
  }),
  'a cookie of 12 kB': peer('tls/timeout', (socket, hello) => {
    const cookie = Buffer.concat([Buffer.from('002b00020304002c3002', 'hex'), Buffer.from([0x30, 0]), Buffer.alloc(0x3000)]);
    socket.write(tlsRecord(22, serverHello(hello, { random: RETRY, extensions: cookie })));
  }),

  // Time.
  'one byte': peer('tls/timeout', (socket) => socket.write(Buffer.from([22])), /\(1 byte\)/),
  'one byte, and then the end': peer('tls/reset', (socket) => socket.end(Buffer.from([22])), /1 byte into the handshake/),
  'a byte now and then': peer(
    'tls/timeout',
    (socket, hello) => drip(socket, tlsRecord(22, serverHello(hello)), 150),
    /only part of the response arrived \(\d+ bytes\)/,
  ),
  'its end of the line': peer('tls/reset', (socket) => socket.end()),
  'a reset': peer('tls/reset', (socket) => socket.resetAndDestroy()),
  nothing: peer('tls/timeout', () => {}),
};
