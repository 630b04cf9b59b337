import type { NetworkError } from '../problem.ts';
import type { Address } from './dns.ts';

/** Endpoints of the API that clients call, as they stand behind the base path. */
export type CallEndpoint = '/responses' | '/chat/completions' | '/embeddings' | '/completions';

/** Which endpoints the server has, asked with requests that have to be refused. */
export interface EndpointFacts {
  tried: EndpointTrial[];
  /** The same request to a path that no server has: what the others are compared with. */
  control: EndpointTrial | null;
  /** The endpoint that generated an answer although nothing was asked of it; then nothing more was tried. */
  generated: CallEndpoint | null;
}

export interface EndpointTrial {
  path: string;
  /** Null where the answer shows neither. */
  exists: boolean | null;
  status: number | null;
  /** What the answer means; null where it is sound, or none came. */
  id: string | null;
  /** Its message, or what went wrong at the network. */
  said: string | null;
}

/** Upgrades to WebSocket that were tried. */
export interface WebSocketFacts {
  tried: UpgradeTrial[];
}

export interface UpgradeTrial {
  /** `wss://host/v1/responses`. */
  url: string;
  endpoint: '/responses' | '/realtime';
  /**
   * `accepted`: the connection is a WebSocket and stayed open; `closed`: it was one, and the server closed it at once; `refused`: another
   * status came; `no-response`, `reset` and `failed`: no whole answer.
   */
  outcome: 'accepted' | 'closed' | 'refused' | 'no-response' | 'reset' | 'failed';
  status: number | null;
  /** Of the answer to the upgrade. */
  headers: Record<string, string>;
  /** What the answer to the upgrade says, or the reason of a close. */
  said: string | null;
  closeCode: number | null;
  problem: NetworkError | null;
  ms: number;
}

/** Request bodies of growing size, all of which the endpoint has to refuse. */
export interface BodyFacts {
  endpoint: string;
  /** In the order in which they were sent. */
  tried: BodyTrial[];
  /** The size that was lost with each address family; null where there are not two, or nothing was lost. */
  families: FamilyBody[] | null;
}

export interface BodyTrial {
  /** Size of the body. */
  bytes: number;
  /** `answered`: some status came; `lost`: nothing came back; `reset` and `closed`: the connection ended without an answer. */
  outcome: 'answered' | 'lost' | 'reset' | 'closed' | 'failed';
  status: number | null;
  id: string | null;
  /** The `server` or `via` header, or the product that the answer names. */
  by: string | null;
  /** Whether bytes still left this machine in the end: a slow line, and no loss. */
  isSlow: boolean;
  problem: NetworkError | null;
  ms: number;
}

export interface FamilyBody extends Address {
  outcome: BodyTrial['outcome'];
}

/** Connections that were silent for so long before they were used. */
export interface IdleFacts {
  tried: IdleTrial[];
  /** Whether all lengths were waited for. */
  isWhole: boolean;
  /** Whether a fresh connection worked after some were lost; null where none was, or nobody tried. */
  isReachable: boolean | null;
}

export interface IdleTrial {
  /** Milliseconds of silence that were meant. */
  silentMs: number;
  /** `closed`: the peer ended the connection in order, so a client sees it; `reset`: the peer, or something between, no longer knows it. */
  outcome: 'alive' | 'closed' | 'reset' | 'dead' | 'failed';
  /** When the connection ended by itself, in milliseconds after it was made; null where it did not. */
  endedMs: number | null;
  status: number | null;
  problem: NetworkError | null;
}

/** Many fresh connections, one after the other. */
export interface RepeatFacts {
  /** How many rounds were asked for, and how many were made: each round connects to each address once. */
  wanted: number;
  rounds: number;
  arms: RepeatArm[];
}

/** Connections of one kind: to one address, with one kind of ClientHello. */
export interface RepeatArm {
  address: string | null;
  family: 4 | 6 | null;
  /** Whether the ClientHello has a post-quantum key share; null without TLS. */
  hello: 'post-quantum' | 'classic' | null;
  tries: number;
  failed: number;
  /** Connections that needed a second or more because a packet was sent again (RFC 6298: one second, then two). */
  delayed: number;
  failures: { stage: 'connect' | 'tls'; code: string; count: number }[];
  connectMs: Percentiles | null;
  tlsMs: Percentiles | null;
}

/** In milliseconds. */
export interface Percentiles {
  p50: number;
  p90: number;
  p99: number;
  max: number;
}
