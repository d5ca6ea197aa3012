import { defineConfig } from 'vitest/config';

// Tests run on the sources: the same condition that tsconfig.json names, so that 'leak-stream/plugin' is src/plugin and not an old build.
const conditions = ['leak-stream-source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // By itself it leaves one core idle, which is half of them where there are two.
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, maxWorkers: '100%' },
});
