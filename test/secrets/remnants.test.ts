/** Secrets that were broken by what no rule knows: near what was found each piece is hidden, and what is written stays. */
import { describe, expect, test } from 'vitest';
import { maskerFor } from '../../src/secrets/redact/text.ts';

const mask = maskerFor([]);

/** Letters of each kind that secrets are drawn from. */
const SECRETS: [kind: string, secret: string][] = [
  ['letters and digits', 'kT7qLx2Vw9TzR4mB8vN3pYc6JhD5sGf1AQe7Xk0Wn8Zr2Ub6Mj4Pq9Hd3Ft'],
  ['small letters and digits', 'k4wz8q1xv6tb9lmcp2h7sjd5fg0yuaeki3o8wnq1vz6xcbt9rm2ls7gdhy5k'],
  ['digits of base 16', 'k9f3c7a1e5b8d2064fa97c3e1b5d80f26a4c9e7b3d1f58a0c6e2947bd1c7'],
  ['capitals and digits', 'K4WZ8Q1XV6TB9LMCP2H7SJD5FG0YUAEKI3O8WNQ1VZ6XCBT9RM2LS7GDHY5K'],
  ['letters alone', 'kTqLxVwTzRmBvNpYcJhDsGfAQeXkWnZrUbMjPqHdFtKyLwOsGvIcXzTbRmEa'],
];

/** What stands around the pieces of a text. */
const BROKEN: [name: string, write: (pieces: string[]) => string][] = [
  ['a table in one line', (pieces) => pieces.map((piece, row) => `| ${row} | ${piece} | err |`).join(' ')],
  ['stamps that differ', (pieces) => pieces.map((piece, row) => `[q${row}zt8b86${row}] ${piece}`).join('\n')],
  ['members without quotes', (pieces) => pieces.map((piece) => `{"log":${piece}}`).join('\n')],
  ['a row that comes twice', (pieces) => pieces.map((piece) => `x="${piece}",\nx="${piece}", y`).join('\n')],
  ['a sentence', (pieces) => `failed with ${pieces.join(', then ')},\nand no more`],
  ['numbered parts', (pieces) => pieces.map((piece, row) => `part ${row + 1}: ${piece}`).join('; ')],
  ['pairs', (pieces) => pieces.map((piece, row) => `${row}=${piece}`).join(' ')],
  ['arrows', (pieces) => pieces.join(' -> ')],
  ['slashes', (pieces) => pieces.join(' / ')],
  ['calls', (pieces) => pieces.map((piece) => `.append("${piece}")`).join('')],
  ['words behind each', (pieces) => pieces.join(' (to be continued)\n')],
  [
    'another line',
    (pieces) => pieces.join('\n2026-12-01 10:00:00 INFO httpx: HTTP Request: GET https://api.example/v1/models\n'),
  ],
  ['two other lines', (pieces) => pieces.join('\nretrying request\nconnection reset by peer\n')],
  ['records with an ID', (pieces) => pieces.map((m, row) => JSON.stringify({ id: `req_${row}f`, m })).join(' ')],
  ['what dumps an array', (pieces) => pieces.map((piece, row) => `  [${row}]=>\n  string(20) "${piece}"`).join('\n')],
  ['an array of PHP', (pieces) => `array(${pieces.map((piece, row) => `${row} => '${piece}'`).join(', ')})`],
];

const inRows = (text: string, width: number) => text.match(new RegExp(`[^]{1,${width}}`, 'g')) as string[];

describe.each(BROKEN)('no piece of a secret is left that was broken by %s', (_name, write) => {
  test.each(SECRETS)('of %s', (_kind, secret) => {
    const runs = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8));
    for (const width of [28, 32, 35, 41])
      for (const text of [`api-key: ${secret}`, `client = OpenAI(api_key="${secret}", timeout=5)`].map((line) =>
        inRows(line, width),
      ))
        expect(runs.filter((run) => mask(write(text)).includes(run))).toEqual([]);
  });
});

test('a secret of digits and one letter is drawn, and a name of letters is not', () => {
  expect(mask('export OPENAI_API_KEY=k10653988ac -> 6a874597')).not.toContain('6a874597');
  expect(mask('[{"n":0,"line":"api-key: k5fa7526d326683ce8626"},{"n":1,"line":"9106ae91587"}]')).not.toContain('9106ae91587');
  expect(mask('export DB_PASSWORD=facade-winter2024 -> 6a874597')).toContain('6a874597');
});

test('letters right behind a piece are hidden where they are as likely drawn as written, and names are not', () => {
  expect(mask("['api_key: kT7qLx2Vw9TzR4mB8vN3', 1 => 'zlvwnePr']")).not.toContain('zlvwnePr');
  for (const name of ['ChatGPTNextWeb', 'DeepSeek', 'AsyncOpenAI', 'ECONNRESET', 'LmStudio', 'LiteLLM', 'GuzzleHttp'])
    expect(mask(`['api_key: kT7qLx2Vw9TzR4mB8vN3', 1 => '${name}']`)).toContain(name);
});

test('pieces above the name of the secret are hidden, too', () => {
  const [, secret] = SECRETS[0] as [string, string];
  const record = inRows(`{"value":"${secret}","name":"x-api-key"}`, 30);
  expect(mask(record.join(' / '))).not.toMatch(/[a-z]\d[A-Z]/);
});

