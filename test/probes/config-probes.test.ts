import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProbeId } from '../../src/model/observation.ts';
import type { Probe, ProbeContext } from '../../src/model/probe.ts';
import type { Target } from '../../src/model/target.ts';
import { configBaseUrl } from '../../src/probes/config/base-url.ts';
import { configCaFiles } from '../../src/probes/config/ca-files.ts';
import { configDescriptors } from '../../src/probes/config/descriptors.ts';
import { configEnvironment } from '../../src/probes/config/environment.ts';
import { configKey } from '../../src/probes/config/key.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { needs } from '../lab/needs.ts';
import { makeCa } from '../lab/pki.ts';

const machine = { platform: 'linux' as const, runtime: { node: '20.20.2', openssl: '3.0.19', os: 'Linux' } };
const targetWith = (env: Target['env'], options = {}) => makeTarget(options, env, machine);

function look<P extends ProbeId>(probe: Probe<P>, target: Target) {
  return probe.run({ target, signal: new AbortController().signal } as ProbeContext);
}

let folder: string;
const inFolder = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-doctor-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('config/key', () => {
  test('describes the key and never shows it', async () => {
    const key = `sk-proj-${'aB3'.repeat(50)}`;
    const facts = await look(configKey, targetWith({ OPENAI_API_KEY: `${key}\n` }));
    expect(facts).toMatchObject({
      source: 'OPENAI_API_KEY',
      shown: 'sk-proj-…(158chars)',
      length: 158,
      kind: 'openai',
      flaws: ['padded'],
    });
    expect(JSON.stringify(facts) + configKey.summarise(facts)).not.toContain('aB3');
  });

  test('without a key it names the variables that hold one', async () => {
    const facts = await look(configKey, targetWith({ OPENAI_KEY: 'sk-a', OPENAI_WEBHOOK_SECRET: 'whsec', OPENAI_TOKEN: ' ' }));
    expect(facts).toMatchObject({ source: null, shown: null, kind: 'none', elsewhere: ['OPENAI_KEY'] });
  });
});

describe('config/base-url', () => {
  const facts = (env: Target['env'], options = {}) => look(configBaseUrl, targetWith(env, options));

  test('the default is sound', async () => {
    expect(await facts({})).toEqual({
      shown: 'https://api.openai.com/v1',
      source: 'default',
      invalid: null,
      raises: null,
      suggestion: null,
      pathFlaw: null,
      insecure: false,
    });
  });

  test('a variable is read untrimmed, as Python does; a flag is trimmed', async () => {
    expect(await facts({ OPENAI_BASE_URL: 'https://own.example/v1\r' })).toMatchObject({
      shown: 'https://own.example/v1\\r',
      invalid: expect.stringContaining('line break'),
      suggestion: 'https://own.example/v1',
    });
    expect(await facts({ OPENAI_BASE_URL: 'https://own.example/v1 ' })).toMatchObject({
      invalid: null,
      pathFlaw: 'trailing-space',
      suggestion: 'https://own.example/v1',
    });
    expect(await facts({}, { baseUrl: 'https://own.example/v1 \n' })).toMatchObject({ invalid: null, pathFlaw: null });
  });

  test('a query before the endpoint is noted, but not for the class that takes it apart', async () => {
    const azure = 'https://x.openai.azure.com/openai/deployments/d?api-version=1';
    expect(await facts({}, { baseUrl: 'https://own.example/v1?a=1' })).toMatchObject({
      pathFlaw: 'query',
      suggestion: 'https://own.example/v1',
    });
    expect(await facts({}, { baseUrl: azure })).toMatchObject({ pathFlaw: null });
    expect(await facts({ OPENAI_BASE_URL: azure })).toMatchObject({ pathFlaw: 'query' });
  });

  test('credentials are not shown and not suggested', async () => {
    for (const baseUrl of [
      'https://me:secret@own.example/v1',
      'htps://me:secret@own.example/v1',
      'me:secret@own.example/v1',
      'https://me:secret@own.example/v1?a=1',
    ]) {
      expect(JSON.stringify(await facts({}, { baseUrl }))).not.toContain('secret');
    }
  });

  test('a look-alike letter is shown in the form that resolvers are asked for', async () => {
    expect((await facts({}, { baseUrl: 'https://\u0430pi.openai.com/v1' })).shown).toContain('(xn--pi-6kc.openai.com)');
  });

  test.each([
    ['http://api.openai.com/v1', true],
    ['http://10.0.0.5:8000/v1', true],
    ['http://localhost:8000/v1', false],
    ['https://api.openai.com/v1', false],
  ])('%s insecure: %s', async (baseUrl, insecure) => {
    expect(await facts({}, { baseUrl })).toMatchObject({ insecure });
  });
});

