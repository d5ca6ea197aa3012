import { expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import { definePlugin } from '../../../src/plugin/index.ts';
import { stream } from '../support.ts';

const TIMEOUT = '2026-11-23 01:00:31.250 [exec-1] ERROR shop.Orders - orders gave up: HikariPool-1 - Connection is not available, request timed out after 30000ms.'; // prettier-ignore
const OTHER = '2026-11-23 01:00:32.250 [exec-2] ERROR shop.Orders - HikariPool-1 - Connection is not available, request timed out after 30000ms.'; // prettier-ignore

const house = definePlugin({
  id: 'house',
  title: 'House',
  runtime: 'house',
  hints: ['gave up: '],
  rules: {
    'gave-up': { pattern: /^(?<pool>\w{1,20}) gave up: /, read: (match) => ({ kind: 'acquire-timeout', pool: match.text('pool') }) },
  },
  samples: { 'gave up': { log: TIMEOUT, reads: { kind: 'acquire-timeout', pool: 'orders' } } },
});

const parsersOf = async (plugins: (typeof house)[]): Promise<unknown> => {
  const { input } = await analyze({ name: 'x', stream: stream(`${TIMEOUT}\n${OTHER}\n`) }, { plugins });
  return Object.fromEntries(Object.entries(input.parsers).map(([id, { records }]) => [id, records]));
};

test('a record that a parser of the user reads is not shown to the built-in ones, and all others are', async () => {
  expect(await parsersOf([house])).toEqual({ hikaricp: 1, house: 1 });
  expect(await parsersOf([])).toEqual({ hikaricp: 2 });
});

test('a parser of the user that makes nothing of a record leaves it to the built-in ones', async () => {
  const shy = definePlugin({ ...house, id: 'shy', rules: { 'gave-up': { pattern: / gave up: /, read: () => undefined } } });
  expect(await parsersOf([shy])).toEqual({ hikaricp: 2 });
});
