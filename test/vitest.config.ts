import { defineConfig } from 'vitest/config';

/** What every suite has in common. */
export const common = {
  root: new URL('..', import.meta.url).pathname,
  // For what hangs: a machine with other work may take long for what is quick, and the first test of a process loads the
  // sources.
  testTimeout: 300_000,
  // By default one core is left to others, which of two is half of them.
  maxWorkers: '100%',
};

/** Test files that change for good what the modules of a process know: each has a process of its own. */
const apart = [
  // It answers for `node:dns`.
  'test/document/reach.test.ts',
  // Its sessions are of folders that nobody trusts, and from then on the process loads no modules of configs.
  'test/cli/lsp-session.test.ts',
  // It listens to a check, and what is called of checks is remembered.
  'test/probe/signs.test.ts',
];
// They need a browser, wait for most of the time, or are large, and have runs of their own.
const elsewhere = ['test/browser/**', 'test/endings/**', 'test/hostile/**'];

/** `npm test`. */
export default defineConfig({
  test: {
    ...common,
    projects: [
      { extends: true, test: { name: 'apart', include: apart } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...apart, ...elsewhere],
          // Loading the sources anew for each file takes as long as half of the tests.
          isolate: false,
        },
      },
    ],
  },
});
