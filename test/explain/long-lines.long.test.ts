import { describe, expect, test } from 'vitest';
import { failuresOf } from '../../src/explain/read-logs.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function idsOf(text: string, size = 65_536): Promise<string[]> {
  const kinds = await failuresOf([{ name: 'log', bytes: inPieces(Buffer.from(text), size) }]);
  return kinds.map(({ failure }) => failure.id).sort();
}

const repeated = (count: number, entry: (at: number) => string) => Array.from({ length: count }, (_, at) => entry(at)).join(' ');

const RATE = (at: number) =>
  `Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o: Limit 30000, Used ${at}', 'type': 'tokens', 'code': 'rate_limit_exceeded'}}`;
const KEY =
  "Error code: 401 - {'error': {'message': 'Incorrect API key provided', 'type': 'invalid_request_error', 'code': 'invalid_api_key'}}";
const REFUSED = (at: number) => `Error: connect ECONNREFUSED 10.0.${at % 256}.7:443 at TCPConnectWrap.afterConnect`;
const WORDS = 'request handled user session started finished cache miss query took path index value'.split(' ');
const words = (at: number) => `${WORDS[at % 13]} ${WORDS[(at * 7) % 11]} ${WORDS[(at * 5) % 9]} ${at.toString(36)}`;

describe('a log of megabytes without a line feed', () => {
  test.each([1_000, 65_536, 1 << 20])('shows each kind of failure in it, however its bytes come (pieces of %i)', async (size) => {
    const text = [repeated(3_000, RATE), REFUSED(1), repeated(3_000, RATE), KEY, repeated(2_000, RATE)].join(' ');
    expect(await idsOf(text, size)).toEqual(['auth/incorrect-key', 'limit/rate-limit', 'tcp/refused']);
  });

  test('also where kinds take turns, and where other words stand between them each time', async () => {
    const turns = repeated(6_000, (at) => `${words(at)} ${[RATE(at), REFUSED(at), KEY][at % 3]} ${words(at * 3)}`);
    expect(await idsOf(turns)).toEqual(['auth/incorrect-key', 'limit/rate-limit', 'tcp/refused']);
  });

  test('and where one comes first after a thousand others', async () => {
    const text = `${repeated(8_000, (at) => `${words(at)} ${RATE(at)}`)} ${words(3)} getaddrinfo ENOTFOUND api.openai.com ${repeated(500, RATE)}`;
    expect(await idsOf(text)).toEqual(['dns/nxdomain', 'limit/rate-limit']);
  });

  test('entries of usual lines before and after it are read as ever', async () => {
    const text = `${KEY}\n${repeated(3_000, words)} ${repeated(2_000, REFUSED)}\n${RATE(1)}\n`;
    expect(await idsOf(text)).toEqual(['auth/incorrect-key', 'limit/rate-limit', 'tcp/refused']);
  });

  test.each([
    ['the same failure', REFUSED],
    ['one with other words each time', (at: number) => `${words(at)} ${RATE(at)}`],
    ['objects within objects', () => '{"error":'],
    [
      'records of JSON',
      (at: number) =>
        JSON.stringify({ level: 'error', ts: at, msg: `dial tcp 10.0.0.${at % 250}:443: connect: connection refused` }),
    ],
  ])('takes hardly longer when four times as much comes: %s', async (_name, entry) => {
    const text = (bytes: number) => repeated(Math.ceil(bytes / entry(0).length), entry);
    const [short, long] = [text(2e6), text(8e6)];
    const msOf = async (log: string) => {
      const from = process.cpuUsage();
      await idsOf(log);
      return process.cpuUsage(from).user / 1_000;
    };
    await msOf(short);
    const [once, fourTimes] = [await msOf(short), await msOf(long)];
    expect(fourTimes).toBeLessThan(4 * once + 150);
  });
});
