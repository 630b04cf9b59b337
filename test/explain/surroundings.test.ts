import { expect, test } from 'vitest';
import { type Passage, passagesOf } from '../../src/explain/log/passages.ts';
import { sceneryOf, surroundingsAt } from '../../src/explain/read/peers/surroundings.ts';

const passageOf = (text: string) => passagesOf({ text, firstLine: 1 })[0] as Passage;

test.each([
  ['certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1000)', null],
  ['Error: read ECONNRESET\n    at TLSWrap.onStreamRead (index.js:218)', null],
  ['cURL error 28 (api.openai.com:443)', 'api.openai.com'],
  ['getaddrinfo ENOTFOUND api.openai.com', 'api.openai.com'],
])('%s names the host %s', (text, host) => {
  expect(surroundingsAt(sceneryOf(passageOf(text)), null).host).toBe(host);
});
