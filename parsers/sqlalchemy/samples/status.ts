import type { Sample } from 'leak-stream/plugin';

/** How full the pool is, as `status()` says it and as programs do. */
export const status: Readonly<Record<string, Sample>> = {
  'a status that the application prints': {
    log: '2026-11-23 02:04:40,022 INFO app.health: Pool size: 5  Connections in pool: 1 Current Overflow: -3 Current Checked out connections: 1',
    reads: { kind: 'pool-snapshot', inUse: 1, idle: 1, open: 2, size: 5 },
    rule: 'status',
  },
  'a status of one of two engines': {
    log: '2026-11-23 02:04:40,022 INFO    [MainThread] replica: Pool size: 25  Connections in pool: 1 Current Overflow: -21 Current Checked out connections: 3',
    reads: { kind: 'pool-snapshot', pool: 'replica', inUse: 3, idle: 1, open: 4, size: 25 },
    rule: 'status',
  },
  'a status in the words of its methods': {
    log: 'ts=2026-11-23T02:04:40.022Z level=info logger=shop.health msg="db: size=5 checkedin=2 overflow=-1 checkedout=3"',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 2, open: 5 },
    rule: 'own-status',
  },
  'a status in JSON': {
    log: '{"timestamp": "2026-11-23T02:04:40.022Z", "level": "info", "event": "pool", "pool_size": 5, "max_overflow": 10, "checked_out": 7, "overflow": 2}',
    reads: { kind: 'pool-snapshot', inUse: 7, max: 15 },
    rule: 'own-status',
  },
  'a status of one of two engines in JSON': {
    log: '{"event": "db pool", "level": "info", "timestamp": "2026-11-23T02:04:40.022Z", "engine": "replica", "checked_out": 8, "checked_in": 2, "overflow": 0, "size": 20}',
    reads: { kind: 'pool-snapshot', inUse: 8, idle: 2, size: 20, pool: 'replica' },
    rule: 'own-status',
  },
  'a status with capitals': {
    log: '2026-11-23 02:04:40,022 INFO shop.health: Engine pool: Checked in: 1, Checked out: 4',
    reads: { kind: 'pool-snapshot', inUse: 4, idle: 1 },
    rule: 'own-status',
  },
  'a status in words of its own': {
    log: '2026-11-23 02:04:40,022 INFO shop.health: db: 7/15 in use (overflow 2)',
    reads: { kind: 'pool-snapshot', inUse: 7, max: 15 },
    rule: 'own-overflow',
  },
  'a buffer that ran over': { log: '2026-11-23 02:04:40,022 INFO shop.web: buffer 7/15 in use, overflow 2', reads: [], decoy: true },
  guests: {
    log: '2026-11-23 02:04:40,022 INFO hotel.desk: Checked in: 12, Checked out: 4',
    reads: [],
    decoy: true,
  },
  'what a library lent': {
    log: '2026-11-23 02:04:40,022 INFO branch.desk: books checked out: 4, of them 2 late, size=2',
    reads: [],
    decoy: true,
  },
  'guests, and the pool is closed': {
    log: '2026-11-23 02:04:40,022 INFO hotel.desk: checked in: 12, checked out: 4, swimming pool closed',
    reads: [],
    decoy: true,
  },
  'tools that are lent': {
    log: '2026-11-23 02:04:40,022 INFO tools.shed: checked out 4, overflow 2',
    reads: [],
    decoy: true,
  },
  'a pool of a cache': {
    log: '2026-11-23 02:04:40,022 INFO redis.pool: size=5 checked_out=2 checked_in=3',
    reads: [],
    decoy: true,
  },
  'a pool of threads': {
    log: '2026-11-23 02:04:40,022 INFO shop.jobs: thread pool size=5 checked_out=2 checked_in=3',
    reads: [],
    decoy: true,
  },
};
