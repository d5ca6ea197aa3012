import { describe, expect, it } from 'vitest';
import { addLine, attribute, closeInterval, emptyIntervals } from '../../../src/judge/cooccurrence/index.ts';

/**
 * Two hours of samples a minute apart. `/preview` runs twice a minute and four times in each third one, and loses a connection in one of five runs, or a job that
 * logs nothing loses one every other minute.
 */
function silently(job: boolean) {
  const [value, floor] = [emptyIntervals(), [{ index: 0, value: 0 }]];
  let [line, lost, due] = [0, 0, 0];
  const say = (route: string): void => {
    line += 1;
    addLine(value, { source: 'app.log', line, byte: line, text: '', at: null, route, status: 200 }, true);
  };
  for (let i = 0; i < 120; i++) {
    for (let k = 0; k < (i % 3 === 0 ? 4 : 2); k++) {
      say('GET /preview');
      due += 0.62 / 3;
    }
    for (let k = 0; k < 6; k++) say('GET /other');
    for (let k = 0; k < 3 + (i % 5); k++) say('POST /third');
    const gone = job ? i % 2 : Number(due >= 1);
    if (due >= 1) due -= 1;
    lost += gone;
    if (gone > 0) floor.push({ index: i, value: lost });
    closeInterval(value, { at: null, inUse: lost });
  }
  return attribute(value, floor, { fromStart: true });
}

describe('what it takes to name a route', () => {
  it('is no rate more where it explains the steps alone, and then all of them are its own', () => {
    const { suspects, steps, silentShare } = silently(false);
    expect(suspects).toMatchObject([{ route: 'GET /preview' }]);
    expect(suspects[0]!.gain).toBeLessThan(suspects[0]!.cost);
    expect(suspects[0]!.leaked).toBeCloseTo(steps, 3);
    expect(silentShare).toBeCloseTo(0, 3);
  });

  it('is more than it has where it explains them no better than time does', () => {
    expect(silently(true).suspects).toEqual([]);
  });
});
