import { unclaimReturn } from '../observe/claims.ts';
import { lengthOf, unfold } from '../observe/sites.ts';
import { poolOf } from '../lives.ts';
import type { ClosedHold, Life } from '../state.ts';
import { largest, smallest } from './reasons.ts';

/** Returns of one and the same moment: a process that ends gives up all its objects at once. */
const AT_ONCE_MS = 1000;
/** Fewer than this may end together by chance. */
const FEWEST = 3;
/** They were out for so many times longer than their returns are apart, and had gone out as far apart from each other. */
const APART = 10;

/**
 * Connections that came back only because their process ended: nothing goes out any more, and several that had been taken at quite different
 * times, long ago, come back in the same moment. They are taken out of the honest returns, and judged as what they were until then: out.
 */
export function sweepExit(life: Life): void {
  const last = [...life.lastClosed.values()].filter(
    (hold) => hold.ended === 'returned' && hold.closed > life.lastCheckout && hold.since !== null && hold.until !== null,
  );
  const end = largest(last.map(({ until }) => until as number));
  const swept = last.filter((hold) => end - (hold.until as number) <= AT_ONCE_MS && (lengthOf(hold) ?? 0) > APART * AT_ONCE_MS);
  if (swept.length < FEWEST) return;
  const begun = swept.map(({ since }) => since as number);
  if (largest(begun) - smallest(begun) < APART * AT_ONCE_MS) return;
  for (const hold of swept) sweep(life, hold);
}

function sweep(life: Life, hold: ClosedHold): void {
  const pool = poolOf(life, hold.pool);
  const { innocent } = life;
  if (hold.site !== undefined && hold.stack === undefined) {
    innocent.checkouts = Math.max(0, innocent.checkouts - 1);
    for (const template of hold.templates) {
      const known = innocent.templates.get(template) ?? 0;
      if (known > 1) innocent.templates.set(template, known - 1);
      else innocent.templates.delete(template);
    }
  }
  unfold(life, pool, hold);
  unclaimReturn(life, hold);
  pool.back -= 1;
  hold.ended = 'swept';
  life.swept.push(hold);
}
