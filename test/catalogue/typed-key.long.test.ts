import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import { config } from '../../src/catalogue/config/findings.ts';
import { finish } from '../lab/lab.ts';
import { programPath } from '../lab/needs.ts';

/** The command that reads a key from the terminal, as it is pasted. */
const texts = config['config/key-missing'].steps.map((step) => (typeof step === 'string' ? step : step.text));
const [typed = ''] = texts.flatMap((text) =>
  partsOf(text).flatMap(({ text, isTyped }) => (isTyped && /stty/.test(text) ? [text] : [])),
);

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-typed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs lines in a shell on a terminal of its own, then asks that terminal whether it shows what is typed. */
async function onTerminal(shell: string, lines: string, input: string): Promise<string> {
  writeFileSync(join(folder, 'typed.sh'), `${lines}\n`);
  // zsh ends before what it started has put the terminal right.
  const settled = 'for turn in 1 2 3 4 5 6 7 8 9; do stty -a | grep -q " echo " && break; sleep 0.2; done';
  const around = ['trap : INT', `${shell} '${join(folder, 'typed.sh')}'`, settled, "stty -a | grep -oE -- '-?\\becho\\b'"];
  writeFileSync(join(folder, 'around.sh'), `${around.join('\n')}\n`);
  const { stdout } = await finish(['script', '-qec', `sh '${join(folder, 'around.sh')}'`, '/dev/null'], { input, mayFail: true });
  return stdout.replaceAll('\r', '');
}

const shells = ['sh', 'bash', 'dash', 'zsh'].filter((name) => programPath(name) !== null);

describe.runIf(programPath('script') !== null && process.platform === 'linux').each(shells)('in %s', (shell) => {
  test('a key is read as it is typed and not shown', async () => {
    const seen = await onTerminal(shell, `${typed}\nprintf '<%s>\\n' "$OPENAI_API_KEY"`, 'sk-a\\b"$c\n');
    expect(seen).toContain('<sk-a\\b"$c>');
    expect(seen.trim().split('\n').at(-1)).toBe('echo');
  });

  test('the terminal shows again what is typed after Ctrl-C', async () => {
    const interrupted = typed.replace('read -r key', 'kill -INT 0');
    expect(interrupted).not.toBe(typed);
    expect((await onTerminal(shell, interrupted, '')).trim().split('\n').at(-1)).toBe('echo');
  });
});
