import { describe, expect, test } from 'vitest';
import { compare } from '../../../src/judge/compare/index.ts';
import type { Traffic } from '../../../src/judge/compare/index.ts';
import { comparisonSchema } from '../../../src/model/comparison.ts';
import type { Report, Suspect } from '../../../src/model/report.ts';
import { healthy, leakWithStacks as leaking } from '../../show/fixtures.ts';

const TOOL = { name: 'leak-stream', version: '0.1.0' } as const;
const [stackSuspect] = leaking.suspects as [Suspect];
const routed: Suspect = {
  ...stackSuspect,
  callSite: null,
  stack: [],
  route: 'POST /orders/{id}/invoice',
  attribution: { method: 'thread-context', score: 1, parts: {} },
};

const report = (...suspects: Suspect[]): Report => ({ ...leaking, verdict: suspects.length > 0 ? 'leak' : 'healthy', suspects });
const traffic = (changes: Partial<Traffic>): Traffic => ({
  runs: new Map(),
  lines: new Map(),
  showsStacks: false,
  showsRoutes: false,
  ...changes,
});
const only = (before: Report, after: Report, seen?: Traffic, seenBefore?: Traffic) => {
  const result = compare({ report: before, traffic: seenBefore }, { report: after, traffic: seen }, TOOL);
  expect(comparisonSchema.safeParse(result).error).toBeUndefined();
  expect(result.changes).toHaveLength(1);
  return result.changes[0]!;
};

describe('compare', () => {
  test('of a report with itself: all the same', () => {
    expect(only(leaking, leaking)).toMatchObject({ change: 'same', before: { count: 9 }, after: { count: 9 } });
    expect(compare({ report: healthy }, { report: healthy }, TOOL).changes).toEqual([]);
  });

  test('of a log with itself, where its route ran more often than it logged the line: the same', () => {
    const failing: Suspect = { ...routed, template: 'invoice <*> rejected', checkouts: 301, leaked: 25 };
    const seen = traffic({
      showsRoutes: true,
      runs: new Map([[failing.fingerprint, 276]]),
      lines: new Map([['invoice <*> rejected', 25]]),
    });
    expect(only(report(failing), report(failing), seen, seen)).toMatchObject({
      change: 'same',
      traffic: { basis: 'site', before: 301, after: 301 },
    });
  });

  test('what was not there is new', () =>
    expect(only(report(), leaking)).toMatchObject({ change: 'new', before: null, after: { verdict: 'leak', count: 9 } }));

  test('a verdict that got heavier or lighter is worse or better, whatever the counts', () => {
    const late: Suspect = { ...stackSuspect, verdict: 'long-hold', leaked: 0, open: 0, returnedLate: 40 };
    expect(only(report(late), leaking).change).toBe('worse');
    expect(only(leaking, report(late)).change).toBe('better');
  });

  test.each([
    [9, 10, 'same'],
    [5, 12, 'worse'],
    [40, 12, 'better'],
  ])('%i leaked, then %i: %s', (before, after, change) => {
    expect(only(report({ ...stackSuspect, leaked: before }), report({ ...stackSuspect, leaked: after })).change).toBe(change);
  });

  test('twice as many in twice the traffic is the same', () => {
    const runs = (n: number): Traffic => traffic({ runs: new Map([[routed.fingerprint, n]]), showsRoutes: true });
    const many = { ...routed, template: undefined } as unknown as Suspect;
    const change = only(report({ ...many, leaked: 30 }), report({ ...many, leaked: 60 }), runs(1940), runs(970));
    expect(change).toMatchObject({ change: 'same', traffic: { basis: 'site', before: 1000, after: 2000 } });
  });

  test('an accepted leak is neither gone nor new', () => {
    const accepted: Report = { ...report(), ignored: [{ fingerprint: stackSuspect.fingerprint, reason: 'known', leaked: 9 }] };
    expect(only(leaking, accepted)).toMatchObject({ change: 'same', after: { verdict: 'accepted' } });
    const { summary, before, after } = compare({ report: leaking }, { report: accepted }, leaking.tool);
    expect([before.accepted, after.accepted]).toEqual([undefined, { leaks: 1, connections: 9 }]);
    expect(summary).toBe(`1 suspect: 1 same; leak before, ${accepted.verdict} but for 1 accepted leak after.`);
  });

  test('a leak accepted on both sides is no change, but it is said', () => {
    const accepted: Report = { ...report(), ignored: [{ fingerprint: stackSuspect.fingerprint, reason: 'known', leaked: 9 }] };
    const { summary, changes } = compare({ report: accepted }, { report: accepted }, accepted.tool);
    expect(changes).toEqual([]);
    expect(summary).toContain('but for 1 accepted leak before and after');
  });
});

describe('what is not found any more', () => {
  test('is not exercised where no such pool is left', () => {
    expect(only(leaking, { ...report(), pools: [] })).toMatchObject({ change: 'not-exercised', traffic: { basis: 'none' } });
  });

  test('is gone by its pool where a report tells no more, and says that this is weak', () => {
    const change = only(leaking, report());
    expect(change).toMatchObject({ change: 'gone', traffic: { basis: 'pool', before: 5210, after: 5210 } });
    expect(change.text).toContain('does not show whether this very place ran');
  });

  test('is not exercised where its pool did far less', () => {
    const idle: Report = { ...report(), pools: [{ ...leaking.pools[0]!, holdTime: { ...leaking.pools[0]!.holdTime!, count: 500 } }] };
    expect(only(report({ ...stackSuspect, leaked: 2 }), idle).change).toBe('not-exercised');
  });

  test('is not exercised where AFTER would show its place and does not', () => {
    expect(only(leaking, report(), traffic({ showsStacks: true }))).toMatchObject({
      change: 'not-exercised',
      traffic: { basis: 'site', after: 0 },
    });
    expect(only(report(routed), report(), traffic({ showsRoutes: true })).change).toBe('not-exercised');
  });

  test('is gone where its place ran as often', () => {
    const change = only(leaking, report(), traffic({ showsStacks: true, runs: new Map([[stackSuspect.fingerprint, 300]]) }));
    expect(change).toMatchObject({ change: 'gone', traffic: { basis: 'site', after: 300 } });
  });

  test('is not exercised where the route ran but never failed as it did when it leaked', () => {
    const failing: Suspect = { ...routed, template: 'invoice <*> rejected', checkouts: 12, leaked: 12 };
    const runs = new Map([[failing.fingerprint, 500]]);
    const calm = only(report(failing), report(), traffic({ showsRoutes: true, runs }));
    expect(calm).toMatchObject({ change: 'not-exercised', traffic: { basis: 'line', before: 12, after: 0 } });
    expect(calm.text).toContain('ran 500 times');
    const failed = traffic({ showsRoutes: true, runs, lines: new Map([['invoice <*> rejected', 3]]) });
    expect(only(report(failing), report(), failed)).toMatchObject({ change: 'gone', traffic: { basis: 'line', after: 3 } });
  });
});
