import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { judgedEnvironment } from '../../src/cli/environment.ts';
import type { Io } from '../../src/machine/io.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-env-'));
afterAll(() => rmSync(folder, { recursive: true }));

const io = (env: Record<string, string>, os = 'Linux 6.1') =>
  ({ env, runtime: { os }, interrupted: new AbortController().signal }) as unknown as Io;

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('--env-file', () => {
  it('lays its variables over those of the process, the last file on top', async () => {
    const [one, two] = [file('one', 'A=1\nB="two words"\n'), file('two', 'B=3\nC=\n')];
    const { env, source, names } = await judgedEnvironment({ envFile: [one, two] }, io({ A: 'mine', D: '4' }));
    expect(env).toEqual({ A: '1', B: '3', C: '', D: '4' });
    expect(source).toBe(`${one}, ${two}`);
    expect([...names]).toEqual(['A', 'B', 'C']);
  });

  it('reads a byte order mark as node --env-file does, and says so', async () => {
    const path = file('mark', '\ufeffOPENAI_API_KEY=1\nB=2\n');
    const { OPENAI_API_KEY: _mine, ...mine } = process.env;
    const real = execFileSync(process.execPath, [`--env-file=${path}`, '-p', '[process.env.OPENAI_API_KEY, process.env.B]'], {
      env: mine,
      encoding: 'utf8',
    });
    expect(real).toContain("[ undefined, '2' ]");
    const { env, differences } = await judgedEnvironment({ envFile: [path] }, io({}));
    expect([env.OPENAI_API_KEY, env.B]).toEqual([undefined, '2']);
    expect(differences).toMatchObject([{ line: 1, name: 'OPENAI_API_KEY', effect: 'keeps-byte-order-mark' }]);
  });

  it.each([
    ['does not exist', () => join(folder, 'none'), /--env-file: .*none does not exist/],
    ['is a directory', () => folder, /is a directory/],
    ['is no text', () => file('binary', Buffer.from([0, 1, 2])), /is no text file/],
    [
      'is written in UTF-16',
      () => file('wide', Buffer.from('\ufeffA=1\n', 'utf16le')),
      /is written in UTF-16, .* save it as UTF-8/,
    ],
    ['is written in UTF-16 without a mark', () => file('wider', Buffer.from('A=1\n', 'utf16le')), /is written in UTF-16/],
    ['is too large', () => file('large', 'A=1\n'.repeat(300_000)), /is larger than 1024 KiB/],
    ['cannot be read', () => '/proc/self/mem', /cannot be read/],
  ])('is wrong usage where it %s', async (_why, path, message) => {
    await expect(judgedEnvironment({ envFile: [path()] }, io({}))).rejects.toThrow(message);
  });
});

describe.runIf(process.platform === 'linux')('--env-of', () => {
  it('takes the variables of a running process instead of its own', async () => {
    const child = spawn('sleep', ['30'], { env: { PATH: process.env.PATH, OPENAI_API_KEY: 'theirs', ODD: 'a=b\nc' } });
    try {
      const { env, source } = await judgedEnvironment({ envOf: String(child.pid) }, io({ OPENAI_API_KEY: 'mine', MINE: '1' }));
      expect(env).toEqual({ PATH: process.env.PATH, OPENAI_API_KEY: 'theirs', ODD: 'a=b\nc' });
      expect(source).toBe(`process ${child.pid}`);
    } finally {
      child.kill();
    }
  });

  it.each([
    ['4194305', /there is no process 4194305/],
    ['0', /is no process id/],
    ['self', /is no process id/],
    ['-1', /is no process id/],
  ])('is wrong usage for %s', async (pid, message) => {
    await expect(judgedEnvironment({ envOf: pid }, io({}))).rejects.toThrow(message);
  });

  it('says where it cannot work', async () => {
    await expect(judgedEnvironment({ envOf: '1' }, io({}, 'Darwin 24'))).rejects.toThrow(/only Linux has/);
  });
});
