import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoAt } from '../../../src/read/time/iso.ts';
import { generalTimeAt } from '../../../src/read/time/read-time.ts';
import { fromLocal } from '../../../src/read/time/zone.ts';

const part = (max: number, width: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(width, '0'));
const time = fc
  .tuple(fc.constantFrom('-', '/'), fc.constantFrom(' ', 'T'), part(13, 2), part(32, 2), part(25, 2), part(61, 2), part(61, 2))
  .map(([mark, between, month, day, hour, minute, second]) => `2026${mark}${month}${mark}${day}${between}${hour}:${minute}:${second}`);
const fraction = fc.oneof(
  fc.constant(''),
  fc.tuple(fc.constantFrom('.', ','), fc.stringMatching(/^\d{0,11}$/)).map((both) => both.join('')),
);
const BEHIND = [
  '',
  ' ',
  'Z',
  ' Z',
  ' UTC',
  ' CET x',
  ' INFO x',
  ' WARN',
  ' GET /',
  ' Post',
  ' PM',
  ' p.m. x',
  ' pool',
  'Zx',
  '+01:00',
  ' +0100',
  ' -x',
  ' UTC+1',
  ' Europe/Paris',
  '\tx',
  ': x',
  ' AM',
  ' A b',
];

test('the quick way to read a time gives what the slow one does, or leaves it to that one', () => {
  fc.assert(
    fc.property(
      time,
      fraction,
      fc.constantFrom(...BEHIND),
      fc.constantFrom(undefined, 'Europe/Berlin'),
      (stamp, digits, behind, timezone) => {
        const text = `${stamp}${digits}${behind}`;
        const quick = isoAt(text, 0, { timezone });
        const slow = generalTimeAt(text, 0, { timezone });
        if (quick !== undefined) expect(quick).toEqual(slow);
      },
    ),
    { numRuns: 2000 },
  );
});

test('it counts days, fractions and zones', () => {
  const at = (text: string, timezone?: string) => isoAt(text, 0, { timezone })?.ms;
  const day = Date.UTC(2026, 10, 23);
  expect(at('2026-11-23 01:52:09,123 INFO x')).toBe(day + 6_729_123);
  expect(at('2026/11/23 01:52:09 x')).toBe(day + 6_729_000);
  expect(at('2026-11-23T01:52:09.5Z')).toBe(day + 6_729_500);
  expect(at('2026-11-23 01:52:09 CET')).toBe(day + 6_729_000 - 3_600_000);
  expect(at('2026-11-23 01:52:09 x', 'Europe/Berlin')).toBe(fromLocal(day + 6_729_000, 'Europe/Berlin'));
  for (const none of [
    '2026-02-30 01:52:09',
    '2026-11-23 24:52:09',
    '2026-11-23 1:52:09',
    '2026-11-23',
    '2026-11/23 01:52:09',
    '2026-11-23 01:52:09 PM',
  ])
    expect(at(none), none).toBeUndefined();
});
