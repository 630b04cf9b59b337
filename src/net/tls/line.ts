import { withLimit } from '../../model/deadline.ts';
import type { ProbeContext } from '../../model/probe.ts';
import { type RecordingStream, recordStream } from './tap.ts';

/** An exchange with the host on a separate connection. */
export interface Talk<T> {
  port: number;
  limitMs: number;
  /** Ends with the signal, which closes the line too. */
  say(line: RecordingStream, signal: AbortSignal): Promise<T>;
  /** The result where the exchange timed out. */
  late(line: RecordingStream): T;
}

/** Connects, runs the exchange, and closes, within one time limit; null without a connection. */
export async function onLine<T>({ target, route }: ProbeContext, signal: AbortSignal, talk: Talk<T>): Promise<T | null> {
  const started = performance.now();
  const host = target.url?.host ?? '';
  const opened = await withLimit(signal, talk.limitMs, (limit) => route.open(host, talk.port, limit)).catch(() => null);
  if (!opened) return null;
  const line = recordStream(opened.socket);
  const leftMs = Math.max(1, talk.limitMs - (performance.now() - started));
  try {
    return await withLimit(signal, leftMs, (limit) => talk.say(line, limit)).catch(() => talk.late(line));
  } finally {
    line.stream.destroy();
  }
}
