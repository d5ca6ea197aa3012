import type { Remedy } from 'leak-stream/plugin';

/** How to mend a leak of reactive connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'use-when',
    text: 'A connection goes back when the publisher of close() is subscribed to, on completion, error and cancellation alike: a close() in flatMap or then() is skipped by the other two. Mono.usingWhen closes on all three; DatabaseClient and repositories of Spring do it by themselves.',
    fix: 'Mono.usingWhen(pool.create(),\n    db -> Mono.from(db.createStatement(SQL).execute())\n        .flatMap(result -> Mono.from(result.getRowsUpdated())),\n    Connection::close)',
    containment:
      'Nothing takes a connection back but the program: maxIdleTime and maxLifeTime only look at idle ones. Restart the service.',
    validate: [
      'In a test with maxSize(1): run the failing path twice with maxAcquireTime(1 s); the second must not time out.',
      'Watch r2dbc.pool.acquired in a quiet minute: it must fall to what it was before.',
    ],
  },
];
