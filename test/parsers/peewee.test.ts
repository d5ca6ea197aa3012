import { expect, it } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import plugin from '../../parsers/peewee/index.ts';
import { analyze } from '../../src/index.ts';
import { readEvents } from '../../src/read/index.ts';
import { parserSuite } from './suite.ts';

// Recorded by shop.py beside them.
const LOGS = ['threads-4.5.3.log', 'async-4.5.3.log'] as const;
const { path, recorded, of, count } = parserSuite(plugin, LOGS[0]);

it.each(LOGS)('%s: one event for each caller that gave up', (name) => {
  const log = recorded(name);
  expect(of('acquire-timeout', log)).toHaveLength(count(log, ' 500\n'));
  expect(of('connection-created', log)).toHaveLength(count(log, 'Created new connection'));
});

it.each(LOGS)('%s: lines that do not pair make no leak and no health', async (name) => {
  const { verdict, suspects } = await analyze(path(name));
  expect([verdict, suspects]).toEqual(['inconclusive', []]);
});

it.each(LOGS)('%s is read by no other parser', async (name) => {
  const parsers = new Set<string>();
  for await (const batch of readEvents([path(name)], { plugins }).batches)
    for (const { kind, parser } of batch) if (kind !== 'context') parsers.add(parser);
  expect([...parsers]).toEqual(['peewee']);
});
