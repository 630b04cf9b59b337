import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { UsageError } from '../../model/usage-error.ts';

const CHUNK = 1 << 18;
/** Time limit for a named pipe without a writer. */
const NO_WRITER_MS = 10_000;
/** How often a pipe that has nothing yet is asked again, at the least. */
const LONGEST_PAUSE_MS = 20;

/** A pipe that the shell opened, as for `<(zcat app.log.gz)`: its writer was there from the start, so its end is the end. */
const DESCRIPTOR = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/[\w-]+\/fd\/\d+)$/;

/** The bytes of a file in pieces, as they come. A directory, a missing file or one without permission is a `UsageError`. */
export async function* fileBytes(path: string): AsyncGenerator<Buffer> {
  // A named pipe without a writer would block the opening for ever, and with it a thread that the process waits for.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(reasonFor(path, error));
  });
  try {
    const state = await file.stat();
    if (state.isDirectory()) throw new UsageError(`${path} is a directory. Name the log file in it.`);
    if (state.isFIFO() && !DESCRIPTOR.test(path)) yield await firstOf(file, path);
    for (;;) {
      const piece = await nextOf(file, path);
      if (piece.length === 0) return;
      yield piece;
    }
  } finally {
    await file.close();
  }
}

/** The first piece of a pipe, which is at its end for as long as no writer has come. */
async function firstOf(file: FileHandle, path: string): Promise<Buffer> {
  const until = performance.now() + NO_WRITER_MS;
  for (;;) {
    const piece = await nextOf(file, path);
    if (piece.length > 0) return piece;
    if (performance.now() > until) throw new UsageError(`${path} is a pipe, and nothing was written to it.`);
    await pause(LONGEST_PAUSE_MS);
  }
}

/** What comes next; empty at the end. */
async function nextOf(file: FileHandle, path: string): Promise<Buffer> {
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const piece = await pieceOf(file, path);
    if (piece) return piece;
    await pause(pauseMs);
  }
}

/** What is there now: empty at the end, null where a pipe has nothing yet. */
async function pieceOf(file: FileHandle, path: string): Promise<Buffer | null> {
  try {
    // A new buffer each time: what is kept of the old one must not change under the reader.
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return null;
    // A file of the kernel, a broken disk, a drive of the network that is gone: another file has to be named.
    throw new UsageError(`${path} cannot be read (${code ?? 'for an unknown reason'}).`);
  }
}

function reasonFor(path: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return `There is no file ${path}.`;
  if (error.code === 'EACCES' || error.code === 'EPERM') return `${path} may not be read by this user.`;
  return `${path} cannot be read (${error.code ?? 'for an unknown reason'}).`;
}
