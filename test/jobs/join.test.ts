import { describe, expect, test } from 'vitest';
import { emptyState, join, observe } from '../../src/judge/index.ts';
import type { State } from '../../src/judge/state.ts';
import type { TimedEvent } from '../../src/model/event.ts';

const checkout = (source: string, pod: number): TimedEvent => ({
  kind: 'checkout',
  at: 1000 * pod,
  source,
  line: pod + 1,
  byte: 0,
  text: 'Connection checked out',
  runtime: 'sqlalchemy',
  parser: 'sqlalchemy',
  rule: 'checkout',
  instance: { pod: `pod-${pod}` },
  connection: `0x${pod}`,
});

const observed = (source: string, pods: number): State => {
  const state = emptyState();
  for (let pod = 0; pod < pods; pod++) observe(state, checkout(source, pod));
  return state;
};

describe('states of two inputs are joined', () => {
  test('to what one would be that had observed both', () => {
    const both = observed('a.log', 3);
    for (let pod = 0; pod < 5; pod++) observe(both, checkout('b.log', pod));
    const joined = observed('a.log', 3);
    expect(join(joined, observed('b.log', 5))).toBe(true);
    expect(joined).toEqual(both);
    expect([...joined.streams.keys()]).toEqual([...both.streams.keys()]);
  });

  test('but not where streams would have been forgotten', () => {
    const state = observed('a.log', 1);
    const before = structuredClone(state);
    expect(join(state, observed('b.log', 9_600))).toBe(false);
    expect(join(state, observed('c.log', 10_100))).toBe(false);
    expect(state).toEqual(before);
    expect(join(emptyState(), observed('c.log', 10_100))).toBe(true);
  });

  test('but not where lines or samples would have been forgotten', () => {
    const context = (source: string, pods: number): State => {
      const state = emptyState();
      for (let i = 0; i < pods * 2000; i++) observe(state, { ...checkout(source, i % pods), kind: 'context' } as unknown as TimedEvent);
      return state;
    };
    expect(join(context('a.log', 1), context('b.log', 10))).toBe(true);
    expect(join(context('a.log', 10), context('b.log', 20))).toBe(false);
    expect(join(emptyState(), context('b.log', 30))).toBe(true);
  });

  test('but not where a stream is known already', () => {
    const state = observed('a.log', 3);
    const before = structuredClone(state);
    expect(join(state, observed('a.log', 4))).toBe(false);
    expect(state).toEqual(before);
  });

  // Whatever else is kept of all sources together has to be joined too, or refused: then this list grows.
  test('and nothing is kept of several sources together but what a server says, and a count', () => {
    expect(Object.keys(emptyState()).sort()).toEqual(['gone', 'observed', 'server', 'streams']);
  });
});
