import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsOf } from 'leak-stream/testing';
import plugin from '../../parsers/hikaricp/index.ts';
import type { EventDraft, RecordView } from '../../src/plugin/index.ts';
import { readRecord } from '../../src/plugin/read-record.ts';

const recorded = (name: string): string => readFileSync(new URL(`hikaricp/${name}`, import.meta.url), 'utf8');
const drafts = (record: RecordView): readonly EventDraft[] => readRecord(plugin, record)?.drafts ?? [];
const read = (log: string): EventDraft[] => recordsOf(plugin, log).flatMap(drafts);
const count = (text: string, literal: string): number => text.split(literal).length - 1;

/** A record as the core hands it over, its layout off. */
const record = (message: string, rest: Partial<RecordView> = {}): RecordView => ({
  message,
  raw: message,
  tail: [],
  fields: undefined,
  logger: undefined,
  thread: undefined,
  severity: undefined,
  timed: false,
  ...rest,
});
const spring = (message: string, rest: Partial<RecordView> = {}): RecordView =>
  record(message, { logger: 'com.zaxxer.hikari.pool.HikariPool', timed: true, severity: 'debug', ...rest });

describe('whole logs of real pools', () => {
  it.each(['slow-and-leaking-2.7.9.log', 'exhausted-6.0.0.log'])('%s: an event for every line that greps find', (name) => {
    const log = recorded(name);
    const events = read(log);
    const kinds = (kind: string, test: (event: EventDraft) => boolean = () => true): number =>
      events.filter((e) => e.kind === kind && test(e)).length;
    expect(kinds('leak-reported')).toBe(count(log, 'leak detection triggered'));
    expect(kinds('checkin')).toBe(count(log, '(unleaked)'));
    expect(kinds('acquire-timeout', (e) => 'witness' in e && e.witness === 'counter')).toBe(count(log, 'Timeout failure stats'));
    expect(kinds('acquire-timeout', (e) => 'witness' in e && e.witness === 'exception')).toBe(
      count(log, 'Caused by: java.sql.SQLTransientConnectionException'),
    );
    expect(kinds('pool-snapshot', (e) => 'occasion' in e && e.occasion !== 'exhaustion')).toBe(
      count(log, ' stats (total=') - count(log, 'Timeout failure stats'),
    );
    expect(kinds('connection-created')).toBe(count(log, 'Added connection'));
    expect(kinds('connection-closed')).toBe(count(log, 'Closing connection'));
    expect(events.find((e) => e.kind === 'pool-configuration' && 'max' in e)).toMatchObject({ max: name.startsWith('slow') ? 10 : 8 });
  });

  it('tells the whole way of a waiter through the wrappers', () => {
    const victims = read(recorded('exhausted-6.0.0.log')).filter((e) => e.kind === 'acquire-timeout' && e.witness === 'exception');
    for (const victim of victims) {
      const names = 'stack' in victim ? victim.stack?.map((frame) => `${frame.module}.${frame.function}`) : undefined;
      expect(names?.[0]).toBe('com.zaxxer.hikari.pool.HikariPool.createTimeoutException');
      expect(names?.at(-1)).toBe('java.lang.Thread.run');
    }
  });
});

