import type { Plugin } from 'leak-stream/plugin';

/** The messages of Rails 3 to 8, in the layouts of Ruby's logger. */
export const samples: Plugin['samples'] = {
  'a request gave up': {
    log: 'F, [2026-03-14T09:00:05.123456 #4711] FATAL -- : [3f2b] ActiveRecord::ConnectionTimeoutError (could not obtain a connection from the pool within 5.000 seconds (waited 5.003 seconds); all pooled connections were in use):',
    reads: { kind: 'acquire-timeout', waitedMs: 5003, witness: 'exception' },
    rule: 'exhausted',
  },
  'a request gave up, Rails 4.1 and 4.2': {
    log: '2016-01-14T05:59:28.655Z 42480 TID-ov6c4r79k WARN: ActiveRecord::ConnectionTimeoutError: could not obtain a database connection within 5.000 seconds (waited 5.001 seconds)',
    reads: { kind: 'acquire-timeout', waitedMs: 5001, witness: 'exception' },
    rule: 'exhausted',
  },
  'a request gave up, Rails 3 and 4.0': {
    log: 'ActiveRecord::ConnectionTimeoutError: could not obtain a database connection within 5 seconds (waited 5.008356846 seconds). The max pool size is currently 25; consider increasing it.',
    reads: { kind: 'acquire-timeout', waitedMs: 5008, max: 25, witness: 'exception' },
    rule: 'exhausted',
  },
  'a request gave up, Rails 3.0 to 3.2': {
    log: 'ActiveRecord::ConnectionTimeoutError: could not obtain a database connection within 5 seconds.  The max pool size is currently 5; consider increasing it.',
    reads: { kind: 'acquire-timeout', waitedMs: 5000, max: 5, witness: 'exception' },
    rule: 'exhausted',
  },
  'a sample, Ruby up to 3.3': {
    log: 'I, [2026-03-14T09:00:02.000345 #4711]  INFO -- : pool {:size=>5, :connections=>5, :busy=>3, :dead=>1, :idle=>1, :waiting=>0, :checkout_timeout=>5.0}',
    reads: { kind: 'pool-snapshot', inUse: 4, idle: 1, open: 5, max: 5, pending: 0 },
    rule: 'stat',
  },
  'a sample, Ruby from 3.4 on': {
    log: 'I, [2026-03-14T09:00:04.000345 #4711]  INFO -- : pool {size: 5, connections: 5, busy: 5, dead: 0, idle: 0, waiting: 2, checkout_timeout: 5.0}',
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 0, open: 5, max: 5, pending: 2 },
    rule: 'stat',
  },
  'a sample as JSON': {
    log: '{"time":"2026-03-14T09:00:04.000Z","level":"INFO","message":"pool","size":5,"connections":2,"busy":1,"dead":0,"idle":1,"waiting":0,"checkout_timeout":5}',
    reads: { kind: 'pool-snapshot', inUse: 1, idle: 1, open: 2, max: 5, pending: 0 },
    rule: 'stat',
  },
  'a sample in words of one’s own': {
    log: '2026-03-14T09:00:04.000Z INFO ActiveRecord pool size=20 connections=8 busy=3 dead=0 idle=5 waiting=0',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 5, open: 8, max: 20, pending: 0 },
    rule: 'stat',
  },
  'a setting of the same name': {
    log: 'I, [2026-03-14T09:00:00.000345 #4711]  INFO -- : database.yml: pool: 5, checkout_timeout: 5, idle_timeout: 300',
    reads: [],
    decoy: true,
  },
};
