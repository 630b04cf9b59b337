import { access, closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** Codes of a path at which there is nothing to read. */
export const NOT_THERE = /^(?:ENOENT|ENOTDIR|EISDIR|ELOOP|ENXIO)$/;

/** Those of these paths at which there is something, in their order. A network drive that is gone never answers, and only a thread waits for it. */
export async function whatIsThere(paths: readonly string[], mode = constants.F_OK): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => answers(path, mode)));
  return paths.filter((_, at) => found[at]);
}

/** With a callback: a rejected promise of `fs/promises` takes twice the time. */
function answers(path: string, mode: number): Promise<boolean> {
  return new Promise((resolve) => access(path, mode, (error) => resolve(error === null)));
}

/**
 * The code with which the system denies a path, null where there is something. For paths in directories that have answered: to ask a
 * thread takes fifty times as long, and a check asks for a hundred files of which few are there.
 */
export function denial(path: string): string | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined ? 'ENOENT' : null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? '';
  }
}

/** Whether there is something at a path, in a directory that has answered. */
export function isThere(path: string): boolean {
  return denial(path) === null;
}

/** The start of a regular file, in a directory that has answered; the empty string where there is none. A pipe cannot hold the reader up. */
export function startNow(path: string, limit: number): string {
  if (!isThere(path)) return '';
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const about = fstatSync(file);
    const bytes = Buffer.alloc(about.isFile() ? Math.min(about.size, limit) : 0);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
  } catch {
    return '';
  } finally {
    if (file !== null) closeSync(file);
  }
}
