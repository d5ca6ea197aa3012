import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { stream } from '../support.ts';

const report = (lines: readonly string[]): Promise<Report> => analyze({ name: 'x', stream: stream(`${lines.join('\n')}\n`) });
const eventsOf = ({ input }: Report): number => Object.values(input.parsers).reduce((sum, { events }) => sum + events, 0);
const told = ({ input }: Report): string[] => input.notices.filter(({ code }) => code === 'said-twice').map(({ text }) => text);
const essence = ({ verdict, suspects, pools, victims }: Report): unknown => ({
  verdict,
  suspects: suspects.map(({ fingerprint, verdict: own, leaked, open, returnedLate }) => [fingerprint, own, leaked, open, returnedLate]),
  pools: pools.map((pool) => [pool.verdict, pool.acquireTimeouts, pool.inUse?.peak, pool.openHolds.length]),
  victims: victims.map(({ waits, timeouts }) => [waits, timeouts]),
}); // prettier-ignore

const runsOf = ({ suspects }: Report): number[] => suspects.map(({ checkouts }) => checkouts ?? 0);

/** The records of a log, each with the lines of its stack. */
function recordsOf(log: string): string[] {
  const records: string[] = [];
  for (const line of log.replace(/\n$/, '').split('\n')) {
    if (records.length > 0 && !/^(?:\[?\d{4}|\{)/.test(line)) records[records.length - 1] += `\n${line}`;
    else records.push(line);
  }
  return records;
}

const SAMPLES = [
  'hikaricp/one-leak', 'hikaricp/healthy', 'hikaricp/version-2.7.9', 'hikaricp/ecs-json', 'sqlalchemy/pyramid-threads', 'sqlalchemy/version-2.1',
  'psycopg-pool/version-3.3', 'go-dbstats/two-routes', 'go-dbstats/exhausted', 'go-dbstats/healthy',
]; // prettier-ignore

test.each(SAMPLES)('%s printed by two handlers is judged as once', async (name) => {
  const log = readFileSync(new URL(`../../../samples/${name}/app.log`, import.meta.url), 'utf8');
  const records = recordsOf(log);
  const [once, twice] = [await report(records), await report(records.flatMap((record) => [record, record]))];
  expect(essence(twice)).toEqual(essence(once));
  // Until it is proved that everything comes twice, a few records that name no connection are believed.
  for (const [i, runs] of runsOf(twice).entries()) expect(runs - (runsOf(once)[i] ?? 0)).toBeLessThanOrEqual(5);
  expect(eventsOf(twice) - eventsOf(once)).toBeLessThanOrEqual(5);
  expect(eventsOf(twice)).toBeGreaterThanOrEqual(eventsOf(once));
  expect(told(once)).toEqual([]);
  expect(told(twice)[0]).toMatch(/^x: \d+ records say again what the one before it said/);
});

describe('two layouts of one record', () => {
  const at = (i: number): string => `2026-11-23 01:00:${String(10 + i)}`;
  const say = (text: string, i: number): string[] => [`${at(i)},250 DEBUG sqlalchemy.pool.impl.QueuePool ${text}`, `DEBUG:sqlalchemy.pool.impl.QueuePool:${text}`]; // prettier-ignore
  const lines = ['checked out from pool', 'being returned to pool', 'checked out from pool'].flatMap((what, i) =>
    say(`Connection <connection object at 0x7f00aa0000${String(10)}; dsn: 'dbname=shop', closed: 0> ${what}`, i),
  );

  test('count once', async () => {
    const both = await report(lines);
    expect(eventsOf(both)).toBe(3);
    expect(both.pools[0]?.openHolds).toHaveLength(1);
    expect(told(both)).toEqual(['x: 3 records say again what the one before it said, as two handlers of one logger print it, or a program that repeats itself; each counts once']); // prettier-ignore
  });
});

describe('the second layout tells more', () => {
  const at = (i: number): string => `2026-11-23 01:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`;
  const poor = (i: number, what: string): string => `${at(i)},250 DEBUG sqlalchemy.pool.impl.QueuePool ${what}`;
  const rich = (i: number, pid: number, what: string): string =>
    `[${at(i)} +0000] [${pid}] [DEBUG] sqlalchemy.pool.impl.QueuePool (Thread-${i % 4}): ${what}`;
  const said = (n: number, deed: string): string =>
    `Connection <connection object at 0x7f00aa0000${10 + n}; dsn: 'dbname=shop', closed: 0> ${deed}`;
  const [OUT, BACK] = ['checked out from pool', 'being returned to pool'];
  /** Two workers, one after the other, with the same addresses. The first one keeps a connection. */
  const records = (from: number, pid: number): [number, number, string][] =>
    Array.from({ length: 20 }, (_, n): [number, number, string][] => [
      [from + 2 * n, pid, said(n % 5, OUT)],
      ...(n === 15 && pid === 7001 ? [] : [[from + 2 * n + 1, pid, said(n % 5, BACK)] as [number, number, string]]),
    ]).flat();
  const both = [...records(0, 7001).filter(([i]) => i < 32), ...records(60, 7002)];
  const pids = ({ pools }: Report): unknown => pools.map(({ instance, openHolds }) => [instance.pid, openHolds.length]);

  test('and is read: of which process and thread it was', async () => {
    const once = await report(both.map(([i, pid, what]) => rich(i, pid, what)));
    const twice = await report(both.flatMap(([i, pid, what]) => [poor(i, what), rich(i, pid, what)]));
    expect(pids(once)).toEqual([
      ['7001', 1],
      ['7002', 0],
    ]);
    expect(pids(twice)).toEqual(pids(once));
    expect(eventsOf(twice)).toBe(eventsOf(once));
    expect(twice.input.lines.recognised).toBe(2 * once.input.lines.recognised);
  });

  test('and is not waited for where it comes no more', async () => {
    const fades = await report(both.flatMap(([i, pid, what]) => (i < 20 ? [poor(i, what), rich(i, pid, what)] : [poor(i, what)])));
    expect(eventsOf(fades)).toBe(both.length);
    expect(fades.input.lines.recognised).toBe(both.length + both.filter(([i]) => i < 20).length);
  });

  test('and may be missing at the end', async () => {
    const cut = both.flatMap(([i, pid, what]) => [poor(i, what), rich(i, pid, what)]).slice(0, -1);
    expect(eventsOf(await report(cut))).toBe(both.length);
  });
});

describe('what repeats in earnest stays', () => {
  const timeout = (thread: string, ms: number): string =>
    `2026-11-23 01:00:31.${String(ms)} [${thread}] ERROR shop.Orders - java.sql.SQLTransientConnectionException: main - Connection is not available, request timed out after 30000ms.`;

  test('callers that give up at one instant, each in its thread', async () => {
    expect((await report(['exec-1', 'exec-2', 'exec-3'].map((thread) => timeout(thread, 250)))).pools[0]?.acquireTimeouts).toBe(3);
    expect((await report(['exec-1', 'exec-1'].map((thread) => timeout(thread, 250)))).pools[0]?.acquireTimeouts).toBe(1);
  });

  test('callers that give up in one second, where no thread tells them apart', async () => {
    const line = '2026/11/23 01:00:31 GET /orders: sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00'; // prettier-ignore
    expect((await report(Array.from({ length: 8 }, () => line))).pools[0]?.acquireTimeouts).toBe(8);
  });

  test('figures without a time, and figures that do not change', async () => {
    expect(eventsOf(await report(Array.from({ length: 8 }, () => 'open=3 inUse=3 idle=0 waitCount=0 waitDuration=0s')))).toBe(8);
    const slow = (i: number): string => `2026/11/23 01:00:${String(10 + 2 * i)} open=3 inUse=3 idle=0 waitCount=0 waitDuration=0s`;
    expect(eventsOf(await report(Array.from({ length: 8 }, (_, i) => slow(i))))).toBe(8);
  });

  test('a connection that goes out, comes back and goes out within one second', async () => {
    const say = (what: string): string => `[2026-11-23 01:00:31 +0000] [7] [DEBUG] Connection <connection object at 0x7f00aa000010; dsn: 'dbname=shop', closed: 0> ${what}`; // prettier-ignore
    const out = 'checked out from pool';
    const back = 'being returned to pool';
    expect(eventsOf(await report([out, back, out, back, out].map(say)))).toBe(5);
  });
});

test('what the garbage collector took back is one connection, though a warning repeats it', async () => {
  const sentence =
    'The garbage collector is trying to clean up non-checked-in connection <AdaptedConnection <asyncpg.connection.Connection object at 0x7fbb0c61d5e0>>, which will be terminated.  Please ensure that SQLAlchemy pooled connections are returned to the pool explicitly';
  const both = await report([sentence, '', `/srv/api/paging.py:329: SAWarning: ${sentence}`, '', '  selected.fetchall(),']);
  expect(eventsOf(both)).toBe(1);
  expect(told(both)).toEqual([]);
});

describe('an error handler that fails', () => {
  const trace = (call: string): string[] => [
    '    Traceback (most recent call last):',
    `      File "/app/cellar.py", line 31, in ${call}`,
    '        connection = engine.connect()',
    '    sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 0 reached, connection timed out, timeout 30.00',
  ];
  const failed = [
    '    ', '    During handling of the above exception, another exception occurred:', '    ', '    Traceback (most recent call last):',
    '      File "/app/cellar.py", line 62, in on_finish', "    AttributeError: 'Rack' object has no attribute 'shown'",
  ]; // prettier-ignore
  const raised = (at: string, call = 'get'): string[] => [
    `[E 261002 ${at} web:2108] Uncaught exception GET /racks/7 (127.0.0.1)`,
    ...trace(call),
  ];
  const again = (at: string, call = 'get'): string[] => [
    `[E 261002 ${at} web:1378] Uncaught exception in write_error`,
    ...trace(call),
    ...failed,
  ];
  const timeouts = async (...lines: readonly string[][]): Promise<number> => {
    const { pools } = await report(lines.flat());
    return pools.reduce((sum, pool) => sum + pool.acquireTimeouts, 0);
  };
  test('tells the error that it handled once more', async () => {
    expect(await timeouts(raised('21:00:23'), again('21:00:24'))).toBe(1);
    expect(await timeouts(raised('21:00:23'), again('21:00:24'), raised('21:00:24'), again('21:00:24'))).toBe(2);
  });
  test('tells of an error of its own where nothing told it before', async () => {
    expect(await timeouts(again('21:00:24'))).toBe(1);
    expect(await timeouts(raised('21:00:23'), again('21:00:24'), again('21:00:24'))).toBe(2);
    expect(await timeouts(raised('21:00:23', 'put'), again('21:00:24'))).toBe(2);
    expect(await timeouts(raised('21:00:13'), again('21:00:24'))).toBe(2);
  });
});

test('a loan and its return in the same words are two', async () => {
  const lines = ['db.checkout', 'db.checkin'].map((name) => `2026-03-14T09:00:00Z INFO ${name} conn=1 at=orders.go:12`);
  expect(eventsOf(await report(lines))).toBe(2);
});
