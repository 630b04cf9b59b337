import { isIP } from 'node:net';
import { encode } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { follow } from '../../src/net/dns/aliases.ts';
import { encodeQuestion, type Reading, readReply } from '../../src/net/dns/message.ts';
import type { Question } from '../../src/net/dns/question.ts';
import { nameBytes, readMessage, readName } from '../../src/net/dns/wire.ts';
import { cpuMs } from '../support/cost.ts';

/** The same inputs each time; by hand others, and more of them: FUZZ_RUNS=100 npx vitest run test/dns-fuzz.test.ts */
const more = Number(process.env.FUZZ_RUNS ?? 0);
const runs = (count: number) => (more > 0 ? { numRuns: count * more } : { numRuns: count, seed: 20_261_124 });

const ID = 0x1234;
const HOST = 'api.example';
const question = (type: Question['type'] = 'A'): Question => ({ name: HOST, type, edns: false, unchecked: false });
const RESPONSE = 0x8180;

const label = fc.string({ unit: fc.constantFrom(...'abcxyz019-_'), minLength: 1, maxLength: 20 });
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const address = fc.record({
  A: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => bytes.join('.')),
  AAAA: fc
    .array(fc.integer({ min: 0x1000, max: 0xffff }), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.map((group) => group.toString(16)).join(':')),
});

/** A sound answer: a chain of aliases, then addresses, then an extended error. */
const sound = fc
  .record({
    type: fc.constantFrom<Question['type']>('A', 'AAAA'),
    aliases: fc.uniqueArray(name, { maxLength: 6 }).map((names) => names.map((one, at) => `${one}.alias${at}`)),
    addresses: fc.array(address, { maxLength: 8 }),
    error: fc.option(fc.record({ code: fc.nat(30), text: fc.string({ maxLength: 30 }) })),
  })
  .map(({ type, aliases, addresses, error }) => {
    const owners = [HOST, ...aliases];
    const last = owners.at(-1) as string;
    const chain = aliases.map((data, at) => ({
      type: 'CNAME' as const,
      name: owners[at] as string,
      ttl: 60,
      class: 'IN' as const,
      data,
    }));
    const found = addresses.map((one) => ({ type, name: last, ttl: 60, class: 'IN' as const, data: one[type] }));
    const info = error && Buffer.concat([Buffer.from([0, error.code]), Buffer.from(error.text)]);
    const options = info ? [{ code: 15, data: info }] : [];
    const packet = {
      type: 'response' as const,
      id: ID,
      flags: RESPONSE,
      questions: [{ name: HOST, type, class: 'IN' as const }],
      answers: [...chain, ...found],
      // biome-ignore lint/suspicious/noExplicitAny: the published type of an option leaves raw data out.
      additionals: [{ type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options } as any],
    };
    const expected = { addresses: [...new Set(found.map(({ data }) => data))], cnames: aliases };
    return { type, bytes: encode(packet), expected };
  });

/** Bytes that are changed, cut, doubled and put in. */
const mutations = fc.array(
  fc.record({
    how: fc.constantFrom('set', 'cut', 'double', 'insert', 'pointer'),
    at: fc.nat(700),
    value: fc.nat(255),
    size: fc.nat(40),
  }),
  { minLength: 1, maxLength: 10 },
);
type Mutation = { how: string; at: number; value: number; size: number };

function mutate(bytes: Buffer, changes: Mutation[]): Buffer {
  let changed = Buffer.from(bytes);
  for (const { how, at: place, value, size } of changes) {
    // The id stays: without it nothing else is looked at.
    const at = Math.min(2 + (place % Math.max(1, changed.length - 2)), changed.length);
    const [before, after] = [changed.subarray(0, at), changed.subarray(at)];
    if (how === 'set' && at < changed.length) changed[at] = value;
    if (how === 'cut') changed = Buffer.concat([before, after.subarray(size)]);
    if (how === 'double') changed = Buffer.concat([before, after.subarray(0, size), after]);
    if (how === 'insert') changed = Buffer.concat([before, Buffer.alloc(size, value), after]);
    if (how === 'pointer')
      changed = Buffer.concat([before, Buffer.from([0xc0 | (value & 0x3f), place & 255]), after.subarray(2)]);
  }
  return changed;
}

/** Whatever came, what is kept of it is small and of the right form. */
function expectBounded(reading: Reading): void {
  if ('unsound' in reading) {
    expect(reading.unsound.length).toBeLessThan(120);
    return;
  }
  const { rcode, addresses, cnames, extended } = reading.reply;
  expect(rcode).toMatch(/^[A-Z0-9]{3,10}$/);
  expect(addresses.length).toBeLessThanOrEqual(64);
  expect(addresses.every((one) => isIP(one) > 0)).toBe(true);
  expect(cnames.length).toBeLessThanOrEqual(32);
  expect(cnames.every((one) => /^[!-~]{1,1100}$/.test(one))).toBe(true);
  expect(extended.length).toBeLessThanOrEqual(8);
  expect(extended.every(({ text }) => text.length <= 200)).toBe(true);
}

