import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { analyze } from '../../../src/index.ts';
import type { TimedEvent } from '../../../src/model/event.ts';
import { readWay } from '../prefilter/both-ways.ts';
import { readText, stream } from '../support.ts';

const java = (thread: string, logger: string, lines: readonly string[]): string[] =>
  lines.map((line) => `2026-11-23 01:00:05.000 [${thread}] WARN  ${logger} - ${line}`);
const python = (thread: string, lines: readonly string[]): string[] =>
  lines.map((line) => `2026-11-23 01:00:05,250 INFO  [${thread}] shop.checkout: ${line}`);

const leak = (thread: string, place: string): string[] =>
  java(thread, 'com.zaxxer.hikari.pool.ProxyLeakTask', [
    `Connection leak detection triggered for org.postgresql.jdbc.PgConnection@1a${thread.length} on thread ${thread}, stack trace follows`,
    'java.lang.Exception: Apparent connection leak detected',
    '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)',
    `\tat shop.${place}.load(${place}.java:31)`,
    `\tat shop.Web.${place.toLowerCase()}(Web.java:${place.length})`,
    '\tat java.base/java.lang.Thread.run(Thread.java:840)',
  ]); // prettier-ignore
const listener = (thread: string, place: string): string[] =>
  python(thread, [
    `pool.checkout conn=0x7f5eefa66${place.length}c0 seq=1 pid=15890 thread=${thread}`,
    '  File "/usr/lib/python3.12/threading.py", line 1032, in _bootstrap',
    `  File "/srv/app/${place}.py", line 61, in serve`,
    `  File "/srv/app/${place}.py", line 40, in report`,
  ]); // prettier-ignore
const ordinary = (thread: string): string[] => java(thread, 'shop.Access', ['GET /orders/7 200', 'GET /orders/8 200', 'GET /orders/9 200']);

/** What an event says, without where it stood. */
const said = ({ line: _, byte: __, text: ___, ...event }: TimedEvent): unknown => event;
const eventsOf = async (lines: readonly string[]): Promise<TimedEvent[]> =>
  (await readText(`${lines.join('\n')}\n`, { plugins })).events.filter(({ kind }) => kind !== 'context');

/** One of all orders in which the lines of several threads can come; each thread's own stay in order. */
function interleaved(threads: readonly (readonly string[])[], turns: readonly number[]): string[] {
  const rest = threads.map((lines) => [...lines]);
  const out: string[] = [];
  for (let i = 0; rest.some((lines) => lines.length > 0); i++) {
    const left = rest.filter((lines) => lines.length > 0);
    out.push(left[(turns[i % turns.length] as number) % left.length]?.shift() as string);
  }
  return out;
}

const pair = fc.constantFrom(
  [leak('exec-1', 'Orders'), leak('exec-12', 'Basket')],
  [listener('worker-1', 'cart'), listener('worker-22', 'invoice')],
  [leak('exec-1', 'Orders'), listener('worker-22', 'invoice')],
  [leak('exec-1', 'Orders'), leak('exec-12', 'Basket'), ordinary('exec-3')],
  [leak('exec-1', 'Orders'), leak('exec-12', 'Basket'), leak('exec-123', 'Customers')],
);
const turns = fc.array(fc.nat(5), { minLength: 1, maxLength: 40 });

describe('threads that log their stacks line by line, by turns', () => {
  test('say the same in any order as each alone', async () => {
    await fc.assert(
      fc.asyncProperty(pair, turns, async (threads, order) => {
        const alone = (await Promise.all(threads.map(eventsOf))).flat();
        const together = await eventsOf(interleaved(threads, order));
        expect(new Set(together.map(said))).toEqual(new Set(alone.map(said)));
        expect(together.every(({ line }, i) => i === 0 || line > (together[i - 1] as TimedEvent).line)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('also far inside a log whose lines are passed over, and in pieces', async () => {
    const quiet = (time: string, thread: string): string[] =>
      Array.from(
        { length: 60 },
        (_, i) => `2026-11-23 ${time}:05.${String(i).padStart(3, '0')} [${thread}] INFO  shop.Access - GET /orders/${i} 200`,
      );
    const later = (lines: readonly string[]): string[] => lines.map((line) => line.replace('23 01:00', '23 01:21'));
    await fc.assert(
      fc.asyncProperty(pair, turns, fc.boolean(), async (threads, order, pods) => {
        const again = later(interleaved(threads, order));
        const all = [quiet('00:50', 'exec-1'), interleaved(threads, order), quiet('01:20', 'exec-12'), again, quiet('01:30', 'exec-1')].flat();
        const lines = pods ? all.map((line, i) => `[pod/shop-${i % 2}/app] ${line}`) : all;
        const bytes = Buffer.from(`${lines.join('\n')}\n`);
        const first = { ofSource: 5, ofPod: 2 };
        expect(await readWay([bytes], { plugins, whole: false, first })).toEqual(await readWay([bytes], { plugins, whole: true, first }));
      }),
      { numRuns: 12 },
    ); // prettier-ignore
  });

  test('records come in the order in which they began, and are not kept back for long', async () => {
    const [head, ...frames] = leak('exec-1', 'Orders') as [string, ...string[]];
    const returned = java('exec-2', 'com.zaxxer.hikari.pool.ProxyLeakTask', ['Previously reported leaked connection org.postgresql.jdbc.PgConnection@1a6 on thread exec-1 was returned to the pool (unleaked)']); // prettier-ignore
    const many = Array.from({ length: 9 }, (_, i) => java('exec-3', 'shop.Access', [`GET /orders/${i} 200`])).flat();
    expect(await eventsOf([head, ...returned, ...frames])).toMatchObject([
      { kind: 'leak-reported', stack: { length: 4 } },
      { kind: 'checkin' },
    ]);
    // Nobody waits for a stack that does not come.
    expect(await eventsOf([head, ...many, ...frames])).toMatchObject([{ stack: { length: 0 } }, { stack: { length: 4 } }]);
  });
});

describe('stacks of several threads that are mixed without a word of which is whose', () => {
  const bare = (lines: readonly string[]): string[] => lines.map((line, i) => (i === 0 ? line : line.slice(line.indexOf(' - ') + 3)));

  const [one, two] = [bare(leak('exec-1', 'Orders')), bare(leak('exec-12', 'Basket'))] as [string[], string[]];
  const heads = [one.shift(), two.shift()] as [string, string];

  test('name nobody, and the report says so', async () => {
    const turns = one.flatMap((line, i) => [line, two[i] as string]);
    const report = await analyze({ name: 'x', stream: stream(`${[...heads, ...turns].join('\n')}\n`) });
    expect(report.suspects.flatMap(({ callSite }) => callSite?.file ?? [])).toEqual([]);
    expect(report.input.notices.map(({ code }) => code)).toContain('stacks-mixed');
  });

  test('are never taken for one stack, in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (order) => {
        for (const event of await eventsOf([...heads, ...interleaved([one, two], order)])) {
          const files = new Set(('stack' in event ? (event.stack ?? []) : []).map(({ file }) => file));
          expect(files.has('Orders.java') && files.has('Basket.java')).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a stack below another one is no mixture where something is said between', async () => {
    const cause = [
      'Caused by: java.sql.SQLException: no',
      '\tat shop.Cause.of(Cause.java:3)',
      '\tat java.base/java.lang.Thread.run(Thread.java:840)',
    ];
    const events = await eventsOf([heads[0], ...one, ...cause]);
    expect(events).toMatchObject([{ stack: { length: 2 } }]);
  });
});
