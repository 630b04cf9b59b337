import { execFile } from 'node:child_process';

/** Asks one of the operating system's own programs and resolves with what it wrote; null where it is not there, fails, or takes too long. */
export type AskSystem = (program: string, args: readonly string[]) => Promise<string | null>;

/** Such a program ends at once, or something is wrong with it. */
const PATIENCE_MS = 1200;

const MOST_BYTES = 512 * 1024;

/** Runs the program, which is named by its path: Windows looks into the working directory first. It is given no variable, and so no key. */
export const askSystem: AskSystem = (program, args) =>
  new Promise((resolve) => {
    const options = { env: {}, timeout: PATIENCE_MS, maxBuffer: MOST_BYTES, windowsHide: true, encoding: 'utf8' } as const;
    execFile(program, args, options, (error, stdout) => resolve(error ? null : stdout));
  });
