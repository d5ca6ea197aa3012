import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/index.ts';
import { addTo, classesOf, emptySketch } from '../../src/judge/sketch.ts';

const sample = (name: string): string => new URL(`../../samples/${name}/app.log`, import.meta.url).pathname;

describe('marks', () => {
  test('tell when a pool reported leaks, each report once', async () => {
    const { pools } = await analyze(sample('hikaricp/two-leaks-one-slow'));
    const alarms = pools.flatMap(({ marks }) => marks?.alarms ?? []);
    // Seven are still out, six came back late.
    expect(alarms.reduce((sum, { count }) => sum + count, 0)).toBe(13);
    expect(alarms.map(({ at }) => at)).toEqual([...alarms.map(({ at }) => at)].sort());
  });
  test('are absent where nothing of the kind came', async () => {
    for (const { marks } of (await analyze(sample('hikaricp/healthy'))).pools) expect(marks).toBeUndefined();
  });
});

describe('classes of hold times', () => {
  test('are as wide as one another, hold all values, and leave none out between', () => {
    const sketch = emptySketch();
    for (const ms of [0, 1, 1.2, 9, 10, 950]) addTo(sketch, ms);
    const classes = classesOf(sketch, 2);
    expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(6);
    expect(classes[0]).toEqual({ atMostMs: 0.01, count: 1 });
    expect(classes.at(-1)).toEqual({ atMostMs: 1000, count: 1 });
    for (const [i, { atMostMs }] of classes.slice(1).entries()) expect(atMostMs / classes[i]!.atMostMs).toBeCloseTo(10 ** 0.5, 2);
  });
  test('of nothing are none', () => expect(classesOf(emptySketch(), 6)).toEqual([]));
});
