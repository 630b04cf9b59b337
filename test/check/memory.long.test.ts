/** Many runs in one process, as `watch` makes them, leave nothing behind. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { run } from '../../src/run/run.ts';
import { targetFor } from '../support/tcp-cases.ts';

const WARM_UP = 300;
const RUNS = 3_000;

/** A composite signal with one listener, which Node keeps until it is aborted, takes about a kilobyte with what hangs on it. */
const LEAST_LEAK_BYTES = 400;

/** Each probe would need a network, and its own tests show that it closes what it opened. */
const NO_PROBES = {} as NonNullable<NonNullable<Parameters<typeof run>[2]>['probes']>;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function heapBytes(): Promise<number> {
  for (let times = 0; times < 3; times += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}

test('a run leaves no listener and no signal behind', async () => {
  const target = targetFor('http://127.0.0.1:9/v1');
  const runs = async (times: number) => {
    for (let at = 0; at < times; at += 1) {
      // As watch does it: a signal of its own for each, which is never aborted.
      await run(target, new AbortController().signal, { probes: NO_PROBES });
      // What a WeakRef was made for lives until the end of a turn.
      await new Promise(setImmediate);
    }
  };
  await runs(WARM_UP);
  const before = await heapBytes();
  await runs(RUNS);
  const each = ((await heapBytes()) - before) / RUNS;
  expect(each).toBeLessThan(LEAST_LEAK_BYTES);
}, 120_000);
