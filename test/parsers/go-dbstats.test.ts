import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsOf } from 'leak-stream/testing';
import plugin from '../../parsers/go-dbstats/index.ts';
import { keyOf } from '../../parsers/go-dbstats/keys.ts';
import type { EventDraft, RecordView } from '../../src/plugin/index.ts';
import { readRecord } from '../../src/plugin/read-record.ts';

const recorded = (name: string): string => readFileSync(new URL(`go-dbstats/${name}`, import.meta.url), 'utf8');
const read = (log: string): EventDraft[] => recordsOf(plugin, log).flatMap((record) => [...(readRecord(plugin, record)?.drafts ?? [])]);
const sites = (draft: EventDraft | undefined, about: string): string[] =>
  draft?.kind !== 'goroutines'
    ? []
    : draft.stacks
        .filter((s) => s.about === about)
        .map((s) => `${s.count} ${s.stack.find((frame) => frame.module === 'parcels/api/store')?.function ?? '?'}`);

// One program, dumped in each form: 5 open transactions (one with rows, one of a recovered panic), 2 open rows, 1 Conn, 2 waiting, 8 of 8 in use.
describe('goroutine dumps', () => {
  it.each(['debug2.txt', 'debug2-ancestors.txt', 'sigquit.txt'])('counts the connections of %s exactly', (name) => {
    expect(read(recorded(name))).toMatchObject([{ kind: 'goroutines', openTransactions: 5, openRows: 2, waiting: 2 }]);
  });

  it('counts no rows that may be those of transactions, where debug=1 does not tell', () => {
    expect(read(recorded('debug1.txt'))).toMatchObject([{ kind: 'goroutines', openTransactions: 5, openRows: 0, waiting: 2 }]);
  });

  it('names who opened what, from the ancestors', () => {
    const [dump] = read(recorded('debug2-ancestors.txt'));
    expect(sites(dump, 'transaction').sort()).toEqual(['1 (*Store).PanicInTx', '1 (*Store).TxRows', '3 (*Store).ReserveSlot']);
    expect(sites(dump, 'rows')).toEqual(['2 (*Store).ListDepots']);
  });

  it('names waiters as waiters, and no origin without ancestors', () => {
    const [dump] = read(recorded('sigquit.txt'));
    expect(sites(dump, 'waiter')).toEqual(['2 (*Store).ListDepots']);
    expect(sites(dump, 'transaction')).toEqual([]);
  });

  it('reads a recovered panic in text and in JSON alike', () => {
    const text = read(recorded('panic.txt'));
    expect(sites(text[0], 'panic')).toEqual(['1 (*Store).PanicInTx']);
    expect(read(recorded('panic.json'))).toEqual(text);
  });

  it('is silent where the process died, and where nothing touches database/sql', () => {
    expect(read('panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1\nexit status 2')).toEqual([]);
    expect(read('goroutine 7 [chan receive]:\nmain.work()\n\t/src/main.go:9 +0x1')).toEqual([]);
  });

  it('ties a transaction to the goroutine that began it and blocks within its work, and to none that may be idle', () => {
    const sql = (id: number, by: number): string[] => [
      `goroutine ${id} [chan receive]:`,
      'database/sql.(*Tx).awaitDone(0xc0001)',
      '\t/go/src/database/sql/sql.go:2212 +0x29',
      `created by database/sql.(*DB).beginDC in goroutine ${by}`,
      '\t/go/src/database/sql/sql.go:1925 +0x1ef',
      '',
    ];
    const app = (id: number, state: string, name: string): string[] => [
      `goroutine ${id} [${state}]:`,
      `parcels/api/store.${name}(0xc0002, 0x7)`,
      '\t/src/store.go:61 +0x27c',
      'created by main.main in goroutine 1',
      '\t/src/main.go:9 +0x29f',
      '',
    ];
    const dump = [
      ...sql(31, 21), ...sql(32, 22), ...sql(33, 23), ...sql(34, 99),
      ...app(21, 'chan send, 4 minutes', '(*Store).Notify'), ...app(22, 'sync.Mutex.Lock', '(*Store).Notify'), ...app(23, 'chan receive', '(*Store).Loop'),
    ]; // prettier-ignore
    const [found] = read(dump.join('\n'));
    expect(found).toMatchObject({ openTransactions: 4, waiting: 0 });
    expect(sites(found, 'holder')).toEqual(['2 (*Store).Notify']);
    expect(sites(found, 'transaction')).toEqual([]);
  });

  it('takes nobody for a waiter who is dialling', () => {
    const dialling = ['goroutine 9 [IO wait]:', 'net.(*conn).Read(0x1)', '\t/go/src/net/net.go:1', 'github.com/lib/pq.DialOpen(0x1)', '\t/m/conn.go:2', 'database/sql.(*DB).conn(0x1)', '\t/go/src/database/sql/sql.go:1'];
    expect(read(dialling.join('\n'))).toMatchObject([{ waiting: 0 }]);
  }); // prettier-ignore
});

