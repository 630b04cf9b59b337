import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { readyHelp } from '../../src/cli/ready-help.ts';
import type { Io } from '../../src/machine/io.ts';
import { root } from '../lab/lab.ts';

const dist = join(root, 'dist');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-help-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ioWith(columns: number | undefined, startedAs: string[], platform = 'linux'): { io: Io; said: () => string } {
  let said = '';
  const stdout = { columns, write: (text: string) => (said += text) };
  return { io: { version: '0.0.0', platform, startedAs, stdout } as unknown as Io, said: () => said };
}

async function made(argv: string[], columns: number | undefined, startedAs: string[], platform?: string): Promise<string> {
  const { io, said } = ioWith(columns, startedAs, platform);
  expect(await runProgram(argv, io)).toBe(0);
  return said();
}

const asked = [['--help'], ['-h'], ['help'], ['check', '--help'], ['check', '-h'], ['help', 'check']];

describe('the help that the build makes', () => {
  test.each(asked)('is the one that commander makes: %s %s', async (...argv) => {
    const words = argv.filter((word) => word !== undefined);
    for (const columns of [undefined, 80, 100, 250]) {
      for (const startedAs of [
        ['npx', '--no-install', 'api-doctor'],
        ['node', '/a folder/$& api.js'],
      ]) {
        const { io } = ioWith(columns, startedAs);
        expect(readyHelp(words, io, dist)).toBe(await made(words, columns, startedAs));
      }
    }
    const { io } = ioWith(80, ['node', "C:\\it's here\\api.js"], 'windows');
    expect(readyHelp(words, io, dist)).toBe(await made(words, 80, ['node', "C:\\it's here\\api.js"], 'windows'));
  });

  test.each([[['--help', 'check']], [['explain', '--help']], [['check']], [['check --help']], [[]]])('is none for %j', (argv) => {
    expect(readyHelp(argv, ioWith(80, ['api-doctor']).io, dist)).toBeNull();
  });

  test('is none for another width, or where the file is missing or broken', () => {
    expect(readyHelp(['--help'], ioWith(60, ['api-doctor']).io, dist)).toBeNull();
    expect(readyHelp(['--help'], ioWith(80, ['api-doctor']).io, folder)).toBeNull();
    for (const text of ['{', '[]', '{"80":{"":1}}']) {
      writeFileSync(join(folder, 'help.json'), text);
      expect(readyHelp(['--help'], ioWith(80, ['api-doctor']).io, folder)).toBeNull();
    }
  });
});
