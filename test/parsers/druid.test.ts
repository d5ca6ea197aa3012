import { expect, it } from 'vitest';
import plugin from '../../parsers/druid/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'abandoned-1.2.22.log');

it('an event for every line that greps find', () => {
  const log = recorded('abandoned-1.2.22.log');
  expect(of('leak-reported', log)).toHaveLength(count(log, 'abandon connection, owner thread'));
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'GetConnectionTimeoutException: '));
  expect(of('pool-lifecycle', log).map(({ phase }) => phase)).toEqual(['started', 'closing', 'closed']);
});

it("takes the borrower's trace, never the one of what its thread does now", () => {
  for (const { stack, thread } of of('leak-reported', recorded('abandoned-1.2.22.log'))) {
    expect(thread).toMatch(/^http-nio-8080-exec-\d$/);
    expect(stack.filter((frame) => frame.function === 'reserve')).toMatchObject([{ line: 9 }]);
    expect(stack.some((frame) => frame.function === 'park')).toBe(false);
  }
});

it('leaves out the failure of the thread that creates connections', () => {
  const log = `com.alibaba.druid.pool.GetConnectionTimeoutException: wait millis 60000, active 0, maxActive 8, creating 1
	at com.alibaba.druid.pool.DruidDataSource.getConnectionInternal(DruidDataSource.java:1896)
	at shop.stock.StockDao.count(StockDao.java:23)
Caused by: org.postgresql.util.PSQLException: refused
	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:319)
	at com.alibaba.druid.pool.DruidDataSource$CreateConnectionThread.run(DruidDataSource.java:2100)`;
  expect(of('acquire-timeout', log)[0]?.stack?.map((frame) => frame.function)).toEqual(['getConnectionInternal', 'count']);
});

it('tells who lost the connections that the pool took back', async () => {
  const { verdict, suspects } = await analyze(path('abandoned-1.2.22.log'));
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 2, reclaimed: 2, callSite: { function: 'reserve', file: 'StockDao.java', line: 9 } }]);
});
