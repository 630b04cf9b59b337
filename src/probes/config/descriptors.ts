import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { problem } from '../../model/errors.ts';
import type { DescriptorFacts } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';

/** What a client with a few connections needs, several times over. */
const TRIED = 64;

/**
 * Tries how many more files this process may open. A resolver that may not open a socket answers as if the name did not exist, so
 * without this the blame falls on DNS.
 */
export const configDescriptors: Probe<'config/descriptors'> = {
  id: 'config/descriptors',
  after: [],
  run: async () => ({ available: countOpenable(), tried: TRIED }),
  summarise: ({ available, tried }) =>
    available < tried ? `only ${available} more files can be opened` : `${tried} more files can be opened`,
  trouble: ({ available }: DescriptorFacts) => (available === 0 ? problem('EMFILE', 'no file can be opened') : null),
};

/** Opens and closes within one turn of the event loop, so that nothing else in this process misses the descriptors meanwhile. */
function countOpenable(): number {
  const open: number[] = [];
  try {
    while (open.length < TRIED) open.push(openSync(devNull, 'r'));
  } catch {
    // The limit is reached: how many there are is the answer.
  } finally {
    for (const descriptor of open) closeSync(descriptor);
  }
  return open.length;
}
