import type { LookupFacts } from './facts/dns.ts';
import type { RouteName } from './layers.ts';
import type { Facts, Observation, ProbeId, RouteObservations } from './observation.ts';
import type { NetworkError } from './problem.ts';
import type { Target } from './target.ts';

/** Opens a byte stream to `host:port`, directly or through a proxy. Probes do not depend on which. */
export interface Route {
  name: RouteName;
  /** Resolves with a connected socket, plain, nothing sent to the host yet; rejects with the reason. */
  open(host: string, port: number, signal: AbortSignal): Promise<OpenedStream>;
}

export interface OpenedStream {
  socket: import('node:stream').Duplex;
  /** The peer's address, or the proxy's word on it. */
  peer: string;
}

/** What a probe is handed. */
export interface ProbeContext {
  target: Target;
  route: Route;
  /** Ends at the step's deadline, and when the run does. */
  signal: AbortSignal;
  /** Resolves once that probe has ended, whatever its end. */
  settled<P extends ProbeId>(id: P): Promise<Observation<P>>;
  /** Tells whoever watches how far a long probe is, and how long it still takes at most. */
  progress(done: number, total: number, leftMs: number | null): void;
  /** Milliseconds until the run ends. */
  leftMs(): number;
  /** The result of `getaddrinfo` for a name. Called once per run and name, in a child process that can be abandoned. */
  lookup(host: string): Promise<LookupFacts>;
}

export interface Probe<P extends ProbeId = ProbeId> {
  id: P;
  /** Started as soon as these have ended. */
  after: ProbeId[];
  /** Why there is nothing to ask, given what was seen so far; null where there is. */
  skip?: (c: { target: Target; seen: RouteObservations }) => { because: ProbeId | null; reason: string } | null;
  /** Milliseconds after which the runner abandons the probe. Default: the time limit of one step. */
  limitMs?: (target: Target) => number;
  /** Whether it returns what it has seen by then where the run is ended early: for those that take minutes. */
  isPartial?: boolean;
  /** Whether it only reads files of this machine: on a slow disk its result is unknown, which is no failure of calls. */
  readsFiles?: boolean;
  run(context: ProbeContext): Promise<Facts[P]>;
  /** One line for the probe's row, key fact first. */
  summarise(facts: Facts[P]): string;
  /** What was refused or missing, whatever the reason; null where the probe got what it requested. Displayed without explanation. */
  trouble(facts: Facts[P]): NetworkError | null;
}
