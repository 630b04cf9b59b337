import type { Duplex } from 'node:stream';
import { problem } from '../../model/errors.ts';
import type { NetworkError } from '../../model/problem.ts';

/** A problem of our own making, thrown where a step expects an error. */
export class Unexpected extends Error {
  readonly code: string;
  constructor({ code, message }: NetworkError) {
    super(message);
    this.code = code ?? 'UNEXPECTED';
  }
}

/** A few questions and answers at the start of a stream, before it is handed on. */
export interface Conversation {
  write(bytes: Buffer | string): void;
  /**
   * Waits until `length` returns how many of the bytes received so far belong to the message (null: not yet complete), and takes those.
   * Rejects with `CLOSED`, the stream's error, `TOO_LONG`, or the signal's reason.
   */
  readUntil(length: (received: Buffer) => number | null, limit: number): Promise<Buffer>;
  /** What has been received and not been taken. */
  rest(): Buffer;
  /** Gives the stream back, with what was received too much as the first thing to be read. */
  end(): void;
}

/** More than any answer may have: what is beyond stays in the stream, which then stops to read. */
const MAX_HELD = 256 * 1024;

/** Begins a conversation over a stream. The signal ends a wait, not the stream. */
export function openDialog(stream: Duplex, signal: AbortSignal): Conversation {
  let received = Buffer.alloc(0);
  let over: Error | null = null;
  let wake = () => {};
  // `readable` instead of `data`: a stream that was paused explicitly stays paused for its next reader.
  const onReadable = () => {
    for (let chunk = stream.read() as Buffer | null; chunk !== null; chunk = stream.read() as Buffer | null) {
      received = Buffer.concat([received, chunk]);
      if (received.length > MAX_HELD) break;
    }
    wake();
  };
  const stop = (error: Error) => {
    over ??= error;
    wake();
  };
  const onEnd = () => stop(new Unexpected(problem('CLOSED', 'the connection was closed without an answer')));
  const onAbort = () => stop(signal.reason);
  stream.on('readable', onReadable).on('error', stop).on('end', onEnd).on('close', onEnd);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    write: (bytes) => void stream.write(bytes),
    async readUntil(length, limit) {
      for (;;) {
        const found = length(received);
        if (found !== null && found <= received.length) {
          const taken = received.subarray(0, found);
          received = received.subarray(found);
          return taken;
        }
        if (received.length > limit) throw new Unexpected(problem('TOO_LONG', `more than ${limit} bytes and no end`));
        if (over) throw over;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    rest: () => received,
    end() {
      signal.removeEventListener('abort', onAbort);
      stream.off('readable', onReadable).off('error', stop).off('end', onEnd).off('close', onEnd);
      if (received.length > 0 && !stream.destroyed) stream.unshift(received);
    },
  };
}
