import { expect, it } from 'vitest';
import plugin from '../../parsers/ucp/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'exhausted-21.9.log');

it('an event for every line that greps find', () => {
  const log = recorded('exhausted-21.9.log');
  expect(of('acquire-timeout', log)).toHaveLength(count(log, '\njava.sql.SQLException: Exception occurred while getting connection'));
  expect(of('pool-snapshot', log)).toHaveLength(count(log, '[AvailableConnectionsCount='));
});

it('who waited is a victim, and the figures tell the limit and that nothing came back', async () => {
  const { pools, victims } = await analyze([path('exhausted-21.9.log')]);
  expect(pools).toMatchObject([{ runtime: 'ucp', max: 4, acquireTimeouts: 9, inUse: { last: 4, peak: 4 } }]);
  expect(victims).toMatchObject([{ callSite: { function: 'mend', file: 'Yard.java' }, timeouts: 9 }]);
});
