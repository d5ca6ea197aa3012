import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { analyze, events } from '../src/index.ts';

const log = (): Readable =>
  Readable.from([
    '2026-03-14 09:00:00.000 ERROR 7 --- [exec-1] a.B : main - Connection is not available, request timed out after 30001ms.\n',
  ]);

test('a zone that is none is refused, not taken for UTC', async () => {
  await expect(analyze(log(), { timezone: 'Mars/Base' })).rejects.toThrow(RangeError);
  await expect(events(log(), { timezone: 'Mars/Base' }).next()).rejects.toThrow(RangeError);
});

test('zones are names or offsets', async () => {
  const from = async (timezone: string): Promise<string | undefined> => (await analyze(log(), { timezone })).input.timeRange?.from;
  expect(await from('+02:00')).toBe('2026-03-14T07:00:00.000Z');
  expect(await from('Europe/Berlin')).toBe('2026-03-14T08:00:00.000Z');
});
