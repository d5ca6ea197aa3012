import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Tests run on the sources: the same condition that tsconfig.json names, so that 'leak-stream/plugin' is src/plugin and not an old build.
const conditions = ['leak-stream-source'];

/** Rooms whose tests touch nothing that outlives them: their files share what is loaded, which takes half of the time. */
const PURE = ['judge', 'model', 'parsers', 'plugin', 'read', 'show', 'live']
  .map((room) => `test/${room}/**/*.test.ts`)
  .concat('test/samples.test.ts');
/** So do those of the command line, which begin processes too. */
const CLI = ['test/cli/**/*.test.ts'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 30_000,
    setupFiles: ['test/seed.ts'],
    // By itself it leaves one core idle, which is half of them where there are two; and tests that wait for a process leave theirs idle.
    maxWorkers: availableParallelism() + 1,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'command line', include: CLI, isolate: false, globalSetup: ['test/bundled.ts'] } },
      {
        extends: true,
        test: { name: 'each by itself', include: ['test/**/*.test.ts'], exclude: [...PURE, ...CLI], globalSetup: ['test/bundled.ts'] },
      },
    ],
  },
});
