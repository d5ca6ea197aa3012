import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addLine, closeInterval, emptyIntervals, forkOf, type ContextLine, type Intervals } from '../../../src/judge/cooccurrence/index.ts';

interface Step {
  readonly line?: ContextLine;
  readonly inUse?: number;
}

const line = fc.record({
  route: fc.constantFrom(undefined, 'GET /a', 'GET /b', 'POST /c/{id}'),
  status: fc.constantFrom(undefined, 200, 500),
  template: fc.constantFrom(undefined, 'failed <*>', 'done'),
  severity: fc.constantFrom(undefined, 'info' as const, 'error' as const),
  at: fc.option(fc.nat(100_000)),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: line.map((some) => ({ line: { ...some, source: 'app.log', line: 1, byte: 0, text: '' } })), weight: 4 },
  { arbitrary: fc.nat(6).map((inUse) => ({ inUse })), weight: 1 },
);

function take(value: Intervals, steps: readonly Step[]): Intervals {
  for (const [i, { line, inUse }] of steps.entries()) {
    if (line !== undefined) addLine(value, line, line.status !== undefined);
    if (inUse !== undefined) closeInterval(value, { at: i * 1000, inUse });
  }
  return value;
}

const forkFor = (value: Intervals, steps: readonly Step[]): Intervals =>
  forkOf(value, steps.flatMap(({ line }) => line ?? []), steps.filter(({ inUse }) => inUse !== undefined).length); // prettier-ignore

test('what a copy takes in is what the value itself would have, and the value stays as it is', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.array(step, { maxLength: 12 }), (before, ahead) => {
      const value = take(emptyIntervals(), before);
      const was = structuredClone(value);
      const fork = take(forkFor(value, ahead), ahead);
      expect(value).toEqual(was);
      expect(fork).toEqual(take(was, ahead));
    }),
  );
});

test('so it is where neighbours are joined for want of room', () => {
  const value = emptyIntervals();
  const event = (route: string): Step => ({ line: { source: 'app.log', line: 1, byte: 0, text: '', at: 1, route } });
  for (let i = 0; i < 5000; i++) take(value, [event(`GET /${i % 7}`), { inUse: i % 3 }]);
  const was = structuredClone(value);
  const ahead = [event('GET /1'), { inUse: 0 }];
  const fork = take(forkFor(value, ahead), ahead);
  expect(fork.intervals.length).toBeLessThan(value.intervals.length);
  expect(value).toEqual(was);
  expect(fork).toEqual(take(was, ahead));
});