describe('keys', () => {
  it.each(['InUse', 'inUse', 'in_use', 'in-use', 'inuse', 'in use', 'IN_USE', 'db.in_use', 'db_in_use', 'InUseConnections', 'in_use_connections', 'connections_in_use', 'go_sql_in_use_connections'])(
    '%s is the connections in use',
    (key) => expect(keyOf(key)).toEqual({ quantity: 'inUse' }),
  ); // prettier-ignore

  it.each(['heap_in_use', 'HeapInuse', 'max_idle_conns', 'idle_timeout', 'open_files', 'in', 'use', 'level', ''])('%s is none', (key) => {
    expect(keyOf(key)).toBeUndefined();
  });

  it.each([
    ['wait_ms', 'ms'],
    ['waitDurationSec', 's'],
    ['WaitTimeNs', 'ns'],
    ['go_sql_wait_duration_seconds_total', 's'],
  ])('%s has the unit %s', (key, unit) => expect(keyOf(key)).toMatchObject({ quantity: 'waitDuration', unit }));

  it('takes a program’s own prefix in a metric only', () => {
    expect(keyOf('dingo_database_sql_pool_in_use_connections', true)).toEqual({ quantity: 'inUse' });
    expect(keyOf('parking_lot_in_use')).toBeUndefined();
  });
});

describe('samples of a pool', () => {
  // zap, zapr, zerolog, logrus, slog, go-kit, klog, charm, hclog: what each prints of one and the same DBStats, colours included.
  it.each(recorded('libraries.log').trimEnd().split('\n'))('reads %s', (line) => {
    const want = { kind: 'pool-snapshot', inUse: 9, idle: 1, open: 10, waitCount: 42 };
    expect(read(line)).toMatchObject([{ ...want, waitDurationMs: expect.closeTo(62503.85, 6) as number }]);
  });

  it('begins another one where a metric comes again', () => {
    const scrape = (n: number): string => `go_sql_idle_connections{db_name="a"} 1\ngo_sql_in_use_connections{db_name="a"} ${n}\n`;
    expect(read(scrape(3) + scrape(4))).toMatchObject([{ inUse: 3, pool: 'a' }, { inUse: 4, pool: 'a' }]);
  }); // prettier-ignore

  it('keeps the pools of one exposition apart', () => {
    expect(read('go_sql_in_use_connections{db_name="a"} 3\ngo_sql_in_use_connections{db_name="b"} 1\ngo_sql_open_connections{db_name="a"} 4\ngo_sql_open_connections{db_name="b"} 1')).toMatchObject([
      { pool: 'a', inUse: 3, open: 4 },
      { pool: 'b', inUse: 1, open: 1 },
    ]);
  }); // prettier-ignore

  it('says nothing of a size whose unit is unknown', () => {
    expect(read('2026/11/23 01:52:09 db in_use=9 idle=1 wait_duration=62503')[0]).not.toHaveProperty('waitDurationMs');
    expect(read('2026/11/23 01:52:09 db in_use=9 idle=1 wait_duration=0')[0]).toHaveProperty('waitDurationMs', 0);
  });

  it.each(['[INFO] ', '[dbstats] ', '[db] ', '[pool-stats] ', '[sampler] '])('takes %s for no name', (prefix) => {
    expect(read(`2026/11/23 01:52:09 ${prefix}inUse=9 idle=1`)[0]).not.toHaveProperty('pool');
  });

  it('reads back whatever figures a DBStats holds, in each of its prints', () => {
    const n = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(n, n, n, n, (inUse, idle, max, waitCount) => {
        const open = inUse + idle;
        const want = [{ kind: 'pool-snapshot', inUse, idle, open, max, waitCount, waitDurationMs: 1500 }];
        const time = '2026/11/23 01:52:09';
        expect(read(`${time} {${max} ${open} ${inUse} ${idle} ${waitCount} 1.5s 0 0 0}`)).toMatchObject(want);
        expect(read(`${time} stats {MaxOpenConnections:${max} OpenConnections:${open} InUse:${inUse} Idle:${idle} WaitCount:${waitCount} WaitDuration:1.5s}`)).toMatchObject(want);
        expect(read(JSON.stringify({ MaxOpenConnections: max, OpenConnections: open, InUse: inUse, Idle: idle, WaitCount: waitCount, WaitDuration: 1.5e9 }))).toMatchObject(want);
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore
});

it('survives any record', () => {
  const bits = ['in_use=', 'InUse:', '3/10 in use', '{', '}', '"', '\\', ':', '=', '+12', '1m2s', '9', ' ', '[x] ', 'goroutine 1 [select]:', 'go_sql_in_use_connections ', 'context deadline exceeded', 'GET /a/1', '(SQLSTATE 53300)'];
  const line = fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 8 })), { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(line, fc.array(line, { maxLength: 5 }), fc.option(fc.dictionary(fc.string(), fc.jsonValue())), (raw, tail, fields) => {
      const record: RecordView = { message: raw, raw, tail, fields: (fields ?? undefined) as Record<string, unknown> | undefined, logger: undefined, thread: undefined, severity: undefined, timed: false };
      for (const draft of readRecord(plugin, record)?.drafts ?? []) expect(draft.kind).toBeTypeOf('string');
    }),
  );
}); // prettier-ignore
