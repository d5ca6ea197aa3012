import { describe, expect, test } from 'vitest';
import type { Report, Suspect } from '../../src/model/report.ts';
import { nowText } from '../../src/show/now.ts';
import { spread } from '../../src/show/pool-titles.ts';
import { leakWithStacks } from './fixtures.ts';

const [first] = leakWithStacks.suspects;
const [pool] = leakWithStacks.pools;
const leak: Suspect = { ...first!, verdict: 'leak', pools: ['p'], open: 3, instances: { count: 1, of: 1 }, revisions: [], reasons: [] };
const world = (exhaustion: Report['pools'][number]['exhaustion'], suspects: Suspect[] = [leak], timeouts = 0): Report => ({
  ...leakWithStacks,
  suspects,
  pools: [{ ...pool!, id: 'p', verdict: 'leak', instance: {}, exhaustion, acquireTimeouts: timeouts }],
});

describe('what to do now', () => {
  test('a restart, with the time that is left', () => {
    const eta = { eta: '2026-03-14T11:00:00Z', from: '2026-03-14T10:30:00Z', to: '2026-03-14T12:00:00Z' };
    expect(nowText(leak, world(eta))).toMatch(/^Restart the process before the pool runs out, around 2026-03-14 11:00:00Z\./);
    expect(nowText(leak, world(undefined))).toMatch(/^Restart the process\./);
  });

  test('by the time that the first of several pools runs out', () => {
    const report = world({ eta: '2026-03-14T11:00:00Z', from: '2026-03-14T10:30:00Z', to: '2026-03-14T12:00:00Z' });
    const [one] = report.pools;
    const sooner = {
      ...one!,
      id: 'q',
      exhaustion: { eta: '2026-03-14T10:00:00Z', from: '2026-03-14T09:30:00Z', to: '2026-03-14T10:30:00Z' },
    };
    const both = { ...leak, pools: ['p', 'q'] };
    expect(nowText(both, { ...report, suspects: [both], pools: [one!, sooner] })).toContain(
      'before the first pool runs out, around 2026-03-14 10:00:00Z.',
    );
  });

  test('at once where the pool is dry, and of each pod that leaks', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `shop-${i}`);
    const many: Suspect = { ...leak, instances: { count: 12, of: 40 }, pools: ids };
    const report = world({ at: '2026-03-14T09:00:00Z' }, [many], 4);
    const pools = (by: 'pod' | 'pid') => ids.map((id) => ({ ...report.pools[0]!, id, instance: { [by]: id } }));
    expect(nowText(many, { ...report, pools: pools('pod') })).toMatch(/^Restart the 12 pods that leak at once\./);
    expect(nowText(many, { ...report, pools: pools('pid') })).toMatch(/^Restart the 12 processes that leak at once\./);
  }); // prettier-ignore

  test('the way back to a revision that is known to be sound, and to none else', () => {
    const revisions = [
      { workload: 'shop', revision: '68f9d4cc7b', instances: 12, leaking: 12, leaked: 36 },
      { workload: 'shop', revision: '7d5b9c6f44', instances: 28, leaking: 0, leaked: 0 },
    ];
    const reason = (side: string) => [{ code: 'revision', for: side, text: '', evidence: [] }];
    const sound: Suspect = { ...leak, revisions, reasons: reason('leak') };
    expect(nowText(sound, world(undefined, [sound]))).toBe('Roll shop back from revision 68f9d4cc7b to 7d5b9c6f44, which lost nothing.');
    const eta = { eta: '2026-03-14T11:00:00Z', from: '2026-03-14T10:30:00Z', to: '2026-03-14T12:00:00Z' };
    expect(nowText(sound, world(eta, [sound]))).toMatch(/, which lost nothing, before the pool runs out, around 2026-03-14 11:00:00Z\.$/);
    expect(nowText(sound, world({ at: '2026-03-14T09:00:00Z' }, [sound], 4))).toMatch(/^Roll shop back at once from revision/);
    const unsure: Suspect = { ...sound, reasons: reason('inconclusive') };
    expect(nowText(unsure, world(undefined, [unsure]))).toMatch(/^Restart the pod\./);
  });

  test('the way back of a canary, which has no other revision of its own', () => {
    const revisions = [
      { workload: 'shop-canary', revision: '68f9d4cc7b', instances: 1, leaking: 1, leaked: 9 },
      { workload: 'shop', revision: '7d5b9c6f44', instances: 3, leaking: 0, leaked: 0 },
    ];
    const canary: Suspect = { ...leak, revisions, reasons: [{ code: 'revision', for: 'leak', text: '', evidence: [] }] };
    expect(nowText(canary, world(undefined, [canary]))).toBe(
      'Roll shop-canary back or give its traffic to shop, which runs beside it and lost nothing.',
    );
    expect(spread({ ...canary, instances: { count: 1, of: 4 } })).toBe('1 of 4 pods, only shop-canary (revision 68f9d4cc7b)');
  });

  test('no restart for now where nearly all is taken back and nobody was turned away', () => {
    const mostly: Suspect = { ...leak, leaked: 54, reclaimed: 52, open: 2 };
    expect(nowText(mostly, world(undefined, [mostly]))).toMatch(/^No restart is needed for now: 52 of the 54 lost were taken back/);
    const half: Suspect = { ...leak, leaked: 54, reclaimed: 30, open: 24 };
    expect(nowText(half, world(undefined, [half]))).toMatch(/^Restart/);
    expect(nowText(mostly, world({ at: '2026-03-14T10:00:00Z' }, [mostly]))).toMatch(/^Restart/);
  });

  test('no restart where all was taken back, unless another leak holds the same pool', () => {
    const taken: Suspect = { ...leak, open: 0, reclaimed: 3 };
    expect(nowText(taken, world(undefined, [taken]))).toContain('no restart is needed');
    expect(nowText(taken, world(undefined, [taken, { ...leak, rank: 2 }]))).toMatch(/^Restart the process/);
  });

  test('nothing for slow work and for what is undecided', () => {
    for (const verdict of ['long-hold', 'inconclusive'] as const) expect(nowText({ ...leak, verdict }, world(undefined))).toBeUndefined();
  });
});
