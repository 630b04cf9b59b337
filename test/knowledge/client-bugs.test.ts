import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { knownBug } from '../../src/catalogue/client/known-bug.ts';
import type { Here } from '../../src/knowledge/clients/bugs/bug.ts';
import { bugsHere, clientBugs } from '../../src/knowledge/clients/bugs/index.ts';
import { isInRange } from '../../src/knowledge/clients/bugs/versions.ts';
import type { DiagnosisInput, Observation } from '../../src/model/observation.ts';
import { installedIn } from '../../src/probes/client/installed.ts';
import { makeTarget } from '../../src/settings/target.ts';

const base = mkdtempSync(join(tmpdir(), 'api-doctor-installed-'));
afterAll(() => rmSync(base, { recursive: true }));

function files(paths: Record<string, string>): string {
  const folder = mkdtempSync(join(base, 'f-'));
  for (const [path, text] of Object.entries(paths)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const manifest = (name: string, version: string) => JSON.stringify({ name, version });
const here = (more: Partial<Here>): Here => ({ node: '22.22.0', installed: {}, env: {}, hasProxy: false, ...more });
const names = (more: Partial<Here>) => bugsHere(here(more)).map(({ id }) => id);

describe('a range of versions', () => {
  it.each([
    ['0.28.1', '<=0.28.1', true],
    ['0.28.1.dev0', '<=0.28.1', true],
    ['0.28.2', '<=0.28.1', false],
    ['1.55.3', '<1.55.3', false],
    ['1.55.10', '<1.55.3', false],
    ['1.9', '<1.55.3', true],
    ['v22.23.0', '=22.23.0 || =24.17.0', true],
    ['22.23.1', '=22.23.0 || =24.17.0', false],
    ['4.93.0', '>=4.93 <=4.104', true],
    ['4.104.1', '>=4.93 <=4.104', false],
    ['3.0.0rc1', '>=3', true],
    ['unknown', '>=0', false],
    ['1.0', '*', true],
    ['1.0', 'newer', false],
  ])('%s in %s is %s', (version, range, expected) => {
    expect(isInRange(version, range)).toBe(expected);
  });
});

describe('the table of bugs', () => {
  it('has rows that are whole, and that no two rows share an id', () => {
    expect(new Set(clientBugs.map(({ id }) => id)).size).toBe(clientBugs.length);
    for (const { id, cure, symptom, source, condition } of clientBugs) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
      expect(cure.length).toBeGreaterThan(0);
      expect(symptom).toMatch(/\.$/);
      expect(condition).not.toMatch(/\.$/);
      expect(source).toMatch(/^[\w.-]+\/[\w.-]+(?:#\d+| .+)$/);
    }
  });

  it('calls fatal only what the official libraries themselves fail by', () => {
    for (const { id, isFatal, versions, holds } of clientBugs.filter((bug) => bug.isFatal)) {
      expect([id, Object.keys(versions).some((name) => /:openai$/.test(name)), holds !== null, isFatal]).toEqual([
        id,
        true,
        true,
        true,
      ]);
    }
  });

  it.each([
    ['openai-httpx-proxies', { installed: { 'python:openai': '1.54.0', 'python:httpx': '0.28.1' } }],
    [
      'openai-no-proxy-ipv6-range',
      { installed: { 'python:openai': '2.1.0', 'python:httpx': '0.28.1' }, env: { NO_PROXY: 'localhost,fd07:b51a:cc66::/48' } },
    ],
    ['httpx-no-proxy-ipv6-range', { installed: { 'python:httpx': '0.27.0' }, env: { no_proxy: '::1/128' } }],
    [
      'openai-no-proxy-brackets',
      { installed: { 'python:openai': '3.1.0', 'python:httpx2': '2.13.1' }, env: { NO_PROXY: '[::1],localhost' } },
    ],
    ['node-fetch-premature-close', { node: '22.23.0', installed: { 'npm:openai': '4.104.0' } }],
    ['node-fetch-2-premature-close', { node: '24.17.0', installed: { 'npm:node-fetch': '2.7.0' } }],
    ['undici-8-on-node-20', { node: '20.20.2', installed: { 'npm:undici': '8.13.1' } }],
    ['undici-dispatcher-node-26', { node: '26.10.0', installed: { 'npm:undici': '6.21.0' }, hasProxy: true }],
    ['litellm-ignores-proxy', { installed: { 'python:litellm': '1.72.4' }, hasProxy: true }],
    ['mem0-openrouter', { installed: { 'python:mem0ai': '1.0.1' }, env: { OPENROUTER_API_KEY: 'x' } }],
    [
      'langchain-api-base',
      {
        installed: { 'python:langchain-openai': '1.3.0' },
        env: { OPENAI_API_BASE: 'http://a/v1', OPENAI_BASE_URL: 'http://b/v1' },
      },
    ],
    ['codex-base-url', { installed: { 'npm:@openai/codex': '0.144.1' }, env: { OPENAI_BASE_URL: 'http://a/v1' } }],
    ['realtime-websockets-proxy', { installed: { 'python:openai': '2.0.0', 'python:websockets': '14.2' }, hasProxy: true }],
    [
      'aiohttp-https-proxy',
      { installed: { 'python:aiohttp': '3.10.0', python: '3.10' }, env: { https_proxy: 'https://p:3129' }, hasProxy: true },
    ],
  ] as [string, Partial<Here>][])('finds %s', (id, more) => {
    expect(names(more)).toContain(id);
  });

  it.each([
    ['a library with the fix', { installed: { 'python:openai': '1.55.3', 'python:httpx': '0.28.1' } }],
    ['another httpx', { installed: { 'python:openai': '1.54.0', 'python:httpx': '0.27.2' } }],
    [
      'NO_PROXY without IPv6',
      { installed: { 'python:openai': '2.1.0', 'python:httpx': '0.28.1' }, env: { NO_PROXY: 'localhost,10.0.0.0/8,::1' } },
    ],
    [
      'openai 3, which uses httpx2',
      { installed: { 'python:openai': '3.1.0', 'python:httpx2': '2.13.1' }, env: { NO_PROXY: 'fd07:b51a:cc66::/48' } },
    ],
    [
      'httpx before it took IPv6 addresses',
      { installed: { 'python:openai': '1.3.0', 'python:httpx': '0.23.3' }, env: { NO_PROXY: '::1/128,[::1]' } },
    ],
    [
      'httpx2 that takes brackets',
      { installed: { 'python:openai': '3.2.0', 'python:httpx2': '2.14.0' }, env: { NO_PROXY: '[::1]' } },
    ],
    // Its `bun install` ignored the variable; its fetch, which calls the API, never did.
    ['Bun 1.3.2 with NODE_EXTRA_CA_CERTS', { installed: { 'npm:bun': '1.3.2' }, env: { NODE_EXTRA_CA_CERTS: '/x.pem' } }],
    ['the next Node.js', { node: '22.23.1', installed: { 'npm:openai': '4.104.0' } }],
    [
      'the same address twice',
      {
        installed: { 'python:langchain-openai': '1.3.0' },
        env: { OPENAI_API_BASE: 'http://a/v1/', OPENAI_BASE_URL: 'http://a/v1' },
      },
    ],
    ['nothing installed', { hasProxy: true, env: { NO_PROXY: '[::1]', OPENAI_BASE_URL: 'http://a/v1' } }],
  ] as [string, Partial<Here>][])('finds nothing with %s', (_what, more) => {
    expect(names(more)).toEqual([]);
  });
});

describe('client/installed', () => {
  /** What somebody left above all projects of the tests is not theirs. */
  const isOurs = ({ place }: { place: string }) => !place.startsWith(join(tmpdir(), 'node_modules'));
  const look = async (folder: string, env: Record<string, string>) => {
    const facts = await installedIn(folder, { env, runtime: { node: '20.20.2', openssl: '', os: 'Linux' } });
    return { ...facts, packages: facts.packages.filter(isOurs) };
  };
  const brief = (facts: { packages: { name: string; version: string }[] }) =>
    facts.packages.map(({ name, version }) => `${name} ${version}`).sort();

  it('reads packages of npm upward from the working directory, nearest first', async () => {
    const folder = files({
      'node_modules/openai/package.json': manifest('openai', '4.104.0'),
      'node_modules/undici/package.json': manifest('undici', '6.21.0'),
      'app/node_modules/openai/package.json': manifest('openai', '6.1.0'),
      'app/node_modules/@langchain/openai/package.json': manifest('@langchain/openai', '1.0.0'),
    });
    expect(brief(await look(join(folder, 'app'), { PATH: '' }))).toEqual([
      '@langchain/openai 1.0.0',
      'openai 6.1.0',
      'undici 6.21.0',
    ]);
  });

  it('reads packages of Python from the names of their metadata, the active environment first', async () => {
    const site = (name: string) => `${name}/lib/python3.12/site-packages`;
    const folder = files({
      [`${site('active')}/openai-2.1.0.dist-info/METADATA`]: '',
      [`${site('active')}/langchain_openai-1.3.0.dist-info/METADATA`]: '',
      [`${site('active')}/httpx-0.28.1.dist-info/METADATA`]: '',
      [`${site('app/.venv')}/openai-1.0.0.dist-info/METADATA`]: '',
    });
    const active = await look(join(folder, 'app'), { PATH: '', VIRTUAL_ENV: join(folder, 'active') });
    expect(active.python).toBe('3.12');
    expect(brief(active)).toEqual(['httpx 0.28.1', 'langchain-openai 1.3.0', 'openai 2.1.0']);
    expect(brief(await look(join(folder, 'app'), { PATH: '' }))).toEqual(['openai 1.0.0']);
  });

  it('finds the package of a program on the PATH, whose link npm made', async () => {
    const folder = files({ 'lib/node_modules/@openai/codex/package.json': manifest('@openai/codex', '0.144.1') });
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, 'lib/node_modules/@openai/codex/bin'));
    writeFileSync(join(folder, 'lib/node_modules/@openai/codex/bin/codex.js'), '', { mode: 0o755 });
    symlinkSync('../lib/node_modules/@openai/codex/bin/codex.js', join(folder, 'bin/codex'));
    expect(brief(await look(folder, { PATH: join(folder, 'bin') }))).toEqual(['@openai/codex 0.144.1']);
  });

  it.each([
    ['no JSON', '{'],
    ['another package', manifest('evil', '1.0.0')],
    ['no version', JSON.stringify({ name: 'openai' })],
    ['a version that is no text', JSON.stringify({ name: 'openai', version: { $gt: '' } })],
  ])('leaves out a manifest with %s', async (_what, text) => {
    expect((await look(files({ 'node_modules/openai/package.json': text }), { PATH: '' })).packages).toEqual([]);
  });
});

describe('client/known-bug', () => {
  const judge = async (folder: string, env: Record<string, string>) => {
    const target = makeTarget({}, env, { platform: 'linux', runtime: { node: '22.23.0', openssl: '3', os: 'Linux' } });
    const seen = {
      'client/installed': { startMs: 0, durationMs: 1, status: 'ok', facts: await installedIn(folder, target) } as Observation,
    };
    return knownBug({ observations: seen, alternateObservations: {}, target, startedAt: '' } as DiagnosisInput);
  };

  it('is an error where the official library fails, with its versions and its cure', async () => {
    const found = await judge(files({ 'node_modules/openai/package.json': manifest('openai', '4.104.0') }), { PATH: '' });
    expect(found).toMatchObject({ severity: 'error', probeIds: ['client/installed'] });
    expect(found?.details).toEqual([
      'openai for Node.js up to 4.x: Node.js 22.23.0, 24.17.0 or 26.3.1 (reproduced, nodejs/node#63989)',
      'node 22.23.0 is installed',
      'openai 4.104.0 is installed',
    ]);
    expect(found?.steps?.[0]).toContain('22.23.1');
  });

  it('is silent where the condition does not hold', async () => {
    expect(await judge(files({ 'node_modules/openai/package.json': manifest('openai', '5.0.0') }), { PATH: '' })).toBeNull();
  });
});
