import type { Remedy } from 'leak-stream/plugin';

/** How to mend a leak of peewee's connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'connection-context',
    text: 'With threads each one has a connection of its own from connect() to close(), and one that ends without close() keeps it out for good. Connect and close for each request, on every path: with connection_context(), or in hooks that run after errors too.',
    fix: 'with db.connection_context():\n    handle(request)      # closed on every path',
    containment:
      'db.close_stale(age) closes what has been out for longer than age seconds; whoever still uses such a connection fails. db.manual_close() replaces one.',
    validate: [
      'In a test with max_connections=1, timeout=1: run the failing path twice, in two threads; the second must not fail.',
      'Log len(db._in_use) in a quiet minute: it must fall to 0.',
    ],
  },
];
