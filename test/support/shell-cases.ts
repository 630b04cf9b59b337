/** What holds of every command once a real shell has run it. */
import { expect } from 'vitest';
import { arriving, type PosixCase, programs } from './command-cases.ts';
import { runInShell } from './shell.ts';

/** With its path, because what it runs finds stubs alone. */
export const SH = '/bin/sh';

/** Runs them all, and sees that no program and no redirection of a value counts, and that each value arrives whole. */
export function expectSafe(shell: string, cases: PosixCase[]): void {
  // An option alone belongs to whatever command somebody has.
  const commands = cases.map(({ command }) => (command.startsWith('-') ? `docker ${command}` : command));
  const ran = runInShell(shell, commands, programs);
  const wrong = cases.flatMap(({ command, template, hostile }, at) => {
    const { calls = [], env = {}, files = [] } = ran[at] ?? {};
    // A template may make a file of the value's own name.
    const injected = calls.some(([name]) => name === 'pwn') || files.some((name) => name.startsWith('pwned'));
    const texts = [...calls.flat(), ...Object.values(env), ...files];
    // A file that a command is to read is not there, and then it does not run.
    const arrived = texts.some((text) => text.includes(arriving(hostile))) || /(?:<|^set -a; \. )\s*"?(?:\.\/)?\{/.test(template);
    return injected || !arrived ? [{ command, injected, arrived, calls }] : [];
  });
  expect(wrong).toEqual([]);
}
