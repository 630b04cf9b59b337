import type { Side } from './side.ts';

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

/** One thing that is not the same in the two reports. */
export interface Difference {
  topic: Topic;
  /** One plain sentence, in which A and B stand for the two. */
  text: string;
  /** What stands in the one and in the other, in a few words. */
  a: string;
  b: string;
}

/** Compares one thing: nothing where it is the same, or is not known of both. */
export type Comparer = (a: Side, b: Side) => Difference[];

/** A difference in what is read of each side; none where one of the two does not know. */
export function differing(topic: Topic, text: string, of: (side: Side) => string | null): Comparer {
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
