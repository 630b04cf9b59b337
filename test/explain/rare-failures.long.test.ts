/** Of a long log whose lines are all new only a sample is read. What is rare in it, and how it ended, is found all the same. */
import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/explain/memory.ts';
import { failuresOf } from '../../src/explain/read-logs.ts';

const SYLLABLES = 'ka lo mi ren tu vas per dol nim sor ghe bul tra wex yon zed'.split(' ');
let state = 11;
function below(bound: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return (state >> 8) % bound;
}
const word = () => Array.from({ length: 3 }, () => SYLLABLES[below(SYLLABLES.length)]).join('');
const words = (count: number) => Array.from({ length: count }, word).join(' ');
const stamp = (at: number) => new Date(1.76e12 + at * 410).toISOString();

/** Lines that are like none before, up to so many megabytes, with others put in at their share of the way. */
function logOf(megabytes: number, line: (at: number) => string, others: [share: number, line: string][] = []): Buffer {
  const bytes = Buffer.alloc(megabytes * 1_000_000 + 65_536);
  const left = [...others];
  let length = 0;
  const add = (text: string) => {
    length += bytes.write(`${text}\n`, length);
  };
  for (let at = 0; length < megabytes * 1_000_000; at += 1) {
    while (left[0] && left[0][0] * megabytes * 1_000_000 <= length) add(left.shift()?.[1] as string);
    add(line(at));
  }
  for (const [, text] of left) add(text);
  return bytes.subarray(0, length);
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1 << 18) yield bytes.subarray(at, at + (1 << 18));
}

async function idsOf(log: Buffer): Promise<string[]> {
  const kinds = await failuresOf([{ name: 'log', bytes: inPieces(log) }]);
  return kinds.map(({ failure }) => failure.id).sort();
}

const DATABASE = (at: number) =>
  `${stamp(at)} ERROR [${word()}] ${words(5)}: Error: connect ECONNREFUSED 10.3.${at % 250}.9:5432`;
const LIMITED = (at: number) =>
  `${stamp(at)} ERROR [${word()}] ${words(4)}: openai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o ${words(3)}', 'type': 'tokens', 'code': 'rate_limit_exceeded'}}`;
const MENDED = (at: number) =>
  `${stamp(at)} INFO [${word()}] ${words(5)}: Connection refused, retrying in 2s (attempt ${1 + (at % 3)}/5)\n${stamp(at)} INFO [${word()}] ${words(3)} POST https://models.example.net/v1/chat/completions 200 OK`;
const SETTINGS = (at: number) => `${stamp(at)} DEBUG [${word()}] ${words(4)} retry_on=['ECONNREFUSED','ECONNRESET'] ${words(3)}`;

const REFUSED = `${stamp(1)} ERROR [main] chat completion failed: Error: connect ECONNREFUSED 10.9.8.7:443`;
const UNTRUSTED = `${stamp(2)} ERROR [main] POST https://api.openai.com/v1/responses: certificate verify failed: unable to get local issuer certificate`;
const GAVE_UP = `${stamp(3)} ERROR [main] Connection refused, giving up after 5 attempts: POST https://models.example.net/v1/chat/completions`;

describe('a log of ever new lines', () => {
  test('of 20 MB shows the one failure after 15 MB, and the one that it ends with', async () => {
    expect(
      await idsOf(
        logOf(20, LIMITED, [
          [0.75, UNTRUSTED],
          [1, REFUSED],
        ]),
      ),
    ).toEqual(['limit/rate-limit', 'tcp/refused', 'tls/unknown-issuer']);
  });

  test.each([
    ['in the middle', 0.7],
    ['at the end', 1],
  ])('shows a failure in the words of others that were none of the API, %s', async (_where, share) => {
    expect(await idsOf(logOf(1.6, DATABASE, [[share, REFUSED]]))).toContain('tcp/refused');
    expect(await idsOf(logOf(1.6, MENDED, [[share, GAVE_UP]]))).toEqual(['tcp/refused']);
  });

  test.each([
    ['failures of a database', DATABASE, ['client/not-an-api-error']],
    ['failures that were mended', MENDED, []],
    ['settings that name failures', SETTINGS, []],
  ])('shows no failure that is none, though it is read in parts: %s', async (_name, line, ids) => {
    expect(await idsOf(logOf(1.6, line))).toEqual(ids);
  });

  test('whose failures name another host each time is not read to its end', async () => {
    const memory = new Memory();
    let read = 0;
    const { spend } = memory.tokenSamples;
    memory.tokenSamples.spend = (bytes) => {
      read += bytes;
      spend.call(memory.tokenSamples, bytes);
    };
    const host = (at: number) => `${stamp(at)} ERROR ${words(2)}: connect ECONNREFUSED ${word()}.example.net:443`;
    const kinds = await failuresOf([{ name: 'log', bytes: inPieces(logOf(8, host)) }], memory);
    expect(kinds.map(({ failure }) => failure.id)).toEqual(['tcp/refused']);
    expect(read).toBeLessThan(3e6);
  });
});
