import type { Reason } from '../../../model/report.ts';
import { capacityOf } from '../../limit.ts';
import type { PoolState, Unreached } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import { unsettled, type Claim } from './claim.ts';

/** Of the callers that gave up, so many did while the server could not be reached. */
const MOSTLY = 1 / 2;

/**
 * Callers gave up while the program could not reach its database: the pool could open no connection, or those that it had hung. Where as many
 * connections as the pool has came back and went out again meanwhile, the database was there, and what could not be reached is another one.
 */
function unreached({ pool }: PoolCase): Reason | undefined {
  if (pool.unreached === undefined) return undefined;
  const [all, then, did] = told(pool, pool.unreached);
  if (then === 0 || then < all * MOSTLY || pool.turnover >= Math.max(1, capacityOf(pool))) return undefined;
  const who = then < all ? `${then} of the ${plural(all, 'caller')}` : all === 1 ? 'The caller' : `All ${all} callers`;
  const text = `${who} that ${did} did so while the program could not reach its database, or within two minutes of it. That is neither load nor a leak.`;
  return reason('unreachable', 'inconclusive', text, [pool.unreached.evidence]);
}

/** Callers in trouble, those of them that were while the server could not be reached, and what trouble that was. */
function told(pool: PoolState, unreached: Unreached): readonly [all: number, then: number, did: string] {
  if (pool.timeoutsCounted > 0) return [pool.timeoutsCounted, unreached.counted, 'gave up waiting'];
  if (pool.timeoutsRaised > 0) return [pool.timeoutsRaised, unreached.raised, 'gave up waiting'];
  return [pool.waits.count, unreached.waits, 'waited'];
}

/** What speaks for a pool that is too small speaks for nothing where the database was away. */
export function unlessUnreached(poolCase: PoolCase, claims: readonly Claim[]): readonly Claim[] {
  if (!claims.some(({ verdict }) => verdict === 'saturation' || verdict === 'inconclusive')) return claims;
  const away = unreached(poolCase);
  if (away === undefined) return claims;
  return [unsettled(away), ...claims.map((one) => (one.verdict === 'saturation' ? unsettled(...one.reasons) : one))];
}
