/** Keys whose pieces have more than a line end between them, keys in groups, and what only resembles them. */
import { describe, expect, test } from 'vitest';
import { maskerFor } from '../../src/secrets/redact/text.ts';
import { explained } from '../support/leak-readers.ts';

const mask = maskerFor([]);
const OWN = 'Rk3Wz8Qn1Xv6Tb4Lm9Pc2Hs7Jd5Fg0Yu-Ae_Ki4Ow8Nq1Vz6Cx3Bt9Rm2Ls7GdT3BlbkFJy5Hk1Wp8Ue4Zq9Xc3Nv7Mb2Ta';
const KEY = `sk-proj-${OWN}`;
const LOG = `openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: ${KEY}. You can find your API key at https://platform.openai.com/account/api-keys.', 'code': 'invalid_api_key'}}`;

const rows = (text: string, width: number) => text.match(new RegExp(`[^]{1,${width}}`, 'g')) as string[];

/** What software puts around the pieces of a text that it broke. */
const ROWS: [name: string, written: (pieces: string[], width: number) => string][] = [
  ['empty lines', (pieces) => pieces.join('\n\n')],
  ['two returns', (pieces) => pieces.join('\r\r\n')],
  ['rows of CSV', (pieces) => pieces.map((piece) => `"2026-12-01","app","${piece}"`).join('\n')],
  ['logfmt', (pieces) => pieces.map((piece) => `ts=2026 level=error msg="${piece}"`).join('\n')],
  ['a list in JSON', (pieces) => JSON.stringify({ lines: pieces }, null, 2)],
  ['records in JSON', (pieces) => pieces.map((log) => JSON.stringify({ log, stream: 'stderr' })).join('\n')],
  ['cells in HTML', (pieces) => pieces.map((piece) => `<tr><td>${piece}</td></tr>`).join('\n')],
  ['tabs', (pieces) => pieces.join('\t')],
  [
    'a frame with empty rows',
    (pieces, width) => pieces.map((piece) => `│ ${piece.padEnd(width)} │`).join(`\n│ ${' '.repeat(width)} │\n`),
  ],
  ['times in empty lines', (pieces) => pieces.map((piece) => `10:00:00 E ${piece}`).join('\n10:00:00 E \n')],
  ['marks of a pager', (pieces) => pieces.join('↩\n')],
  ['line separators', (pieces) => pieces.join('\u2028')],
  ['paragraph separators', (pieces) => pieces.join('\u2029')],
  ['form feeds', (pieces) => pieces.join('\f')],
  ['next lines', (pieces) => pieces.join('\u0085')],
];

function leaked(text: string): string[] {
  return Array.from({ length: OWN.length - 7 }, (_, at) => OWN.slice(at, at + 8)).filter((run) => text.includes(run));
}

describe.each(ROWS)('a key that was broken has no piece left between %s', (_name, written) => {
  test.each([30, 34, 38, 40, 42, 44, 46, 48, 50, 52, 64, 100])('of %i characters', (width) => {
    expect(leaked(mask(written(rows(LOG, width), width)))).toEqual([]);
  });

  test.each(['sk-', 'sk-proj', 'sk-proj-'])('cut behind %s', (head) => {
    const before = LOG.slice(0, LOG.indexOf(KEY) + head.length);
    const pieces = [before, ...rows(LOG.slice(before.length), before.length)];
    expect(leaked(mask(written(pieces, before.length)))).toEqual([]);
  });
});

test.each([5, 7, 9, 12])('a key in groups of %i is hidden whole, with its prefix and without', (width) => {
  for (const key of [KEY, OWN]) {
    const masked = mask(LOG.replace(KEY, rows(key, width).join(' ')));
    expect(leaked(masked.replaceAll(' ', ''))).toEqual([]);
    expect(masked).toContain('You can find your API key');
  }
});

test('wide letters are read as the letters that they stand for', () => {
  const wide = LOG.replace(KEY, [...KEY].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join(''));
  expect(leaked(mask(wide).normalize('NFKC'))).toEqual([]);
});

test.each([
  'web1 web2 web3 web4 are up',
  'Host Port Name Type User Mode',
  '4f3a 9b2c 77de 10ff 8c21 aa90',
  '2026 2025 2024 2023 2022',
  'Use Node version 20.18 with this code when they call from there',
])('words of one length are no key: %s', (text) => {
  expect(mask(text)).toBe(text);
});

test.each([
  'openai.AuthenticationError: Error code: 401',
  'The request was refused by api.openai.com',
  '  "request_id": "9f8e7d6c5b4a39281706f5e4d3c2b1a0"',
])('what follows behind an empty line or a string that was closed stays: %s', (line) => {
  expect(mask(`  "api_key": "${KEY}",\n\n${line}`)).toMatch(/^ {2}"api_key": "sk-proj-…\(\d+chars\)",\n\n/);
  expect(mask(`  "api_key": "${KEY}",\n\n${line}`).split('\n')[2]).toBe(line);
});

test.each(['sk-', 'sk-proj', 'sk-proj-'])('a key that was cut behind %s is no placeholder', async (head) => {
  const at = LOG.indexOf(KEY) + head.length;
  for (const gap of ['\n\n', '\r\r\n']) {
    const { rootCause } = await explained(LOG.slice(0, at) + gap + LOG.slice(at));
    expect(rootCause).toBe('auth/incorrect-key');
  }
});

test('a sample that was sent as the key is one', async () => {
  const { rootCause } = await explained(LOG.replace(KEY, 'sk-your-key-here'));
  expect(rootCause).toBe('config/key-placeholder');
});
