/**
 * A resolver that breaks the rules, each in a way of its own: the first label of the name that is asked for says which.
 *
 *   node test/lab/servers/hostile-dns.js '{ "listen": ["203.0.113.53"], "port": 53, "elsewhere": "203.0.113.11" }'
 *
 * prints `ready` once it listens. In a test's own process: `const resolver = await serveHostileDns()`, and `tricks` has the list. Names that
 * are no trick have an address. Messages are made byte by byte: no library makes such ones.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';

export const ADDRESS = '203.0.113.10';
const TYPES = { A: 1, NS: 2, CNAME: 5, TXT: 16, AAAA: 28, OPT: 41, SVCB: 64 };
const RESPONSE = 0x8180;
const TRUNCATED = 0x0200;
/** The place of the question's name, as a pointer. */
const TO_QUESTION = Buffer.from([0xc0, 12]);

const u16 = (...values) => Buffer.concat(values.map((value) => Buffer.from([(value >> 8) & 255, value & 255])));
const label = (text) => Buffer.concat([Buffer.from([Buffer.byteLength(text, 'latin1')]), Buffer.from(text, 'latin1')]);
const name = (...labels) => Buffer.concat([...labels.map((text) => label(text)), Buffer.from([0])]);
const times = (count, make) => Array.from({ length: count }, (_, at) => make(at));

/** A record; `claims` lies about the length of what it holds. */
function record(owner, type, data, { claims = data.length, class: klass = 1, ttl = [0, 60] } = {}) {
  return Buffer.concat([owner, u16(type, klass, ...ttl, claims), data]);
}

/** A message; `counts` lies about what it holds. */
function message(q, sections = {}) {
  const { flags = RESPONSE, id = q.id, question = q.question, an = [], ns = [], ar = [], counts = [] } = sections;
  const honest = [question.length > 0 ? 1 : 0, an.length, ns.length, ar.length];
  const header = u16(id, flags, ...honest.map((count, at) => counts[at] ?? count));
  return Buffer.concat([header, question, ...an, ...ns, ...ar]);
}

/** The address record that was asked for. */
const address = (q, owner = TO_QUESTION, more = {}) =>
  record(
    owner,
    q.type,
    q.type === TYPES.A ? Buffer.from([203, 0, 113, 10]) : Buffer.from('20010db8000100000000000000000010', 'hex'),
    more,
  );
const opt = (options, more) => record(Buffer.from([0]), TYPES.OPT, options, more);
const option = (code, data) => Buffer.concat([u16(code, data.length), data]);
const alias = (owner, to) => record(owner, TYPES.CNAME, to);
const sound = (q) => message(q, { an: [address(q)] });
/** Both transports say the same. */
const says = (make) => ({ udp: (q) => [make(q)], tcp: (q) => [framed(make(q))] });
const overTcp = (make) => ({ udp: cutShort, tcp: (q) => [framed(make(q))] });
const cutShort = (q) => [message(q, { flags: RESPONSE | TRUNCATED })];
const framed = (bytes) => Buffer.concat([u16(bytes.length), bytes]);
const explained = (code, text) => (q) =>
  message(q, { flags: RESPONSE | 3, ar: q.edns ? [opt(option(15, Buffer.concat([u16(code), Buffer.from(text)])))] : [] });
// biome-ignore lint/suspicious/noTemplateCurlyInString: a shell is who would read it.
const HOSTILE_TEXT = '\u202e\u2066<script>alert(1)</script>\u001b[31m\u0000::error::x\r\n\u2028forged`${x}`';

