import { expect, test } from 'vitest';
import { tempered } from '../../../src/judge/gate/pool-checks.ts';
import type { PoolReport } from '../../../src/model/report.ts';
import { leakWithStacks } from '../../show/fixtures.ts';

const [leaking] = leakWithStacks.pools as [PoolReport];
const failed = { status: 'fail' as const, text: '2 out.', evidence: [] };
const kept = { code: 'kept-from-start', for: 'leak', text: '2 connections were kept.', evidence: [] };

test('what the judge calls leaked fails', () => expect(tempered(failed, leaking)).toBe(failed));
test('what it does not is no proof', () => {
  expect(tempered(failed, { ...leaking, verdict: 'inconclusive' }).status).toBe('unknown');
  expect(tempered(failed, { ...leaking, verdict: 'inconclusive', reasons: [kept] }).status).toBe('unknown');
});
test('what is kept by design passes, and says so', () => {
  expect(tempered(failed, { ...leaking, verdict: 'healthy', reasons: [kept] })).toMatchObject({
    status: 'pass',
    text: '2 out. 2 connections were kept.',
  });
});
test('what passed stays', () =>
  expect(tempered({ ...failed, status: 'pass' }, { ...leaking, verdict: 'inconclusive' }).status).toBe('pass'));
