import { describe, expect, it } from 'vitest';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { bare } from './lines.ts';

const at = (reader: LayoutReader, text: string, outer?: string): string | undefined => {
  const ms = reader.read(bare(text, outer === undefined ? {} : { at: Date.parse(outer) }))?.at;
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

describe('the clock of a stream', () => {
  it('prefers the application’s own stamp when it names its zone', () => {
    expect(at(new LayoutReader(), '2026-11-23T02:08:13.515Z  INFO 1 --- [main] a.B : x', '2026-11-23T02:08:13.529Z')).toBe(
      '2026-11-23T02:08:13.515Z',
    );
  });
  it('gives a stamp without a zone the zone that the envelope shows', () => {
    expect(at(new LayoutReader(), '2026-11-23 04:08:13,515 INFO a.B x', '2026-11-23T02:08:13.529Z')).toBe('2026-11-23T02:08:13.515Z');
  });
  it('takes the envelope’s where the line has whole seconds only', () => {
    expect(at(new LayoutReader(), '2026/11/23 01:40:21 inUse=3', '2026-11-23T01:40:21.592Z')).toBe('2026-11-23T01:40:21.592Z');
  });
  it('keeps the finer stamp where the envelope has whole seconds only', () => {
    expect(at(new LayoutReader(), '2026-11-23 03:08:13,515 INFO a.B x', '2026-11-23T02:08:13Z')).toBe('2026-11-23T02:08:13.515Z');
  });
  it('takes the envelope’s where the line’s own is far off, as in a replayed log', () => {
    expect(at(new LayoutReader(), '2020-01-01 00:00:00,000 INFO a.B x', '2026-11-23T02:08:13.100Z')).toBe('2026-11-23T02:08:13.100Z');
  });
  it('reads a stamp without a zone in --timezone', () => {
    expect(at(new LayoutReader({ timezone: 'Europe/Berlin' }), '2026-07-01 12:00:00,500 INFO a.B x')).toBe('2026-07-01T10:00:00.500Z');
    expect(at(new LayoutReader({ timezone: 'Europe/Berlin' }), '2026-12-01 12:00:00,500 INFO a.B x')).toBe('2026-12-01T11:00:00.500Z');
    expect(at(new LayoutReader(), '2026-07-01 12:00:00,500 INFO a.B x')).toBe('2026-07-01T12:00:00.500Z');
  });
  it.each<[string, string | undefined, [text: string, at: string][]]>([
    [
      'reads a stamp without a zone in that of the lines around it',
      undefined,
      [
        ['2026-11-23 04:59:00,250 INFO a.B before any', '2026-11-23T04:59:00.250Z'],
        ['[2026-11-23 05:03:59 +0200] [7] [INFO] Listening', '2026-11-23T03:03:59.000Z'],
        ['2026-11-23 05:04:01,250 INFO a.B x', '2026-11-23T03:04:01.250Z'],
        ['2026-11-23 09:04:01,250 INFO a.B hours later', '2026-11-23T07:04:01.250Z'],
        ['[2026-11-23 09:05:00 +0100] [7] [INFO] the clock was put back', '2026-11-23T08:05:00.000Z'],
        ['2026-11-23 09:05:01,250 INFO a.B x', '2026-11-23T08:05:01.250Z'],
      ],
    ],
    [
      'leaves it in UTC where it stands close to them so',
      undefined,
      [
        ['[2026-11-23 05:03:59 +0200] [7] [INFO] Listening', '2026-11-23T03:03:59.000Z'],
        ['2026-11-23 03:04:01,250 INFO a.B x', '2026-11-23T03:04:01.250Z'],
        ['2026-11-23 05:04:01,250 INFO a.B two hours later', '2026-11-23T05:04:01.250Z'],
      ],
    ],
    [
      'leaves it where neither is close',
      undefined,
      [
        ['[2026-11-23 05:03:59 +0200] [7] [INFO] Listening', '2026-11-23T03:03:59.000Z'],
        ['2026-11-23 04:04:01,250 INFO a.B x', '2026-11-23T04:04:01.250Z'],
      ],
    ],
    [
      'reads it in --timezone whatever others print',
      'America/New_York',
      [
        ['[2026-11-23 05:03:59 +0200] [7] [INFO] Listening', '2026-11-23T03:03:59.000Z'],
        ['2026-11-23 05:04:01,250 INFO a.B x', '2026-11-23T10:04:01.250Z'],
      ],
    ],
  ])('%s', (_, timezone, lines) => {
    const reader = new LayoutReader({ timezone });
    expect(lines.map(([text]) => at(reader, text))).toEqual(lines.map(([, time]) => time));
  });
  it('leaves a time of day without a date unknown, until something near is known', () => {
    expect(at(new LayoutReader(), '13:37:46.114 DEBUG 35763 --- [main] a.B : x')).toBeUndefined();
    expect(at(new LayoutReader(), '13:37:46.114 DEBUG 35763 --- [main] a.B : x', '2026-11-23T13:37:46.120Z')).toBe(
      '2026-11-23T13:37:46.114Z',
    );
    expect(at(new LayoutReader({ near: Date.UTC(2026, 10, 24, 0, 5) }), '23:59:59.900 INFO 1 --- [main] a.B : x')).toBe(
      '2026-11-23T23:59:59.900Z',
    );
  });
  it('carries the year of klog over New Year', () => {
    const reader = new LayoutReader({ near: Date.UTC(2026, 11, 31, 23) });
    expect(at(reader, 'I1231 23:59:59.000001   1 main.go:1] x')).toBe('2026-12-31T23:59:59.000Z');
    expect(at(reader, 'I0101 00:00:01.000001   1 main.go:1] x')).toBe('2027-01-01T00:00:01.000Z');
  });
});
