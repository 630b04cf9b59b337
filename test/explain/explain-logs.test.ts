import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { failuresOf } from '../../src/explain/read-logs.ts';

/** Samples in one file: `=== name -> finding [or another]`, then the text. Without a finding the text must give nothing. */
function samples(file: string): { name: string; accept: string[]; text: string }[] {
  const content = readFileSync(new URL(`./logs/${file}`, import.meta.url), 'utf8');
  return content
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const [name = '', ids = ''] = head.split(' -> ');
      return { name, accept: ids.split(' ').filter(Boolean), text: lines.join('\n') };
    });
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function idsOf(bytes: Buffer | string, size = 1 << 20): Promise<string[]> {
  const kinds = await failuresOf([{ name: 'log', bytes: inPieces(Buffer.from(bytes as Buffer), size) }]);
  return kinds.map(({ failure }) => failure.id);
}

describe('logs of other clients than those that the rules were written by', () => {
  test.each(samples('positives.txt'))('$name', async ({ accept, text }) => {
    const [first, ...others] = await idsOf(text);
    expect(accept).toContain(first);
    expect(others).toEqual([]);
  });
});

describe('texts without a failed call give nothing', () => {
  test.each(samples('negatives.txt'))('$name', async ({ text }) => {
    expect(await idsOf(text)).toEqual([]);
  });

  test('all of them in one log', async () => {
    const all = samples('negatives.txt').map(({ text }) => text);
    expect(await idsOf(Array.from({ length: 20 }, () => all.join('\n')).join('\n'))).toEqual([]);
  });
});

const QUIET = Array.from({ length: 400 }, (_, i) => `2026-03-12T09:${i % 60}:00Z INFO handled request ${i}`).join('\n');
const samplesIn = (...names: string[]) => samples('positives.txt').filter(({ name }) => names.includes(name));

describe('the same failure is found however the log comes', () => {
  const [sample] = samplesIn('axios, 429 with data');
  const text = `${QUIET}\n${sample?.text}${QUIET}\n`;

  test.each([1, 7, 4_096, 65_537])('in pieces of %i bytes', async (size) => {
    expect(await idsOf(size === 1 ? text.slice(-40_000) : text, size)).toEqual(['limit/rate-limit']);
  });

  test.each([
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['line ends of Windows', Buffer.from(text.replaceAll('\n', '\r\n'))],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from([0xff, 0xc3, 0x28, 10]), Buffer.from(text), Buffer.from([0xe2, 0x82])]),
    ],
  ])('%s', async (_, bytes) => {
    expect(await idsOf(bytes, 1_001)).toEqual(['limit/rate-limit']);
  });

  test('with a prefix on each line, as collectors put it', async () => {
    for (const prefix of ['api-1  | ', 'Mar 12 10:00:01 host node[12]: ', '2026-03-12T10:00:01.1Z stdout F ', '> ']) {
      const prefixed = (sample?.text ?? '').replace(/^/gm, prefix);
      expect(await idsOf(prefixed), prefix).toEqual(['limit/rate-limit']);
    }
  });
});

