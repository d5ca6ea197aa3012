import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs, parseTime, readTimeAt } from '../../../src/read/time/index.ts';

const near = Date.UTC(2026, 10, 23, 12);
const iso = (text: string, options = {}): string | undefined => {
  const ms = parseTime(text, options);
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

it('takes two digits apart from a time for its zone before the number of a process only', () => {
  const read = (text: string) => readTimeAt(text, 0);
  expect(read('2026-11-23 01:57:50.273 -03 [4711] LOG:  x')).toMatchObject({ ms: Date.UTC(2026, 10, 23, 4, 57, 50, 273), zoned: true });
  expect(read('2026-11-23 01:57:50.273 +12 waits')).toMatchObject({ ms: Date.UTC(2026, 10, 23, 1, 57, 50, 273), zoned: false });
});

describe('parseTime', () => {
  it.each([
    ['2026/11/23 01:30:31', '2026-11-23T01:30:31.000Z'],
    ['2026/11/23 01:36:41.623092', '2026-11-23T01:36:41.623Z'],
    ['2026-11-23T01:32:25.940764402Z', '2026-11-23T01:32:25.940Z'],
    ['2026-11-23T01:32:25Z', '2026-11-23T01:32:25.000Z'],
    ['2026-11-23 01:55:47,532', '2026-11-23T01:55:47.532Z'],
    ['2026-11-23 01:43:51.662 UTC', '2026-11-23T01:43:51.662Z'],
    ['2026-11-23 01:43:51.662 CET', '2026-11-23T00:43:51.662Z'],
    ['2026-11-23 01:43:51 Europe/Berlin', '2026-11-23T00:43:51.000Z'],
    ['2026-07-23 01:43:51 Europe/Berlin', '2026-07-22T23:43:51.000Z'],
    ['2026-11-23 01:49:39 +0000', '2026-11-23T01:49:39.000Z'],
    ['2026-11-23 01:57:50.273+00', '2026-11-23T01:57:50.273Z'],
    ['2026-11-23 01:57:50.273-03', '2026-11-23T04:57:50.273Z'],
    ['2017-01-13T20:54:19,616+0100', '2017-01-13T19:54:19.616Z'],
    ['2023-04-01T18:03:57.023+02:00', '2023-04-01T16:03:57.023Z'],
    ['01.12.2026 klo 05:04:03,250', '2026-12-01T05:04:03.250Z'],
    ['26/11/23 01:52:09', '2026-11-23T01:52:09.000Z'],
    ['17/06/09 20:10:40', '2017-06-09T20:10:40.000Z'],
    ['23.11.26 01:52:09.123', '2026-11-23T01:52:09.123Z'],
    // what can be both: with a dot the day is first, else the year
    ['26.11.23 01:52:09', '2023-11-26T01:52:09.000Z'],
    ['23/11/26 01:52:09', '2023-11-26T01:52:09.000Z'],
    ['11/23/26 01:52:09', '2026-11-23T01:52:09.000Z'],
    ['11/02/26 01:52:09', '2026-11-02T01:52:09.000Z'],
    ['1/2/26, 1:52:09 PM', '2026-01-02T13:52:09.000Z'],
    ['26-11-23 01:52:09,123', '2026-11-23T01:52:09.123Z'],
    ['23.11.2026 um 01:52:09', '2026-11-23T01:52:09.000Z'],
    ['23/11/2026 à 01:52:09', '2026-11-23T01:52:09.000Z'],
    ['2026-11-23 kl. 01:52:09', '2026-11-23T01:52:09.000Z'],
    ['Nov 23, 2026, at 1:52:09 AM', '2026-11-23T01:52:09.000Z'],
    ['16-05-2019 13:25:46.494', '2019-05-16T13:25:46.494Z'],
    ['23-Nov-2026 01:52:09.123', '2026-11-23T01:52:09.123Z'],
    ['23/Nov/2026:01:39:51 +0000', '2026-11-23T01:39:51.000Z'],
    ['11/23/2026, 1:52:09 AM', '2026-11-23T01:52:09.000Z'],
    ['2/3/2026 11:52:09 PM', '2026-02-03T23:52:09.000Z'],
    ['May 20, 2023 5:33:35 PM', '2023-05-20T17:33:35.000Z'],
    ['May 20, 2023 12:33:35 AM', '2023-05-20T00:33:35.000Z'],
    ['May 20, 2023 5:33:35\u202fPM', '2023-05-20T17:33:35.000Z'],
    ['Mon Nov 23 01:43:51 2026', '2026-11-23T01:43:51.000Z'],
    ['Mon Nov 23 01:43:51 UTC 2026', '2026-11-23T01:43:51.000Z'],
    ['Mon, 23 Nov 2026 01:32:25 GMT', '2026-11-23T01:32:25.000Z'],
    ['261123 01:32:25', '2026-11-23T01:32:25.000Z'],
    ['261123 013225.251', '2026-11-23T01:32:25.251Z'],
    ['20261123T013225Z', '2026-11-23T01:32:25.000Z'],
    ['20261123 01:32:25.5', '2026-11-23T01:32:25.500Z'],
    ['2026-11-23_01:32:25.94076', '2026-11-23T01:32:25.940Z'],
    ['2026-11-23 01:52:09:123', '2026-11-23T01:52:09.123Z'],
    ['1795397545', '2026-11-23T01:32:25.000Z'],
    ['1795397545.940764', '2026-11-23T01:32:25.940Z'],
    ['1795397545940', '2026-11-23T01:32:25.940Z'],
    ['1795397545940764402', '2026-11-23T01:32:25.940Z'],
  ])('%s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each([
    ['Oct  4 00:44:52', '2026-10-04T00:44:52.000Z'],
    ['Nov 23 01:32:25.940764', '2026-11-23T01:32:25.940Z'],
    ['Mon Nov 23 01:32:25', '2026-11-23T01:32:25.000Z'],
    ['23.11. 01:52:09.123', '2026-11-23T01:52:09.123Z'],
    ['23.11 01:52:09', '2026-11-23T01:52:09.000Z'],
    ['1123 01:52:09.123', '2026-11-23T01:52:09.123Z'],
    ['1123 01:52:09.123456', '2026-11-23T01:52:09.123Z'],
    ['9.11. 01:52:09', '2026-11-09T01:52:09.000Z'],
    ['01:52:09.123', '2026-11-23T01:52:09.123Z'],
    ['1:52AM', '2026-11-23T01:52:00.000Z'],
  ])('%s lacks something that only a time near it can supply', (text, expected) => {
    expect(parseTime(text)).toBeUndefined();
    expect(iso(text, { near })).toBe(expected);
  });

  it.each([
    '', 'x', '2026-11-23', '2026-02-30 01:02:03', '2026-13-01 01:02:03', '2026-11-23 24:00:00', '2026-11-23 01:60:00', '0.5', '12', '127.0.0.1:27600',
    '2026-11-23 01:02:03 and more', '261323 01:32:25', '261123 013261', '261123 12 of 40', '23.13. 01:52:09', '0.11. 01:52:09', '23.13 01:52:09', '1.11 01:52:09', '23.11 of 40', '1123 01:52:09', '1323 01:52:09.123', '1100 01:52:09.123', '1123 of 40', '11230 01:52:09.123', '23.13.01 01:52:09', '32/11/01 of 40', '99999999999999999999', '01:52', 'Nope 23 01:32:25', '2026-11-23T01:32:25+99:00',
  ])('takes %j for no time', (text) => {
    expect(parseTime(text, { near })).toBeUndefined();
  }); // prettier-ignore

  it('keeps fractions of a millisecond', () => {
    expect(parseTime('2026-11-23T01:32:25.940764402Z')).toBeCloseTo(1795397545940.764, 2);
  });

  it('reads back whatever is written', () => {
    const fraction = (digits: number, ms: number, mark: string): string => (digits === 0 ? '' : mark + String(Math.floor(ms) % 1000).padStart(3, '0').slice(0, digits).padEnd(digits, '0'));
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) }),
        fc.constantFrom('-', '/', '.'),
        fc.constantFrom(' ', 'T'),
        fc.constantFrom('.', ','),
        fc.constantFrom(0, 3, 6, 9),
        fc.constantFrom(undefined, 0, 60, -210, 330, 840),
        fc.boolean(),
        (ms, separator, between, mark, digits, offset, colon) => {
          const local = new Date(ms + (offset ?? 0) * 60_000).toISOString();
          const size = Math.abs(offset ?? 0);
          const pair = [Math.floor(size / 60), size % 60].map((n) => String(n).padStart(2, '0'));
          const zone = offset === undefined ? '' : (offset < 0 ? '-' : '+') + pair.join(colon ? ':' : '');
          const text = local.slice(0, 10).replaceAll('-', separator) + between + local.slice(11, 19) + fraction(digits, ms, mark) + zone;
          expect(parseTime(text)).toBe(digits === 0 ? Math.floor(ms / 1000) * 1000 : ms);
        },
      ),
    );
  }); // prettier-ignore

  it('does not depend on the machine’s zone, and honours --timezone only where the text names none', () => {
    expect(iso('2026-01-15 12:00:00', { timezone: 'America/New_York' })).toBe('2026-01-15T17:00:00.000Z');
    expect(iso('2026-07-15 12:00:00', { timezone: 'America/New_York' })).toBe('2026-07-15T16:00:00.000Z');
    expect(iso('2026-07-15 12:00:00', { timezone: '+02:00' })).toBe('2026-07-15T10:00:00.000Z');
    expect(iso('2026-07-15 12:00:00Z', { timezone: 'America/New_York' })).toBe('2026-07-15T12:00:00.000Z');
    expect(iso('2026-07-15 12:00:00', { timezone: 'No/Such_Zone' })).toBe('2026-07-15T12:00:00.000Z');
  });

  it('never throws and never answers with something else than a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, pos) => {
        const ms = parseTime(text, { near });
        expect(ms === undefined || Number.isFinite(ms)).toBe(true);
        const read = readTimeAt(text, pos, { near });
        expect(read === undefined || (read.end > pos && read.end <= text.length)).toBe(true);
      }),
    );
  });
});