describe('stats', () => {
  const body = '(total=9, active=2, idle=7, waiting=1)';
  it.each([
    [`web - Pool stats ${body}`, 'web', 'periodic'],
    [`web - After cleanup  stats ${body}`, 'web', 'periodic'],
    [`web - After  cleanup stats ${body}`, 'web', 'periodic'],
    [`web - After adding stats ${body}`, 'web', 'change'],
    [`web - After closing stats ${body}`, 'web', 'change'],
    [`web - Connection not added, stats ${body}`, 'web', 'change'],
    [`web - Before shutdown stats ${body}`, 'web', 'shutdown'],
    [`web - stats ${body}`, 'web', 'periodic'],
    [`Primary DB Pool - Pool stats ${body}`, 'Primary DB Pool', 'periodic'],
    [`orders - eu - Pool stats ${body}`, 'orders - eu', 'periodic'],
    [`pool web stats ${body}`, 'web', 'periodic'],
    [`After cleanup\tpool web stats ${body}`, 'web', 'periodic'],
    [`After fill pool web stats ${body}`, 'web', 'change'],
    ['pool stats web (total=9, inUse=2, avail=7, waiting=1)', 'web', 'periodic'],
    ['After cleanup pool stats web (total=9, inUse=2, avail=7, waiting=1)', 'web', 'periodic'],
    ['Pool stats web (total=9, inUse=2, avail=7, waiting=1)', 'web', 'periodic'],
    ['Pool stats (total=9, inUse=2, avail=7, waiting=1)', undefined, 'periodic'],
    ['web - Pool stats (total=9/10, idle=7/8, active=2, waiting=1)', 'web', 'periodic'],
  ])('%s', (message, pool, occasion) => {
    const [event] = drafts(spring(message));
    expect(event).toMatchObject({ kind: 'pool-snapshot', open: 9, inUse: 2, idle: 7, pending: 1, occasion });
    expect(event?.pool).toBe(pool);
  });

  it('knows the maximum only where the line tells it, and no number where it says n/a', () => {
    expect(drafts(spring('web - Pool stats (total=9/10, idle=7/8, active=2, waiting=1)'))[0]).toHaveProperty('max', 10);
    expect(drafts(spring(`web - Pool stats ${body}`))[0]).not.toHaveProperty('max');
    expect(drafts(spring('Pool stats web (total=9, inUse=2, avail=7, waiting=n/a)'))[0]).not.toHaveProperty('pending');
  });

  it('are found below a layout that nobody knows', () => {
    expect(drafts(record(`[x] DEBUG com.zaxxer.hikari.pool.HikariPool - web - Pool stats ${body}`))[0]).toMatchObject({
      pool: 'web',
      inUse: 2,
    });
    expect(drafts(record(`09:00 HikariPool: web - Pool stats ${body}`))[0]).toMatchObject({ pool: 'web', inUse: 2 });
  });
});

describe('the pool of a leak warning', () => {
  const warning =
    'Connection leak detection triggered for org.postgresql.jdbc.PgConnection@4a2e91c on thread worker-1, stack trace follows';
  it.each([
    ['HikariPool-1 housekeeper', 'HikariPool-1'],
    ['Primary DB Pool housekeeper', 'Primary DB Pool'],
    ['orders:housekeeper', 'orders'],
    ['Hikari housekeeper (pool HikariPool-0)', 'HikariPool-0'],
    ['Hikari Housekeeping Timer (pool a b)', 'a b'],
    ['l-1 housekeeper', undefined],
    ['ain housekeeper', undefined],
    ['pool-3-thread-1', undefined],
    ['housekeeper', undefined],
  ])('in the thread %s: %s', (thread, pool) => {
    const [event] = drafts(spring(warning, { thread, logger: 'com.zaxxer.hikari.pool.ProxyLeakTask' }));
    expect(event).toMatchObject({ kind: 'leak-reported', thread: 'worker-1' });
    expect(event?.pool).toBe(pool);
  });

  it('is found in a line that no layout took apart, and in the line before', () => {
    expect(drafts(record(` [keeper-master housekeeper] [] [] WARN x.ProxyLeakTask - ${warning}`))[0]?.pool).toBe('keeper-master');
    expect(drafts(record('from com.zaxxer.hikari.pool.ProxyLeakTask in', { tail: ['orders housekeeper ', warning] }))[0]?.pool).toBe(
      'orders',
    );
  });
});

describe('the connection of a leak warning', () => {
  const task = { logger: 'com.zaxxer.hikari.pool.ProxyLeakTask' };
  it.each([
    'org.postgresql.jdbc.PgConnection@4a2e91c',
    'conn7: url=jdbc:h2:mem:shop user=SA',
    'ConnectionID:3 ClientConnectionId: 7d1c2a4e-aaaa-bbbb-cccc-0123456789ab',
    'oracle.jdbc.driver.T4CConnection@1a',
    'PooledConnection[a, b] (x)',
  ])('%s', (connection) => {
    for (const text of [
      `for ${connection}`,
      `for connection ${connection}`,
      `for ${connection} on thread Grizzly(3)`,
      `for ${connection} on thread `,
    ])
      expect(drafts(spring(`Connection leak detection triggered ${text}, stack trace follows`, task))).toMatchObject([
        { kind: 'leak-reported', connection },
      ]);
    for (const text of [connection, `${connection} on thread Grizzly(3)`])
      expect(drafts(spring(`Previously reported leaked connection ${text} was returned to the pool (unleaked)`, task))).toMatchObject([
        { kind: 'checkin', connection },
      ]);
  });
});

