/** Runs commands in a real shell in which every program is a stub that writes down what it was called with. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  /** Each program that was started: its name and its arguments. */
  calls: string[][];
  /** Variables as the command left them. */
  env: Record<string, string>;
  /** Files that it made in the folder where it ran. */
  files: string[];
}

/** Runs each command in a shell and a folder of its own; `programs` are the names that there are stubs for. */
export function runInShell(shell: string, commands: string[], programs: string[]): Ran[] {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-shell-'));
  try {
    const bin = join(folder, 'bin');
    makeStubs(bin, programs);
    writeFileSync(join(folder, 'driver'), DRIVER);
    commands.forEach((command, at) => {
      mkdirSync(join(folder, String(at)));
      // In a subshell bash replaces itself by the last program of a list, and what follows would not run.
      writeFileSync(join(folder, `${at}.command`), `${command}\n:\n`);
    });
    const env = { PATH: bin, HOME: '/dev/null/nowhere', OPENAI_API_KEY: 'sk-placeholder' };
    const { status, stderr } = spawnSync(shell, [join(folder, 'driver'), folder, String(commands.length)], { env });
    if (status !== 0) throw new Error(`${shell} ended with ${status}: ${stderr}`);
    return commands.map((_, at) => ranOf(folder, at));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A subshell for each, so that what one sets, and where one ends, is its own. */
const DRIVER = `
n=0
while [ "$n" -lt "$2" ]; do
  (
    cd "$1/$n" || exit 1
    LOG="$1/$n.log"
    export LOG
    . "$1/$n.command" < /dev/null > "$1/$n.out" 2> "$1/$n.err"
    /usr/bin/env -0 > "$1/$n.env"
  )
  n=$((n + 1))
done
exit 0
`;

function makeStubs(bin: string, programs: string[]): void {
  mkdirSync(bin);
  const script = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}`);
    chmodSync(join(bin, name), 0o755);
  };
  const record = `{ printf '%s\\0' "\${0##*/}" "$@"; printf '\\001\\0'; } >> "$LOG"\n`;
  for (const name of programs) script(name, record);
}

function ranOf(folder: string, at: number): Ran {
  const text = (end: string) => {
    const path = join(folder, `${at}.${end}`);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  const calls = text('log')
    .split('\u0001\0')
    .filter((call) => call !== '')
    .map((call) => call.split('\0').slice(0, -1));
  const env = text('env')
    .split('\0')
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return {
    calls,
    env: Object.fromEntries(env),
    files: readdirSync(join(folder, String(at)), { recursive: true }).map(String),
  };
}
