import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import type { TimedEventOf } from '../../../src/model/event.ts';
import { readText } from '../support.ts';

const folder = new URL('../../parsers/pg-stat-activity/shapes/', import.meta.url);
const shapes = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
/** What psql 15 printed of one query, in every format that bears no time of its own. */
const timeless = [...shapes.keys()].filter((name) => name !== 'watch.txt');

const sessionsOf = async (text: string): Promise<TimedEventOf<'server-session'>[]> =>
  (await readText(text, { plugins })).events.filter((event) => event.kind === 'server-session');
const brief = (sessions: readonly TimedEventOf<'server-session'>[]): unknown[] => sessions.map(({ pid, state, query }) => [pid, state, query]); // prettier-ignore

const ECHO = `SELECT pid, state, application_name, now() - state_change AS idle_for,
       left(query, 200) AS last_query
  FROM pg_stat_activity
 WHERE backend_type = 'client backend';
`;
const AT = Date.UTC(2026, 10, 23, 7, 21, 49);

describe('a line above a table that only says when is the time of the whole table', () => {
  test.each([
    '-- 2026-11-23 07:21:49 UTC',
    '== 2026-11-23 07:21:49+00 ==',
    '# 2026-11-23T07:21:49Z',
    'Mon Nov 23 07:21:49 UTC 2026',
    'Mon 23 Nov 2026 07:21:49 AM UTC',
    '2026-11-23 07:21:49Z',
    '2026-11-23T07:21:49Z',
  ])('%s', async (caption) => {
    for (const name of timeless) {
      const shape = shapes.get(name) as string;
      const alone = await sessionsOf(shape);
      for (const echo of ['', 'select * from pg_stat_activity;\n', ECHO]) {
        const sessions = await sessionsOf(`${caption}\n${echo}${shape}`);
        expect(brief(sessions), `${name} below ${caption} ${echo}`).toEqual(brief(alone));
        expect(new Set(sessions.map(({ at }) => at)), `${name} below ${caption} ${echo}`).toEqual(new Set([AT]));
        expect(new Set(sessions.map(({ line }) => line)).size, `${name} below ${caption} ${echo}`).toBe(1);
      }
    }
  });

  test('and of no table after the next such line', async () => {
    const shape = shapes.get('A.txt') as string;
    const sessions = await sessionsOf(`== 2026-11-23 07:21:49+00 ==\n${shape}== 2026-11-23 07:22:49+00 ==\n${shape}`);
    const half = sessions.length / 2;
    expect(sessions.map(({ at }) => at)).toEqual([...Array(half).fill(AT), ...Array(half).fill(AT + 60_000)]); // prettier-ignore
  });
});

describe('what is no table has its own record below such a line, and its time', () => {
  const snapshots = async (text: string): Promise<unknown[]> =>
    (await readText(text, { plugins })).events.flatMap((event) =>
      event.kind === 'pool-snapshot' ? [[event.at, event.line, event.inUse, event.max]] : [],
    );

  test('JSON that a loop of date and curl printed', async () => {
    const one = (stamp: string, inUse: number): string =>
      `$ date -u; curl -s localhost:7070/vars\n${stamp}\n{"store":{"MaxOpenConnections":9,"OpenConnections":${inUse},"InUse":${inUse},"Idle":0},"up":3}\n`;
    expect(await snapshots(one('2026-11-23T07:21:49Z', 4) + one('2026-11-23T07:22:49Z', 5))).toEqual([
      [AT, 3, 4, 9],
      [AT + 60_000, 6, 5, 9],
    ]);
  });

  test('an exposition of metrics between the lines of a log', async () => {
    const scrape = (stamp: string, inUse: number): string =>
      `# fetched ${stamp}\n# HELP go_sql_in_use_connections In use.\n# TYPE go_sql_in_use_connections gauge\ngo_sql_in_use_connections{db_name="s"} ${inUse}\ngo_sql_max_open_connections{db_name="s"} 9\n`;
    const log = '2026/11/23 07:21:40 up.go:7: ready\n';
    expect(await snapshots(log + scrape('2026-11-23T07:21:49Z', 4) + log + scrape('2026-11-23T07:22:49Z', 5))).toEqual([
      [AT, 3, 4, 9],
      [AT + 60_000, 9, 5, 9],
    ]);
  });
});

describe('tables without a caption', () => {
  test('rows of JSON, a line each, are one capture', async () => {
    const shape = shapes.get('rowjson.txt') as string;
    const sessions = await sessionsOf(`nothing of note\n${shape}nothing either\n${shape}`);
    const lines = sessions.map(({ line }) => line);
    const rows = shape.trimEnd().split('\n').length;
    expect(new Set(lines)).toEqual(new Set([2, 3 + rows]));
    expect(sessions).toHaveLength(2 * rows);
  });

  test('a statement above takes nothing from the table, its footer included', async () => {
    const { events } = await readText('select * from pg_stat_activity;\n pid | state | query \n-----+-------+-------\n(0 rows)\n\n', { plugins }); // prettier-ignore
    expect(events).toMatchObject([{ kind: 'pool-note', code: 'empty-capture', line: 2 }]);
  });

  test('among the lines of a log it is a record of its own, at their time', async () => {
    const table = shapes.get('unicode1.txt') as string;
    const log = '2026-11-23 07:21:49.000 INFO cron: sessions\n';
    const sessions = await sessionsOf(`${log}${table}${log}`);
    expect(brief(sessions)).toEqual(brief(await sessionsOf(table)));
    expect(new Set(sessions.map(({ line, at }) => `${line} ${at}`))).toEqual(new Set([`2 ${AT}`]));
  });

  test('rows that begin with a time are rows, lines of a log below them are not', async () => {
    const csv = (shapes.get('csv.csv') as string).trimEnd().split('\n');
    let inside = false;
    const timed = csv.map((line) => {
      const row = !inside;
      if ((line.match(/"/g)?.length ?? 0) % 2 === 1) inside = !inside;
      return row ? `${line.startsWith('pid') ? 'sampled_at' : '2026-11-23 07:21:49.5+00'},${line}` : line;
    });
    const log = ['2026-11-23 07:21:50,123 INFO cron: a, b, c, d, e, f, g, h', '2026-11-23 07:21:51.000 INFO next'];
    const { events, summary } = await readText([...timed, ...log].join('\n'), { plugins });
    const sessions = events.filter((event) => event.kind === 'server-session');
    expect(brief(sessions)).toEqual(brief(await sessionsOf(csv.join('\n'))));
    expect(new Set(sessions.map(({ at }) => at))).toEqual(new Set([AT + 500]));
    expect(summary.lines.ignored).toBe(2);
  });
});
