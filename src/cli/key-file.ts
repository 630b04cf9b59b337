import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Io } from '../machine/io.ts';
import { pause } from '../model/deadline.ts';
import type { ApiKey } from '../model/target.ts';
import { UsageError } from '../model/usage-error.ts';
import { keyFileText } from '../settings/target.ts';

/** No key is longer; whoever names a larger file named the wrong one. */
const LARGEST = 64 * 1024;

/** How often a pipe that has nothing yet is asked again. */
const POLL_MS = 20;

/** Reads the key that `--api-key-file` names, within `limitMs`; `-` is standard input. Whatever hinders that is wrong usage. */
export async function readKeyFile(path: string, io: Io, limitMs: number): Promise<ApiKey> {
  const until = AbortSignal.any([AbortSignal.timeout(limitMs), io.interrupted]);
  if (path === '-') return { value: keyFileText(await readInput(io, until)), source: 'standard input' };
  return { value: keyFileText(await readPath(path, until)), source: `--api-key-file ${path}` };
}

async function readInput({ stdin }: Io, until: AbortSignal): Promise<string> {
  if (stdin.isTTY) {
    throw new UsageError(
      '--api-key-file - reads the key from a pipe, and standard input is a terminal. Pipe the key in, or name a file.',
    );
  }
  const chunks: Buffer[] = [];
  try {
    // Leaving the loop closes the stream, so that an input that stays open does not keep the process alive.
    for await (const chunk of addAbortSignal(until, stdin as Readable)) {
      chunks.push(Buffer.from(chunk));
      if (sizeOf(chunks) > LARGEST) break;
    }
  } catch (error) {
    throw until.aborted ? late('standard input') : refusal('standard input', `cannot be read (${codeOf(error)})`);
  }
  return textOf(chunks, 'standard input');
}

async function readPath(path: string, until: AbortSignal): Promise<string> {
  // A named pipe without a writer would block the opening for ever, and with it a thread that the process waits for.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: NodeJS.ErrnoException) => {
    throw refusal(path, error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`);
  });
  try {
    const state = await file.stat();
    if (state.isDirectory()) throw refusal(path, 'is a folder');
    if (state.size > LARGEST) throw tooLarge(path);
    return textOf(await readWhole(file, path, until), path);
  } finally {
    await file.close();
  }
}

/** To the end of the text. A pipe such as `<(pass show key)` of a shell hands it over in its own time. */
async function readWhole(file: FileHandle, path: string, until: AbortSignal): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  while (sizeOf(chunks) <= LARGEST) {
    const chunk = await readSome(file, path);
    if (chunk?.length === 0) break;
    if (chunk) chunks.push(chunk);
    else if (until.aborted) throw late(path);
    else await pause(POLL_MS, until);
  }
  return chunks;
}

/** What is there now: nothing at the end, null where a pipe has nothing yet. */
async function readSome(file: FileHandle, path: string): Promise<Buffer | null> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LARGEST + 1), 0, LARGEST + 1, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return null;
    throw refusal(path, `cannot be read (${codeOf(error)})`);
  }
}

function textOf(chunks: Buffer[], name: string): string {
  if (sizeOf(chunks) > LARGEST) throw tooLarge(name);
  return Buffer.concat(chunks).toString('utf8');
}

function sizeOf(chunks: Buffer[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function refusal(name: string, why: string): UsageError {
  return new UsageError(`--api-key-file: ${name} ${why}. Name a text file that holds the key alone.`);
}

function late(name: string): UsageError {
  return new UsageError(`--api-key-file: the end of ${name} did not come in time. Let whatever writes the key end after it.`);
}

function tooLarge(name: string): UsageError {
  return refusal(name, `holds more than ${LARGEST / 1024} KiB, which no key does`);
}
