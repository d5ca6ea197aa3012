import type { PoolReport, Report, Suspect } from '../model/report.ts';
import { VERDICTS } from '../model/verdict.ts';

/**
 * All pools as every report for people shows them: the worst verdict first; of one verdict those of the first suspects, then what still lives, then those that
 * turned most callers away, are or will be dry first, are fullest. What machines read keeps the order of the ids.
 */
export function orderedPools({ pools, suspects }: Pick<Report, 'pools' | 'suspects'>): PoolReport[] {
  const ranks = new Map<string, number>();
  for (const { rank, pools: ids } of suspects) for (const id of ids) ranks.set(id, Math.min(ranks.get(id) ?? Infinity, rank));
  const rankOf = ({ id }: PoolReport): number => ranks.get(id) ?? suspects.length + 1;
  return [...pools].sort(
    (a, b) =>
      VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
      rankOf(a) - rankOf(b) ||
      Number(hasEnded(a)) - Number(hasEnded(b)) ||
      b.acquireTimeouts - a.acquireTimeouts ||
      (dryAt(a) === dryAt(b) ? 0 : dryAt(a) - dryAt(b)) ||
      fullness(b) - fullness(a) ||
      outOf(b) - outOf(a),
  );
}

/** The pool that a report begins with: the first one of its verdict. */
export function leadPool(report: Report): PoolReport | undefined {
  const ordered = orderedPools(report);
  return ordered.find(({ verdict }) => verdict === report.verdict) ?? ordered[0];
}

/** Callers that were turned away by the pools of a suspect that share its verdict. */
export const timeoutsBeside = (suspect: Suspect, { pools }: Report): number =>
  pools.reduce(
    (sum, { id, verdict, acquireTimeouts }) => sum + (verdict === suspect.verdict && suspect.pools.includes(id) ? acquireTimeouts : 0),
    0,
  );

/** Whether its process has begun anew since: what is said of it is history. */
export const hasEnded = ({ instance: { restart = 0, lives = 1 } }: PoolReport): boolean => restart + 1 < lives;

/** Epoch ms; who never runs dry comes last. */
const dryAt = ({ exhaustion }: PoolReport): number =>
  exhaustion === undefined ? Infinity : Date.parse('at' in exhaustion ? exhaustion.at : exhaustion.eta);
const outOf = ({ inUse, openHolds }: PoolReport): number => inUse?.last ?? openHolds.length;
const fullness = (pool: PoolReport): number => (pool.max ? outOf(pool) / pool.max : 0);
