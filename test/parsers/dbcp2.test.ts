import { expect, it } from 'vitest';
import plugin from '../../parsers/dbcp2/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'abandoned-1.4.log');

it.each([
  ['abandoned-2.12.0.log', 'has not been returned to the pool:'],
  ['abandoned-1.4.log', 'AbandonedObjectPool.borrowObject(AbandonedObjectPool.java:81)'],
])('%s: one report for every connection, none for its statements', (name, literal) => {
  const log = recorded(name);
  const reports = of('leak-reported', log);
  expect(reports).toHaveLength(count(log, literal));
  for (const report of reports) {
    expect(report).toMatchObject({ connection: null, reclaimed: true });
    expect(report.stack.filter((frame) => frame.function === 'reserve')).toMatchObject([{ line: 9 }]);
  }
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'Exception: Cannot get a connection'));
});

it('tells who lost the connections that the pool took back', async () => {
  const { verdict, suspects } = await analyze(path('abandoned-2.12.0.log'));
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 2, reclaimed: 2, callSite: { function: 'reserve', file: 'StockDao.java', line: 9 } }]);
});

it.each([
  [', borrowMaxWaitDuration=PT1M30.5S', 90_500],
  [', borrowMaxWaitDuration=PT0.25S', 250],
  [', borrowMaxWaitDuration=PT2H', 7_200_000],
  [', borrowMaxWaitMillis=30000', 30_000],
  ['', undefined],
])('the wait of "Timeout waiting for idle object%s"', (text, waitedMs) => {
  const [timeout] = of(
    'acquire-timeout',
    `java.sql.SQLException: Cannot get a connection, pool error Timeout waiting for idle object${text}`,
  );
  expect(timeout?.waitedMs).toBe(waitedMs);
});
