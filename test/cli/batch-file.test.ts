import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { batchArguments } from '../../src/cli/child/batch-file.ts';
import { startedInTerminal } from '../../src/cli/child/terminal.ts';
import type { Io } from '../../src/machine/io.ts';

/** cmd.exe cannot be had here: its two passes over a line are played, as its documentation has them. */

/** What cmd.exe makes of the line: carets fall away, and no sign that is not behind one means anything. */
function readByCmd([d, s, c, line = '']: string[]): string {
  expect([d, s, c]).toEqual(['/d', '/s', '/c']);
  // With /s, the first quote and the last fall away.
  const inner = line.replace(/^"(.*)"$/s, '$1');
  expect(inner.replace(/\^[\s\S]/g, '')).not.toMatch(/[()[\]%!"`<>&|;,*?]/);
  return inner.replace(/\^([\s\S])/g, '$1');
}

/** CommandLineToArgvW on what follows the program. */
function words(line: string): string[] {
  const found: string[] = [];
  for (const [, quoted = ''] of line.matchAll(/"((?:\\[\s\S]|[^"\\])*)"/g)) {
    found.push(
      quoted
        .replace(/(\\*)\\"/g, (_, before: string) => `${'\\'.repeat(before.length / 2)}"`)
        .replace(/(\\+)$/, (all) => '\\'.repeat(all.length / 2)),
    );
  }
  return found;
}

describe('a batch file', () => {
  test.each<[string[]]>([
    [['tsx', 'app.ts']],
    [['a b', '', 'c&d|e>f', '50%', '%PATH%', '!x!', '^', '(y)', 'a,b;c=d']],
    [['say "hi"', 'C:\\dir\\', 'C:\\a b\\', 'back\\\\"slash']],
  ])('gets %j as they are', (args) => {
    const line = readByCmd(batchArguments('C:\\Program Files\\nodejs\\npx.cmd', args));
    expect(line.startsWith('C:\\Program Files\\nodejs\\npx.cmd ')).toBe(true);
    expect(words(line.slice('C:\\Program Files\\nodejs\\npx.cmd '.length))).toEqual(args);
  });
});

describe('on Windows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-batch-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string) => {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), 0o755);
    return join(folder, name);
  };
  const started = (...command: string[]) => {
    const io = { platform: 'windows', env: { Path: folder, PATHEXT: '.EXE;.CMD' }, stdin: {}, stdout: {}, stderr: {} };
    return startedInTerminal(command, io as unknown as Io);
  };

  test('a batch file is run by cmd.exe, and a program by itself', async () => {
    const npx = put('npx.CMD');
    put('node.EXE');
    expect(await started('npx', 'tsx')).toMatchObject({ program: expect.stringMatching(/\\cmd\.exe$/), isVerbatim: true });
    expect((await started('npx', 'tsx')).args.at(-1)).toContain(npx);
    expect(await started('node', 'app.mjs')).toEqual({ program: 'node', args: ['app.mjs'], hasTerminal: false });
    expect(await started('missing')).toEqual({ program: 'missing', args: [], hasTerminal: false });
    expect(await started('.\\build.cmd')).toMatchObject({ isVerbatim: true });
  });
});
