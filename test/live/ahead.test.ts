import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import { followEvents } from '../../src/read/follow/live.ts';

const sample = (name: string): string[] =>
  readFileSync(fileURLToPath(new URL(`../../samples/${name}/app.log`, import.meta.url)), 'utf8').split(/(?<=\n)/);
const ofPod = (pod: string, lines: readonly string[]): string[] => lines.map((line) => `[pod/${pod}/app] ${line}`);
const apart = [ofPod('a', sample('hikaricp/two-leaks-one-slow')), ofPod('b', sample('go-dbstats/two-routes')), ofPod('c', sample('hikaricp/healthy'))]; // prettier-ignore
const lines = Array.from({ length: 90 }, (_, i) => apart.flatMap((some) => some.slice(3 * i, 3 * i + 3))).flat();

/** A log that is written as far as one says. */
function reading() {
  const stdin = new PassThrough();
  const events = followEvents(['-'], { plugins, stdin });
  const done = (async () => {
    for await (const batch of events.batches) void batch;
  })();
  return {
    look: (): TimedEvent[] => events.look(0),
    write: async (some: readonly string[]): Promise<void> => {
      const wanted = events.summary().lines.total + some.length;
      stdin.write(some.join(''));
      while (events.summary().lines.total < wanted) await setImmediate();
    },
    end: async (): Promise<void> => {
      stdin.end();
      await done;
    },
  };
}

test('what open records would tell does not depend on how often one has looked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }), async (chunks) => {
      const [often, once] = [reading(), reading()];
      let from = 0;
      for (const length of chunks) {
        await often.write(lines.slice(from, from + length));
        often.look();
        from += length;
      }
      await once.write(lines.slice(0, from));
      expect(often.look()).toEqual(once.look());
      await Promise.all([often.end(), once.end()]);
    }),
    { numRuns: 25, seed: 8 },
  );
});

test('of records that nothing has gone on with the events are the same objects', async () => {
  const { look, write, end } = reading();
  await write(lines.slice(0, 300));
  const before = look();
  expect(before.length).toBeGreaterThan(1);
  expect(look().every((event, i) => event === before[i])).toBe(true);
  await write(lines.slice(300, 301));
  const after = look();
  const pod = (events: readonly TimedEvent[], name: string): TimedEvent[] => events.filter(({ instance }) => instance?.pod === name);
  expect(lines[300]).toContain('pod/b');
  expect(pod(after, 'a')).toHaveLength(pod(before, 'a').length);
  pod(after, 'a').forEach((event, i) => expect(event).toBe(pod(before, 'a')[i]));
  await end();
});

test('records of threads that wait for further pieces are heard in a silence', async () => {
  const leak = (thread: string, place: string): string[] =>
    [
      `Connection leak detection triggered for org.postgresql.jdbc.PgConnection@1a${place.length} on thread ${thread}, stack trace follows`,
      'java.lang.Exception: Apparent connection leak detected',
      '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)',
      `\tat shop.${place}.load(${place}.java:31)`,
    ].map((line) => `2026-11-23 01:00:05.000 [${thread}] WARN  com.zaxxer.hikari.pool.ProxyLeakTask - ${line}\n`);
  const [first, second] = [leak('exec-1', 'Orders'), leak('exec-12', 'Basket')];
  const { look, write, end } = reading();
  await write(first.flatMap((line, i) => [line, second[i]!]));
  const reported = look().flatMap((event) => (event.kind === 'leak-reported' ? [event.stack.map((frame) => frame.function)] : []));
  expect(reported).toEqual([
    ['getConnection', 'load'],
    ['getConnection', 'load'],
  ]);
  await end();
});
