import { quantile, type Sketch } from '../../sketch.ts';
import type { Life } from '../../state.ts';

/** Fewer returned holds than this say nothing about how long the next one may honestly last. */
export const ENOUGH_RETURNS = 20;
/**
 * No hold is called leaked before it is this old, however short the others were: layouts with whole seconds, a stopped world or a lock
 * make a second out of a millisecond, and a leak has hours.
 */
export const LEAST_AGE_MS = 1000;
/** A context whose returns overlap newer checkouts more often than this runs several requests at once. */
const OVERLAP_SHARE = 0.05;
/** So many of the returns have a request line after them, where requests are logged at all. */
const CLAIMED_SHARE = 0.2;

/**
 * Nothing on the lines tells requesters apart: order has to (see observe/holds/claims.ts). One context runs several requests at once, or the
 * lines that name routes are never of a context that takes connections (a server that logs requests in a thread of its own).
 */
export function isKeyless(life: Life): boolean {
  const { returns, claimed } = life.claims;
  if (returns < ENOUGH_RETURNS) return false;
  if (runsSeveralAtOnce(life)) return true;
  const lines = [...claimed.values()].reduce((sum, n) => sum + n, 0);
  return lines >= CLAIMED_SHARE * returns && ![...life.sites.keys()].some((site) => site !== '');
}

/** Connections come back after newer ones of the same context went out, so often that several requests share it. */
export const runsSeveralAtOnce = ({ claims: { overlaps, returns } }: Life): boolean =>
  returns >= ENOUGH_RETURNS && overlaps > OVERLAP_SHARE * returns;

/** How long a hold of a site may last before it is called leaked, or undefined where too little came back to tell. */
export function patience(own: Sketch, pool: Sketch, thresholdMs: number | undefined): number | undefined {
  if (thresholdMs !== undefined) return thresholdMs;
  if (own.count >= ENOUGH_RETURNS) return Math.max(LEAST_AGE_MS, 2 * quantile(own, 0.999));
  if (pool.count >= ENOUGH_RETURNS) return Math.max(LEAST_AGE_MS, 2 * quantile(pool, 0.999), 2 * own.max);
  return undefined;
}
