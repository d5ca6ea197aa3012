import type { Finding } from './finding.ts';

/** So many reports of one path that none came back of say what becomes of the next one. */
const FEWEST_LOST = 3;

/**
 * Reports of a code path of which every earlier one was lost are lost as well, though the log ends too soon to see it. By Laplace's rule of
 * succession the chance is (n + 1) / (n + 2) after n of n. One return is enough to leave the young ones undecided.
 */
export function convictYounger(found: readonly Finding[], groupOf: (finding: Finding) => string, returned: ReadonlySet<string>): Finding[] {
  const lost = new Map<string, number>();
  for (const finding of found) {
    if (finding.fate === 'leaked' && !finding.reclaimed) lost.set(groupOf(finding), (lost.get(groupOf(finding)) ?? 0) + 1);
  }
  return found.map((finding) => {
    const group = groupOf(finding);
    const n = lost.get(group) ?? 0;
    if (finding.fate !== 'undecided' || group === '' || n < FEWEST_LOST || returned.has(group)) return finding;
    return { ...finding, fate: 'leaked', confidence: (n + 1) / (n + 2) };
  });
}
