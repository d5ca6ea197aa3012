import { expect, test } from 'vitest';
import { emptyState, observe, type State } from '../../src/judge/index.ts';
import { keepWithin } from '../../src/judge/within.ts';
import type { TimedEvent } from '../../src/model/event.ts';

const livesOf = (state: State) =>
  [...state.streams.values()].flatMap((processes) => [...processes.values()].flatMap(({ lives }) => [...lives.values()].flat()));

/** Observes so many events, one each second. */
function observed(count: number, eventOf: (i: number) => object): State {
  const state = emptyState();
  for (let i = 0; i < count; i++) {
    const common = {
      at: 1e12 + i * 1000,
      source: 'app.log',
      line: i + 1,
      byte: i * 80,
      text: '',
      runtime: 'hikaricp',
      parser: 'p',
      rule: 'r',
    };
    observe(state, { ...common, ...eventOf(i) } as TimedEvent);
  }
  return state;
}
const snapshot = (inUse: number): object => ({ kind: 'pool-snapshot', inUse, max: 10, pool: 'p' });
const forgotten = (state: State, what: string): number => livesOf(state).reduce((sum, life) => sum + (life.forgotten.get(what) ?? 0), 0);

test('pods that come and go for ever: those silent for longest are forgotten, and counted', () => {
  const state = observed(25_000, (i) => ({ kind: 'pool-snapshot', inUse: 1, max: 10, pool: 'p', instance: { pod: `pod-${i}` } }));
  expect(state.streams.size).toBeLessThanOrEqual(10_000);
  expect(state.streams.size + forgotten(state, 'processes')).toBe(25_000);
  expect([...state.streams.keys()].at(-1)).toContain('pod-24999');
  expect([...state.streams.keys()].some((key) => key.includes('pod-0\u0001'))).toBe(false);
});

test('a stream that is still heard outlives those that fell silent', () => {
  const state = observed(25_000, (i) => ({ kind: 'pool-snapshot', inUse: 1, max: 10, pool: 'p', instance: { pod: i % 2 === 0 ? 'lasting' : `pod-${i}` } }));
  expect([...state.streams.keys()].some((key) => key.includes('lasting'))).toBe(true);
  expect(livesOf(state).find(({ instance }) => instance.pod === 'lasting')?.events).toBe(12_500);
}); // prettier-ignore

test('process ids that change with every line', () => {
  const state = observed(5000, (i) => ({ kind: 'pool-snapshot', inUse: 1, max: 10, pool: 'p', instance: { pid: `${i}` } }));
  expect([...state.streams.values()].map(({ size }) => size)[0]).toBeLessThanOrEqual(1000);
  expect(livesOf(state).length + forgotten(state, 'processes')).toBe(5000);
});

test('pool names that change with every line', () => {
  const state = observed(5000, (i) => ({ kind: 'pool-snapshot', inUse: 1, max: 10, pool: `pool-${i}` }));
  const [life] = livesOf(state);
  expect(life?.pools.size).toBe(2000);
  expect(life?.forgotten.get('lines of further pools')).toBeGreaterThanOrEqual(3000);
});

test('connections that are reported and come back late for ever', () => {
  const state = observed(110_000, (i) =>
    i % 2 === 0 ? { kind: 'leak-reported', connection: 'c', stack: [] } : { kind: 'checkin', connection: 'c', reason: 'unleaked' },
  );
  const [life] = livesOf(state);
  expect(life?.lateReturns.length).toBeLessThanOrEqual(50_000);
  expect((life?.lateReturns.length ?? 0) + (life?.forgotten.get('late returns') ?? 0)).toBe(55_000);
  expect(life?.lateReturns.at(-1)?.at).toBe(1e12 + 109_999 * 1000);
});

test('a clock that leaps for ever', () => {
  const state = observed(3000, () => ({ kind: 'pool-note', code: 'clock-leap' }));
  const [life] = livesOf(state);
  expect((life?.clockTrouble.length ?? 0) + (life?.forgotten.get('notes on the clock') ?? 0)).toBe(3000);
  expect(life?.clockTrouble.length).toBeLessThanOrEqual(1000);
});

test('pods without a pool that tell much keep what they told last, and the others forget', () => {
  const state = observed(4000, (i) => ({ kind: 'context', route: 'GET /', instance: { pod: `web-${Math.floor(i / 100)}` } }));
  keepWithin(state, { earlyLines: 1000, samples: 1000, numbers: 1e6 });
  const early = [...state.streams.values()].flatMap((some) => [...some.values()].map((process) => process.early.length));
  expect(early).toEqual([...Array.from({ length: 33 }, () => 0), ...Array.from({ length: 7 }, () => 100)]);
  // Told where a pool shows itself after all.
  observe(state, { ...snapshot(1), at: 2e12, source: 'app.log', line: 1, byte: 0, text: '', runtime: 'hikaricp', parser: 'p', rule: 'r', instance: { pod: 'web-0' } } as unknown as TimedEvent); // prettier-ignore
  expect(forgotten(state, 'lines before its first one')).toBe(100);
});

test('of pools that are sampled for days samples are folded, the longest first, and none of their dips is lost', () => {
  const state = observed(20_000, (i) => ({ ...snapshot(i % 5000 < 20 ? 3 : 7), instance: { pod: `pod-${i % 20 === 0 ? 1 : i % 2 === 0 ? 2 : 3}` } }));
  keepWithin(state, { earlyLines: 1000, samples: 16_000, numbers: 1e6 });
  const pools = livesOf(state).flatMap(({ instance, pools: some }) => [...some.values()].map(({ samples }) => ({ pod: instance.pod, samples })));
  const samplesOf = (pod: string): number => pools.find((pool) => pool.pod === pod)?.samples.length ?? 0;
  expect([samplesOf('pod-1'), samplesOf('pod-2'), samplesOf('pod-3')]).toEqual([1000, 4501, 5001]);
  expect(pools.find(({ pod }) => pod === 'pod-3')?.samples.filter(({ inUse }) => inUse === 3).length).toBeGreaterThanOrEqual(20);
  expect(forgotten(state, 'samples, each folded into the next one')).toBe(20_000 - 1000 - 4501 - 5001);
}); // prettier-ignore
