import { expect, it } from 'vitest';
import plugin from '../../parsers/psycopg-pool/index.ts';
import { Readable } from 'node:stream';
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

/** A request every two seconds by one thread of AnyIO's, which are all called alike; of every tenth a refusal is logged, and nothing is given back. */
function lent(seconds: number, more = ''): string {
  const lines: string[] = [];
  for (let s = 0; s < seconds; s += 2) {
    const line = (ms: number, logger: string, words: string): void =>
      void lines.push(
        `${new Date(Date.UTC(2026, 2, 2, 8, 0, s, ms)).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23)} INFO AnyIO worker thread ${logger}: ${words}`,
      );
    const refused = s % 20 === 10;
    line(1, 'psycopg.pool', "connection requested from 'depot'");
    line(2, 'psycopg.pool', "connection given by 'depot'");
    if (refused && more !== '') line(4, 'depot', more);
    if (!refused || more === '') line(9, 'psycopg.pool', "returning connection to 'depot'");
    line(10, 'uvicorn.access', `10.0.0.7:1 - "POST /trams/${s}/dispatch HTTP/1.1" ${refused && more !== '' ? 409 : 200}`);
  }
  return `${lines.join('\n')}\n`;
}

it('pairs what names no connection, by what is left over', async () => {
  const leak = await analyze(Readable.from([lent(240, 'dispatch refused, it is in the workshop')]));
  expect(leak.verdict).toBe('leak');
  expect(leak.pools[0]?.inUse).toMatchObject({ last: 12 });
  expect((await analyze(Readable.from([lent(240)]))).verdict).toBe('healthy');
});
