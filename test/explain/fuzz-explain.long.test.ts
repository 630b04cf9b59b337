import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failuresOf } from '../../src/explain/read-logs.ts';
import { runHere } from '../support/in-process.ts';
import { runs } from '../support/leaks.ts';

const samples = ['positives.txt', 'negatives.txt']
  .flatMap((file) => readFileSync(new URL(`./logs/${file}`, import.meta.url), 'utf8').split(/^=== .*\n/m))
  .filter(Boolean)
  .map((text) => Buffer.from(text));

const TOKENS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '\\',
    '\\n',
    '\\u0000',
    '\\"',
    '`',
    'b"',
    "{'error': {'message': '",
    '=>',
    ': ',
    '\x1b[',
    '│ ',
  ],
  ...[
    'HTTP/1.1 429 Too Many Requests\r\n',
    'Error code: 401 - ',
    'caused by: ',
    'Traceback (most recent call last):\n',
    '  File "',
  ],
  ...[
    'Retry-After: 99999999999999999999',
    'x-request-id: ',
    'Content-Length: -1',
    'status_code=',
    '4294967296',
    '-0',
    'NaN',
    '1e999',
  ],
  ...['2026-03-12T10:00:01Z ', 'E1125 10:00:00.000000 1 a.go:1] ', 'stdout F ', '> ', '> > > > ', '\r', '\r\n', '\0', '\ufeff'],
  ...[
    'https://api.openai.com/v1/chat/completions',
    'http://[::1',
    '://',
    '@',
    'ENOTFOUND ',
    'ECONNREFUSED 127.0.0.1:',
    '__proto__',
    'constructor',
  ],
].map((text) => Buffer.from(text));

/** One change to a log: what a rotation, a collector, a bad disk or a hostile server does to it. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.nat(400) }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat(), length: fc.nat(2_000) }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.nat(),
    bytes: fc.constantFrom(...TOKENS),
    times: fc.constantFrom(1, 1, 2, 50, 3_000),
  }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ maxLength: 60 }).map((b) => Buffer.from(b)),
    times: fc.constant(1),
  }),
  fc.record({ kind: fc.constant('put' as const), at: fc.nat(), bytes: fc.constantFrom(...samples), times: fc.constant(1) }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), to: fc.nat(255) }),
);

function changed(log: Buffer, changes: Changes): Buffer {
  return changes.reduce((bytes, step) => {
    const at = bytes.length === 0 ? 0 : step.at % bytes.length;
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    if (step.kind === 'cut') return Buffer.concat([before, after.subarray(step.length)]);
    if (step.kind === 'double') return Buffer.concat([before, after.subarray(0, step.length), after]);
    if (step.kind === 'flip') return Buffer.concat([before, Buffer.from([step.to]), after.subarray(1)]);
    return Buffer.concat([before, ...Array.from({ length: step.times }, () => step.bytes), after]);
  }, log);
}

type Changes = (typeof change extends fc.Arbitrary<infer T> ? T : never)[];

const log = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 8 }))
      .map(([text, changes]) => changed(text, changes)),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...samples, ...TOKENS), { maxLength: 40 }).map((parts) => Buffer.concat(parts)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 500 }).map((text) => Buffer.from(text, 'utf16le')) },
);

const STATUSES = [0, 2, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25];

/** What a report says, without what the clock says. */
const lasting = (stdout: string) =>
  stdout.replace(/"(?:startedAt|timestamp|durationMs)": [^,\n]*/g, '').replace(/\d+ ms|\d\.\d s/g, '');

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('explain', () => {
  test('reads any log to its end, always says the same, and ends with a status of the contract', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (bytes) => {
        const first = await runHere(['explain', '-', '--format', 'json'], { input: bytes });
        const second = await runHere(['explain', '-', '--format', 'json'], { input: bytes });
        expect(STATUSES, first.stderr).toContain(first.status);
        expect(lasting(second.stdout)).toBe(lasting(first.stdout));
        expect(second.stderr).toBe(first.stderr);
        if (first.status !== 2) expect(first.status).toBe(JSON.parse(first.stdout).exitCode);
      }),
      runs(250),
    );
  });

  test('finds the same however the bytes come', async () => {
    const ids = async (bytes: Buffer, size: number) =>
      (await failuresOf([{ name: 'log', bytes: inPieces(bytes, size) }]).catch(() => [])).map(({ failure, count }) => [
        failure.id,
        count,
      ]);
    await fc.assert(
      fc.asyncProperty(log, fc.constantFrom(1, 2, 3, 7, 64, 1_000, 4_096), async (bytes, size) => {
        const whole = bytes.subarray(0, 60_000);
        expect(await ids(whole, size)).toEqual(await ids(whole, 1 << 20));
      }),
      runs(120),
    );
  });

  test('grows with a log neither in memory nor in what it says', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (bytes) => {
        if (bytes.length === 0) return;
        const block = Buffer.concat(Array.from({ length: Math.ceil(65_536 / bytes.length) }, () => bytes));
        const pieces = (async function* () {
          for (let read = 0; read < 3_000_000; read += block.length) yield block;
        })();
        const before = process.memoryUsage().rss;
        const kinds = await failuresOf([{ name: 'log', bytes: pieces }]).catch(() => []);
        expect(kinds.length).toBeLessThan(140);
        expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
      }),
      runs(6),
    );
  });

  test('takes any words for a term, a message or a file', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(
        ...TOKENS.map(String),
        '-',
        '--',
        '',
        ' ',
        '.',
        '/',
        '/dev/null',
        '429',
        'toString',
        '__proto__',
        '0x1ad',
        '4'.repeat(5_000),
      ),
      log.map((bytes) => bytes.toString('latin1').slice(0, 5_000)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 3 }), async (given) => {
        const { status, stderr } = await runHere(['explain', '--', ...given.map((word) => word.replaceAll('\0', ''))], {
          input: '',
        });
        expect([...STATUSES, 30], stderr).toContain(status);
        expect(stderr).not.toMatch(/^\s+at /m);
      }),
      runs(150),
    );
  });
});

describe('words that every record of JavaScript has are words like others', () => {
  test.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])('%s', async (word) => {
    const log = `openai.BadRequestError: Error code: 400 - {'error': {'message': 'no', 'type': '${word}', 'code': '${word}'}}\n`;
    expect((await runHere(['explain', '-', '--format', 'json'], { input: log })).status).toBe(22);
    expect((await runHere(['explain', word])).status).toBe(2);
  });
});
