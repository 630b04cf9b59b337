import { access, constants } from 'node:fs';

/** Codes of a path at which there is nothing to read. */
export const NOT_THERE = /^(?:ENOENT|ENOTDIR|EISDIR|ELOOP|ENXIO)$/;

/**
 * Those of these paths at which there is something, in their order. To ask for all at once takes a tenth of the time in which they are opened
 * one after the other, and most files and programs that are looked for are not there.
 */
export async function whatIsThere(paths: readonly string[], mode = constants.F_OK): Promise<string[]> {
  const codes = await Promise.all(paths.map((path) => codeOf(path, mode)));
  return paths.filter((_, at) => codes[at] === null);
}

/** The same, with those that the system refuses to look at. */
export async function whatMayBeThere(paths: readonly string[]): Promise<string[]> {
  const codes = await Promise.all(paths.map((path) => codeOf(path, constants.F_OK)));
  return paths.filter((_, at) => !NOT_THERE.test(codes[at] ?? ''));
}

/** With a callback: a rejected promise of `fs/promises` takes twice the time. */
function codeOf(path: string, mode: number): Promise<string | null> {
  return new Promise((resolve) => access(path, mode, (error) => resolve(error ? (error.code ?? '') : null)));
}
