import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A bundle of all public roots is 230 kB; the largest known store stays below 2 MB. As much as `config/ca-files` reads. */
const MAX_FILE_BYTES = 16 << 20;
const MAX_FILES_IN_FOLDER = 2000;

/**
 * The text of a regular file of limited size, or the empty string: a pipe or a device would block the run. Throws where this process may
 * open no more files: a trust store that was not read must not count as one without the CA.
 */
export async function readText(path: string): Promise<string> {
  try {
    const about = await stat(path);
    return about.isFile() && about.size <= MAX_FILE_BYTES ? await readFile(path, 'latin1') : '';
  } catch (error) {
    if (isOutOfDescriptors(error)) throw error;
    return '';
  }
}

function isOutOfDescriptors(error: unknown): boolean {
  return ['EMFILE', 'ENFILE'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * The texts that OpenSSL would find in a directory of certificates: it opens file names made of a hash, such as `5ed36f99.0`, and no
 * others.
 */
export async function readHashedFolder(path: string): Promise<string> {
  const names = await readdir(path).catch(() => []);
  const hashed = names.filter((name) => /^[0-9a-f]{8}\.\d+$/.test(name)).slice(0, MAX_FILES_IN_FOLDER);
  return (await Promise.all(hashed.map((name) => readText(join(path, name))))).join('\n');
}
