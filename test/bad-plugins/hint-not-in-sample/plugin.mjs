import { definePlugin } from 'leak-stream/plugin';

export default definePlugin({
  id: 'tide-pool',
  title: 'Tide pool',
  runtime: 'tide-pool',
  hints: ['tidepool'],
  rules: {
    checkout: {
      pattern: /lent (?<connection>\w{1,20})$/,
      read: (match) => ({ kind: 'checkout', connection: match.text('connection') }),
    },
  },
  samples: {
    'one goes out': { log: '2026-03-14 09:00:00,000 INFO tide-pool: lent c7', reads: { kind: 'checkout', connection: 'c7' } },
  },
});
