import { expect, it } from 'vitest';
import { addLine, attribute, closeInterval, emptyIntervals, type Intervals } from '../../../src/judge/cooccurrence/index.ts';
import { judgeSeries, type PoolSample } from '../../../src/judge/series/index.ts';

/** A statement that says two things by turns, every other interval. @param losing of which a connection is lost each time */
function world(losing: readonly string[]): { value: Intervals; samples: PoolSample[] } {
  const [value, samples]: [Intervals, PoolSample[]] = [emptyIntervals(), []];
  let [inUse, line] = [0, 0];
  const say = (template: string): void => {
    line += 1;
    addLine(value, { source: 'app.log', line, byte: line * 100, text: `line ${line}`, at: null, template, severity: 'info' }, false);
  };
  for (let i = 0; i < 84; i++) {
    say('served path=/health');
    if (i % 2 === 1 && i < 80) {
      const machine = i % 4 === 1 ? '<*>' : 'Leitwolf';
      say(`tank is empty machine=${machine} order=<*>`);
      if (losing.includes(machine)) inUse += 1;
    }
    const sample = { at: i * 15_000, inUse, line: ++line };
    samples.push(sample);
    closeInterval(value, sample);
  }
  return { value, samples };
}

const named = (...losing: string[]): (string | undefined)[] => {
  const { value, samples } = world(losing);
  const { floor } = judgeSeries(samples, 0, { fromStart: true });
  return attribute(value, floor, { fromStart: true }).suspects.map(({ template }) => template);
};

it('messages that differ in a value alone are one suspect where all of them lose connections', () => {
  expect(named('<*>', 'Leitwolf')).toEqual(['tank is empty machine=<*> order=<*>']);
});

it('the value that loses them is named where the others do not', () => {
  expect(named('Leitwolf')).toEqual(['tank is empty machine=Leitwolf order=<*>']);
});
