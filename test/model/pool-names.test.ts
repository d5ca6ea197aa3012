import { expect, test } from 'vitest';
import { shortPaths, stableNames } from '../../src/model/pool-names.ts';
import type { PoolReport } from '../../src/model/report.ts';

const names = (ids: readonly string[], sources: readonly string[]): string[] => [
  ...stableNames(ids.map((id) => ({ id }) as PoolReport), sources.map((name) => ({ name }))).values(),
]; // prettier-ignore

test('a path is cut to what tells it from the others', () => {
  expect([...shortPaths(['/home/me/a/app.log', '/home/me/b/app.log', '/var/log/db.log', 'x.log']).values()]).toEqual([
    'a/app.log',
    'b/app.log',
    'db.log',
    'x.log',
  ]);
});

test('one that is the end of another stays whole', () => {
  expect([...shortPaths(['/a/app.log', 'app.log', 'a/app.log']).values()]).toEqual(['/a/app.log', 'app.log', 'a/app.log']);
});

test('pools are named alike wherever their logs lie', () => {
  const here = ['/home/me/run 1/app.log', '/home/me/run 1/db.log'];
  const there = ['/builds/77/app.log', '/builds/77/db.log'];
  const ids = (sources: string[]): string[] => [
    `${sources[0]} hikaricp main #2`,
    `hikaricp main (host ${sources[1]})`,
    'pod-1/app hikaricp main',
  ];
  const wanted = ['app.log hikaricp main #2', 'hikaricp main (host db.log)', 'pod-1/app hikaricp main'];
  expect(names(ids(here), here)).toEqual(wanted);
  expect(names(ids(there), there)).toEqual(wanted);
});
