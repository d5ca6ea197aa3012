import type { Life, PoolState } from '../../state.ts';
import { showDifferent } from './show-different.ts';

/** What a library calls the first of its pools where the program names none: `pool-1`, `HikariPool-1`, `dataSource-1`. */
const FIRST_BY_NUMBER = /-1$/;

const hasOwnWords = ({ checkouts, startedAt, timeoutsCounted, timeoutsRaised }: PoolState): boolean =>
  checkouts > 0 || startedAt !== null || timeoutsCounted + timeoutsRaised > 0;

/** Known by figures alone, which a program prints under a name that it gives. */
const isGauged = (life: Life, pool: PoolState): boolean =>
  pool.samples.length > 0 && !hasOwnWords(pool) && ![...life.alarms].some((alarm) => alarm.pool === pool.name);

/**
 * The only pool that a process names. One that has a name of its library's numbering, and no figures, is the one whose figures the program prints under another
 * name, where there are no more.
 */
function onlyNamed(life: Life): { readonly pool: PoolState; readonly also?: string } | undefined {
  const [a, b, ...more] = [...life.pools.values()].filter(({ name }) => name !== '');
  if (a === undefined || more.length > 0) return undefined;
  if (b === undefined) return { pool: a };
  for (const [gauged, numbered] of [
    [a, b],
    [b, a],
  ] as const)
    if (FIRST_BY_NUMBER.test(numbered.name) && numbered.samples.length === 0 && isGauged(life, gauged))
      return { pool: gauged, also: numbered.name };
  return undefined;
}

/**
 * What a pool is called for each name that lines give it: lines that name none belong to the only named pool of the same process, if the pool without a name is not
 * one of several handles, not of another size, and does not show something else all the time.
 */
export function canonicalName(life: Life): (name: string | undefined) => string {
  const only = onlyNamed(life);
  const unnamed = life.pools.get('');
  if (only === undefined) return (name) => name ?? '';
  const { pool, also } = only;
  const ofAnotherSize = unnamed?.keeps !== undefined && pool.keeps !== undefined && pool.keeps !== unnamed.keeps;
  const apart = pool.toldByLimit || ofAnotherSize || (unnamed !== undefined && showDifferent(unnamed.samples, pool.samples));
  return (name) => {
    if (name === undefined || name === '') return apart ? '' : pool.name;
    return name === also ? pool.name : name;
  };
}
