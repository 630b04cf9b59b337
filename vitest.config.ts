import { defineConfig } from 'vitest/config';

const json = process.env.VITEST_JSON;

// Namespaces and servers, long waits, and programs that are started: what `npm test` leaves out.
const slow = ['test/**/*.{worlds,long}.test.ts'];

// Real clients that `test/setup.sh` installs have tests of their own.
const notOurs = ['test/.clients/**'];

export default defineConfig({
  test: {
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
