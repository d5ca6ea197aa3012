import { afterAll, describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { definePlugin } from '../../src/plugin/index.ts';
import type { Plugin } from '../../src/plugin/index.ts';
import { checkPlugin, describeProblem, recordsOf } from '../../src/testing.ts';
import { against, keep } from './linear.ts';

const patternsOf = (plugin: Plugin): RegExp[] => [
  ...Object.values(plugin.rules).map((rule) => rule.pattern),
  ...(plugin.continues ? [plugin.continues] : []),
];

describe('every built-in plug-in', () => {
  test.each(plugins.map((plugin) => [plugin.id, plugin] as const))('%s keeps its contract', { timeout: 120_000 }, (_, plugin) => {
    expect(checkPlugin(plugin, { others: plugins }).map(describeProblem)).toEqual([]);
  });

  test.each(plugins.map((plugin) => [plugin.id, plugin] as const))('%s has linear patterns only', { timeout: 600_000 }, (_, plugin) => {
    expect(patternsOf(plugin).flatMap((pattern) => against(pattern) ?? [])).toEqual([]);
  });

  afterAll(keep);
});

const good: Plugin = definePlugin({
  id: 'good-pool',
  title: 'Good',
  runtime: 'good',
  hints: ['lent connection'],
  rules: {
    checkout: {
      pattern: /lent connection (?<connection>\w{1,20})/,
      read: (match) => ({ kind: 'checkout', connection: match.text('connection') }),
    },
  },
  samples: {
    'a checkout': { log: '2026-11-23 01:00:00,000 INFO app.pool: lent connection c1', reads: { kind: 'checkout', connection: 'c1' } },
    'somebody speaks of it': { log: 'we lent connection', reads: [], decoy: true },
  },
});

const withRule = (rule: Partial<Plugin['rules'][string]>): Plugin => ({
  ...good,
  rules: { checkout: { ...good.rules['checkout'], ...rule } as Plugin['rules'][string] },
});
const withSample = (sample: Partial<Plugin['samples'][string]>): Plugin => ({
  ...good,
  samples: { 'a checkout': { ...good.samples['a checkout'], ...sample } as Plugin['samples'][string] },
});

describe('what is refused', () => {
  test('nothing of a good one', () => {
    expect(checkPlugin(good, { others: [good] })).toEqual([]);
  });

  const bad: [what: string, plugin: Plugin, where: string, words: RegExp][] = [
    ['no samples', { ...good, samples: {} }, 'samples', /there is none/],
    ['no rules', { ...good, rules: {} }, 'rules', /there is none/],
    ['an id with capitals', { ...good, id: 'GoodPool' }, 'id', /lower-case/],
    ['a short hint', { ...good, hints: ['len'] }, 'hints[0]', /4 characters/],
    ['a rule without a read', withRule({ read: 7 as never }), 'rules.checkout.read', /function/],
    [
      'a rule that no sample meets',
      { ...good, rules: { ...good.rules, never: { pattern: /never seen/, read: () => undefined } } },
      'rules.never',
      /no sample/,
    ],
    ['a sample without a hint', withSample({ log: 'gave connection c1' }), 'samples["a checkout"]', /hints/],
    ['a sample that no rule reads', withSample({ log: 'lent connection -' }), 'samples["a checkout"]', /no rule reads it/],
    [
      'two rules for one sample',
      { ...good, rules: { ...good.rules, again: { ...good.rules['checkout'] } as Plugin['rules'][string] } },
      'samples["a checkout"]',
      /checkout and again both/,
    ],
    ['another rule than the one declared', withSample({ rule: 'other' }), 'samples["a checkout"]', /claims it instead of other/],
    [
      'a field that is not as declared',
      withSample({ reads: { kind: 'checkout', connection: 'c2' } }),
      'samples["a checkout"]',
      /connection = "c1" instead of "c2"/,
    ],
    ['another number of events', withSample({ reads: [] }), 'samples["a checkout"]', /1 events instead of 0/],
    ['a decoy that is claimed', withSample({ decoy: true, reads: [] }), 'samples', /none/],
    ['a read that throws', withRule({ read: () => { throw new Error('oh'); } }), 'rules.checkout', /oh/], // prettier-ignore
    [
      'a group that is missing',
      withRule({ read: (match) => ({ kind: 'checkout', connection: match.text('id') }) }),
      'rules.checkout',
      /no group 'id'/,
    ],
    ['the flag g', withRule({ pattern: /lent connection (?<connection>\w{1,20})/g }), 'rules.checkout', /flag g/],
    [
      'a pattern that backtracks',
      withRule({ pattern: /lent connection (?<connection>\w{1,20})|(?:a+)+x/ }),
      'rules.checkout',
      /not linear/,
    ],
    [
      'an event that is none',
      withRule({ read: () => ({ kind: 'checkout', connection: 'c1', sequence: 7 }) as never }),
      'samples["a checkout"]',
      /not valid/,
    ],
    [
      'lines that are records of their own',
      withSample({ log: '2026-03-14 09:00:00,000 lent connection c1\nheld by http-3, who lent connection c0', reads: [] }),
      'samples["a checkout"]',
      /its lines are \d records, the second begins with "held by http-3, who lent connection c0": where it goes on with the first, continues must say so/,
    ],
    ['replacing itself', { ...good, replaces: 'good-pool' }, 'replaces', /itself/],
  ];
  test.each(bad)('%s', (_, plugin, where, words) => {
    const problems = checkPlugin(plugin);
    expect(problems.map((problem) => problem.where)).toContain(where);
    expect(problems.find((problem) => problem.where === where)?.what).toMatch(words);
    for (const problem of problems) expect(problem.mend).not.toBe('');
  });

  test("claiming another plug-in's sample, unless it takes its place", () => {
    const thief: Plugin = { ...good, id: 'thief' };
    expect(checkPlugin(thief, { others: [good] }).map((problem) => problem.what)).toEqual([
      'it claims "a checkout", a sample of good-pool, and would hide such lines from it',
    ]);
    expect(checkPlugin(thief, { others: [good, thief] }).map((problem) => problem.what)).toEqual([
      'it claims "a checkout", a sample of good-pool, so such lines would count twice',
      'the rule checkout of good-pool reads it too, so its line would count twice',
    ]);
    expect(checkPlugin({ ...thief, replaces: 'good-pool' }, { others: [good] })).toEqual([]);
  });

  test('a prover is asked', () => {
    expect(checkPlugin(good, { linear: () => 'it is not' })[0]?.what).toMatch(/it is not/);
  });

  test.each([undefined, null, 7, 'x', [], {}])('%j, without throwing', (value) => {
    expect(checkPlugin(value as never).length).toBeGreaterThan(0);
  });
});

test('a test can look at what its rules will see', () => {
  expect(recordsOf(good, '[2026-11-23 01:00:00,000: INFO/MainProcess] lent connection c1\n  more')).toMatchObject([
    { message: 'lent connection c1', tail: ['  more'], timed: true },
  ]);
});
