import type { Passage } from '../log/passages.ts';
import { type Actor, actorOf } from './actor.ts';
import { otherServiceOf } from './peers/attribution.ts';
import type { LogContext } from './peers/context.ts';
import type { Surroundings } from './peers/surroundings.ts';
import { isUnattributed } from './peers/unattributed.ts';
import { recordAt } from './record.ts';

/**
 * How a call ended, as far as the log goes on: it failed, or the log says that it was tried again and no more, or that the program gave up;
 * what the client tried next went well; or a test wanted it to fail.
 */
export type Outcome = 'failed' | 'retried' | 'gave up' | 'recovered' | 'expected';

/**
 * One call that went wrong, as the records of a log show it. Addresses that a program listens on and text that only mentions failures make
 * no event (`ownMessagesIn`). What was said is in the failure that has the event.
 */
export interface Event {
  /** Whose client speaks. */
  actor: Actor;
  /** `incoming`: a server logged the request of a client, and nothing but that line shows it. */
  direction: 'outgoing' | 'incoming';
  /** Whom the call was for, as its own record or chain shows it, or else a setting further up. */
  around: Surroundings;
  /** What that is where it is no API of models, in words; null where it is one, or may be. */
  otherService: string | null;
  /** Whether nothing around it shows that an API was called: where nothing else in the log does, either, it is anybody's. */
  isUnattributed: boolean;
  /** The container or the process that reports it, as a collector names it; null where none does. */
  speaker: string | null;
  /** The endpoint that was asked for: as a server logged it, or the path of the URL; null where neither is shown. */
  operation: string | null;
  outcome: Outcome;
}

/** What shows an event: a failure at a place of a passage, the peer, and the endpoint where a server logged it (else null). */
export interface Shown {
  id: string;
  passage: Passage;
  place: number;
  around: Surroundings;
  served: string | null;
  log: LogContext;
}

/** The event of a failed call, before it is known how it ended. */
export function eventOf({ id, passage, place, around, served, log }: Shown): Event {
  const record = recordAt(passage, place);
  const actor = actorOf(record, place - record.from);
  const call = { id, place, record, actor, around, log };
  const otherService = otherServiceOf(call);
  const direction = served === null ? 'outgoing' : 'incoming';
  return {
    actor,
    direction,
    around,
    otherService,
    isUnattributed: otherService === null && isUnattributed(call),
    speaker: record.speaker,
    operation: served ?? around.url?.path ?? null,
    outcome: 'failed',
  };
}
