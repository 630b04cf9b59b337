import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRun, runsIn } from '../support/find-run.ts';

/** The search on which the tests on leaks depend: it finds what a search of each run finds. */
test('a run of a secret is found wherever it stands, and nowhere else', () => {
  const text = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'abAB01é日'), maxLength });
  fc.assert(
    fc.property(text(60), text(20), text(60), fc.integer({ min: 1, max: 12 }), (before, secret, behind, length) => {
      const runs = runsIn(secret, length);
      for (const whole of [before + secret + behind, before + behind]) {
        const places = runs.map((run) => whole.indexOf(run)).filter((at) => at >= 0);
        expect(findRun(whole, new Set(runs), length)).toBe(places.length > 0 ? Math.min(...places) : -1);
      }
    }),
    { numRuns: 500 },
  );
});
