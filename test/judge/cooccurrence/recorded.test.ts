import { describe, expect, it } from 'vitest';
import { attribute } from '../../../src/judge/cooccurrence/index.ts';
import { judgeSeries } from '../../../src/judge/series/index.ts';
import { recording } from './recording.ts';

const judged = (name: string) => {
  const { intervals, samples, ...truth } = recording(name);
  const series = judgeSeries(samples, truth.max, { fromStart: true });
  return { truth, series, found: attribute(intervals, series.floor, { limit: truth.max, fromStart: true }) };
};

describe('recorded pools', () => {
  it.each([
    'healthy-with-errors',
    'overload',
    'silent-transaction',
    'two-routes',
    'pinned-at-ten',
    'too-little-to-name',
    'a-day-with-a-wave',
  ])('%s: the series gives the true verdict and count', (name) => {
    const { truth, series } = judged(name);
    expect(series.verdict).toBe(truth.verdict);
    expect(series.leaked).toBe(truth.leaks.reduce((sum, { count }) => sum + count, 0));
  });

  it('names the route, its failing status and the template of an error line together', () => {
    const { found } = judged('a-day-with-a-wave');
    expect(found.suspects).toHaveLength(1);
    expect(found.suspects[0]).toMatchObject({
      route: 'GET /api/orders/{id}/invoice',
      status: 500,
      occurrences: 15,
      routes: [expect.any(String)],
    });
    expect(found.suspects[0]!.template).toContain('invoice: render order <*>');
    expect(found.suspects[0]!.leaked).toBeCloseTo(15, 0);
    expect(found.suspects[0]!.probability).toBeCloseTo(1, 1);
    expect(found.suspects[0]!.confidence).toBeGreaterThan(0.99);
  });

  it('names a route that leaks without a word, by its requests alone', () => {
    const { found } = judged('silent-transaction');
    expect(found.suspects.map(({ route }) => route)).toEqual(['GET /api/customers/{id}/statement']);
    expect(found.suspects[0]!.probability).toBeCloseTo(16 / 105, 1);
    expect(found.silentShare).toBeLessThan(0.1);
  });

  it('separates two leaking routes and shares the steps between them', () => {
    const { truth, found } = judged('two-routes');
    expect(found.suspects.map(({ route, leaked }) => ({ route, count: Math.round(leaked) }))).toEqual(truth.leaks);
  });

  it('counts nothing after the pool was full, when everybody fails', () => {
    const { found } = judged('pinned-at-ten');
    expect(found.suspects.map(({ route, status }) => [route, status])).toEqual([['POST /api/payments', 402]]);
  });

  it('names nobody where the steps are too few for the traffic, but shows who came first', () => {
    const { found } = judged('too-little-to-name');
    expect(found.suspects).toEqual([]);
    expect(found.silentShare).toBe(1);
    expect(found.candidates[0]).toMatchObject({ route: 'GET /api/customers/{id}/statement' });
    expect(found.candidates[0]!.gain).toBeLessThan(found.candidates[0]!.cost);
  });

  it.each(['healthy-with-errors', 'overload'])('%s: names nobody where nothing leaks', (name) => {
    expect(judged(name).found).toMatchObject({ suspects: [], candidates: [], steps: 0 });
  });

  it('gives lines of leaking intervals as evidence, in file order', () => {
    const { found } = judged('two-routes');
    for (const { evidence, intervals } of found.suspects) {
      expect(evidence.length).toBeGreaterThanOrEqual(3);
      expect(evidence.map(({ byte }) => byte)).toEqual(evidence.map(({ byte }) => byte).sort((a, b) => a - b));
      expect(intervals.length).toBeGreaterThanOrEqual(3);
    }
  });
});
