import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildCommand } from '../../src/catalogue/command/build.ts';
import { posixWord } from '../../src/catalogue/command/quote.ts';
import type { Platform, Shell } from '../../src/model/layers.ts';
import { programs } from '../support/command-cases.ts';
import { runInShell } from '../support/shell.ts';
import { commandsFor, type ShellCommand } from '../support/shell-commands.ts';

/** The shells that Debian has read each command of each step; fish and sh start the same programs with the same words. */

const UNIX: Platform[] = ['linux', 'macos', 'wsl', 'container'];
const commandOf = ({ built, template }: ShellCommand): string => {
  if (typeof built === 'string') throw new Error(`${template}: ${built}`);
  return built.command;
};
/** An option alone belongs to whatever command somebody has. */
const whole = (command: string) => (command.startsWith('-') ? `docker ${command}` : command);

describe('a shell reads every command', () => {
  const readers: [string, string[], () => string[]][] = [
    ['sh', ['-n'], () => UNIX.flatMap((platform) => commandsFor(platform, 'posix').map(commandOf))],
    ['bash', ['-n'], () => UNIX.flatMap((platform) => commandsFor(platform, 'posix').map(commandOf))],
    ['fish', ['--no-execute'], () => UNIX.flatMap((platform) => commandsFor(platform, 'fish').map(commandOf))],
    // Git Bash is this bash; what of it is for Windows it hands on.
    [
      'bash',
      ['-n'],
      () => commandsFor('windows', 'posix').flatMap((one) => (typeof one.built === 'string' ? [] : commandOf(one))),
    ],
  ];

  test.each(readers)('%s', (shell, option, commands) => {
    const folder = mkdtempSync(join(tmpdir(), 'api-doctor-shells-'));
    const file = join(folder, 'commands');
    writeFileSync(file, `${[...new Set(commands())].map(whole).join('\n')}\n`);
    const { stderr, status, error } = spawnSync(shell, [...option, file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(error).toBeUndefined();
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });
});

const FISH = '/usr/bin/fish';

const SHELLS: [string, Shell, string[]][] = [
  ['/bin/sh', 'posix', []],
  ['/bin/bash', 'posix', []],
  [FISH, 'fish', ['--no-config']],
];

describe.each(SHELLS.filter(([path]) => existsSync(path)))('%s', (path, shell, options) => {
  const folder = mkdtempSync(join(tmpdir(), "api-doctor's key "));
  const inFolder = (name: string, text: string, mode = 0o600) => {
    writeFileSync(join(folder, name), text, { mode });
    return `$(cat '${join(folder, name).replaceAll("'", "'\\''")}')`;
  };
  const full = inFolder('full', 'sk-placeholder\n');
  const empty = inFolder('empty', '');
  const blank = inFolder('blank', ' \t\r\n\n');
  inFolder('curl', '#!/bin/sh\nprintf "%s|" "$@"', 0o700);
  afterAll(() => rmSync(folder, { recursive: true }));

  const sent = (keyShell: string, env: Record<string, string>) => {
    const values = { keyShell, modelsUrl: 'https://h.example/' };
    const made = buildCommand('curl {modelsUrl} -H "api-key: {keyShell}"', values, { platform: 'linux', shell });
    if (typeof made === 'string') throw new Error(made);
    const PATH = `${folder}:/usr/bin:/bin`;
    return spawnSync(path, [...options, '-c', made.command], { encoding: 'utf8', env: { PATH, HOME: folder, ...env } }).stdout;
  };

  test.each<[string, string, Record<string, string>]>([
    ['an unset variable', '$OPENAI_API_KEY', {}],
    ['an empty variable', '$OPENAI_API_KEY', { OPENAI_API_KEY: '' }],
    ['an empty file', empty, {}],
    ['a file of white space', blank, {}],
    ['no file', empty.replace('/empty', '/nothing'), {}],
  ])('sends nothing with %s', (_, key, env) => expect(sent(key, env)).toBe(''));

  test.each<[string, string, Record<string, string>]>([
    ['a variable', '$OPENAI_API_KEY', { OPENAI_API_KEY: 'sk-placeholder' }],
    ['a file', full, {}],
  ])('sends the key of %s', (_, key, env) => expect(sent(key, env)).toBe('https://h.example/|-H|api-key: sk-placeholder|'));
});

describe.runIf(existsSync(FISH))('fish', () => {
  test('starts the programs that sh starts, with the same words', () => {
    const pairs = commandsFor('linux', 'fish').flatMap((one, at) => {
      const posix = commandsFor('linux', 'posix')[at];
      return posix ? [{ fish: whole(commandOf(one)), posix: whole(commandOf(posix)) }] : [];
    });
    const alike = pairs.filter(({ posix }) => !/^(?:set -a|exec|for |time )|\bstty\b/.test(posix));
    const theirs = [...new Map(alike.map((pair) => [`${pair.posix}\n${pair.fish}`, pair])).values()];
    const bySh = runInShell(
      '/bin/sh',
      theirs.map(({ posix }) => posix),
      programs,
    );
    const inFish = theirs.map(({ fish }) => `${FISH} --no-config -c ${posixWord(fish)}`);
    const byFish = runInShell('/bin/sh', inFish, programs);
    // What there is a function of in fish (ls, grep) gets an option for colors. The programs of a pipe write down their words at once.
    const sorted = (calls: string[][] = []) =>
      calls
        .flat()
        .map((word) => word.replace(/\/api-doctor-shell-\w+\//, '/'))
        .sort();
    const wrong = theirs.flatMap(({ fish }, at) => {
      const [sh, other] = [sorted(bySh[at]?.calls), sorted(byFish[at]?.calls)];
      return sh.every((word) => other.includes(word)) ? [] : [{ fish, sh, other }];
    });
    expect(wrong).toEqual([]);
  });

  test('sets and unsets variables', () => {
    const ran = (command: string) =>
      execFileSync(FISH, ['--no-config', '-c', `${command}; env`], { encoding: 'utf8', env: { HTTPS_PROXY: 'x' } });
    expect(ran('export NO_PROXY="*"')).toContain('NO_PROXY=*');
    expect(ran('set -e HTTPS_PROXY')).not.toContain('HTTPS_PROXY');
  });
});
