import type { Observation, ProbeId, RouteObservations } from '../model/observation.ts';
import type { Probe, Route } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import type { Lookup } from '../net/route/lookup.ts';

/** Receives probe start and end events. Skipped probes emit only an end event. */
export interface Observer {
  started(id: ProbeId): void;
  /** How far a long probe is, and how many milliseconds it still takes at most; null where it does not know. */
  progress?(id: ProbeId, done: number, total: number, leftMs: number | null): void;
  ended(id: ProbeId, observation: Observation): void;
}

/** Every probe. */
export type Registry = { [P in ProbeId]: Probe<P> };

/** State shared by all probes of a run. */
export interface Run {
  target: Target;
  probes: Registry;
  /** Aborted at the deadline of the run or by an interruption. */
  signal: AbortSignal;
  lookup: Lookup;
  observer: Observer;
  /** Milliseconds since the start of the run. */
  now(): number;
}

/** The same for the probes of one route. */
export type OnRoute = Run & {
  seen: RouteObservations;
  route: Route;
  settled: <P extends ProbeId>(id: P) => Promise<Observation<P>>;
};

/** How long running probes may take to report after the run has ended. */
export const GRACE_MS = 100;
