import { definePlugin } from 'leak-stream/plugin';
import { connectionRules, poolRules } from './pool-lines.ts';
import { refusedRules } from './refused.ts';
import { endedRules } from './ended.ts';
import { enable, snippets } from './enable.ts';
import { ownStatusRules } from './own-status.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';
import { andTimeoutBelow, timeoutRules } from './timeout.ts';

/**
 * SQLAlchemy's pools, 1.0 to 2.1, and what drivers say under them. README.md tells which events each line gives, in which order. Listeners of a program's own are
 * read by own-words.
 */
export default definePlugin({
  id: 'sqlalchemy',
  title: 'SQLAlchemy',
  runtime: 'sqlalchemy',
  docs: 'https://docs.sqlalchemy.org/en/20/core/pooling.html',
  hints: [
    'Created new connection',
    'checked out',
    'checkedout',
    'checked_out',
    'Checked out',
    'overflow',
    'being returned to pool',
    '-on-return',
    'reset, transaction already reset',
    'losing connection <',
    'Invalidate connection',
    'garbage collector is trying to clean up',
    '; recycling',
    'pre-ping',
    'Disconnection detected on checkout',
    'Reconnection attempts exhausted',
    'Pool disposed.',
    'Pool recreating',
    'Current Checked out connections',
    'Error on connect()',
    'Exception during reset or similar',
    'Exception terminating connection <',
    'Cancellation during terminate of connection <',
    'Error closing cursor',
    'Double checkin attempted on',
    "Can't invalidate an already-closed connection",
    'Reset agent is not active',
    'QueuePool limit of size',
    'too many clients already',
    'remaining connection slots',
    'too many connections for',
    'TooManyConnectionsError',
    'SessionTimeout',
    "(1040, 'Too many",
    'connection to server ',
    'could not connect to server',
    'could not translate host name',
    'the database system is ',
    'Connect call failed',
    "an't connect to ",
  ],
  context: true,
  // The rest of an invalidation's reason, and of a wrapped timeout.
  continues:
    /^(?:\)\s*$|connection timed out, timeout \d|server closed the connection|SSL connection has been closed|\(Background on this error)/,
  rules: {
    ...andTimeoutBelow(connectionRules),
    ...timeoutRules,
    ...andTimeoutBelow(poolRules),
    ...ownStatusRules,
    ...refusedRules,
    ...endedRules,
  },
  remedies,
  enable,
  snippets,
  samples,
});
