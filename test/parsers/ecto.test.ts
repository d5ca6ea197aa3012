import { expect, it } from 'vitest';
import plugin from '../../parsers/ecto/index.ts';
import { plugins } from '../../parsers/index.ts';
import { analyze } from '../../src/index.ts';
import { readEvents } from '../../src/read/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'shop.log');

it('an event for every line that greps find', () => {
  const log = recorded('shop.log');
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'connection not available and'));
  expect(of('leak-reported', log)).toHaveLength(count(log, 'timed out because it'));
  expect(of('checkin', log)).toHaveLength(count(log, 'timed out because it'));
  expect(of('connection-closed', log)).toHaveLength(count(log, ') disconnected: ') - count(log, 'timed out because it'));
  expect(of('pool-snapshot', log)).toHaveLength(count(log, 'ready_conn_count'));
});

it('what was cut off is long work, named by where it stood, and no leak', async () => {
  const report = await analyze(path('shop.log'));
  expect(report.suspects.map(({ verdict, callSite }) => [verdict, callSite?.function])).toEqual([
    ['long-hold', 'delivered/1'],
    ['long-hold', 'of_the_year/0'],
  ]);
});

it('is read by no other parser', async () => {
  const parsers = new Set<string>();
  for await (const batch of readEvents([path('shop.log')], { plugins }).batches)
    for (const { kind, parser } of batch) if (kind !== 'context') parsers.add(parser);
  expect([...parsers]).toEqual(['ecto']);
});
