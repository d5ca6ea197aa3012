import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { Unwrapper } from '../../src/read/envelope/index.ts';
import { HintIndex } from '../../src/read/hints/index.ts';
import { LayoutReader } from '../../src/read/layout/index.ts';
import { Records } from '../../src/read/record.ts';
import { Recurring } from '../../src/read/recurring.ts';
import type { LogRecord } from '../../src/read/types.ts';

/** Lines that come again, and lines after which they are read otherwise. */
const LINES = [
  'FROM orders', 'WHERE orders.id = 7', ')', '', '  | a | b', 'pid | state', ' 12 | idle in transaction', '(1 row)', '{', '}', '{"a":1}', 'done', 'Warning: x', 'INFO', 'INFO: ready', 'WARN shop.web: x', 'word - x', 'thread-1: x',
  '\tat a.B.c(B.java:7)', '    at a.B.d(B.java:8)', 'Caused by: a.E: x', 'java.lang.Exception: x', 'Traceback (most recent call last):', '  File "a.py", line 7, in f', 'ValueError: x', 'goroutine 7 [running]:', 'created by main.f',
  'Nov 23, 2026 1:52:09 AM shop.Orders run', 'INFO: order 7', 'Nov 23 01:52:09 host app[7]: x', 'Nov 23 01:52:09 host app: y',
  '[pod/shop-7d9f8b6c5-x2x4z/app] FROM orders', '[pod/shop-7d9f8b6c5-x2x4z/app] 2026-11-23 01:52:09,123 INFO shop: x', 'app-1  | FROM orders', 'app-1  | 2026-11-23 01:52:09,123 INFO shop: x', 'app_1 | done',
  'a.log:2026-11-23 01:52:09,123 INFO shop: x', 'a.log:done', 'a.log-done', '--', '> done', '> 2026-11-23 01:52:09,123 INFO shop: x', '    2026-11-23 01:52:09,123 INFO shop: x', '    FROM orders',
  '7\t2026-11-23 01:52:09,123 INFO shop: x', '8\tFROM orders', '2026-11-23T01:52:09.123456789Z done', '2026-11-23T01:52:09.123456789Z 2026-11-23 01:52:09,123 INFO shop: x', '2026-11-23T01:52:09.123456789Z stdout F done', 'INFO [2026-11-23 01:52:09,123] shop: x',
  '2026-11-23 01:52:09,123 INFO shop: x', '2026-11-23 01:52:10,123 INFO shop - x', '2026-11-23 01:52:11,123 DEBUG sqlalchemy.pool.impl.QueuePool Pool disposed. x', '-- 2026-11-23 01:52:09', 'x#012y', 'SELECT 7;', 'INFO ready now', '2026-11-23T01:52:09.123456789Z stdout F INFO ready now', 'loaded (7) at last', 'hi (worker-1)',
]; // prettier-ignore

const hints = new HintIndex(plugins);

function recordsOf(lines: readonly string[]): [LogRecord[], readonly string[]] {
  const out: LogRecord[] = [];
  const records = new Records({ source: 'x', hints, layouts: () => new LayoutReader({ near: 0 }) });
  const unwrapper = new Unwrapper({ near: 0 });
  lines.forEach((text, i) => {
    const line = { text, line: i + 1, byte: 0, clipped: false };
    const plain = unwrapper.plain(line);
    for (const peeled of plain === undefined ? unwrapper.peel(line) : [plain]) records.feed(peeled, out);
  });
  for (const peeled of unwrapper.flush()) records.feed(peeled, out);
  records.flush(out);
  return [out.map(({ seen: _, ...record }) => record), unwrapper.names];
}

test('what is remembered of texts that come again changes no record', () => {
  // Few of all lines in each run, so that they come again; then all, so that one proves what was not proved before.
  const some = fc.subarray(LINES, { minLength: 2, maxLength: 9 });
  const lines = some.chain((few) => fc.array(fc.constantFrom(...few), { minLength: 10, maxLength: 80 }));
  fc.assert(
    fc.property(lines, fc.array(fc.constantFrom(...LINES), { maxLength: 8 }), lines, (before, between, after) => {
      const all = [...before, ...between, ...after];
      const remembered = recordsOf(all);
      vi.spyOn(Recurring.prototype, 'find').mockReturnValue(undefined);
      vi.spyOn(Recurring.prototype, 'learn').mockReturnValue();
      const alone = recordsOf(all);
      vi.restoreAllMocks();
      expect(remembered).toEqual(alone);
    }),
    { numRuns: 400 },
  );
});

test('no more is remembered than two generations, and what is asked for all the time stays', () => {
  const recurring = new Recurring<number>();
  const learn = (text: string, known: number): void => {
    if (recurring.find(text) === undefined) recurring.learn(known);
  };
  learn('often', 7);
  for (let i = 0; i < 10_000; i++) {
    learn(`text ${i}`, i);
    expect(recurring.find('often')).toBe(7);
  }
  expect(recurring.find('text 0')).toBeUndefined();
  expect(recurring.find('text 9999')).toBe(9999);
  learn('x'.repeat(5000), 1);
  expect(recurring.find('x'.repeat(5000))).toBeUndefined();
});

test('texts that are all different are asked for only now and then', () => {
  const recurring = new Recurring<number>();
  for (let i = 0; i < 10_000; i++) {
    expect(recurring.find(`text ${i}`)).toBeUndefined();
    recurring.learn(i);
  }
  expect(Array.from({ length: 64 }, () => recurring.find('text 9983')).filter((known) => known !== undefined).length).toBeLessThan(64);
});