describe('an answer', () => {
  test('that is sound is read as it was meant', () => {
    fc.assert(
      fc.property(sound, ({ type, bytes, expected }) => {
        expect(readReply(bytes, question(type), ID)).toMatchObject({ reply: { rcode: 'NOERROR', ...expected } });
      }),
      runs(1000),
    );
  });

  test('that breaks off, wherever, is no answer', () => {
    fc.assert(
      fc.property(sound, ({ type, bytes }) => {
        for (let length = 0; length < bytes.length; length += 1) {
          expect(readReply(bytes.subarray(0, length), question(type), ID)).toHaveProperty('unsound');
        }
      }),
      runs(60),
    );
  });

  test('that was changed on the way, however, is read without a throw and within bounds', () => {
    fc.assert(
      fc.property(sound, mutations, ({ type, bytes }, changes) => {
        expectBounded(readReply(mutate(bytes, changes), question(type), ID));
      }),
      runs(4000),
    );
  });

  test('of any bytes behind a sound header is read within bounds', () => {
    const counts = fc.array(fc.nat(300), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.nat(0xffff), counts, fc.uint8Array({ maxLength: 900 }), (flags, numbers, rest) => {
        const header = Buffer.alloc(12);
        for (const [at, value] of [ID, flags | 0x8000, ...numbers].entries()) header.writeUInt16BE(value, at * 2);
        expectBounded(readReply(Buffer.concat([header, rest]), question(), ID));
      }),
      runs(3000),
    );
  });
});

describe('64 kB of the worst', () => {
  const TO_QUESTION = Buffer.from([0xc0, 12]);
  const record = (owner: Buffer, type: number, data: Buffer) => {
    const fixed = Buffer.from([0, type, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255]);
    return Buffer.concat([owner, fixed, data]);
  };
  const packet = (answers: Buffer[]) => {
    const asked = encodeQuestion(question(), ID);
    const header = Buffer.from(asked.subarray(0, 12));
    header.writeUInt16BE(RESPONSE, 2);
    header.writeUInt16BE(answers.length, 6);
    return Buffer.concat([header, asked.subarray(12), ...answers]).subarray(0, 65_535);
  };
  const pair = (at: number) => nameBytes(`a${at}.x`);
  const worst: [string, Buffer][] = [
    [
      'aliases in a row',
      packet([record(TO_QUESTION, 5, pair(0)), ...Array.from({ length: 2000 }, (_, at) => record(pair(at), 5, pair(at + 1)))]),
    ],
    [
      'aliases in reverse',
      packet([
        ...Array.from({ length: 2000 }, (_, at) => record(pair(at), 5, pair(at + 1))).reverse(),
        record(TO_QUESTION, 5, pair(0)),
      ]),
    ],
    ['one alias many times', packet(Array.from({ length: 4000 }, () => record(TO_QUESTION, 5, TO_QUESTION)))],
    [
      'addresses',
      packet(Array.from({ length: 4000 }, (_, at) => record(TO_QUESTION, 1, Buffer.from([10, 1, at >> 8, at & 255])))),
    ],
    [
      'names of the greatest length',
      packet(
        Array.from({ length: 220 }, () => record(nameBytes(Array.from({ length: 127 }, () => 'x').join('.')), 5, TO_QUESTION)),
      ),
    ],
    ['nothing', packet(Array.from({ length: 4000 }, () => record(Buffer.from([0]), 0, Buffer.alloc(0))))],
  ];
  test.each(worst)('%s is read in no time', (_, bytes) => {
    expect(cpuMs(() => expectBounded(readReply(bytes, question(), ID)))).toBeLessThan(2000);
  });
});

describe('a name', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(readName(nameBytes(text), 0)).toEqual({ name: text, end: text.length + 2 });
      }),
      runs(300),
    );
  });

  test('of bytes that print badly is written in numbers', () => {
    const bytes = Buffer.from([5, 0x61, 0x2e, 0, 0x1b, 0xff, 1, 0x5c, 0]);
    expect(readName(bytes, 0)).toEqual({ name: 'a\\.\\000\\027\\255.\\\\', end: 9 });
  });

  test.each([
    [
      'too long',
      Buffer.concat([
        ...Array.from({ length: 5 }, () => Buffer.concat([Buffer.from([60]), Buffer.alloc(60, 97)])),
        Buffer.from([0]),
      ]),
    ],
    ['with a label of 64', Buffer.concat([Buffer.from([64]), Buffer.alloc(64, 97), Buffer.from([0])])],
    ['that points at itself', Buffer.from([0xc0, 0])],
    ['that points ahead', Buffer.from([0xc0, 2, 0])],
    ['that points out of the message', Buffer.from([0xff, 0xff])],
    ['that ends in half a pointer', Buffer.from([0xc0])],
    ['without an end', Buffer.from([1, 97])],
    ['of no bytes', Buffer.alloc(0)],
  ])('%s is none', (_, bytes) => expect(readName(bytes, 0)).toBeNull());
});

test('of two aliases under one name the first counts', () => {
  const ask = encodeQuestion(question(), ID);
  const alias = (to: string) => {
    const data = nameBytes(to);
    return Buffer.concat([Buffer.from([0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, data.length]), data]);
  };
  const bytes = Buffer.concat([ask, alias('first.x'), alias('second.x')]);
  bytes.writeUInt16BE(2, 6);
  expect(follow(bytes, readMessage(bytes)?.answers ?? [], question())?.cnames).toEqual(['first.x']);
});
