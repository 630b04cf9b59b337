import type { Distribution, Platform, Shell } from '../model/layers.ts';
import type { AskSystem } from './ask-system.ts';
import { withoutOrders } from './runner-lines.ts';

/** What a command is handed of the process. Nothing in `src` touches the process itself; `bin/api-doctor.js` makes this record. */
export interface Io {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
  platform: Platform;
  /** The shell that the tool was started from; absent where it is not known. */
  shell?: Shell;
  /** The family of a Linux; absent elsewhere, and where it is not known. */
  distribution?: Distribution;
  /** Node version without `v`, the OpenSSL version it is linked with, and the operating system's name and release. */
  runtime: { node: string; openssl: string; os: string; name?: string };
  /** Asks the system's own programs; absent, it runs them. */
  ask?: AskSystem;
  /** The command that starts the tool again from the same directory, as in `npx --no-install api-doctor`. */
  startedAs?: string[];
  /** Version of this package. */
  version: string;
  /** IANA name of the time zone, as `Europe/Berlin`. */
  timeZone: string;
  /** Ends at the first SIGINT or SIGTERM; its reason is an `Interruption`. */
  interrupted: AbortSignal;
  /** Registers a handler for uncaught exceptions. Absent where the process belongs to a caller. */
  onStray?(listener: (error: unknown) => void): void;
}

export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** Why a run was ended from outside. The code makes it a `Problem` like any other, which the report shows as "not finished". */
export interface Interruption extends Error {
  code: 'INTERRUPTED';
  signal: 'SIGINT' | 'SIGTERM';
}

/**
 * Writes a whole text, in which no line is a command for a CI runner, and resolves when the stream has accepted it. A closed pipe is not
 * an error.
 */
export function write(output: Output, text: string): Promise<void> {
  return writeForRunner(output, withoutOrders(text));
}

/** Writes a text that is meant for the runner of a job, as annotations are. */
export function writeForRunner(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error?: (Error & { code?: string }) | null) => {
      if (error && error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') reject(error);
      else resolve();
    });
  });
}
