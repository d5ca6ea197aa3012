import type { Sample } from 'leak-stream/plugin';

const AT = '2026-11-23T09:14:02.511Z';
const json = (msg: string, values: object): string => JSON.stringify({ time: AT, level: 'info', msg, ...values });
const logfmt = (text: string): string => `time="${AT}" level=info ${text}`;
const reads = (log: string, figures: object): Sample => ({
  log,
  reads: { kind: 'pool-snapshot', occasion: 'periodic', ...figures },
  rule: 'gauge',
});
const decoy = (log: string): Sample => ({ log, reads: [], decoy: true });

/** A pool's figures in the fields of a record: whose they are stands in the keys, above them, or in the message. */
export const keys: Readonly<Record<string, Sample>> = {
  'a sign of life with the connections’ figures and a queue of jobs': reads(
    logfmt('msg="still alive" conns_busy=0 conns_free=3 conns_max=50 queued=17'),
    { inUse: 0, idle: 3, max: 50, pending: undefined },
  ),
  'the same in camel case, with who waits for them': reads(json('heartbeat', { busyConns: 4, freeConns: 3, maxConns: 50, waiters: 2 }), {
    inUse: 4,
    idle: 3,
    max: 50,
    pending: 2,
  }),
  'a share in words as a value': reads(json('database connections', { used: '5 of 16', spare: 1, had_to_wait: 0 }), {
    inUse: 5,
    max: 16,
    idle: 1,
    waitCount: 0,
  }),
  'what is lent and what is kept': reads(
    JSON.stringify({ t: '2026-11-23 09:14:02.511', l: 'I', m: 'pg', lent: 4, kept: 1, max: 90, waited: 0 }),
    { inUse: 4, idle: 1, max: 90, waitCount: 0 },
  ),
  'a database’s figures among those of the runtime': reads(logfmt('msg=runtime goroutines=34 heap_mb=88 db_busy=3 db_idle=2'), {
    inUse: 3,
    idle: 2,
  }),
  'keys with dots': reads(json('tick', { 'pool.used': 3, 'pool.free': 2, 'pool.max': 20 }), { inUse: 3, idle: 2, max: 20 }),
  'whose database it is, in the keys': reads(logfmt('msg=vitals orders_db_in_use=3 orders_db_idle=7'), { inUse: 3, idle: 7 }),
  'which of two pools it is, in the keys': reads(logfmt('msg=vitals primary_pool_used=3 primary_pool_free=7 primary_pool_max=20'), {
    inUse: 3,
    idle: 7,
    max: 20,
  }),
  'a share under the pool’s name': reads(logfmt('msg=stats db_pool=3/20 queue=17'), { inUse: 3, max: 20, pending: undefined }),
  'handed out and at rest': reads(logfmt('msg="pool of db" handed_out=3 at_rest=2 ceiling=20'), { inUse: 3, idle: 2, max: 20 }),
  'all connections and the idle ones of them': reads(json('db pool', { conns: 3, idle: 1, max: 20 }), { inUse: 2, open: 3, idle: 1, max: 20 }),
  'a database beside another store': reads(json('vitals', { sqlBusy: 3, sqlFree: 7, sqlMax: 20, redis: 'ok' }), { inUse: 3, idle: 7 }),
  'pgxpool’s names among a consumer’s': reads(
    json('consumer status', { lag: 0, pgx_acquired: 2, pgx_max: 8, pgx_acquire_total: 22, pgx_acquire_canceled: 0 }),
    { inUse: 2, max: 8 },
  ),
  'the limit as the process begins': {
    log: `${AT} INFO shop listening on :8080 (GOMAXPROCS 2, db max 20)`,
    reads: [
      { kind: 'pool-lifecycle', phase: 'started' },
      { kind: 'pool-configuration', max: 20 },
    ],
    rule: 'limit',
  },
  'the limit in the fields of a record': {
    log: json('shop listening on :3000', { db_max_open: 4 }),
    reads: [
      { kind: 'pool-lifecycle', phase: 'started' },
      { kind: 'pool-configuration', max: 4 },
    ],
    rule: 'limit',
  },
  'how often the database is tried': decoy(`${AT} INFO shop listening on :8080 (db max retries 5)`),
  'how long the database is waited for': decoy(`${AT} INFO shop listening on :8080 (db max 20 s)`),
  workers: decoy(logfmt('msg="still alive" workers_busy=0 workers_free=3 workers_max=50 queued=0')),
  'licences': decoy(json('licences', { used: '5 of 16', spare: 1, had_to_wait: 0 })),
  'a pool of threads': decoy(json('tick', { executor: { active: 3, idle: 2, max: 20, queued: 1 } })),
  'goroutines': decoy(json('heartbeat', { goroutines: { busy: 3, idle: 2, max: 20 } })),
  'a client of the web': decoy(json('http client', { conns_busy: 3, conns_free: 2, conns_max: 20, queued: 0 })),
  'the web’s connections in the keys': decoy(json('tick', { http_conns_in_use: 3, http_conns_idle: 2, http_conns_max: 20 })),
  'WebSockets': decoy(json('tick', { ws_conns_busy: 3, ws_conns_free: 2, ws_conns_max: 20 })),
  'a pool of another store': decoy(json('tick', { redis_pool_used: 3, redis_pool_free: 2, redis_pool_max: 20, db: 'ok' })),
  'a broker’s connections': decoy(json('tick', { mqtt: { conns: { busy: 3, idle: 2, limit: 20 } } })),
  'connections that idle at a server': decoy(json('server stats', { conns_active: 3, conns_idle: 20, conns_new: 4 })),
  'connections of which it is not said that they are lent': decoy(json('charging points', { conns_busy: 3, conns_free: 17 })),
  'a database’s disk': decoy(json('pg disk usage', { used: '5 of 16', free: 11 })),
  'a database’s disk in the keys': decoy(json('vitals', { db_disk_used: 5, db_disk_free: 11 })),
  'a database’s workers': decoy(json('sql worker slots', { used: 3, free: 17 })),
  'two pools': decoy(logfmt('msg=vitals primary_pool_used=3 primary_pool_free=7 replica_pool_used=4 replica_pool_free=1')),
};
