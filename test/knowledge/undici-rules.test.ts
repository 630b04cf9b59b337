import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as undici7 from 'undici';
import { describe, expect, test } from 'vitest';
import { predictRoute } from '../../src/knowledge/clients/proxy-rules/predict.ts';
import { root } from '../lab/lab.ts';

/** The rules for undici beside undici itself: 6 is in Node 18 to 23, 7 in Node 24 and 25, 8 in Node 26. Nothing is sent. */

type Undici = typeof undici7;
type Env = Record<string, string>;

const API = 'https://api.openai.com/v1/models';
const ON = 'http://one.example:3128/';
const TWO = 'http://two.example:3128/';
const both = { https_proxy: ON, http_proxy: TWO };
const lists = [
  'api.openai.com',
  'openai.com',
  '.openai.com',
  '*.openai.com',
  'penai.com',
  '*',
  'foo,*',
  'API.OpenAI.com',
  'api.openai.com.',
  'api.openai.com:443',
  'api.openai.com:444',
  'foo api.openai.com',
  'foo,\tapi.openai.com',
  'https://api.openai.com',
  ',',
];
const addressLists: [string, string][] = [
  ['127.0.0.1', 'http://127.0.0.1:8089/'],
  ['127.0.0.0/8', 'http://127.0.0.1:8089/'],
  ['127.0.0.1:8089', 'http://127.0.0.1:8089/'],
  ['[::1]', 'http://[::1]:8089/'],
  ['::1', 'http://[::1]:8089/'],
  ['[::1]:8089', 'http://[::1]:8089/'],
  ['localhost', 'http://localhost:8089/'],
  ['openai.com', 'https://api.openai.com./v1'],
];
const cases: [Env, string][] = [
  [{}, API],
  [both, API],
  [both, 'http://api.openai.com/v1'],
  [{ HTTPS_PROXY: ON }, API],
  [{ HTTP_PROXY: ON }, API],
  [{ http_proxy: ON }, API],
  [{ ALL_PROXY: ON }, API],
  [{ HTTPS_PROXY: ON, https_proxy: '' }, API],
  [{ HTTPS_PROXY: ON, https_proxy: TWO }, API],
  [{ HTTPS_PROXY: ON, http_proxy: '' }, 'http://api.openai.com/'],
  [{ HTTPS_PROXY: 'one.example:3128' }, API],
  [{ HTTPS_PROXY: 'HTTP://one.example:3128' }, API],
  [{ HTTPS_PROXY: 'http://user:p%40ss@one.example:3128' }, API],
  [{ HTTPS_PROXY: 'https://one.example' }, API],
  [{ HTTPS_PROXY: 'ftp://one.example' }, API],
  [{ HTTPS_PROXY: 'http://one.example:99999' }, API],
  [{ HTTP_PROXY: 'ftp://one.example' }, API],
  [{ HTTPS_PROXY: ON, NO_PROXY: 'api.openai.com', no_proxy: '' }, API],
  [{ HTTPS_PROXY: ON, NO_PROXY: 'api.openai.com', no_proxy: 'other.example' }, API],
  ...lists.map((no_proxy): [Env, string] => [{ ...both, no_proxy }, API]),
  ...addressLists.map(([no_proxy, url]): [Env, string] => [{ ...both, no_proxy }, url]),
];

/** Where undici's own fetch would connect to, or the code of what it raises. Its connections are refused before they are made. */
async function asked({ EnvHttpProxyAgent, Client, fetch }: Undici, env: Env, url: string): Promise<string> {
  let seen = 'nowhere';
  const refuse = (to: string) => (_options: unknown, done: (error: Error, socket: null) => void) => {
    seen = to;
    done(new Error('refused by the test'), null);
  };
  try {
    const dispatcher = new EnvHttpProxyAgent({
      httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
      httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
      noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
      connect: refuse('direct'),
      clientFactory: (proxy) => new Client(proxy, { connect: refuse(proxy.href) }),
    });
    await fetch(url, { dispatcher }).catch(() => {});
    await dispatcher.destroy();
    return seen;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

function predicted(major: number, env: Env, url: string): string {
  const { taken, error } = predictRoute({ name: 'undici', version: `${major}.0.0` }, env, url);
  return error ? (error.message.split(':')[0] as string) : (taken ?? 'direct');
}

/** undici 8 needs a newer Node than the oldest supported one, where CI runs this test too. */
async function majors(): Promise<[number, Undici][]> {
  const found: [number, Undici][] = [[7, undici7]];
  for (const major of [6, 8]) {
    const { engines } = JSON.parse(readFileSync(join(root, 'node_modules', `undici${major}`, 'package.json'), 'utf8'));
    const [wants = 0] = /\d+/.exec(engines.node) ?? [];
    if (Number.parseInt(process.versions.node, 10) >= Number(wants)) found.push([major, await import(`undici${major}`)]);
  }
  return found;
}

describe.each(await majors())('undici %i', (major, undici) => {
  // undici 8 hands plain HTTP to a proxy on a connection that cannot be refused here.
  const isOut = ([env, url]: [Env, string]) => major === 8 && url.startsWith('http:') && predicted(major, env, url) !== 'direct';
  test.each(cases.filter((one) => !isOut(one)))('%j, %s', async (env, url) => {
    expect(predicted(major, env, url)).toBe(await asked(undici, env, url));
  });
});
