import { expect, it } from 'vitest';
import plugin from '../../parsers/agroal/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, read, of, count } = parserSuite(plugin, 'traced-2.4.log');

it.each(['leak-reports-2.4.log', 'traced-2.4.log'])('%s: an event for every line that greps find', (name) => {
  const log = recorded(name);
  const reports = of('leak-reported', log);
  expect(reports.filter(({ stack }) => stack.length === 0)).toHaveLength(count(log, 'Connection leak of '));
  expect(reports.filter(({ stack }) => stack.length > 0)).toHaveLength(count(log, ' acquired at: ['));
  expect(of('checkout', log)).toHaveLength(count(log, 'Acquire connection '));
  expect(of('checkin', log)).toHaveLength(count(log, 'Returning connection '));
  expect(of('connection-created', log)).toHaveLength(count(log, 'Created connection '));
  expect(read(log).every((event) => event.pool === 'stock')).toBe(true);
});

it('takes the frames of one line apart', () => {
  for (const { stack } of of('leak-reported', recorded('leak-reports-2.4.log')).filter((e) => e.stack.length > 0)) {
    expect(stack[0]).toMatchObject({ module: 'shop.stock.StockDao', file: 'StockDao.java' });
    expect(stack.at(-1)).toEqual({ function: 'run', module: 'java.lang.Thread', file: 'Thread.java', line: 840, language: 'java' });
  }
});

it('names the place of those that are still out, though the pool cannot say that the others came back', async () => {
  const { suspects } = await analyze(path('leak-reports-2.4.log'));
  expect(suspects[0]).toMatchObject({ open: 2, callSite: { function: 'reserve', file: 'StockDao.java', line: 9 } });
});
