import type { DiffInput } from './side.ts';

/** What a difference is about: decides which causes it can explain. */
export type Topic =
  | 'base-url'
  | 'key'
  | 'identity'
  | 'way'
  | 'proxy-answer'
  | 'hosts'
  | 'resolvers'
  | 'names'
  | 'addresses'
  | 'connections'
  | 'interfaces'
  | 'certificate'
  | 'trust'
  | 'protocol'
  | 'clock'
  | 'answer'
  | 'service'
  | 'roots'
  | 'variables'
  | 'versions'
  | 'settings'
  | 'timing'
  | 'findings';

/** One difference between the two reports. */
export interface Difference {
  topic: Topic;
  /** One sentence, in which A and B are the two reports. */
  text: string;
  /** The value in each report. */
  a: string;
  b: string;
}

/** Compares one thing: no result where it is the same, or unknown in one report. */
export type Comparer = (a: DiffInput, b: DiffInput) => Difference[];

/** A difference between values of both sides; none where one is unknown. */
export function differing(topic: Topic, text: string, of: (side: DiffInput) => string | null): Comparer {
  return (a, b) => {
    const [here, there] = [of(a), of(b)];
    return here === null || there === null || here === there ? [] : [{ topic, text, a: here, b: there }];
  };
}

/** A list in a sentence, short enough to be read. */
export function listed(items: string[], most = 6): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}
