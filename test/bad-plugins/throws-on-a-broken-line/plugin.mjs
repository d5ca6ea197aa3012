import { definePlugin, javaStack } from 'leak-stream/plugin';

export default definePlugin({
  id: 'tide-pool',
  title: 'Tide pool',
  runtime: 'tide-pool',
  hints: ['tide-pool: '],
  rules: {
    checkout: {
      pattern: /lent (?<connection>\w{1,20})/,
      read: (match, record) => ({
        kind: 'checkout',
        connection: match.text('connection'),
        pool: record.tail[0].trim(),
        stack: javaStack(record.tail.slice(1)),
      }),
    },
  },
  samples: {
    'one goes out': {
      log: '2026-03-14 09:00:00,000 INFO tide-pool: lent c7\n  orders\n\tat shop.Dao.load(Dao.java:3)',
      reads: { kind: 'checkout', connection: 'c7', pool: 'orders' },
    },
  },
});
