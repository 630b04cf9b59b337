import { setMaxListeners } from 'node:events';

/** Time limits for single steps. A limit that passes rejects with `code: 'TIMEOUT'`, so that it reads like any other refusal. */

export class TimeoutError extends Error {
  readonly code = 'TIMEOUT';
}

/**
 * Runs one network step with a limit of its own below the caller's signal. The step gets a signal that ends at the limit; the returned
 * promise settles then whether or not the step listens, because `getaddrinfo` and some libraries never do.
 */
export async function withLimit<T>(signal: AbortSignal, ms: number, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  // Many steps side by side listen on one signal, and each takes its listener off again: no leak that Node should warn of.
  setMaxListeners(0, signal, limit.signal);
  const end = (reason: unknown) => limit.abort(reason);
  const late = () => end(new TimeoutError(`no answer within ${ms} ms`));
  // Where this process itself was busy, what came in the meantime is looked at first: timers come before sockets in Node's loop.
  const timer = setTimeout(() => setImmediate(late), ms);
  const onAbort = () => end(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([ended(limit.signal), begun(step, limit.signal)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    // Whatever the step still holds open is closed by its own listener on this signal.
    limit.abort(new TimeoutError('the step is over'));
  }
}

/** A step that throws before its first wait rejects like any other; the promise beside it would be left without a listener else. */
async function begun<T>(step: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  return step(signal);
}

/** A promise that rejects when the signal ends, and never resolves. */
function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * A signal that ends with another one, or after `ms`; a process does not stay for it. Not made of `AbortSignal.timeout`: what is put together
 * from one does not hold it, and once Node has collected it the limit never comes.
 */
export function endingAfter(ms: number, signal: AbortSignal): AbortSignal {
  const limit = new AbortController();
  setTimeout(() => limit.abort(new TimeoutError(`no answer within ${ms} ms`)), ms).unref();
  return AbortSignal.any([limit.signal, signal]);
}

/** Resolves after `ms`, or at once when the signal ends. What came in while this process was busy is looked at first, as in `withLimit`. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(() => setImmediate(done), ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
