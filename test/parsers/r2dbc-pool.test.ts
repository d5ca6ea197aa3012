import { expect, it } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import plugin from '../../parsers/r2dbc-pool/index.ts';
import { analyze } from '../../src/index.ts';
import { readEvents } from '../../src/read/index.ts';
import { parserSuite } from './suite.ts';

// Recorded with Shop.java beside it: mvn compile exec:java -Dexec.mainClass=com.acme.shop.Shop, its sources under src/main/java.
const LOG = 'shop-1.0.2.log';
const { path, recorded, of, count } = parserSuite(plugin, LOG);

it('an event for every line that greps find', () => {
  const log = recorded(LOG);
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'Connection acquisition timed out'));
  expect(of('pool-snapshot', log)).toHaveLength(count(log, 'acquiredSize='));
  expect(of('checkout', log)).toHaveLength(count(log, 'Obtaining new connection'));
  expect(of('checkin', log)).toHaveLength(count(log, 'Releasing connection'));
});

it('lines that name no connection pair with nothing: the samples tell what stayed out', async () => {
  const report = await analyze(path(LOG));
  expect(report.pools.map(({ runtime }) => runtime)).toEqual(['r2dbc-pool']);
  expect(report.verdict).not.toBe('healthy');
  expect(report.suspects.every(({ stack }) => (stack ?? []).length === 0)).toBe(true);
});

it('is read by no other parser', async () => {
  const parsers = new Set<string>();
  for await (const batch of readEvents([path(LOG)], { plugins }).batches)
    for (const { kind, parser } of batch) if (kind !== 'context') parsers.add(parser);
  expect([...parsers]).toEqual(['r2dbc-pool']);
});
