import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/explain/memory.ts';
import { failuresOf } from '../../src/explain/read-logs.ts';

/** What is learned of a log saves reading it. So everything here is read twice: with a memory, and with one that knows nothing. */
function forgetful(): Memory {
  const memory = new Memory();
  memory.shapes.labelOf = () => null;
  memory.tokenSamples.labelOf = () => null;
  memory.parts.labelOf = () => null;
  memory.readBefore.takes = () => false;
  return memory;
}

async function* inPieces(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
}

/** Each kind of failure with how often it was found, by its id. */
async function countsOf(log: string, memory = new Memory()): Promise<Record<string, number>> {
  const kinds = await failuresOf([{ name: 'log', bytes: inPieces(log) }], memory);
  return Object.fromEntries(kinds.map(({ failure, count }) => [failure.id as string, count]).sort());
}

/** A reproducible stream of whole numbers below a bound. */
function numbers(): (bound: number) => number {
  let state = 7;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % bound;
  };
}

const WORDS =
  'request handled user started finished cache miss query took path index value worker thread queue job size pool'.split(' ');
const below = numbers();
const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('');
const uuid = () => [8, 4, 4, 4, 12].map(hex).join('-');
const stamp = (at: number) => new Date(1.76e12 + at * 1_700).toISOString();
const words = () => Array.from({ length: 9 }, () => WORDS[below(WORDS.length)]).join(' ');
const quiet = (at: number) => `${stamp(at)} INFO [worker-${at % 7}] ${words()} ${below(1e6)}`;

/** A log of many entries, of which one in `every` is a failure. */
function logOf(entries: number, every: number, entry: (at: number) => string, usual = quiet): string {
  return Array.from({ length: entries }, (_, at) => (at % every === every - 1 ? entry(at) : usual(at))).join('\n');
}

const request = (at: number, status: number) =>
  JSON.stringify({
    level: status < 400 ? 30 : 50,
    time: 1.76e12 + at,
    reqId: uuid(),
    res: { statusCode: status },
    responseTime: below(900),
    msg: 'request completed',
  });
const access = (path: string, status: number) =>
  `10.0.${below(250)}.${below(250)} - - [12/Mar/2026:10:${10 + below(49)}:${10 + below(49)} +0000] "POST ${path} HTTP/1.1" ${status} ${below(60_000)} "-" "python/3.${below(13)}"`;

/** Entries of many formats, each with what differs from one to the next in real logs. */
const ENTRIES: [name: string, entry: (at: number) => string, usual?: (at: number) => string][] = [
  ['a line', (at) => `${stamp(at)} ERROR httpx.ConnectError: [Errno 111] Connection refused ${below(1e6)}`],
  [
    'pino',
    () =>
      JSON.stringify({
        level: 50,
        time: 1.76e12 + below(1e9),
        reqId: uuid(),
        err: { type: 'RateLimitError', message: '429 You exceeded your current quota', status: 429, code: 'insufficient_quota' },
        msg: `job ${hex(8)} failed`,
      }),
    (at) => request(at, [200, 204, 304][below(3)] as number),
  ],
  [
    'a body over several lines',
    (at) =>
      `[${stamp(at)}] ERROR llm: POST https://llm.example.net/v1/chat/completions\n{\n  "error": {\n    "message": "Incorrect API key provided: sk-abcd****wxyz.",\n    "type": "invalid_request_error",\n    "param": null,\n    "code": "invalid_api_key"\n  }\n}`,
  ],
  [
    'a traceback of Python',
    (at) =>
      `${stamp(at)} - worker - ERROR - job ${hex(8)}\nTraceback (most recent call last):\n  File "/srv/httpcore/sync.py", line ${below(99)}, in connect\nhttpcore.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "/srv/app.py", line ${below(99)}, in run\nopenai.APIConnectionError: Connection error.`,
  ],
  [
    "compose's prefix",
    () =>
      `api-1  | Error: getaddrinfo ENOTFOUND llm.example.net\napi-1  |     at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:${below(200)}:26) {\napi-1  |   errno: -3008,\napi-1  |   code: 'ENOTFOUND',\napi-1  |   hostname: 'llm.example.net'\napi-1  | }`,
    (at) => `api-1  | ${stamp(at)} info: ${words()} ${uuid()}`,
  ],
  [
    'an access log',
    () => access('/v1/chat/completions', 429),
    () => access(`/items/${below(1e5)}`, [200, 404, 500][below(3)] as number),
  ],
];

