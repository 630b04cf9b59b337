import { afterEach } from 'vitest';
import { clock } from '../../src/secrets/redact/patience.ts';

const { now } = clock;
afterEach(() => {
  clock.now = now;
});

/** A clock for the search for secrets that goes on by so many milliseconds each time it is looked at, and how often that was. */
export function ticking(ms: number): () => number {
  let looks = 0;
  clock.now = () => {
    looks += 1;
    return looks * ms;
  };
  return () => looks;
}
