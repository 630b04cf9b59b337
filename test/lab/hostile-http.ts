import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { type Act, drips, holds, pours, resets, says } from './hostile.ts';

/** Answers to `GET /v1/models` that no server should give, and what is true of each. */
export interface Misbehaviour {
  name: string;
  act: Act;
  /** Root causes that would be true; null where calls work. */
  truth: (string | null)[];
  from?: 'head' | 'byte' | 'connection' | undefined;
}

export const LISTING = JSON.stringify({ object: 'list', data: [{ id: 'm-1', object: 'model', created: 1, owned_by: 'x' }] });
const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const sized = (body: string | Buffer, more = '') => `${OK}${more}Content-Length: ${body.length}\r\n\r\n`;
const whole = (head: string, body: string | Buffer): Act => says(head, body);
const ok = (more: string, body = LISTING): Act => says(`${OK}${more}\r\n${body}`);
const status = (line: string, more = '', body = LISTING): Act =>
  says(`${line}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`);

const coded = (coding: string, body: Buffer): Act => whole(sized(body, `Content-Encoding: ${coding}\r\n`), body);
/** The same for what takes long to make: once, and not before it is asked for. */
function codedLate(coding: string, make: () => Buffer): Act {
  let body: Buffer | undefined;
  return (socket, request) => {
    body ??= make();
    coded(coding, body)(socket, request);
  };
}

const big = () => Buffer.alloc(60_000_000, 0x20);
/** The best brotli takes seconds for that, and makes no better bomb. */
const brotli = (body: Buffer) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

/** Blocks of one repeated byte, four bytes for 128 KiB each (RFC 8878 section 3.1.1.2.2). */
function zstdBomb(blocks: number): Buffer {
  const block = (last: number) => {
    const header = ((128 * 1024) << 3) | (1 << 1) | last;
    return Buffer.from([header & 255, (header >> 8) & 255, (header >> 16) & 255, 0x20]);
  };
  const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]);
  return Buffer.concat([frame, ...Array.from({ length: blocks }, (_, at) => block(at === blocks - 1 ? 1 : 0))]);
}

const M = 'http/malformed';
const NOT = 'http/not-the-api';

