/** A key in the path of a base URL stays at home where no key may go, and ordinary paths go out as they are. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { pathOn, publicPath } from '../../src/secrets/public-path.ts';
import { makeTarget } from '../../src/settings/target.ts';

const OWN = 'WqXzTveLqVbNsHdGfJcYtRwQuEoaZiMxBnPkSlDkFj';
const machine = { platform: 'linux', runtime: { node: '20.20.0', openssl: '3.0.17', os: 'Linux' } } as const;
const target = (key: string) => makeTarget({ baseUrl: 'http://plain.example/v1' }, { OPENAI_API_KEY: key }, machine);

test.each([
  ['the key of the run', OWN, `/${OWN}/v1/models`],
  ['a key by its format', 'another', `/relay/sk-proj-${OWN}/models`],
  ['a parameter of a segment', `sk-proj-${OWN}`, `/v1;key=sk-proj-${OWN}/models`],
  ['one in percent-encoding', OWN, `/v1/${[...OWN].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join('')}/models`],
])('%s is left out of a path', (_, key, path) => {
  const shown = publicPath(path, target(key));
  expect(shown).toContain('/KEY');
  expect(decodeURIComponent(shown)).not.toContain(OWN.slice(0, 8));
  // A connection without TLS that ends nowhere on this machine.
  expect(pathOn(path, target(key), { socket: new PassThrough(), isDirect: true })).toBe(shown);
});

test.each([
  '/v1/models',
  '/openai/deployments/gpt-4o-mini-2024-07-18/chat/completions',
  '/v1/0b5e4ae37f2c4d0c9a6e1d2f3b4c5d6e/my-gateway/openai/models',
  '/client/v4/accounts/9f7a1d0c5b3e48d2a6f0c4b8e1d2a3f4/ai/v1/models',
  '/openai/v1/models?api-version=2024-10-21',
  '/v1/models/meta-llama%2FLlama-3.3-70B-Instruct',
  '//v1//models',
  '/%E0%A4%A/models',
])('%s goes out as it is', (path) => {
  expect(publicPath(path, target(`sk-proj-${OWN}`))).toBe(path);
});
