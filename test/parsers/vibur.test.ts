import { expect, it } from 'vitest';
import plugin from '../../parsers/vibur/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'left-behind-25.0.log');

it('an event for every line that greps find', () => {
  const log = recorded('left-behind-25.0.log');
  expect(of('leak-reported', log)).toHaveLength(count(log, '), Vibur proxy for: '));
  expect(of('acquire-timeout', log)).toHaveLength(count(log, "couldn't obtain SQL connection"));
  expect(of('pool-lifecycle', log).map(({ phase }) => phase)).toEqual(['started']);
});

it('one list tells who left connections behind, and who is at work', async () => {
  const { verdict, suspects } = await analyze([path('left-behind-25.0.log')]);
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 4, callSite: { function: 'cool', file: 'Hut.java', line: 6 } }]);
});
