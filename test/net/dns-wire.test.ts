import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import type { DnsAnswer, ResolverState } from '../../src/model/facts/dns.ts';
import { askServer, type DnsQueryOptions } from '../../src/net/dns/ask.ts';
import { REFERRAL, TRUNCATED } from '../../src/net/dns/details.ts';
import { examine, type ResolverReport } from '../../src/net/dns/examine.ts';
import { type DnsConfig, type DnsRule, type RunningDns, serveDns } from '../lab/servers/dns.js';

const HOST = 'api.example';
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(config: DnsConfig): Promise<RunningDns> {
  const server = await serveDns(config);
  open.push(server);
  return server;
}

function askAt(port: number, changes: Partial<DnsQueryOptions> = {}): Promise<DnsAnswer> {
  const question = { name: HOST, type: 'A', edns: false, unchecked: false } as const;
  const signal = new AbortController().signal;
  return askServer({ server: { address: '127.0.0.1', port }, question, tcp: false, limitMs: 1200, signal, ...changes });
}

async function ask(rule: DnsRule, changes: Partial<DnsQueryOptions> = {}): Promise<DnsAnswer> {
  const { port } = await start({ names: { [HOST]: rule } });
  return askAt(port, changes);
}

async function closedPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

describe('one question', () => {
  test('gets the addresses of a name', async () => {
    expect(await ask({ a: ['203.0.113.10', '203.0.113.11'] })).toMatchObject({
      outcome: 'answer',
      rcode: 'NOERROR',
      addresses: ['203.0.113.10', '203.0.113.11'],
      cnames: [],
      transport: 'udp',
      problem: null,
      detail: null,
    });
  });

  test('gets IPv6 addresses over IPv6 too', async () => {
    const { port } = await start({ listen: ['::1'], names: { [HOST]: { aaaa: ['2001:db8::10'] } } });
    const question = { name: HOST, type: 'AAAA', edns: false, unchecked: false } as const;
    const { addresses } = await askAt(port, { server: { address: '::1', port }, question });
    expect(addresses).toEqual(['2001:db8::10']);
  });

  test.each(['NXDOMAIN', 'SERVFAIL', 'REFUSED', 'NOTIMP', 'YXDOMAIN', 'NOTAUTH'])('gives the response code %s', async (rcode) => {
    expect(await ask({ rcode })).toMatchObject({ outcome: 'answer', rcode, addresses: [] });
  });

  test('tells a name without addresses from one that is not there', async () => {
    expect(await ask({})).toMatchObject({ outcome: 'answer', rcode: 'NOERROR', addresses: [] });
  });

  test('follows aliases, and ends where they loop or lead nowhere', async () => {
    const follow = async (names: Record<string, DnsRule>) => askAt((await start({ names })).port);
    const sound = await follow({ [HOST]: { cname: 'cdn.example' }, 'cdn.example': { a: ['203.0.113.10'] } });
    expect(sound).toMatchObject({ cnames: ['cdn.example'], addresses: ['203.0.113.10'] });
    const loop = await follow({ [HOST]: { cname: 'b.example' }, 'b.example': { cname: HOST } });
    expect(loop).toMatchObject({ outcome: 'answer', cnames: ['b.example', HOST], addresses: [] });
    const dangling = await follow({ [HOST]: { cname: 'gone.example' } });
    expect(dangling).toMatchObject({ outcome: 'answer', cnames: ['gone.example'], addresses: [] });
  });

  test.each([
    ['id', /another message ID/],
    ['question', /another query/],
    ['garbage', /malformed DNS message/],
    ['short', /shorter than a DNS header/],
    ['query', /a query instead/],
    ['loop', /malformed DNS message/],
    ['huge', /claims 65536 records/],
    ['length', /no DNS message|wrong length/],
  ] as const)('calls an answer with a wrong %s unsound', async (unsound, detail) => {
    const answer = await ask({ unsound });
    expect(answer).toMatchObject({ outcome: 'malformed', rcode: null, addresses: [] });
    expect(answer.detail).toMatch(detail);
    expect(answer.ms).toBeLessThan(1200);
  });

  test('keeps to a limit of addresses', async () => {
    const { addresses } = await ask({ unsound: 'records' });
    expect(addresses).toHaveLength(64);
  });

  test('waits for the true answer behind a forged one', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    open.push(socket);
    const { port } = socket.address();
    // Once: it is asked again where it answers late, and a socket that is closed by then throws.
    socket.once('message', (message, from) => {
      const forged = Buffer.from(message);
      forged.writeUInt16BE((message.readUInt16BE(0) + 1) & 0xffff, 0);
      const honest = Buffer.from(message);
      honest.writeUInt16BE(0x8183, 2);
      socket.send(forged, from.port, from.address);
      setTimeout(() => socket.send(honest, from.port, from.address), 50);
    });
    expect(await askAt(port)).toMatchObject({ outcome: 'answer', rcode: 'NXDOMAIN' });
  });

  test('looks at the true answer before it gives up, however busy this process was', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    open.push(socket);
    const { port } = socket.address();
    socket.once('message', (message, from) => {
      socket.send(Buffer.alloc(40), from.port, from.address);
      message.writeUInt16BE(0x8183, 2);
      const late = () => {
        socket.send(message, from.port, from.address);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
      };
      // Node.js looks at its timers after that, and only then at its sockets.
      setTimeout(() => setImmediate(late), 50);
    });
    expect(await askAt(port)).toMatchObject({ outcome: 'answer', rcode: 'NXDOMAIN' });
  });

  test('ends a flood of unsound answers early', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    open.push(socket);
    socket.on('message', (_, from) => {
      for (let n = 0; n < 100; n += 1) socket.send(Buffer.alloc(40), from.port, from.address);
    });
    expect((await askAt(socket.address().port, { limitMs: 20_000 })).outcome).toBe('malformed');
  });

  test('asks again where the first question is lost, and gives a silent server up', async () => {
    const { port, questions } = await start({ names: { [HOST]: { silent: 'all' } } });
    expect(await askAt(port, { limitMs: 600 })).toMatchObject({ outcome: 'timeout', problem: { code: 'TIMEOUT' } });
    // Once, and again by the same way and by one that hears everybody.
    expect(questions).toHaveLength(3);
  });

  test('sees that nothing listens', async () => {
    expect(await askAt(await closedPort())).toMatchObject({ outcome: 'refused', problem: { code: 'ECONNREFUSED' } });
  });

  test('takes a cut answer whole over TCP', async () => {
    expect(await ask({ truncated: true, a: ['203.0.113.10'] })).toMatchObject({
      outcome: 'answer',
      addresses: ['203.0.113.10'],
      transport: 'tcp',
      detail: TRUNCATED,
    });
  });

  test('sees that TCP is closed to whoever needs it', async () => {
    const { port } = await start({ tcp: false, names: { [HOST]: { truncated: true } } });
    expect(await askAt(port)).toMatchObject({ outcome: 'refused', transport: 'tcp', detail: TRUNCATED });
  });

  test('asks over TCP alone where it is told to', async () => {
    const { port, questions } = await start({ names: { [HOST]: { a: ['203.0.113.10'] } } });
    expect(await askAt(port, { tcp: true })).toMatchObject({ addresses: ['203.0.113.10'], transport: 'tcp' });
    expect(questions).toMatchObject([{ udp: false }]);
  });

  test('takes an answer of the full 64 kB over TCP', async () => {
    const a = Array.from({ length: 1700 }, (_, n) => `203.${n >> 8}.113.${n & 255}`);
    const answer = await ask({ truncated: true, a });
    expect(answer).toMatchObject({ outcome: 'answer', transport: 'tcp' });
    expect(answer.addresses).toHaveLength(64);
  });

  test('ends with its signal', async () => {
    const answer = await ask({ silent: 'all' }, { limitMs: 60_000, signal: AbortSignal.timeout(50) });
    expect(answer.outcome).toBe('timeout');
    expect(answer.ms).toBeLessThan(5000);
  });

  test('does not send a name that no message can hold', async () => {
    const question = { name: `${'x'.repeat(64)}.example`, type: 'A', edns: false, unchecked: false } as const;
    expect(await ask({}, { question })).toMatchObject({ outcome: 'error', problem: { code: 'EBADNAME' } });
  });

  test('knows a server that refers to others from one that looks names up', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    open.push(socket);
    socket.on('message', (message, from) => {
      const referral = Buffer.concat([message, Buffer.from([0, 0, 2, 0, 1, 0, 0, 0, 60, 0, 1, 0])]);
      referral.writeUInt16BE(0x8100, 2);
      referral.writeUInt16BE(1, 8);
      socket.send(referral, from.port, from.address);
    });
    expect(await askAt(socket.address().port)).toMatchObject({ rcode: 'NOERROR', addresses: [], detail: REFERRAL });
  });
});