const tooMuch: Misbehaviour[] = [
  { name: 'headers without end', act: pours('HTTP/1.1 200 OK\r\n', `X-Filler: ${'y'.repeat(1000)}\r\n`), truth: [M] },
  { name: 'one header without end', act: pours('HTTP/1.1 200 OK\r\nX-Long: ', 'z'.repeat(65_536)), truth: [M] },
  { name: 'a name of a header without end', act: pours('HTTP/1.1 200 OK\r\n', 'n'.repeat(65_536)), truth: [M] },
  { name: 'a reason phrase without end', act: pours('HTTP/1.1 200 ', 'r'.repeat(65_536)), truth: [M] },
  { name: 'a hundred thousand headers', act: pours('HTTP/1.1 200 OK\r\n', 'a: b\r\n'.repeat(1000), 100), truth: [M] },
  {
    name: 'five thousand short headers',
    act: ok(`Content-Length: ${LISTING.length}\r\n${'a:b\r\n'.repeat(5000)}`),
    truth: [null],
  },
  { name: 'a reason phrase of 60 kB', act: status(`HTTP/1.1 200 ${'r'.repeat(60_000)}`), truth: [null] },
  {
    name: 'a body of 1 GB',
    act: pours(`${OK}Content-Length: 1000000000\r\n\r\n`, 'x'.repeat(65_536), 15_259),
    truth: [NOT, 'http/too-large', 'http/timeout'],
  },
  {
    name: 'a body of 1 GB until the connection ends',
    act: pours(`${OK}\r\n`, '[[[['.repeat(16_384), 15_259),
    truth: [NOT, 'http/too-large', 'http/timeout'],
  },
  {
    name: 'a body of 1 GB in chunks',
    act: pours(`${OK}Transfer-Encoding: chunked\r\n\r\n`, `10000\r\n${'{'.repeat(65_536)}\r\n`, 15_259),
    truth: [NOT, 'http/too-large', 'http/timeout'],
  },
  {
    name: 'a million chunks of one byte',
    act: pours(`${OK}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n[\r\n'.repeat(10_000), 110),
    truth: [NOT, 'http/timeout'],
  },
  { name: 'a bomb in gzip', act: codedLate('gzip', () => gzipSync(big())), truth: [NOT] },
  { name: 'a bomb in brotli', act: codedLate('br', () => brotli(big())), truth: [NOT] },
  { name: 'a bomb in deflate', act: codedLate('deflate', () => deflateSync(big())), truth: [NOT] },
  { name: 'a bomb in raw deflate', act: codedLate('deflate', () => deflateRawSync(big())), truth: [NOT] },
  { name: 'a bomb in zstd', act: codedLate('zstd', () => zstdBomb(8000)), truth: [NOT, M] },
  { name: 'a bomb in a bomb', act: codedLate('gzip, gzip', () => gzipSync(gzipSync(big()))), truth: [NOT] },
  { name: 'a bomb in brotli in gzip', act: codedLate('br, gzip', () => gzipSync(brotli(big()))), truth: [NOT] },
  {
    name: 'a bomb in four layers',
    act: codedLate('gzip, gzip, gzip, gzip', () => gzipSync(gzipSync(gzipSync(gzipSync(big()))))),
    truth: [M],
  },
  { name: 'a thousand codings', act: coded(Array(1000).fill('gzip').join(','), gzipSync(LISTING)), truth: [M] },
  {
    name: 'JSON a million levels deep',
    act: codedLate('gzip', () => gzipSync('['.repeat(2_000_000) + ']'.repeat(2_000_000))),
    truth: [NOT],
  },
  {
    name: 'JSON of objects a million levels deep',
    act: codedLate('gzip', () => gzipSync(`${'{"a":'.repeat(600_000)}1${'}'.repeat(600_000)}`)),
    truth: [NOT],
  },
  {
    name: 'JSON of a million empty objects',
    act: codedLate('gzip', () => gzipSync(`{"data":[${'{},'.repeat(1_300_000)}{}]}`)),
    truth: [NOT],
  },
  {
    name: 'JSON of half a million names',
    act: codedLate('gzip', () => gzipSync(`{${Array.from({ length: 300_000 }, (_, n) => `"${n.toString(36)}":0`).join(',')}}`)),
    truth: [NOT],
  },
  {
    name: 'a listing of a hundred thousand models',
    act: codedLate('gzip', () =>
      gzipSync(`{"object":"list","data":[${'{"id":"m","object":"model"},'.repeat(100_000)}{"id":"m"}]}`),
    ),
    truth: [null],
  },
];

const chunks = (text: string) => ok('Transfer-Encoding: chunked\r\n', text);
const CHUNKED = `${LISTING.length.toString(16)}\r\n${LISTING}\r\n0\r\n\r\n`;

const framing: Misbehaviour[] = [
  { name: 'a size of a chunk beyond 64 bits', act: chunks(`FFFFFFFFFFFFFFFFF\r\n${LISTING}\r\n0\r\n\r\n`), truth: [M] },
  {
    name: 'a size of a chunk of 64 bits',
    act: chunks(`FFFFFFFFFFFFFFFF\r\n${LISTING}\r\n0\r\n\r\n`),
    truth: [M, 'http/truncated'],
  },
  { name: 'a negative size of a chunk', act: chunks(`-5\r\n${LISTING}\r\n0\r\n\r\n`), truth: [M] },
  { name: 'no size of a chunk', act: chunks(`\r\n${LISTING}\r\n0\r\n\r\n`), truth: [M] },
  { name: 'a size of a chunk in 0x', act: chunks(`0x5\r\nhello\r\n0\r\n\r\n`), truth: [M] },
  { name: 'a chunk longer than it says', act: chunks(`5\r\nhello world\r\n0\r\n\r\n`), truth: [M] },
  {
    name: 'chunks with endless extensions',
    act: pours(`${OK}Transfer-Encoding: chunked\r\n\r\n5;`, 'e'.repeat(65_536)),
    truth: [M],
  },
  {
    name: 'chunks with endless trailers',
    act: pours(`${OK}Transfer-Encoding: chunked\r\n\r\n${CHUNKED.slice(0, -2)}`, 'X-T: t\r\n'.repeat(5000)),
    truth: [M],
  },
  { name: 'chunks with a short extension', act: chunks(CHUNKED.replace('\r\n', ';name=value\r\n')), truth: [null] },
  { name: 'chunks without the last one', act: chunks(CHUNKED.slice(0, -5)), truth: ['http/truncated'] },
  { name: 'two lengths that differ', act: ok(`Content-Length: 5\r\nContent-Length: ${LISTING.length}\r\n`), truth: [M] },
  {
    name: 'two lengths that agree',
    act: ok(`Content-Length: ${LISTING.length}\r\nContent-Length: ${LISTING.length}\r\n`),
    truth: [M, null],
  },
  { name: 'a negative length', act: ok('Content-Length: -1\r\n'), truth: [M] },
  { name: 'a length with a plus', act: ok(`Content-Length: +${LISTING.length}\r\n`), truth: [M] },
  { name: 'a length beyond 64 bits', act: ok('Content-Length: 99999999999999999999999\r\n'), truth: [M] },
  { name: 'a length that is no number', act: ok('Content-Length: NaN\r\n'), truth: [M] },
  { name: 'a length too long', act: ok(`Content-Length: ${LISTING.length + 1}\r\n`), truth: ['http/truncated'] },
  { name: 'a length too short', act: ok(`Content-Length: ${LISTING.length - 9}\r\n`), truth: ['http/truncated'] },
  { name: 'a length of nothing before a listing', act: ok('Content-Length: 0\r\n'), truth: [NOT] },
  { name: 'a length and chunks', act: ok(`Content-Length: 5\r\nTransfer-Encoding: chunked\r\n`, CHUNKED), truth: [null] },
  { name: 'chunks and a length', act: ok(`Transfer-Encoding: chunked\r\nContent-Length: 5\r\n`, CHUNKED), truth: [null] },
  { name: 'chunks under another name', act: ok('Transfer-Encoding: xchunked\r\n', CHUNKED), truth: [M] },
  { name: 'chunks and then gzip', act: ok('Transfer-Encoding: chunked, gzip\r\n', CHUNKED), truth: [M] },
  { name: 'chunks with a tab in the name', act: ok('Transfer-Encoding:\tchunked\r\n', CHUNKED), truth: [null, M] },
  { name: 'chunks in a name with a blank', act: ok('Transfer-Encoding : chunked\r\n', CHUNKED), truth: [M] },
  {
    name: 'a second answer behind the first',
    act: whole(sized(LISTING), `${LISTING}HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<script/>`),
    truth: [null],
  },
];

const lines: Misbehaviour[] = [
  { name: 'HTTP/0.9', act: says('<html><body>It works!</body></html>'), truth: [M] },
  { name: 'nothing but a line break', act: says('\r\n'), truth: [M, 'http/truncated', 'http/closed'] },
  { name: 'bare line feeds', act: says(`HTTP/1.1 200 OK\nContent-Length: ${LISTING.length}\n\n${LISTING}`), truth: [M, null] },
  {
    name: 'bare carriage returns',
    act: says(`HTTP/1.1 200 OK\rContent-Length: ${LISTING.length}\r\r${LISTING}`),
    truth: [M, 'http/truncated'],
  },
  { name: 'a NUL in a value', act: ok(`X-Nul: a\0b\r\nContent-Length: ${LISTING.length}\r\n`), truth: [M] },
  { name: 'a NUL in a name', act: ok(`X\0Nul: ab\r\nContent-Length: ${LISTING.length}\r\n`), truth: [M] },
  { name: 'a NUL before the status', act: says('\0HTTP/1.1 200 OK\r\n\r\n'), truth: [M] },
  { name: 'a folded header', act: ok(`X-Folded: one\r\n two\r\nContent-Length: ${LISTING.length}\r\n`), truth: [M, null] },
  { name: 'a header without a name', act: ok(`: nothing\r\nContent-Length: ${LISTING.length}\r\n`), truth: [M] },
  { name: 'status 000', act: status('HTTP/1.1 000 Zero'), truth: ['http/unmapped-status'] },
  { name: 'status 99', act: status('HTTP/1.1 99 Low'), truth: [M] },
  { name: 'status 1000', act: status('HTTP/1.1 1000 High'), truth: [M] },
  { name: 'status 999', act: status('HTTP/1.1 999 Denied'), truth: ['http/unmapped-status'] },
  {
    name: 'status 700 with an error',
    act: status('HTTP/1.1 700 Odd', '', '{"error":{"message":"odd"}}'),
    truth: ['http/unmapped-status'],
  },
  { name: 'status 600 without a body', act: status('HTTP/1.1 600 Odd', '', ''), truth: ['http/unmapped-status'] },
  { name: 'status -20', act: status('HTTP/1.1 -20 Minus'), truth: [M] },
  { name: 'status 2x0', act: status('HTTP/1.1 2x0 Odd'), truth: [M] },
  { name: 'status 204', act: says('HTTP/1.1 204 No Content\r\n\r\n'), truth: [NOT] },
  { name: 'status 205', act: says('HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n'), truth: [NOT] },
  { name: 'status 304', act: says('HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'), truth: ['http/unmapped-status'] },
  { name: 'status 300', act: says('HTTP/1.1 300 Choices\r\nContent-Length: 0\r\n\r\n'), truth: ['http/unmapped-status'] },
  {
    name: 'status 305 with a proxy of its own',
    act: status('HTTP/1.1 305 Use Proxy', 'Location: http://evil.example:3128/\r\n', ''),
    truth: ['http/unmapped-status'],
  },
  { name: 'status 399 with a listing', act: status('HTTP/1.1 399 Odd'), truth: ['http/unmapped-status'] },
  { name: 'status 206 with a listing', act: status('HTTP/1.1 206 Partial'), truth: [null] },
  { name: 'HTTP/9.9', act: status('HTTP/9.9 200 OK'), truth: [M, null] },
  { name: 'HTTP/2.0 in text', act: status('HTTP/2.0 200 OK'), truth: [M, null] },
  {
    name: 'HTTP/2 frames',
    act: says(Buffer.from('00001204000000000000030000008000040001000000050000400000', 'hex')),
    truth: [M, 'http/protocol-unsupported'],
  },
  { name: 'http in small letters', act: status('http/1.1 200 OK'), truth: [M] },
  { name: 'two blanks before the status', act: status('HTTP/1.1  200 OK'), truth: [M, null] },
  {
    name: 'a thousand 100s and the listing',
    act: says('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000), sized(LISTING), LISTING),
    truth: [M],
  },
  {
    name: 'ten 103s and the listing',
    act: says('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'.repeat(10), sized(LISTING), LISTING),
    truth: [null],
  },
  { name: '103s without end', act: pours('', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1000)), truth: [M] },
  { name: '103s that drip', act: drips('', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(50), 30), truth: ['http/timeout'] },
  { name: 'one 100 and silence', act: holds('HTTP/1.1 100 Continue\r\n\r\n'), truth: ['http/timeout'] },
  { name: 'one 103 and the end', act: says('HTTP/1.1 103 Early Hints\r\n\r\n'), truth: ['http/truncated', 'http/closed'] },
  { name: '199 for ever', act: pours('', 'HTTP/1.1 199 Odd\r\nX: y\r\n\r\n'.repeat(100)), truth: [M] },
  {
    name: 'a switch of protocols',
    act: holds('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello'),
    truth: [M],
  },
  {
    name: 'a switch of protocols that nobody named',
    act: holds('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    truth: ['http/unmapped-status'],
  },
  {
    name: 'an upgrade beside a listing',
    act: ok(`Upgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: ${LISTING.length}\r\n`),
    truth: [null],
  },
  { name: 'ICY', act: says('ICY 200 OK\r\n\r\n'), truth: [M] },
];

const slow: Misbehaviour[] = [
  { name: 'silence', act: holds(), truth: ['http/timeout'] },
  { name: 'silence from the connection on', act: holds(), from: 'connection', truth: ['http/timeout'] },
  { name: 'a status line that drips', act: drips('', `HTTP/1.1 200 ${'O'.repeat(500)}K\r\n`), truth: ['http/timeout'] },
  { name: 'headers that drip', act: drips('HTTP/1.1 200 OK\r\n', 'X-Slow: very\r\n'.repeat(100)), truth: ['http/timeout'] },
  { name: 'a body that drips', act: drips(`${OK}Content-Length: 5000\r\n\r\n`, ' '.repeat(5000)), truth: ['http/timeout'] },
  { name: 'a body that drips until the connection ends', act: drips(`${OK}\r\n`, ' '.repeat(5000)), truth: ['http/timeout'] },
  {
    name: 'a chunk that drips',
    act: drips(`${OK}Transfer-Encoding: chunked\r\n\r\nFFFF\r\n`, ' '.repeat(5000)),
    truth: ['http/timeout'],
  },
  {
    name: 'a size of a chunk that drips',
    act: drips(`${OK}Transfer-Encoding: chunked\r\n\r\n`, '0'.repeat(5000)),
    truth: ['http/timeout', M],
  },
  {
    name: 'gzip that drips',
    act: drips(`${OK}Content-Encoding: gzip\r\n\r\n`, gzipSync(LISTING.repeat(50)).toString('latin1')),
    truth: ['http/timeout'],
  },
  { name: 'silence after a part of the body', act: holds(`${OK}Content-Length: 5000\r\n\r\n{`), truth: ['http/timeout'] },
  { name: 'silence behind a whole body of unknown length', act: holds(`${OK}\r\n${LISTING}`), truth: ['http/timeout'] },
  { name: 'an end at once', act: says(), truth: ['http/closed'] },
  { name: 'an end at the connection', act: says(), from: 'connection', truth: ['http/closed', 'tcp/reset'] },
  { name: 'a reset', act: (socket) => void socket.resetAndDestroy(), truth: ['http/closed'] },
  {
    name: 'a reset at the connection',
    act: (socket) => void socket.resetAndDestroy(),
    from: 'connection',
    truth: ['tcp/reset', 'http/closed'],
  },
  { name: 'a reset at the first byte', act: (socket) => void socket.resetAndDestroy(), from: 'byte', truth: ['http/closed'] },
  { name: 'a reset in the headers', act: resets('HTTP/1.1 200 OK\r\nContent-Ty'), truth: ['http/truncated'] },
  { name: 'a reset in the body', act: resets(`${OK}Content-Length: 100\r\n\r\n{`), truth: ['http/truncated'] },
  { name: 'a reset in a body of unknown length', act: resets(`${OK}\r\n${LISTING.slice(0, 40)}`), truth: ['http/truncated'] },
  { name: 'a reset behind the whole answer', act: resets(sized(LISTING), LISTING), truth: [null] },
  { name: 'an answer before the request', act: whole(sized(LISTING), LISTING), from: 'connection', truth: [null] },
  { name: 'an answer before the request, and silence', act: holds(sized(LISTING), LISTING), from: 'connection', truth: [null] },
];

const text = (encoding: BufferEncoding, mark: number[] = []) =>
  Buffer.concat([Buffer.from(mark), Buffer.from(LISTING, encoding)]);
const LATIN = Buffer.from(LISTING.replace('m-1', 'm-\u00e9'), 'latin1');
const page = '<!DOCTYPE html><html><head><title>Welcome</title></head><body>Hello</body></html>';

const texts: Misbehaviour[] = [
  {
    name: 'a byte order mark before the listing',
    act: whole(sized(text('utf8', [0xef, 0xbb, 0xbf])), text('utf8', [0xef, 0xbb, 0xbf])),
    truth: [null],
  },
  {
    name: 'a listing in UTF-16',
    act: whole(sized(text('utf16le', [0xff, 0xfe])), text('utf16le', [0xff, 0xfe])),
    truth: [NOT],
  },
  { name: 'a listing in latin-1', act: whole(sized(LATIN), LATIN), truth: [null] },
  { name: 'a listing with NULs', act: ok('', LISTING.replace('m-1', 'm\0-1')), truth: [NOT] },
  { name: 'a listing that breaks off', act: ok('', LISTING.slice(0, 60)), truth: ['http/truncated'] },
  {
    name: 'a listing that breaks off within its length',
    act: whole(sized(LISTING.slice(0, 60)), LISTING.slice(0, 60)),
    truth: ['http/truncated'],
  },
  { name: 'gzip that breaks off', act: coded('gzip', gzipSync(LISTING).subarray(0, 40)), truth: [M] },
  { name: 'gzip that is none', act: coded('gzip', Buffer.from(LISTING)), truth: [M] },
  { name: 'brotli that is none', act: coded('br', Buffer.from(LISTING)), truth: [M] },
  {
    name: 'brotli of random bytes',
    act: coded('br', Buffer.from('1b7f00f8a5a5a5a5a5a5a5a5ffffffffff0123456789', 'hex')),
    truth: [M],
  },
  { name: 'deflate that is none', act: coded('deflate', Buffer.from(LISTING)), truth: [M] },
  { name: 'a coding that nobody knows', act: coded('sdch', Buffer.from('\x01\x02\x03\x04')), truth: [M] },
  { name: 'a listing that says it is a coding that nobody knows', act: coded('utf-8', Buffer.from(LISTING)), truth: [null] },
  { name: 'a page that says it is JSON', act: whole(sized(page), page), truth: [NOT] },
  {
    name: 'a listing that says it is a page',
    act: says(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${LISTING}`),
    truth: [null],
  },
  {
    name: 'a listing that says it is an image',
    act: says(`HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n${LISTING}`),
    truth: [null],
  },
  { name: 'an image that says it is a listing', act: whole(sized('\x89PNG\r\n\x1a\n'), '\x89PNG\r\n\x1a\n'), truth: [NOT] },
  {
    name: 'an image as an image',
    act: says('HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 8\r\n\r\n\x89PNG\r\n\x1a\n'),
    truth: [NOT],
  },
  {
    name: 'a stream of events',
    act: says('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {}\n\ndata: [DONE]\n\n'),
    truth: [NOT],
  },
  { name: 'JSON null', act: ok('', 'null'), truth: [NOT] },
  { name: 'a JSON string', act: ok('', '"hello"'), truth: [NOT] },
  {
    name: 'a listing of a prototype',
    act: ok('', '{"__proto__":{"data":[]},"object":"list","constructor":1}'),
    truth: [null],
  },
  {
    name: 'JSON with an error of an error',
    act: ok('', `${'{"error":'.repeat(500)}"x"${'}'.repeat(500)}`),
    truth: [NOT],
  },
];

const ESC = '\x1b[31m\x1b]0;owned\x07';
const HOSTILE_TEXT = `${ESC}\u009b1m ::error::forged ##[error]x </testcase>]]> <script>alert(1)</script> [x](javascript:alert(1)) \`\`\` | a | \xe2\x80\xae\xe2\x81\xa6`;
const wait = (value: string) =>
  status(
    'HTTP/1.1 429 Slow',
    `Retry-After: ${value}\r\n`,
    '{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}',
  );

const words: Misbehaviour[] = [
  {
    name: 'headers for terminals and CI',
    act: ok(`Server: ${HOSTILE_TEXT}\r\nVia: ${HOSTILE_TEXT}\r\nX-Request-Id: ${HOSTILE_TEXT}\r\nContent-Length: 2\r\n`, '{}'),
    truth: [M, NOT],
  },
  {
    name: 'values in UTF-8 and latin-1',
    act: ok(`Server: \xe2\x80\xae\xe9\x85\r\nX-Request-Id: ::error::x\r\nContent-Length: 2\r\n`, '{}'),
    truth: [NOT],
  },
  {
    name: 'names of headers that are names of JavaScript',
    act: ok(`__proto__: x\r\nconstructor: y\r\ntoString: z\r\nhasOwnProperty: 1\r\nContent-Length: ${LISTING.length}\r\n`),
    truth: [null],
  },
  {
    name: 'an error for terminals and CI',
    act: status(
      'HTTP/1.1 400 Bad',
      '',
      JSON.stringify({ error: { message: HOSTILE_TEXT, code: HOSTILE_TEXT, type: HOSTILE_TEXT, param: HOSTILE_TEXT } }),
    ),
    truth: ['http/bad-request'],
  },
  {
    name: 'a page for terminals and CI',
    act: says(
      `HTTP/1.1 403 ${ESC}No\r\nContent-Type: text/html\r\n\r\n<html><title>${HOSTILE_TEXT}</title>${HOSTILE_TEXT}</html>`,
    ),
    // A page without the words of a filter is one of the host itself.
    truth: [M, 'http/not-the-api'],
  },
  { name: 'a wait below zero', act: wait('-5'), truth: ['limit/rate-limit'] },
  { name: 'a wait of 10^12 seconds', act: wait('1000000000000'), truth: ['limit/rate-limit'] },
  { name: 'a wait of 1e308', act: wait('1e308'), truth: ['limit/rate-limit'] },
  {
    name: 'a wait until the year 9999',
    act: wait('Fri, 31 Dec 9999 23:59:59 GMT\r\nDate: Tue, 24 Nov 2026 00:00:00 GMT'),
    truth: ['limit/rate-limit'],
  },
  { name: 'a wait that is no number', act: wait('NaN'), truth: ['limit/rate-limit'] },
  { name: 'a wait of Infinity', act: wait('Infinity'), truth: ['limit/rate-limit'] },
  { name: 'a wait of 64 kB', act: wait('9'.repeat(60_000)), truth: ['limit/rate-limit'] },
];

const redirect = (location: string, code = 302) => status(`HTTP/1.1 ${code} Found`, `Location: ${location}\r\n`, '');

const redirects: Misbehaviour[] = [
  { name: 'a redirect to itself', act: redirect('/v1/models'), truth: ['http/unexpected-redirect'] },
  {
    name: 'a redirect to another scheme',
    act: redirect('https://127.0.0.1:1/v1/models', 301),
    truth: ['http/unexpected-redirect'],
  },
  { name: 'a redirect to no host', act: redirect('//'), truth: ['http/unexpected-redirect'] },
  { name: 'a redirect to script', act: redirect('javascript:alert(1)', 307), truth: ['http/unexpected-redirect'] },
  {
    name: 'a redirect to data',
    act: redirect('data:text/html,<script>alert(1)</script>', 308),
    truth: ['http/unexpected-redirect'],
  },
  { name: 'a redirect to a file', act: redirect('file:///etc/passwd'), truth: ['http/unexpected-redirect'] },
  { name: 'a redirect nowhere', act: status('HTTP/1.1 302 Found', '', ''), truth: ['http/unexpected-redirect'] },
  {
    name: 'a redirect of 60 kB',
    act: redirect(`http://evil.example/${'a'.repeat(60_000)}`),
    truth: ['http/unexpected-redirect'],
  },
  {
    name: 'a redirect to a command',
    act: redirect('https://evil.example/$(id>owned);`id`\'"&&id/v1/models'),
    truth: ['http/unexpected-redirect'],
  },
  {
    name: 'two redirects at once',
    act: status('HTTP/1.1 302 Found', 'Location: http://a.example/\r\nLocation: http://b.example/\r\n', ''),
    truth: ['http/unexpected-redirect'],
  },
];

export const misbehaviours = { tooMuch, framing, lines, slow, texts, words, redirects };
