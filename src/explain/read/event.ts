import type { Surroundings } from './peers/surroundings.ts';

/** How a call ended, as far as the log goes on: it failed, or what the client tried next went well. */
export type Outcome = 'failed' | 'recovered';

/**
 * One call that went wrong, as the records of a log show it. Addresses that a program listens on and text that only mentions failures make
 * no event. What was said is in the failure that has the event; who speaks is recognized when its finding is written.
 */
export interface Event {
  /** `incoming`: a server logged the request of a client, and nothing but that line shows it. */
  direction: 'outgoing' | 'incoming';
  /** Whom the call was for, as its own record or chain shows it, or else a setting further up. */
  around: Surroundings;
  /** The endpoint that was asked for: as a server logged it, or the path of the URL; null where neither is shown. */
  operation: string | null;
  outcome: Outcome;
}

/** The event of a failed call. `served` is the endpoint that a server logged, null where the log is of the client. */
export function eventOf(around: Surroundings, served: string | null): Event {
  const direction = served === null ? 'outgoing' : 'incoming';
  return { direction, around, operation: served ?? around.url?.path ?? null, outcome: 'failed' };
}