describe('a resolver', () => {
  async function look(
    config: DnsConfig,
    changes: Partial<ResolverReport> = {},
  ): Promise<ResolverState & { asked: RunningDns['questions'] }> {
    const { port, questions } = await start(config);
    const survey = { host: HOST, search: [], ndots: 1, tcp: false, limitMs: 1500, signal: new AbortController().signal };
    const state = await examine({ address: '127.0.0.1', port }, { ...survey, ...changes });
    return { ...state, asked: questions };
  }
  const control = { 'status.openai.com': { a: ['203.0.113.99'] } };

  test('in good health is asked for the host alone, three questions at once', async () => {
    const state = await look({ names: { ...control, [HOST]: { a: ['203.0.113.10'], aaaa: ['2001:db8::10'] } } });
    expect(state).toMatchObject({
      server: '127.0.0.1',
      a: { addresses: ['203.0.113.10'], extended: [] },
      aaaa: { addresses: ['2001:db8::10'] },
      control: null,
      searched: [],
    });
    expect(state.asked.map(({ name, type, edns }) => [name, type, edns])).toEqual([
      [HOST, 'A', true],
      [HOST, 'A', false],
      [HOST, 'AAAA', false],
    ]);
  });

  test.each([15, 16, 17])('says with extended error %i who filters', async (code) => {
    const state = await look({ names: { [HOST]: { rcode: 'NXDOMAIN', ede: { code, text: 'by order of the lab' } } } });
    expect(state.a).toMatchObject({ rcode: 'NXDOMAIN', extended: [{ code, text: 'by order of the lab' }] });
  });

  test('that hides one name is told by the control name', async () => {
    const hides = await look({ names: { ...control, [HOST]: { rcode: 'NXDOMAIN' } } });
    expect(hides).toMatchObject({ a: { rcode: 'NXDOMAIN' }, control: { rcode: 'NOERROR', addresses: ['203.0.113.99'] } });
    const empty = await look({ names: {} });
    expect(empty).toMatchObject({ a: { rcode: 'NXDOMAIN' }, control: { rcode: 'NXDOMAIN', addresses: [] } });
  });

  test('that drops one name is told by the control name within the same limit', async () => {
    const started = performance.now();
    const state = await look({ names: { ...control, [HOST]: { silent: 'all' } } });
    expect(state).toMatchObject({ a: { outcome: 'timeout' }, control: { addresses: ['203.0.113.99'] } });
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test('that fails to validate answers without checking', async () => {
    const bogus = await look({ names: { [HOST]: { unchecked: true, a: ['203.0.113.10'] } } });
    expect(bogus.a).toMatchObject({ rcode: 'SERVFAIL', dnssecBogus: true });
    const plain = await look({ names: { [HOST]: { rcode: 'SERVFAIL' } } });
    expect(plain.a).toMatchObject({ rcode: 'SERVFAIL', dnssecBogus: false });
  });

  test('that does not run is not waited for', async () => {
    const started = performance.now();
    const survey = { host: HOST, search: [], ndots: 1, tcp: false, limitMs: 20_000, signal: new AbortController().signal };
    const state = await examine({ address: '127.0.0.1', port: await closedPort() }, survey);
    expect(state).toMatchObject({ a: { outcome: 'refused' }, searched: [] });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('that takes no EDNS does not hold up the plain answer', async () => {
    const drops = await look({ names: { [HOST]: { silent: 'edns', a: ['203.0.113.10'] } } }, { limitMs: 20_000 });
    expect(drops.a).toMatchObject({ rcode: 'NOERROR', addresses: ['203.0.113.10'] });
    const refuses = await look({ names: { [HOST]: { fragile: true, a: ['203.0.113.10'] } } });
    expect(refuses.a).toMatchObject({ rcode: 'NOERROR', addresses: ['203.0.113.10'] });
  });

  test('that drops questions for IPv6 still gives the rest', async () => {
    const state = await look({ names: { [HOST]: { silent: 'AAAA', a: ['203.0.113.10'] } } }, { limitMs: 600 });
    expect(state).toMatchObject({ a: { addresses: ['203.0.113.10'] }, aaaa: { outcome: 'timeout' }, control: null });
  });

  test('is asked for the searched names where clients ask them first', async () => {
    const names = { [HOST]: { a: ['203.0.113.10'] }, '*.corp.example': { a: ['203.0.113.66'] } };
    const searched = await look({ names }, { search: ['corp.example', 'other.example'], ndots: 5 });
    expect(searched.searched).toMatchObject([
      { name: `${HOST}.corp.example`, answer: { addresses: ['203.0.113.66'] } },
      { name: `${HOST}.other.example`, answer: { rcode: 'NXDOMAIN' } },
    ]);
    expect((await look({ names }, { search: ['corp.example'], ndots: 1 })).searched).toEqual([]);
  });

  test('is asked for the searched names where the host itself is not found', async () => {
    const state = await look({ names: { '*.corp.example': { a: ['203.0.113.66'] } } }, { search: ['corp.example'] });
    expect(state.searched).toMatchObject([{ name: `${HOST}.corp.example`, answer: { addresses: ['203.0.113.66'] } }]);
  });
});
