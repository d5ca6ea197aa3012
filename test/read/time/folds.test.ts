import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import { readText, stream } from '../support.ts';

const lines = (...stamps: readonly string[]): string =>
  stamps.map((at, i) => `${at} INFO pool ${i % 2 === 0 ? 'lent' : 'took back'} connection c${i >> 1}\n`).join('');
const times = async (log: string, timezone?: string): Promise<(string | null)[]> => {
  const { events } = await readText(log, timezone === undefined ? {} : { timezone });
  return events.map(({ at }) => (at === null ? null : new Date(at).toISOString()));
};

test('the hour that a clock repeats in autumn is one of its two instants, and the hours around it are exact', async () => {
  const log = lines('2026-10-25 01:59:59,000', '2026-10-25 02:30:00,000', '2026-10-25 02:30:00,000', '2026-10-25 03:00:01,000');
  const [before, once, again, after] = await times(log, 'Europe/Berlin');
  expect([before, after]).toEqual(['2026-10-24T23:59:59.000Z', '2026-10-25T02:00:01.000Z']);
  expect(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']).toContain(once);
  expect(again).toBe(once);
});

test('times that a clock leaves out in spring stay between their neighbours, within the hour', async () => {
  const [before, missing, after] = await times(lines('2026-03-29 01:59:00,000', '2026-03-29 02:30:00,000', '2026-03-29 03:01:00,000'), 'Europe/Berlin'); // prettier-ignore
  expect([before, after]).toEqual(['2026-03-29T00:59:00.000Z', '2026-03-29T01:01:00.000Z']);
  expect(Math.abs(Date.parse(missing as string) - Date.parse(after as string))).toBeLessThan(3_600_000);
});

test('names of zones behind the time tell the repeated hour apart', async () => {
  expect(await times(lines('2026-10-25 02:30:00 CEST', '2026-10-25 02:30:00 CET'))).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']); // prettier-ignore
});

/** Every stamp of a recorded log moved by what `by` says of its instant. */
const moved = (log: string, by: (ms: number) => number): string =>
  log.replaceAll(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(\d{3})/gm, (_, day: string, time: string, ms: string) => {
    const at = Date.parse(`${day}T${time}.${ms}Z`);
    return new Date(at + by(at)).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23);
  });

test('checkouts find their returns over a repeated hour, a clock that steps, and lines that come late', async () => {
  const log = readFileSync(new URL('../../../samples/sqlalchemy/pyramid-threads/app.log', import.meta.url), 'utf8').slice(0, 200_000);
  const essence = async (text: string): Promise<unknown> => {
    const { verdict, suspects, input } = await analyze({ name: 'x', stream: stream(text) });
    return [verdict, suspects.map(({ fingerprint, leaked, open, checkouts }) => [fingerprint, leaked, open, checkouts]), input.parsers];
  };
  const stamps = [...log.matchAll(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}/gm)].map(([text]) => Date.parse(`${text.replace(' ', 'T').replace(',', '.')}Z`)); // prettier-ignore
  expect(stamps.length).toBeGreaterThan(100);
  const half = stamps[stamps.length >> 1] as number;
  const raw = await essence(log);
  expect((raw as unknown[])[1]).not.toEqual([]);
  // a second earlier, as an adjusted clock; a small zigzag, as threads that log through a queue
  for (const by of [(at: number) => (at > half ? -1_000 : 0), (at: number) => (at % 7) - 3])
    expect(await essence(moved(log, by))).toEqual(raw);
  const [fold] = (await essence(moved(log, (at) => (at > half ? -3_600_000 : 0)))) as [string];
  expect(fold).toBe((raw as [string])[0]);
});
