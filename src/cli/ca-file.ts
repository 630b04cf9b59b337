import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UsageError } from '../model/usage-error.ts';

/** A file named by hand that is not there is a slip of the hand. What the file holds is looked at by the check itself. */
export async function checkCaFile(path: string): Promise<void> {
  try {
    // A named pipe without a writer would block the opening for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    await file.close();
  } catch (error) {
    throw new UsageError(
      `--ca-file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Name a PEM file with the roots to trust.`,
    );
  }
}
