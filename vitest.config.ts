import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const json = process.env.VITEST_JSON;

// Namespaces and servers, long waits, and programs that are started: what `npm test` leaves out.
const slow = ['test/**/*.{worlds,long}.test.ts'];

// Real clients that `test/setup.sh` installs have tests of their own.
const notOurs = ['test/.clients/**'];

// What takes longest in one file comes first, so that no processor waits for it at the end.
const long =
  /catalogue\/commands\.long|check\/(?:faults|promises)|probes\/(?:calls|tls-probes|tls-hostile|repeat)|cli\/(?:watch|run|output)/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter((one) => long.test(one.moduleId)), ...sorted.filter((one) => !long.test(one.moduleId))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // A dropped packet costs a step's time limit, so the limit for a test is generous, and more tests wait at once than there are processors.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 4,
    // Kernels limit the rate of ICMP and lose first packets: in CI a world that failed may show once more what it proves.
    retry: process.env.CI ? 1 : 0,
    reporters: json ? ['default', 'json'] : ['default'],
    ...(json ? { outputFile: { json } } : {}),
    projects: [
      {
        extends: true,
        // What is pure shares its imports: loading the tool anew for each file costs more than the tests.
        test: { name: 'fast', isolate: false, include: ['test/**/*.test.ts'], exclude: [...slow, ...notOurs] },
      },
      { extends: true, test: { name: 'slow', include: slow, exclude: notOurs } },
    ],
  },
});
