import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';
import { clientPath } from './clients.ts';

/**
 * What a group of tests needs from the machine: `root`, a program's name, or `npm:NAME` and `python:NAME` for a package that
 * `test/setup.sh` installs.
 */
export type Need = 'root' | 'linux' | (string & {});

/**
 * `describe`, where the machine has what the tests need. Elsewhere the group is skipped and says so loudly; with `CI` set a missing part
 * fails instead, because a skipped world proves nothing.
 */
export function needs(...wanted: Need[]): (name: string, body: () => void) => void {
  const missing = wanted.filter((need) => !has(need));
  if (missing.length === 0) return describe;
  return (name, body) => {
    const why = `needs ${missing.join(', ')}`;
    if (process.env.CI) {
      describe(name, () => test(why, () => Promise.reject(new Error(`${name}: ${why}, and in CI a skip is a failure`))));
      return;
    }
    console.warn(`SKIPPED: ${name}: ${why}`);
    describe.skip(`${name} (${why})`, body);
  };
}

function has(need: Need): boolean {
  if (need === 'root') return process.getuid?.() === 0;
  if (need.startsWith('npm:')) return existsSync(clientPath(need.slice('npm:'.length)));
  if (need.startsWith('python:')) return existsSync(`/usr/lib/python3/dist-packages/${need.slice('python:'.length)}`);
  if (need === 'linux') return process.platform === 'linux';
  return programPath(need) !== null;
}

/** Where a program is on the PATH or in the folders of system programs; null where it is not installed. */
export function programPath(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/local/sbin'];
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return null;
}