describe('a long log says the same as if all of it were read', () => {
  test.each(ENTRIES)('%s, one in 12 and one in 150', async (_name, entry, usual) => {
    for (const every of [12, 150]) {
      const log = logOf(3_000, every, entry, usual);
      const counts = await countsOf(log);
      expect(Object.keys(counts)).toEqual(Object.keys(await countsOf(log, forgetful())));
      // A few of those that fall on the end of a stretch are read as one, and of an access log some dozens at once.
      expect(Object.values(counts)[0]).toBeGreaterThan((0.8 * 3_000) / every);
      expect(Object.values(counts)[0]).toBeLessThanOrEqual(3_000 / every);
    }
  });

  test.each(ENTRIES)('%s, each entry', async (_name, entry) => {
    const log = logOf(1_500, 1, entry);
    expect(Object.keys(await countsOf(log))).toEqual(Object.keys(await countsOf(log, forgetful())));
  });

  const folder = new URL('./kinds/', import.meta.url);
  const samples = readdirSync(folder).flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map((part) => ({ name: part.slice(0, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1).trimEnd() })),
  );

  test.each(samples)('$name, twelve times between other lines', async ({ text }) => {
    let at = 0;
    const pad = () => Array.from({ length: 12 }, () => quiet(at++)).join('\n');
    const log = Array.from({ length: 12 }, () => `${pad()}\n${text}`).join('\n');
    const [read, whole] = [await countsOf(log), await countsOf(log, forgetful())];
    const found = (counts: Record<string, number>, times: number) =>
      Object.keys(counts).filter((id) => (counts[id] as number) >= times);
    // What stands beside it by chance decides some: that is learned as one thing or the other, and never as a third.
    expect(found(whole, 1)).toEqual(expect.arrayContaining(found(read, 1)));
    expect(found(read, 1)).toEqual(expect.arrayContaining(found(whole, 10)));
  });
});

describe('numbers that tell failures apart', () => {
  test.each([
    [
      'a status behind a colon',
      (at: number) => `{"msg":"openai response","statusCode":${at === 1_990 ? 429 : 200},"ms":${below(900)}}`,
      'limit/rate-limit',
    ],
    [
      "a code of Apple's",
      (at: number) => `${stamp(at)} openai: Error Domain=NSURLErrorDomain Code=${at === 1_990 ? -1003 : -1001}`,
      'dns/nxdomain',
    ],
    [
      "a result of WinHTTP's",
      (at: number) => `${stamp(at)} openai request failed: 0x80072${at === 1_990 ? 'ee7' : 'ee2'}`,
      'dns/nxdomain',
    ],
  ])('%s is found among two thousand of another', async (_name, entry, id) => {
    const log = logOf(2_000, 1, entry);
    expect(Object.keys(await countsOf(log))).toEqual(Object.keys(await countsOf(log, forgetful())));
    expect(Object.keys(await countsOf(log, forgetful()))).toContain(id);
  });
});

describe('a log of which each line is another one', () => {
  const letters = (length: number) => Array.from({ length }, () => String.fromCharCode(97 + below(26))).join('');
  const failure = (at: number, said: string) =>
    `${stamp(at)} ${letters(9)} ${letters(7)} ERROR openai: ${said} (${letters(8)} ${letters(12)})`;
  const usual = 'Error code: 429 - rate limit reached for gpt-4o';

  test('is read in full for its first part; then a kind that comes once is found, and most others are not read', async () => {
    const memory = new Memory();
    let read = 0;
    memory.tokenSamples.spend = new Proxy(memory.tokenSamples.spend, {
      apply: (spend, self, [bytes]: [number]) => {
        read += bytes;
        return Reflect.apply(spend, self, [bytes]);
      },
    });
    const log = Array.from({ length: 40_000 }, (_, at) =>
      failure(at, at === 35_000 ? 'Error code: 401 - Incorrect API key provided: sk-abcd****wxyz' : usual),
    ).join('\n');
    const counts = await countsOf(log, memory);
    expect(Object.keys(counts)).toEqual(['auth/incorrect-key', 'limit/rate-limit']);
    expect(counts['limit/rate-limit']).toBeGreaterThan(39_000);
    expect(read).toBeLessThan(2e6);
  });
});

describe('what is known where the log ends', () => {
  const noise = (lines: number) =>
    Array.from(
      { length: lines },
      (_, i) => `2026-03-01 10:00:00,${100 + i} INFO  stock.PickList - list ${i} printed for zone ${i % 9}\n`,
    ).join('');
  const refused = '2026-03-01 10:09:10,100 ERROR stock.Export - export of 14 orders failed: connect ECONNREFUSED 10.1.2.3:8080\n';
  const mention = '2026-03-01 10:00:00,001 INFO  stock.Texts - model gpt-4o is used through OpenAI\n';

  test('a failure in a log of any size without a word of an API is of nobody known', async () => {
    expect(await countsOf(noise(2_000) + refused + noise(2_000))).toEqual({ 'client/inconclusive': 1 });
  });

  test.each([
    ['far above', mention + noise(2_000) + refused + noise(2_000)],
    ['far below', noise(2_000) + refused + noise(2_000) + mention],
  ])('an API that is named %s is whom it may be of', async (_, log) => {
    expect(await countsOf(log)).toEqual({ 'tcp/refused': 1 });
  });

  const limited =
    '2026-07-01 12:00:00 WARNING llm: 429 Too Many Requests from https://api.openai.com/v1/chat/completions, retrying in 2s\n';
  const answered = '2026-07-01 12:00:02 INFO llm: POST https://api.openai.com/v1/chat/completions 200 OK\n';
  const mended = (times: number) => Array.from({ length: times }, () => limited + answered + noise(300)).join('');

  test('a retry that was mended many times, and the last time not', async () => {
    expect(await countsOf(`${noise(500)}${mended(6)}${limited}2026-07-01 12:00:02 ERROR app: job aborted\n`)).toEqual({
      'limit/rate-limit': 1,
    });
  });

  test('a retry that was mended each time', async () => {
    expect(await countsOf(noise(500) + mended(7))).toEqual({});
  });
});
