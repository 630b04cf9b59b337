import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Io } from '../io.ts';
import { UsageError } from '../target/usage-error.ts';
import { keyFileText } from '../target.ts';
import type { ApiKey } from '../types.ts';

/** No key is longer; whoever names a larger file named the wrong one. */
const LARGEST = 64 * 1024;

/** Reads the key that `--api-key-file` names; `-` is standard input. Whatever hinders that is wrong usage. */
export async function readKeyFile(path: string, io: Io): Promise<ApiKey> {
  if (path === '-') return { value: keyFileText(await readInput(io)), source: 'standard input' };
  return { value: keyFileText(await readPath(path)), source: `--api-key-file ${path}` };
}

async function readInput({ stdin, interrupted }: Io): Promise<string> {
  if (stdin.isTTY) {
    throw new UsageError(
      '--api-key-file - reads the key from a pipe, and standard input is a terminal. Pipe the key in, or name a file.',
    );
  }
  const chunks: Buffer[] = [];
  const give = () => (stdin as NodeJS.ReadStream).destroy();
  interrupted.addEventListener('abort', give, { once: true });
  try {
    for await (const chunk of stdin) {
      chunks.push(Buffer.from(chunk));
      if (chunks.reduce((sum, { length }) => sum + length, 0) > LARGEST) throw tooLarge('standard input');
    }
  } finally {
    interrupted.removeEventListener('abort', give);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function readPath(path: string): Promise<string> {
  const refuse = (why: string) => new UsageError(`--api-key-file ${path} ${why}. Name a text file that holds the key alone.`);
  // A named pipe without a writer would block the opening for ever.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: NodeJS.ErrnoException) => {
    throw refuse(error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`);
  });
  try {
    const state = await file.stat();
    if (state.isDirectory()) throw refuse('is a folder');
    if (state.size > LARGEST) throw tooLarge(path);
    const { buffer, bytesRead } = await file
      .read(Buffer.alloc(LARGEST + 1), 0, LARGEST + 1)
      .catch((error: NodeJS.ErrnoException) => {
        throw refuse(`cannot be read (${error.code})`);
      });
    if (bytesRead > LARGEST) throw tooLarge(path);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

function tooLarge(name: string): UsageError {
  return new UsageError(
    `--api-key-file: ${name} holds more than ${LARGEST / 1024} KiB, which no key does. Name a text file that holds the key alone.`,
  );
}
