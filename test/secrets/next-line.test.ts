/** Lines that were broken by something whose marks are not known: what a secret goes on with is hidden, and what follows it is not. */
import { describe, expect, test } from 'vitest';
import { secretsIn } from '../../src/secrets/redact/by-look.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';

const mask = maskerFor([]);
const FIRST = 'kq7Lx2Vw9TzR4mB8';
const REST = 'vN3pYc6JhD5sGf1A';

/** What stands in front of the second line, and in front of the first, and behind each. */
const BREAKS: [name: string, text: string][] = [
  [
    'a time and a logger in the second line alone',
    `api-key: ${FIRST}\n2026-11-30 10:00:01,123 ERROR app.client: ${REST} was refused`,
  ],
  ['a machine and a program', `x-api-key: ${FIRST}\nNov 30 10:00:01 ip-10-0-1-23 app[123]: ${REST}`],
  ['two columns', `│ got │ api-key: ${FIRST} │ all is well │\n│ and │ ${REST} │ all is well │`],
  ['a column, and a line of its own behind it', `web │ api-key: ${FIRST} │ connect ECONNREFUSED\n${REST}`],
  ['a mark in a string', JSON.stringify(`password=${FIRST}\\\n[pod/web-7d9f] ${REST}`)],
  ['a return alone', `token=${FIRST}\r   ${REST}\r`],
  ['a name whose value begins below', `Authorization: Bearer\n[2026-11-30T10:00:01.456Z] [pod/web-1] ${FIRST}${REST}`],
  ['a value of which the line has too little', `client_secret = "k7\n[2026-11-30T10:00:01.456Z] [pod/web-1] ${FIRST}${REST}"`],
  [
    'a name that is broken',
    JSON.stringify(`[a] - name: OPENAI_API_KEY va\n[2026-11-30T10:00:01Z] [pod/web-1] lue: ${FIRST}\n[b] [c] ${REST}`),
  ],
  [
    'words of a refusal that are broken',
    `{"message":"2026-11-30 10:00:00,123 ERROR app.client: return character(s) in hea\\n2026-11-30 10:00:01,123 ERROR app.client: der value: '${REST}'"}`,
  ],
  ['three lines', `sig=${FIRST}\nA 1: ${REST}\nA 2: ${REST}${FIRST}`],
];

test.each(BREAKS)('the rest of a secret is hidden in the next line: %s', (_name, text) => {
  const masked = mask(text);
  expect(masked).not.toContain(REST.slice(0, 8));
  expect(masked).not.toContain(REST.slice(-8));
});

const FOLLOWERS = [
  'openai.AuthenticationError: Error code: 401',
  '  File "/usr/lib/python3.12/site-packages/openai/_client.py", line 41, in request',
  'httpx.ConnectError: [Errno 111] Connection refused',
  'OPENAI_BASE_URL=https://api.openai.com/v1',
  '2026-11-30T10:00:01.456Z INFO app.client retrying in 0.4 seconds',
  '    at HTTPSConnectionPool.connect (/home/node/app/node_modules/openai/src/core.ts:41:12)',
  'getaddrinfo ENOTFOUND api.openai.com 127.0.0.1:11434 gpt-4o-mini-2024-07-18',
  '$ docker run -it --rm -e OPENAI_API_KEY=${OPENAI_API_KEY} tomoyafujita/ros2ai:humble',
];

test.each(FOLLOWERS)('what follows a secret and is none of it stays: %s', (line) => {
  expect(mask(`OPENAI_API_KEY=${FIRST}${REST}\n${line}`)).toMatch(/\(32chars\)\n/);
  expect(mask(`OPENAI_API_KEY=${FIRST}${REST}\n${line}`).split('\n')[1]).toBe(line);
});

/** Files of variables as people paste them, and the lines in which nothing is secret. */
const VARIABLES = [
  'HOUSE_API_KEY=abc\nHOUSE_VERSION=2024-08-01-preview\nopenai.NotFoundError: Error code: 404 - DeploymentNotFound',
  'HOUSE_API_KEY=XXXXXXXX\nHOUSE_ENDPOINT=https://house-east.openai.azure.com/openai/\nHOUSE_VERSION=2024-08-01-preview\n\n# names of models\nFAST_LLM=house:gpt-4o\nSMART_LLM=house:gpt-4o\n\nEMBEDDING=house:text-embedding-3-large\n\nDeploymentNotFound',
  'export HOUSE_TOKEN=k7\nexport HOUSE_BUILD=8565a5d6c8205ce4a94b98591e64a0b70ac82054',
];

