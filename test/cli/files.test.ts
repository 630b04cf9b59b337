/** Files that are written and read: who may read them, which links are followed, and what no file can hold. */
import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { save } from '../../src/cli/output/save.ts';
import { check, UsageError } from '../../src/index.ts';
import { needs } from '../lab/needs.ts';
import { runHere } from '../support/in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('a report in a file', () => {
  test('is for its owner alone where the file is new, whatever the umask', async () => {
    const before = process.umask(0o022);
    try {
      const file = join(folder, 'new.json');
      const { status } = await runHere(['check', '--offline', '--format', `json=${file}`]);
      expect(status).toBe(10);
      expect(modeOf(file)).toBe(0o600);
    } finally {
      process.umask(before);
    }
  });

  test('stays readable for whom it was', async () => {
    const file = join(folder, 'old.json');
    writeFileSync(file, 'old');
    chmodSync(file, 0o644);
    await save(file, 'new');
    expect([readFileSync(file, 'utf8'), modeOf(file)]).toEqual(['new', 0o644]);
  });

  test('goes where a link of one’s own leads', async () => {
    symlinkSync(join(folder, 'target.json'), join(folder, 'link.json'));
    await save(join(folder, 'link.json'), 'text');
    expect(readFileSync(join(folder, 'target.json'), 'utf8')).toBe('text');
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
  });

  needs('root', 'linux')('in a folder for everybody', () => {
    test('does not go where somebody else’s link leads', async () => {
      const shared = join(folder, 'shared');
      mkdirSync(shared);
      chmodSync(shared, 0o1777);
      const victim = join(folder, 'victim');
      writeFileSync(victim, 'mine');
      const link = join(shared, 'report.json');
      symlinkSync(victim, link);
      lchownSync(link, 65_534, 65_534);
      await expect(save(link, 'text')).rejects.toMatchObject({ code: 'EACCES' });
      expect(readFileSync(victim, 'utf8')).toBe('mine');
      const { status, stderr } = await runHere(['check', '--offline', '--format', `json=${link}`]);
      expect([status, stderr]).toEqual([2, expect.stringContaining('cannot be written')]);
      expect(existsSync(victim)).toBe(true);
    });
  });
});

needs('linux')('a file that cannot be read', () => {
  test.each(['explain', 'diagnose'])('%s of /proc/self/mem is wrong usage', async (command) => {
    const { status, stdout, stderr } = await runHere([command, '/proc/self/mem']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/\/proc\/self\/mem cannot be read \(EIO\)/);
  });
});

describe('an error of the library', () => {
  const KEY = `sk-proj-${'Zq8Xw2Lm4Rt6Vb9Nc3Jh5Kd7'.repeat(4)}`;

  test.each([
    ['a layer', { only: [KEY] }],
    ['a layer that is skipped', { skip: [KEY] }],
    ['a time', { timeoutMs: KEY as unknown as number }],
    ['another time', { deadlineMs: KEY as unknown as number }],
  ])('does not repeat a key that stands in the place of %s', async (_, request) => {
    for (const more of [{}, { apiKey: KEY }, { env: { OPENAI_API_KEY: KEY } }]) {
      const error = await check({ offline: true, env: {}, ...request, ...more }).catch((thrown: Error) => thrown);
      expect(error).toBeInstanceOf(UsageError);
      const said = `${(error as UsageError).message} ${(error as UsageError).hint} ${(error as UsageError).stack}`;
      for (let at = 8; at + 8 <= KEY.length; at++) expect(said).not.toContain(KEY.slice(at, at + 8));
    }
  });
});
