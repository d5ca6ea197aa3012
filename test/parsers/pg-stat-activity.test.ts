import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import pgStatActivity from '../../parsers/pg-stat-activity/index.ts';
import { captureInstant } from '../../parsers/pg-stat-activity/instant.ts';
import { intervalMs } from '../../parsers/pg-stat-activity/interval.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import type { RecordView } from '../../src/plugin/contract.ts';
import { readRecord } from '../../src/plugin/read-record.ts';
import { readEvents } from '../../src/read/index.ts';

const here = join(import.meta.dirname, 'pg-stat-activity');
const shapes = readdirSync(join(here, 'shapes'));

const viewOf = (log: string): RecordView => {
  const [raw = '', ...tail] = log.replace(/\n$/, '').split('\n');
  return { message: raw.trim(), raw, tail, fields: undefined, logger: undefined, thread: undefined, severity: undefined, timed: false };
};
const draftsOf = (log: string): readonly Record<string, unknown>[] =>
  (readRecord(pgStatActivity, viewOf(log))?.drafts ?? []) as unknown as Record<string, unknown>[];

const eventsOf = async (path: string): Promise<TimedEvent[]> => {
  const events: TimedEvent[] = [];
  for await (const batch of readEvents([path], { plugins: [pgStatActivity] }).batches) events.push(...batch);
  return events;
};

/** The four sessions that were open while psql printed every shape. */
const SESSIONS = [
  [8721, 'idle in transaction', 'billing-api', 'select id, total from invoices where id = 7;'],
  [8722, 'idle in transaction (aborted)', 'b??cher-svc', 'select * from nowhere;'],
  [8723, 'idle in transaction', 'jobs|nightly, eu', "select id, note || ' | ' || total from invoices where id = 3;"],
  [8724, 'idle', 'report "q4"', 'select total from invoices where id = 1;'],
];
/** Without a header an application name that holds the separator cannot be told from two columns. */
const AMBIGUOUS = new Set(['t.txt', 'At.txt']);

describe('one listing in every shape of psql 15', () => {
  it.each(shapes)('%s', (shape) => {
    const drafts = draftsOf(readFileSync(join(here, 'shapes', shape), 'utf8')).filter((draft) => (draft['pid'] as number) <= 8724);
    const expected = AMBIGUOUS.has(shape)
      ? SESSIONS.map(([pid, state, name, query]) => [pid, state, pid === 8723 ? undefined : name, query])
      : SESSIONS;
    const found = drafts.map((draft) => [
      draft['pid'],
      draft['state'],
      draft['applicationName'],
      (draft['query'] as string).replace(/\s+/g, ' '),
    ]);
    expect(found).toEqual(shape === 'watch.txt' ? [...expected, ...expected, ...expected] : expected);
    for (const draft of drafts) expect(draft['idleForMs'], shape).toSatisfy((ms: number) => ms > 2900 && ms < 7000);
  });
});

describe('captures of a whole file', () => {
  it('gives each its time, its rows, and a note where it had none', async () => {
    const events = await eventsOf(join(here, 'captures.txt'));
    const rows = new Map<number | null, TimedEvent[]>();
    for (const event of events) rows.set(event.at, [...(rows.get(event.at) ?? []), event]);
    expect([...rows].map(([at, group]) => [new Date(at as number).toISOString(), group[0]?.kind, group.length])).toEqual([
      ['2026-11-23T01:38:46.590Z', 'server-session', 1],
      ['2026-11-23T01:39:06.589Z', 'pool-note', 1],
      ['2026-11-23T01:39:22.578Z', 'server-session', 4],
      ['2026-11-23T01:39:34.560Z', 'server-session', 5],
    ]);
  });

  it('takes the title of \\watch as the time', async () => {
    const events = await eventsOf(join(here, 'shapes', 'watch.txt'));
    expect(new Set(events.map((event) => event.at)).size).toBe(3);
    expect(events[0]).toMatchObject({ at: Date.UTC(2026, 10, 23, 7, 21, 49), capture: '2026-11-23T07:21:49' });
  });

  it('tells results apart that nothing parts, by their headers or by a pid that comes again', () => {
    for (const shape of ['A.txt', 'aligned1.txt', 'xA.txt', 'copy.txt']) {
      const once = readFileSync(join(here, 'shapes', shape), 'utf8');
      expect(new Set(draftsOf(once + once.replaceAll('00:00:0', '00:01:0')).map((draft) => draft['capture'])).size, shape).toBe(2);
    }
  });

  it("takes the observer's own row as the time where no other is printed", () => {
    const [first] = draftsOf(readFileSync(join(here, 'shapes', 'all.txt'), 'utf8'));
    expect(first).toMatchObject({
      at: '2026-11-23T07:21:49.762503+00:00',
      idleForMs: 3940.443,
      transactionForMs: 3941.086,
      clientAddress: '127.0.0.1',
    });
  });

  it('does not call a listing empty whose rows are elsewhere', () => {
    expect(draftsOf(' pid | state | query \n-----+-------+-------')).toEqual([]);
    expect(draftsOf('now,pid,state,query')).toEqual([]);
    expect(draftsOf(' pid | state | query \n-----+-------+-------\n(0 rows)')).toEqual([{ kind: 'pool-note', code: 'empty-capture' }]);
  });
});

