import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../src/model/report.ts';
import { finish, root } from './lab/lab.ts';
import { serveApi } from './lab/servers/api.js';
import { mustFitSchema } from './support/schema.ts';

const KEY = 'sk-proj-L1brary0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-library-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program that imports the package by its name, as users do; it lies in the package, so that the name leads here. */
async function program(text: string): Promise<unknown> {
  const { stdout } = await finish([process.execPath, '--input-type=module', '-e', text], {
    limitMs: 30_000,
    env: { OPENAI_API_KEY: '' },
  });
  return JSON.parse(stdout);
}

describe('the library', () => {
  test('checks with what the request says, and hands over the report of the command', async () => {
    const api = await serveApi({ keys: [KEY] });
    try {
      const report = (await program(`
        import { check } from 'api-doctor';
        const report = await check({ baseUrl: 'http://127.0.0.1:${api.port}/v1', apiKey: '${KEY}', skip: ['status'], timeoutMs: 2500, deep: ['call', 'stream'] });
        console.log(JSON.stringify(report));
      `)) as Report;
      mustFitSchema(report);
      expect(report).toMatchObject({ verdict: 'healthy', rootCause: null, settings: { timeoutMs: 2500, skip: ['status'] } });
      expect(JSON.stringify(report)).not.toContain(KEY.slice(10, 22));
      expect(report.probes.find(({ id }) => id === 'http/call')?.status).toBe('pass');
    } finally {
      await api.close();
    }
  });

  test('reads a log, whole or in pieces', async () => {
    const ids = await program(`
      import { explain } from 'api-doctor';
      const whole = 'openai.RateLimitError: Error code: 429 - insufficient_quota: You exceeded your current quota';
      async function* pieces() { yield 'Error: connect ECONNREF'; yield Buffer.from('USED 127.0.0.1:9\\n'); }
      console.log(JSON.stringify([(await explain(whole)).rootCause, (await explain(pieces())).rootCause, (await explain('all is well')).rootCause]));
    `);
    expect(ids).toEqual(['limit/quota-exceeded', 'tcp/refused', null]);
  });

  test('refuses a request that makes no sense, and ends when it is told to', async () => {
    const said = await program(`
      import { check, UsageError } from 'api-doctor';
      const refusal = await check({ only: ['dsn'] }).catch((error) => error instanceof UsageError && error.message);
      const stopped = await check({ offline: true, signal: AbortSignal.abort() });
      console.log(JSON.stringify([refusal, stopped.exitCode]));
    `);
    expect(said).toEqual([expect.stringMatching(/unknown layer 'dsn'/), 130]);
  });

  test('is typed', async () => {
    const file = join(root, 'test', `.typed-${process.pid}.mts`);
    writeFileSync(
      file,
      `import { check, explain, type Finding, type Report } from 'api-doctor';
       const report: Report = await check({ baseUrl: 'https://localhost/v1', only: ['dns'], failOn: 'warning' });
       const first: Finding | undefined = report.findings[0];
       const text: string = (await explain('text')).rootCause ?? first?.id ?? '';
       // @ts-expect-error there is no such option
       await check({ key: text });`,
    );
    try {
      await finish([
        join(root, 'node_modules', '.bin', 'tsc'),
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--target',
        'es2022',
        '--types',
        'node',
        '--ignoreConfig',
        file,
      ]);
    } finally {
      rmSync(file);
    }
  });
});
