import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { proxyFlaw, shownValue } from '../../src/knowledge/clients/proxy-rules/proxy-flaw.ts';
import { hintsOf } from '../../src/settings/proxy-hints.ts';
import { routeFor } from '../../src/settings/target-route.ts';
import { targetFor } from '../support/tcp-cases.ts';

const api = targetFor('https://api.openai.com/v1').url;
const PASSWORD = 'hunter2-hunter2';

describe('the way of the reference client', () => {
  test('is the one that its rules give, with the variable that named it', () => {
    const plan = routeFor({}, { HTTPS_PROXY: 'http://p.example:3128' }, { url: api, system: null });
    expect(plan).toMatchObject({ kind: 'proxy', proxy: { host: 'p.example', port: 3128 }, choice: { variable: 'HTTPS_PROXY' } });
  });

  test('is direct where a rule says so, and remembers the proxy', () => {
    const plan = routeFor(
      {},
      { HTTPS_PROXY: 'http://p.example:3128', NO_PROXY: 'a.example, openai.com' },
      { url: api, system: null },
    );
    expect(plan).toMatchObject({
      kind: 'direct',
      choice: { bypassedBy: { variable: 'NO_PROXY', entry: 'openai.com' }, unused: { host: 'p.example' } },
    });
  });

  test('--proxy comes before the environment, and none means none', () => {
    const env = { HTTPS_PROXY: 'http://p.example:3128', NO_PROXY: '*' };
    expect(routeFor({ proxy: 'socks4a://q.example' }, env, { url: api, system: null })).toMatchObject({
      kind: 'proxy',
      proxy: { host: 'q.example', port: 1080, source: '--proxy' },
    });
    expect(routeFor({ proxy: 'none' }, { HTTPS_PROXY: 'http://p.example' }, { url: api, system: null })).toMatchObject({
      kind: 'direct',
    });
  });

  test('a list that stops the library leaves the proxy in place', () => {
    const plan = routeFor({}, { HTTPS_PROXY: 'http://p.example:3128', NO_PROXY: '[::1]' }, { url: api, system: null });
    expect(plan).toMatchObject({ kind: 'proxy', choice: { error: { variable: 'NO_PROXY' } } });
  });

  test('a value that nobody can use leaves the direct way', () => {
    const plan = routeFor({}, { HTTPS_PROXY: `http://me:${PASSWORD}#1@p.example:3128` }, { url: api, system: null });
    expect(plan.kind).toBe('direct');
    expect(JSON.stringify(plan.choice)).not.toContain(PASSWORD);
  });
});

describe('what is wrong with a value', () => {
  test.each<[string, string | null, string | null]>([
    ['http://p.example:3128', null, null],
    ['p.example:3128', null, null],
    ['http://p.example', null, null],
    [`http://me:${PASSWORD}@p.example:3128/`, null, null],
    ['socks5h://[2001:db8::1]:1080', null, null],
    [`http://me:${PASSWORD}/x@p.example:3128`, 'unescaped', 'http://***@p.example:3128'],
    ['"http://p.example:3128"', 'quotes', 'http://p.example:3128'],
    ['http://http://p.example:3128', 'doubled-scheme', 'http://p.example:3128'],
    ['http://p.example:99999', 'bad-port', 'http://p.example:PORT'],
    ['http://p.example:http', 'bad-port', 'http://p.example:PORT'],
    ['http://', 'no-host', null],
    ['http://wpad.example/proxy.pac', 'pac', null],
    ['ftp://p.example:21', 'unknown-scheme', 'http://p.example:21'],
  ])('%s', (value, kind, suggestion) => {
    const flaw = proxyFlaw({ variable: 'HTTPS_PROXY', value });
    expect(flaw?.kind ?? null).toBe(kind);
    expect(flaw?.suggestion ?? null).toBe(suggestion);
    expect(JSON.stringify(flaw)).not.toContain(PASSWORD);
  });

  test('the signs to escape are named', () => {
    expect(proxyFlaw({ variable: 'HTTPS_PROXY', value: 'http://me:a#b/c@p:1' })?.unescapedCharacters).toEqual(['#', '/']);
  });

  test('a shown value hides whatever stands before the last at sign', () => {
    expect(shownValue(`http://me:${PASSWORD}@x@p.example:3128`)).toBe('http://***@p.example:3128');
    expect(shownValue('p.example:3128')).toBe('p.example:3128');
  });
});

describe('what other programs are set up with', () => {
  test('is read from their files', async () => {
    const home = mkdtempSync(join(tmpdir(), 'api-doctor-hints-'));
    writeFileSync(join(home, '.npmrc'), `https-proxy=http://me:${PASSWORD}@npm.example:3128/\nnoproxy=x\nproxy=null\n`);
    writeFileSync(
      join(home, '.gitconfig'),
      '[user]\n\tproxy = not.this:1\n[http "https://x"]\n\tproxy = http://git.example:8080\n',
    );
    writeFileSync(join(home, '.curlrc'), 'proxy = "curl.example:1080"\n');
    mkdirSync(join(home, '.docker'));
    writeFileSync(join(home, '.docker', 'config.json'), '{"proxies":{"default":{"httpsProxy":"http://docker.example:3128"}}}');
    const env = { HOME: home, npm_config_https_proxy: 'http://npx.example:3128' };
    const hints = await hintsOf(targetFor('https://api.openai.com/v1', { env }));
    const hosts = hints.map(({ proxy }) => proxy?.host);
    expect(hosts).toEqual(
      expect.arrayContaining(['npm.example', 'git.example', 'curl.example', 'docker.example', 'npx.example']),
    );
    expect(hosts).not.toContain('not.this');
  });
});
