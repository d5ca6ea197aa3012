import { stableNames } from '../model/pool-names.ts';
import type { PoolReport, Report, Suspect } from '../model/report.ts';
import { cleanLines, cleaned } from './clean.ts';
import type { Reporter } from './reporter.ts';
import { summaryOf } from './summary.ts';
import { poolTitle } from './pool-titles.ts';
import { number, place } from './words.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\n': '&#10;' };
/** Noncharacters are the last that XML 1.0 forbids after control characters are gone. */
const xml = (text: string): string => cleanLines(text).replace(/[\ufffe\uffff]/g, '').replace(/[&<>"'\n]/g, (mark) => ENTITIES[mark] ?? ''); // prettier-ignore

/** JUnit XML for CI: one test case for each pool. A leak or saturation fails, an undecided pool is skipped, the others pass. */
export const junit: Reporter = function* (report) {
  const safe = cleaned(report);
  const count = (...verdicts: PoolReport['verdict'][]): number => safe.pools.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const totals = `tests="${safe.pools.length}" failures="${count('leak', 'saturation')}" errors="0" skipped="${count('inconclusive')}"`;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="leak-stream" ${totals}>\n  <testsuite name="connection pools" ${totals}>\n`;
  const names = testNames(safe);
  for (const pool of safe.pools) yield testCase(safe, pool, names.get(pool.id) ?? pool.id);
  yield `    <system-out>${xml(summaryOf(safe))}</system-out>\n  </testsuite>\n</testsuites>\n`;
};

/** A suspect's count is of all its pools; of this one alone the log may show what is still out. */
function ofPool(suspect: Suspect, pool: PoolReport): string {
  if (suspect.leaked === 0 && suspect.returnedLate > 0) return `${number(suspect.returnedLate)} came back late`;
  if (suspect.pools.length === 1) return `${suspect.leaked} leaked`;
  const here = pool.openHolds.filter(({ fingerprint }) => fingerprint === suspect.fingerprint).length;
  const all = `${suspect.leaked} leaked in ${suspect.pools.length} pools`;
  return here === 0 ? all : `${here} still out here, ${all}`;
}

/** Servers keep a test's history by its name: the same in each run, so without the process id where it does not take one to tell pools apart. */
function testNames({ pools, input }: Report): ReadonlyMap<string, string> {
  const bare = (pool: PoolReport): string => poolTitle({ ...pool, instance: { ...pool.instance, pid: undefined, lives: undefined } });
  const seen = new Map<string, number>();
  const count = (name: string): number => seen.get(name) ?? 0;
  for (const pool of pools) seen.set(bare(pool), count(bare(pool)) + 1);
  const unique = stableNames(pools, input.sources);
  return new Map(pools.map((pool) => [pool.id, count(bare(pool)) === 1 ? bare(pool) : (unique.get(pool.id) ?? pool.id)]));
}

function testCase(report: Report, pool: PoolReport, name: string): string {
  const open = `    <testcase classname="${xml(pool.runtime)}" name="${xml(name)}"`;
  const why = pool.reasons.filter((reason) => reason.for === pool.verdict).map(({ text }) => text);
  const message = xml(why[0] ?? pool.verdict);
  if (pool.verdict === 'inconclusive') return `${open}>\n      <skipped message="${message}"/>\n    </testcase>\n`;
  if (pool.verdict !== 'leak' && pool.verdict !== 'saturation') return `${open}/>\n`;
  const suspects = report.suspects.filter(({ pools }) => pools.includes(pool.id));
  const told = suspects.map((suspect) => `${ofPool(suspect, pool)}: ${place(suspect)} [${suspect.fingerprint}]\n${suspect.remedy.text}`);
  const body = [...why, ...told].map((line) => xml(line).replaceAll('&#10;', '\n')).join('\n');
  return `${open}>\n      <failure type="${pool.verdict}" message="${message}">${body}</failure>\n    </testcase>\n`;
}
