/**
 * A resolver that says what it is told to, sound or not.
 *
 *   node test/lab/servers/dns.js '<JSON>'      prints `ready` once it listens. In a test's own process: `await serveDns(config)`.
 *
 *   listen   addresses, default ["127.0.0.1"]
 *   port     default 0: one port for all of them, UDP and TCP
 *   tcp      false: nothing listens on TCP
 *   names    what is known, by name in lower case; `*.example` stands for everything below, `*` for all the rest. Unknown: NXDOMAIN
 *     a, aaaa      addresses
 *     cname        an alias; the answer goes on with what is known of it
 *     rcode        instead of addresses: "SERVFAIL", "REFUSED", "NXDOMAIN", …
 *     ede          { code, text }: said to those who ask with EDNS
 *     delayMs      waits
 *     unchecked    true: SERVFAIL unless the CD bit is set
 *     fragile      true: FORMERR to every question with EDNS
 *     silent       "all", "A", "AAAA" or "edns": no answer to such questions
 *     times        the rule serves only the first so many questions, then the name is known no more
 *     unsound      "id", "question", "garbage", "short", "query", "loop", "huge", "records", "length"
 *     truncated    true: cut short over UDP, whole over TCP
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { decode, encode } from 'dns-packet';

const CODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, YXDOMAIN: 6, NOTAUTH: 9 };
const RESPONSE = 0x8000;
const TRUNCATED = 0x0200;
const RECURSION = 0x0180;

/** Starts the listeners; resolves once all of them listen. */
export async function serveDns(config = {}) {
  const questions = [];
  const closers = [];
  let port = config.port ?? 0;
  for (const address of config.listen ?? ['127.0.0.1']) {
    const server = await listen(address, port, { config, questions });
    port = server.port;
    closers.push(...server.closers);
  }
  return { port, questions, close: () => Promise.all(closers.map((close) => close())) };
}

/** UDP and TCP on one port. A free port of the one may be taken in the other; then the next is tried. */
async function listen(address, wanted, shared) {
  for (let trial = 0; ; trial += 1) {
    const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    let isOpen = true;
    udp.on('message', (message, from) => {
      // A late answer may find the server closed.
      const send = (answer) => isOpen && udp.send(answer, from.port, from.address, () => {});
      reply(message, { ...shared, udp: true, send });
    });
    udp.bind(wanted, address);
    await once(udp, 'listening');
    const { port } = udp.address();
    const close = () => {
      isOpen = false;
      return new Promise((resolve) => udp.close(resolve));
    };
    try {
      return { port, closers: [close, ...(shared.config.tcp === false ? [] : [await serveTcp(address, port, shared)])] };
    } catch (error) {
      await close();
      if (wanted !== 0 || trial === 9) throw error;
    }
  }
}

async function serveTcp(address, port, shared) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    const send = (answer) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      socket.write(Buffer.concat([length, answer]));
    };
    socket.on('data', (data) => reply(data.subarray(2), { ...shared, udp: false, send }));
  });
  server.listen(port, address);
  await once(server, 'listening');
  return () => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  };
}

function reply(message, { config, questions, udp, send }) {
  const query = decode(message);
  const [question] = query.questions;
  const edns = query.additionals.some((record) => record.type === 'OPT');
  const asked = { name: question.name.toLowerCase(), type: question.type, edns, unchecked: query.flag_cd, udp };
  questions.push(asked);
  const rule = ruleFor(config, asked.name, questions);
  if (rule.silent === 'all' || rule.silent === asked.type || (rule.silent === 'edns' && edns)) return;
  const answer = rule.unsound ? unsound(rule.unsound, query) : encode(packetFor(rule, asked, query, config));
  setTimeout(() => send(answer), rule.delayMs ?? 0);
}

function ruleFor(config, name, questions) {
  const names = config.names ?? {};
  const wild = Object.keys(names).find((key) => key.startsWith('*.') && name.endsWith(key.slice(1)));
  const rule = names[name] ?? names[wild] ?? names['*'] ?? { rcode: 'NXDOMAIN' };
  const worn = rule.times !== undefined && questions.filter((asked) => asked.name === name).length > rule.times;
  return worn ? { rcode: 'NXDOMAIN' } : rule;
}

function packetFor(rule, asked, query, config) {
  const { edns, udp } = asked;
  const rcode = rule.fragile && edns ? 'FORMERR' : rule.unchecked && !asked.unchecked ? 'SERVFAIL' : (rule.rcode ?? 'NOERROR');
  const cut = rule.truncated && udp;
  const answers = rcode === 'NOERROR' && !cut ? answersFor(rule, query.questions[0].name, asked, config) : [];
  const options = rule.ede ? [{ code: 15, data: extendedError(rule.ede) }] : [];
  return {
    type: 'response',
    id: query.id,
    flags: RESPONSE | RECURSION | (cut ? TRUNCATED : 0) | CODES[rcode],
    questions: query.questions,
    answers,
    additionals: edns && !rule.fragile ? [{ type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options }] : [],
  };
}

function answersFor(rule, name, asked, config, depth = 0) {
  if (rule.cname) {
    const alias = { type: 'CNAME', name, ttl: 60, class: 'IN', data: rule.cname };
    const next = depth < 40 ? config.names?.[rule.cname] : undefined;
    return [alias, ...(next ? answersFor(next, rule.cname, asked, config, depth + 1) : [])];
  }
  const addresses = asked.type === 'A' ? rule.a : asked.type === 'AAAA' ? rule.aaaa : [];
  return (addresses ?? []).map((data) => ({ type: asked.type, name, ttl: 60, class: 'IN', data }));
}

function extendedError({ code, text = '' }) {
  const info = Buffer.alloc(2);
  info.writeUInt16BE(code);
  return Buffer.concat([info, Buffer.from(text)]);
}

/** Answers that no resolver should give; the header is right wherever the fault lies further back. */
function unsound(kind, query) {
  const [{ name, type }] = query.questions;
  const right = { type: 'response', id: query.id, flags: RESPONSE | RECURSION, questions: query.questions };
  const record = { type: 'A', name, ttl: 60, class: 'IN', data: '203.0.113.10' };
  const header = (answers) => {
    const bytes = encode(right);
    bytes.writeUInt16BE(answers, 6);
    return bytes;
  };
  switch (kind) {
    case 'id':
      return encode({ ...right, id: (query.id + 1) & 0xffff, answers: [record] });
    case 'question':
      return encode({ ...right, questions: [{ name: 'other.example', type, class: 'IN' }], answers: [record] });
    case 'garbage':
      return Buffer.concat([header(3), Buffer.alloc(64, 0xbf)]);
    case 'short':
      return header(0).subarray(0, 7);
    case 'query':
      return encode({ type: 'query', id: query.id, flags: 0x0100, questions: query.questions });
    case 'loop':
      // A name that points at itself.
      return Buffer.concat([header(1), Buffer.from([0xc0, header(0).length]), Buffer.alloc(12, 0)]);
    case 'huge':
      return Buffer.concat([header(0xffff), Buffer.alloc(64_000, 0)]);
    case 'records':
      return encode({
        ...right,
        answers: Array.from({ length: 1000 }, (_, n) => ({ ...record, data: `203.0.${n >> 8}.${n & 255}` })),
      });
    case 'length':
      return Buffer.concat([header(1), Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 1, 7])]);
    default:
      throw new Error(`no such fault: ${kind}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await serveDns(JSON.parse(process.argv[2] ?? '{}'));
  console.log('ready');
}
