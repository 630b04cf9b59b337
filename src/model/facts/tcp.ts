import type { Problem } from '../problem.ts';
import type { Address, LocalInterface } from './dns.ts';

export interface ConnectFacts {
  port: number;
  attempts: ConnectAttempt[];
  /** This machine's own interfaces that are up, without the loopback one; null where the system does not tell. */
  interfaces: LocalInterface[] | null;
}

export interface ConnectAttempt extends Address {
  outcome: 'connected' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'denied' | 'error';
  ms: number;
  problem: Problem | null;
  /**
   * What the peer did in the moment after accept while nothing was sent: a reset or an end there comes before any hello.
   * Null where it was not watched.
   */
  afterConnect: 'idle' | 'reset' | 'closed' | 'data' | null;
}

export interface NodeConnectFacts {
  /** Node's cap on each address, in milliseconds. */
  attemptTimeoutMs: number;
  connected: boolean;
  ms: number;
  problem: Problem | null;
}
