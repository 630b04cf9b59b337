import type { NetworkError } from '../problem.ts';
import type { Address, LocalInterface } from './dns.ts';

export interface ConnectFacts {
  port: number;
  attempts: ConnectAttempt[];
  /** This machine's own interfaces that are up, without the loopback one; null where the system does not tell. */
  interfaces: LocalInterface[] | null;
}

export interface ConnectAttempt extends Address {
  outcome: 'connected' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'denied' | 'error';
  /** From the connect to the answer of the system, as its callback saw it. */
  ms: number;
  problem: NetworkError | null;
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
  problem: NetworkError | null;
}

/** What this machine does with packets for the addresses of the host, by its own routing table. */
export interface PeerRouteFacts {
  routes: PeerRoute[];
}

export interface PeerRoute extends Address {
  /** Interface that the packets leave by; null where no route was found. */
  device: string | null;
  /** What that interface is, by the kernel's word or by its name. */
  kind: 'bridge' | 'tunnel' | 'loopback' | 'other';
  /** The network of the route that applies, as `172.17.0.0/16`; null for a default route, or where the system does not tell. */
  network: string | null;
  gateway: string | null;
  /** The interface and next hop of the default route of the same family: the way out of this machine. */
  uplink: { device: string; gateway: string | null } | null;
  /** Where that is read, and its own words. */
  source: string;
  line: string;
}
