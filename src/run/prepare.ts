import { pause } from '../model/deadline.ts';
import type { Probe } from '../model/probe.ts';
import { runContext } from '../net/tls/trust.ts';
import type { Run } from './shared.ts';

/**
 * How long connections wait at most for what this process does itself, in which nothing else runs here: a connection begun before would seem
 * to take as long. Parsing the root certificates blocks longest, and no TLS begins without them; the settings take some 20 ms on a quiet
 * machine, in small pieces. Mostly the name is looked up meanwhile. Files that cannot be read, as on a network drive, hold up no more.
 */
const PREPARATION_MS = { roots: 1000, settings: 300 };

/**
 * The connection whose time is shown begins before all others, which would delay its callback: by two turns, because the first one ends
 * before the event loop asks the system again what has happened.
 */
export async function ahead({ id, after }: Probe): Promise<void> {
  if (id === 'tcp/connect' || after.length === 0) return;
  for (let turns = 0; turns < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when this process has done its own work, so that the times of connections are theirs alone. */
export function prepare({ target, signal }: Run, settings: Promise<unknown>[]): Promise<unknown> {
  const isTls = !target.offline && target.url?.scheme === 'https';
  const roots = isTls
    ? within(
        PREPARATION_MS.roots,
        runContext(target).catch(() => {}),
        signal,
      )
    : null;
  return Promise.all([roots, within(PREPARATION_MS.settings, Promise.all(settings), signal)]);
}

/** Waits for work, but no longer than that. The timer ends with the work, or it would keep the process after the report. */
async function within(ms: number, work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, pause(ms, AbortSignal.any([signal, over.signal]))]);
  over.abort();
}
