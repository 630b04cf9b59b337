import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DoctorResult, finish, toolCommand } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { withApi } from '../support/http-look.ts';

const SOUND = `sk-proj-${'aB3'.repeat(52)}`;

type Env = Record<string, string>;

async function check(args: string[], env: Env, wrap: string[] = []): Promise<DoctorResult> {
  const started = performance.now();
  const variables = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env };
  const command = toolCommand(['check', '--format', 'json', ...args], variables, { wrap });
  const done = await finish(command, { mayFail: true, limitMs: 40_000 });
  return { ...done, ms: performance.now() - started, report: done.stdout ? JSON.parse(done.stdout) : undefined };
}

const severity = ({ report }: DoctorResult, wanted: string) =>
  report.findings.filter((finding) => finding.severity === wanted).map((finding) => finding.id);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-doctor-worlds-'));
  writeFileSync(join(folder, 'text.pem'), 'hello\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a configuration looked at without sending anything', () => {
  const broken: [string, Env, string?][] = [
    ['config/key-missing', {}],
    ['config/key-missing', { OPENAI_API_KEY: ' ' }],
    ['config/key-malformed', { OPENAI_API_KEY: `${SOUND.slice(0, 50)}\n${SOUND.slice(50)}` }],
    ['config/key-malformed', { OPENAI_API_KEY: `“${SOUND}”` }],
    ['config/key-malformed', { OPENAI_API_KEY: `Bearer ${SOUND}` }],
    ['config/key-placeholder', { OPENAI_API_KEY: 'your-api-key' }],
    ['config/key-placeholder', { OPENAI_API_KEY: 'sk-...' }],
    ['config/key-wrong-provider', { OPENAI_API_KEY: `sk-or-v1-${'0a'.repeat(32)}` }],
    ['config/key-not-an-api-key', { OPENAI_API_KEY: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl' }],
    ['config/base-url-invalid', { OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: 'api.openai.com/v1' }],
    ['config/base-url-invalid', { OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: 'https://api.openai.com/v1\r' }],
    ['config/ca-file-unreadable', { OPENAI_API_KEY: SOUND, SSL_CERT_FILE: '/nowhere/ca.pem' }],
    ['config/ca-file-unreadable', { OPENAI_API_KEY: SOUND, SSL_CERT_FILE: 'text.pem' }],
  ];
  test.each(broken)('%s %j', async (id, env) => {
    const values = env.SSL_CERT_FILE === 'text.pem' ? { ...env, SSL_CERT_FILE: join(folder, 'text.pem') } : env;
    const done = await check(['--offline'], values);
    expect({ root: done.report?.rootCause, errors: severity(done, 'error'), status: done.status }, done.stderr).toEqual({
      root: id,
      errors: [id],
      status: 10,
    });
    expect(done.stdout + done.stderr).not.toContain('aB3aB3aB');
  });

  const doubtful: [string, Env][] = [
    ['config/key-padded', { OPENAI_API_KEY: `${SOUND}\n` }],
    ['config/base-url-insecure', { OPENAI_API_KEY: 'any', OPENAI_BASE_URL: 'http://192.0.2.1/v1' }],
    ['config/base-url-path', { OPENAI_API_KEY: SOUND, OPENAI_BASE_URL: 'https://api.openai.com' }],
    ['config/tls-verification-disabled', { OPENAI_API_KEY: SOUND, NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ['config/organization-malformed', { OPENAI_API_KEY: SOUND, OPENAI_ORG_ID: 'Acme' }],
    ['config/variable-ignored', { OPENAI_API_KEY: SOUND, OPENAI_API_BASE: 'https://own.example/v1' }],
    ['config/ca-file-unreadable', { OPENAI_API_KEY: SOUND, NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' }],
  ];
  test.each(doubtful)('%s is a warning, and the status says so where it is asked to: %j', async (id, env) => {
    const done = await check(['--offline'], env);
    expect({ warnings: severity(done, 'warning'), errors: severity(done, 'error'), status: done.status }, done.stderr).toEqual({
      warnings: [id],
      errors: [],
      status: 0,
    });
    expect((await check(['--offline', '--fail-on', 'warning'], env)).status).toBe(30);
  });

  test('config/key-unusual informs', async () => {
    const done = await check(['--offline'], { OPENAI_API_KEY: '0123456789abcdef0123456789abcdef' });
    expect({ infos: severity(done, 'info'), status: done.status }).toEqual({ infos: ['config/key-unusual'], status: 0 });
  });

  test('a sound one has no finding', async () => {
    const done = await check(['--offline'], { OPENAI_API_KEY: SOUND });
    expect(done.report.findings).toEqual([]);
    expect(done.status).toBe(0);
  });
});

describe('a configuration and a server of one’s own', () => {
  const world = (args: string[], env: Env, keys?: string[]) =>
    withApi({ ...(keys ? { keys } : {}) }, ({ port }) =>
      check(['--timeout', '1s', '--base-url', `http://127.0.0.1:${port}/v1`, ...args], env),
    );

  test.each(['not-needed', 'EMPTY', 'your-api-key', '"quoted"'])('%s is right where the server takes it', async (key) => {
    const done = await world([], { OPENAI_API_KEY: key }, [key]);
    expect({ errors: severity(done, 'error'), status: done.status }).toEqual({ errors: [], status: 0 });
    expect(done.report.findings.map(({ id }) => id)).not.toContain('config/key-placeholder');
  });

  test('a sample text that the server refuses is the root cause, and the refusal no second one', async () => {
    const done = await world([], { OPENAI_API_KEY: 'your-api-key' }, ['another']);
    expect({ root: done.report.rootCause, errors: severity(done, 'error'), status: done.status }).toEqual({
      root: 'config/key-placeholder',
      errors: ['config/key-placeholder'],
      status: 10,
    });
  });

  test('quotes around the key that the server refuses are the root cause', async () => {
    const done = await world([], { OPENAI_API_KEY: `"${SOUND}"` }, [SOUND]);
    expect({ root: done.report.rootCause, errors: severity(done, 'error') }).toEqual({
      root: 'config/key-malformed',
      errors: ['config/key-malformed'],
    });
  });

  test('a key with a line break after it is taken by the server and still worth a warning', async () => {
    const done = await world([], { OPENAI_API_KEY: `${SOUND}\n` }, [SOUND]);
    expect({ warnings: severity(done, 'warning'), errors: severity(done, 'error'), status: done.status }).toEqual({
      warnings: ['config/key-padded'],
      errors: [],
      status: 0,
    });
  });

  test('without a key the rest is looked at all the same', async () => {
    const done = await world([], {});
    expect({ root: done.report.rootCause, errors: severity(done, 'error'), status: done.status }).toEqual({
      root: 'config/key-missing',
      errors: ['config/key-missing'],
      status: 10,
    });
    expect(done.report.probes.find(({ id }) => id === 'http/unauthenticated')?.status).toBe('pass');
  });

  needs('linux', 'bash')('with few files to open', () => {
    test('config/descriptor-limit is the root cause, whatever fails for it', async () => {
      const wrap = (files: number) => ['bash', '-c', `ulimit -n ${files}; exec "$@"`, 'limited'];
      const found = new Set<string | null>();
      for (const files of [20, 22, 24, 26]) {
        const done = await withApi({ keys: [SOUND] }, ({ port }) =>
          check(['--timeout', '1s', '--base-url', `http://localhost:${port}/v1`], { OPENAI_API_KEY: SOUND }, wrap(files)),
        );
        // Node itself may not start with so few; then there is nothing to judge.
        if (done.report) found.add(done.report.rootCause);
        else expect(done.stderr).not.toContain('api-doctor itself failed');
      }
      // With a few more the run may just get through, and then it has nothing to complain of.
      found.delete(null);
      expect([...found]).toEqual(['config/descriptor-limit']);
    });
  });
});
