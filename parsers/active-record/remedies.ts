import type { Remedy } from 'leak-stream/plugin';

/** How to mend a pool of Active Record that runs out. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'scope-bound-checkout',
    text: 'Requests and jobs give their connection back when they end; threads, fibers and checkout calls of your own do not. Take the connection in a block, so that every path out of it gives it back.',
    fix: 'Thread.new do\n  pool = ActiveRecord::Base.connection_pool\n  pool.with_connection do |connection|\n    connection.execute(sql)\n  end\nend',
    containment:
      'The reaper (reaping_frequency) takes back only what a dead thread held. A larger pool helps where there are more threads than connections, and only delays the end of a leak.',
    validate: [
      'In a test: run the failing path more often than pool allows, then assert ActiveRecord::Base.connection_pool.stat[:busy] is what it was before.',
      'After the deploy: busy + dead of stat returns to its baseline whenever traffic pauses.',
    ],
  },
];
