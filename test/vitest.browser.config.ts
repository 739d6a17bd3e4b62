import { defineConfig } from 'vitest/config';

/** What is looked at in a browser: apart from the rest, since not everybody has one. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    // A browser has threads of its own.
    maxWorkers: 1,
  },
});
