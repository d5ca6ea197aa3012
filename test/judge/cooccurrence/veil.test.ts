import { expect, it } from 'vitest';
import { lastWordsOf } from '../../../src/judge/cooccurrence/last-words.ts';
import { addLine, closeInterval, emptyIntervals, joinVeiled } from '../../../src/judge/cooccurrence/index.ts';

const MINUTE = 60_000;

/** A sample a minute; three threads say that they begin, go on once, and in the minutes 6, 7 and 8 begin and never speak again. */
function silent() {
  const value = emptyIntervals();
  const says = (thread: string, template: string, at: number): void =>
    addLine(value, { source: 'app.log', line: at, byte: at, text: template, at, thread, template, severity: 'info' }, false);
  for (let minute = 0; minute < 20; minute++) {
    for (const [i, thread] of ['a', 'b', 'c'].entries()) {
      if (minute === 1) says(thread, 'work begins', minute * MINUTE);
      if (minute === 1) says(thread, 'work is done', minute * MINUTE + 1000);
      if (minute === 6 + i) says(thread, 'work begins', minute * MINUTE);
    }
    closeInterval(value, { at: minute * MINUTE + 30_000, inUse: minute });
  }
  return value;
}

it('last words stand where the intervals are that a rush has joined', () => {
  const value = silent();
  const cellsOf = (of: typeof value): readonly number[] => lastWordsOf(of).flatMap(([, { cells }]) => cells);
  expect(cellsOf(value)).toEqual([6, 1, 7, 1, 8, 1]);
  const joined = joinVeiled(value, [{ index: 3, value: 1, veiledUntil: 9 }]);
  const place = joined.intervals.findIndex(({ from, to }) => from <= 6 && 8 <= to);
  expect(place).toBeGreaterThan(0);
  expect(cellsOf(joined)).toEqual([place, 3]);
  expect(cellsOf(value), 'what is given does not change').toEqual([6, 1, 7, 1, 8, 1]);
});
