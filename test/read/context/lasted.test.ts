import { describe, expect, test } from 'vitest';
import { contextOf } from '../../../src/read/context/index.ts';
import { lastedIn } from '../../../src/read/context/lasted.ts';
import type { LogRecord } from '../../../src/read/types.ts';

const lasted = (message: string, fields?: Record<string, unknown>): number | undefined =>
  lastedIn({ message, raw: message, tail: [], ...(fields && { fields }) } as unknown as LogRecord);

describe('work that took two seconds or more says so', () => {
  test.each([
    ['blast 301: committed after 1m57.886s', 117_886],
    ['solved: school=school-338 elapsed=3m28s', 208_000],
    ['import 7 of 9 done, took 48.2 s', 48_200],
    ['rebuilt in 61000ms', 61_000],
    ['merged in batch 7, took 31s', 31_000],
    ['job 21, 297 pages, printed in 9.428s (transaction open all the time)', 9428],
  ])('%s', (message, ms) => expect(lasted(message)).toBeCloseTo(ms, 3));

  test.each([
    [{ seconds: 55, zone: 481 }, 55_000],
    [{ seconds: '55.5', zone: '481' }, 55_500],
    [{ took_ms: 90_400 }, 90_400],
    [{ elapsed: '1m2s' }, 62_000],
  ])('%j', (fields, ms) => expect(lasted('zone replanned', fields)).toBe(ms));

  test.each([
    ['lote cerrado', { lote: '5214', duración: '1m50.436s' }, 110_436],
    ['Serie 17 abgeschlossen, 48.25 s', undefined, 48_250],
    ['wiersze policzone (1h0m0.5s)', undefined, 3_600_500],
  ])('in any language, by a fraction that nobody chooses: %s', (message, fields, ms) => expect(lasted(message, fields)).toBeCloseTo(ms, 3));

  test.each([
    ['committed after 881ms', undefined],
    ['Frist 45s, dann 60.0 s', undefined],
    ['lote en cola', { plazo: '1m30s', espera: '1.5s' }],
    ['version 31.4s2', undefined],
    ['job gives up, timeout 45s', undefined],
    ['in 37.0 t of 40', undefined],
    ['stored', { ms: 12 }],
    ['done', { seconds: 'many' }],
  ])('but not %s', (message, fields) => expect(lasted(message, fields)).toBeUndefined());
});

test('a number of seconds beside a request is not its duration', () => {
  const fields = { msg: 'retry later', method: 'GET', path: '/orders/7', seconds: 45 };
  const context = contextOf({ message: 'retry later', raw: 'retry later', tail: [], fields } as unknown as LogRecord);
  expect(context).toMatchObject({ route: 'GET /orders/{id}' });
  expect(context?.durationMs).toBeUndefined();
});
