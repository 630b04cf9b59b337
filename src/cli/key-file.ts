import { addAbortSignal, type Readable } from 'node:stream';
import type { Io } from '../machine/io.ts';
import { endingAfter } from '../model/deadline.ts';
import type { ApiKey } from '../model/target.ts';
import { UsageError } from '../model/usage-error.ts';
import { keyFileText } from '../settings/target.ts';
import { codeOf, late, readSmallFile, refusal, sizeOf, textOf, type Wanted } from './small-file.ts';

/** Longer than any key: a larger file is the wrong file. */
const KEY_FILE: Wanted = {
  option: '--api-key-file',
  hint: 'Use a text file that contains only the key.',
  largest: 64 * 1024,
};

/** Reads the key that `--api-key-file` names, within `limitMs`; `-` is standard input. Whatever hinders that is wrong usage. */
export async function readKeyFile(path: string, io: Io, limitMs: number): Promise<ApiKey> {
  const until = endingAfter(limitMs, io.interrupted);
  if (path === '-') return { value: keyFileText(await readInput(io, until)), source: 'standard input' };
  return { value: keyFileText(await readSmallFile(path, KEY_FILE, until)), source: `--api-key-file ${path}` };
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
      if (sizeOf(chunks) > KEY_FILE.largest) break;
    }
  } catch (error) {
    throw until.aborted
      ? late('standard input', KEY_FILE)
      : refusal('standard input', KEY_FILE, `cannot be read (${codeOf(error)})`);
  }
  return textOf(chunks, 'standard input', KEY_FILE);
}