/** What stands near secrets in logs, reports and code. */
const NEAR = [
  'x-request-id: req_8f3a1c0e0d5b6f7a9e6c3b2d1f0a9e8d',
  'trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7',
  'request id: 5caecea7-ca30-4b1f-9d55-0c4f5e7d8a91',
  'sha256:3f1c7a2e9b4d8056c1e2f7a9b3d4c5e6f708192a3b4c5d6e7f8091a2b3c4d5e6',
  'model=gpt-4o-mini-2024-07-18 deployment=text-embedding-3-small',
  'urllib3.connectionpool.HTTPSConnectionPool(host="api.openai.com", port=443)',
  'at TLSSocket.onConnectEnd (node:_tls_wrap:1727:19)',
  'Linux-5.15.0-x86_64-with-glibc2.35 python/3.11.9 OpenAI/v1.50.2',
  'Downloading openai-1.50.2-cp311-cp311-manylinux_2_17_x86_64.whl',
  '2026-01-01T08:12:31.0843450Z ERROR APIConnectionError: Connection error.',
  'root@5caecea7ca30:~/app# pip install -r requirements.txt',
  'ERR_TLS_CERT_ALTNAME_INVALID ECONNREFUSED EAI_AGAIN ENOTFOUND SSL_ERROR_SYSCALL',
  'const { setDefaultResultOrder } = require("node:dns").promises',
  'OpenAIError: TLSv1.3 GetAddrInfoReqWrap.onlookup AsyncOpenAI ChatOpenAI langchain4j APIRemovedInV1',
  '2026-04-09 10:00:00 [2026-04-09T10:00:00Z] okhttp-4.10.0.jar gpt-3.5-turbo-16k-0613',
  'File "/home/me/.cache/uv/archive-v0/aa1p68ua4bMkAPP3NZd0d/bin/main.py"',
  'Qwen2.5-7B-Instruct-Q4_K_M.gguf llama3.1:8b-instruct-q8_0',
  '<urllib3.connection.HTTPSConnection object at 0x7f9aaae9e830>',
];

test.each(NEAR)('what is written near a secret stays: %s', (line) => {
  for (const [kind, secret] of SECRETS.slice(0, kindsOf(line))) {
    const near = (shown: string) => `${line}\nfailed again\napi-key: ${shown}\ntrying once more\n${line}\n`;
    expect(mask(near(secret)).replace(/…\(\d+chars\)/, '…'), kind).toBe(near('…'));
  }
});

/** Near a secret of the same letters nothing tells a digest from a piece of it. */
function kindsOf(line: string): number {
  return /\b[\da-f]{12,}\b/.test(line) ? 1 : SECRETS.length;
}

describe('pieces that look like something else', () => {
  const SURE = 'qV7mTz2KxR9bLw4HcN8dYp3G';

  test.each([
    ['the end of small letters, alone in its line', `Api-Key: ${SURE}\r\r\nwrekub47`, 'wrekub47'],
    ['the same in quotes, two lines below', `x-api-key: ${SURE}\n\n  "wrekub47",\n`, 'wrekub47'],
    ['digits of base 16 that end like a number with a unit', 'api-key: 7c1e94d02bf85a6e3d\nx="6620841cf", y', '6620841cf'],
    ['a piece in base 16 behind one of digits alone', 'Cookie: sid=k880241973",\nx="bd917c20ef55; Path=/', 'bd917c20ef'],
    ['capitals behind a piece of small letters', `token=wq8zt5mxkp3vbr7dhc2n / x / ${'KmQ7vTzXw2RbLp9NcHd4YgJs'}`, 'KmQ7vTzX'],
    ['a part of both cases as no two words have it', `sig=${SURE}-v / KBYIufad_Qz`, 'KBYIufad'],
    ['a piece behind a row of a dump', `secret="${SURE}"\n  [4]=>\n  string(20) "QQaMnctw --port 4000"`, 'QQaMnctw'],
  ])('%s is hidden', (_, text, piece) => {
    expect(text).toContain(piece);
    expect(mask(text)).not.toContain(piece);
  });

  test.each([
    [
      'words and names alone in the line below',
      `Api-Key: ${SURE} was sent\nproduction\ngpt-4o-mini\neu-west-1\nstaging2\nConnection`,
    ],
    ['numbers with their units', 'api-key: 7c1e94d02bf85a6e3d\n\ntook 5516850ms, read 66208kb and 120000us of 7000000b'],
    ['words of both cases', `sig=${SURE} / MaxRetries_of / x-OpenAI-client / x86_64-with-glibc2`],
    ['a short digest behind a chosen password', 'password=hunter2x, commit 4be81a9 of main'],
  ])('%s stay', (_, text) => {
    const [first, ...rest] = text.split(/(?<=sent\n|\n\n| \/ |, commit )/);
    expect(mask(text)).toContain(rest.join(''));
    expect(mask(text)).not.toContain(first);
  });
});

test('a dump is read where the letters of a row begin like two more digits', () => {
  const rows = ['Headers.set: kQpW', 'xbT7Zr2mLd9vNc4H', 'F7 is not a lega', 'l HTTP header va', 'lue.'];
  const dump = rows.map((row, at) => {
    const hex = Buffer.from(row)
      .toString('hex')
      .match(/.{1,4}/g) as string[];
    return `${(at * 16).toString(16).padStart(8, '0')}: ${hex.join(' ').padEnd(40)} ${row}`;
  });
  expect(mask(dump.join('\n'))).not.toMatch(/xbT7|7862|F7 is/);
});
