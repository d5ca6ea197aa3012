import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { leakStream } from './io.ts';

const folder = mkdtempSync(join(tmpdir(), 'leak-stream-explain-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

const POD = '[pod/shop-7c9f8d6b5-4xk2p/app] ';
const at = (second: number): string => `${POD}2026-11-23 01:00:${String(second)}.000 [exec-1] `;
const LOG = [
  `${at(10)}INFO  shop.Start - ready`,
  `${at(11)}WARN  com.zaxxer.hikari.pool.ProxyLeakTask - Connection leak detection triggered for org.postgresql.jdbc.PgConnection@1a on thread exec-1, stack trace follows`,
  `${POD}java.lang.Exception: Apparent connection leak detected`,
  `${POD}\tat shop.Orders.load(Orders.java:31)`,
  `${at(13)}WARN  shop.Pool - password=tiger house pool: 7 of 10 busy`,
  `${at(14)}WARN  shop.Pool - password=tiger house pool: 9 of 10 busy`,
];

test('--lines shows each record, what was taken off it, and who read it or why nobody did', async () => {
  const path = written('app.log', LOG);
  const { code, stdout } = await leakStream(['parsers', 'explain', '--lines', path]);
  expect(code).toBe(0);
  const [records] = stdout.split(/^\S[^/\n]*: \d+ events?|^\S+\/\S+: \d+ events?/m);
  expect(records?.replaceAll(`${folder}/`, '').trimEnd().split('\n')).toEqual([
    'app.log:1  (kubectl-prefix; layout text)', '    ready', '    → no parser: none of their hints stands in it',
    'app.log:2-4  (kubectl-prefix; layout text)',
    '    Connection leak detection triggered for org.postgresql.jdbc.PgConnection@1a on thread exec-1, stack trace follows',
    '    → hikaricp/leak-reported: leak-reported connection=org.postgresql.jdbc.PgConnection@1a thread=exec-1 stack=1',
    'app.log:5  (kubectl-prefix; layout text)', '    password=*** house pool: 7 of 10 busy', '    → no rule of go-dbstats, own-words reads it, though a hint stands in it',
    'app.log:6  (kubectl-prefix; layout text)', '    password=*** house pool: 9 of 10 busy', '    → no rule of go-dbstats, own-words reads it, though a hint stands in it',
  ]); // prettier-ignore
});

test('the shapes of lines that speak of a pool and that nobody reads are named, the most frequent first', async () => {
  const { stdout } = await leakStream(['parsers', 'explain', written('app.log', LOG)]);
  expect(stdout.replaceAll(`${folder}/`, '')).toContain(
    'speaks of a pool or of connections, and no rule reads it:\n  2 times, first app.log:5  password=*** house pool: <*> of <*> busy\n',
  );
  expect(stdout).not.toContain('tiger');
  const healthy = await leakStream(['parsers', 'explain', written('b.log', LOG.slice(0, 4))]);
  expect(healthy.stdout).not.toContain('no rule reads');
});

test('of many shapes five are shown', async () => {
  const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
  const { stdout } = await leakStream(['parsers', 'explain', written('c.log', words.map((word) => `${word} pool is busy`))]); // prettier-ignore
  expect(stdout).toContain('no rule reads it, the 5 most frequent of 7 shapes:');
  expect(stdout.match(/^ {2}1 times, first /gm)).toHaveLength(5);
});
