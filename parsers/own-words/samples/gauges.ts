import type { Sample } from 'leak-stream/plugin';

const line = (text: string): string => `2026-11-23T09:14:02.511Z INFO ${text}`;
const json = (values: object): string => JSON.stringify({ time: '2026-11-23T09:14:02.511Z', level: 'INFO', ...values });
const reads = (figures: object): object => ({ kind: 'pool-snapshot', occasion: 'periodic', ...figures });
const gauge = (log: string, figures: object, rule = 'gauge'): Sample => ({ log, reads: reads(figures) as Record<string, unknown>, rule });
const decoy = (text: string): Sample => ({ log: line(text), reads: [], decoy: true });

/** A pool's figures in programs' own words, and those of what is pooled and no database's connection. */
export const gauges: Readonly<Record<string, Sample>> = {
  'how much of it is used': gauge(line('pool usage 3 of 20 (idle 5)'), { inUse: 3, max: 20, idle: 5 }),
  'how much of it is used, in JSON': gauge(
    json({ logger: 'db', message: 'pool usage 3 of 20 (idle 5)' }),
    { inUse: 3, max: 20, idle: 5 },
  ),
  'the same in per cent': gauge(line('db pool utilization: 90% (9/10) waiting=3'), { inUse: 9, max: 10, pending: 3 }),
  'active connections of so many': gauge(line('[DB] Active connections: 9 / 10'), { inUse: 9, max: 10 }),
  'so many of so many': gauge(line('9 of 10 database connections in use'), { inUse: 9, max: 10 }),
  'keys in camel case': gauge(
    '2026-11-23 09:14:02.511  INFO 1 --- [scheduling-1] c.a.db.PoolMonitor : activeConnections=9, maxConnections=10, waitingThreads=2',
    { inUse: 9, max: 10, pending: 2 },
  ),
  'keys in camel case, in JSON': gauge(json({ message: 'datasource', activeConnections: 9, maxConnections: 10 }), { inUse: 9, max: 10 }),
  'all, idle and waiting': gauge(line('pool { total: 10, idle: 1, waiting: 4 }'), { inUse: 9, open: 10, idle: 1, pending: 4 }),
  'asyncpg’s size': gauge(line('app.db: asyncpg pool size=8 free=5'), { inUse: 3, open: 8, idle: 5 }),
  'asyncpg’s methods': gauge(line('app.db: asyncpg pool get_size=8 get_idle_size=5'), { inUse: 3, open: 8, idle: 5 }),
  'mysql2’s lists': gauge(line('mysql pool: _allConnections=10 _freeConnections=1 _connectionQueue=4'), { inUse: 9, open: 10, idle: 1, pending: 4 }),
  'words before their figures': gauge(line('pgx pool stat acquired 9 idle 1 total 10 max 10'), { inUse: 9, idle: 1, open: 10, max: 10 }),
  'words behind their figures': gauge(line('database connection pool: 9 checked out, 1 available'), { inUse: 9, idle: 1 }),
  'sequelize’s words': gauge(line('sequelize pool size=10 available=1 using=9 waiting=4'), { inUse: 9, idle: 1, pending: 4 }),
  'Prisma’s names': gauge(line('db prisma_pool_connections_busy=9 prisma_pool_connections_idle=1 prisma_pool_connections_open=10'), {
    inUse: 9,
    idle: 1,
    open: 10,
  }),
  'a share alone': gauge(line('db pool: 3/20'), { inUse: 3, max: 20 }),
  'a share behind a name in brackets': gauge(line('[db] 7/10'), { inUse: 7, max: 10 }),
  'a share that is full': gauge(line('POOL FULL 15/15'), { inUse: 15, max: 15 }),
  'a share that is open': gauge(line('db free 17/20'), { inUse: 3, max: 20 }),
  'a share and its per cent': gauge(line('connection pool at 6% (3/50)'), { inUse: 3, max: 50 }),
  'a verb before the share': gauge(line('using 3 of 50 database connections, 4 waits so far'), { inUse: 3, max: 50, waitCount: 4 }),
  'what is left': gauge(line('only 2 of 20 db connections left'), { inUse: 18, max: 20 }),
  'what is open and what is idle': gauge(line('sqldb: open 8, idle 1'), { inUse: 7, open: 8, idle: 1 }),
  'those who wait behind a share': gauge(line('db: 18/20 (+3 waiting)'), { inUse: 18, max: 20, pending: 3 }),
  'who is queued since the last look waits no more': gauge(line('db: 4/10 busy, 3 queued since the last look'), { inUse: 4, max: 10 }),
  'one figure, of a database’s connections': gauge(line('active db connections: 17'), { inUse: 17 }),
  'a pool’s methods': gauge(line('getActiveConnections() returned 10 (maximumPoolSize=10), threadsAwaitingConnection=0'), { inUse: 10, max: 10, pending: 0 }),
  'objects inside of a record': gauge(json({ message: 'health', components: { db: { pool: { active: 3, idle: 7 } } } }), { inUse: 3, idle: 7 }),
  'limits in per cent and waiters': gauge(line('db pool utilization 80% max=20 waiters=0'), { inUse: 16, max: 20, pending: 0 }),
  'OpenTelemetry’s names': gauge(
    line('db.client.connections.usage{state=used} 3 db.client.connections.usage{state=idle} 5 db.client.connections.max 20'),
    { inUse: 3, idle: 5, max: 20 },
    'otel',
  ),
  'a server’s connections': decoy('server activeConnections=9 maxConnections=1000'),
  'nobody’s connections': decoy('activeConnections=9 maxConnections=10'),
  'connections of the web': decoy('http stats: activeConnections=9 maxConnections=10'),
  'active connections of nobody': decoy('Active connections: 9 / 10'),
  'workers of a pool': decoy('worker pool usage 3 of 20 (idle 5)'),
  'workers of a pool, all and idle': decoy('worker pool total=10 idle=0 waiting=4'),
  'threads of a pool': decoy('thread pool usage 3 of 20 (idle 5)'),
  'a cache’s pool': decoy('redis pool total=10 idle=0 waiting=4'),
  'swimmers': decoy('swimming pool usage 3 of 20'),
  'addresses of a pool': decoy('ip address pool usage 3 of 20 (idle 5)'),
  'memory': decoy('memory pool size=8 free=5'),
  'the limit at the start': {
    log: line('connected to postgres, pool size 10, acquire timeout 5s'),
    reads: { kind: 'pool-configuration', max: 10 },
    rule: 'limit',
  },
  'the limit in words': { log: line('using up to 30 database connections'), reads: { kind: 'pool-configuration', max: 30 }, rule: 'limit' },
  'the limit, and how many are kept': {
    log: line('db pool ready: min_size=5 max_size=20'),
    reads: { kind: 'pool-configuration', max: 20 },
    rule: 'limit',
  },
  'how many may be idle': decoy('db: max idle connections 5'),
  'a pool’s size that may overflow': decoy('engine created: pool_size=5 max_overflow=10'),
  'a car pool': decoy('car pool 3/4 seats taken'),
  'a pool of nodes': decoy('node pool default-pool: 5/10 nodes active'),
  'progress': decoy('database migration 3/50'),
  'a backup’s progress': decoy('backup of db 3/20 done'),
  'the server’s own count': decoy('pg_stat_activity: 112 total, 14 active, 98 idle'),
  'the server’s connections of all': decoy('server side: 87 of 100 connections used on db-prod-1 (all clients)'),
  'figures that contradict each other': decoy('db pool 30% (3/50)'),
  'two pools in a line': decoy('db pools: primary active=3 idle=1, replica active=7 idle=2'),
  'jobs': decoy('queue total=10 waiting=4 active=6'),
  'agents': decoy('agent pool: in use 9/10'),
};
