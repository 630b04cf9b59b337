import { expect, test } from 'vitest';
import { surroundingsOf } from '../../src/explain/read/surroundings.ts';

test.each([
  ['certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1000)', null],
  ['Error: read ECONNRESET\n    at TLSWrap.onStreamRead (index.js:218)', null],
  ['cURL error 28 (api.openai.com:443)', 'api.openai.com'],
  ['getaddrinfo ENOTFOUND api.openai.com', 'api.openai.com'],
])('%s names the host %s', (text, host) => {
  expect(surroundingsOf(text).host).toBe(host);
});
