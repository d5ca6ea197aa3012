import { definePlugin } from 'leak-stream/plugin';

export default definePlugin({
  id: 'tide-pool',
  title: 'Tide pool',
  runtime: 'tide-pool',
  hints: ['tide-pool: '],
  rules: {
    checkout: {
      pattern: /lent (?<connection>\w{1,20})$/,
      read: (match) => ({ kind: 'checkout', connection: match.text('connection') }),
    },
  },
  samples: {},
});
