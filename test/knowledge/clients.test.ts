import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { predictRoute } from '../../src/knowledge/clients/proxy-rules/predict.ts';
import type { ClientName, Env } from '../../src/knowledge/clients/proxy-rules/prediction.ts';

const API = 'https://api.openai.com/v1/models';
const names: ClientName[] = [
  'httpx',
  'httpx2',
  'requests',
  'curl',
  'wget',
  'go',
  'node-fetch',
  'node-https',
  'openai-node',
  'undici',
  'axios',
  'proxy-from-env',
];
const of = (name: ClientName, env: Env, url = API, version: string | null = null) => predictRoute({ name, version }, env, url);
const hostOf = (name: ClientName, env: Env, url = API) => of(name, env, url).proxy?.host ?? null;

describe('which variable a client takes', () => {
  const proxy = 'http://p:3128';

  test('one variable in upper case for plain http reaches half of them', () => {
    const env = { HTTP_PROXY: proxy, NODE_USE_ENV_PROXY: '1' };
    const taken = names.filter((name) => hostOf(name, env) !== null);
    expect(taken).toEqual(['node-fetch', 'openai-node', 'undici']);
  });

  test('Go prefers upper case, the rest lower case', () => {
    const env = { HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:1', NODE_USE_ENV_PROXY: '1' };
    expect(names.filter((name) => hostOf(name, env) === 'upper')).toEqual(['go']);
  });

  test('an empty variable in lower case hides the one in upper case for some', () => {
    const env = { HTTPS_PROXY: proxy, https_proxy: '', NODE_USE_ENV_PROXY: '1' };
    expect(names.filter((name) => hostOf(name, env) !== null)).toEqual(['curl', 'go', 'node-https', 'axios', 'proxy-from-env']);
  });

  test('ALL_PROXY is no variable of Node, Go or wget', () => {
    const env = { ALL_PROXY: proxy, NODE_USE_ENV_PROXY: '1' };
    const taken = names.filter((name) => hostOf(name, env) !== null);
    expect(taken).toEqual(['httpx', 'httpx2', 'requests', 'curl', 'axios', 'proxy-from-env']);
  });

  test('the variable that won is named', () => {
    expect(of('httpx2', { HTTPS_PROXY: proxy, ALL_PROXY: 'http://other' }).variable).toBe('HTTPS_PROXY');
  });

  test('a CGI script does not take HTTP_PROXY, and Go stops', () => {
    const env = { HTTP_PROXY: proxy, REQUEST_METHOD: 'GET' };
    expect(of('requests', env, 'http://a.example/').proxy).toBeNull();
    expect(of('go', env, 'http://a.example/').error?.variable).toBe('HTTP_PROXY');
  });
});

describe('Node and its switch', () => {
  const env = { HTTPS_PROXY: 'http://p:3128', NODE_USE_ENV_PROXY: '1' };

  test.each([
    ['20.20.2', null, null],
    ['22.20.0', null, null],
    ['22.21.0', 'p', 'p'],
    ['23.11.0', null, null],
    ['24.4.1', 'p', null],
    ['24.5.0', 'p', 'p'],
    ['26.0.0', 'p', 'p'],
  ])('%s: fetch %s, https %s', (version, fetch, https) => {
    expect(of('node-fetch', env, API, version).proxy?.host ?? null).toBe(fetch);
    expect(of('node-https', env, API, version).proxy?.host ?? null).toBe(https);
  });

  test('the switch may stand in NODE_OPTIONS; without it nothing is read', () => {
    expect(hostOf('node-fetch', { HTTPS_PROXY: 'http://p', NODE_OPTIONS: '--use-env-proxy' })).toBe('p');
    expect(hostOf('node-fetch', { HTTPS_PROXY: 'http://p' })).toBeNull();
  });

  test('a value without a scheme keeps Node from starting', () => {
    expect(of('node-https', { ...env, HTTP_PROXY: 'p:3128' }, API, '24.21.0').error).toMatchObject({ variable: 'HTTP_PROXY' });
  });
});

describe('which rule sends a host around the proxy', () => {
  const around = (no_proxy: string) => ({ https_proxy: 'http://p:3128', no_proxy, NODE_USE_ENV_PROXY: '1' });
  const honoured = (list: string) => names.filter((name) => of(name, around(list)).bypassedBy !== null);

  test('a star before a domain means nothing to Python, curl and wget', () => {
    const node: ClientName[] = ['go', 'node-fetch', 'node-https', 'openai-node', 'undici', 'axios', 'proxy-from-env'];
    expect(honoured('*.openai.com')).toEqual(node);
  });

  test('a bare domain does not cover its sub-domains everywhere', () => {
    expect(names.filter((name) => !honoured('openai.com').includes(name))).toEqual(['axios', 'proxy-from-env']);
    expect(of('node-https', around('openai.com'), API, '24.21.0').bypassedBy).toBeNull();
  });

  test('the entry is named as it stands in the list', () => {
    expect(of('httpx2', around('localhost, .OpenAI.com ,x')).bypassedBy).toEqual({ variable: 'no_proxy', entry: '.OpenAI.com' });
    expect(of('requests', around('a, openai.com')).bypassedBy?.entry).toBe('openai.com');
  });

  test('brackets keep the Python library from being made at all', () => {
    expect(of('httpx2', around('localhost,[::1]')).error).toEqual({
      variable: 'no_proxy',
      message: "InvalidURL: Invalid port: ':1]'",
    });
  });

  test('ranges are for curl, requests, Go and axios', () => {
    const target = 'https://10.1.2.3/v1';
    const taken = names.filter((name) => of(name, around('10.0.0.0/8'), target).bypassedBy !== null);
    expect(taken).toEqual(['requests', 'curl', 'go', 'axios']);
  });
});

describe('how a value is read', () => {
  test('ports that are not named', () => {
    const env = { https_proxy: 'http://p' };
    expect(of('httpx2', env).proxy?.port).toBe(80);
    expect(of('curl', env).proxy?.port).toBe(1080);
  });

  test('credentials are decoded, and a raw at sign belongs to the password', () => {
    const proxy = of('httpx2', { https_proxy: 'http://me:p%40ss@wo@p:3128' }).proxy;
    expect(proxy).toMatchObject({ username: 'me', password: 'p@ss@wo', host: 'p', port: 3128 });
  });

  test('a scheme that the client does not speak is an error, not a direct connection', () => {
    expect(of('httpx2', { https_proxy: 'socks4://p:1080' }).error?.variable).toBe('https_proxy');
    expect(of('httpx2', { all_proxy: 'ftp://p' }).error?.message).toContain('Unknown scheme');
  });

  test('no error repeats a piece of the value', () => {
    const env = { https_proxy: 'http://user:hunter2/x@p:3128', NODE_USE_ENV_PROXY: '1' };
    for (const name of names) expect(of(name, env).error?.message ?? '').not.toContain('hunter2');
  });
});

test('any text in any variable gives an answer', () => {
  const variable = fc.constantFrom('http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'no_proxy', 'NO_PROXY');
  const text = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.domain(),
    fc.ipV4(),
    fc.ipV6(),
    fc.stringMatching(/^[[\]:*./@%,0-9a-f-]{0,20}$/),
  );
  const env = fc.dictionary(variable, text, { maxKeys: 4 });
  fc.assert(
    fc.property(env, fc.constantFrom(...names), fc.webUrl(), (settings, name, url) => {
      const predicted = of(name, { ...settings, NODE_USE_ENV_PROXY: '1' }, url);
      const outcomes = [predicted.proxy, predicted.bypassedBy, predicted.error].filter((outcome) => outcome !== null);
      return outcomes.length <= 1;
    }),
    { numRuns: 2000 },
  );
});
