import type { Plugin } from 'leak-stream/plugin';
import { full } from './shapes.ts';

/** The same figures as pages that Prometheus scrapes have them, pasted or logged. */
export const metrics: Plugin['samples'] = {
  'Prometheus: client_golang': {
    log: [
      '# HELP go_sql_idle_connections The number of idle connections.',
      '# TYPE go_sql_idle_connections gauge',
      'go_sql_idle_connections{db_name="orders"} 1',
      '# HELP go_sql_in_use_connections The number of connections currently in use.',
      '# TYPE go_sql_in_use_connections gauge',
      'go_sql_in_use_connections{db_name="orders"} 9',
      'go_sql_max_open_connections{db_name="orders"} 10',
      'go_sql_open_connections{db_name="orders"} 10',
      'go_sql_wait_count_total{db_name="orders"} 42',
      'go_sql_wait_duration_seconds_total{db_name="orders"} 62.50385',
    ].join('\n'),
    reads: { ...full, pool: 'orders', text: 'go_sql_in_use_connections{db_name="orders"} 9' },
    rule: 'metrics',
  },
  'Prometheus: gorm, nanoseconds': {
    log: 'gorm_dbstats_idle{db="shop"} 1\ngorm_dbstats_in_use{db="shop"} 9\ngorm_dbstats_max_open_connections{db="shop"} 10\ngorm_dbstats_open_connections{db="shop"} 10\ngorm_dbstats_wait_count{db="shop"} 42\ngorm_dbstats_wait_duration{db="shop"} 6.250385e+10',
    reads: { ...full, pool: 'shop' },
    rule: 'metrics',
  },
  'Prometheus: otelsql, one metric by status': {
    log: [
      '# HELP db_sql_connection_max_open Maximum number of open connections to the database',
      '# TYPE db_sql_connection_max_open gauge',
      'db_sql_connection_max_open{db_name="orders"} 10',
      '# TYPE db_sql_connection_open gauge',
      'db_sql_connection_open{db_name="orders",status="idle"} 1',
      'db_sql_connection_open{db_name="orders",status="inuse"} 9',
      'db_sql_connection_wait_duration_milliseconds_total{db_name="orders"} 62503.85',
      'db_sql_connection_wait_total{db_name="orders"} 42',
    ].join('\n'),
    reads: { kind: 'pool-snapshot', max: 10, inUse: 9, idle: 1, waitCount: 42, waitDurationMs: 62503.85, pool: 'orders' },
    rule: 'metrics',
  },
};
