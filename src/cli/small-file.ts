import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { endingAfter, pause } from '../model/deadline.ts';
import { UsageError } from '../model/usage-error.ts';

/** A small file that an option names: the option, what the file should be, and the largest size in bytes. */
export interface Wanted {
  option: string;
  /** A sentence, as `Name a text file that holds the key alone.` */
  hint: string;
  largest: number;
}

/** How often a pipe that has nothing yet is asked again. */
const POLL_MS = 20;

/** What is not said in so long is no small file, but one that never ends, as a device or a log of the kernel. */
const PATIENCE_MS = 20_000;

/** The text of a small file, a named pipe included, until the signal ends or the default limit of a run has passed. */
export function readWithPatience(path: string, wanted: Wanted, interrupted: AbortSignal): Promise<string> {
  return readSmallFile(path, wanted, endingAfter(PATIENCE_MS, interrupted));
}

/** Reads a small file, a named pipe included, until the signal ends. Throws `UsageError` for whatever hinders that. */
export async function readSmallFile(path: string, wanted: Wanted, until: AbortSignal): Promise<string> {
  // A named pipe without a writer would block the opening for ever, and with it a thread that the process waits for.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: NodeJS.ErrnoException) => {
    throw refusal(path, wanted, error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`);
  });
  try {
    const state = await file.stat();
    if (state.isDirectory()) throw refusal(path, wanted, 'is a directory');
    if (state.size > wanted.largest) throw tooLarge(path, wanted);
    return textOf(await readWhole(file, path, { wanted, until }), path, wanted);
  } finally {
    await file.close();
  }
}

/** To the end of the text. A pipe such as `<(pass show key)` of a shell hands it over in its own time. */
async function readWhole(
  file: FileHandle,
  path: string,
  { wanted, until }: { wanted: Wanted; until: AbortSignal },
): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  while (sizeOf(chunks) <= wanted.largest) {
    const chunk = await readSome(file, path, wanted);
    if (chunk?.length === 0) break;
    // Some never pause: a source of random bytes, a writer of one letter at a time.
    if (until.aborted) throw late(path, wanted);
    if (chunk) chunks.push(chunk);
    else await pause(POLL_MS, until);
  }
  return chunks;
}

/** What is there now: nothing at the end, null where a pipe has nothing yet. */
async function readSome(file: FileHandle, path: string, wanted: Wanted): Promise<Buffer | null> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted.largest + 1), 0, wanted.largest + 1, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return null;
    throw refusal(path, wanted, `cannot be read (${codeOf(error)})`);
  }
}

/** The text of a file that was read in pieces. Throws where it is too large. */
export function textOf(chunks: Buffer[], name: string, wanted: Wanted): string {
  if (sizeOf(chunks) > wanted.largest) throw tooLarge(name, wanted);
  return Buffer.concat(chunks).toString('utf8');
}

export function sizeOf(chunks: Buffer[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** Why a file cannot be used, as a usage error that names the option. */
export function refusal(name: string, { option, hint }: Wanted, why: string): UsageError {
  return new UsageError(`${option}: ${name} ${why}. ${hint}`);
}

/** The end of the file did not come before the signal. */
export function late(name: string, { option }: Wanted): UsageError {
  return new UsageError(`${option}: the end of ${name} did not come in time. Let the program that writes it end after it.`);
}

function tooLarge(name: string, wanted: Wanted): UsageError {
  return refusal(name, wanted, `is larger than ${wanted.largest / 1024} KiB`);
}
