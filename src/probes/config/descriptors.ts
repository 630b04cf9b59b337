import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { problem } from '../../model/errors.ts';
import type { DescriptorFacts } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';

/** Several times what a client with a few connections needs. */
const TRIED = 64;

/**
 * Counts how many more files this process can open, up to a cap. Without a file descriptor a DNS lookup fails as if the name did not
 * exist.
 */
export const configDescriptors: Probe<'config/descriptors'> = {
  id: 'config/descriptors',
  after: [],
  run: async () => ({ available: countOpenable(), tried: TRIED }),
  summarise: ({ available, tried }) =>
    available < tried ? `only ${available} file descriptors available` : `at least ${tried} file descriptors available`,
  trouble: ({ available }: DescriptorFacts) => (available === 0 ? problem('EMFILE', 'no file descriptor available') : null),
};

/** Opens and closes within one turn of the event loop, so that the rest of the process does not run out of descriptors. */
function countOpenable(): number {
  const open: number[] = [];
  try {
    while (open.length < TRIED) open.push(openSync(devNull, 'r'));
  } catch {
    // The limit is reached: that is the result.
  } finally {
    for (const descriptor of open) closeSync(descriptor);
  }
  return open.length;
}