describe('several failures', () => {
  test('each kind once, with how often it came and where', async () => {
    const refused = '2026-03-12 10:00:00 ERROR httpx.ConnectError: [Errno 111] Connection refused';
    const limit =
      "2026-03-12 10:00:01 ERROR openai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached for m in organization org-a on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.', 'type': 'requests', 'param': None, 'code': 'rate_limit_exceeded'}}";
    const lines = Array.from({ length: 900 }, (_, i) =>
      i % 3 === 0 ? refused : i % 3 === 1 ? limit : '2026-03-12 10:00:02 INFO fine',
    );
    const bytes = inPieces(Buffer.from(lines.join('\n')), 10_000);
    const kinds = await failuresOf([{ name: 'log', bytes }]);
    expect(kinds.map(({ failure, count, first, last }) => [failure.id, count, first.line, last.line]).sort()).toEqual([
      ['limit/rate-limit', 300, 2, 899],
      ['tcp/refused', 300, 1, 898],
    ]);
  });

  test('what a wrapper says is no failure of its own beside the cause', async () => {
    const text = 'openai.APIConnectionError: Connection error.\n';
    expect(await idsOf(text)).toEqual(['client/inconclusive']);
    expect(await idsOf(`${text}${QUIET}\nError: connect ECONNREFUSED 10.0.0.1:443\n${QUIET}\n${text}`)).toEqual(['tcp/refused']);
  });

  test('a chain is one failure, and its innermost error names it', async () => {
    const python = `Traceback (most recent call last):
  File "/a.py", line 1, in f
    g()
socket.gaierror: [Errno -2] Name or service not known

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/a.py", line 2, in h
    f()
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.opnai.com', port=443): Max retries exceeded with url: /v1/models

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/a.py", line 3, in i
    h()
app.CallFailed: could not ask the model
`;
    const [kind, ...others] = await failuresOf([{ name: 'log', bytes: inPieces(Buffer.from(python + python), 1 << 20) }]);
    expect(others).toEqual([]);
    expect([kind?.failure.id, kind?.count]).toEqual(['dns/nxdomain', 2]);
  });

  test('of several files the place names the file', async () => {
    const log = (name: string, text: string) => ({ name, bytes: inPieces(Buffer.from(text), 100) });
    const kinds = await failuresOf([log('a.log', 'fine\n'), log('b.log', 'fine\nError: connect ECONNREFUSED 10.0.0.1:443\n')]);
    expect(kinds.map(({ first }) => first)).toEqual([{ source: 'b.log', line: 2 }]);
  });
});

describe('input that is no log', () => {
  test('bytes that are no text are refused in a sentence', async () => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 37) % 31));
    await expect(idsOf(bytes)).rejects.toThrow('log is not text.');
  });

  test.each([
    ['nothing', ''],
    ['one line break', '\n'],
    ['a lone brace', '{'],
    ['null bytes', '\0\0'],
  ])('%s', async (_, text) => {
    const found = idsOf(text);
    if (text.includes('\0')) await expect(found).rejects.toThrow('not text');
    else expect(await found).toEqual([]);
  });

  test('one line of half a gigabyte ends, and its failure is found', async () => {
    const piece = Buffer.from(`${'word '.repeat(200_000)}`);
    async function* line(): AsyncGenerator<Buffer> {
      for (let megabyte = 0; megabyte < 500; megabyte += 1) yield piece;
      yield Buffer.from(' Error: connect ECONNREFUSED 10.0.0.1:443 ');
      yield piece;
    }
    const before = process.memoryUsage.rss();
    const kinds = await failuresOf([{ name: 'log', bytes: line() }]);
    expect(kinds.map(({ failure }) => failure.id)).toEqual(['tcp/refused']);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6);
  });
});

describe('no text holds the reading up', () => {
  const seeds = [
    'ECONNREFUSED ',
    'Error code: 429 - ',
    '{"error":{"message":"',
    '{a=',
    '[SSL: ',
    'issuer: ',
    'https://a',
    '"',
    '\\',
    '(Caused by ',
    'CONNECT a:1 HTTP/1.1 ',
    '<title>',
    'SOCKS 0x01: A',
    'Proxy-Authenticate: N ',
    '429 ',
    'https_proxy=',
    'Traceback (most recent call last):\n',
    '    at x\n',
    '\x1b[31m',
    'model ',
    'getaddrinfo ENOTFOUND a',
    'Post "https:',
  ];

  test.each(seeds)('%j, over and over', async (seed) => {
    const hostile = seed.repeat(Math.ceil(200_000 / seed.length));
    // A generous bound: a pattern that backtracks without end would need hours.
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error('did not end')), 30_000).unref());
    for (const text of [hostile, `ERROR: ECONNRESET ${hostile} connect ECONNREFUSED 1.2.3.4:5 `])
      await Promise.race([idsOf(text), late]);
  });
});
