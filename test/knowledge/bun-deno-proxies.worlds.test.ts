import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { predictRoute } from '../../src/knowledge/clients/proxy-rules/predict.ts';
import { clientPath } from '../lab/clients.ts';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { proxiesAsked } from '../lab/proxies-asked.ts';

/**
 * The proxy rules of Bun and Deno, compared with the real ones. Each runs in a network of its own with nothing but loopback, where eight
 * addresses answer as proxies and note who asked; whatever is not among them was tried directly.
 */

type Env = Record<string, string>;

const at = (n: number) => `http://127.0.0.${n}:3128`;
const API = 'https://api.openai.com/v1';
const PLAIN = 'http://api.openai.com/v1';
const both = { https_proxy: at(11), http_proxy: at(12) };

const variables: [Env, string][] = [
  [{}, API],
  [both, API],
  [both, PLAIN],
  [{ HTTPS_PROXY: at(13) }, API],
  [{ HTTP_PROXY: at(13) }, API],
  [{ http_proxy: at(13) }, API],
  [{ HTTP_PROXY: at(13) }, PLAIN],
  [{ ALL_PROXY: at(14) }, API],
  [{ all_proxy: at(14) }, API],
  [{ all_proxy: at(14), https_proxy: at(11) }, API],
  [{ all_proxy: at(14), ALL_PROXY: at(15) }, API],
  [{ HTTPS_PROXY: at(13), https_proxy: at(11) }, API],
  [{ HTTPS_PROXY: at(13), https_proxy: '' }, API],
  [{ HTTPS_PROXY: '', https_proxy: at(11) }, API],
  [{ HTTPS_PROXY: '127.0.0.13:3128' }, API],
  [{ HTTPS_PROXY: 'HTTP://127.0.0.13:3128' }, API],
  [{ HTTPS_PROXY: 'http://user:p%40ss@127.0.0.13:3128' }, API],
  [{ HTTPS_PROXY: 'http://user@127.0.0.13:3128' }, API],
  [{ HTTPS_PROXY: 'https://127.0.0.13:3128' }, API],
  [{ HTTPS_PROXY: 'ftp://127.0.0.13:3128' }, API],
  [{ HTTPS_PROXY: 'socks5://127.0.0.13:3128' }, API],
  [{ HTTPS_PROXY: `${at(13)}/path` }, API],
  [{ ...both, REQUEST_METHOD: 'GET' }, API],
  [{ HTTP_PROXY: at(13), REQUEST_METHOD: 'GET' }, PLAIN],
  [{ HTTPS_PROXY: at(13), NO_PROXY: 'api.openai.com', no_proxy: '' }, API],
  [{ HTTPS_PROXY: at(13), NO_PROXY: 'api.openai.com', no_proxy: 'other.example' }, API],
  [{ HTTPS_PROXY: at(13), no_proxy: 'api.openai.com', NO_PROXY: '' }, API],
];
const lists = ['api.openai.com', 'openai.com', '.openai.com', '*.openai.com', '*openai.com', 'penai.com', '*', 'foo,*'].concat(
  ['API.OpenAI.com', 'api.openai.com.', 'api.openai.com:443', 'api.openai.com:444', 'openai.com:443', '.openai.com:443'],
  ['foo api.openai.com', 'foo,\tapi.openai.com', 'https://api.openai.com', ',', 'foo,,bar', 'com', '..openai.com'],
);
const entries: [string, string][] = [
  ...lists.map((list): [string, string] => [list, API]),
  ['10.1.2.3', 'https://10.1.2.3/'],
  ['10.0.0.0/8', 'https://10.1.2.3/'],
  ['10.1.2.3:8443', 'https://10.1.2.3:8443/'],
  ['.2.3', 'https://10.1.2.3/'],
  ['::1', 'http://[::1]:8089/'],
  ['[::1]', 'http://[::1]:8089/'],
  ['[::1]:8089', 'http://[::1]:8089/'],
  ['fd00::/8', 'http://[fd12::1]/'],
  ['localhost', 'http://localhost:8089/'],
  ['127.0.0.1', 'http://localhost:8089/'],
  ['127.0.0.0/8', 'http://127.0.0.1:8089/'],
  ['openai.com', 'https://api.openai.com./v1'],
  ['gw.corp:8443', 'https://gw.corp:8443/v1'],
  ['corp:8443', 'https://gw.corp:8443/v1'],
  ['openai.com', 'https://myopenai.com/'],
  ['', 'http://localhost:8089/'],
];
const cases = [...variables, ...entries.map(([no_proxy, url]): [Env, string] => [{ ...both, no_proxy }, url])];

const RUNTIMES = [
  { name: 'bun', program: clientPath('@oven', 'bun-linux-x64', 'bin', 'bun'), args: ['run'] },
  { name: 'deno', program: clientPath('@deno', 'linux-x64-glibc', 'deno'), args: ['run', '--allow-all', '--no-config'] },
] as const;

const home = mkdtempSync(join(tmpdir(), 'api-doctor-runtimes-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Which of the proxies were asked in each case. One network for all: making one costs more than a run. */
function askedIn({ program, args }: (typeof RUNTIMES)[number]): Promise<string[]> {
  const runs = cases.map(([env, url]) => ({ env: { HOME: home, DENO_DIR: home, PATH: '/usr/bin', ...env, FETCH_URL: url } }));
  const command = [program, ...args, join(root, 'test', 'lab', 'servers', 'fetch-each.js')];
  return proxiesAsked(command, runs);
}

function expectedOf(name: 'bun' | 'deno', [env, url]: [Env, string]): string {
  const { proxy } = predictRoute({ name, version: null }, env, url);
  return proxy ? proxy.host : 'none';
}

describe.each(RUNTIMES)('$name', (runtime) => {
  const isHere = existsSync(runtime.program);
  (isHere ? needs('root', 'linux', 'ip') : describe.skip)('asks the proxies that its rules name', () => {
    let asked: string[] = [];
    test('in each environment', async () => {
      asked = await askedIn(runtime);
      expect(asked).toHaveLength(cases.length);
      const found = cases.map(([env, url], index) => ({ env, url, proxy: asked[index] }));
      expect(found).toEqual(cases.map(([env, url]) => ({ env, url, proxy: expectedOf(runtime.name, [env, url]) })));
      // Neither all nor none: the proxies and the notes work.
      expect(new Set(asked).size).toBeGreaterThan(4);
    }, 120_000);
  });
});
