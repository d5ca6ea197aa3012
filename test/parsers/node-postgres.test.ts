import { expect, it } from 'vitest';
import plugin from '../../parsers/node-postgres/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'leaking-8.23.log');

it('an event for every line that greps find', () => {
  const log = recorded('leaking-8.23.log');
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'Error: timeout exceeded when trying to connect'));
  const snapshots = of('pool-snapshot', log);
  expect(snapshots).toHaveLength(count(log, 'waitingCount: '));
  expect(snapshots.at(-1)).toMatchObject({ open: 6, idle: 0, inUse: 6, pending: 1 });
});

it('counts what is out by the samples, and names the waiters', async () => {
  const { pools, victims } = await analyze(path('leaking-8.23.log'));
  expect(pools).toMatchObject([{ runtime: 'node-postgres', inUse: { first: 0, peak: 6 } }]);
  expect(victims[0]?.callSite).toMatchObject({ function: 'Object.countPg', file: '/srv/app/src/stock/dao.js', line: 3 });
});
