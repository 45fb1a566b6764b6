import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/fixtures/global-setup.ts'],
    pool: 'forks',
    // For two cores: tests of whole houses mostly wait, for paces and providers.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      reportOnFailure: true,
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
