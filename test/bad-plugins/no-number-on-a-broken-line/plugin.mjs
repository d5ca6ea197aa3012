import { definePlugin } from 'leak-stream/plugin';

export default definePlugin({
  id: 'tide-pool',
  title: 'Tide pool',
  runtime: 'tide-pool',
  hints: ['tide-pool: '],
  rules: {
    level: {
      pattern: /level (?=busy)/,
      read: (match) => ({ kind: 'pool-snapshot', inUse: Number(/=(\d{1,6}) of/.exec(match.after)?.[1]) }),
    },
  },
  samples: {
    level: { log: '2026-03-14 09:00:00,000 INFO main tide-pool: level busy=3 of max=10', reads: { kind: 'pool-snapshot', inUse: 3 } },
  },
});
