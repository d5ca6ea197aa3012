import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, NotPlain, valueOf } from '../../../src/live/state/graph.ts';

const again = <T>(value: T): T => valueOf(linesOf(value)) as T;

test('whatever plain data holds is the same again', () => {
  fc.assert(
    fc.property(fc.anything({ withMap: true, withSet: true, withNullPrototype: true, maxDepth: 5 }), (value) => {
      expect(again({ value })).toStrictEqual({ value });
    }),
    { numRuns: 500, seed: 8 },
  );
});

test('what is one thing stays one thing, in circles too', () => {
  const hold: Record<string, unknown> = { connection: 'c1' };
  hold['self'] = hold;
  const state = again({ open: new Map([['c1', hold]]), pending: [hold], alarms: new Set([hold]) });
  expect(state.pending[0]).toBe(state.open.get('c1'));
  expect(state.alarms.has(state.pending[0] as never)).toBe(true);
  expect(state.pending[0]?.['self']).toBe(state.pending[0]);
});

test('a long text is written once', () => {
  const text = 'com.acme.Exporter.write\n'.repeat(100);
  expect([...linesOf(Array.from({ length: 1000 }, () => ({ text })))].join('\n').length).toBeLessThan(text.length + 40_000);
});

test('a name like __proto__ is a name', () => {
  const value = JSON.parse('{"__proto__":{"polluted":1},"constructor":2}') as object;
  const copy = again({ value }).value;
  expect(Object.keys(copy)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

test('what is not plain is not written', () => {
  for (const value of [() => 1, new Date(0), /x/, Symbol('x'), new (class A {})(), 1n])
    expect(() => [...linesOf({ value })]).toThrow(NotPlain);
});

test('lines that are none are refused, and nothing else happens', () => {
  const [line = ''] = [...linesOf({ a: 1 })];
  for (const lines of [[], [''], ['x{}'], ['o[]'], ['a{}'], ['m{"a":1}'], ['o{"a":[7]}'], ['o{"a":["x"]}'], ['o{"a":{"b":1}}'], [line.slice(0, -1)]])
    expect(() => valueOf(lines)).toThrow();
}); // prettier-ignore