describe('readTimeAt', () => {
  it('tells where the time ends and leaves a counter behind it alone', () => {
    const text = '2026/11/23 01:52:09 +12 waits';
    expect(readTimeAt(text, 0)).toMatchObject({ end: 19, zoned: false, dated: true, digits: 0 });
    expect(readTimeAt(`[${text}`, 1)).toMatchObject({ end: 20 });
  });

  it('reads RDS’s zone, which a colon follows', () => {
    expect(readTimeAt('2026-11-23 01:38:18 UTC::@:[10056]:LOG:  x', 0)).toMatchObject({ end: 23, zoned: true });
  });

  it('is not led astray by addresses, versions and plain numbers', () => {
    for (const text of [
      '10.1.1.9 "GET',
      '14102 | idle',
      '1.2.3',
      '100 rows',
      '127.0.0.1:5432',
      '2026',
      'Monday is',
      'Marching on',
      'December',
    ])
      expect(readTimeAt(text, 0, { near })).toBeUndefined();
  });
});

describe('epochMs', () => {
  it('tells seconds, ms, us and ns apart by their size', () => {
    for (const value of [1795397545.94, 1795397545940, 1795397545940000, 1795397545940000000]) expect(epochMs(value)).toBe(1795397545940);
    expect(epochMs(0)).toBeUndefined();
    expect(epochMs(42)).toBeUndefined();
    expect(epochMs(NaN)).toBeUndefined();
  });
});

it.each(['23/11/26 01:52:09', '26/11/23 01:52:09', '26.11.23 01:52:09', '23.11.26 01:52:09', '11/23/26 01:52:09', '23-11-26 01:52:09'])(
  'of the dates that %s can be a time near it tells which',
  (text) => expect(readTimeAt(text, 0, { near })?.ms).toBe(Date.UTC(2026, 10, 23, 1, 52, 9)),
);
