import type { Sample } from 'leak-stream/plugin';

const decoy = (log: string): Sample => ({ log, reads: [], decoy: true });
const sample = (inUse: number, pool: string, log: string): Sample => ({ log, reads: { kind: 'pool-snapshot', inUse, pool }, rule: 'meter' });

/** Figures of a pool that come one a line, as clients of metrics print them. */
export const meters: Readonly<Record<string, Sample>> = {
  'a gauge': sample(3, 'shop.db', 'INFO 2026-11-23 10:01:34,004 shop 24916 139820238108352 gauge shop.db.checkedout 3'),
  'statsd': sample(3, 'shop.db.read', '2026-11-23 10:01:34,004 DEBUG shop.statsd: shop.db.read.in_use:3|g|#env:prod'),
  'Graphite': sample(3, 'shop.dbpool', '2026-11-23 10:01:34,004 DEBUG shop.carbon: shop.dbpool.active 3 1795397545'),
  'a meter with its tags': sample(3, 'orders', '2026-11-23 10:01:34,004 INFO shop.meters: app.db.connections.active{host=a,pool=orders} value=3'),
  'a metric in JSON': sample(3, 'shop.db', '{"ts":"2026-11-23T10:01:34Z","metric":"shop.db.in_use","type":"gauge","value":3}'),
  'a limit': {
    log: 'INFO 2026-11-23 10:01:34,004 shop 24916 139820238108352 gauge shop.db.max 12',
    reads: { kind: 'pool-configuration', max: 12, pool: 'shop.db' },
    rule: 'meter',
  },
  'a gauge of threads': decoy('INFO 2026-11-23 10:01:34,004 shop 24916 139820238108352 gauge shop.threads.active 14'),
  'a gauge of Redis': decoy('INFO 2026-11-23 10:01:34,004 shop 24916 139820238108352 gauge shop.redis.db.active 14'),
  'what Spring Boot tells again': decoy('2026-11-23 10:01:34,004 INFO shop.meters: jdbc.connections.active{name=dataSource} value=3'),
  'a sentence with a name': decoy('2026-11-23 10:01:34,004 INFO shop.jobs: rebuilt index shop.db.active 3 times'),
  'a length of time': decoy('2026-11-23 10:01:34,004 DEBUG shop.statsd: shop.db.active:3|ms'),
}; // prettier-ignore
