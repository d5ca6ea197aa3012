import { expect, it } from 'vitest';
import plugin from '../../parsers/tomcat-jdbc/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, read, of, count } = parserSuite(plugin, 'suspect-10.1.24.log');

it.each(['abandoned-10.1.24.log', 'suspect-10.1.24.log', 'suspect-then-abandoned-jul.log'])(
  '%s: an event for every line that greps find',
  (name) => {
    const log = recorded(name);
    const reports = of('leak-reported', log);
    expect(reports.filter((e) => e.reclaimed)).toHaveLength(count(log, 'has been abandoned PooledConnection['));
    expect(reports.filter((e) => e.heldMs !== undefined)).toHaveLength(count(log, 'has been marked suspect, possibly'));
    expect(of('checkin', log)).toHaveLength(count(log, 'that has been marked suspect was returned'));
    expect(of('acquire-timeout', log)).toHaveLength(count(log, 'PoolExhaustedException:'));
    for (const report of reports) {
      expect(report.connection).toMatch(/^org\.postgresql\.jdbc\.PgConnection@[0-9a-f]+$/);
      expect(report.stack[0]).toMatchObject({ module: 'org.apache.tomcat.jdbc.pool.ConnectionPool', function: 'getThreadDump' });
      expect(report.stack.at(-1)).toMatchObject({ module: 'java.lang.Thread', function: 'run' });
    }
  },
);

it('tells who lost the connections that the pool took back', async () => {
  const { verdict, suspects } = await analyze(path('abandoned-10.1.24.log'));
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 2, reclaimed: 2, open: 0, callSite: { function: 'reserve', file: 'StockDao.java', line: 9 } }]);
});

it('a connection whose name holds brackets and colons', () => {
  const name = 'ConnectionID:3 [a:b] url=jdbc:h2:mem:x';
  expect(read(`Connection has been abandoned PooledConnection[${name}]:java.lang.Exception`)).toMatchObject([
    { connection: name, stack: [] },
  ]);
  expect(read(`Connection has been marked suspect, possibly abandoned PooledConnection[${name}][70001 ms.]:null`)).toMatchObject([
    { connection: name, heldMs: 70001 },
  ]);
  expect(read(`Connection(PooledConnection[${name}]) that has been marked suspect was returned.`)).toEqual([
    { kind: 'checkin', connection: name, reason: 'unleaked' },
  ]);
});

it('a caller that does not wait', () => {
  const text = '[main] NoWait: Pool empty. Unable to fetch a connection, none available[40 in use].';
  expect(read(`org.apache.tomcat.jdbc.pool.PoolExhaustedException: ${text}`)).toEqual([
    { kind: 'acquire-timeout', witness: 'exception', thread: 'main' },
    { kind: 'pool-snapshot', inUse: 40, occasion: 'exhaustion' },
  ]);
});
