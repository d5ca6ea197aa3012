import type { PoolCase } from '../case/pool-case.ts';
import type { PoolVerdict } from './pool-verdict.ts';
import { reason } from '../words/reasons.ts';
import { programOf } from '../case/visibility.ts';

/**
 * Pools of which nothing in the log says that they are a database's: their lines are words of anybody that name none, and neither their process nor another one of the
 * same program has shown a database. What is lent and counted in them may be connections of a mail server, of a device, of a queue.
 */
export function ofNoDatabase(cases: readonly PoolCase[]): ReadonlySet<PoolCase> {
  const unshown = cases.filter(({ database }) => !database);
  if (unshown.length === 0) return new Set();
  const showing = new Set(cases.filter(({ database }) => database).map(program));
  return new Set(unshown.filter((poolCase) => !showing.has(program(poolCase))));
}

/** Whatever library one of its processes named. */
const program = ({ life }: PoolCase): string => programOf({ ...life, runtime: '' });

/** Nobody is accused of what may be no database's connections. What speaks for it stays, among the reasons. */
export function doubtDatabase(judged: PoolVerdict): PoolVerdict {
  if (judged.verdict === 'inconclusive' || judged.verdict === 'healthy') return judged;
  const text =
    'Nothing in the log says that these are connections of a database: the lines name none, and no other line of the process shows one (its driver, a mapper, a statement). Those of a mail server, a device or a queue are lent and counted in the same words. Name the database in the lines (db, or the logger), or give the whole log of the process.';
  return { verdict: 'inconclusive', confidence: 0.5, reasons: [reason('database-not-shown', 'inconclusive', text), ...judged.reasons] };
}
