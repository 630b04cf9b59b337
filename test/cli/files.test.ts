/** Files that are written and read: who may read them, which links are followed, and what no file can hold. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
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

    test('does not go through somebody else’s link to a directory, and through the owner’s', async () => {
      const shared = join(folder, 'shared-too');
      const home = join(folder, 'home');
      for (const one of [shared, home]) mkdirSync(one);
      chmodSync(shared, 0o1777);
      for (const name of ['theirs', 'mine']) symlinkSync(home, join(shared, name));
      lchownSync(join(shared, 'theirs'), 65_534, 65_534);
      symlinkSync(join(shared, 'theirs', 'by-link.json'), join(folder, 'by-link.json'));
      for (const path of [
        join(shared, 'theirs', 'a.json'),
        join(shared, 'theirs', 'b', 'c', 'a.json'),
        join(folder, 'by-link.json'),
      ]) {
        await expect(save(path, 'text')).rejects.toMatchObject({ code: 'EACCES' });
        const { status } = await runHere(['check', '--offline', '--format', `json=${path}`]);
        expect(status).toBe(2);
      }
      expect(readdirSync(home)).toEqual([]);
      await save(join(shared, 'mine', 'a.json'), 'text');
      expect(readdirSync(home)).toEqual(['a.json']);
    });

    test('a summary of a step is for its owner alone, and no link of somebody else leads it away', async () => {
      const shared = join(folder, 'shared-summaries');
      mkdirSync(shared);
      chmodSync(shared, 0o1777);
      const [summary, link, victim] = ['new', 'link', 'victim'].map((name) => join(shared, name)) as [string, string, string];
      writeFileSync(victim, 'mine');
      symlinkSync(victim, link);
      lchownSync(link, 65_534, 65_534);
      const seen = [summary, link].map((GITHUB_STEP_SUMMARY) =>
        runHere(['check', '--offline', '--format', 'github'], { env: { GITHUB_STEP_SUMMARY } }),
      );
      expect((await Promise.all(seen)).map(({ stderr }) => stderr)).toEqual(['', expect.stringContaining('EACCES')]);
      expect([modeOf(summary), readFileSync(victim, 'utf8')]).toEqual([0o600, 'mine']);
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

needs('linux')('a file that never ends', () => {
  test('a key is waited for until the deadline, whether its pipe falls silent or goes on letter by letter', async () => {
    const pipe = join(folder, 'letters');
    execFileSync('mkfifo', [pipe]);
    const writer = openSync(pipe, constants.O_RDWR);
    for (const text of ['', 'k']) {
      const write = setInterval(() => writeSync(writer, text), 1);
      const { status, stderr } = await runHere(['check', '--offline', '--api-key-file', pipe, '--deadline', '200ms']);
      clearInterval(write);
      expect([status, stderr]).toEqual([2, expect.stringContaining('did not come in time')]);
    }
    closeSync(writer);
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
