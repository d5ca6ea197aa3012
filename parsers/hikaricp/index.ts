import { definePlugin } from 'leak-stream/plugin';
import { acquireRules } from './acquire.ts';
import { frames } from './frames.ts';
import { gaugeRules } from './gauge.ts';
import { leakRules } from './leaks.ts';
import { lifecycleRules } from './lifecycle.ts';
import { meterRules } from './meters.ts';
import { noteRules } from './notes.ts';
import { refusedRules } from './refused.ts';
import { endedRules } from './ended.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';
import { statsRules } from './stats.ts';

/**
 * HikariCP from 1.2.5 to 7.x: leak warnings and their recall, acquire timeouts, pool statistics, configuration and life.
 * A leak warning does not name its pool: that is in the name of the housekeeping thread, which layouts may cut.
 */
export default definePlugin({
  id: 'hikaricp',
  title: 'HikariCP',
  runtime: 'hikaricp',
  context: 'samples',
  docs: 'https://github.com/brettwooldridge/HikariCP',
  hints: [
    'Connection leak detection triggered',
    'Apparent connection leak detected',
    '(unleaked)',
    'request timed out after',
    'of waiting for a connection',
    'encountered waiting for connection',
    'ikari', // logger and class names: com.zaxxer.hikari, HikariPool
    'c.z.h.',
    'PoolBase',
    'ProxyConnection',
    'stats (total=',
    '.pool.ActiveConnections', // Dropwizard's metrics
    '.pool.MaxConnections',
    'PSQLException', // the database's refusal, as pgjdbc words it
    'Too many connections',
    'Communications link failure',
    'ocket fail to connect to ',
    'Could not connect to ',
    'threads waiting', // gauges of one's own, over HikariPoolMXBean
    'threads awaiting',
    'hreadsAwaiting',
    'waiting threads',
  ],
  rules: {
    ...leakRules,
    ...acquireRules,
    ...statsRules,
    ...lifecycleRules,
    ...refusedRules,
    ...noteRules,
    ...endedRules,
    ...gaugeRules,
    ...meterRules,
  },
  frames,
  remedies,
  enable,
  snippets,
  samples,
});
