import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leakStream } from '../cli/io.ts';
import { Unread } from '../../src/read/unread.ts';
import type { LogRecord } from '../../src/read/types.ts';
import { read, readText, stream } from './support.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 23, 1) + second * 1000).toISOString();
const line = (second: number, message: string): string => `${at(second)} WARN  [exec-1] shop.Db - ${message}\n`;
const recordOf = (source: string, number: number, message: string): LogRecord =>
  ({ source, line: number, byte: 0, message, raw: message }) as unknown as LogRecord;

describe('what speaks of a pool and no rule reads', () => {
  const kept = line(1, 'Connection 17 not returned to the pool after 45000 ms');
  const other = line(2, 'no free connection, 3 waiting');

  test('is counted by message, with where it first stood, the most frequent first', async () => {
    const { summary } = await readText(`${other}${kept}${line(3, 'GET /orders/7 200')}${kept}`);
    expect(summary.unread).toEqual([
      { template: 'Connection <*> not returned to the pool after <*> ms', records: 2, evidence: [{ source: 'app.log', line: 2, byte: other.length, text: kept.trimEnd() }] },
      { template: 'no free connection, <*> waiting', records: 1, evidence: [{ source: 'app.log', line: 1, byte: 0, text: other.trimEnd() }] },
    ]);
  }); // prettier-ignore

  test('is no matter where a rule read it, it lies outside the window, or it speaks of something else', async () => {
    const text = `${line(1, 'lent connection 5 from the pool')}${line(2, 'a pool is no place for a connection')}${kept}`;
    expect((await readText(text, { since: Date.UTC(2026, 10, 23, 1, 0, 2) })).summary.unread).toBeUndefined();
    expect((await readText(text, { until: Date.UTC(2026, 10, 23, 1, 0, 1) })).summary.unread).toHaveLength(1);
  });

  test('is found far inside a long log, where lines are passed over', async () => {
    const quiet = Array.from({ length: 5000 }, (_, i) => line(i, `GET /orders/${i} 200`)).join('');
    const ways = await Promise.all([false, true].map((whole) => readText(`${quiet}${kept}${quiet}`, { whole })));
    for (const { summary } of ways) expect(summary.unread).toMatchObject([{ records: 1, evidence: [{ line: 5001 }] }]);
  });

  test('is masked in the report, and said in its text', async () => {
    const secret = line(1, 'connection postgres://app:hunter2@db/shop not released, mail ann@example.org');
    const { stdout } = await leakStream(['-', '--allow-empty'], { stdin: secret });
    expect(stdout).toMatch(/unread {5}speaks of a pool, and no parser reads it \(leak-stream parsers\n\s+explain\): 1 × “connection <\*> not released/);
    const json = await leakStream(['-', '--allow-empty', '--format', 'json'], { stdin: secret });
    expect(json.stdout).not.toMatch(/hunter2|ann@example/);
  }); // prettier-ignore
});

describe('shapes of several inputs', () => {
  const messages = fc.array(fc.nat(3000), { maxLength: 4000, size: 'max' });
  const word = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

  test('add up to what one reader would have counted, however many there are', () => {
    fc.assert(
      fc.property(messages, fc.nat(4000), (numbers, cut) => {
        const records = numbers.map((n, i) => recordOf(i < cut ? 'a' : 'b', i + 1, `no free connection for ${word(n)}, waiting`));
        const one = new Unread();
        for (const record of records) one.saw(record, false);
        const [first, second] = [new Unread(), new Unread()];
        records.forEach((record, i) => (i < cut ? first : second).saw(record, false));
        first.add(structuredClone(second.part()));
        expect(first.top()).toEqual(one.top());
        expect(first.part().length).toBeLessThanOrEqual(500);
      }),
      { numRuns: 40 },
    );
  });

  test('are as many as the lines that were counted, and no more', () => {
    const unread = new Unread();
    for (let i = 0; i < 20_000; i++) unread.saw(recordOf('a', i + 1, `no free connection for ${word(i)}, waiting`), false);
    expect(unread.part()).toHaveLength(500);
    expect(unread.top()).toHaveLength(10);
  });
});

test('each source has its own counts, and they add up', async () => {
  const first = `${line(1, 'lent connection 5')}${line(2, 'GET /orders/7 200')}${line(3, 'x'.repeat(200_000))}`;
  const second = `${line(1, 'GET /orders/7 200')}\n\n`;
  const { summary } = await read([{ name: 'one', stream: stream(first) }, { name: 'two', stream: stream(second) }]); // prettier-ignore
  expect(summary.sources).toMatchObject([
    { name: 'one', lines: 3, recognised: 1, context: 2, ignored: 0, clipped: 1 },
    { name: 'two', lines: 3, recognised: 0, context: 0, ignored: 3, clipped: 0 },
  ]);
  expect(summary.lines).toEqual({ total: 6, recognised: 1, context: 2, ignored: 3, clipped: 1 });
});
