import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destinationsOf } from '../../src/cli/output/destinations.ts';
import { writeToPipe } from '../../src/cli/output/pour.ts';
import type { Report } from '../../src/model/report.ts';
import { finish, toolCommand } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { serveApi } from '../lab/servers/api.js';
import { EVIL } from '../support/reports.ts';
import { commandsIn } from '../support/runner.ts';
import { parseXml } from '../support/xml-tree.ts';

const KEY = 'sk-proj-T0wardsManyP1aces0123456789abcdefghijklmnopqrstuvwxyzT3BlbkFJ';
const top = mkdtempSync(join(tmpdir(), 'api-doctor-output-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

let count = 0;
/** A folder of its own for each test. */
function place(): string {
  count += 1;
  const folder = join(top, String(count));
  mkdirSync(folder);
  return folder;
}

const clean = { PATH: process.env.PATH ?? '', HOME: top, LANG: 'C.UTF-8', OPENAI_API_KEY: KEY };
const commandOf = (args: string[], env: Record<string, string> = {}) => toolCommand(args, { ...clean, ...env });
const doctor = (args: string[], env?: Record<string, string>) => finish(commandOf(args, env), { mayFail: true, limitMs: 30_000 });
/** A healthy run that needs no network. */
const offline = (formats: string[], env?: Record<string, string>) =>
  doctor(['check', '--offline', ...formats.flatMap((format) => ['--format', format])], env);
const shell = (script: string) => finish(['bash', '-c', script], { mayFail: true, limitMs: 30_000 });
const quoted = (args: string[]) => args.map((arg) => `'${arg}'`).join(' ');
const json = (file: string): Report => JSON.parse(readFileSync(file, 'utf8'));

describe('every format at once', () => {
  let api: Awaited<ReturnType<typeof serveApi>>;
  beforeAll(async () => {
    const evil = EVIL.replace(/[^\x20-\x7e]/g, ' ');
    const error = {
      message: `Incorrect API key provided. ${EVIL}`,
      type: 'invalid_request_error',
      code: 'invalid_api_key',
      param: null,
    };
    api = await serveApi({
      keys: [KEY],
      answers: [{ keyed: true, status: 401, headers: { 'x-request-id': evil }, body: { error } }],
    });
  });
  afterAll(() => api.close());

  test('gives five files that their readers accept, of a server that attacks all five', async () => {
    const folder = join(place(), 'in', 'new', 'folders');
    const names = {
      human: 'report.txt',
      json: 'report.json',
      markdown: 'ticket.md',
      junit: 'junit.xml',
      github: 'annotations.txt',
    };
    const formats = Object.entries(names).flatMap(([format, name]) => ['--format', `${format}=${join(folder, name)}`]);
    const base = `http://127.0.0.1:${api.ports[0]}/v1`;
    const { status, stdout, stderr } = await doctor(['check', '--base-url', base, ...formats]);
    expect({ status, stdout, stderr }).toEqual({ status: 20, stdout: '', stderr: '' });
    expect(readdirSync(folder).sort()).toEqual(Object.values(names).sort());
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');

    expect(read(names.human)).toMatch(/^✗ .*\n {2}auth\/incorrect-key\b/m);
    expect(JSON.parse(read(names.json))).toMatchObject({ schemaVersion: 2, exitCode: 20, rootCause: 'auth/incorrect-key' });
    const html = micromark(read(names.markdown), { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
    expect(html).not.toMatch(/<script|<img|href="(?!https?:)/i);
    expect(html).toContain('<code>auth/incorrect-key</code>');
    expect(parseXml(read(names.junit)).attributes).toMatchObject({ tests: '13', errors: '0' });
    const commands = commandsIn(read(names.github));
    expect(commands[0]).toMatchObject({ name: 'error', properties: { title: expect.stringContaining('(auth/incorrect-key)') } });
    expect(commands).toHaveLength(read(names.github).split('\n').length - 1);
  });

  test('and to a job of GitHub Actions says nothing of its own in any of them', async () => {
    const base = `http://127.0.0.1:${api.ports[0]}/v1`;
    const job = { GITHUB_ACTIONS: 'true' };
    for (const format of [
      ['--format', 'human'],
      ['--format', 'json'],
      ['--format', 'markdown'],
      ['--format', 'junit'],
      ['--quiet', '--format', 'human'],
      ['--verbose', '--format', 'human'],
    ]) {
      const { status, stdout } = await doctor(['check', '--base-url', base, ...format], job);
      expect(status).toBe(20);
      expect(commandsIn(stdout), format.join(' ')).toEqual([]);
    }
  });
});

describe('in a job of GitHub Actions', () => {
  const job = (folder: string) => ({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary') });

  test('the log has the report for people and the annotations, the summary the ticket', async () => {
    const folder = place();
    writeFileSync(join(folder, 'summary'), '# From the command before\n');
    const { status, stdout, stderr } = await doctor(['check', '--offline'], { ...job(folder), OPENAI_API_KEY: '' });
    expect({ status, stderr }).toEqual({ status: 10, stderr: '' });
    expect(stdout).toMatch(/^[✓✗] /);
    expect(stdout).toContain('How to fix it');
    expect(commandsIn(stdout)).toMatchObject([{ name: 'error', properties: { title: 'No API key (config/key-missing)' } }]);
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toMatch(
      /^# From the command before\n## `api\.openai\.com`: No API key \(`config\/key-missing`\)\n/,
    );
  });

  test('a format that is named is the only one', async () => {
    const folder = place();
    const { stdout } = await offline(['human'], job(folder));
    expect(commandsIn(stdout)).toEqual([]);
    expect(existsSync(join(folder, 'summary'))).toBe(false);
    const alone = (await offline(['github'], { GITHUB_STEP_SUMMARY: join(folder, 'summary') })).stdout;
    expect(commandsIn(alone)).toHaveLength(1);
    expect(alone.trim().split('\n')).toHaveLength(1);
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toMatch(/^## Healthy\n/);
  });

  test('both can be asked for anywhere', async () => {
    const { status, stdout } = await offline(['human', 'github']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^[✓✗] /);
    expect(commandsIn(stdout)).toHaveLength(1);
  });

  test('a summary that cannot be written is said, and changes no status', async () => {
    const folder = place();
    const full = join(folder, 'full');
    writeFileSync(full, 'x'.repeat(1024 * 1024 - 10));
    for (const [summary, why] of [
      [join(folder, 'no', 'such'), /ENOENT/],
      [folder, /it is no file/],
      [full, /1 MiB/],
      ['/dev/full', /it is no file/],
    ] as const) {
      const { status, stderr } = await offline(['github'], { GITHUB_STEP_SUMMARY: summary });
      expect(status).toBe(0);
      expect(stderr).toMatch(why);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(statSync(full).size).toBe(1024 * 1024 - 10);
  });

  test('a log is explained there in the same way, and a term as everywhere', async () => {
    const folder = place();
    const log = join(folder, 'log');
    writeFileSync(
      log,
      "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-abc***xyz.', 'code': 'invalid_api_key'}}\n::error::forged\n##[error]forged\n",
    );
    const { status, stdout } = await doctor(['explain', log], job(folder));
    expect(status).toBe(20);
    expect(commandsIn(stdout)).toMatchObject([
      { name: 'error', properties: { title: expect.stringContaining('auth/incorrect-key') } },
    ]);
    const page = await doctor(['explain', '429'], job(folder));
    expect({ status: page.status, commands: commandsIn(page.stdout) }).toEqual({ status: 0, commands: [] });
    const nothing = join(folder, 'nothing');
    writeFileSync(nothing, 'all is well\n');
    const silent = await doctor(['explain', nothing], job(folder));
    expect(silent.stdout).toMatch(/Nothing recognised|No known error found/);
    expect(commandsIn(silent.stdout)).toMatchObject([
      { name: 'notice', properties: { title: 'api-doctor: No known error found' } },
    ]);
  });
});

describe('explain in the formats of check', () => {
  test('a log in which nothing is recognised is green in none', async () => {
    const log = join(place(), 'log');
    writeFileSync(log, 'all is well\n');
    const run = async (format: string) => (await doctor(['explain', log, '--format', format])).stdout;
    const cases = parseXml(await run('junit')).children[0]?.children.filter(({ name }) => name === 'testcase') ?? [];
    expect(cases).toHaveLength(13);
    for (const { children } of cases) expect(children.map(({ name }) => name)).toContain('skipped');
    expect(commandsIn(await run('github'))).toMatchObject([{ name: 'notice' }]);
    expect(await run('markdown')).toMatch(/^## No known error found\n/);
  });

  test.each([['junit'], ['github'], ['markdown'], [`openmetrics=${join(top, 'page.prom')}`]])(
    'the page of a term has no %s',
    async (format) => {
      const { status, stdout, stderr } = await doctor(['explain', '429', '--format', format]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain('only human, json, and html');
    },
  );
});

describe('what cannot be is wrong usage before anything is looked at, and leaves nothing behind', () => {
  const refused = (format: string[]) => () => destinationsOf(format, { env: {}, platform: 'linux' });

  test.each([
    [['json', 'junit'], /only one format can go to standard output, and json and junit/],
    [['json=-', 'human'], /only one format/],
    [['json=/dev/stdout', 'human'], /only one format/],
    [['human', 'github', 'json'], /only one format/],
    [['github', 'github'], /only one format/],
    [['json=~/report.json'], /\$HOME/],
    [['json=~'], /\$HOME/],
    [['json=~somebody/report.json'], /\$HOME/],
    [['json=C:\\reports\\a.json'], /Windows path/],
    [['json=\\\\server\\share\\a.json'], /Windows path/],
    [['json=/'], /EISDIR/],
    [[`json=${top}`], /it is a directory/],
    [[`json=${top}/new/`], /it is a directory/],
    [['json=/proc/no/such.json'], /cannot be written/],
    [[`json=${top}/${'n'.repeat(256)}`], /name is too long \(ENAMETOOLONG\)/],
    [[`json=${top}/new/${'n'.repeat(256)}/report.json`], /name is too long/],
    [[`json=${top}/${'n/'.repeat(2500)}report.json`], /name is too long/],
    [[`json=${top}/same`, `junit=${top}/../${top.split('/').at(-1)}/same`], /json and junit would go to the same file/],
  ])('%j', (formats, sentence) => {
    const before = readdirSync(top).sort();
    expect(refused(formats)).toThrow(sentence);
    expect(readdirSync(top).sort()).toEqual(before);
  });

  test('a path that leads to the same file by a link, a hard link or, where names are blind to it, by its case', () => {
    const folder = place();
    const file = join(folder, 'a');
    writeFileSync(file, '');
    symlinkSync('a', join(folder, 'link'));
    symlinkSync('not-yet', join(folder, 'dangling'));
    linkSync(file, join(folder, 'hard'));
    for (const [one, other] of [
      ['a', 'link'],
      ['a', 'hard'],
      ['not-yet', 'dangling'],
    ]) {
      expect(refused([`json=${folder}/${one}`, `junit=${folder}/${other}`])).toThrow(/same file/);
    }
    const twice = [`json=${folder}/new.x`, `junit=${folder}/NEW.x`];
    expect(refused(twice)).not.toThrow();
    expect(() => destinationsOf(twice, { env: {}, platform: 'macos' })).toThrow(/same file/);
    expect(refused(['json=/dev/null', 'junit=/dev/null'])).not.toThrow();
  });

  test('links in a circle', () => {
    const folder = place();
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    expect(refused([`json=${folder}/a`])).toThrow(/circle \(ELOOP\)/);
  });

  test('folders are made only for a report that there is', async () => {
    const folder = place();
    const { status } = await doctor(['check', '--timeout', 'x', '--format', `json=${folder}/new/report.json`]);
    expect(status).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('names that are odd and right', () => {
  test.each([
    'with space',
    "quote's",
    'new\nline',
    '-dash',
    '=equal=',
    '%41',
    '$(echo x)',
    'ü漢字😀',
    '.hidden',
    '*',
    'a:b',
    '~',
    'n'.repeat(255),
  ])('%j', async (name) => {
    const folder = place();
    const { status, stderr } = await offline([`json=${folder}/${name}`]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(folder)).toEqual([name]);
    expect(json(join(folder, name)).verdict).toBe('healthy');
  });
});

describe('a file that is there', () => {
  test('keeps its permissions and its owner', async () => {
    const folder = place();
    const file = join(folder, 'report.json');
    writeFileSync(file, 'old '.repeat(100_000));
    chmodSync(file, 0o640);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(file, 4242, 4343);
    expect((await offline([`json=${file}`])).status).toBe(0);
    expect(json(file).verdict).toBe('healthy');
    const { mode, uid, gid } = statSync(file);
    expect(mode & 0o7777).toBe(0o640);
    if (isRoot) expect([uid, gid]).toEqual([4242, 4343]);
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  test('is reached through links, also one whose end is not there yet', async () => {
    const folder = place();
    mkdirSync(join(folder, 'deep'));
    symlinkSync('deep/second', join(folder, 'first'));
    symlinkSync('../aim.json', join(folder, 'deep', 'second'));
    for (const _ of ['new', 'old']) {
      expect((await offline([`json=${join(folder, 'first')}`])).status).toBe(0);
      expect(lstatSync(join(folder, 'first')).isSymbolicLink()).toBe(true);
      expect(lstatSync(join(folder, 'deep', 'second')).isSymbolicLink()).toBe(true);
      expect(json(join(folder, 'aim.json')).verdict).toBe('healthy');
      expect(readdirSync(folder).sort()).toEqual(['aim.json', 'deep', 'first']);
    }
  });
});

describe('what is no file', () => {
  test('standard output and standard error by their names, whatever they are', async () => {
    for (const name of ['-', '/dev/stdout', '/proc/self/fd/1']) {
      const { stdout, stderr } = await offline([`json=${name}`]);
      expect({ verdict: JSON.parse(stdout).verdict, stderr }).toEqual({ verdict: 'healthy', stderr: '' });
    }
    const { stdout, stderr } = await offline(['json', 'human=/dev/stderr']);
    expect(JSON.parse(stdout).verdict).toBe('healthy');
    expect(stderr).toMatch(/^[✓✗] /);
  });

  test('a file that the shell opened is added to, with what stood in it', async () => {
    const folder = place();
    const args = commandOf(['check', '--offline', '--format', 'human=/dev/stdout', '--format', 'json=/dev/fd/3']);
    const { status } = await shell(
      `cd ${folder}; echo before >out; echo before >three; ${quoted(args)} >>out 3>>three; echo after >>three`,
    );
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'out'), 'utf8')).toMatch(/^before\n✓ /);
    const lines = readFileSync(join(folder, 'three'), 'utf8').trim().split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['before', 'after']);
    expect(JSON.parse(lines.slice(1, -1).join('\n')).verdict).toBe('healthy');
    expect(readdirSync(folder).sort()).toEqual(['out', 'three']);
  });

  test('a pipe of the shell, read slowly or left early', async () => {
    const folder = place();
    const args = (path: string) => `${quoted(commandOf(['check', '--offline', '--format', 'human', '--format']))} json=${path}`;
    const slow = await shell(`cd ${folder}; ${args('>(sleep 1; cat >slow)')} >/dev/null; echo $?; wait; sleep 1.5; cat slow`);
    expect(slow.stdout).toMatch(/^0\n\{/);
    expect(JSON.parse(slow.stdout.slice(2)).verdict).toBe('healthy');
    const early = await shell(`${args('>(exec <&-; sleep 1)')} >/dev/null; echo $?`);
    expect({ stdout: early.stdout, stderr: early.stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  test('a named pipe waits for its reader, and not for ever', async () => {
    const folder = place();
    const pipe = join(folder, 'pipe');
    await finish(['mkfifo', pipe]);
    const read = await shell(
      `${quoted(commandOf(['check', '--offline', '--format', `json=${pipe}`]))} & sleep 1; cat ${pipe}; wait $!`,
    );
    expect(JSON.parse(read.stdout).verdict).toBe('healthy');
    const alone = await offline([`json=${pipe}`]);
    expect(alone.status).toBe(1);
    expect(alone.stderr).toBe(`The report could not be written to ${pipe}: no process reads from it (ENXIO).\n`);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(['pipe']);
  });

  test('a reader that takes nothing is given up', async () => {
    const pipe = join(place(), 'pipe');
    await finish(['mkfifo', pipe]);
    const reader = spawn('bash', ['-c', `exec 3<${pipe}; exec sleep 30`], { stdio: 'ignore' });
    try {
      // More than the 64 KiB that the system keeps for a reader.
      await expect(writeToPipe(pipe, 'x'.repeat(200_000))).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    } finally {
      reader.kill();
    }
  });
});

needs('linux')('a device that is full', () => {
  test('is named with the reason, and the status stays that of the check where that is not 0', async () => {
    const failing = { OPENAI_API_KEY: '' };
    for (const [env, status] of [
      [{}, 1],
      [failing, 10],
    ] as const) {
      const file = await offline(['json=/dev/full', 'human'], env);
      expect(file.status).toBe(status);
      expect(file.stderr).toBe('The report could not be written to /dev/full: no space is left there (ENOSPC).\n');
      expect(file.stdout).toMatch(/^[✓✗] /);
      const out = await shell(`${quoted(commandOf(['check', '--offline'], env))} >/dev/full`);
      expect(out).toMatchObject({
        status,
        stderr: 'The report could not be written to standard output: no space is left there (ENOSPC).\n',
      });
    }
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  test('keeps the status where there is nobody left to tell', async () => {
    const lost = await shell(`${quoted(commandOf(['check', '--offline'], { OPENAI_API_KEY: '' }))} >/dev/full 2>/dev/full`);
    expect(lost.status).toBe(10);
  });
});

needs(
  'root',
  'linux',
  'mount',
)('a disk that is full', () => {
  const disk = join(top, 'disk');
  beforeAll(async () => {
    mkdirSync(disk);
    await finish(['mount', '-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', disk]);
  });
  afterAll(async () => {
    await finish(['umount', disk], { mayFail: true });
  });

  test('leaves no half report, no draft and the old report as it was; the other formats arrive', async () => {
    const old = join(disk, 'old.json');
    writeFileSync(old, '{"old":true}');
    const other = join(place(), 'report.json');
    for (const name of ['old.json', 'new.json']) {
      const { status, stderr } = await offline([`json=${disk}/${name}`, `json=${other}`, 'human']);
      expect(status).toBe(1);
      expect(stderr).toBe(`The report could not be written to ${disk}/${name}: no space is left there (ENOSPC).\n`);
      expect(readdirSync(disk)).toEqual(['old.json']);
      expect(readFileSync(old, 'utf8')).toBe('{"old":true}');
      expect(json(other).verdict).toBe('healthy');
    }
  });

  test('not even a name fits', async () => {
    await finish(['mount', '-o', 'remount,nr_inodes=2', disk]);
    const { status, stderr } = await offline([`json=${disk}/new.json`]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot be written: no space is left there \(ENOSPC\)/);
  });
});

needs(
  'root',
  'linux',
  'mount',
  'setpriv',
)('where a user may not write', () => {
  // Root as everybody else: bound by owners and permissions.
  const without = '-dac_override,-dac_read_search,-chown,-fowner';
  const check = (file: string) =>
    finish(['setpriv', '--bounding-set', without, '--', ...commandOf(['check', '--offline', '--format', `json=${file}`])], {
      mayFail: true,
      limitMs: 30_000,
    });

  test('a read-only folder is told of at once, unless the file in it may be written', async () => {
    const folder = place();
    chmodSync(folder, 0o555);
    const fresh = await check(join(folder, 'new.json'));
    expect(fresh.status).toBe(2);
    expect(fresh.stderr).toMatch(/new\.json cannot be written: this user has no permission \(EACCES\)/);
    const open = join(folder, 'open.json');
    writeFileSync(open, 'old '.repeat(100_000));
    chmodSync(open, 0o666);
    expect((await check(open)).status).toBe(0);
    expect(json(open).verdict).toBe('healthy');
    const shut = join(folder, 'shut.json');
    writeFileSync(shut, 'old');
    chmodSync(shut, 0o444);
    expect((await check(shut)).status).toBe(2);
    expect(readFileSync(shut, 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['open.json', 'shut.json']);
  });

  test('somebody else’s file stays theirs', async () => {
    const folder = place();
    const file = join(folder, 'report.json');
    writeFileSync(file, 'old '.repeat(100_000));
    chmodSync(file, 0o666);
    chownSync(file, 4242, 4343);
    expect((await check(file)).status).toBe(0);
    expect(json(file).verdict).toBe('healthy');
    expect(statSync(file)).toMatchObject({ uid: 4242, gid: 4343 });
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  test('a file that is mounted alone, as into a container, is written in its place', async () => {
    const folder = place();
    const [inside, outside] = [join(folder, 'inside'), join(folder, 'outside')];
    for (const file of [inside, outside]) writeFileSync(file, 'old '.repeat(100_000));
    await finish(['mount', '--bind', outside, inside]);
    try {
      expect((await offline([`json=${inside}`])).status).toBe(0);
    } finally {
      await finish(['umount', inside]);
    }
    expect(json(outside).verdict).toBe('healthy');
    expect(readFileSync(inside, 'utf8')).toMatch(/^old/);
    expect(readdirSync(folder).sort()).toEqual(['inside', 'outside']);
  });

  test('a file system that can only be read', async () => {
    const folder = place();
    await finish(['mount', '-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]);
    try {
      const { status, stderr } = await offline([`json=${folder}/report.json`]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/can only be read \(EROFS\)/);
    } finally {
      await finish(['umount', folder]);
    }
  });
});

test('a run that is interrupted at any moment leaves a whole report or none, and no draft', async () => {
  const folder = place();
  const file = join(folder, 'report.json');
  const runs = Array.from({ length: 12 }, (_, at) => 40 + at * 40);
  for (const ms of runs) {
    const [program, ...args] = commandOf(['check', '--offline', '--format', `json=${file}`]) as [string, ...string[]];
    const child = spawn(program, args, { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', resolve));
    setTimeout(() => child.kill('SIGINT'), ms);
    await ended;
    const left = readdirSync(folder);
    expect(left.filter((name) => name !== 'report.json')).toEqual([]);
    if (left.length > 0) expect(json(file).schemaVersion).toBe(2);
    rmSync(file, { force: true });
  }
});
