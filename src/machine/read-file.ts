import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { problemOf } from '../model/errors.ts';
import type { NetworkError } from '../model/problem.ts';

/** The start of a file as text, up to a limit in bytes. A pipe or a device under the file's name cannot hold the reader up. */
export async function readStart(path: string, limit: number): Promise<{ text: string; problem: NetworkError | null }> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const state = await file.stat();
      const buffer = Buffer.alloc(state.isFile() ? Math.min(limit, state.size) : 0);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return { text: buffer.toString('utf8', 0, bytesRead), problem: null };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { text: '', problem: problemOf(error) };
  }
}
