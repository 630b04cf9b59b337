import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UsageError } from '../model/usage-error.ts';

/** A file named by hand that is not there is a slip of the hand. What the file holds is looked at by the check itself. */
export async function checkCaFile(path: string): Promise<void> {
  try {
    // A named pipe without a writer would block the opening for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const isDirectory = (await file.stat()).isDirectory();
    await file.close();
    if (isDirectory) throw refusal(path, 'is a directory');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw refusal(path, `cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function refusal(path: string, why: string): UsageError {
  return new UsageError(`--ca-file: ${path} ${why}. Name a PEM file with the root certificates to trust.`);
}
