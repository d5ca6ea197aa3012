import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addLine,
  attribute,
  closeInterval,
  emptyIntervals,
  type ContextLine,
  type Intervals,
} from '../../../src/judge/cooccurrence/index.ts';
import { judgeSeries, type PoolSample } from '../../../src/judge/series/index.ts';

const lines = () => {
  let line = 0;
  return (what: Partial<ContextLine>): ContextLine => ({
    source: 'app.log',
    line: ++line,
    byte: line * 80,
    text: `line ${line}`,
    at: null,
    ...what,
  });
};
const counted = (value: Intervals): boolean =>
  [...value.keys.values()].every(({ total, cells }) => total === cells.reduce((sum, n, i) => (i % 2 === 1 ? sum + n : sum), 0));

/** In every 300th interval one `POST /bad` leaks; `GET /ok` and `GET /also` come all the time. */
function leaking(count: number): { value: Intervals; samples: PoolSample[] } {
  const [value, line, samples]: [Intervals, ReturnType<typeof lines>, PoolSample[]] = [emptyIntervals(), lines(), []];
  for (let i = 0; i < count; i++) {
    addLine(value, line({ route: 'GET /ok', status: 200 }), true);
    if (i % 7 !== 0) addLine(value, line({ route: 'GET /also', status: 200 }), true);
    if (i % 300 === 150) addLine(value, line({ route: 'POST /bad', status: 201 }), true);
    const sample = { at: i * 1000, inUse: Math.floor((i + 150) / 300) + (i % 5 === 0 ? 2 : 0), line: i };
    samples.push(sample);
    closeInterval(value, sample);
  }
  return { value, samples };
}

describe('intervals', () => {
  it('are joined beyond 5,000 and still name the same suspect', () => {
    const { value, samples } = leaking(17_000);
    expect(value.intervals.length).toBeLessThanOrEqual(5000);
    expect(value.intervals.at(-1)!.to).toBe(16_999);
    expect(counted(value)).toBe(true);
    const found = attribute(value, judgeSeries(samples, 0, { fromStart: true }).floor, { fromStart: true });
    expect(found.suspects.map(({ route, occurrences }) => [route, occurrences])).toEqual([['POST /bad', 57]]);
    expect(found.suspects[0]!.leaked).toBeGreaterThan(54);
  });

  it('stay bounded while in-use does nothing but rise', () => {
    const [value, line] = [emptyIntervals(), lines()];
    for (let i = 0; i < 20_000; i++) {
      addLine(value, line({ route: 'GET /ok' }), true);
      closeInterval(value, { at: null, inUse: i });
    }
    expect(value.intervals.length).toBeLessThanOrEqual(5000);
    expect(value.rises.length).toBeLessThanOrEqual(2000);
    expect(counted(value)).toBe(true);
  });

  it('forget the rarest keys at the cap, count them, and are fast about it', () => {
    const [value, line] = [emptyIntervals(), lines()];
    for (let i = 0; i < 30_000; i++) {
      addLine(value, line({ template: `never the same ${i}`, severity: 'info' }), false);
      if (i % 10 === 0) addLine(value, line({ template: 'often', severity: 'error' }), false);
    }
    expect(value.keys.size).toBeLessThanOrEqual(2000);
    expect(value.keys.get('t often')?.total).toBe(3000);
    expect(value.keys.size + value.forgotten).toBe(30_001);
    // Anything that grew faster than its input would meet the time limit of the tests.
  });

  it('keep a quiet message unless it only says that a request of its route is over', () => {
    const [value, line] = [emptyIntervals(), lines()];
    addLine(value, line({ route: 'GET /a', template: 'request', severity: 'info', access: true }), true);
    addLine(value, line({ route: 'job:tables', template: 'postponed <*>', severity: 'info' }), false);
    addLine(value, line({ route: 'GET /a', template: 'it failed', severity: 'error' }), false);
    addLine(value, line({ template: 'nightly job', severity: 'info' }), false);
    expect([...value.keys.keys()]).toEqual(['r GET /a', 'r job:tables', 't postponed <*>', 't it failed', 't nightly job']);
  });
});

describe('groups', () => {
  it('join what is always logged together and not what is only as frequent', () => {
    const [value, line, samples]: [Intervals, ReturnType<typeof lines>, PoolSample[]] = [emptyIntervals(), lines(), []];
    // A fixed scramble: two routes of about 900 lines each that have nothing to do with each other.
    let state = 1;
    const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let i = 0; i < 300; i++) {
      for (let c = 0; c < 6; c++) addLine(value, line({ route: chance() < 0.5 ? 'GET /a' : 'GET /b', status: 200 }), true);
      if (i % 30 === 7) {
        addLine(value, line({ template: 'render <*> failed', severity: 'error' }), false);
        // The access line of the same request now and then comes after the sample.
        if (i % 60 !== 7) addLine(value, line({ route: 'GET /c', status: 500 }), true);
      }
      const sample = { at: i * 1000, inUse: Math.floor((i + 22) / 30), line: i };
      samples.push(sample);
      closeInterval(value, sample);
      if (i % 60 === 7) addLine(value, line({ route: 'GET /c', status: 500 }), true);
    }
    const found = attribute(value, judgeSeries(samples, 0, { fromStart: true }).floor, { fromStart: true });
    expect(found.groups).toBe(3);
    expect(found.suspects).toHaveLength(1);
    expect(found.suspects[0]).toMatchObject({ route: 'GET /c', status: 500, template: 'render <*> failed' });
  });
});

describe('any log', () => {
  const text = fc.constantFrom('GET /a', 'GET /b', 'x', '__proto__', '');
  const event = fc.oneof(
    fc.record({ inUse: fc.nat(6) }),
    fc.record({ route: fc.option(text, { nil: undefined }), status: fc.option(fc.constantFrom(200, 500), { nil: undefined }), template: text, severity: fc.constantFrom('info', 'error') }), // prettier-ignore
  );
  it('is attributed without throwing, and no share is beyond the whole', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), fc.nat(7), fc.boolean(), (events, limit, fromStart) => {
        const [value, line, samples]: [Intervals, ReturnType<typeof lines>, PoolSample[]] = [emptyIntervals(), lines(), []];
        for (const e of events) {
          if (!('inUse' in e)) addLine(value, line(e as Partial<ContextLine>), e.route !== undefined);
          else {
            const sample = { at: null, inUse: e.inUse, line: 1 };
            samples.push(sample);
            closeInterval(value, sample);
          }
        }
        const floor = judgeSeries(samples, limit, { fromStart }).floor.map(({ index, value: level }) => ({ index, value: level }));
        const found = attribute(value, floor, { limit, fromStart });
        expect(found.suspects.reduce((sum, { leaked }) => sum + leaked, 0)).toBeLessThanOrEqual(found.steps + 1e-6);
        expect(found.silentShare).toBeGreaterThanOrEqual(0);
        for (const { confidence, probability } of [...found.suspects, ...found.candidates]) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(probability).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