it.each([
  ['00:00:02.0801', 2080.1], ['27:10:11.5', 97_811_500], ['3 days 04:05:06.789', 273_906_789], ['1 day 00:00:05', 86_405_000],
  ['-00:00:00.000123', -0.123], ['2 mons 3 days 01:02:03', 5_446_923_000], ['@ 3 days 4 hours 5 mins 6.789 secs', 273_906_789],
  ['@ 0.000123 secs ago', -0.123], ['3 4:05:06.789', 273_906_789], ['+0-2 +3 +1:02:03', 5_446_923_000], ['P3DT4H5M6.789S', 273_906_789],
  ['PT-0.000123S', -0.123], ['P1M', 2_592_000_000], ['PT5M', 300_000], ['12.5', 12_500], ['1 day', 86_400_000], ['idle', undefined], ['', undefined], ['2026-11-23 01:02:03', undefined],
] as const)('reads the interval %j as %j ms', (text, ms) => {
  const read = intervalMs(text);
  if (ms === undefined) expect(read).toBeUndefined();
  else expect(read).toBeCloseTo(ms, 6);
}); // prettier-ignore

it.each([
  ['-- 2026-11-23 01:37:19.463178 UTC', '2026-11-23T01:37:19.463178Z'],
  ['-- captured at 2026-11-23 01:57:50.273+00', '2026-11-23T01:57:50.273+00:00'],
  ['                   Mon Nov 23 01:43:51 2026 (every 1s)', '2026-11-23T01:43:51'],
  ['Mon Nov 23 01:43:51 UTC 2026', '2026-11-23T01:43:51Z'],
  ['Mon 23 Nov 2026 01:43:51 PM CET', '2026-11-23 13:43:51 CET'],
  ['== 2026-11-23T01:43:51+0530 ==', '2026-11-23T01:43:51+05:30'],
  ['2026-11-23 01:43:51 INFO started', undefined],
  [' 8721 | idle | 2026-11-23 01:43:51+00', undefined],
])('reads the time of a capture from %j', (line, text) => {
  expect(captureInstant(line)?.text).toBe(text);
});

it('never throws and never invents a session from noise', () => {
  const cell = fc.constantFrom('pid', 'state', 'query', '|', ' | ', ',', '\t', '│', '+', '\n', '---+---', '-[ RECORD 1 ]-', '(0 rows)', 'idle', '8721', '"', '{"pid":', '}', ' ', '-- 2026-11-23 01:02:03');
  fc.assert(
    fc.property(fc.array(fc.oneof(cell, fc.string({ maxLength: 6 })), { maxLength: 60 }), (parts) => {
      for (const draft of draftsOf(parts.join('')))
        if (draft['kind'] === 'server-session') expect(Number.isInteger(draft['pid'])).toBe(true);
    }),
    { numRuns: 500 },
  );
}); // prettier-ignore

it.each([
  ['pid|1'],
  [' pid | state | query ', '-----+-------+-------'],
  ['1,idle in transaction,"'],
  [' 1 | idle in transaction | a | 00:00:01 | select 1 +', '   | | | | x +'],
  ['-[ RECORD 1 ]-', 'pid | 1'],
  ['{"pid":1,"state":"idle', '{'],
  [`pid,state,query`, `1,idle,${','.repeat(200)}`],
])('takes time in proportion to a long record of %j', (...lines) => {
  draftsOf(Array.from({ length: 20_000 }, (_, i) => lines[i % lines.length]).join('\n'));
  // Anything that grew faster than its input would meet the time limit of the tests.
});

it.each(['rowjson.txt', 'xA.txt', 'At.txt'])('%s: two listings in one file that nothing parts are two captures', (shape) => {
  const listing = readFileSync(join(here, 'shapes', shape), 'utf8').trimEnd();
  const once = draftsOf(listing).length;
  const captures = draftsOf(`${listing}\n${listing}`).map((draft) => draft['capture']);
  expect(captures).toHaveLength(2 * once);
  expect(new Set(captures.slice(0, once)).size).toBe(1);
  expect(new Set(captures.slice(once)).size).toBe(1);
  expect(captures[0]).not.toBe(captures[once]);
});
