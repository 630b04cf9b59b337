import { resolve } from 'node:path';

/** The working directory; null where it was deleted, and the system names none. */
export function workingDirectory(): string | null {
  try {
    return resolve('.');
  } catch {
    return null;
  }
}
