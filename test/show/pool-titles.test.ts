import { describe, expect, test } from 'vitest';
import type { PoolReport, Report } from '../../src/model/report.ts';
import { poolTitle, spread, titleIn } from '../../src/show/pool-titles.ts';
import { nowText } from '../../src/show/now.ts';
import { rowsOf } from '../../src/show/text/pools.ts';
import { leakWithStacks } from './fixtures.ts';

const [first] = leakWithStacks.suspects;
const [pool] = leakWithStacks.pools;

/** A report with such pools, each of the log that its id begins with. */
function reportOf(pools: readonly Partial<PoolReport>[]): Report {
  const all = pools.map((one) => ({ ...pool!, ...one }));
  const sources = [...new Set(all.map(({ id }) => id.split(' ')[0]!))].map((name) => ({ ...leakWithStacks.input.sources[0]!, name }));
  const suspect = { ...first!, pools: [all[0]!.id], instances: { count: 1, of: all.length }, revisions: undefined };
  return { ...leakWithStacks, pools: all, suspects: [suspect], input: { ...leakWithStacks.input, sources } };
}

const titles = (report: Report): string[] => report.pools.map((one) => titleIn(report, one));

describe('pools that would be called alike', () => {
  test('are told apart by as much of their log’s path as it takes', () => {
    const named = { name: 'main', instance: {} };
    const report = reportOf([
      { ...named, id: '/logs/eu/app.log hikaricp main' },
      { ...named, id: '/logs/us/app.log hikaricp main' },
      { ...named, id: '/logs/us/other.log hikaricp spare', name: 'spare' },
    ]);
    expect(titles(report)).toEqual(['main @ eu/app.log', 'main @ us/app.log', 'spare']);
    expect(rowsOf(report, report.pools).map(({ title }) => title)).toEqual(titles(report));
  });

  test('also where they live in a service of one name, or have no name', () => {
    const instance = { service: 'shop', pid: '1' };
    const served = reportOf([
      { name: 'main', instance, id: '/logs/eu/app.log shop 1 hikaricp main' },
      { name: 'main', instance, id: '/logs/us/app.log shop 1 hikaricp main' },
    ]);
    expect(titles(served)).toEqual(['main @ shop [1] (eu/app.log)', 'main @ shop [1] (us/app.log)']);
    const nameless = reportOf([
      { name: undefined, runtime: 'pgx', instance: {}, reasons: [], id: '/logs/eu/app.log pgx' },
      { name: undefined, runtime: 'pgx', instance: {}, reasons: [], id: '/logs/us/app.log pgx' },
    ]);
    expect(titles(nameless)).toEqual(['pgx @ eu/app.log', 'pgx @ us/app.log']);
  });

  test('keep their title where nothing else is known of them', () => {
    const report = reportOf([
      { name: 'main', instance: { pod: 'shop-1' }, id: 'pod shop-1 a' },
      { name: 'main', instance: { pod: 'shop-1' }, id: 'unknown shop-1 b' },
    ]);
    const alone = { ...report, input: { ...report.input, sources: [] } };
    expect(titles(alone)).toEqual(report.pools.map((one) => poolTitle(one)));
  });
});

describe('where a suspect was seen', () => {
  const three = (instances: readonly PoolReport['instance'][]): Report =>
    reportOf(instances.map((instance, i) => ({ name: 'main', instance, id: `/logs/${i}/app.log hikaricp main` })));

  test('names the pod, its log or its process where others are sound', () => {
    const pods = three([{ pod: 'shop-a', pid: '1' }, { pod: 'shop-b', pid: '1' }, { pod: 'shop-c', pid: '1' }]); // prettier-ignore
    expect(spread(pods.suspects[0]!, pods)).toBe('1 of 3 pods (shop-a)');
    const logs = three([{}, {}]);
    expect(spread(logs.suspects[0]!, logs)).toBe('1 of 2 instances (0/app.log)');
    const processes = three([{ pid: '17' }, { pid: '18' }]);
    expect(spread(processes.suspects[0]!, processes)).toBe('1 of 2 instances (process 17 in 0/app.log)');
    const hosts = three([{ host: 'db1', pid: '17' }, { host: 'db2', pid: '18' }]); // prettier-ignore
    expect(spread(hosts.suspects[0]!, hosts)).toBe('1 of 2 instances (db1 [17])');
  });

  test('names nothing where all are affected, or many', () => {
    const report = three([{ pod: 'shop-a' }, { pod: 'shop-b' }]);
    const all = { ...report.suspects[0]!, instances: { count: 2, of: 2 }, pools: report.pools.map(({ id }) => id) };
    expect(spread(all, report)).toBe('2 of 2 pods');
    const many = three(Array.from({ length: 6 }, (_, i) => ({ pod: `shop-${i}` })));
    const most = { ...many.suspects[0]!, instances: { count: 5, of: 6 }, pools: many.pools.slice(0, 5).map(({ id }) => id) };
    expect(spread(most, many)).toBe('5 of 6 pods');
  });

  test('what to restart is named', () => {
    const report = three([{ pod: 'shop-a' }, { pod: 'shop-b' }]);
    const all = { ...report.suspects[0]!, instances: { count: 2, of: 2 }, pools: report.pools.map(({ id }) => id) };
    expect(nowText(all, { ...report, suspects: [all] })).toMatch(/^Restart the 2 pods that leak \(shop-a, shop-b\)/);
    expect(nowText(report.suspects[0]!, report)).toMatch(/^Restart the pod \(shop-a\)/);
  });

  test('what only shows slow work of the same code is neither named nor restarted', () => {
    const { pools, suspects, ...report } = three([{ pod: 'shop-a' }, { pod: 'shop-b' }, { pod: 'shop-c' }]);
    const all = { ...suspects[0]!, pools: pools.map(({ id }) => id) };
    const some = pools.map((one, i): PoolReport => ({ ...one, verdict: i === 1 ? 'leak' : 'long-hold' }));
    const told = { ...report, pools: some, suspects: [all] };
    expect(spread(all, told)).toBe('1 of 3 pods (shop-b)');
    expect(nowText(all, told)).toMatch(/^Restart the pod \(shop-b\)/);
    const begun = some.map((one): PoolReport => ({ ...one, verdict: 'leak', instance: { ...one.instance, lives: one.id === all.pools[0] ? 2 : 1 } }));
    expect(nowText(all, { ...told, pools: begun })).toMatch(/^Restart the 2 pods that leak \(shop-b, shop-c\)/);
  }); // prettier-ignore
});
