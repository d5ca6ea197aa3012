import { describe, expect, test } from 'vitest';
import { emptyState, forgetGone, observe, type State } from '../../src/judge/index.ts';
import { keepWithin } from '../../src/judge/within.ts';
import type { TimedEvent } from '../../src/model/event.ts';

const HOUR = 3_600_000;
const seen = (state: State, pod: string, at: number | null, what: object): void =>
  observe(state, { at, source: '<stdin>', line: 1, byte: 0, text: '', runtime: 'hikaricp', parser: 'p', rule: 'r', instance: { pod }, ...what } as TimedEvent); // prettier-ignore
const sampled = (state: State, pod: string, at: number | null): void => seen(state, pod, at, { kind: 'pool-snapshot', inUse: 0, max: 10 });
const podsOf = ({ streams }: State): string[] => [...streams.keys()].flatMap((key) => key.split('\u0001')[2] ?? []);

/** Pods that spoke at the beginning, and as many that speak two hours later. */
function replaced(pods: number): State {
  const state = emptyState();
  for (let i = 0; i < pods; i++) sampled(state, `old-${i}`, i);
  for (let i = 0; i < pods; i++) sampled(state, `new-${i}`, 2 * HOUR + i);
  return state;
}

describe('pods that are gone', () => {
  test('are all remembered while they are few', () => {
    const state = replaced(500);
    forgetGone(state);
    expect(podsOf(state)).toHaveLength(1000);
    expect(state.gone).toBe(0);
  });

  test('are forgotten where they are many, those that are silent for longest first, and counted', () => {
    const state = replaced(1200);
    forgetGone(state);
    const left = podsOf(state);
    expect(left.filter((pod) => pod.startsWith('new'))).toHaveLength(1200);
    expect(left.filter((pod) => pod.startsWith('old'))).toEqual(Array.from({ length: 375 }, (_, i) => `old-${825 + i}`));
    expect(state.gone).toBe(825);
  });

  test('outlive others that are gone where they have something to tell', () => {
    const state = emptyState();
    seen(state, 'lost-one', 0, { kind: 'checkout', connection: 'c' });
    seen(state, 'reported', 1, { kind: 'leak-reported', connection: 'c', stack: [] });
    seen(state, 'dry', 2, { kind: 'acquire-timeout', witness: 'error' });
    for (let i = 0; i < 40; i++) seen(state, 'climbed', 3 + i * 10_000, { kind: 'pool-snapshot', inUse: Math.floor(i / 4), max: 10 });
    for (let i = 0; i < 1200; i++) sampled(state, `well-${i}`, 1000 + i);
    for (let i = 0; i < 100; i++) sampled(state, `new-${i}`, 3 * HOUR);
    forgetGone(state);
    expect(podsOf(state).slice(0, 4)).toEqual(['lost-one', 'reported', 'dry', 'climbed']);
    expect(state.gone).toBe(829);
  });

  test('and never showed a pool are forgotten at once, with what they told', () => {
    const state = emptyState();
    for (let i = 0; i < 50; i++) seen(state, `web-${i}`, i, { kind: 'context', route: 'GET /' });
    for (let i = 0; i < 50; i++) sampled(state, `new-${i}`, 2 * HOUR);
    forgetGone(state);
    expect(podsOf(state).every((pod) => pod.startsWith('new'))).toBe(true);
    expect(state.gone).toBe(0);
  });

  test('are told by the clocks of most, not by one that is years ahead, and not where lines show no time', () => {
    const state = emptyState();
    for (let i = 0; i < 1500; i++) sampled(state, `pod-${i}`, i);
    for (let i = 0; i < 1500; i++) sampled(state, `bare-${i}`, null);
    sampled(state, 'ahead', 50 * 365 * 24 * HOUR);
    forgetGone(state);
    expect(podsOf(state)).toHaveLength(3001);
  });
});

test('what stood between the samples of many pools is kept less finely, the longest first, and no line is counted twice or lost', () => {
  const state = emptyState();
  for (let i = 0; i < 20_000; i++) {
    const pod = i % 100 === 0 ? 'quiet' : 'busy';
    seen(state, pod, i * 1000, { kind: 'context', route: `GET /${i % 2}`, access: true, line: 2 * i });
    seen(state, pod, i * 1000, { kind: 'pool-snapshot', inUse: i % 3, max: 10, line: 2 * i + 1 });
  }
  const poolOf = (pod: string) => {
    const processes = [...state.streams]
      .find(([key]) => key.split('\u0001')[2] === pod)?.[1]
      .values()
      .next().value;
    return [...(processes?.lives.values() ?? [])]
      .flat()
      .flatMap((life) => [...life.pools.values()].map(({ intervals }) => ({ life, intervals })))[0];
  };
  const linesOf = (pod: string): [intervals: number, requests: number, cells: number, times: number] => {
    const { intervals, keys } = poolOf(pod)!.intervals!;
    const counts = [...keys.values()];
    return [
      intervals.length,
      intervals.reduce((sum, { requests }) => sum + requests, 0),
      counts.reduce((sum, { cells }) => sum + cells.reduce((all, n, at) => (at % 2 === 1 ? all + n : all), 0), 0),
      counts.reduce((sum, { times }) => sum + times.length, 0),
    ];
  };
  const [intervals] = linesOf('busy');
  keepWithin(state, { earlyLines: 1000, samples: 1e6, numbers: 50_000 });
  expect(linesOf('busy')).toEqual([Math.ceil(intervals / 2), 19_800, 19_800, expect.closeTo(9900, -2)]);
  expect(linesOf('quiet')).toEqual([200, 200, 200, 200]);
  expect(poolOf('busy')?.life.forgotten.get('intervals between samples, each joined with the next one')).toBe(Math.floor(intervals / 2));
});
