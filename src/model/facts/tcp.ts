import type { NetworkError } from '../problem.ts';
import type { Address, LocalInterface } from './dns.ts';

export interface ConnectFacts {
  port: number;
  attempts: ConnectAttempt[];
  /** The interfaces of this machine that are up, without loopback; null where they were not read. */
  interfaces: LocalInterface[] | null;
}

export interface ConnectAttempt extends Address {
  outcome: 'connected' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'denied' | 'error';
  /** From the connect to the answer of the system, as its callback saw it. */
  ms: number;
  problem: NetworkError | null;
  /**
   * What the peer did right after accept, before anything was sent: a reset or an end at that moment precedes any ClientHello. Null where
   * it was not observed.
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
  /** The network of the route that applies, as `172.17.0.0/16`; null for a default route, or where it is unknown. */
  network: string | null;
  gateway: string | null;
  /** The interface and next hop of the default route of the same family: the way out of this machine. */
  uplink: { device: string; gateway: string | null } | null;
  /** The source of that, and its text. */
  source: string;
  line: string;
}
