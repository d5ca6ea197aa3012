import { describe, expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import type { TimedEvent } from '../../../src/model/event.ts';
import { definePlugin } from '../../../src/plugin/index.ts';
import { readText, testPool, fixture } from '../support.ts';

/** A pool whose own lines say who it was: ordinary records are not needed, but that they go on is. */
const terse = definePlugin({ ...testPool, context: false });
const at = (seconds: number): number => Date.UTC(2026, 10, 23, 1, 0, 0) + seconds * 1000;
const line = (seconds: number, text: string, before = ''): string =>
  `${before}${new Date(at(seconds)).toISOString()} INFO [7] app.web: ${text}\n`;
const goesOn = (events: readonly TimedEvent[]): unknown[] =>
  events.filter(({ rule }) => rule === 'log-goes-on').map((event) => [event.instance?.pod ?? null, event.line, event.at]);
const read = (text: string, options = {}) => readText(text, { plugins: [terse], ...options });

describe('that the log goes on after a pool spoke', () => {
  test('is told once at the end of a short source, with the stamp alone, and counts as no context', async () => {
    const { events, summary } = await read(line(0, 'before') + line(1, 'lent connection c1') + line(2, 'POST /orders/7 201 5ms') + line(3, 'b')); // prettier-ignore
    expect(events.map(({ kind }) => kind)).toEqual(['checkout', 'context']);
    const [checkout, last] = events;
    expect(last).toEqual({
      kind: 'context',
      at: at(3),
      source: 'app.log',
      line: 4,
      byte: expect.any(Number) as number,
      instance: checkout?.instance,
      text: expect.stringContaining('b') as string,
      runtime: 'test',
      parser: 'core',
      rule: 'log-goes-on',
    });
    expect(summary.lines).toMatchObject({ recognised: 1, context: 0, ignored: 3 });
    expect(summary.timeRange?.to).toBe(new Date(at(3)).toISOString());
  });

  test('is told again every ten seconds of the log, and of its last record', async () => {
    const text = line(0, 'lent connection c1') + Array.from({ length: 35 }, (_, i) => line(i + 1, 'x')).join('');
    expect(goesOn((await read(text)).events)).toEqual([
      [null, 11, at(10)],
      [null, 21, at(20)],
      [null, 31, at(30)],
      [null, 36, at(35)],
    ]);
  });

  test('is told of each stream in which a pool spoke, and of no other', async () => {
    const pod = (name: string): string => `[pod/${name}/app] `;
    const text =
      line(0, 'lent connection c1', pod('a')) +
      line(1, 'lent connection c2', pod('b')) +
      line(2, 'x', pod('a')) +
      line(3, 'y', pod('b')) +
      line(4, 'z', pod('silent'));
    expect(goesOn((await read(text)).events)).toEqual([
      ['a', 3, at(2)],
      ['b', 4, at(3)],
    ]);
  });

  test('is not told where nothing goes on, nor beyond the time asked for', async () => {
    expect(goesOn((await read(line(0, 'x') + line(1, 'lent connection c1'))).events)).toEqual([]);
    const text = line(0, 'lent connection c1') + line(2, 'x') + line(4, 'y');
    expect(goesOn((await read(text, { until: at(3) })).events)).toEqual([[null, 2, at(2)]]);
  });

  test('is told of recorded pods whose pool only warns', async () => {
    const warnings = fixture('hikaricp-three-pods.log')
      .toString()
      .split('\n')
      .filter((each) => !each.includes(' DEBUG '))
      .join('\n');
    const { events } = await readText(warnings, { plugins });
    const reported = new Set(events.flatMap((event) => (event.kind === 'leak-reported' ? [event.instance?.pod] : [])));
    const last = new Map(goesOn(events).map((told) => [(told as unknown[])[0], told]));
    expect([...last.keys()].sort()).toEqual([...reported].sort());
    expect(events.every((event) => event.rule !== 'log-goes-on' || event.instance?.pid === '1')).toBe(true);
  });
});
