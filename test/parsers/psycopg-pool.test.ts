import { expect, it } from 'vitest';
import plugin from '../../parsers/psycopg-pool/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'exhausted-3.3.3.log');

it('an event for every line that greps find', () => {
  const log = recorded('exhausted-3.3.3.log');
  expect(of('checkout', log)).toHaveLength(count(log, 'connection given by'));
  expect(of('checkin', log)).toHaveLength(count(log, 'returning connection to'));
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'psycopg_pool.PoolTimeout:') + count(log, 'psycopg_pool.TooManyRequests:'));
  expect(of('pool-snapshot', log)).toMatchObject([
    { open: 3, idle: 0, inUse: 3, max: 3, pending: 0 },
    { open: 3, idle: 0, inUse: 3, max: 3, pending: 2 },
  ]);
  expect(of('pool-note', log).filter(({ code }) => code === 'rollback-on-close')).toMatchObject([
    { connection: expect.stringMatching(/^<psycopg\.Connection \[INTRANS\] .* at 0x[0-9a-f]+>$/) as string },
  ]);
});

it("names the waiter, outside of the pool's own frames", async () => {
  const { victims } = await analyze(path('exhausted-3.3.3.log'));
  expect(victims[0]?.callSite).toMatchObject({ function: 'count', file: '/srv/shop/stock.py', line: 16 });
});

it('takes no counter from statistics, for pop_stats() sets them back', () => {
  const [snapshot] = of('pool-snapshot', "{'requests_num': 9, 'requests_wait_ms': 20, 'pool_max': 4, 'pool_size': 2, 'pool_available': 1}");
  expect(snapshot).toEqual({ kind: 'pool-snapshot', open: 2, idle: 1, inUse: 1, max: 4 });
});
