import { describe, expect, it } from 'vitest';
import { addLine, attribute, closeInterval, emptyIntervals, type Intervals } from '../../../src/judge/cooccurrence/index.ts';
import { judgeSeries, type PoolSample } from '../../../src/judge/series/index.ts';

/** `busy` requests between any two samples; a 409 before each sample of `bad`, at each of `lost` one connection more is gone. */
function world(samples: number, busy: number, bad: readonly number[], lost: readonly number[]): [Intervals, PoolSample[]] {
  const [value, read]: [Intervals, PoolSample[]] = [emptyIntervals(), []];
  let [inUse, line] = [0, 0];
  const say = (route: string, status: number): void => {
    line += 1;
    addLine(value, { source: 'app.log', line, byte: line * 100, text: `line ${line}`, at: null, route, status }, true);
  };
  for (let i = 0; i < samples; i++) {
    for (let n = 0; n < busy; n++) say(n % 2 === 0 ? 'GET /orders' : 'GET /orders/{id}', 200);
    for (const at of bad) if (at === i) say('POST /orders', 409);
    inUse += lost.filter((at) => at === i).length;
    const sample = { at: i * 15_000, inUse, line: ++line };
    read.push(sample);
    closeInterval(value, sample);
  }
  return [value, read];
}

const named = ([value, samples]: [Intervals, PoolSample[]]) =>
  attribute(value, judgeSeries(samples, 0, { fromStart: true }).floor, { fromStart: true }).suspects;

const BAD = [3, 9, 14, 20, 27, 33];
const SILENT = [1, 5, 11, 12, 17, 23, 24, 29, 30, 36];

describe('a request loses one connection at most', () => {
  it('so what leaves one behind each time is named beside something silent that loses more', () => {
    const [one, ...others] = named(world(42, 8, BAD, [...BAD, ...SILENT]));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ route: 'POST /orders', status: 409, occurrences: 6 });
    expect(one!.leaked).toBeGreaterThan(5);
    expect(one!.leaked).toBeLessThanOrEqual(6);
    expect(one!.confidence).toBeGreaterThan(0.9);
  });

  it('and what leaves none behind as often as one is not', () => {
    expect(named(world(42, 8, [...BAD, 7, 16, 18, 21, 26, 38], [...BAD, ...SILENT]))).toEqual([]);
  });

  it('but a handler that takes two connections loses two', () => {
    expect(named(world(42, 8, BAD, [...BAD, ...BAD])).map(({ route, leaked }) => [route, Math.round(leaked)])).toEqual([
      ['POST /orders', 12],
    ]);
  });
});
