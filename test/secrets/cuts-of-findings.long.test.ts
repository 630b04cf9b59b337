/** What explain, the knowledge of products and the catalogue cut is masked by then: no piece of a secret is left at any limit, wherever it lies. */
import { expect, test } from 'vitest';
import { runHere } from '../support/in-process.ts';
import { numbersFrom } from '../support/leak-cases.ts';
import { diagnosed, explained, recorded } from '../support/leak-readers.ts';

/** How much of a text is quoted or read in these directories. */
const LIMITS = [40, 100, 120, 160, 200, 240, 300, 500, 600, 700, 1_000, 2_000, 4_000, 8_192, 16_384, 32_768];

/** Whole it is a secret for sure; a piece of it is a word like any other. */
const SECRETS = [
  Buffer.from('Authorization: Bearer Zr4kQm81WvTy62LpXn').toString('base64'),
  'http://corp:Tr0ub4dorzzQ9w8e7@proxy:3128',
  '%41uthorization%3a%20Bearer%20%5a%72%34%6b%51%6d%38%31%57%76%54%79%36%32%4c%70%58%6e',
];
const PIECES = ['QXV0aG9y', 'ZXIgWnI0', 'MVd2VHk2', 'Tr0ub4do', 'zzQ9w8e7', '%5a%72%34', '%57%76%54', 'Zr4kQm81'];

const LOGS: ((text: string) => string)[] = [
  (text) => `openai.AuthenticationError: Error code: 401 - {'error': {'message': '${text}', 'code': 'invalid_api_key'}}`,
  (text) => `openai.APIConnectionError: Connection error. ${text}\nhttpx.ConnectError: [Errno 111] Connection refused`,
  (text) =>
    `HTTP/1.1 502 Bad Gateway\nserver: nginx\nx-error: ${text}\n\n<html><title>${text}</title><body>${text}</body></html>`,
  (text) => `${text} 407 Proxy Authentication Required ${text}`,
];

/** So far before a limit that it cuts the secret in two, in eight places. */
function around(limit: number, secret: string): string[] {
  return Array.from({ length: 8 }, (_, at) => {
    const lead = Math.max(0, limit - Math.round((secret.length * (at + 1)) / 9));
    return `${'word '.repeat(Math.ceil(lead / 5)).slice(0, lead)} ${secret} and more`;
  });
}

const cases = LIMITS.flatMap((limit) => SECRETS.flatMap((secret) => around(limit, secret)));

test('no piece in what explain says of a log', async () => {
  for (const [at, text] of cases.entries()) {
    const log = LOGS[at % LOGS.length]?.(text) ?? '';
    const shown = JSON.stringify(await explained(log));
    for (const piece of PIECES) expect(shown, `${piece} of ${log.slice(-300)}`).not.toContain(piece);
  }
}, 300_000);

test('no piece in what is judged of recorded facts', async () => {
  const report = (await runHere(['check', '--offline', '--format', 'json'])).stdout;
  const draw = numbersFrom(12);
  for (const text of cases) {
    const shown = JSON.stringify(diagnosed(recorded(draw, report, text)));
    for (const piece of PIECES) expect(shown).not.toContain(piece);
  }
}, 300_000);
