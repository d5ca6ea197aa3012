import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readTimeAt } from '../../../src/read/time/index.ts';
import { againOf, fromLocal } from '../../../src/read/time/zone.ts';
import { definePlugin } from '../../../src/plugin/index.ts';
import { cut, read, testPool } from '../support.ts';

const MINUTE = 60_000;
/** Ordinary lines are passed over. */
const terse = definePlugin({ ...testPool, context: false });
/** When clocks go back, what they show one minute before, and by how many minutes. */
const ENDS = [
  ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:59:00', 60],
  ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01T01:59:00', 60],
  ['America/St_Johns', '2026-11-01T04:30:00Z', '2026-11-01T01:59:00', 60],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05T01:59:00', 30],
] as const;
const wall = (at: number, zone: string): string => new Date(at).toLocaleString('sv-SE', { timeZone: zone }); // `2026-10-25 02:59:00`

describe('the hour that comes twice as summer time ends', () => {
  it.each(ENDS)('%s: is told the first time and once more', (zone, end, before, minutes) => {
    const [back, local] = [Date.parse(end), Date.parse(`${before}Z`)];
    expect(fromLocal(local, zone)).toBe(back - MINUTE);
    expect(againOf(local, zone)).toBe(back + (minutes - 1) * MINUTE);
    expect(againOf(local + MINUTE, zone)).toBeUndefined();
    expect(againOf(local - minutes * MINUTE, zone)).toBeUndefined();
    expect(fromLocal(local + MINUTE, zone)).toBe(back + minutes * MINUTE);
  });

  it('is the same for each shape of a date, and not where an offset stands behind', () => {
    const timezone = 'Europe/Berlin';
    const [first, again] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
    for (const text of ['2026-10-25 02:30:00', '25/Oct/2026:02:30:00', 'Oct 25 02:30:00 2026'])
      expect(readTimeAt(text, 0, { timezone })).toMatchObject({ ms: first, again });
    for (const text of ['2026-10-25 02:30:00+01:00', '2026-10-25 02:30:00 CET'])
      expect(readTimeAt(text, 0, { timezone })).not.toHaveProperty('again');
    expect(readTimeAt('2026-10-25 02:30:00', 0)).not.toHaveProperty('again');
  });
});

describe('lines of a log that goes on as a clock is put back', () => {
  const lines = (zone: string, from: number, everyMs: number, most: number, head = ''): { at: number; text: string }[] =>
    Array.from({ length: most }, (_, i) => ({
      at: from + i * everyMs,
      text: `${head}${wall(from + i * everyMs, zone)} INFO [exec-1] app.web: ${i % 2 === 0 ? 'lent' : 'took back'} connection c1\n`,
    }));
  const times = async (text: string, timezone: string, points: number[] = [], whole = false): Promise<(number | null)[]> =>
    (await read([{ name: 'app.log', stream: cut(Buffer.from(text), points) }], { timezone, whole, plugins: [terse] })).events
      .toSorted((a, b) => a.line - b.line)
      .map(({ at }) => at);

  test.each(ENDS)('%s: are told when they were written', async (zone, end, _, minutes) => {
    for (const [every, most] of [
      [20_000, 900],
      [4 * MINUTE, 60],
      [(minutes / 2 - 1) * MINUTE, 12],
    ] as const) {
      // prettier-ignore
      const own = lines(zone, Date.parse(end) - Math.floor(most / 2) * every, every, most);
      expect(await times(own.map(({ text }) => text).join(''), zone)).toEqual(own.map(({ at }) => at));
    }
  });

  it('however its bytes are cut, and with all that is passed over', async () => {
    const own = lines('Europe/Berlin', Date.UTC(2026, 9, 24, 23, 0), 20_000, 720);
    const text = own.map((line, i) => line.text + wall(line.at + 7000, 'Europe/Berlin') + ` INFO [exec-2] app.web: order ${i}\n`).join('');
    const whole = await times(text, 'Europe/Berlin', [], true);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 20 }), async (points) => {
        expect(await times(text, 'Europe/Berlin', points)).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  });

  it('also where each pod stands behind the other, and where lines are a little late', async () => {
    const [zone, from] = ['Europe/Berlin', Date.UTC(2026, 9, 24, 23, 30)];
    const pods = ['a', 'b'].map((pod) => lines(zone, from, 20_000, 500, `[pod/${pod}/app] `));
    const late = pods.map((pod) => pod.map((_, i) => pod[i % 10 === 7 ? i - 3 : i % 10 === 4 ? i + 3 : i] as (typeof pod)[number]));
    const own = late.flat();
    expect(await times(own.map(({ text }) => text).join(''), zone)).toEqual(own.map(({ at }) => at));
  });

  it('of syslog with a year, too', async () => {
    const [zone, from] = ['America/New_York', Date.UTC(2026, 10, 1, 4, 30)];
    const own = lines(zone, from, 60_000, 200).map(({ at, text }) => ({
      at,
      text: `${wall(at, zone).replace(' ', 'T')} host app[7]: ${text.slice(20)}`,
    }));
    expect(await times(own.map(({ text }) => text).join(''), zone)).toEqual(own.map(({ at }) => at));
  });

  it('a log that begins in it begins in the first', async () => {
    expect(await times('2026-10-25 02:30:00 INFO app: lent connection c1\n', 'Europe/Berlin')).toEqual([Date.UTC(2026, 9, 25, 0, 30)]);
  });
});
