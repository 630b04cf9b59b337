import { setMaxListeners } from 'node:events';
import net from 'node:net';
import { pause } from '../../model/deadline.ts';
import type { Address } from '../../model/facts/dns.ts';

/** Connection Attempt Delay (RFC 8305 section 8). */
const HEAD_START_MS = 250;

/** Maximum number of addresses to try, as a limit for hostile resolvers. */
export const MAX_ADDRESSES = 16;

/**
 * Connects to the addresses by RFC 8305, families in turn, and returns the first connected socket; the others are destroyed. Unlike Node's
 * implementation (nodejs/node#54359), no attempt is aborted when the next one starts. The signal applies to connecting only: the returned
 * socket belongs to the caller.
 */
export async function connectHappyEyeballs(addresses: Address[], port: number, signal: AbortSignal): Promise<net.Socket> {
  const over = new AbortController();
  const ends = AbortSignal.any([signal, over.signal]);
  // Each attempt listens, and takes its listener off again.
  setMaxListeners(0, ends);
  const attempts: Promise<net.Socket>[] = [];
  let winner: net.Socket | null = null;
  try {
    for (const { address } of inTurn(addresses).slice(0, MAX_ADDRESSES)) {
      attempts.push(connectOnce(address, port, ends));
      winner = await firstConnected(attempts, ends);
      if (winner) return guarded(winner);
    }
    winner = await Promise.any(attempts);
    return guarded(winner);
  } catch (error) {
    throw signal.aborted ? signal.reason : asOneError((error as AggregateError).errors as NodeJS.ErrnoException[]);
  } finally {
    over.abort();
    // Two may have connected in the same moment: the abort no longer reaches those.
    for (const attempt of attempts) attempt.then((socket) => socket !== winner && socket.destroy()).catch(() => {});
  }
}

/** A peer may reset before the caller listens, and an error without a listener would end the whole process. */
function guarded(socket: net.Socket): net.Socket {
  return socket.on('error', () => {});
}

const connectTimes = new WeakMap<object, number>();

/** Milliseconds that a connect took, as the socket's own callback saw it, by its socket or its error; null for any other object. */
export function connectMs(result: object): number | null {
  const ms = connectTimes.get(result);
  return ms === undefined ? null : Math.round(ms);
}

/** One TCP connection to an IP literal (an IPv6 zone included), with nothing sent. The signal ends the attempt, not the connection. */
export function connectOnce(address: string, port: number, signal: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let started = performance.now();
    const socket = net.connect({ host: address, port, noDelay: true });
    // Emitted right before the system call, which net.connect leaves for the next tick.
    const onAttempt = () => {
      started = performance.now();
    };
    const settle = (then: () => void) => {
      socket.off('connect', onConnect).off('error', onError).off('connectionAttempt', onAttempt);
      signal.removeEventListener('abort', onAbort);
      then();
    };
    const onConnect = () => {
      connectTimes.set(socket, performance.now() - started);
      settle(() => resolve(socket));
    };
    const onError = (error: Error) => {
      connectTimes.set(error, performance.now() - started);
      settle(() => reject(error));
    };
    const onAbort = () => {
      socket.destroy();
      settle(() => reject(signal.reason));
    };
    socket.on('connect', onConnect).on('error', onError).on('connectionAttempt', onAttempt);
    signal.addEventListener('abort', onAbort);
  });
}

/** The families alternate, beginning with that of the first address (RFC 8305 section 4). */
export function inTurn(addresses: Address[]): Address[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family);
  const second = addresses.filter(({ family }) => family !== addresses[0]?.family);
  const longer = Math.max(first.length, second.length);
  return Array.from({ length: longer }, (_, i) => [first[i], second[i]].filter((address) => address !== undefined)).flat();
}

/** The first socket that connects before the next attempt is due: after the head start, or at once when the last one failed. */
function firstConnected(attempts: Promise<net.Socket>[], signal: AbortSignal): Promise<net.Socket | null> {
  const none = () => null;
  const last = attempts.at(-1) as Promise<net.Socket>;
  return Promise.race([Promise.any(attempts).catch(none), last.catch(none), pause(HEAD_START_MS, signal).then(none)]);
}

/**
 * Combines the errors; uses the code of the last one, as Python's `create_connection` does, except for an address of a family that this
 * machine does not have (an error of the local kernel, marked by Node with ` - Local`).
 */
function asOneError(errors: NodeJS.ErrnoException[]): Error {
  const telling = errors.findLast((error) => !error.message.includes(' - Local')) ?? errors.at(-1);
  if (!telling || errors.length === 1) return telling ?? new Error('there was no address to connect to');
  const { code, errno, syscall } = telling;
  const message = errors.map((error) => error.message).join('; ');
  return Object.assign(new AggregateError(errors, message), { code, errno, syscall });
}
