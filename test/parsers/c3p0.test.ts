import { expect, it } from 'vitest';
import plugin from '../../parsers/c3p0/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'overdue-0.10.1.log');

it.each(['overdue-0.10.1.log', 'traced-0.9.5.5.log'])('%s: an event for every line that greps find, one report for two lines', (name) => {
  const log = recorded(name);
  const reports = of('leak-reported', log);
  expect(reports).toHaveLength(count(log, 'Logging the stack trace by which'));
  expect(of('connection-closed', log)).toHaveLength(count(log, 'A checked-out resource is overdue'));
  expect(of('pool-snapshot', log)).toHaveLength(count(log, ', unused: '));
  expect(of('pool-configuration', log)).toMatchObject([{ max: 3, connectionTimeoutMs: 1000, leakDetectionThresholdMs: 3000 }]);
  for (const { stack } of reports) expect(stack.filter((frame) => frame.function === 'reserve')).toMatchObject([{ line: 9 }]);
});

it('never counts more connections in use than there are', () => {
  for (const { open = 0, idle = 0, inUse = 0 } of of('pool-snapshot', recorded('traced-0.9.5.5.log'))) {
    expect(inUse).toBe(open - idle);
    expect(inUse).toBeLessThanOrEqual(3);
  }
});

it('tells who lost the connections that the pool destroyed', async () => {
  const { verdict, suspects } = await analyze(path('overdue-0.10.1.log'));
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 2, reclaimed: 2, callSite: { function: 'reserve', file: 'StockDao.java', line: 9 } }]);
});
