import { expect, it } from 'vitest';
import plugin from '../../parsers/active-record/index.ts';
import { plugins } from '../../parsers/index.ts';
import { readEvents } from '../../src/read/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'rails.log');

it('an event for every line that greps find', () => {
  const log = recorded('rails.log');
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'ActiveRecord::ConnectionTimeoutError'));
  expect(of('pool-snapshot', log)).toHaveLength(count(log, 'checkout_timeout'));
});

it('counts a connection whose thread died as one that is out', () => {
  expect(of('pool-snapshot', recorded('rails.log')).map(({ inUse }) => inUse)).toEqual([4, 5]);
});

it('is read by no other parser', async () => {
  const parsers = new Set<string>();
  for await (const batch of readEvents([path('rails.log')], { plugins }).batches)
    for (const { kind, parser } of batch) if (kind !== 'context') parsers.add(parser);
  expect([...parsers]).toEqual(['active-record']);
});