/** What each trick sends. A list of buffers is sent one after the other; an object has more to it. */
export const tricks = {
  'pointer-self': says((q) => message(q, { counts: [1, 1], an: [address(q, Buffer.from([0xc0, 12 + q.question.length]))] })),
  'pointer-forward': says((q) => message(q, { an: [address(q, u16(0xc000 + 12 + q.question.length + 30))] })),
  'pointer-pair': says((q) => {
    const at = 12 + q.question.length;
    return message(q, { an: [address(q, Buffer.concat([u16(0xc000 + at + 2), u16(0xc000 + at)]))] });
  }),
  'pointer-outside': says((q) => message(q, { an: [address(q, u16(0xffff))] })),
  'pointer-chain': overTcp((q) => {
    const start = 12 + q.question.length;
    const pointers = times(8000, (at) => u16(0xc000 | (at === 0 ? 12 : Math.min(0x3fff, start + 12 + (at - 1) * 2))));
    const filler = record(TO_QUESTION, TYPES.TXT, Buffer.concat(pointers));
    return message(q, { an: [filler, ...times(3000, () => address(q, u16(0xffff)))] });
  }),
  'id-wrong': { udp: (q) => [message(q, { id: q.id ^ 1, an: [address(q)] })] },
  'id-flood': { udp: (q) => times(2000, (at) => message(q, { id: (q.id + 1 + at) & 0xffff, an: [address(q)] })) },
  'question-wrong': says((q) =>
    message(q, { question: Buffer.concat([name('other', 'example'), u16(q.type, 1)]), an: [address(q)] }),
  ),
  'question-type': says((q) => message(q, { question: Buffer.concat([q.name, u16(TYPES.TXT, 1)]), an: [address(q)] })),
  'question-class': says((q) => message(q, { question: Buffer.concat([q.name, u16(q.type, 3)]), an: [address(q)] })),
  'question-none': says((q) => message(q, { question: Buffer.alloc(0), an: [address(q, q.name)] })),
  'question-65535': says((q) => message(q, { counts: [0xffff], an: [address(q)] })),
  'question-two': says((q) => message(q, { question: Buffer.concat([q.question, q.question]), counts: [2], an: [address(q)] })),
  'opcode-status': says((q) => message(q, { flags: RESPONSE | 0x1000, an: [address(q)] })),
  'not-a-response': says((q) => message(q, { flags: 0x0100, an: [address(q)] })),
  'other-address': { from: 'address', udp: (q) => [sound(q)] },
  'other-port': { from: 'port', udp: (q) => [sound(q)] },
  'empty-packet': { udp: () => [Buffer.alloc(0)] },
  'half-header': { udp: (q) => [sound(q).subarray(0, 7)] },
  'cut-in-record': says((q) => sound(q).subarray(0, sound(q).length - 2)),
  'huge-answer': overTcp((q) =>
    message(q, { an: [address(q), ...times(240, () => record(TO_QUESTION, TYPES.TXT, Buffer.alloc(250, 1)))] }),
  ),
  'records-1000': overTcp((q) => message(q, { an: times(1000, () => address(q)) })),
  'records-claimed': says((q) => message(q, { counts: [1, 0xffff, 0xffff, 0xffff], an: [address(q)] })),
  'records-tiny': overTcp((q) =>
    message(q, { counts: [1, 1, 4000], an: [address(q)], ns: times(4000, () => record(Buffer.from([0]), 0, Buffer.alloc(0))) }),
  ),
  'tc-over-tcp': { udp: cutShort, tcp: (q) => cutShort(q).map(framed) },
  'tc-with-answer': {
    udp: (q) => [message(q, { flags: RESPONSE | TRUNCATED, an: [address(q)] })],
    tcp: (q) => [framed(sound(q))],
  },
  'cname-long': overTcp((q) =>
    message(q, {
      an: [
        alias(TO_QUESTION, name('a0', 'x')),
        ...times(500, (at) => alias(name(`a${at}`, 'x'), name(`a${at + 1}`, 'x'))),
        address(q, name('a500', 'x')),
      ],
    }),
  ),
  'cname-loop': says((q) => message(q, { an: [alias(TO_QUESTION, name('b', 'x')), alias(name('b', 'x'), TO_QUESTION)] })),
  'cname-self': says((q) => message(q, { an: [alias(TO_QUESTION, TO_QUESTION), address(q)] })),
  'cname-late': says((q) => message(q, { an: [address(q, name('b', 'x')), alias(TO_QUESTION, name('b', 'x'))] })),
  'class-wrong': says((q) => message(q, { an: [address(q, TO_QUESTION, { class: 3 })] })),
  'type-other': says((q) => message(q, { an: [record(TO_QUESTION, TYPES.TXT, Buffer.from([4, 203, 0, 113, 10]))] })),
  'owner-other': says((q) => message(q, { an: [address(q, name('other', 'example'))] })),
  'rdlength-short': says((q) => message(q, { an: [address(q, TO_QUESTION, { claims: 2 })] })),
  'rdlength-long': says((q) => message(q, { an: [address(q, TO_QUESTION, { claims: 400 })] })),
  'rdlength-eats-next': says((q) =>
    message(q, { an: [record(TO_QUESTION, q.type, Buffer.alloc(q.type === 1 ? 7 : 19, 9)), address(q)] }),
  ),
  'rdlength-zero': says((q) => message(q, { an: [record(TO_QUESTION, q.type, Buffer.alloc(0))] })),
  'label-64': says((q) =>
    message(q, { an: [alias(TO_QUESTION, Buffer.concat([Buffer.from([64]), Buffer.alloc(64, 97), Buffer.from([0])]))] }),
  ),
  'label-bits': says((q) => message(q, { an: [alias(TO_QUESTION, Buffer.concat([Buffer.from([0x80, 1, 97, 0])]))] })),
  'name-300': says((q) => message(q, { an: [alias(TO_QUESTION, name(...times(6, () => 'y'.repeat(50))))] })),
  'name-hostile': says((q) => message(q, { an: [alias(TO_QUESTION, name(HOSTILE_TEXT.slice(0, 40), 'x'))] })),
  'name-dotted': says((q) => message(q, { an: [address(q, name(q.text))] })),
  'name-root': says((q) => message(q, { an: [alias(TO_QUESTION, Buffer.from([0]))] })),
  'text-hostile': says(explained(15, HOSTILE_TEXT)),
  'text-long': overTcp(explained(17, '\u202eA'.repeat(8000))),
  'options-15000': overTcp((q) =>
    message(q, { an: [address(q)], ar: [opt(Buffer.concat(times(15_000, () => option(15, Buffer.alloc(0)))))] }),
  ),
  'options-lie': says((q) => message(q, { an: [address(q)], ar: [opt(Buffer.concat([u16(15, 9000), Buffer.from('short')]))] })),
  'opt-five': says((q) => message(q, { an: [address(q)], ar: times(5, () => opt(Buffer.alloc(0))) })),
  'svcb-broken': says((q) => message(q, { an: [address(q)], ar: [record(TO_QUESTION, TYPES.SVCB, Buffer.from([0]))] })),
  'rcode-extended': says((q) => message(q, { ar: [opt(Buffer.alloc(0), { class: 1232, ttl: [0x0100, 0] })] })),
  'trailing-bytes': says((q) => Buffer.concat([sound(q), Buffer.alloc(500, 0xff)])),
  'length-lies-long': { udp: cutShort, tcp: (q) => [u16(60_000), sound(q)] },
  'length-lies-short': { udp: cutShort, tcp: (q) => [u16(5), sound(q)] },
  'length-zero': { udp: cutShort, tcp: () => [u16(0)] },
  servfail: says((q) => message(q, { flags: RESPONSE | 2 })),
  'tcp-drip': { udp: cutShort, tcp: (q) => framed(sound(q)), dripMs: 1000 },
  'tcp-silent': { udp: cutShort, tcp: () => [] },
  'tcp-end': { udp: cutShort, tcp: (q) => [framed(sound(q)).subarray(0, 20)], end: true },
  'tcp-reset': { udp: cutShort, tcp: () => [], reset: true },
  'tcp-flood': { udp: cutShort, tcp: (q) => [u16(65_535), message(q, { counts: [1, 4000] }), Buffer.alloc(65_000)], flood: true },
  'tcp-pipelined': { udp: cutShort, tcp: (q) => times(500, () => framed(sound(q))) },
  'answer-flood': { udp: (q) => times(3000, () => sound(q)) },
  'answer-late': { udp: (q) => [sound(q), ...times(50, () => message(q, { flags: RESPONSE | 3 }))], lateMs: 50 },
};

