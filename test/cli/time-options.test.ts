import { describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/options/args.ts';
import { durationMs } from '../../src/cli/options/duration.ts';
import { timeBound } from '../../src/cli/options/time-options.ts';
import type { LogTime } from '../../src/cli/options/time-words.ts';

const ms = (iso: string): number => Date.parse(iso);
const log = (from: string, to: string): LogTime => ({ from: ms(from), to: ms(to) });
/** What the words come out as, in UTC to the minute. */
async function read(words: string, range: LogTime, { zone, since, name = 'since' }: { zone?: string; since?: string; name?: 'since' | 'until' } = {}): Promise<string> {
  const args = readArguments([`--${name}=${words}`, ...(zone === undefined ? [] : ['--timezone', zone])], {});
  const bound = await timeBound(args, name);
  return new Date(bound!.at(range, since === undefined ? undefined : ms(since))).toISOString().slice(0, 16);
} // prettier-ignore

const DAY = log('2026-03-14T08:00:00Z', '2026-03-14T18:00:00Z');
const NIGHT = log('2026-03-13T20:00:00Z', '2026-03-14T02:00:00Z');
const WEEK = log('2026-03-08T00:00:00Z', '2026-03-14T10:00:00Z');

describe('a time of day', () => {
  test('is the last one within the log', async () => {
    expect(await read('16:20', DAY)).toBe('2026-03-14T16:20');
    expect(await read('9:05', DAY)).toBe('2026-03-14T09:05');
    expect(await read('23:50', NIGHT)).toBe('2026-03-13T23:50');
    expect(await read('01:00', NIGHT)).toBe('2026-03-14T01:00');
    expect(await read('16:20', WEEK)).toBe('2026-03-13T16:20');
    expect(await read('16:20:30', WEEK)).toBe('2026-03-13T16:20');
    expect(await read('4:20 pm', DAY)).toBe('2026-03-14T16:20');
  });

  test('is the nearest one where none lies within it', async () => {
    expect(await read('07:30', DAY)).toBe('2026-03-14T07:30');
    expect(await read('18:30', DAY)).toBe('2026-03-14T18:30');
  });

  test('behind --since is the first one after that', async () => {
    expect(await read('16:30', DAY, { name: 'until', since: '2026-03-14T16:20:00Z' })).toBe('2026-03-14T16:30');
    expect(await read('00:10', NIGHT, { name: 'until', since: '2026-03-13T23:50:00Z' })).toBe('2026-03-14T00:10');
    expect(await read('16:30', WEEK, { name: 'until', since: '2026-03-09T16:20:00Z' })).toBe('2026-03-09T16:30');
    expect(await read('16:30', WEEK, { name: 'until' })).toBe('2026-03-13T16:30');
  });

  test('is of the zone that it names, else of --timezone', async () => {
    expect(await read('16:20', DAY, { zone: 'Europe/Berlin' })).toBe('2026-03-14T15:20');
    expect(await read('16:20Z', DAY, { zone: 'Europe/Berlin' })).toBe('2026-03-14T16:20');
    expect(await read('16:20 +05:00', DAY)).toBe('2026-03-14T11:20');
    // the clocks go forward on the 29th
    const spring = log('2026-03-28T00:00:00Z', '2026-03-29T18:00:00Z');
    expect(await read('16:20', spring, { zone: 'Europe/Berlin' })).toBe('2026-03-29T14:20');
  });

  test('of a log without dates counts as its lines do', async () => {
    expect(await read('16:20', log('1970-01-01T10:00:00Z', '1970-01-01T20:00:00Z'))).toBe('1970-01-01T16:20');
  });

  test('before now, where the log is still being written', async () => {
    const now = { from: -Infinity, to: ms('2026-03-14T10:00:00Z') };
    expect(await read('16:20', now)).toBe('2026-03-13T16:20');
    expect(await read('09:20', now)).toBe('2026-03-14T09:20');
  });
});

test('days are named from the newest record', async () => {
  expect(await read('today', DAY)).toBe('2026-03-14T00:00');
  expect(await read('yesterday', DAY)).toBe('2026-03-13T00:00');
  expect(await read('yesterday 16:20', WEEK)).toBe('2026-03-13T16:20');
  expect(await read('today at 09:00', WEEK)).toBe('2026-03-14T09:00');
  expect(await read('today', log('2026-03-14T08:00:00Z', '2026-03-14T23:30:00Z'), { zone: 'Europe/Berlin' })).toBe('2026-03-14T23:00');
});

test('durations count back from the newest record', async () => {
  for (const words of ['2h', '-2h', '2h ago', '2 hours ago', '120 minutes', '1h60m', '7200s', '2hrs'])
    expect(await read(words, DAY)).toBe('2026-03-14T16:00');
  expect(await read('1h30m', DAY)).toBe('2026-03-14T16:30');
  expect(await read('now', DAY)).toBe('2026-03-14T18:00');
});

test('instants are what they say', async () => {
  expect(await read('2026-03-14T09:00Z', WEEK)).toBe('2026-03-14T09:00');
  expect(await read('2026-03-14 09:00', WEEK, { zone: 'Europe/Berlin' })).toBe('2026-03-14T08:00');
  expect(await read('2026-03-14', WEEK)).toBe('2026-03-14T00:00');
  expect(await read('@1773477600', WEEK)).toBe('2026-03-14T08:40');
});

test('nothing else is a time or a duration', async () => {
  for (const words of ['25:00', '16:60', '16', 'tomorrow', 'today16:20', '16:20 Mars', '1h 2h', '', '30m1h'])
    await expect(async () => timeBound(readArguments([`--since=${words || ' '}`], {}), 'since'), words).rejects.toThrow('is no time');
  for (const words of ['h', '1x', '1h30', '5 mph', '1d 1d', 'ago', `${'1'.repeat(200)}s`]) expect(durationMs(words), words).toBeUndefined();
});