describe('config/environment', () => {
  const facts = (env: Target['env'], options = {}) => look(configEnvironment, targetWith(env, options));

  test('an empty environment has nothing to note', async () => {
    expect(await facts({})).toEqual({ ignored: [], verificationDisabled: [], malformedIds: [], nodeTlsOptions: [], clients: [] });
  });

  test('variables that current clients pass over, with what to set instead', async () => {
    expect(
      (await facts({ OPENAI_API_BASE: 'https://own.example/v1', OPENAI_ORGANIZATION: 'org-a', OPENAI_PROJECT: 'proj_a' }))
        .ignored,
    ).toEqual([
      { name: 'OPENAI_API_BASE', instead: 'OPENAI_BASE_URL' },
      { name: 'OPENAI_ORGANIZATION', instead: 'OPENAI_ORG_ID' },
      { name: 'OPENAI_PROJECT', instead: 'OPENAI_PROJECT_ID' },
    ]);
  });

  test.each([
    [{ OPENAI_API_BASE: 'https://own.example/v1/', OPENAI_BASE_URL: 'https://own.example/v1' }],
    [{ OPENAI_API_BASE: 'https://api.openai.com/v1' }],
    [{ OPENAI_API_HOST: 'https://api.openai.com' }],
    [{ OPENAI_ORGANIZATION: 'org-a', OPENAI_ORG_ID: 'org-a' }],
    [{ OPENAI_API_BASE: ' ' }],
  ])('%j misleads nobody', async (env) => {
    expect((await facts(env)).ignored).toEqual([]);
  });

  test('only the value that switches verification off counts', async () => {
    expect((await facts({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).verificationDisabled).toEqual(['NODE_TLS_REJECT_UNAUTHORIZED=0']);
    expect((await facts({ NODE_TLS_REJECT_UNAUTHORIZED: '1', PYTHONHTTPSVERIFY: '' })).verificationDisabled).toEqual([]);
  });

  test('ids of an unknown form', async () => {
    expect((await facts({ OPENAI_ORG_ID: 'org_abc', OPENAI_PROJECT_ID: 'my project' })).malformedIds).toEqual([
      { name: 'OPENAI_ORG_ID', shown: 'org_abc', expected: 'org-…' },
      { name: 'OPENAI_PROJECT_ID', shown: 'my project', expected: 'proj_…' },
    ]);
    expect((await facts({ OPENAI_ORG_ID: 'org-AbC123', OPENAI_PROJECT_ID: 'proj_AbC123' })).malformedIds).toEqual([]);
    expect((await facts({ OPENAI_ORG_ID: 'user-abc123' })).malformedIds).toEqual([]);
  });

  test('a key in the place of an id is not shown', async () => {
    const [id] = (await facts({ OPENAI_ORG_ID: `sk-proj-${'aB3'.repeat(20)}` })).malformedIds;
    expect(id?.shown).toBe('…(68chars)');
  });

  test('limits of TLS in NODE_OPTIONS, verbatim', async () => {
    const NODE_OPTIONS = '--max-old-space-size=4096 --tls-min-v1.3 --tls-cipher-list AES256-SHA --inspect';
    expect((await facts({ NODE_OPTIONS })).nodeTlsOptions).toEqual(['--tls-min-v1.3', '--tls-cipher-list AES256-SHA']);
  });

  test('programs on the PATH are found without running them', async () => {
    mkdirSync(inFolder('bin/node'), { recursive: true });
    for (const [name, mode] of [
      ['curl', 0o755],
      ['python3', 0o644],
    ] as const) {
      writeFileSync(inFolder(`bin/${name}`), '#!/bin/sh\nexit 1\n', { mode });
    }
    expect((await facts({ PATH: `/nowhere::${inFolder('bin')}` })).clients).toEqual(['curl']);
    expect((await facts({ Path: inFolder('bin') })).clients).toEqual(['curl']);
  });
});

needs('openssl')('config/ca-files', () => {
  let pem: string;
  let expired: string;
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(inFolder(name), content);
    return inFolder(name);
  };
  const state = async (path: string, name = 'SSL_CERT_FILE') =>
    (await look(configCaFiles, targetWith({ [name]: path }))).files[0];

  beforeAll(() => {
    pem = makeCa(inFolder('.'), { name: 'Company Root' }).pem;
    expired = makeCa(inFolder('.'), {
      name: 'Old Root',
      notBefore: new Date('2001-01-01'),
      notAfter: new Date('2002-01-01'),
    }).pem;
  });

  test('without variables there is nothing to read', async () => {
    expect(await look(configCaFiles, targetWith({ SSL_CERT_FILE: '', NODE_EXTRA_CA_CERTS: ' ' }))).toEqual({ files: [] });
  });

  test('a bundle is counted, with those that have run out', async () => {
    const path = write('bundle.pem', `# Company Root\n${pem}\n${expired}\n${pem}`);
    expect(await state(path)).toEqual({
      name: 'SSL_CERT_FILE',
      path,
      flaw: null,
      code: null,
      certificates: 3,
      expired: 1,
      readByReference: true,
    });
  });

  test('what OpenSSL takes as well is sound', async () => {
    const key = execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1'], {
      stdio: 'pipe',
    });
    const texts = {
      'with-key.pem': `${key}${pem}`,
      'crlf.pem': pem.replaceAll('\n', '\r\n'),
      'bom.pem': `\ufeff${pem}`,
      'x509.pem': pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
      'no-newline.pem': pem.trimEnd(),
    };
    for (const [name, text] of Object.entries(texts))
      expect(await state(write(name, text)), name).toMatchObject({ flaw: null, certificates: 1 });
  });

  test('what it does not take is named', async () => {
    const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
    const files: [string, string | Buffer, string][] = [
      ['root.der', der, 'not-pem'],
      ['text.pem', 'hello\n', 'not-pem'],
      ['indented.pem', pem.replace(/^/gm, '  '), 'not-pem'],
      ['one-line.pem', pem.replaceAll('\n', ''), 'not-pem'],
      ['utf16.pem', Buffer.from(`\ufeff${pem}`, 'utf16le'), 'not-pem'],
      ['empty.pem', '', 'empty'],
      ['blank.pem', '\n\n', 'empty'],
      ['cut.pem', pem.slice(0, 300), 'bad-block'],
      ['cut-then-sound.pem', `${pem.slice(0, 300)}\n${pem}`, 'bad-block'],
      ['sound-then-cut.pem', `${pem}${pem.slice(0, 300)}`, 'bad-block'],
      ['scrambled.pem', pem.replace(/^[A-Za-z0-9+/]{64}$/m, '!!!'), 'bad-block'],
      ['base64-of-nothing.pem', `${pem}-----BEGIN CERTIFICATE-----\nMIIBAA==\n-----END CERTIFICATE-----\n`, 'bad-block'],
    ];
    for (const [name, content, flaw] of files) expect(await state(write(name, content)), name).toMatchObject({ flaw });
    expect(await state(inFolder('missing.pem'))).toMatchObject({ flaw: 'missing', code: 'ENOENT' });
    expect(await state(inFolder('text.pem/below'))).toMatchObject({ flaw: 'missing', code: 'ENOTDIR' });
    expect(await state(folder)).toMatchObject({ flaw: 'directory' });
  });

  test('a pipe, a device or a huge file holds nobody up', async () => {
    execFileSync('mkfifo', [inFolder('pipe.pem')]);
    execFileSync('truncate', ['-s', '1G', inFolder('huge.pem')]);
    expect(await state(inFolder('pipe.pem'))).toMatchObject({ flaw: 'unreadable' });
    expect(await state('/dev/zero')).toMatchObject({ flaw: 'unreadable' });
    expect(await state(inFolder('huge.pem'))).toMatchObject({ flaw: 'unreadable', code: 'EFBIG' });
  });

  test('a file of ten megabytes that is no sound PEM is read in bounded time', async () => {
    const start = performance.now();
    await state(write('many.pem', '-----BEGIN CERTIFICATE-----\n'.repeat(350_000)));
    await state(write('endless.pem', `-----BEGIN CERTIFICATE-----\n${'A'.repeat(10_000_000)}`));
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('a folder needs names made of a hash', async () => {
    mkdirSync(inFolder('certs'), { recursive: true });
    writeFileSync(inFolder('certs/root.pem'), pem);
    expect(await state(inFolder('certs'), 'SSL_CERT_DIR')).toMatchObject({ flaw: 'empty' });
    execFileSync('openssl', ['rehash', inFolder('certs')], { stdio: 'pipe' });
    expect(await state(inFolder('certs'), 'SSL_CERT_DIR')).toMatchObject({ flaw: null, certificates: 1 });
    expect(await state(`/nowhere:${inFolder('certs')}`, 'SSL_CERT_DIR')).toMatchObject({ flaw: null, certificates: 1 });
    expect(await state(inFolder('nowhere'), 'SSL_CERT_DIR')).toMatchObject({ flaw: 'missing' });
    expect(await state(inFolder('certs/root.pem'), 'SSL_CERT_DIR')).toMatchObject({ flaw: 'unreadable', code: 'ENOTDIR' });
    expect(await state(inFolder('certs'), 'REQUESTS_CA_BUNDLE')).toMatchObject({ flaw: null, certificates: 1 });
    expect(await state(inFolder('certs'), 'CURL_CA_BUNDLE')).toMatchObject({ flaw: 'directory' });
  });

  test('each variable is looked at, and which of them Python reads is known', async () => {
    const path = write('one.pem', pem);
    const env = {
      NODE_EXTRA_CA_CERTS: path,
      SSL_CERT_FILE: path,
      SSL_CERT_DIR: '/nowhere',
      REQUESTS_CA_BUNDLE: path,
      CURL_CA_BUNDLE: path,
    };
    const { files } = await look(configCaFiles, targetWith(env, { caFile: path }));
    expect(files.map(({ name, readByReference }) => [name, readByReference])).toEqual([
      ['--ca-file', true],
      ['NODE_EXTRA_CA_CERTS', false],
      ['SSL_CERT_FILE', true],
      ['REQUESTS_CA_BUNDLE', false],
      ['CURL_CA_BUNDLE', false],
    ]);
  });
});

describe('config/descriptors', () => {
  test('there are enough here', async () => {
    expect(await look(configDescriptors, targetWith({}))).toEqual({ available: 64, tried: 64 });
  });

  needs('linux', 'bash')('under a limit', () => {
    test('counts what is left of it', () => {
      const script = `import('./build/probes/config/descriptors.js').then(({ configDescriptors }) => configDescriptors.run({})).then((facts) => console.log(JSON.stringify(facts)))`;
      const out = execFileSync('bash', ['-c', 'ulimit -n 40; exec "$0" -e "$1"', process.execPath, script], { encoding: 'utf8' });
      const facts = JSON.parse(out);
      expect(facts.available).toBeGreaterThan(0);
      expect(facts.available).toBeLessThan(40);
    });
  });
});
