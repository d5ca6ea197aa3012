import { expect, test } from 'vitest';
import type { Finding } from '../../src/judge/conclude/fates/finding.ts';
import { remedyFor } from '../../src/judge/conclude/suspects/remedy.ts';
import { emptyDraft, type SuspectDraft } from '../../src/judge/conclude/suspects/suspect-draft.ts';

const remedy = (pattern: string) => ({ pattern, text: `${pattern}.`, validate: [] });
const knowledge = {
  remedies: new Map([['sqlalchemy', [{ ...remedy('collected'), when: { reclaimed: true } }, remedy('closed')]]]),
  recipes: new Map(),
};
const drafted = (reclaimed: number, findings: Partial<Finding>[]): SuspectDraft => ({
  ...emptyDraft('cs1:0', 'sqlalchemy', 'thread-context'),
  leaked: reclaimed,
  reclaimed,
  findings: findings as Finding[],
});

test.each([
  ['the collector told of it', 1, [{ reclaimed: true }], 'collected'],
  ['it told of some', 2, [{ reclaimed: true }, { reclaimed: true, unsaid: true }], 'collected'],
  ['it told of what samples alone show', 3, [], 'collected'],
  ['it said nothing', 1, [{ reclaimed: true, unsaid: true }], 'closed'],
  ['nothing was taken back', 0, [], 'closed'],
])('what the collector takes back has a remedy of its own: %s', (_what, reclaimed, findings, pattern) => {
  expect(remedyFor(drafted(reclaimed, findings), knowledge).pattern).toBe(pattern);
});