test.each(VARIABLES)('a short value of a variable does not go on in the next variable: %s', (text) => {
  expect(mask(text).split('\n').slice(1)).toEqual(text.split('\n').slice(1));
});

test('the rest of a value is hidden below, also with padding, and where the first line sets a variable', () => {
  expect(mask(`HOUSE_API_KEY=${FIRST}\n${REST.slice(0, 15)}=\nHOUSE_REGION=east`)).not.toContain(REST.slice(0, 8));
});

test('a placeholder in a sentence is no element whose text is a secret', () => {
  const text =
    "No API key provided. Set it in code with 'client.api_key = <API-KEY>', or in the environment as CLIENT_API_KEY=<API-KEY>). Keys are in a file, too.";
  expect(mask(text)).toBe(text);
  expect(mask(`<API-KEY>', ${FIRST}</API-KEY>`)).not.toContain(FIRST);
});

test.each([
  'GITHUB_TOKEN: ***\nBASE_SHA: 8565a5d6c8205ce4a94b98591e64a0b70ac82054',
  'token: expired\n8565a5d6c8205ce4a94b98591e64a0b70ac82054 is the commit',
])('without a secret in the line above, what is drawn stays: %s', (text) => {
  expect(mask(text)).toBe(text);
});

test('what one place gives away is hidden in every other, whole and in pieces', () => {
  const text = `api-key: ${FIRST}${REST}\nretry 1 of 3 with (${FIRST.slice(2)} then ${REST.slice(3, 14)})`;
  expect(mask(text).split('\n')[1]).toMatch(/^retry 1 of 3 with \(…(?:\(\d+chars\))? then …\(11chars\)\)$/);
});

test('a word that was taken for a secret is not hidden everywhere', () => {
  const text = "password = credentials('openai-api-key\nexport OPENAI_API_KEY, see openai-api-key";
  expect(mask(text)).toContain('see openai-api-key');
  expect(secretsIn(text)).toEqual([]);
});

describe('a text that was masked before', () => {
  test.each(['sk-p*.', 'sk-abcdef.', 'sk-wrong', 'sk-proj-Zq8mXv2LpTr5'])(
    'stays what it is when it is masked again, in an answer of several lines: %s',
    (key) => {
      const body = JSON.stringify({ error: { message: `Incorrect API key provided: ${key}`, code: 'invalid_api_key' } }, null, 2);
      const once = mask(body);
      expect(once).not.toContain(key);
      expect(mask(once)).toBe(once);
    },
  );
});

test.each([
  ['records', (piece: string, at: number) => JSON.stringify({ level: 50, msg: piece, n: at })],
  ['pairs', (piece: string, at: number) => `ts=${at} msg="${piece}" level=error`],
  ['columns', (piece: string, at: number) => `${at},${piece},failed`],
])('the pieces of a key in rows that were put into one line: %s', (_, row) => {
  const pieces = ['sk-proj-Rk3Wz8Qn1Xv6', 'Tb4Lm9Pc2Hs7Jd5Fg0Yu', 'AeKi4Ow8Nq1Vz6'];
  const shown = mask(pieces.map(row).join(' '));
  for (const piece of pieces) expect(shown).not.toContain(piece.slice(-8));
  expect(shown).toBe(['sk-proj-…(20chars)', '…(20chars)', '…(14chars)'].map(row).join(' '));
});

test('what stands behind a key under another name is no row of it', () => {
  const behind = "', status=401, host='api.openai.com', model='gpt-4o-mini-2024-07-18', object='0x31BA182792680FE1'";
  expect(mask(`failed: api_key='sk-proj-Rk3Wz8Qn1Xv6Tb4Lm9Pc2Hs7Jd5${behind}`)).toBe(
    `failed: api_key='sk-proj-…(35chars)${behind}`,
  );
});
