import { definePlugin } from 'leak-stream/plugin';

export default definePlugin({
  id: 'tide-pool',
  title: 'Tide pool',
  runtime: 'tide-pool',
  hints: ['Pool stats', 'tide-pool'],
  rules: {
    stats: {
      pattern: /Pool stats (?<pool>in short)?.{0,200}active=(?<inUse>\d{1,6})/,
      read: (match, record) => (record.raw.includes('tide') ? { kind: 'pool-snapshot', inUse: match.number('inUse') } : undefined),
    },
  },
  samples: {
    stats: {
      log: '2026-03-14 09:00:00,000 DEBUG tide-pool - Pool stats (total=10, active=3, idle=7, waiting=0)',
      reads: { kind: 'pool-snapshot', inUse: 3 },
    },
  },
});
