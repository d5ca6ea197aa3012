import type { Finding } from '../fates/finding.ts';
import type { Memo } from '../case/memo.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import { ENOUGH_RETURNS } from '../case/patience.ts';
import { claim, type Claim } from './claim.ts';
import { byPool } from './from-lives.ts';

/**
 * Processes that run one program in one place and have a pool of the same name each: a worker that lives for a minute gives too few connections back to be judged
 * by itself. Where it gave back all that it took, and so did its siblings but for what is in flight, what they know of such holds counts for it.
 * @param mine what was found of a pool's holds: late ones do not matter here
 */
export function fromSiblings(
  cases: readonly PoolCase[],
  mine: (poolCase: PoolCase) => readonly Finding[],
  memo: Memo,
): Map<PoolCase, Claim> {
  const found = new Map<PoolCase, Claim>();
  for (const all of byPool(cases)) {
    const siblings = all.filter(({ pool }) => pool.checkouts > 0);
    if (siblings.length < 2 || siblings.some((one) => mine(one).some(({ fate }) => fate !== 'late'))) continue;
    const back = siblings.reduce((sum, { pool }) => sum + pool.back, 0);
    if (back < ENOUGH_RETURNS) continue;
    const text = `${plural(siblings.length, 'process', 'processes')} of this program gave ${plural(back, 'connection')} back together, and this one all that it took.`;
    const health = memo.of(siblings[0]!, 'siblings', [text], () => claim('healthy', 0.8, reason('siblings-together', 'healthy', text)));
    for (const one of siblings) if (isShort(one)) found.set(one, health);
  }
  return found;
}

/** Too few holds to be judged alone, and each of them ended with its return. */
const isShort = ({ pool, open, reclaimed }: PoolCase): boolean =>
  pool.back < ENOUGH_RETURNS && pool.back === pool.checkouts && pool.lostEnds === 0 && open.length + reclaimed.length === 0;