/** Starts it; resolves once it listens. */
export async function serveHostileDns({ listen = ['127.0.0.1'], port: wanted = 0, elsewhere = '127.0.0.2' } = {}) {
  const closers = [];
  let port = wanted;
  for (const host of listen) {
    const other = { address: createSocket('udp4'), port: createSocket('udp4') };
    other.address.bind(0, elsewhere);
    other.port.bind(0, host);
    const udp = createSocket('udp4');
    udp.on('message', (bytes, from) => void overUdp(bytes, { udp, other, to: [from.port, from.address] }));
    udp.bind(port, host);
    await once(udp, 'listening');
    port = udp.address().port;
    const sockets = new Set();
    const tcp = createServer((socket) => {
      sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
      let rest = Buffer.alloc(0);
      socket.on('data', (bytes) => {
        rest = Buffer.concat([rest, bytes]);
        // A C library puts both its questions into one packet.
        for (; rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0); rest = rest.subarray(2 + rest.readUInt16BE(0)))
          void talk(socket, rest.subarray(2, 2 + rest.readUInt16BE(0)));
      });
    });
    tcp.listen(port, host);
    await once(tcp, 'listening');
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      for (const socket of [udp, other.address, other.port]) socket.close();
      return new Promise((resolve) => tcp.close(resolve));
    });
  }
  return { port, close: () => Promise.all(closers.map((close) => close())) };
}

/** What was asked, and which trick is meant. */
function read(bytes) {
  const labels = [];
  let at = 12;
  while (bytes[at] > 0) {
    labels.push(bytes.toString('latin1', at + 1, at + 1 + bytes[at]));
    at += 1 + bytes[at];
  }
  const question = bytes.subarray(12, at + 5);
  const asked = { id: bytes.readUInt16BE(0), question, name: question.subarray(0, -4), text: labels.join('.') };
  return {
    ...asked,
    type: question.readUInt16BE(question.length - 4),
    edns: bytes.readUInt16BE(10) > 0,
    trick: tricks[labels[0].toLowerCase()] ?? {},
  };
}

async function overUdp(bytes, { udp, other, to }) {
  const q = read(bytes);
  const socket = q.trick.from ? other[q.trick.from] : udp;
  for (const answer of q.trick.udp?.(q) ?? [sound(q)]) {
    socket.send(answer, ...to, () => {});
    if (q.trick.lateMs) await pause(q.trick.lateMs);
  }
}

async function talk(socket, bytes) {
  const q = read(bytes);
  const { tcp = (asked) => [framed(sound(asked))], dripMs, end, reset, flood } = q.trick;
  if (dripMs) {
    for (const byte of tcp(q)) {
      if (socket.destroyed) return;
      socket.write(Buffer.from([byte]));
      await pause(dripMs);
    }
    return;
  }
  for (const part of tcp(q)) socket.write(part);
  while (flood && !socket.destroyed) {
    if (!socket.write(Buffer.alloc(65_536))) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {});
  }
  if (reset) socket.resetAndDestroy();
  if (end) socket.end();
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await serveHostileDns(JSON.parse(process.argv[2] ?? '{}'));
  console.log('ready');
}
