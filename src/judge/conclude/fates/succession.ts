import type { Finding } from './finding.ts';
import { countOccasions } from '../case/occasions.ts';

/** Reports of one path on so many occasions, none of which came back, say what becomes of the next one. */
const FEWEST_LOST = 3;

/**
 * Reports of a code path of which every earlier one was lost are lost as well, though the log ends too soon to see it. By Laplace's rule of
 * succession the chance is (n + 1) / (n + 2) after n of n. One return is enough to leave the young ones undecided.
 */
export function convictYounger(found: readonly Finding[], groupOf: (finding: Finding) => string, returned: ReadonlySet<string>): Finding[] {
  const lost = new Map<string, (number | null)[]>();
  for (const finding of found) {
    if (finding.fate !== 'leaked' || finding.reclaimed) continue;
    const begins = lost.get(groupOf(finding)) ?? [];
    begins.push(finding.since);
    lost.set(groupOf(finding), begins);
  }
  const times = new Map([...lost].map(([group, begins]) => [group, countOccasions(begins)]));
  return found.map((finding) => {
    const group = groupOf(finding);
    const n = times.get(group) ?? 0;
    if (finding.fate !== 'undecided' || group === '' || n < FEWEST_LOST || returned.has(group)) return finding;
    return { ...finding, fate: 'leaked', confidence: (n + 1) / (n + 2) };
  });
}
