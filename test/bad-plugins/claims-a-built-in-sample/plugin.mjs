import { definePlugin } from 'leak-stream/plugin';

export default definePlugin({
  id: 'tide-pool',
  title: 'Tide pool',
  runtime: 'tide-pool',
  hints: ['tide-pool: ', 'active='],
  rules: {
    stats: {
      pattern: /\bactive=(?<inUse>\d{1,6})/,
      read: (match) => ({ kind: 'pool-snapshot', inUse: match.number('inUse') }),
    },
  },
  samples: {
    'in use': { log: '2026-03-14 09:00:00,000 INFO tide-pool: active=3', reads: { kind: 'pool-snapshot', inUse: 3 } },
  },
});
