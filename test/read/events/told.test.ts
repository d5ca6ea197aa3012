import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventDraft, TimedEvent } from '../../../src/model/event.ts';
import { definePlugin } from '../../../src/plugin/index.ts';
import type { Plugin } from '../../../src/plugin/index.ts';
import { EventReader } from '../../../src/read/events.ts';
import { sharedBy } from '../../../src/read/index.ts';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { Records } from '../../../src/read/record.ts';
import { Tally } from '../../../src/read/tally.ts';
import { readTimeAt } from '../../../src/read/time/index.ts';
import type { LogRecord } from '../../../src/read/types.ts';
import { testPool } from '../support.ts';

const note = (code: string): EventDraft => ({ kind: 'pool-note', code });
const plugin = (id: string, hints: string[], rules: Plugin['rules']): Plugin =>
  definePlugin({ id, title: id, runtime: 'test', hints, rules, samples: {} });

/** What no two records of one text need have in common: the time, and what an envelope says. */
const PLUGINS = [
  testPool,
  plugin('time', ['lent'], { odd: { pattern: /:\d[13579],/, scope: 'raw', read: () => note('odd second') } }),
  plugin('looks', ['took back'], { odd: { pattern: /took/, read: (_, { raw }) => note(raw.slice(0, 19)) } }),
  plugin('who', ['pool is'], { who: { pattern: /pool/, read: (_, { thread, severity, logger }) => note(`${thread} ${severity} ${logger}`) } }), // prettier-ignore
  plugin('digits', ['00:07', '1234'], { seven: { pattern: /./, read: () => note('seven') } }),
  plugin('across', ['7,123 INFO'], { seven: { pattern: /./, read: () => note('across') } }),
  plugin('broken', ['empty'], {
    broken: {
      pattern: /./,
      read: () => {
        throw new Error('no');
      },
    },
  }),
  // Drafts that are looked at for each record: one tells a time, one is faulty.
  plugin('times', ['nothing'], { at: { pattern: /nothing/, read: () => [{ ...note('timed'), at: '2026-11-23 01:00:00' } as EventDraft, note('beside')] } }), // prettier-ignore
  plugin('faulty', ['select'], { nan: { pattern: /select/, read: () => [{ kind: 'pool-snapshot', inUse: Number.NaN }, note('beside')] } }),
];
const HEADS = [' INFO app.web: ', ' WARN [worker-1] app.db: ', ' '];
const MESSAGES = [
  'lent connection c1', 'took back connection c1', 'pool is empty', 'pool table', 'GET /orders/7 200 12 ms', 'loaded order 7 in 31.5s', 'nothing', 'select 1', 'starting app',
]; // prettier-ignore
const TAILS = [[], ['  more of it'], ['row 1', 'row 2'], ['row 1', 'row 3'], ['  at a.B.c(B.java:7)']];

const time = (n: number): string => `2026-11-23 01:00:${String(n % 10).padStart(2, '0')},${n % 3 === 0 ? '123456' : '123'}`;

const line = fc.record({
  n: fc.nat(99),
  head: fc.constantFrom(...HEADS),
  message: fc.constantFrom(...MESSAGES),
  tail: fc.constantFrom(...TAILS),
  thread: fc.constantFrom(undefined, 'worker-1', 'worker-2'),
});

test.each([
  ['with hints that may begin in a time', PLUGINS],
  ['without', PLUGINS.slice(0, 5)],
  ['with broken rules', [...PLUGINS.slice(0, 4), PLUGINS[6] as Plugin]],
])('records whose lines came before give the events that they give alone, %s', async (_, plugins) => {
  const shared = await sharedBy({ plugins });
  const read = (records: readonly LogRecord[]): [TimedEvent[], unknown] => {
    const [tally, events]: [Tally, TimedEvent[]] = [new Tally(), []];
    const reader = new EventReader(shared, tally, tally.begin('x'));
    for (const record of records) reader.read(record, events);
    reader.end(events);
    return [events, tally.summary()];
  };
  let known = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 20, maxLength: 120 }), (lines) => {
      const records: LogRecord[] = [];
      const joined = new Records({ source: 'x', hints: shared.hints, layouts: () => new LayoutReader() });
      let number = 0;
      for (const { n, head, message, tail, thread } of lines)
        for (const text of [`${time(n)}${head}${message}`, ...tail]) {
          const read = readTimeAt(text, 0);
          const said = { ...(read && { time: read }), ...(thread !== undefined && { thread }) };
          joined.feed({ text, line: ++number, byte: 0, clipped: false, instance: {}, ...said }, records);
        }
      joined.flush(records);
      known += records.filter(({ seen }) => seen !== undefined).length;
      expect(read(records)).toEqual(read(records.map(({ seen: _, ...record }) => record)));
    }),
    { numRuns: 150 },
  );
  expect(known).toBeGreaterThan(1000);
});
