import { defineConfig } from 'vitest/config';

// The end-to-end worlds wait on purpose (a dropped packet costs a step's deadline), so the limit per test is generous.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 4 },
});
