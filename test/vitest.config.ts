import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // They need a browser, wait for most of the time, or are large, and have runs of their own.
    exclude: ['test/browser/**', 'test/endings/**', 'test/hostile/**'],
    // For what hangs: a machine with other work may take long for what is quick.
    testTimeout: 60_000,
    // By default one core is left to others, which of two is half of them.
    maxWorkers: '100%',
  },
});
