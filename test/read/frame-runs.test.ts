import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { FrameRuns } from '../../src/read/frame-runs.ts';
import { read } from './support.ts';

const frames = (dao: string, end: string): readonly string[] => [
  '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:128)',
  `\tat shop.${dao}.load(${dao}.java:44)`,
  '\tat shop.Web$$Lambda$14/0x0000000800066840.get(Unknown Source)',
  end,
];
const THREAD = '\tat java.base/java.lang.Thread.run(Thread.java:833)';
const LEAK = 'WARN 1 --- [ool-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask : Connection leak detection triggered for c7 on thread exec-7, stack trace follows'; // prettier-ignore

/** Pieces of a log; the frames among them come again, in part with lines before, between and behind them that change what they belong to. */
const PIECES: readonly (readonly string[])[] = [
  frames('OrderDao', THREAD), frames('OrderDao', '\tat shop.Main.main(Main.java:3)'), frames('Invoices', THREAD), [...frames('OrderDao', THREAD), ...frames('Invoices', THREAD)],
  frames('OrderDao', '\tat shop.Dao.x#012#011at shop.Web.get(Web.java:3)'), frames('Straße', THREAD), frames('OrderDao', `\tat a.B.c(B.java:${'7'.repeat(600)})`),
  ['java.lang.Exception: Apparent connection leak detected'], ['Caused by: java.sql.SQLException: x'], ['\t... 3 more'], [''], ['shop ready'], ['-- 2026-11-23 01:52:09'], ['pid | state'], ['{'], ['}'], ['{"message":"x","level":"info"}'],
  ['2026-11-23 01:52:09.123 INFO 1 --- [exec-7] shop.Web : GET /orders/7 done in 3 ms status=200'], [`2026-11-23 01:52:09.123 ${LEAK}`], [`2026-11-23 01:52:10.123 ${LEAK.replace('c7', 'c8')}`], ['[pod/shop-7d9f8b6c5-x2x4z/app] shop ready'],
  ['Traceback (most recent call last):', '  File "a.py", line 7, in f', 'ValueError: x'], ['goroutine 7 [running]:'], ['\tat shop.Alone.run(Alone.java:1)'],
]; // prettier-ignore

/** The order of the lines is known once time went on. */
const BEFORE = ['2026-11-23 01:52:07.123 INFO shop ready', '2026-11-23 01:52:08.123 INFO shop ready'];

const log = (lines: readonly string[]): { name: string; stream: Readable } => ({
  name: 'app.log',
  stream: Readable.from([Buffer.from(`${[...BEFORE, ...lines].join('\n')}\n`)], { objectMode: false }),
});
const everything = async (lines: readonly string[]): Promise<unknown> => {
  const { events, summary } = await read([log(lines)], { plugins });
  return { events, summary };
};

test('frames that came before are read as if each line were read by itself', async () => {
  // Few of all pieces in each log, so that they come again.
  const some = fc.subarray([...PIECES], { minLength: 2, maxLength: 9 });
  const lines = some.chain((few) => fc.array(fc.constantFrom(...few), { minLength: 10, maxLength: 80 })).map((pieces) => pieces.flat());
  await fc.assert(
    fc.asyncProperty(lines, async (all) => {
      const atOnce = await everything(all);
      const at = vi.spyOn(FrameRuns.prototype, 'at').mockReturnValue(undefined);
      const oneByOne = await everything(all);
      at.mockRestore();
      expect(atOnce).toEqual(oneByOne);
    }),
    { numRuns: 80 },
  );
});

test('a run is known the second time, where the batch holds the lines around it', () => {
  const runs = new FrameRuns();
  const batch = ['java.lang.Exception: x', ...frames('OrderDao', THREAD), 'shop ready'].map((text, i) => ({ text, line: i + 1, byte: 0, clipped: false }));
  expect(runs.at(batch, 1)).toBeUndefined();
  expect(runs.at(batch, 1)).toEqual({ lines: frames('OrderDao', THREAD), within: false, ends: true });
  expect(runs.at(batch, 2)).toBeUndefined();
  expect(runs.at(batch.slice(0, -1), 1)).toBeUndefined();
  expect(runs.at(batch.slice(1), 0)).toBeUndefined();
}); // prettier-ignore
