import { defineConfig } from 'vitest/config';

const json = process.env.VITEST_JSON;

// The end-to-end worlds wait on purpose (a dropped packet costs a step's deadline), so the limit for a test is generous, and more of
// them run at once than there are processors.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 4,
    // Kernels limit the rate of ICMP and lose first packets: in CI a world that failed may show once more what it proves.
    retry: process.env.CI ? 1 : 0,
    reporters: json ? ['default', 'json'] : ['default'],
    ...(json ? { outputFile: { json } } : {}),
  },
});
