import { expect, test } from 'vitest';
import type { PoolReport, Report } from '../../src/model/report.ts';
import { FORMATS } from '../../src/show/index.ts';
import { leadPool, orderedPools } from '../../src/show/pool-order.ts';
import { tally } from '../../src/show/text/trace.ts';
import { poolTitle } from '../../src/show/pool-titles.ts';
import * as fixtures from './fixtures.ts';

const { exhaustion: _, ...model } = fixtures.leakWithStacks.pools[0]!;
const named = (name: string, more: Partial<PoolReport> = {}): PoolReport => ({ ...model, id: name, name, acquireTimeouts: 0, ...more });
const life = (restart: number, lives: number) => ({ pod: 'shop-1', restart, lives });
const [suspect] = fixtures.leakWithStacks.suspects;
const reportOf = (pools: PoolReport[], ...suspected: string[]): Report => ({
  ...fixtures.leakWithStacks,
  pools,
  suspects: suspected.map((id, i) => ({ ...suspect!, rank: i + 1, pools: [id] })),
});
const order = (report: Report): string[] => orderedPools(report).map(({ id }) => id);

test('the verdict comes first, then whose suspect it is, then what still lives, then how urgent it is', () => {
  const pools = [
    named('healthy', { verdict: 'healthy', acquireTimeouts: 1000 }),
    named('calm'),
    named('late', { exhaustion: { eta: '2026-03-15T00:00:00Z', from: '2026-03-15T00:00:00Z', to: '2026-03-15T00:00:00Z' } }),
    named('dry', { exhaustion: { at: '2026-03-14T10:00:00Z' } }),
    named('refusing', { acquireTimeouts: 3 }),
    named('ended', { acquireTimeouts: 99, instance: life(0, 2) }),
    named('second', { verdict: 'leak' }),
    named('first'),
  ];
  expect(order(reportOf(pools, 'first', 'second'))).toEqual(['first', 'second', 'refusing', 'dry', 'late', 'calm', 'ended', 'healthy']);
});

test('a report begins with the life that goes on, and says which of how many it is', () => {
  const lives = [named('a #0', { instance: life(0, 3) }), named('a #1', { instance: life(1, 3) }), named('a #2', { instance: life(2, 3) })];
  const lead = leadPool(reportOf(lives))!;
  expect(poolTitle(lead)).toBe('a #2 @ shop-1 (life 3 of 3)');
  expect(poolTitle({ ...lead, instance: { pod: 'shop-1', restart: 1 } })).toBe('a #2 @ shop-1 (life 2)');
});

test('an accepted leak is not what a report begins with', () => {
  const pools = [named('accepted'), named('other', { verdict: 'healthy' })];
  expect(leadPool({ ...reportOf(pools), verdict: 'healthy' })?.id).toBe('other');
});

test.each(['text', 'html', 'markdown'])('%s shows pools in that order', async (format) => {
  const show = await FORMATS[format]!.load();
  const pools = ['one', 'two', 'three'].map((name, i) => named(`pool-${name}`, { acquireTimeouts: i }));
  const shown = [...show({ ...reportOf(pools), suspects: [] }, { width: 120, color: false })].join('');
  const table = shown.slice(format === 'html' ? shown.indexOf('id="pools"') : 0);
  expect(table.match(/pool-(?:one|two|three)/g)?.filter((name, i, all) => all.indexOf(name) === i)).toEqual([
    'pool-three',
    'pool-two',
    'pool-one',
  ]);
  const hero = shown.slice(0, shown.indexOf('id="pools"'));
  if (format === 'html') expect(/<h2>([^<]*)<\/h2>/.exec(hero)?.[1]).toContain('pool-three');
});

test('what was out when a process began anew is out no more', () => {
  expect(tally({ ...suspect!, leaked: 9, open: 9, ended: 7 })).toBe(
    '9 leaked, 2 still out at the end, 7 gone with an earlier life of the process',
  );
});
