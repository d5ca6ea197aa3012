import { expect, test, vi } from 'vitest';
import { KnownLists } from '../../src/plugin/known-lists.ts';

const list = (n: number): string[] => Array.from({ length: 4 }, (_, i) => `\tat shop.Dao.load${i}(Dao.java:${n + i})`);

test('a list that came before is known, and made something of once', () => {
  const make = vi.fn((texts: readonly string[]) => texts.length);
  const known = new KnownLists(make);
  expect([known.of(list(1)), known.of(list(1)), known.of(list(1))]).toEqual([undefined, 4, 4]);
  expect(make).toHaveBeenCalledTimes(1);
});

test('lists that differ in any text are told apart, also where their number is the same', () => {
  const known = new KnownLists((texts) => texts.join('\n'));
  const texts = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];
  const other = [`x${'a'.repeat(39)}`, 'b'.repeat(40), 'c'.repeat(40)];
  for (const each of [texts, texts, other, other, texts]) expect(known.of(each) ?? each.join('\n')).toBe(each.join('\n'));
});

test('short lists, endless ones and huge texts are not remembered', () => {
  const known = new KnownLists(() => true);
  for (const each of [['a', 'b'], Array.from({ length: 501 }, () => 'x'), ['a', 'b', 'x'.repeat(70_000)]])
    expect([known.of(each), known.of(each), known.of(each)]).toEqual([undefined, undefined, undefined]);
});

test('memory is bounded: what came long ago is forgotten', () => {
  const known = new KnownLists(() => true);
  known.of(list(0));
  known.of(list(0));
  for (let n = 1000; n < 9000; n += 2) known.of(list(n));
  expect(known.of(list(0))).toBeUndefined();
});
