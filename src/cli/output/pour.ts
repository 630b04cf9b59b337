import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pause } from '../../model/deadline.ts';
import { DESCRIPTOR, resolveTarget } from './place.ts';

/** Time limit for a pipe that has no reader, or is full. */
const PATIENCE_MS = 5_000;
const POLL_MS = 20;

/** Without `O_NONBLOCK` a pipe without a reader would block the process forever. Windows has none of the three. */
const FLAGS = constants.O_WRONLY | (constants.O_APPEND ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

const never = new AbortController().signal;

/** Writes a text into a device, a pipe or a descriptor that the shell opened, as it is. Throws what hindered it. */
export async function writeToPipe(path: string, text: string): Promise<void> {
  // A descriptor's name is a link by nature; anything else that has become one since it was looked at is not followed.
  const flags = DESCRIPTOR.test(path) ? FLAGS : FLAGS | (constants.O_NOFOLLOW ?? 0);
  const aim = DESCRIPTOR.test(path) ? path : resolveTarget(path);
  const stream = await retryUntil('ENXIO', () => open(aim, flags));
  try {
    if (!DESCRIPTOR.test(path) && (await stream.stat()).isFile()) throw Object.assign(new Error('it changed'), { code: 'EBUSY' });
    await pourAll(stream, Buffer.from(text));
  } catch (error) {
    // A reader that has seen enough (`>(head -1)`) is no failure.
    if (codeOf(error) !== 'EPIPE') throw error;
  } finally {
    await stream.close();
  }
}

async function pourAll(stream: FileHandle, bytes: Buffer): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) {
    const { bytesWritten } = await retryUntil('EAGAIN', () => stream.write(rest));
    rest = rest.subarray(bytesWritten);
  }
}

/** Retries while the system returns the code `later`. */
async function retryUntil<T>(later: string, attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (codeOf(error) !== later) throw error;
      if (performance.now() > until) throw later === 'EAGAIN' ? Object.assign(new Error(later), { code: 'ETIMEDOUT' }) : error;
    }
    await pause(POLL_MS, never);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
