import { describe, expect, test } from 'vitest';
import { buildCommand } from '../../src/catalogue/command/build.ts';
import { shellOfStart } from '../../src/machine/shell.ts';
import type { Shell } from '../../src/model/layers.ts';
import { tokensOf } from '../support/powershell.ts';
import { commandsFor, ON_A_SERVER } from '../support/shell-commands.ts';

/** Each command of a step is one of the shell that is there. The shells of Unix run them in shells.long.test.ts. */

const built = (command: { built: unknown }) => (command.built as { command?: string }).command;

/** What is of Unix in a command that Windows' own shells read. */
const OF_UNIX = /(?:^|[|;] ?)(?:export|unset|grep|od|cut|sed|env|printf|python3) |\/dev\/null|\$\(cat/;

describe('Windows PowerShell', () => {
  const own = commandsFor('windows', 'powershell').filter(({ template }) => !ON_A_SERVER.test(template));
  test.each(own)('$template', (one) => {
    const command = built(one);
    if (command === undefined) throw new Error(String(one.built));
    expect(command).not.toMatch(OF_UNIX);
    expect(command, 'curl is Invoke-WebRequest there').not.toMatch(/(?:^|[|;] ?)curl /);
    expect(command.replace(/"[^"]*"/g, '""'), '5.1 knows no && and no <').not.toMatch(/&&|</);
    expect(() => tokensOf(command)).not.toThrow();
  });
});

describe('cmd', () => {
  const own = commandsFor('windows', 'cmd').filter(({ template }) => !ON_A_SERVER.test(template));
  test.each(own)('$template', (one) => {
    const command = built(one);
    if (command === undefined) return expect(SAID_IN_WORDS).toContain(one.template);
    expect(command).not.toMatch(OF_UNIX);
    expect(command.split('"').length % 2, 'quotes in pairs').toBe(1);
    const outside = command.replace(/"[^"]*"/g, '""');
    if (!command.startsWith('for /f'))
      expect(outside, 'no quotes but the double ones, no variables but %X%').not.toMatch(/['`$;]/);
    expect(outside, 'a cmdlet needs PowerShell').not.toMatch(/\b[A-Z][a-z]+-[A-Z]/);
    return undefined;
  });

  test('what it cannot say is little, and said in words', () => {
    const words = own.filter((one) => built(one) === undefined).map(({ template }) => template);
    expect(words.sort()).toEqual([...SAID_IN_WORDS].sort());
  });
});

/** What needs a text changed on the way into a variable, for which cmd has no words. */
const SAID_IN_WORDS = [
  '$env:{keyVariable} = $env:{keyVariable} {powerFilter}',
  '$env:{keyVariable} = $env:{keyVariable}.Trim()',
  '(Get-Content -Raw "{keyFile}") {powerFilter} | Set-Content -NoNewline -Encoding ascii "{keyFile}"',
  '{powerExports}',
];

describe('Git Bash', () => {
  const own = commandsFor('windows', 'posix').filter(({ template }) => !ON_A_SERVER.test(template));
  test.each(own)('$template', (one) => {
    const command = built(one) ?? '';
    expect(command, 'no PowerShell outside of its quotes').not.toMatch(/^(?!powershell ).*(?:\$env:|\b[A-Z][a-z]+-[A-Z]\w+ )/);
    expect(command).not.toMatch(/<NUL|2>NUL|curl\.exe/);
  });
});

describe('one step in each shell', () => {
  const key = { keyShell: '$OPENAI_API_KEY', keyPowerShell: '$env:OPENAI_API_KEY', modelsUrl: 'https://h.example/v1/models' };
  const shown = (template: string, values: Record<string, string> = key) =>
    Object.fromEntries(
      (['posix', 'fish', 'powershell', 'cmd'] as Shell[]).map((shell) => {
        const platform = shell === 'powershell' || shell === 'cmd' ? 'windows' : 'linux';
        const made = buildCommand(template, values, { platform, shell });
        return [shell, typeof made === 'string' ? made : made.command];
      }),
    );

  test('a request with the key', () => {
    expect(shown('curl -sS {modelsUrl} -H "Authorization: Bearer {keyShell}" -o /dev/null')).toEqual({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
      posix: 'curl -sS https://h.example/v1/models -H "Authorization: Bearer ${OPENAI_API_KEY:?}" -o /dev/null',
      fish: 'test -n "$OPENAI_API_KEY" && curl -sS https://h.example/v1/models -H "Authorization: Bearer $OPENAI_API_KEY" -o /dev/null',
      powershell:
        'if ("$env:OPENAI_API_KEY".Trim()) { curl.exe -sS https://h.example/v1/models -H "Authorization: Bearer $env:OPENAI_API_KEY" -o NUL }',
      cmd: 'if defined OPENAI_API_KEY curl.exe -sS https://h.example/v1/models -H "Authorization: Bearer %OPENAI_API_KEY%" -o NUL',
    });
  });

  test('a request with the key of a file', () => {
    const file = { keyShell: "$(cat '/run/my key')", keyPowerShell: "$(Get-Content -LiteralPath 'C:\\my key')" };
    const made = shown('curl {modelsUrl} -H "api-key: {keyShell}"', { ...key, ...file });
    expect(made).toEqual({
      posix: `grep -q '[^[:space:]]' '/run/my key' && curl https://h.example/v1/models -H "api-key: $(cat '/run/my key')"`,
      fish: `grep -q '[^[:space:]]' '/run/my key' && curl https://h.example/v1/models -H "api-key: $(cat '/run/my key')"`,
      powershell: `if ("$(Get-Content -LiteralPath 'C:\\my key')".Trim()) { curl.exe https://h.example/v1/models -H "api-key: $(Get-Content -LiteralPath 'C:\\my key')" }`,
      cmd: 'a value cannot be typed',
    });
  });

  test.each(['linux', 'windows'] as const)('%s: no command sends an empty key', (platform) => {
    const shells: Shell[] = platform === 'windows' ? ['powershell', 'cmd', 'posix'] : ['posix', 'fish'];
    const sending = shells.flatMap((shell) => commandsFor(platform, shell).flatMap((one) => built(one) ?? []));
    const curls = sending.filter((command) => /curl.*-H "[\w-]+: (?:Bearer )?[$%]/.test(command));
    expect(curls.length).toBeGreaterThan(10);
    for (const command of curls) expect(command).toMatch(/\$\{\w+:\?\}|^test -n "\$|^if \("\$env:|^if defined /);
  });

  test('a variable is not set to nothing', () => {
    expect(
      shown('export {keyVariable}="$(printf %s "{keyShell}" | base64 -d)"', { ...key, keyVariable: 'MY_KEY' }),
    ).toMatchObject({
      posix: 'test -n "$OPENAI_API_KEY" && export MY_KEY="$(printf %s "$OPENAI_API_KEY" | base64 -d)"',
      fish: 'test -n "$OPENAI_API_KEY" && export MY_KEY="$(printf %s "$OPENAI_API_KEY" | base64 -d)"',
    });
    expect(shown('export OPENAI_API_KEY="{otherShell}"', { otherShell: '$OPENAI_KEY' })).toMatchObject({
      posix: 'test -n "$OPENAI_KEY" && export OPENAI_API_KEY="$OPENAI_KEY"',
    });
  });

  test('a command that only prints the variable has no guard', () => {
    expect(shown('printf %s "{keyShell}" | base64 -d')).toMatchObject({ posix: 'printf %s "$OPENAI_API_KEY" | base64 -d' });
  });

  test('a variable', () => {
    expect(shown('unset {variable}', { variable: 'HTTPS_PROXY' })).toEqual({
      posix: 'unset HTTPS_PROXY',
      fish: 'set -e HTTPS_PROXY',
      powershell: 'Remove-Item Env:HTTPS_PROXY',
      cmd: 'set "HTTPS_PROXY="',
    });
    expect(shown('export NODE_OPTIONS=--use-system-ca')).toMatchObject({
      powershell: '$env:NODE_OPTIONS = "--use-system-ca"',
      cmd: 'set "NODE_OPTIONS=--use-system-ca"',
    });
  });

  test('a program that reads its input', () => {
    expect(
      shown('openssl s_client -connect h.example:443 </dev/null 2>/dev/null | openssl x509 -noout -dates', {}),
    ).toMatchObject({
      powershell: '$null | openssl s_client -connect h.example:443 2>$null | openssl x509 -noout -dates',
      cmd: 'openssl s_client -connect h.example:443 <NUL 2>NUL | openssl x509 -noout -dates',
    });
  });

  test('what asks Windows runs in PowerShell, with plain values alone', () => {
    const host = (value: string) =>
      buildCommand('Resolve-DnsName {host}', { host: value }, { platform: 'windows', shell: 'cmd' });
    expect(host('h.example')).toMatchObject({ command: 'powershell -NoProfile -Command "Resolve-DnsName h.example"' });
    for (const hostile of ['h;pwn', "h' ;pwn", 'h"&pwn', '%PATH%', 'h pwn', '$(pwn)']) {
      expect(host(hostile)).toBe('a value cannot be typed');
    }
  });
});

describe('the shell that is there', () => {
  const SYSTEM = 'C:\\Program Files\\WindowsPowerShell\\Modules;C:\\WINDOWS\\system32\\WindowsPowerShell\\v1.0\\Modules';
  const windows = (env: Record<string, string>) =>
    shellOfStart({ platform: 'win32', env: { PSModulePath: SYSTEM, ...env }, parents: [] });

  test.each<[string, Record<string, string>, Shell | undefined]>([
    ['cmd', { PROMPT: '$P$G' }, 'cmd'],
    ['Windows PowerShell 5.1', { PSModulePath: `C:\\Users\\me\\Documents\\WindowsPowerShell\\Modules;${SYSTEM}` }, 'powershell'],
    [
      'the same through npx.cmd',
      { PSModulePath: `C:\\Users\\me\\OneDrive\\Dokumente\\WindowsPowerShell\\Modules;${SYSTEM}`, PROMPT: '$P$G' },
      'powershell',
    ],
    ['PowerShell 7', { POWERSHELL_DISTRIBUTION_CHANNEL: 'MSI:Windows 10 Pro' }, 'powershell'],
    ['Git Bash', { MSYSTEM: 'MINGW64', SHELL: '/usr/bin/bash' }, 'posix'],
    ['Git Bash, through npx.cmd', { MSYSTEM: 'MINGW64', PROMPT: '$P$G' }, 'posix'],
    ['nothing that tells', {}, undefined],
  ])('Windows: %s', (_, env, shell) => expect(windows(env)).toBe(shell));

  test.each<[string, string[], Shell | undefined]>([
    ['fish', ['fish', 'gnome-terminal-'], 'fish'],
    ['npx in fish', ['sh', 'npm exec api-do', 'fish', 'tmux: server'], 'fish'],
    ['bash in fish', ['bash', 'fish'], 'posix'],
    ['a login shell', ['-zsh', 'login'], 'posix'],
    ['a runner', ['node', 'systemd'], undefined],
  ])('Linux: %s', (_, parents, shell) =>
    expect(shellOfStart({ platform: 'linux', env: { SHELL: '/bin/fish' }, parents })).toBe(shell),
  );

  test('macOS names the login shell alone', () => {
    expect(shellOfStart({ platform: 'darwin', env: { SHELL: '/opt/homebrew/bin/fish' }, parents: [] })).toBe('fish');
    expect(shellOfStart({ platform: 'darwin', env: { SHELL: '/bin/zsh' }, parents: [] })).toBe('posix');
  });
});