describe('an acquire timeout', () => {
  const told = (message: string, tail: readonly string[] = [], logger: string | undefined = 'shop.Web'): readonly EventDraft[] =>
    drafts(record(message, { tail, logger, timed: true, severity: 'error' }));
  const sentence = 'Connection is not available, request timed out after 3001ms';

  it.each([
    [`web - ${sentence}.`, 'web'],
    [`Primary DB Pool - ${sentence}.`, 'Primary DB Pool'],
    [`cannot load: web - ${sentence}`, 'web'],
    [`java.sql.SQLTransientConnectionException: Primary DB Pool - ${sentence}`, 'Primary DB Pool'],
    [`{"error":"web - ${sentence}."}`, 'web'],
    [sentence, undefined],
  ])('%s', (message, pool) => {
    const events = told(message);
    expect(events).toMatchObject([{ kind: 'acquire-timeout', waitedMs: 3001, witness: 'exception' }]);
    expect(events[0]?.pool).toBe(pool);
  });

  it('counts once however often the chain repeats it, and takes the numbers from behind it', () => {
    const full = `web - ${sentence} (total=8, active=8, idle=0, waiting=14)`;
    const events = told('request failed', [
      `a.WrapperException: no; nested exception is java.sql.SQLException: ${full}`,
      '\tat a.B.c(B.java:1)',
      `Caused by: java.sql.SQLException: ${full}`,
      '\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:2)',
      '\t... 1 more',
    ]);
    expect(events).toMatchObject([
      { kind: 'acquire-timeout', pool: 'web', stack: [{ function: 'getConnection' }, { function: 'c' }] },
      { kind: 'pool-snapshot', pool: 'web', open: 8, inUse: 8, idle: 0, pending: 14, occasion: 'exhaustion' },
    ]);
  });

  it('is not blamed on the thread that fills the pool', () => {
    const [event] = told('request failed', [
      `java.sql.SQLTransientConnectionException: web - ${sentence}`,
      '\tat shop.Dao.find(Dao.java:1)',
      'Caused by: org.postgresql.util.PSQLException: Connection refused',
      '\tat com.zaxxer.hikari.pool.HikariPool$PoolEntryCreator.call(HikariPool.java:9)',
    ]);
    expect(event).toMatchObject({ stack: [{ module: 'shop.Dao', function: 'find' }] });
  });

  it('is none where no wait is told', () => {
    expect(told('alert if "Connection is not available, request timed out after" shows up')).toEqual([]);
    expect(told('web - Interrupted during connection acquisition')).toEqual([]);
    expect(told('Unable to acquire JDBC Connection')).toEqual([]);
  });
});

describe('what HikariCP does not say', () => {
  it.each([
    'LOGGER.warn("Connection leak detection triggered for {} on thread {}, stack trace follows", a, b)',
    'sum(count_over_time({app="x"} |= "Connection leak detection triggered" [5m]))',
    'if the log has "Previously reported leaked connection {} was returned to the pool (unleaked)"',
    'LEAK: ByteBuf.release() was not called',
    'Starting...',
    'order service - Starting...',
    'thread pool stats: total=9, active=2',
    'maximumPoolSize.................10 is what the log prints',
  ])('%s', (message) => expect(drafts(record(message, { logger: 'shop.Web', timed: true }))).toEqual([]));
});

it('keeps no secrets of a configuration', () => {
  const lines = [
    'password........................hunter2',
    'jdbcUrl.........................jdbc:x://u:hunter2@h/d',
    'dataSourceProperties............{password=hunter2}',
    'username........................hunter2',
  ];
  for (const line of lines)
    expect(JSON.stringify(drafts(spring(line, { logger: 'com.zaxxer.hikari.HikariConfig' })))).not.toContain('hunter2');
});

it('reads any record without fault', () => {
  const piece = fc.oneof(
    fc.constantFrom(...plugin.hints, ' - ', 'web', ' on thread ', ', stack trace follows', ' was returned to the pool', 'stats ', '(total=1', ', active=1', ')', '..', ' configuration:', 'Added connection ', 'Closing connection ', ': (', 'Exception: ', '30000ms', 'after '), // prettier-ignore
    fc.string({ maxLength: 12 }),
  );
  const line = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));
  const logger = fc.constantFrom(undefined, 'com.zaxxer.hikari.pool.HikariPool', 'c.z.h.HikariConfig', 'shop.Web');
  fc.assert(
    fc.property(
      line,
      fc.array(line, { maxLength: 4 }),
      logger,
      fc.option(line, { nil: undefined }),
      fc.boolean(),
      (message, tail, by, thread, timed) => {
        for (const event of drafts(record(message, { tail, logger: by, thread, timed }))) {
          expect(event.kind).toBeTruthy();
          if ('connection' in event) expect(event.connection).not.toBe('');
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
