import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poolNameOf } from '../../src/plugin/index.ts';
import type { RecordView } from '../../src/plugin/contract.ts';

const record = (message: string, more: Partial<RecordView> = {}): RecordView => ({
  message, raw: message, tail: [], fields: undefined, logger: undefined, thread: undefined, severity: undefined, timed: true, ...more,
}); // prettier-ignore
const inText = (message: string): string | undefined => poolNameOf(record(message)).pool;
const inFields = (fields: Readonly<Record<string, unknown>>): string | undefined => poolNameOf(record('db pool', { fields })).pool;

describe('the pool that a line with figures names', () => {
  it.each([
    'pg pool replica { totalCount: 10, idleCount: 2', '[replica] pg pool { totalCount: 10', "pool replica {'connections_num': 40, 'pool_min': 4",
    'replica: active=8, idle=2, total=10', 'druid replica: activeCount=8', 'replica pool: 3 in use', 'replica db pool stats - total=10', 'replica: db stats {MaxOpenConnections:20',
    'mysql replica | used 3 | free 4', 'data source replica active 3', 'pool stats for replica: used=3', 'replica={used:3', 'pool (replica): 3/20',
    'pool[replica] in use 3', "pool 'replica': 3", 'dbstats(replica) InUse=3', 'used=3 free=4 pool=replica', "pool stats { pool: 'replica', totalCount: 10 }",
    '{"name":"replica","used":3}', 'db.client.connection.count{pool.name="replica",state="used"} 3',
  ])('%s', (message) => expect(inText(message)).toBe('replica')); // prettier-ignore

  it.each(['HikariPool-1', 'orders-rw', 'tenant_7', 'shard2', 'reporting', 'billing', 'main', 'read'])('is called %s', (name) => {
    expect(inText(`${name}: active=3, idle=7`)).toBe(name);
    expect(inText(`db pool ${name} active=3 idle=7`)).toBe(name);
  });

  it.each([
    'pool', 'db', 'database', 'pool_name', 'poolName', 'pool.name', 'dbName', 'db.name', 'datasource', 'dataSource', 'data_source', 'engine', 'handle',
  ])('in a field %s', (key) => expect(inFields({ [key]: 'replica', in_use: 3 })).toBe('replica')); // prettier-ignore

  it('in the object that holds its figures', () => {
    expect(inFields({ pool: { name: 'replica', in_use: 3 } })).toBe('replica');
    expect(inFields({ db: { stats: { pool: 'replica', in_use: 3 } } })).toBe('replica');
    expect(inFields({ user: { name: 'replica' } })).toBeUndefined();
  });

  it('in a field that holds nothing else first', () => expect(inFields({ db: 'orders', pool_name: 'orders-ro' })).toBe('orders-ro'));
});

describe('no name', () => {
  it.each([
    'pool: active=3', 'pg pool { totalCount: 3', 'db pool stats: 3 in use', 'connections: 3 active', 'db: 3/20', 'pool size=10, overflow=0', 'Connection pool usage 3/20', 'HikariCP: 3 active',
    'pool acquire { totalCount: 3', 'pool connect: total=3', 'pool released: active=3', 'checkout: active=3', 'before: active=3', 'after release: pool active=3', 'pool exhausted: active=20', 'pool now: used=3',
    'warn: pool active=3', 'GET /orders pool active=3', 'POST: pool active=3', 'worker-3: db active=3', 'OrderService: pool active=3', 'loadOrders: pool active=3', '[exec-7] pool: active=3',
    'sampling pool: used=3', 'pool is at 3/20', 'the database has 3 of 20', 'orders served while pool active=3', 'pool d41d8cd98f00: used=3', 'job 17 done, pool active=3', 'db=ok pool=3', 'db: connected, pool active=3',
    'pool=active idle=3', 'map[acquiredConns:3 idleConns:0]', 'db pool map[acquiredConns:3', 'Reading{active=3, idle=7}', 'db pool dict {active:3', 'db pool(a/i/w)=3/7/0', 'db pool(a)=3', 'db pool act 3 idl 7', 'replica active=3 idle=7', '', 'pool',
  ])('%s', (message) => expect(inText(message)).toBeUndefined()); // prettier-ignore

  it.each([
    'ok',
    'connected',
    'postgres',
    'postgresql',
    'db',
    'pool',
    '7f9c2d4e81',
    'req-88213',
    'a sentence of words',
    '',
    'postgres://u:secret@db/orders',
    17,
    null,
    [],
    {},
  ])('in a field: %j', (value) => expect(inFields({ pool: value, engine: value, in_use: 3 })).toBeUndefined());

  it('the logger or the thread, unless a field says so', () => {
    expect(poolNameOf(record('sweeper: active=3', { thread: 'sweeper' }))).toEqual({});
    expect(poolNameOf(record('orders pool: active=3', { logger: 'orders' }))).toEqual({});
    expect(poolNameOf(record('db pool', { logger: 'orders', fields: { pool: 'orders' } }))).toEqual({ pool: 'orders' });
  });

  it('but a word at most, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), fc.string({ maxLength: 40 }), (message, word) => {
        for (const text of [message, `${word} pool: ${message}`, `pool=${word} ${message}`, `pool ${word} {${message}`])
          expect(inText(text) ?? 'none').toMatch(/^[A-Za-z][\w.:-]{0,63}$/);
      }),
    );
  });
});
