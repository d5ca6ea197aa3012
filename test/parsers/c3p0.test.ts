import { expect, it } from 'vitest';
import plugin from '../../parsers/c3p0/index.ts';
import { analyze } from '../../src/index.ts';
import { stream } from '../read/support.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'overdue-0.10.1.log');

it.each(['overdue-0.10.1.log', 'traced-0.9.5.5.log'])('%s: an event for every line that greps find, one report for two lines', (name) => {
  const log = recorded(name);
  const reports = of('leak-reported', log);
  expect(reports).toHaveLength(count(log, 'Logging the stack trace by which'));
  expect(reports).toHaveLength(count(log, 'A checked-out resource is overdue'));
  expect(reports.every(({ connection }) => connection !== null)).toBe(true);
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

it('reports a leak without its owner where the traces are off', async () => {
  // The same branch of removeResource prints the alarm with and without the trace.
  const alone = recorded('overdue-0.10.1.log')
    .split('\n')
    .filter((line) => !line.includes('Logging the stack trace') && !/^(?:\tat |java\.lang\.Exception: DEBUG)/.test(line));
  const { verdict, pools, suspects } = await analyze({ name: 'x', stream: stream(alone.join('\n')) });
  expect([verdict, suspects]).toEqual(['leak', []]);
  expect(pools[0]?.reasons.filter((reason) => reason.for === 'leak')).toMatchObject([{ for: 'leak' }]);
});

it('tells who lost the connections that the pool destroyed', async () => {
  const { verdict, suspects } = await analyze(path('overdue-0.10.1.log'));
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 2, reclaimed: 2, callSite: { function: 'reserve', file: 'StockDao.java', line: 9 } }]);
});
