import type { Report } from '../../../src/model/report.ts';
import { leakWithStacks } from '../fixtures.ts';

/** 1,000 suspects with 100,000 lines of evidence, and 100 pools. */
export function bigReport(): Report {
  const [suspect, pool] = [leakWithStacks.suspects[0]!, leakWithStacks.pools[0]!];
  const series = Array.from({ length: 240 }, (_, i) => ({
    at: new Date(Date.UTC(2026, 2, 14, 9, i)).toISOString(),
    min: i % 7,
    max: (i % 7) + (i % 3),
  }));
  const evidence = Array.from({ length: 100 }, (_, i) => ({ source: 'logs/shop.log', line: i + 1, byte: i, text: `${i} ${'long line '.repeat(60)}` })); // prettier-ignore
  return {
    ...leakWithStacks,
    pools: Array.from({ length: 100 }, (_, i) => ({ ...pool, id: `p${i}`, name: `pool-${i}`, inUse: { ...pool.inUse!, series } })),
    suspects: Array.from({ length: 1000 }, (_, i) => ({ ...suspect, rank: i + 1, fingerprint: `cs1:${i}`, leaked: 1000 - i, evidence, remedy: { ...suspect.remedy, text: `${suspect.remedy.text} ${i}` } })),
  }; // prettier-ignore
}
